/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <tenon/alloc.h>

#include "fixture.h"

/* An allocator whose n-th call fails, and all calls after it. */
struct failing {
    size_t left;
};

static void *fail_later(void *ptr, size_t size, void *user)
{
    struct failing *failing = user;

    if (size && failing->left == 0)
        return NULL;
    if (size)
        failing->left--;
    return tn_alloc_default.fn(ptr, size, NULL);
}

static const char yaml[] =
    "type: object\n"
    "additionalProperties: { type: [integer, string] }\n"
    "properties:\n"
    "  list: { type: array, items: { $ref: '#' } }\n"
    "  map: { type: object, additionalProperties: { type: number } }\n"
    "  next: { $ref: '#' }\n"
    "  union: { type: [integer, array], items: { type: integer } }\n"
    "  text: { type: string, pattern: '^a' }\n";

static const char good[] =
    "{\"list\":[{\"map\":{\"a\":1.5,\"b\":2.0}},{\"list\":[{}]}],"
    "\"next\":{\"next\":{\"text\":\"abc\"}},\"union\":[1,2],\"more\":\"x\"}";

static const char bad[] =
    "{\"list\":[{\"map\":{\"a\":\"x\"}},{\"list\":[5]}],"
    "\"next\":{\"next\":{\"text\":\"b\"}},\"union\":[\"x\"],\"more\":[]}";

static int decode(struct fixture *fixture,
                  const struct tn_alloc *alloc,
                  const char *body,
                  struct tn__buf *out)
{
    const struct tn__node *node = fixture_node(fixture, "");
    struct tn__arena arena;
    struct tn__body copy = fixture_body(fixture, body);
    struct tn__issues issues = { 0 };
    const struct tn__decode_options options = { .issues = &issues };
    char form[512];
    int rc;

    cr_assert_leq(node->layout.struct_size, sizeof(form));
    tn__arena_init(&arena, alloc, 256, 0);
    rc = tn__decode_body(&arena, node, &copy, &options, form);
    if (rc == 0)
        rc = tn__encode(out, &arena, node, form, NULL);
    else if (rc == TN_EINVALID)
        tn__issues_write(&issues, out);
    tn__arena_deinit(&arena);
    return out->failed ? TN_ENOMEM : rc;
}

/* Makes each allocation fail in turn, until none does. */
static void expect_survival(const char *body, int expected)
{
    struct fixture fixture;
    size_t n = 0;
    int rc;

    fixture_open(&fixture, yaml);
    do {
        struct failing failing = { .left = n };
        const struct tn_alloc alloc = { fail_later, &failing };
        struct tn__buf out = { .alloc = &alloc };

        rc = decode(&fixture, &alloc, body, &out);
        cr_assert(rc == TN_ENOMEM || rc == expected, "%d", rc);
        tn__buf_deinit(&out);
    } while (rc == TN_ENOMEM && n++ < 1000);
    cr_expect_eq(rc, expected);
    cr_expect_gt(n, 3);
    fixture_close(&fixture);
}

Test(memory, running_out_while_a_body_is_decoded_is_told)
{
    expect_survival(good, 0);
}

Test(memory, running_out_while_issues_are_gathered_is_told)
{
    expect_survival(bad, TN_EINVALID);
}

Test(memory, running_out_while_a_schema_is_laid_out_is_told)
{
    int rc;
    size_t n = 0;

    do {
        struct failing failing = { .left = SIZE_MAX };
        const struct tn_alloc alloc = { fail_later, &failing };
        struct tn_error error = { 0 };
        struct tn_schema *schema =
            tn_schema_load_text(yaml, sizeof(yaml) - 1, "test.yaml", &error);

        cr_assert(schema);
        schema->arena.alloc = &alloc;
        schema->arena.next = schema->arena.end = NULL;
        failing.left = n;
        rc = tn__layout_schema(schema, &error);
        cr_assert(rc == 0 || rc == TN_ENOMEM);
        failing.left = SIZE_MAX;
        tn_schema_free(schema);
    } while (rc == TN_ENOMEM && n++ < 1000);
    cr_expect_eq(rc, 0);
    cr_expect_gt(n, 3);
}
