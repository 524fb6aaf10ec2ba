/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "mhd_loop.h"

/*
 * POST /add as one writes it in C without a framework: libmicrohttpd, jansson
 * and the checks by hand: by_hand PORT.
 */
enum {
    BODY_LIMIT = 1 << 20
};

struct body {
    char *text;
    size_t size;
};

static bool append(struct body *body, const char *text, size_t size)
{
    char *grown;

    if (size > BODY_LIMIT - body->size)
        return false;
    grown = realloc(body->text, body->size + size);
    if (!grown)
        return false;
    memcpy(grown + body->size, text, size);
    body->text = grown;
    body->size += size;
    return true;
}

static enum MHD_Result
refuse(struct MHD_Connection *connection, unsigned int status, const char *why)
{
    json_t *problem = json_pack("{s:s}", "detail", why);
    char *text = json_dumps(problem, JSON_COMPACT);

    json_decref(problem);
    if (!text)
        return MHD_NO;
    return answer_json(connection, status, text, strlen(text),
                       MHD_RESPMEM_MUST_FREE);
}

/* Returns NULL, or what is wrong. */
static const char *add(const json_t *in, int64_t *sum)
{
    const json_t *first = json_object_get(in, "first_number");
    const json_t *second = json_object_get(in, "second_number");
    int64_t more = 1;

    if (!json_is_object(in))
        return "the body must be an object";
    if (!json_is_integer(first))
        return "first_number must be an integer";
    if (second && !json_is_null(second) && !json_is_integer(second))
        return "second_number must be an integer or null";
    if (json_integer_value(second) != 0)
        more = json_integer_value(second);
    if (__builtin_add_overflow(json_integer_value(first), more, sum))
        return "the sum does not fit in 64 bits";
    return NULL;
}

static enum MHD_Result answer(struct MHD_Connection *connection,
                              const struct body *body)
{
    json_error_t error;
    int64_t sum = 0;
    json_t *in = json_loadb(body->text, body->size, 0, &error);
    json_t *out;
    const char *why;
    char *text;

    if (!in)
        return refuse(connection, 422, error.text);
    why = add(in, &sum);
    json_decref(in);
    if (why)
        return refuse(connection, 422, why);
    out = json_pack("{s:I}", "result", (json_int_t)sum);
    text = json_dumps(out, JSON_COMPACT);
    json_decref(out);
    if (!text)
        return MHD_NO;
    return answer_json(connection, MHD_HTTP_OK, text, strlen(text),
                       MHD_RESPMEM_MUST_FREE);
}

/* Its parameters are what the library wants. */
/* NOLINTNEXTLINE(readability-function-size) */
static enum MHD_Result handle(void *user,
                              struct MHD_Connection *connection,
                              const char *url,
                              const char *method,
                              const char *version,
                              const char *upload,
                              size_t *upload_size,
                              void **state)
{
    struct body *body = *state;

    (void)user, (void)version;
    if (!body) {
        *state = calloc(1, sizeof(*body));
        return *state ? MHD_YES : MHD_NO;
    }
    if (*upload_size) {
        bool fits = append(body, upload, *upload_size);

        *upload_size = 0;
        return fits ? MHD_YES : MHD_NO;
    }
    if (strcmp(url, "/add") != 0)
        return refuse(connection, MHD_HTTP_NOT_FOUND, "Not Found");
    if (strcmp(method, "POST") != 0)
        return refuse(connection, MHD_HTTP_METHOD_NOT_ALLOWED,
                      "Method Not Allowed");
    return answer(connection, body);
}

static void completed(void *user,
                      struct MHD_Connection *connection,
                      void **state,
                      enum MHD_RequestTerminationCode why)
{
    struct body *body = *state;

    (void)user, (void)connection, (void)why;
    if (body)
        free(body->text);
    free(body);
    *state = NULL;
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        (void)fprintf(stderr, "usage: by_hand PORT\n");
        return 2;
    }
    return serve_with_mhd(argv[1], AS_IT_COMES, handle, completed);
}
