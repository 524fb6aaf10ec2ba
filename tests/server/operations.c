/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "operations.h"

#include <math.h>
#include <stdlib.h>
#include <time.h>

#include <tenon/op.h>
#include <tenon/route.h>

#include "allocations.h"
#include "models.h"

/* -- Handlers -------------------------------------------------------------- */

TN_OP(add, Add, Result);
TN_OP(echo, Text, Text);
TN_OP(take, Anything, tn_none);
TN_OP(show_param, tn_none, Text);
TN_OP(show_query, tn_none, Text);
TN_OP(show_header, tn_none, Text);
TN_OP(show_path, tn_none, Text);
TN_OP(remove_item, tn_none, tn_none);
TN_OP(refuse, tn_none, Text);
TN_OP(break_down, tn_none, Text);
TN_OP(divide, tn_none, Number);
TN_OP(take_memory, tn_none, Text);
TN_OP(grow, tn_none, Text);
TN_OP(wait, tn_none, Text);
TN_OP(count_allocations, tn_none, Number);
TN_OP(starve, tn_none, tn_none);
TN_OP(starve_stacks, tn_none, tn_none);
TN_OP(sleep_on, tn_none, Text);
TN_OP(set_headers, tn_none, Text);
TN_OP(write_text, tn_none, tn_text);

static int add(struct tn_req *req, const struct Add *in, struct Result *out)
{
    int64_t second = in->second_number.value ? in->second_number.value : 1;

    if (__builtin_add_overflow(in->first_number, second, &out->result))
        return tn_fail(req, 422, "the sum does not fit in 64 bits");
    return 0;
}

static int echo(struct tn_req *req, const struct Text *in, struct Text *out)
{
    (void)req;
    *out = *in;
    return 0;
}

static int
take(struct tn_req *req, const struct Anything *in, struct tn_none *out)
{
    (void)req;
    (void)in;
    (void)out;
    return 0;
}

static int
show_param(struct tn_req *req, const struct tn_none *in, struct Text *out)
{
    (void)in;
    out->text = tn_req_path_param(req, "id");
    return 0;
}

static int
show_query(struct tn_req *req, const struct tn_none *in, struct Text *out)
{
    struct tn_str value = tn_req_query_param(req, "q");

    (void)in;
    out->text = value.ptr ? value : (struct tn_str)TN_STR("(absent)");
    return 0;
}

static int
show_header(struct tn_req *req, const struct tn_none *in, struct Text *out)
{
    struct tn_str value =
        tn_req_header(req, tn_req_path_param(req, "name").ptr);

    (void)in;
    out->text = value.ptr ? value : (struct tn_str)TN_STR("(absent)");
    return 0;
}

static int
show_path(struct tn_req *req, const struct tn_none *in, struct Text *out)
{
    (void)in;
    out->text =
        tn_req_printf(req, "%s %s %s", tn_req_method(req).ptr,
                      tn_req_path(req).ptr, tn_req_path_param(req, "rest").ptr);
    return 0;
}

static int
remove_item(struct tn_req *req, const struct tn_none *in, struct tn_none *out)
{
    (void)in;
    (void)out;
    return tn_req_set_header(req, "X-Removed",
                             tn_req_path_param(req, "id").ptr);
}

static int
refuse(struct tn_req *req, const struct tn_none *in, struct Text *out)
{
    (void)in;
    (void)out;
    tn_req_set_header(req, "WWW-Authenticate", "Basic realm=\"test\"");
    return tn_fail(req, (int)strtol(tn_req_path_param(req, "id").ptr, NULL, 10),
                   "refused: \"%s\"", tn_req_path_param(req, "id").ptr);
}

static int
break_down(struct tn_req *req, const struct tn_none *in, struct Text *out)
{
    (void)req;
    (void)in;
    (void)out;
    return TN_EIO;
}

static int
divide(struct tn_req *req, const struct tn_none *in, struct Number *out)
{
    (void)req;
    (void)in;
    out->number = (double)NAN;
    return 0;
}

