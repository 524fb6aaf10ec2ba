-- SPDX-License-Identifier: MIT
-- POST /add for wrk; the last line of its output is JSON.
wrk.method = "POST"
wrk.path = "/add"
wrk.headers["Content-Type"] = "application/json"
wrk.body = '{"first_number":40,"second_number":2}'

function done(summary, latency)
    local errors = summary.errors
    local failed = errors.connect + errors.read + errors.write
        + errors.status + errors.timeout
    io.write(string.format(
        '{"requests":%d,"us":%d,"p50":%d,"p99":%d,"failed":%d}\n',
        summary.requests, summary.duration, latency:percentile(50),
        latency:percentile(99), failed))
end
