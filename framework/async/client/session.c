/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "async/client/session.h"

#include <stdlib.h>
#include <unistd.h>

#include <tenon/version.h>

#include "async/client/field.h"
#include "async/client/transfer.h"
#include "async/loop_state.h"
#include "format/header.h"

/* The system's authorities in one file, where there is one: GnuTLS reads them
 * for each connection, and the folder that is libcurl's default holds each
 * several times. */
#define SYSTEM_CA_FILE "/etc/ssl/certs/ca-certificates.crt"

/* Unused handles that are kept: a few kilobytes each. */
#define KEPT_HANDLES 128

/* -- Options --------------------------------------------------------------- */

static uint64_t time_or(uint64_t ms, uint64_t otherwise)
{
    return ms ? ms : otherwise;
}

static unsigned count_or(unsigned count, unsigned otherwise)
{
    return count ? count : otherwise;
}

static size_t size_or(size_t size, size_t otherwise)
{
    return size ? size : otherwise;
}

static void fill_defaults(struct tn_session_options *options)
{
    struct tn_http_timeouts *timeouts = &options->timeouts;
    struct tn_http_retry *retry = &options->retry;

    timeouts->total_ms = time_or(timeouts->total_ms, 60000);
    timeouts->connect_ms = time_or(timeouts->connect_ms, 10000);
    timeouts->read_ms = time_or(timeouts->read_ms, 30000);
    retry->first_ms = time_or(retry->first_ms, 100);
    retry->most_ms = time_or(retry->most_ms, 30000);
    options->connection_limit = count_or(options->connection_limit, 100);
    options->host_connection_limit =
        count_or(options->host_connection_limit, options->connection_limit);
    options->queue_limit = count_or(options->queue_limit, 100000);
    options->redirect_limit = count_or(options->redirect_limit, 10);
    options->head_limit = size_or(options->head_limit, (size_t)64 * 1024);
    options->body_limit = size_or(options->body_limit, (size_t)16 << 20);
    options->memory_limit = size_or(options->memory_limit, (size_t)256 << 20);
}

/* Copies a text; NULL stays NULL. Returns whether memory sufficed. */
static bool keep(struct tn__arena *arena, const char **text)
{
    struct tn_str copy;

    if (!*text)
        return true;
    copy = tn__arena_copy(arena, *text, strlen(*text));
    *text = copy.ptr;
    return copy.ptr != NULL;
}

static bool keep_headers(struct tn_session *session)
{
    struct tn_session_options *options = &session->options;
    size_t count = options->header_count;
    struct tn_http_field *copies;

    if (!count)
        return true;
    copies = tn__arena_alloc(&session->arena, count * sizeof(*copies));
    if (!copies)
        return false;
    for (size_t i = 0; i < count; i++) {
        copies[i] = options->headers[i];
        if (!keep(&session->arena, &copies[i].name) ||
            !keep(&session->arena, &copies[i].value))
            return false;
    }
    options->headers = copies;
    return true;
}

static bool keep_options(struct tn_session *session)
{
    struct tn_session_options *options = &session->options;
    struct tn__arena *arena = &session->arena;

    fill_defaults(options);
    if (!options->user_agent)
        options->user_agent = "tenon/" TN_VERSION;
    if (!options->ca_file && access(SYSTEM_CA_FILE, R_OK) == 0)
        options->ca_file = SYSTEM_CA_FILE;
    return keep(arena, &options->user_agent) && keep(arena, &options->proxy) &&
           keep(arena, &options->ca_file) &&
           keep(arena, &options->client_cert) &&
           keep(arena, &options->client_key) && keep_headers(session);
}

static int
check_file(const char *path, const char *option, struct tn_error *error)
{
    if (!path || access(path, R_OK) == 0)
        return 0;
    return tn_error_set(error, TN_EUSAGE, "%s: %.300s cannot be read", option,
                        path);
}

static int check_options(const struct tn_session_options *options,
                         struct tn_error *error)
{
    if (check_file(options->ca_file, "ca_file", error) ||
        check_file(options->client_cert, "client_cert", error) ||
        check_file(options->client_key, "client_key", error))
        return TN_EUSAGE;
    if (options->user_agent &&
        !tn__header_is_value(tn_str_from(options->user_agent)))
        return tn_error_set(error, TN_EUSAGE,
                            "the user agent holds a control character");
    return tn__fields_check(options->headers, options->header_count, error);
}

/* -- Life ------------------------------------------------------------------ */

void tn__session_ref(struct tn_session *session)
{
    session->ref_count++;
}

void tn__session_unref(struct tn_session *session)
{
    if (--session->ref_count)
        return;
    tn__registry_free(session->registry);
    tn__matcher_free(session->matcher);
    tn__arena_deinit(&session->arena);
    free(session);
}

/* Ends what is under way; nothing of the loop is used after this. */
static void close_session(struct tn_session *session)
{
    if (!session->loop)
        return;
    while (session->under_way)
        tn__transfer_fail(session->under_way, TN_ECLOSED);
    while (session->handles) {
        struct tn__handle *handle = session->handles;

        session->handles = handle->next;
        curl_easy_cleanup(handle->curl);
        free(handle);
    }
    session->handle_count = 0;
    tn__multi_close(&session->multi);
    tn__open_remove(&session->open);
    session->loop = NULL;
}

