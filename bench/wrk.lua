-- SPDX-License-Identifier: MIT
-- For wrk: GET, or POST of the JSON text that stands behind `--`. The last line
-- of its output is JSON.
function init(args)
    if args[1] then
        wrk.method = "POST"
        wrk.headers["Content-Type"] = "application/json"
        wrk.body = args[1]
    end
end

function done(summary, latency)
    local errors = summary.errors
    local failed = errors.connect + errors.read + errors.write
        + errors.status + errors.timeout
    io.write(string.format(
        '{"requests":%d,"us":%d,"p50":%d,"p99":%d,"failed":%d}\n',
        summary.requests, summary.duration, latency:percentile(50),
        latency:percentile(99), failed))
end
