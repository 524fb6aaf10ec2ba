/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TENON_DYNAMIC_H
#define TENON_DYNAMIC_H

#include <stddef.h>

#include <tenon/model.h>
#include <tenon/schema.h>
#include <tenon/value.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Schemas without generated code.
 *
 * In a route: a model that is a schema file, or a text, and a struct with the
 * tree of values instead of members. The input is validated and coerced, with
 * its defaults, as a generated struct is; the output is held against the
 * schema, always.
 *
 *     TN_DYNAMIC_FILE(Order, "schemas/order.yaml", "");
 *     TN_OP(place_order, Order, Order);
 *
 *     static int place_order(struct tn_req *req, const struct Order *in,
 *                            struct Order *out)
 *     {
 *         const struct tn_value *total = tn_value_get(in->value, "total");
 *         ...
 *         out->value = in->value;
 *         return 0;
 *     }
 *
 * tn_req_json() makes a value of text; tn_value_to_jansson() makes jansson's
 * tree of a value.
 */

/* A file, YAML or JSON, read at start-up: the path is that of the process. The
 * pointer is "" for the root, or as "/$defs/Order". */
#define TN_DYNAMIC_FILE(Name, file_, pointer_)                                 \
    struct Name {                                                              \
        const struct tn_value *value;                                          \
    };                                                                         \
    static const struct tn_model Name##_model = {                              \
        .name = #Name,                                                         \
        .pointer = (pointer_),                                                 \
        .size = sizeof(struct Name),                                           \
        .is_dynamic = true,                                                    \
        .file = (file_),                                                       \
    }

/* The same of a text in the program: a string literal, JSON. */
#define TN_DYNAMIC_TEXT(Name, text_, pointer_)                                 \
    struct Name {                                                              \
        const struct tn_value *value;                                          \
    };                                                                         \
    static const struct tn_schema_source Name##_source = {                     \
        .name = #Name,                                                         \
        .text = "" text_,                                                      \
        .size = sizeof(text_) - 1,                                             \
    };                                                                         \
    static const struct tn_model Name##_model = {                              \
        .name = #Name,                                                         \
        .pointer = (pointer_),                                                 \
        .source = &Name##_source,                                              \
        .size = sizeof(struct Name),                                           \
        .is_dynamic = true,                                                    \
    }

/* -- Outside HTTP ---------------------------------------------------------- */

/*
 * Validates a JSON text against a schema: a configuration file, a message. Any
 * number of threads may use one schema.
 *
 *     const struct tn_validate_options options = { .pointer = "/$defs/Order" };
 *     struct tn_outcome *outcome =
 *         tn_schema_validate(schema, text, size, &options, &error);
 *
 *     if (outcome && tn_outcome_is_valid(outcome))
 *         use(tn_outcome_value(outcome));
 *     else if (outcome)
 *         fputs(tn_outcome_errors(outcome).ptr, stderr);
 *     tn_outcome_free(outcome);
 */
struct tn_outcome;

/* Zero means the default, which stands behind each. */
struct tn_validate_options {
    const char *pointer; /* of the schema in its document; "": the root */
    bool strict;         /* refuse values of another type */
    size_t error_limit;  /* 64: errors that are told */
    size_t memory_limit; /* 256 MiB */
    const char *root;    /* "body": the first step of each location */
};

/*
 * Returns the outcome, valid or not; NULL with `error` filled: the pointer
 * leads to no schema (TN_ENOTFOUND, TN_ESCHEMA), or memory is short
 * (TN_ENOMEM). A text that is no JSON is an outcome: one error `json_invalid`.
 * Owned by the caller; free with tn_outcome_free().
 */
struct tn_outcome *tn_schema_validate(struct tn_schema *schema,
                                      const char *text,
                                      size_t size,
                                      const struct tn_validate_options *options,
                                      struct tn_error *error);
void tn_outcome_free(struct tn_outcome *outcome);

bool tn_outcome_is_valid(const struct tn_outcome *outcome);

/* Returns the value, coerced and with its defaults, borrowed from the outcome;
 * NULL: it is not valid. */
const struct tn_value *tn_outcome_value(const struct tn_outcome *outcome);

/* Returns the errors as {"detail":[...]}, NUL-terminated and borrowed; of a
 * valid outcome the list is empty. */
struct tn_str tn_outcome_errors(const struct tn_outcome *outcome);

#ifdef __cplusplus
}
#endif

#endif
