/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TESTS_MODEL_FIXTURE_H
#define TESTS_MODEL_FIXTURE_H

#include <criterion/criterion.h>

#include <tenon/schema.h>

#include "model/decode.h"
#include "model/encode.h"
#include "model/layout.h"
#include "json/reader.h"

/* A schema that is laid out, and an arena to decode into. */
struct fixture {
    struct tn_schema *schema;
    struct tn__arena arena;
    struct tn__issues issues;
    struct tn__decode_options options;
};

static inline void fixture_open(struct fixture *fixture, const char *yaml)
{
    struct tn_error error = { 0 };

    *fixture = (struct fixture){ 0 };
    fixture->schema =
        tn_schema_load_text(yaml, strlen(yaml), "test.yaml", &error);
    cr_assert(fixture->schema, "%u: %s", error.line, error.message);
    cr_assert_eq(tn__layout_schema(fixture->schema, &error), 0, "%s",
                 error.message);
    tn__arena_init(&fixture->arena, NULL, 4096, 0);
}

static inline void fixture_close(struct fixture *fixture)
{
    tn__arena_deinit(&fixture->arena);
    tn_schema_free(fixture->schema);
}

static inline const struct tn__node *fixture_node(struct fixture *fixture,
                                                  const char *pointer)
{
    struct tn_error error = { 0 };
    const struct tn__node *node =
        tn__schema_node(fixture->schema, pointer, &error);

    cr_assert(node, "%s", error.message);
    return node;
}

/* Returns a copy of a body, with the room that the reader wants. */
static inline struct tn__body fixture_body(struct fixture *fixture,
                                           const char *text)
{
    size_t size = strlen(text);
    char *copy = tn__arena_alloc(&fixture->arena, size + TN__JSON_PADDING);

    cr_assert(copy);
    memcpy(copy, text, size);
    return (struct tn__body){ copy, size, true };
}

static inline int fixture_decode_body(struct fixture *fixture,
                                      const char *pointer,
                                      const struct tn__body *body,
                                      void *out)
{
    fixture->issues = (struct tn__issues){ 0 };
    fixture->options.issues = &fixture->issues;
    return tn__decode_body(&fixture->arena, fixture_node(fixture, pointer),
                           body, &fixture->options, out);
}

static inline int fixture_decode(struct fixture *fixture,
                                 const char *pointer,
                                 const char *text,
                                 void *out)
{
    struct tn__body body = fixture_body(fixture, text);

    return fixture_decode_body(fixture, pointer, &body, out);
}

/* Returns the issues, or the struct, as text in the arena. */
static inline const char *fixture_text(struct fixture *fixture,
                                       struct tn__buf *buf)
{
    struct tn_str copy = { "", 0 };

    cr_assert_not(buf->failed);
    if (buf->size)
        copy = tn__arena_copy(&fixture->arena, buf->data, buf->size);
    tn__buf_deinit(buf);
    return copy.ptr;
}

static inline const char *fixture_issues(struct fixture *fixture)
{
    struct tn__buf buf = { 0 };

    tn__issues_write(&fixture->issues, &buf);
    return fixture_text(fixture, &buf);
}

static inline const char *
fixture_encode(struct fixture *fixture, const char *pointer, const void *in)
{
    struct tn__buf buf = { 0 };
    struct tn_error error = { 0 };

    cr_assert_eq(tn__encode(&buf, &fixture->arena,
                            fixture_node(fixture, pointer), in, &error),
                 0, "%s: %s", error.pointer, error.message);
    return fixture_text(fixture, &buf);
}

#endif
