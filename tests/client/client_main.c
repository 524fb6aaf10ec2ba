/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <tenon/client.h>
#include <tenon/dynamic.h>
#include <tenon/task.h>

#include "allocations.h"
#include "orders.h"
#include "people_models.h"

/*
 * A client that is told what to do: the session's options are arguments, and
 * each line of standard input is a request, "URL key=value ...", separated by
 * tabs. What came of it is written as a line of JSON. Lines are done one after
 * another, `times` says how often at once.
 */
TN_DYNAMIC_TEXT(
    Loose,
    "{\"$defs\":{\"Loose\":{\"type\":\"object\",\"required\":[\"id\"],"
    "\"properties\":{\"id\":{\"type\":\"integer\"}}}}}",
    "/$defs/Loose");

struct program {
    struct tn_session_options options;
    struct tn_session *session; /* NULL: the loop's own */
    bool has_session;
    bool frees_early; /* the session, with all lines under way */
};

/* One request, and what came of it. */
struct run {
    const struct order *order;
    struct tn_session *session;
    struct tn_http_response *response;
    struct tn_error error;
    int rc;
    size_t read;
    size_t pieces;
    bool has_failed; /* the allocation that should */
};

/* -- Requests -------------------------------------------------------------- */

static int read_stream(struct run *run)
{
    struct tn_str piece;
    int rc;

    while ((rc = tn_http_read(run->response, &piece, &run->error)) == 0) {
        run->read += piece.len;
        run->pieces++;
        if (run->order->slow_ms)
            rc = tn_sleep(run->order->slow_ms);
        if (rc || run->pieces == run->order->piece_limit)
            return rc;
    }
    return rc == TN_ESTOP ? 0 : rc;
}

static int decode(struct run *run)
{
    struct Person person = { 0 };
    struct Loose loose = { 0 };
    const struct tn_value *tree = NULL;
    int rc;

    switch (run->order->decode) {
    case ORDER_DECODE_NOT:
        return 0;
    case ORDER_DECODE_TREE:
        rc = tn_http_response_json(run->response, &tree, &run->error);
        break;
    case ORDER_DECODE_LOOSE:
        rc = tn_http_response_decode(run->response, &Loose_model, &loose,
                                     &run->error);
        tree = loose.value;
        break;
    case ORDER_DECODE_PERSON:
        rc = tn_http_response_decode(run->response, &Person_model, &person,
                                     &run->error);
        if (rc == 0)
            run->read = (size_t)person.id * 1000 + person.name.len;
        return rc;
    default:
        return TN_EUSAGE;
    }
    tree = rc == 0 ? tn_value_get(tree, "id") : NULL;
    run->read = tree ? (size_t)tree->as.integer : 0;
    return rc;
}

static int fetch(void *user)
{
    struct run *run = user;
    const struct order *order = run->order;
    int (*request)(struct tn_session *, const char *,
                   const struct tn_http_options *, struct tn_http_response **,
                   struct tn_error *) =
        order->is_post ? tn_http_post : tn_http_get;
    struct tn_http_options options = order->options;
    struct source source = { .order = order };

    options.body_next = order->piece_count ? next_piece : NULL;
    options.user = &source;
    if (order->fail_at)
        allocations_fail(order->fail_at - 1, 1);
    run->rc = request(run->session, order->url, &options, &run->response,
                      &run->error);
    if (run->rc == 0 && options.stream)
        run->rc = read_stream(run);
    if (run->rc == 0)
        run->rc = decode(run);
    if (run->rc == 0 && order->raises)
        run->rc = tn_http_response_raise(run->response, &run->error);
    run->has_failed = allocations_failed() > 0;
    allocations_fail(0, 0);
    return run->rc;
}

static void run_one(struct run *run)
{
    struct tn_task *task = tn_task_new(fetch, run);

    if (run->order->cancel_ms) {
        tn_sleep(run->order->cancel_ms);
        tn_task_cancel(task);
    }
    tn_await(task);
    tn_task_free(task);
}

/* -- What came of it ------------------------------------------------------- */

static void print_text(const char *name, struct tn_str text)
{
    printf(",\"%s\":\"", name);
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];

        if (c < 0x20 || c > 0x7E || c == '"' || c == '\\')
            printf("\\u%04x", c);
        else
            putchar(c);
    }
    putchar('"');
}

static void print_headers(const struct tn_http_response *response)
{
    size_t count;
    const struct tn_http_field *fields =
        tn_http_response_headers(response, &count);

    printf(",\"headers\":%zu", count);
    if (count)
        print_text("first", tn_str_from(fields[0].name));
    print_text("type", tn_http_response_content_type(response));
    print_text("x-test", tn_http_response_header(response, "x-TEST"));
}

static void print(const struct run *run)
{
    const struct tn_http_response *response = run->response;
    struct tn_str body = { "", 0 };

    printf("{\"rc\":%d,\"read\":%zu,\"pieces\":%zu,\"failed\":%d", run->rc,
           run->read, run->pieces, run->has_failed);
    print_text("message", tn_str_from(run->error.message));
    print_text("pointer", tn_str_from(run->error.pointer));
    if (response) {
        body = tn_http_response_body(response);
        printf(",\"status\":%d,\"redirects\":%u,\"size\":%zu",
               tn_http_response_status(response),
               tn_http_response_redirect_count(response), body.len);
        print_text("url", tn_http_response_url(response));
        print_text("issues", tn_http_response_issues(response));
        print_headers(response);
        if (body.len < 10000)
            print_text("body", body);
    }
    puts("}");
    fflush(stdout);
}

/* -- Lines ----------------------------------------------------------------- */

static int do_line(struct program *program, struct order *order)
{
    size_t times = order->times ? order->times : 1;
    struct run *runs = calloc(times, sizeof(*runs));
    struct tn_call *calls = calloc(times, sizeof(*calls));

    if (!runs || !calls)
        abort();
    for (size_t i = 0; i < times; i++) {
        runs[i] = (struct run){ .order = order, .session = program->session };
        calls[i] = (struct tn_call){ .fn = fetch, .user = &runs[i] };
    }
    if (times == 1)
        run_one(&runs[0]);
    else
        tn_gather(calls, times);
    for (size_t i = 0; i < times; i++) {
        print(&runs[i]);
        tn_http_response_free(runs[i].response);
    }
    free(runs);
    free(calls);
    return 0;
}

static void free_session(void *user)
{
    struct program *program = user;

    tn_session_free(program->session);
}

/* The session goes while a request waits; another one is refused after. */
static int run_lines(void *user)
{
    struct program *program = user;
    struct tn_error error = { 0 };
    char line[4096];

    if (program->has_session) {
        program->session = tn_session_new(&program->options, &error);
        if (!program->session) {
            fprintf(stderr, "%s\n", error.message);
            return error.code;
        }
    }
    if (program->frees_early)
        tn_call_later(100, free_session, program);
    while (fgets(line, sizeof(line), stdin)) {
        struct order order;

        order_read(&order, line);
        do_line(program, &order);
        order_free(&order);
        if (program->frees_early)
            return 0;
    }
    tn_session_free(program->session);
    return 0;
}

int main(int argc, char **argv)
{
    struct program program = { 0 };

    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "free") == 0)
            program.frees_early = true;
        else
            order_session_option(&program.options, argv[i]);
        program.has_session = true;
    }
    return tn_run(run_lines, &program, NULL) ? 1 : 0;
}
