/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "async/client/again.h"

#include <unistd.h>

#include "async/client/error.h"
#include "async/client/response.h"

/* -- Retries --------------------------------------------------------------- */

/* RFC 9110, section 9.2.2. */
static bool is_idempotent(const char *method)
{
    static const char *const methods[] = {
        "GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE",
    };

    for (size_t i = 0; i < TN_COUNT(methods); i++)
        if (strcmp(method, methods[i]) == 0)
            return true;
    return false;
}

static bool has_passing_failure(const struct tn_http_response *response)
{
    const struct tn__transfer *transfer = &response->transfer;
    int status = response->head.status;

    if (transfer->failure)
        return false;
    if (!response->head.is_complete)
        return transfer->has_ended && tn__client_may_retry(transfer->result);
    return status == 502 || status == 503 || status == 504;
}

/* The pause of a try: half of it by chance, so that those who failed together
 * do not come together again. */
static uint64_t pause_of(const struct tn_http_retry *retry, unsigned tries)
{
    uint64_t pause = retry->first_ms;
    uint64_t chance = 0;

    while (tries-- && pause < retry->most_ms)
        pause *= 2;
    if (pause > retry->most_ms)
        pause = retry->most_ms;
    if (getentropy(&chance, sizeof(chance)))
        chance = 0;
    return pause - chance % (pause / 2 + 1);
}

bool tn__again_wants_retry(const struct tn_http_response *response,
                           unsigned tries,
                           uint64_t *pause_ms)
{
    const struct tn__request *request = &response->request;
    const struct tn__transfer *transfer = &response->transfer;
    uint64_t now = tn_loop_time();
    uint64_t pause;

    if (tries >= request->retry.count || !is_idempotent(request->method) ||
        !tn__upload_can_rewind(&request->upload) ||
        !has_passing_failure(response))
        return false;
    pause = pause_of(&request->retry, tries);
    if (pause < transfer->retry_after_ms)
        pause = transfer->retry_after_ms;
    *pause_ms = pause;
    return pause <= request->retry.most_ms && now < transfer->deadline &&
           pause < transfer->deadline - now;
}

/* -- Redirects ------------------------------------------------------------- */

/* What RFC 9110, section 15.4, has clients do: 303 asks for a GET, and of 301
 * and 302 every client makes one where it was a POST. */
static void change_method(struct tn__request *request, int status)
{
    bool is_get = status == 303 ? strcmp(request->method, "HEAD") != 0
                                : (status == 301 || status == 302) &&
                                      strcmp(request->method, "POST") == 0;

    if (!is_get)
        return;
    request->method = "GET";
    request->has_body = false;
    request->body = (struct tn_str){ 0 };
    tn__upload_close(&request->upload);
    request->upload = (struct tn__upload){ 0 };
}

static int follow(struct tn_http_response *response, struct tn_error *error)
{
    struct tn__request *request = &response->request;
    struct tn_str location = tn_http_response_header(response, "Location");
    struct tn__target_url next = request->url;
    int rc =
        tn__target_url_follow(&next, &response->arena, location.ptr, error);

    if (rc)
        return rc;
    if (!tn_str_equal(next.origin, request->url.origin))
        request->is_elsewhere = true;
    request->url = next;
    response->redirect_count++;
    return 0;
}

int tn__again_redirect(struct tn_http_response *response,
                       struct tn_error *error)
{
    struct tn__request *request = &response->request;
    struct tn_error cause = { 0 };
    int rc;

    if (response->redirect_count >= response->session->options.redirect_limit)
        return tn__client_tell(response, TN_ELIMIT, error);
    change_method(request, response->head.status);
    if (!tn__upload_can_rewind(&request->upload))
        return tn_error_set(error, TN_EUSAGE,
                            "%s %.*s: it redirects, and the body's pieces are "
                            "gone: use a text or a file",
                            request->method, TN__PLACE(request->url.place));
    rc = follow(response, &cause);
    return rc ? tn_error_set(error, rc, "%s %.*s: %s", request->method,
                             TN__PLACE(request->url.place),
                             cause.code ? cause.message : tn_error_text(rc))
              : 0;
}
