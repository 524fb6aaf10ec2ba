/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TENON_MODEL_H
#define TENON_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/str.h>
#include <tenon/time.h>
#include <tenon/uuid.h>
#include <tenon/value.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * What generated code is made of: `tenon models` writes a struct and a
 * struct tn_model for each model of a schema file. docs/models.md shows which
 * C type stands for which schema.
 *
 *     struct Add {
 *         int64_t first_number;
 *         struct tn_opt_int64 second_number;
 *     };
 *     extern const struct tn_model Add_model;
 */

/*
 * A member that may be absent or null. Decoding sets
 *   absent:  has false; value is the schema's default, or zero (is_null is
 *            true when the default is null)
 *   null:    has true, is_null true, value zero
 *   a value: has true, is_null false
 * Encoding writes the default, or leaves the member out when there is none,
 * where `has` is false. TN_SET fills a member of an output struct.
 */
#define TN_OPT_TYPES(X)                                                        \
    X(bool, bool)                                                              \
    X(int32, int32_t)                                                          \
    X(int64, int64_t)                                                          \
    X(float, float)                                                            \
    X(double, double)                                                          \
    X(str, struct tn_str)                                                      \
    X(bytes, struct tn_bytes)                                                  \
    X(date, struct tn_date)                                                    \
    X(time, struct tn_time)                                                    \
    X(datetime, struct tn_datetime)                                            \
    X(duration, struct tn_duration)                                            \
    X(uuid, struct tn_uuid)                                                    \
    X(value, const struct tn_value *)

#define TN_OPT_STRUCT(name, type)                                              \
    struct tn_opt_##name {                                                     \
        bool has;                                                              \
        bool is_null;                                                          \
        type value;                                                            \
    };
TN_OPT_TYPES(TN_OPT_STRUCT)
#undef TN_OPT_STRUCT

/* Sets an optional member: TN_SET(out->city, name). */
#define TN_SET(member, new_value)                                              \
    ((member).has = true, (member).is_null = false,                            \
     (member).value = (new_value))

/* Sets an optional member to null: TN_SET_NULL(out->city). */
#define TN_SET_NULL(member) ((member).has = true, (member).is_null = true)

/* The schema file that generated code carries, as JSON text. */
struct tn_schema_source {
    const char *name; /* the file it was made from, for messages */
    const char *text; /* JSON, UTF-8, NUL-terminated */
    size_t size;      /* bytes */
};

/* Where a member lies in its struct; start-up compares it with the schema. */
struct tn_member {
    const char *name; /* the property's name, as in JSON */
    size_t offset;    /* bytes */
};

/* A model: static data, written by `tenon models`. */
struct tn_model {
    const char *name;    /* of its entry in $defs, or the title of the root */
    const char *pointer; /* JSON pointer in the schema: "/$defs/Add", or "" */
    const struct tn_schema_source *source;
    size_t size; /* bytes of the struct */
    const struct tn_member *members;
    size_t member_count;
    /* Of a model without generated code: tenon/dynamic.h. */
    bool is_dynamic;
    const char *file; /* the schema, read at start-up; NULL: `source` has it */
};

/* No input or no output: TN_OP(ping, tn_none, Status). */
struct tn_none {
    char unused;
};
extern const struct tn_model tn_none_model;

/*
 * Plain text as output: TN_OP(index, tn_none, tn_text). It is sent as it
 * stands, UTF-8, with the content type text/plain; a zeroed view is an empty
 * body. No model of an input.
 */
struct tn_text {
    struct tn_str text;
};
extern const struct tn_model tn_text_model;

#ifdef __cplusplus
}
#endif

#endif
