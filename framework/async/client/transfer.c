/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "async/client/transfer.h"

#include <tenon/loop.h>

#include "async/client/error.h"
#include "async/client/response.h"
#include "async/client/setup.h"
#include "async/client/time.h"
#include "async/loop.h"
#include "async/timeout.h"
#include "base/list.h"

/* A streamed body that waits to be read: past this the other side waits. */
#define HIGH_WATER ((size_t)64 * 1024)

/* Of the body of a redirect, which nobody reads, to keep the connection. */
#define DISCARD_LIMIT ((size_t)64 * 1024)

/* -- Waking and waiting ---------------------------------------------------- */

static void wake(struct tn_http_response *response, int code)
{
    if (response->transfer.waiter)
        tn__wake(response->transfer.waiter, code);
}

/* Suspends until something has happened. */
static int wait_once(struct tn_http_response *response)
{
    struct tn__waiter waiter = { 0 };
    int rc;

    if (response->transfer.waiter)
        return TN_EUSAGE; /* another task reads it */
    response->transfer.waiter = &waiter;
    rc = tn__wait(&waiter);
    response->transfer.waiter = NULL;
    return rc;
}

static void touch(struct tn_http_response *response)
{
    response->transfer.active_at = tn__loop_now(response->session->loop);
}

/* Has libcurl end the transfer that calls back. */
static size_t give_up(struct tn_http_response *response, int code)
{
    if (!response->transfer.failure)
        response->transfer.failure = code;
    return CURL_WRITEFUNC_ERROR;
}

/* -- What libcurl calls ---------------------------------------------------- */

static bool leads_on(const struct tn_http_response *response)
{
    return !response->request.options->without_redirects &&
           tn__response_head_is_redirect(&response->head);
}

static size_t on_head(char *line, size_t one, size_t size, void *user)
{
    struct tn__handle *handle = user;
    struct tn_http_response *response = handle->response;
    struct tn__response_head *head = &response->head;
    bool was_complete = head->is_complete;
    int rc;

    (void)one;
    touch(response);
    rc = tn__response_head_add(head, &response->arena,
                               (struct tn_str){ line, size },
                               response->session->options.head_limit);
    if (rc)
        return give_up(response, rc);
    if (head->is_complete && !was_complete) {
        response->transfer.is_discarded = leads_on(response);
        wake(response, 0);
    }
    return size;
}

static size_t discard(struct tn__transfer *transfer, size_t size)
{
    transfer->discarded += size;
    return transfer->discarded <= DISCARD_LIMIT ? size : CURL_WRITEFUNC_ERROR;
}

static size_t on_body(char *data, size_t one, size_t size, void *user)
{
    struct tn__handle *handle = user;
    struct tn_http_response *response = handle->response;
    struct tn__transfer *transfer = &response->transfer;
    struct tn__buf *body = &response->body;

    (void)one;
    touch(response);
    if (transfer->is_discarded)
        return discard(transfer, size);
    if (response->is_streamed && body->size >= HIGH_WATER &&
        !transfer->is_resuming) {
        transfer->is_paused = true;
        return CURL_WRITEFUNC_PAUSE;
    }
    if (!response->is_streamed &&
        size > response->session->options.body_limit - body->size)
        return give_up(response, TN_ELIMIT);
    tn__buf_append(body, data, size);
    if (body->failed)
        return give_up(response, TN_ENOMEM);
    if (response->is_streamed)
        wake(response, 0);
    return size;
}

static size_t on_upload(char *to, size_t one, size_t size, void *user)
{
    struct tn__handle *handle = user;
    struct tn_http_response *response = handle->response;
    struct tn__upload *upload = &response->request.upload;

    touch(response);
    if (upload->piece.len || upload->has_ended)
        return tn__upload_take(upload, to, one * size);
    upload->is_hungry = true;
    wake(response, 0);
    return CURL_READFUNC_PAUSE;
}

static int on_connected(void *user,
                        char *remote_address,
                        char *local_address,
                        int remote_port,
                        int local_port)
{
    struct tn__handle *handle = user;

    (void)remote_address;
    (void)local_address;
    (void)remote_port;
    (void)local_port;
    touch(handle->response);
    handle->response->transfer.is_connected = true;
    return CURL_PREREQFUNC_OK;
}

void tn__transfer_prepare(struct tn__handle *handle)
{
    CURL *curl = handle->curl;

    curl_easy_setopt(curl, CURLOPT_PRIVATE, handle);
    curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, handle->message);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, on_head);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, handle);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, on_body);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, handle);
    curl_easy_setopt(curl, CURLOPT_READFUNCTION, on_upload);
    curl_easy_setopt(curl, CURLOPT_READDATA, handle);
    curl_easy_setopt(curl, CURLOPT_PREREQFUNCTION, on_connected);
    curl_easy_setopt(curl, CURLOPT_PREREQDATA, handle);
}

/* -- Ends ------------------------------------------------------------------ */

void tn__transfer_stop(struct tn_http_response *response)
{
    struct tn__transfer *transfer = &response->transfer;
    struct tn_session *session = response->session;
    struct tn__handle *handle = transfer->handle;

    transfer->handle = NULL;
    if (handle) {
        curl_multi_remove_handle(session->multi.curl, handle->curl);
        tn__handle_give(session, handle);
    }
    curl_slist_free_all(transfer->fields);
    transfer->fields = NULL;
    tn__slot_give(&session->limiter, &transfer->slot);
}

void tn__transfer_settle(struct tn_http_response *response)
{
    if (!response->link)
        return;
    tn__transfer_stop(response);
    tn__timer_free(response->transfer.timer);
    response->transfer.timer = NULL;
    tn__upload_close(&response->request.upload);
    tn__list_remove(response);
}

