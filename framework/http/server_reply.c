/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "http/server_reply.h"

#include <microhttpd.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "http/response.h"
#include "http/server_state.h"

/* Bytes of a stream that the library asks for at a time, at most. */
#define STREAM_PIECE 4096

struct tn__reply {
    struct MHD_Response *response;
    struct tn__reply **home; /* where it waits to be used again */
    uint64_t second;         /* tn__replies.second of its Date */
    char text[];
};

/* -- Date ------------------------------------------------------------------ */

/* IMF-fixdate of RFC 9110, section 5.6.7: in English, whatever the locale. */
static void format_date(char *to, size_t size, time_t now)
{
    static const char days[] = "SunMonTueWedThuFriSat";
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    struct tm tm = { 0 };
    int written;

    gmtime_r(&now, &tm);
    written =
        snprintf(to, size, "%.3s, %02d %.3s %d %02d:%02d:%02d GMT",
                 days + tm.tm_wday * 3, tm.tm_mday, months + tm.tm_mon * 3,
                 tm.tm_year + 1900, tm.tm_hour, tm.tm_min, tm.tm_sec);
    /* Past the year 9999 it is no date of HTTP's any more. */
    if (written < 0 || (size_t)written >= size)
        to[0] = '\0';
}

/* The loop's clock says when the next second begins. */
static void refresh_date(struct tn__server *server)
{
    struct tn__replies *replies = &server->replies;
    uint64_t now_ms = tn__loop_now(server->loop);
    struct timespec now;

    if (now_ms < replies->date_until)
        return;
    clock_gettime(CLOCK_REALTIME, &now);
    replies->date_until = now_ms + 1000 - (uint64_t)now.tv_nsec / 1000000;
    replies->second++;
    format_date(replies->date, sizeof(replies->date), now.tv_sec);
}

/* -- Kept replies ---------------------------------------------------------- */

static void reply_free(struct tn__reply *reply)
{
    if (!reply)
        return;
    if (reply->response)
        MHD_destroy_response(reply->response);
    free(reply);
}

static struct tn__reply *reply_new(const char *content_type, size_t size)
{
    struct tn__reply *reply = malloc(sizeof(*reply) + size);

    if (!reply)
        return NULL;
    reply->second = 0;
    reply->response = MHD_create_response_from_buffer(size, reply->text,
                                                      MHD_RESPMEM_PERSISTENT);
    if (!reply->response ||
        MHD_add_response_header(reply->response, "Content-Type",
                                content_type) != MHD_YES) {
        reply_free(reply);
        return NULL;
    }
    return reply;
}

/* Returns where a reply of an answer's type and size is kept; NULL: nowhere. */
static struct tn__reply **home_of(struct tn__replies *replies,
                                  const struct tn__answer *answer)
{
    bool is_text = answer->content_type == tn__content_text;

    if (answer->size >= TN__REPLY_SIZES || answer->fields ||
        (!is_text && answer->content_type != tn__content_json))
        return NULL;
    return &replies->unused[is_text][answer->size];
}

static struct MHD_Response *kept_response(struct tn_req *req,
                                          struct tn__reply **home)
{
    struct tn__replies *replies = &req->server->replies;
    struct tn__reply *reply = *home;

    *home = NULL;
    if (!reply)
        reply = reply_new(req->answer.content_type, req->answer.size);
    if (!reply)
        return NULL;
    reply->home = home;
    refresh_date(req->server);
    if (reply->second != replies->second) {
        reply->second = replies->second;
        MHD_add_response_header(reply->response, "Date", replies->date);
    }
    if (req->answer.size)
        memcpy(reply->text, req->answer.data, req->answer.size);
    req->reply = reply;
    return reply->response;
}

void tn__reply_release(struct tn_req *req)
{
    struct tn__reply *reply = req->reply;

    req->reply = NULL;
    if (!reply)
        return;
    if (*reply->home)
        reply_free(reply);
    else
        *reply->home = reply;
}

void tn__replies_free(struct tn__server *server)
{
    if (server->replies.last_resort)
        MHD_destroy_response(server->replies.last_resort);
    for (size_t i = 0; i < TN__REPLY_TYPES; i++)
        for (size_t j = 0; j < TN__REPLY_SIZES; j++)
            reply_free(server->replies.unused[i][j]);
}