static int
take_memory(struct tn_req *req, const struct tn_none *in, struct Text *out)
{
    (void)in;
    (void)out;
    while (tn_req_alloc(req, 65536))
        continue;
    return TN_ENOMEM;
}

/* Answers with as many octets as the path says. */
static int grow(struct tn_req *req, const struct tn_none *in, struct Text *out)
{
    size_t size = strtoul(tn_req_path_param(req, "id").ptr, NULL, 10);
    char *text = tn_req_alloc(req, size + 1);

    (void)in;
    if (!text)
        return TN_ENOMEM;
    memset(text, 'x', size);
    out->text = (struct tn_str){ text, size };
    return 0;
}

/* Holds the worker as many milliseconds as the path says. */
static int wait(struct tn_req *req, const struct tn_none *in, struct Text *out)
{
    long ms = strtol(tn_req_path_param(req, "id").ptr, NULL, 10);
    const struct timespec time = {
        .tv_sec = ms / 1000,
        .tv_nsec = ms % 1000 * 1000000,
    };

    (void)in;
    nanosleep(&time, NULL);
    out->text = tn_req_path_param(req, "id");
    return 0;
}

static int count_allocations(struct tn_req *req,
                             const struct tn_none *in,
                             struct Number *out)
{
    (void)req;
    (void)in;
    out->number = (double)allocations_count();
    return 0;
}

/* Lets the next stacks that are asked for not be had. */
static int
starve_stacks(struct tn_req *req, const struct tn_none *in, struct tn_none *out)
{
    (void)in;
    (void)out;
    allocations_fail_mappings(
        strtoul(tn_req_path_param(req, "id").ptr, NULL, 10));
    return 0;
}

/* Waits as many milliseconds as the path says, and holds nobody else. */
static int
sleep_on(struct tn_req *req, const struct tn_none *in, struct Text *out)
{
    (void)in;
    out->text = tn_req_path_param(req, "id");
    return tn_sleep(strtoul(tn_req_path_param(req, "id").ptr, NULL, 10));
}

/* Lets the next requests for memory fail, as many as the path says. */
static int
starve(struct tn_req *req, const struct tn_none *in, struct tn_none *out)
{
    (void)in;
    (void)out;
    allocations_fail(0, strtoul(tn_req_path_param(req, "id").ptr, NULL, 10));
    return 0;
}

static int
set_headers(struct tn_req *req, const struct tn_none *in, struct Text *out)
{
    static const char *const wrong[][2] = {
        { "no token", "a" },
        { "X-A", "a\r\nX-B: b" },
        { "Content-Length", "100" },
        { "connection", "close" },
        { "", "a" },
    };
    int failures = 0;

    (void)in;
    for (size_t i = 0; i < TN_COUNT(wrong); i++)
        failures +=
            tn_req_set_header(req, wrong[i][0], wrong[i][1]) == TN_EINVALID;
    tn_req_set_header(req, "Set-Cookie", "a=1");
    tn_req_set_header(req, "Set-Cookie", "b=2");
    out->text = tn_req_printf(req, "%d", failures);
    return 0;
}

/* Answers with as many octets as the path says, the first of them a NUL. */
static int
write_text(struct tn_req *req, const struct tn_none *in, struct tn_text *out)
{
    size_t size = strtoul(tn_req_path_param(req, "id").ptr, NULL, 10);
    char *text = size ? tn_req_alloc(req, size) : NULL;

    (void)in;
    if (!size)
        return 0;
    if (!text)
        return TN_ENOMEM;
    memset(text + 1, 'x', size - 1);
    out->text = (struct tn_str){ text, size };
    return 0;
}

/* -- Hooks ----------------------------------------------------------------- */

static int look(struct tn_req *req, struct tn_res *res)
{
    struct tn_str body = tn_res_body(res);
    bool is_sound = tn_res_status(res) >= 200 && (body.ptr || !body.len) &&
                    tn_req_id(req).len > 0 && !tn_res_header(res, "X-None").ptr;

    return is_sound ? 0 : TN_EINVALID;
}

const tn_response_hook_fn operations_hooks[] = { look, look, NULL };

