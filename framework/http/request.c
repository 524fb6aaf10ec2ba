/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "http/request.h"

#include <stdarg.h>
#include <stdio.h>
#include <strings.h>

#include <tenon/loop.h>

#include "base/log.h"
#include "format/header.h"
#include "http/query.h"
#include "http/server_conn.h"
#include "http/server_state.h"
#include "json/reader.h"
#include "json/writer.h"

/* A larger text of an answer is given back after the request. */
#define KEPT_TEXT 16384

/* Bytes of a target that a line of the log shows. */
#define SHOWN_TARGET ((size_t)160)

const char tn__content_json[] = "application/json";
const char tn__content_text[] = "text/plain; charset=utf-8";

/* -- Life ------------------------------------------------------------------ */

void tn__req_reset(struct tn_req *req)
{
    tn__stream_close(req);
    tn__arena_reset(&req->store);
    if (req->out.capacity > KEPT_TEXT)
        tn__buf_deinit(&req->out);
    tn__buf_reset(&req->out);
    req->head = (struct tn__head){ 0 };
    req->raw = (struct tn_str){ 0 };
    req->method_text = (struct tn_str){ 0 };
    req->target = (struct tn__target){ 0 };
    req->match.endpoint = NULL;
    req->match.param_count = 0;
    req->handling.is_begun = req->handling.is_suspended = false;
    req->handling.is_background = false;
    req->handling.verdict = NULL;
    req->background = NULL;
    req->answer = (struct tn__answer){ 0 };
    req->reply = NULL;
    req->fields = NULL;
    req->has_fields = false;
    req->body = NULL;
    req->body_size = req->body_capacity = req->body_taken = 0;
    req->started_ns = 0;
    req->is_headed = req->is_unsound = false;
}

void tn__req_deinit(struct tn_req *req)
{
    tn__buf_deinit(&req->out);
    tn__arena_deinit(&req->store);
}

/* -- What the client sent -------------------------------------------------- */

struct tn_str tn_req_method(const struct tn_req *req)
{
    return req->method_text;
}

struct tn_str tn_req_path(const struct tn_req *req)
{
    return tn__arena_copy(req->arena, req->target.path.ptr,
                          req->target.path.len);
}

struct tn_str tn_req_path_param(const struct tn_req *req, const char *name)
{
    struct tn_str wanted = tn_str_from(name);

    for (size_t i = 0; i < req->match.param_count; i++)
        if (tn_str_equal(req->match.params[i].name, wanted))
            return req->match.params[i].value;
    return (struct tn_str){ 0 };
}

struct tn_str tn_req_query_param(struct tn_req *req, const char *name)
{
    return tn__query_param(req->arena, req->target.query, tn_str_from(name));
}

struct tn_str tn_req_header(const struct tn_req *req, const char *name)
{
    struct tn_str value =
        tn__header_trim(tn__req_field(req, tn_str_from(name)));

    /* The handler may outlive the connection. */
    return value.ptr ? tn__arena_copy(req->arena, value.ptr, value.len) : value;
}

struct tn_str tn_req_id(const struct tn_req *req)
{
    return (struct tn_str){ req->id, TN__REQ_ID_SIZE };
}

/* -- Memory ---------------------------------------------------------------- */

void *tn_req_alloc(struct tn_req *req, size_t size)
{
    return tn__arena_zalloc(req->arena, size);
}

struct tn_str tn_req_dup(struct tn_req *req, struct tn_str text)
{
    return tn__arena_copy(req->arena, text.ptr, text.len);
}

static struct tn_str format_text(struct tn__arena *arena,
                                 const char *format,
                                 va_list args) TN_PRINTF(2, 0);

static struct tn_str
format_text(struct tn__arena *arena, const char *format, va_list args)
{
    va_list again;
    char *text = NULL;
    int size;

    va_copy(again, args);
    size = vsnprintf(NULL, 0, format, args);
    if (size >= 0)
        text = tn__arena_alloc_aligned(arena, (size_t)size + 1, 1);
    if (text)
        vsnprintf(text, (size_t)size + 1, format, again);
    va_end(again);
    return (struct tn_str){ text, text ? (size_t)size : 0 };
}

struct tn_str tn_req_printf(struct tn_req *req, const char *format, ...)
{
    va_list args;
    struct tn_str text;

    va_start(args, format);
    text = format_text(req->arena, format, args);
    va_end(args);
    return text;
}

/* -- The answer ------------------------------------------------------------ */

/* Answers with what stands in `out`; what did not fit there is a 500, which
 * needs no memory. */
static void answer_text(struct tn_req *req, int status)
{
    static const char failed[] = "{\"detail\":\"Internal Server Error\"}";

    req->answer.status = req->out.failed ? 500 : status;
    req->answer.content_type = tn__content_json;
    req->answer.data = req->out.failed ? failed : req->out.data;
    req->answer.size = req->out.failed ? sizeof(failed) - 1 : req->out.size;
}

void tn__req_refuse(struct tn_req *req, int status, const char *detail)
{
    tn__buf_reset(&req->out);
    tn__buf_lit(&req->out, "{\"detail\":\"");
    tn__buf_append(&req->out, detail, strlen(detail));
    tn__buf_lit(&req->out, "\"}");
    answer_text(req, status);
}