/* -- All others ------------------------------------------------------------ */

/* Returns the response with the header of an answer; NULL, with it gone, when
 * memory is short. */
static struct MHD_Response *with_headers(struct MHD_Response *response,
                                         const struct tn__answer *answer,
                                         bool closes)
{
    enum MHD_Result added = MHD_YES;

    if (!response)
        return NULL;
    if (answer->content_type)
        added = MHD_add_response_header(response, "Content-Type",
                                        answer->content_type);
    if (closes && added == MHD_YES)
        added = MHD_add_response_header(response, "Connection", "close");
    for (const struct tn__answer_field *field = answer->fields;
         field && added == MHD_YES; field = field->next)
        added = MHD_add_response_header(response, field->name, field->value);
    if (added == MHD_YES)
        return response;
    MHD_destroy_response(response);
    return NULL;
}

static struct MHD_Response *new_response(const struct tn__answer *answer,
                                         bool closes)
{
    /* The library wants a pointer to what it only reads. */
    union {
        const char *read;
        void *pointer;
    } data = { .read = answer->data ? answer->data : "" };

    return with_headers(MHD_create_response_from_buffer(
                            answer->size, data.pointer, MHD_RESPMEM_PERSISTENT),
                        answer, closes);
}

bool tn__replies_open(struct tn__server *server)
{
    static const struct tn__answer answer = {
        .content_type = tn__content_json,
        .data = "{\"detail\":\"Service Unavailable\"}",
        .size = 32,
    };

    server->replies.last_resort = new_response(&answer, true);
    return server->replies.last_resort != NULL;
}

bool tn__reply_send_last_resort(const struct tn__conn *conn)
{
    return MHD_queue_response(conn->handle, 503,
                              conn->server->replies.last_resort) == MHD_YES;
}

/* In a drain the last answer of a connection says so; a request that has come
 * after this one is answered first. */
static bool closes_after(const struct tn_req *req)
{
    return req->server->drain.step != TN__DRAIN_NOT &&
           !tn__conn_has_more(req->conn);
}

static bool pass_hooks(struct tn_req *req)
{
    return !req->server->options.response_hooks || tn__response_prepare(req);
}

static bool send_answer(struct tn_req *req)
{
    const struct tn__answer *answer = &req->answer;
    bool closes = closes_after(req);
    struct tn__reply **home;
    struct MHD_Response *response;
    enum MHD_Result queued;

    home = closes ? NULL : home_of(&req->server->replies, answer);
    response = home ? kept_response(req, home) : new_response(answer, closes);
    if (!response) {
        req->answer.status = 503;
        return tn__reply_send_last_resort(req->conn);
    }
    queued = MHD_queue_response(req->conn->handle, (unsigned)answer->status,
                                response);
    if (!home)
        MHD_destroy_response(response);
    return queued == MHD_YES;
}

bool tn__reply_send(struct tn_req *req)
{
    pass_hooks(req);
    return send_answer(req);
}

/* The 500 that a hook has left takes the place of a stream, whose handler may
 * need the text of the answer for the items that it yields on. */
static bool send_instead(struct tn_req *req)
{
    tn__handling_settle(req, TN__SETTLED_FAILED);
    if (req->handling.verdict)
        req->answer = *req->handling.verdict;
    tn__conn_enter(req->conn, TN__CONN_ANSWER);
    return send_answer(req);
}

bool tn__reply_send_stream(struct tn_req *req)
{
    struct tn__answer *answer = &req->answer;
    struct MHD_Response *response;
    enum MHD_Result queued;

    *answer = (struct tn__answer){
        .status = req->match.endpoint->status,
        .content_type = tn__stream_content_type(
            (enum tn_stream)req->match.endpoint->op->stream),
        .fields = answer->fields,
    };
    /* What is sent as it comes is of no use to a cache. */
    tn__req_add_field(req, "Cache-Control", "no-store");
    if (!pass_hooks(req))
        return send_instead(req);
    answer->size = 0;
    response = with_headers(
        MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, STREAM_PIECE,
                                          tn__stream_read, req, NULL),
        answer, closes_after(req));
    if (!response)
        return tn__reply_send_last_resort(req->conn);
    queued = MHD_queue_response(req->conn->handle, (unsigned)answer->status,
                                response);
    MHD_destroy_response(response);
    return queued == MHD_YES;
}
