/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "fixture.h"

#include <criterion/criterion.h>

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "model/decode.h"
#include "model/encode.h"
#include "model/registry.h"
#include "json/reader.h"

struct fixture {
    struct tn__registry *registry;
    struct tn__arena arena;
    struct tn__buf text; /* of the last encode() */
};

static struct fixture fixture;

void typed_set_up(void)
{
    fixture.registry = tn__registry_new();
    tn__arena_init(&fixture.arena, NULL, 4096, 0);
}

void typed_tear_down(void)
{
    tn__registry_free(fixture.registry);
    tn__arena_deinit(&fixture.arena);
    tn__buf_deinit(&fixture.text);
}

static const struct tn__node *node_of(const struct tn_model *model)
{
    struct tn_error error = { 0 };
    const struct tn__node *node =
        tn__registry_node(fixture.registry, model, &error);

    cr_assert(node, "%s", error.message);
    return node;
}

void *typed_decode(const struct tn_model *model, const char *json)
{
    size_t size = strlen(json);
    char *text = tn__arena_zalloc(&fixture.arena, size + TN__JSON_PADDING);
    void *out = tn__arena_zalloc(&fixture.arena, model->size);
    struct tn__issues issues = { 0 };
    const struct tn__decode_options options = { .issues = &issues };
    struct tn__body body = { text, size, true };
    int code;

    memcpy(text, json, size);
    code =
        tn__decode_body(&fixture.arena, node_of(model), &body, &options, out);
    cr_assert_eq(code, 0, "%d for %s", code, json);
    return out;
}

const char *typed_encode(const struct tn_model *model, const void *in)
{
    struct tn_error error = { 0 };

    tn__buf_reset(&fixture.text);
    cr_assert_eq(
        tn__encode(&fixture.text, &fixture.arena, node_of(model), in, &error),
        0, "%s", error.message);
    return tn__buf_text(&fixture.text);
}

void typed_assert_same(const struct tn_model *model, const char *json)
{
    cr_assert_str_eq(typed_encode(model, typed_decode(model, json)), json);
}

void typed_assert_text(struct tn_str text, const char *expected)
{
    cr_assert(tn_str_equal(text, tn_str_from(expected)), "%.*s", (int)text.len,
              text.ptr);
}
