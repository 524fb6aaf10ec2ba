/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "async/client/error.h"

#include <inttypes.h>
#include <stdio.h>

#include "async/client/response.h"

/* What libcurl's results mean; others are TN_EIO. */
struct meaning {
    CURLcode result;
    int code;
    bool may_retry;
    const char *advice; /* "": none */
};

static const struct meaning meanings[] = {
    { CURLE_OK, 0, false, "" },
    { CURLE_COULDNT_RESOLVE_HOST, TN_ECONNECT, true,
      "; check the name in the URL" },
    { CURLE_COULDNT_RESOLVE_PROXY, TN_ECONNECT, true,
      "; check the session's proxy" },
    { CURLE_COULDNT_CONNECT, TN_ECONNECT, true,
      "; check that it runs and listens there" },
    { CURLE_OPERATION_TIMEDOUT, TN_ETIMEDOUT, true, "" },
    { CURLE_SSL_CONNECT_ERROR, TN_ECONNECT, false,
      "; check that it speaks TLS there, and the session's client_cert" },
    { CURLE_PEER_FAILED_VERIFICATION, TN_ECONNECT, false,
      "; name the file of its authority in the session's ca_file" },
    { CURLE_SSL_CACERT_BADFILE, TN_EUSAGE, false,
      "; check the session's ca_file" },
    { CURLE_SSL_CERTPROBLEM, TN_EUSAGE, false,
      "; check the session's client_cert and client_key" },
    { CURLE_GOT_NOTHING, TN_EIO, true, "" },
    { CURLE_RECV_ERROR, TN_EIO, true, "" },
    { CURLE_SEND_ERROR, TN_EIO, true, "" },
    { CURLE_PARTIAL_FILE, TN_EIO, true, "" },
    { CURLE_SEND_FAIL_REWIND, TN_EIO, true, "" },
    { CURLE_WEIRD_SERVER_REPLY, TN_EHTTP, false, "" },
    { CURLE_UNSUPPORTED_PROTOCOL, TN_EHTTP, false, "" },
    { CURLE_BAD_CONTENT_ENCODING, TN_EHTTP, false, "" },
    { CURLE_OUT_OF_MEMORY, TN_ENOMEM, false, "" },
    { CURLE_URL_MALFORMAT, TN_EUSAGE, false, "" },
};

static const struct meaning *meaning_of(CURLcode result)
{
    static const struct meaning other = { .code = TN_EIO, .advice = "" };

    for (size_t i = 0; i < TN_COUNT(meanings); i++)
        if (meanings[i].result == result)
            return &meanings[i];
    return &other;
}

int tn__client_code(CURLcode result)
{
    return meaning_of(result)->code;
}

bool tn__client_may_retry(CURLcode result)
{
    return meaning_of(result)->may_retry;
}

/* -- Messages -------------------------------------------------------------- */

static int
tell_late(const struct tn_http_response *response, char *to, size_t size)
{
    const struct tn_http_timeouts *timeouts = &response->request.timeouts;

    switch (response->transfer.late) {
    case TN__LATE_TOTAL:
        return snprintf(to, size,
                        "the total time of %" PRIu64 " ms is over: total_ms",
                        timeouts->total_ms);
    case TN__LATE_READ:
        return snprintf(to, size, "nothing came for %" PRIu64 " ms: read_ms",
                        timeouts->read_ms);
    case TN__LATE_NOT:
        break;
    }
    return snprintf(to, size, "no connection within %" PRIu64 " ms: connect_ms",
                    timeouts->connect_ms);
}

static int
tell_limit(const struct tn_http_response *response, char *to, size_t size)
{
    const struct tn_session_options *options = &response->session->options;

    if (response->head.size > options->head_limit)
        return snprintf(to, size,
                        "its head has more than %zu bytes: head_limit",
                        options->head_limit);
    if (!response->head.is_complete)
        return snprintf(to, size, "more than %u requests queue: queue_limit",
                        options->queue_limit);
    if (tn__response_head_is_redirect(&response->head) &&
        response->redirect_count >= options->redirect_limit)
        return snprintf(to, size, "more than %u redirects: redirect_limit",
                        options->redirect_limit);
    return snprintf(to, size, "its body has more than %zu bytes: body_limit",
                    options->body_limit);
}

static int tell_result(const struct tn_http_response *response,
                       int code,
                       char *to,
                       size_t size)
{
    const struct tn__transfer *transfer = &response->transfer;
    const struct meaning *meaning = meaning_of(transfer->result);

    if (!transfer->has_ended || !transfer->result || transfer->failure ||
        meaning->code != code)
        return snprintf(to, size, "%s", tn_error_text(code));
    return snprintf(to, size, "%s%s",
                    transfer->message ? transfer->message
                                      : curl_easy_strerror(transfer->result),
                    meaning->advice);
}

int tn__client_tell(const struct tn_http_response *response,
                    int code,
                    struct tn_error *error)
{
    struct tn_str place = response->request.url.place;
    char what[400];

    if (!error || error->code)
        return code;
    if (code == TN_ETIMEDOUT)
        tell_late(response, what, sizeof(what));
    else if (code == TN_ELIMIT)
        tell_limit(response, what, sizeof(what));
    else
        tell_result(response, code, what, sizeof(what));
    return tn_error_set(error, code, "%s %.*s: %s", response->request.method,
                        TN__PLACE(place), what);
}
