/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "model/checks.h"

#include "evaluate/library.h"
#include "evaluate/uri.h"

static bool has_checks(const struct tn_schema *schema)
{
    for (size_t i = 0; i < schema->node_count; i++) {
        if (schema->nodes[i]->check_count)
            return true;
    }
    return false;
}

static int compile_node(struct tn__library *library,
                        struct tn__volume *volume,
                        struct tn__node *node,
                        struct tn_error *error)
{
    for (size_t i = 0; i < node->check_count; i++) {
        struct tn__check *check = &node->checks[i];

        check->schema =
            tn__library_schema(library, volume, check->source, error);
        if (!check->schema)
            return error->code;
    }
    return 0;
}

int tn__checks_compile(struct tn_schema *schema, struct tn_error *error)
{
    struct tn_error own = { 0 };
    struct tn__library library;
    struct tn__volume *volume;
    struct tn_str uri;
    int status = 0;

    if (!has_checks(schema))
        return 0;
    if (!error)
        error = &own;
    uri = tn__uri_of_file(&schema->arena, schema->name.ptr);
    tn__library_init(&library, &schema->arena, &schema->patterns);
    volume =
        tn__library_add(&library, schema->places,
                        uri.ptr ? uri : tn_str_from(""), schema->name, error);
    if (!volume)
        return error->code;
    for (size_t i = 0; i < schema->node_count && status == 0; i++)
        status = compile_node(&library, volume, schema->nodes[i], error);
    return status;
}
