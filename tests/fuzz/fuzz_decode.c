/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <string.h>

#include <tenon/attrs.h>
#include <tenon/schema.h>

#include "fuzz.h"
#include "model/decode.h"
#include "model/encode.h"
#include "model/layout.h"
#include "schemas.h"
#include "json/reader.h"

/*
 * The first byte chooses a schema and a mode, the rest is a body. What is
 * accepted is encoded to a body that is accepted and encoded the same; what is
 * refused has an answer that is JSON.
 */
/* Returns the value's text in `out`, or false where it is refused: then `out`
 * has the issues. */
static bool decode(const struct tn__node *node,
                   const char *text,
                   size_t size,
                   bool strict,
                   struct tn__buf *out)
{
    struct tn__issues issues = { 0 };
    const struct tn__decode_options options = {
        .issues = &issues,
        .strict = strict,
    };
    struct tn__arena arena;
    /* Not in the arena: the sanitizer shall see each byte past the padding. */
    struct tn__body body = { malloc(size + TN__JSON_PADDING), size, true };
    void *form = malloc(tn__layout_form_size(node));
    int rc;

    FUZZ_CHECK(body.text && form);
    if (size)
        memcpy(body.text, text, size);
    tn__arena_init(&arena, NULL, 1024, 0);
    rc = tn__decode_body(&arena, node, &body, &options, form);
    if (rc == 0)
        FUZZ_CHECK(tn__encode(out, &arena, node, form, NULL) == 0);
    else if (rc == TN_EINVALID)
        tn__issues_write(&issues, out);
    FUZZ_CHECK(!out->failed);
    tn__arena_deinit(&arena);
    free(body.text);
    free(form);
    return rc == 0;
}

static void check_json(const struct tn__buf *text)
{
    const struct tn_value *root;
    struct tn__json_error error;
    struct tn__arena arena;
    char *copy;

    tn__arena_init(&arena, NULL, 1024, 0);
    copy = tn__arena_alloc(&arena, text->size + TN__JSON_PADDING);
    FUZZ_CHECK(copy);
    memcpy(copy, text->data, text->size);
    FUZZ_CHECK(tn__json_read(&arena, copy, text->size, TN__JSON_DEPTH + 8,
                             &root, &error) == 0);
    tn__arena_deinit(&arena);
}

static void
check(const struct tn__node *node, const char *text, size_t size, bool strict)
{
    struct tn__buf once = { 0 }, twice = { 0 };
    bool accepted = decode(node, text, size, strict, &once);

    if (accepted) {
        FUZZ_CHECK(decode(node, once.data, once.size, strict, &twice));
        FUZZ_CHECK(once.size == twice.size);
        FUZZ_CHECK(memcmp(once.data, twice.data, once.size) == 0);
    } else if (once.size) {
        check_json(&once);
    }
    tn__buf_deinit(&once);
    tn__buf_deinit(&twice);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct tn_error error = { 0 };
    struct tn_schema *schema;
    const char *yaml;

    if (size == 0)
        return 0;
    yaml = schemas[data[0] % TN_COUNT(schemas)];
    schema = tn_schema_load_text(yaml, strlen(yaml), "fuzz.yaml", &error);
    FUZZ_CHECK(schema);
    FUZZ_CHECK(tn__layout_schema(schema, &error) == 0);
    check(tn__schema_node(schema, "", &error), (const char *)data + 1, size - 1,
          data[0] & 0x80);
    tn_schema_free(schema);
    return 0;
}
