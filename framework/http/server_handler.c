/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "http/server_handler.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <strings.h>
#include <time.h>

#include "http/dispatch.h"
#include "http/server_field.h"
#include "http/server_request.h"
#include "http/server_state.h"

static const char cookie_name[] = "Cookie";

/* -- Connections ----------------------------------------------------------- */

static struct tn__conn *conn_of(struct MHD_Connection *handle)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(handle, MHD_CONNECTION_INFO_SOCKET_CONTEXT);

    return info ? info->socket_context : NULL;
}

static int socket_of(struct MHD_Connection *handle)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(handle, MHD_CONNECTION_INFO_CONNECTION_FD);

    return info ? info->connect_fd : -1;
}

/* Takes back what a request held; its client will not ask for it again. */
static void req_release(struct tn__conn *conn)
{
    struct tn_req *req = conn->req;

    if (!req)
        return;
    conn->req = NULL;
    req->conn = NULL;
    tn__reply_release(req);
    if (!tn__handling_keeps(req))
        tn__server_take_back(req);
}

void tn__on_connection(void *user,
                       struct MHD_Connection *handle,
                       void **socket_context,
                       enum MHD_ConnectionNotificationCode code)
{
    struct tn__server *server = user;
    struct tn__conn *conn = *socket_context;

    server->work++;
    if (code == MHD_CONNECTION_NOTIFY_STARTED) {
        tn__server_sweep_soon(server);
        *socket_context = tn__conn_add(server, handle, socket_of(handle));
    } else if (conn) {
        if (!conn->is_shut && (conn->lingers || tn__conn_waiting(conn)))
            tn__linger_add(server, conn->fd);
        req_release(conn);
        tn__conn_remove(conn);
        server->has_room = true;
        *socket_context = NULL;
    }
}

/* Returns the peer's address as text, made when it is first asked for. */
static struct tn_str peer_of(struct tn__conn *conn)
{
    const union MHD_ConnectionInfo *info;

    if (!conn->peer[0]) {
        info = MHD_get_connection_info(conn->handle,
                                       MHD_CONNECTION_INFO_CLIENT_ADDRESS);
        if (info && info->client_addr->sa_family == AF_INET)
            inet_ntop(
                AF_INET,
                &((const struct sockaddr_in *)info->client_addr)->sin_addr,
                conn->peer, sizeof(conn->peer));
        else if (info && info->client_addr->sa_family == AF_INET6)
            inet_ntop(
                AF_INET6,
                &((const struct sockaddr_in6 *)info->client_addr)->sin6_addr,
                conn->peer, sizeof(conn->peer));
    }
    return tn_str_from(conn->peer);
}

/* -- Fields ---------------------------------------------------------------- */

/* Its parameters are what the library wants. */
/* NOLINTNEXTLINE(readability-function-size) */
static enum MHD_Result take_field(void *user,
                                  enum MHD_ValueKind kind,
                                  const char *name,
                                  size_t name_size,
                                  const char *value,
                                  size_t value_size)
{
    struct tn_req *req = user;

    (void)kind;
    if (value != tn__hidden_cookie)
        tn__guard_field(&req->head, (struct tn_str){ name, name_size },
                        (struct tn_str){ value, value_size });
    return MHD_YES;
}

/* -- The request line ------------------------------------------------------ */

static void number_request(struct tn_req *req)
{
    static const char digits[] = "0123456789abcdef";
    uint32_t number = ++req->server->request_count;

    for (size_t i = TN__REQ_ID_SIZE; i > TN__REQ_ID_SIZE - 8; i--) {
        req->id[i - 1] = digits[number & 15];
        number >>= 4;
    }
}

/* The library is about to take the query apart, each argument into a record
 * of the connection's memory, and hangs when that is full: so the query ends
 * before it begins. It is in the copy. */
static void hide_query(const char *target, size_t size)
{
    union {
        const char *read;
        char *write;
    } query = { .read = memchr(target, '?', size) };

    if (query.write && query.write[1])
        query.write[1] = '\0';
}

void *
tn__on_target(void *user, const char *target, struct MHD_Connection *handle)
{
    struct tn__server *server = user;
    struct tn__conn *conn = conn_of(handle);
    struct tn_req *req;

    server->work++;
    if (!conn)
        return NULL;
    req_release(conn); /* the library has given one up without a word */
    req = tn__server_take(server);
    if (!req)
        return NULL;
    number_request(req);
    req->conn = conn;
    conn->req = req;
    tn__conn_enter(conn, TN__CONN_HEAD);
    if (!conn->head_since)
        conn->head_since = conn->since;
    req->raw = tn__arena_copy(req->arena, target ? target : "",
                              target ? strlen(target) : 0);
    if (target && server->knows_layout) {
        hide_query(target, req->raw.len);
        MHD_set_connection_value_n(handle, MHD_HEADER_KIND, cookie_name,
                                   sizeof(cookie_name) - 1, tn__hidden_cookie,
                                   0);
    }
    return req;
}

size_t tn__on_unescape(void *user, struct MHD_Connection *handle, char *text)
{
    (void)user;
    (void)handle;
    return strlen(text);
}

/* -- The head -------------------------------------------------------------- */

static size_t head_size(struct MHD_Connection *handle)
{
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(
        handle, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);

    return info ? info->header_size : 0;
}

/* Checks all fields, and where the octets of the head are known to lie in one
 * piece, that none is left between them: "METHOD target HTTP/1.1 CRLF", the
 * fields, CRLF. */
