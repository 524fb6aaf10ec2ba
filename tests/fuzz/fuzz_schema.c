/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <string.h>

#include "base/utf8.h"
#include "fuzz.h"
#include "schema/load.h"
#include "schema/node.h"
#include "json/writer.h"

/*
 * The first byte says what the rest is: even JSON ("j"), odd YAML ("y").
 * Whatever loads, loads again from its document as JSON, to the same nodes;
 * whatever is refused is refused in one line, at a place.
 */

/* Documents written longer than this, by aliases, are not read again. */
#define AGAIN_LIMIT ((size_t)1 << 20)

static void check_refusal(const struct tn_error *error)
{
    size_t size = strlen(error->message);

    FUZZ_CHECK(error->code == TN_ESCHEMA || error->code == TN_ENOMEM);
    FUZZ_CHECK(size > 0);
    FUZZ_CHECK(tn__utf8_valid_prefix(error->message, size) == size);
    for (size_t i = 0; i < size; i++)
        FUZZ_CHECK((unsigned char)error->message[i] >= ' ');
    if (error->code == TN_ESCHEMA)
        FUZZ_CHECK(error->line > 0 && error->column > 0);
}

/* Definitions are found by their pointers, nodes by their indices. */
static void check_nodes(struct tn_schema *schema)
{
    for (size_t i = 0; i < schema->node_count; i++)
        FUZZ_CHECK(schema->nodes[i]->index == i);
    for (size_t i = 0; i < schema->def_count; i++) {
        struct tn__node *node = schema->defs[i].node;

        /* A pointer with a NUL in it cannot be asked for. */
        if (strlen(node->pointer.ptr) == node->pointer.len)
            FUZZ_CHECK(tn__schema_node(schema, node->pointer.ptr, NULL) ==
                       node);
    }
}

static void check_again(const struct tn_schema *schema)
{
    struct tn__buf buf = { .limit = AGAIN_LIMIT };
    struct tn_error error = { 0 };
    struct tn_schema *again;

    tn__json_value(&buf, schema->document);
    if (!buf.failed) {
        again = tn_schema_load_text(buf.data, buf.size, "x.json", &error);
        FUZZ_CHECK(again);
        FUZZ_CHECK(again->node_count == schema->node_count);
        FUZZ_CHECK(again->def_count == schema->def_count);
        for (size_t i = 0; i < schema->node_count; i++)
            FUZZ_CHECK(again->nodes[i]->kind == schema->nodes[i]->kind);
        tn_schema_free(again);
    }
    tn__buf_deinit(&buf);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct tn_error error = { 0 };
    struct tn__source source;
    struct tn_schema *schema;

    if (size == 0)
        return 0;
    source = (struct tn__source){
        .text = (const char *)data + 1,
        .size = size - 1,
        .is_json = data[0] % 2 == 0,
    };
    schema = tn__schema_load(&source, "fuzz", NULL, &error);
    if (schema) {
        check_nodes(schema);
        check_again(schema);
    } else {
        check_refusal(&error);
    }
    tn_schema_free(schema);
    return 0;
}