void tn__transfer_fail(struct tn_http_response *response, int code)
{
    if (!response->transfer.failure)
        response->transfer.failure = code;
    tn__transfer_settle(response);
    wake(response, code);
}

/* Keeps what is to be known of it before its handle goes. */
static void note_result(struct tn_http_response *response, CURLcode result)
{
    struct tn__transfer *transfer = &response->transfer;
    struct tn__handle *handle = transfer->handle;
    curl_off_t seconds = 0;

    transfer->has_ended = true;
    transfer->result = result;
    if (result && handle->message[0])
        transfer->message = tn__arena_copy(&response->arena, handle->message,
                                           strlen(handle->message))
                                .ptr;
    if (!curl_easy_getinfo(handle->curl, CURLINFO_RETRY_AFTER, &seconds) &&
        seconds > 0)
        transfer->retry_after_ms = (uint64_t)seconds * 1000;
}

void tn__transfer_done(CURL *curl, CURLcode result)
{
    struct tn__handle *handle = NULL;
    struct tn_http_response *response;

    curl_easy_getinfo(curl, CURLINFO_PRIVATE, (char **)&handle);
    response = handle->response;
    note_result(response, result);
    tn__transfer_stop(response);
    wake(response, 0);
}

bool tn__transfer_is_connected(CURL *curl)
{
    struct tn__handle *handle = NULL;

    curl_easy_getinfo(curl, CURLINFO_PRIVATE, (char **)&handle);
    /* Without one it is libcurl's own, which closes idle connections. */
    return !handle ||
           (handle->response && handle->response->transfer.is_connected);
}

/* -- Beginnings ------------------------------------------------------------ */

static int take_place(struct tn_http_response *response)
{
    struct tn__transfer *transfer = &response->transfer;
    int rc;

    if (transfer->failure)
        return transfer->failure;
    transfer->waiter = &transfer->slot.waiter;
    rc = tn__slot_take(&response->session->limiter, &transfer->slot,
                       response->request.url.origin);
    transfer->waiter = NULL;
    return transfer->failure ? transfer->failure : rc;
}

static void begin_anew(struct tn_http_response *response)
{
    struct tn__transfer *transfer = &response->transfer;

    tn__response_reset(response);
    tn__upload_rewind(&response->request.upload);
    transfer->has_ended = transfer->is_connected = false;
    transfer->is_paused = transfer->is_discarded = false;
    transfer->discarded = 0;
    transfer->result = CURLE_OK;
    transfer->message = NULL;
    transfer->retry_after_ms = 0;
}

int tn__transfer_start(struct tn_http_response *response)
{
    struct tn__transfer *transfer = &response->transfer;
    struct tn_session *session = response->session;
    int rc = take_place(response);

    if (rc)
        return rc;
    begin_anew(response);
    transfer->handle = tn__handle_take(session);
    if (!transfer->handle)
        return TN_ENOMEM;
    transfer->handle->response = response;
    transfer->handle->message[0] = '\0';
    if (!tn__setup_fields(response))
        return TN_ENOMEM;
    rc = tn__setup_handle(response, transfer->handle->curl);
    if (rc)
        return rc;
    touch(response);
    return curl_multi_add_handle(session->multi.curl, transfer->handle->curl)
               ? TN_ENOMEM
               : 0;
}

/* -- While it runs --------------------------------------------------------- */

void tn__transfer_resume(struct tn_http_response *response)
{
    struct tn__transfer *transfer = &response->transfer;
    int held = (transfer->is_paused ? CURLPAUSE_RECV : 0) |
               (response->request.upload.is_hungry ? CURLPAUSE_SEND : 0);
    CURLcode rc;

    if (!transfer->handle)
        return;
    touch(response);
    /* All that was held back is taken, however much a decompressed piece has
     * become: to hold the rest back again would copy it again. */
    transfer->is_resuming = true;
    rc = curl_easy_pause(transfer->handle->curl, held);
    transfer->is_resuming = false;
    if (rc)
        tn__transfer_fail(response, tn__client_code(rc));
}

/* Fetches the next piece for libcurl, which may suspend. */
static int feed(struct tn_http_response *response)
{
    struct tn__upload *upload = &response->request.upload;
    int rc = tn__upload_fetch(upload);

    if (rc)
        return rc;
    upload->is_hungry = false;
    tn__transfer_resume(response);
    return 0;
}

int tn__transfer_until(struct tn_http_response *response,
                       bool (*is_there)(const struct tn_http_response *))
{
    const struct tn__transfer *transfer = &response->transfer;
    int rc = 0;

    while (rc == 0) {
        if (transfer->failure)
            return transfer->failure;
        if (transfer->has_ended || is_there(response))
            return 0;
        if (response->request.upload.is_hungry)
            rc = feed(response);
        else
            rc = wait_once(response);
    }
    return transfer->failure ? transfer->failure : rc;
}

bool tn__transfer_has_head(const struct tn_http_response *response)
{
    return response->head.is_complete;
}

bool tn__transfer_has_ended(const struct tn_http_response *response)
{
    return response->transfer.has_ended;
}

static void wake_sleeper(void *user)
{
    wake(user, 0);
}

int tn__transfer_sleep(struct tn_http_response *response, uint64_t ms)
{
    struct tn__timeout timeout;
    int rc = tn__timeout_start(&timeout, ms, wake_sleeper, response);

    if (rc == 0)
        rc = wait_once(response);
    tn__timeout_stop(&timeout);
    return rc;
}