int tn_fail(struct tn_req *req, int status, const char *format, ...)
{
    va_list args;
    struct tn_str text;

    va_start(args, format);
    text = format_text(req->arena, format, args);
    va_end(args);
    text = tn__target_repair(req->arena, text);
    tn__buf_reset(&req->out);
    tn__buf_lit(&req->out, "{\"detail\":");
    tn__json_string(&req->out, text.ptr, text.len);
    tn__buf_lit(&req->out, "}");
    answer_text(req, status >= 400 && status <= 599 ? status : 500);
    return TN_EFAILED;
}

int tn__req_add_field(struct tn_req *req, const char *name, const char *value)
{
    struct tn__answer_field *field =
        tn__arena_alloc(req->arena, sizeof(*field));
    struct tn__answer_field **end = &req->answer.fields;

    if (!field)
        return TN_ENOMEM;
    *field = (struct tn__answer_field){ .name = name, .value = value };
    while (*end)
        end = &(*end)->next;
    *end = field;
    return 0;
}

/* These say where the answer ends and what it is: the server's to write. */
bool tn__req_may_set(const char *name)
{
    static const char *const names[] = {
        "Connection", "Content-Length",    "Content-Type",
        "Date",       "Transfer-Encoding",
    };

    for (size_t i = 0; i < TN_COUNT(names); i++)
        if (strcasecmp(name, names[i]) == 0)
            return false;
    return tn__header_is_token(tn_str_from(name));
}

int tn_req_set_header(struct tn_req *req, const char *name, const char *value)
{
    struct tn_str name_text = tn_str_from(name);
    struct tn_str value_text = tn_str_from(value);

    if (!tn__req_may_set(name) || !tn__header_is_value(value_text))
        return TN_EINVALID;
    name_text = tn__arena_copy(req->arena, name_text.ptr, name_text.len);
    value_text = tn__arena_copy(req->arena, value_text.ptr, value_text.len);
    if (!name_text.ptr || !value_text.ptr)
        return TN_ENOMEM;
    return tn__req_add_field(req, name_text.ptr, value_text.ptr);
}

/* -- The body -------------------------------------------------------------- */

int tn__req_expect_body(struct tn_req *req, uint64_t declared)
{
    size_t capacity = declared ? (size_t)declared : 1024;

    if (declared > SIZE_MAX - TN__JSON_PADDING)
        return TN_ENOMEM;
    req->body = tn__arena_alloc(req->arena, capacity + TN__JSON_PADDING);
    req->body_capacity = req->body ? capacity : 0;
    return req->body ? 0 : TN_ENOMEM;
}

static int grow_body(struct tn_req *req, size_t wanted)
{
    size_t capacity = req->body_capacity * 2;
    char *grown;

    if (capacity < wanted)
        capacity = wanted;
    grown = tn__arena_grow(req->arena, req->body,
                           req->body_capacity + TN__JSON_PADDING,
                           capacity + TN__JSON_PADDING);
    if (!grown)
        return TN_ENOMEM;
    req->body = grown;
    req->body_capacity = capacity;
    return 0;
}

int tn__req_take_body(struct tn_req *req, const char *piece, size_t size)
{
    size_t wanted = req->body_size + size;

    if (wanted > req->body_capacity && grow_body(req, wanted))
        return TN_ENOMEM;
    memcpy(req->body + req->body_size, piece, size);
    req->body_size = wanted;
    return 0;
}

const struct tn_value *
tn_req_json(struct tn_req *req, const char *text, size_t size)
{
    char *copy = tn__arena_alloc(req->arena, size + TN__JSON_PADDING);
    struct tn__json_error error = { .fault = TN__JSON_NONE };
    const struct tn_value *value = NULL;

    if (!copy)
        return NULL;
    memcpy(copy, text, size);
    return tn__json_read(req->arena, copy, size, 0, &value, &error) == 0 ? value
                                                                         : NULL;
}

/* -- The log --------------------------------------------------------------- */

static void
log_line(const struct tn_req *req, int level, const char *format, va_list args)
    TN_PRINTF(3, 0);

static void
log_line(const struct tn_req *req, int level, const char *format, va_list args)
{
    const struct tn__server_options *options = &req->server->options;
    size_t shown = req->raw.len < SHOWN_TARGET ? req->raw.len : SHOWN_TARGET;
    char what[832];
    char line[1100];

    if (!options->on_log)
        return;
    vsnprintf(what, sizeof(what), format, args);
    snprintf(line, sizeof(line), "%.*s %.*s: %s [%s]",
             (int)req->method_text.len, req->method_text.ptr, (int)shown,
             req->raw.ptr, what, req->id);
    options->on_log(level, line, options->user);
}

void tn__req_log(const struct tn_req *req, int level, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    log_line(req, level, format, args);
    va_end(args);
}

int tn_req_warn(struct tn_req *req, const char *format, ...)
{
    va_list args;

    if (!tn_loop_current())
        return TN_ENOTASK;
    va_start(args, format);
    log_line(req, TN__LOG_WARNING, format, args);
    va_end(args);
    return 0;
}
