/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <string.h>

#include <tenon/schema.h>

#include "fuzz.h"
#include "model/decode.h"
#include "model/encode.h"
#include "model/layout.h"
#include "model/plan.h"
#include "schemas.h"
#include "json/reader.h"

/*
 * What is decoded directly, without frames and in place, is what the long way
 * gives: the same value, or the same issues to the letter. The input is that of
 * fuzz_decode.
 */

static struct tn_schema *load(const char *yaml)
{
    struct tn_error error = { 0 };
    struct tn_schema *schema =
        tn_schema_load_text(yaml, strlen(yaml), "fuzz.yaml", &error);

    FUZZ_CHECK(schema);
    FUZZ_CHECK(tn__layout_schema(schema, &error) == 0);
    return schema;
}

/* Takes the short ways away. */
static void go_the_long_way(struct tn_schema *schema)
{
    for (size_t i = 0; i < schema->node_count; i++) {
        struct tn__layout *layout = &schema->nodes[i]->layout;

        layout->op = TN__OP_PLAIN;
        if (!layout->plan)
            continue;
        layout->plan->is_flat = false;
        for (size_t j = 0; j < layout->plan->field_count; j++)
            layout->plan->fields[j].op = TN__OP_PLAIN;
    }
}

static int decode(struct tn_schema *schema,
                  const char *text,
                  size_t size,
                  bool strict,
                  struct tn__buf *out)
{
    struct tn__node *node = tn__schema_node(schema, "", NULL);
    struct tn__issues issues = { 0 };
    const struct tn__decode_options options = {
        .issues = &issues,
        .strict = strict,
    };
    struct tn__arena arena;
    struct tn__body body = { .size = size, .is_json = true };
    void *form;
    int rc;

    tn__arena_init(&arena, NULL, 1024, 0);
    body.text = tn__arena_alloc(&arena, size + TN__JSON_PADDING);
    form = tn__arena_alloc(&arena, tn__layout_form_size(node));
    FUZZ_CHECK(body.text && form);
    if (size)
        memcpy(body.text, text, size);
    rc = tn__decode_body(&arena, node, &body, &options, form);
    if (rc == 0)
        FUZZ_CHECK(tn__encode(out, &arena, node, form, NULL) == 0);
    else if (rc == TN_EINVALID)
        tn__issues_write(&issues, out);
    FUZZ_CHECK(!out->failed);
    tn__arena_deinit(&arena);
    return rc;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct tn_schema *direct[TN_COUNT(schemas)];
    static struct tn_schema *slow[TN_COUNT(schemas)];
    struct tn__buf left = { 0 };
    struct tn__buf right = { 0 };
    const char *text = (const char *)data + 1;
    size_t chosen;
    bool strict;

    if (size == 0)
        return 0;
    chosen = data[0] % TN_COUNT(schemas);
    strict = data[0] & 0x80;
    if (!direct[chosen]) {
        direct[chosen] = load(schemas[chosen]);
        slow[chosen] = load(schemas[chosen]);
        go_the_long_way(slow[chosen]);
    }
    FUZZ_CHECK(decode(direct[chosen], text, size - 1, strict, &left) ==
               decode(slow[chosen], text, size - 1, strict, &right));
    FUZZ_CHECK(left.size == right.size);
    FUZZ_CHECK(!left.size || memcmp(left.data, right.data, left.size) == 0);
    tn__buf_deinit(&left);
    tn__buf_deinit(&right);
    return 0;
}