/* The loop ends: its own session goes with it. */
static void end(struct tn__open *open, bool at_once)
{
    struct tn_session *session = open->user;
    struct tn_loop *loop = session->loop;
    bool is_own = session == loop->session;

    (void)at_once;
    close_session(session);
    if (is_own) {
        loop->session = NULL;
        tn__session_unref(session);
    }
}

static struct tn_session *open_session(const struct tn_session_options *options,
                                       struct tn_loop *loop,
                                       struct tn_error *error)
{
    struct tn_session *session = calloc(1, sizeof(*session));
    int rc = session ? 0 : TN_ENOMEM;

    if (!session) {
        tn_error_set(error, rc, "out of memory");
        return NULL;
    }
    session->ref_count = 1;
    session->options = *options;
    session->multi.on_done = tn__transfer_done;
    session->multi.is_connected = tn__transfer_is_connected;
    tn__arena_init(&session->arena, NULL, 256, 0);
    if (!keep_options(session))
        rc = TN_ENOMEM;
    session->limiter = (struct tn__limiter){
        .limit = session->options.connection_limit,
        .host_limit = session->options.host_connection_limit,
        .queue_limit = session->options.queue_limit,
    };
    if (rc == 0)
        rc = tn__multi_open(&session->multi, loop,
                            session->options.connection_limit);
    if (rc == 0) {
        session->loop = loop;
        session->open = (struct tn__open){ .end = end, .user = session };
        tn__open_add(loop, &session->open);
        return session;
    }
    tn__session_unref(session);
    tn_error_set(error, rc,
                 rc == TN_EIO
                     ? "libcurl cannot be used: it wants threads and a "
                       "resolver that does not block"
                     : "out of memory");
    return NULL;
}

struct tn_session *tn_session_new(const struct tn_session_options *options,
                                  struct tn_error *error)
{
    static const struct tn_session_options defaults;
    struct tn_loop *loop = tn_loop_current();

    if (!loop || loop->is_ending) {
        tn_error_set(error, TN_ENOTASK, "a session needs a running loop");
        return NULL;
    }
    if (!options)
        options = &defaults;
    if (check_options(options, error))
        return NULL;
    return open_session(options, loop, error);
}

void tn_session_free(struct tn_session *session)
{
    if (!session)
        return;
    close_session(session);
    tn__session_unref(session);
}

struct tn_session *tn__session_default(struct tn_error *error)
{
    struct tn_loop *loop = tn_loop_current();

    if (loop && !loop->session)
        loop->session = tn_session_new(NULL, error);
    return loop ? loop->session : NULL;
}

/* -- Handles --------------------------------------------------------------- */

/* A text is "" where it shall not come from the environment. */
static void set_once(struct tn_session *session, CURL *curl)
{
    const struct tn_session_options *options = &session->options;
    bool is_verified = !options->insecure_accept_any_certificate;

    tn__multi_prepare(&session->multi, curl);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_QUICK_EXIT, 1L); /* of a slow resolver */
    curl_easy_setopt(curl, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_PROXY, options->proxy ? options->proxy : "");
    curl_easy_setopt(curl, CURLOPT_NOPROXY, "");
    curl_easy_setopt(curl, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    curl_easy_setopt(curl, CURLOPT_USERAGENT, options->user_agent);
    curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, "gzip, deflate");
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, is_verified ? 1L : 0L);
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, is_verified ? 2L : 0L);
    if (options->ca_file) {
        curl_easy_setopt(curl, CURLOPT_CAINFO, options->ca_file);
        curl_easy_setopt(curl, CURLOPT_CAPATH, NULL);
    }
    curl_easy_setopt(curl, CURLOPT_SSLCERT, options->client_cert);
    curl_easy_setopt(curl, CURLOPT_SSLKEY,
                     options->client_key ? options->client_key
                                         : options->client_cert);
}

struct tn__handle *tn__handle_take(struct tn_session *session)
{
    struct tn__handle *handle = session->handles;

    if (handle) {
        session->handles = handle->next;
        session->handle_count--;
        return handle;
    }
    handle = calloc(1, sizeof(*handle));
    if (!handle)
        return NULL;
    handle->curl = curl_easy_init();
    if (!handle->curl) {
        free(handle);
        return NULL;
    }
    set_once(session, handle->curl);
    tn__transfer_prepare(handle);
    return handle;
}

void tn__handle_give(struct tn_session *session, struct tn__handle *handle)
{
    handle->response = NULL;
    if (session->handle_count >= KEPT_HANDLES) {
        curl_easy_cleanup(handle->curl);
        free(handle);
        return;
    }
    handle->next = session->handles;
    session->handles = handle;
    session->handle_count++;
}

/* -- Models ---------------------------------------------------------------- */

struct tn__node *tn__session_node(struct tn_session *session,
                                  const struct tn_model *model,
                                  struct tn_error *error)
{
    if (!session->registry)
        session->registry = tn__registry_new();
    if (!session->matcher)
        session->matcher = tn__matcher_new(NULL);
    if (session->registry && session->matcher)
        return tn__registry_node(session->registry, model, error);
    tn_error_set(error, TN_ENOMEM, "out of memory");
    return NULL;
}