static void
read_head(struct tn_req *req, const char *url, const char *version, size_t size)
{
    const char *method = req->method_text.ptr;
    struct tn__head *head = &req->head;
    bool is_whole = true;

    head->is_http_1_0 = version[7] == '0';
    if (req->server->knows_layout) {
        head->next = version + 8 + 2;
        is_whole = url == method + req->method_text.len + 1 &&
                   version == url + req->raw.len + 1;
    }
    MHD_get_connection_values_n(req->conn->handle, MHD_HEADER_KIND, take_field,
                                req);
    if (req->server->knows_layout && !head->refusal &&
        (!is_whole || head->next + 2 != method + size))
        head->refusal = &tn__refusal_gap;
}

static uint64_t now_ns(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

static enum MHD_Result send_answer(struct tn_req *req)
{
    tn__conn_enter(req->conn, TN__CONN_ANSWER);
    return tn__reply_send(req) ? MHD_YES : MHD_NO;
}

/* An answer that stands before the body was read ends the connection: what
 * comes next on it would be that body. */
static enum MHD_Result begin_request(struct tn_req *req,
                                     const char *url,
                                     const char *method,
                                     const char *version)
{
    struct tn__conn *conn = req->conn;
    size_t size = head_size(conn->handle);

    if (req->server->options.on_access)
        req->started_ns = now_ns();
    req->is_headed = true;
    req->method_text = tn_str_from(method);
    read_head(req, url, version, size);
    conn->consumed += size;
    tn__dispatch_head(req, size);
    if (req->answer.status && (req->is_unsound || req->head.has_body)) {
        conn->lingers = true;
        return send_answer(req);
    }
    tn__conn_enter(conn, TN__CONN_BODY);
    conn->is_uncounted = conn->is_uncounted || req->head.is_chunked;
    conn->progress = 0;
    return MHD_YES;
}

/* -- The body -------------------------------------------------------------- */

/* A body in chunks is counted as it comes. Past the limit it is thrown away,
 * for the answer can be given at its end only; past twice the limit there is
 * no point in waiting for that. */
static enum MHD_Result
take_piece(struct tn_req *req, const char *piece, size_t *piece_size)
{
    size_t size = *piece_size;
    uint64_t limit = req->server->options.body_limit;

    *piece_size = 0;
    req->body_taken += size;
    if (!req->answer.status && req->body_taken > limit)
        tn__dispatch_too_large(req);
    else if (!req->answer.status && req->body &&
             tn__req_take_body(req, piece, size))
        tn__dispatch_no_memory(req);
    return req->body_taken / 2 > limit ? MHD_NO : MHD_YES;
}

/* Answers where memory was short for a request. */
static enum MHD_Result starve(const struct tn__conn *conn)
{
    return conn && tn__reply_send_last_resort(conn) ? MHD_YES : MHD_NO;
}

/* The body has arrived; and once more when a handler that waited is done. */
static enum MHD_Result finish_request(struct tn_req *req, void **context)
{
    struct tn__conn *conn = req->conn;

    if (!req->handling.is_begun) {
        req->conn->consumed += req->body_taken;
        if (!req->answer.status)
            tn__dispatch_begin(req);
    }
    if (tn__stream_is_due(req)) {
        tn__conn_enter(req->conn, TN__CONN_STREAM);
        return tn__reply_send_stream(req) ? MHD_YES : MHD_NO;
    }
    if (tn__handling_is_waiting(req)) {
        tn__conn_enter(req->conn, TN__CONN_HANDLER);
        tn__handling_pause(req);
        return MHD_YES;
    }
    if (tn__handling_is_elsewhere(req)) {
        *context = tn__server_hand_over(req);
        req = *context;
    }
    if (!req)
        return starve(conn);
    tn__dispatch_end(req);
    return send_answer(req);
}

/* Its parameters are what the library wants. */
/* NOLINTNEXTLINE(readability-function-size) */
enum MHD_Result tn__on_request(void *user,
                               struct MHD_Connection *handle,
                               const char *url,
                               const char *method,
                               const char *version,
                               const char *piece,
                               size_t *piece_size,
                               void **context)
{
    struct tn__server *server = user;
    struct tn_req *req = *context;

    server->work++;
    if (!req || !req->raw.ptr)
        return starve(conn_of(handle));
    if (!req->is_headed)
        return begin_request(req, url, method, version);
    if (*piece_size)
        return take_piece(req, piece, piece_size);
    return finish_request(req, context);
}

/* -- The end --------------------------------------------------------------- */

static void log_access(struct tn_req *req, enum MHD_RequestTerminationCode code)
{
    const struct tn__server_options *options = &req->server->options;
    bool is_sent = code == MHD_REQUEST_TERMINATED_COMPLETED_OK;
    struct tn__access access = {
        .method = req->method_text,
        .target = req->raw,
        .peer = peer_of(req->conn),
        .id = tn_req_id(req),
        .status = is_sent ? req->answer.status : 0,
        .body_size = is_sent && req->method != TN_HEAD ? req->answer.size : 0,
    };

    if (req->started_ns)
        access.micros = (now_ns() - req->started_ns) / 1000;
    options->on_access(&access, options->user);
}

void tn__on_completed(void *user,
                      struct MHD_Connection *handle,
                      void **context,
                      enum MHD_RequestTerminationCode code)
{
    struct tn__server *server = user;
    struct tn_req *req = *context;
    struct tn__conn *conn;

    (void)handle;
    server->work++;
    if (!req)
        return;
    *context = NULL;
    if (server->options.on_access && req->is_headed)
        log_access(req, code);
    conn = req->conn;
    conn->head_since = 0;
    conn->looked = tn__loop_now(server->loop);
    tn__conn_enter(conn, TN__CONN_IDLE);
    req_release(conn);
}