/* -- Endpoints ------------------------------------------------------------- */

static const struct tn__asset plain_asset = {
    .content_type = "text/plain; charset=utf-8",
    .data = "plain text\n",
    .size = 11,
    .etag = "\"plain-1\"",
    .headers =
        (const struct tn__asset_header[]){
            { "Cache-Control", "no-cache" },
            { NULL, NULL },
        },
};

/* gzip of "compressed text\n" */
static const char gzip_text[] =
    "\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff\x4b\xce\xcf\x2d\x28\x4a"
    "\x2d\x2e\x4e\x4d\x51\x28\x49\xad\x28\xe1\x02\x00\x17\x7d\x65\x47"
    "\x10\x00\x00\x00";

static const struct tn__asset gzip_asset = {
    .content_type = "text/html; charset=utf-8",
    .data = gzip_text,
    .size = sizeof(gzip_text) - 1,
    .gzip = true,
    .etag = "\"page-1\"",
};

static const struct tn_route routes[] = {
    { .method = TN_POST, .path = "/add", .op = &add_op },
    { .method = TN_POST, .path = "/echo", .op = &echo_op },
    { .method = TN_POST, .path = "/take", .op = &take_op },
    { .method = TN_GET, .path = "/items/{id}", .op = &show_param_op },
    { .method = TN_DELETE, .path = "/items/{id}", .op = &remove_item_op },
    { .method = TN_GET, .path = "/query", .op = &show_query_op },
    { .method = TN_GET, .path = "/header/{name}", .op = &show_header_op },
    { .method = TN_GET, .path = "/files/{rest:path}", .op = &show_path_op },
    { .method = TN_GET, .path = "/folder/", .op = &show_path_op },
    { .method = TN_GET, .path = "/refuse/{id}", .op = &refuse_op },
    { .method = TN_GET, .path = "/broken", .op = &break_down_op },
    { .method = TN_GET, .path = "/nan", .op = &divide_op },
    { .method = TN_GET, .path = "/memory", .op = &take_memory_op },
    { .method = TN_GET, .path = "/big/{id}", .op = &grow_op },
    { .method = TN_GET, .path = "/wait/{id}", .op = &wait_op },
    { .method = TN_GET, .path = "/allocations", .op = &count_allocations_op },
    { .method = TN_GET, .path = "/starve/{id}", .op = &starve_op },
    { .method = TN_GET,
      .path = "/starve/stacks/{id}",
      .op = &starve_stacks_op },
    { .method = TN_GET, .path = "/sleep/{id}", .op = &sleep_on_op },
    { .method = TN_GET, .path = "/headers", .op = &set_headers_op },
    { .method = TN_GET, .path = "/text/{id}", .op = &write_text_op },
    { .method = TN_GET, .path = "/caf\xc3\xa9", .op = &show_path_op },
};

static struct tn__endpoint endpoints[TN_COUNT(routes) + 2];

static const struct tn__node *node_of(struct tn__registry *registry,
                                      const struct tn_model *model,
                                      struct tn_error *error)
{
    if (model == &tn_none_model || model == &tn_text_model)
        return NULL;
    return tn__registry_node(registry, model, error);
}

const struct tn__endpoint *operations_resolve(struct tn__registry *registry,
                                              size_t *count,
                                              struct tn_error *error)
{
    size_t at = 0;

    for (; at < TN_COUNT(routes); at++) {
        const struct tn_op *op = routes[at].op;

        endpoints[at] = (struct tn__endpoint){
            .method = routes[at].method,
            .path = routes[at].path,
            .op = op,
            .input = node_of(registry, op->input, error),
            .output = node_of(registry, op->output, error),
            .status = op->output == &tn_none_model ? 204 : 200,
        };
    }
    endpoints[at++] = (struct tn__endpoint){
        .method = TN_GET,
        .path = "/plain",
        .asset = &plain_asset,
    };
    endpoints[at++] = (struct tn__endpoint){
        .method = TN_GET,
        .path = "/page",
        .asset = &gzip_asset,
    };
    *count = at;
    return error->code ? NULL : endpoints;
}
