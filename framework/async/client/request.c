/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "async/client/request.h"

#include <tenon/task.h>

#include "async/client/again.h"
#include "async/client/error.h"
#include "async/client/prepare.h"
#include "async/client/response.h"
#include "async/client/time.h"

/* What a stream holds at most, though nobody reads it: what libcurl may hold
 * back (64 MiB, of a piece that was compressed well), and what stood before it.
 */
#define STREAM_LIMIT ((size_t)65 * 1024 * 1024)

/* One transfer: to its end, or to the end of its head where the body is read
 * piece by piece. Returns 0 also where libcurl has failed. */
static int transfer(struct tn_http_response *response)
{
    int rc = tn__transfer_start(response);

    if (rc == 0 && response->is_streamed)
        rc = tn__transfer_until(response, tn__transfer_has_head);
    if (rc == 0 && (!response->is_streamed || response->transfer.is_discarded))
        rc = tn__transfer_until(response, tn__transfer_has_ended);
    return rc;
}

/* What a redirect answers besides may break off. */
static int result_of(const struct tn_http_response *response)
{
    const struct tn__transfer *transfer = &response->transfer;

    if (!transfer->has_ended || transfer->is_discarded)
        return 0;
    return tn__client_code(transfer->result);
}

/* Transfers, until one brings the answer. */
static int run(struct tn_http_response *response, struct tn_error *error)
{
    unsigned tries = 0;
    int rc = tn__times_start(response);

    while (rc == 0) {
        uint64_t pause_ms;

        rc = transfer(response);
        if (rc)
            break;
        if (tn__again_wants_retry(response, tries, &pause_ms)) {
            tries++;
            tn__transfer_stop(response);
            rc = tn__transfer_sleep(response, pause_ms);
            continue;
        }
        rc = result_of(response);
        if (rc || !response->transfer.is_discarded)
            break;
        rc = tn__again_redirect(response, error);
        if (rc)
            return rc;
    }
    return rc ? tn__client_tell(response, rc, error) : 0;
}

/* The answer is there as a whole: it needs nothing of the session any more. */
static int finish(struct tn_http_response *response, struct tn_error *error)
{
    if (response->is_streamed)
        return 0;
    tn__transfer_settle(response);
    if (response->body.size && !tn__buf_text(&response->body))
        return tn__client_tell(response, TN_ENOMEM, error);
    return 0;
}

static int request(struct tn_session *session,
                   const char *url,
                   const struct tn_http_options *options,
                   struct tn_http_response **out,
                   struct tn_error *error)
{
    struct tn_http_response *response;
    int rc;

    if (!session->loop)
        return tn_error_set(error, TN_ECLOSED, "the session is closed");
    if (session->loop != tn_loop_current())
        return tn_error_set(error, TN_EUSAGE,
                            "the session is of another loop: each has its own");
    response = tn__response_new(session);
    if (!response)
        return tn_error_set(error, TN_ENOMEM, "out of memory");
    response->is_streamed = options->stream;
    response->takes_any_type = options->any_content_type;
    if (options->stream)
        response->body.limit = response->given.limit = STREAM_LIMIT;
    rc = tn__request_prepare(response, url, options, error);
    if (rc == 0)
        rc = run(response, error);
    if (rc == 0)
        rc = finish(response, error);
    if (rc == 0)
        *out = response;
    else
        tn_http_response_free(response);
    return rc;
}

int tn_http_request(struct tn_session *session,
                    const char *url,
                    const struct tn_http_options *options,
                    struct tn_http_response **response,
                    struct tn_error *error)
{
    static const struct tn_http_options defaults;
    struct tn_error cause = { 0 };

    if (!tn_task_current())
        return tn_error_set(error, TN_ENOTASK,
                            "a request needs a task that can wait");
    if (!session)
        session = tn__session_default(&cause);
    if (!session)
        return tn_error_set(error, cause.code, "%s", cause.message);
    return request(session, url, options ? options : &defaults, response,
                   error);
}

int tn_http_get(struct tn_session *session,
                const char *url,
                const struct tn_http_options *options,
                struct tn_http_response **response,
                struct tn_error *error)
{
    return tn_http_request(session, url, options, response, error);
}

int tn_http_post(struct tn_session *session,
                 const char *url,
                 const struct tn_http_options *options,
                 struct tn_http_response **response,
                 struct tn_error *error)
{
    struct tn_http_options posted = { 0 };

    if (options)
        posted = *options;
    if (!posted.method)
        posted.method = "POST";
    return tn_http_request(session, url, &posted, response, error);
}

/* -- Streams --------------------------------------------------------------- */

static bool has_piece(const struct tn_http_response *response)
{
    return response->body.size > 0;
}

/* Gives out what has arrived; what arrives next is gathered elsewhere. */
static void give(struct tn_http_response *response, struct tn_str *piece)
{
    struct tn__buf given = response->given;

    response->given = response->body;
    response->body = given;
    tn__buf_reset(&response->body);
    *piece = (struct tn_str){ response->given.data, response->given.size };
    if (response->transfer.is_paused) {
        response->transfer.is_paused = false;
        tn__transfer_resume(response);
    }
}

int tn_http_read(struct tn_http_response *response,
                 struct tn_str *piece,
                 struct tn_error *error)
{
    int rc;

    if (!tn_task_current())
        return tn_error_set(error, TN_ENOTASK, "no task runs that could wait");
    if (!response->is_streamed)
        return tn_error_set(error, TN_EUSAGE,
                            "the answer is no stream: set options.stream");
    rc = tn__transfer_until(response, has_piece);
    if (rc == 0 && response->body.size) {
        give(response, piece);
        return 0;
    }
    if (rc == 0)
        rc = tn__client_code(response->transfer.result);
    if (rc != TN_ECANCELED)
        tn__transfer_settle(response);
    return rc ? tn__client_tell(response, rc, error) : TN_ESTOP;
}
