/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "schema/compile.h"

#include <math.h>

#include "schema/pattern.h"
#include "json/numbers.h"

/* The constraints of scalars, from the keywords' values into nodes. */

/* -- Numbers --------------------------------------------------------------- */

static bool as_integer(const struct tn_value *value, int64_t *out)
{
    double number = value->as.number;

    if (value->type == TN_TYPE_INT) {
        *out = value->as.integer;
        return true;
    }
    if (value->type != TN_TYPE_FLOAT || number < -0x1p63 || number >= 0x1p63 ||
        floor(number) != number)
        return false;
    *out = (int64_t)number;
    return true;
}

int tn__apply_bound(struct tn__compiler *compiler,
                    const struct tn_value *value,
                    struct tn__node *node,
                    void *field)
{
    struct tn__bound *bound = field;

    *bound =
        (struct tn__bound){ .set = true, .number = tn__json_as_double(value) };
    bound->is_int = as_integer(value, &bound->integer);
    node->u.number.any = true;
    if (!isfinite(bound->number))
        return tn__compile_fail(compiler, value,
                                "the number is too large for a double");
    return 0;
}

static const struct {
    const char *name;
    enum tn__node_kind kind;
} narrow[] = {
    { "int32", TN__NODE_INT },
    { "float", TN__NODE_FLOAT },
};

enum tn__format tn__format_find(const struct tn_value *name)
{
    static const char *const names[] = {
#define FORMAT_NAME(name_, text_) [TN__FORMAT_##name_] = (text_),
        TN__FORMATS(FORMAT_NAME)
#undef FORMAT_NAME
    };
    int format = 0;

    if (!name || name->type != TN_TYPE_STRING)
        return TN__FORMAT_COUNT;
    while (format < TN__FORMAT_COUNT &&
           !(names[format] &&
             tn_str_equal(tn_value_str(name), tn_str_from(names[format]))))
        format++;
    return (enum tn__format)format;
}

/* A format that is not known is an annotation (JSON Schema 2020-12, validation,
 * section 7.2.1). */
int tn__apply_format(struct tn__compiler *compiler,
                     const struct tn_value *value,
                     struct tn__node *node,
                     void *field)
{
    (void)compiler;
    for (size_t i = 0; i < TN_COUNT(narrow); i++) {
        if (narrow[i].kind == node->kind &&
            tn_str_equal(tn_value_str(value), tn_str_from(narrow[i].name)))
            *(bool *)field = true;
    }
    return 0;
}

/* -- Strings --------------------------------------------------------------- */

int tn__apply_count(struct tn__compiler *compiler,
                    const struct tn_value *value,
                    struct tn__node *node,
                    void *field)
{
    uint64_t *count = field;

    (void)compiler;
    (void)node;
    *count = tn__keyword_count(value);
    return 0;
}

int tn__apply_pattern(struct tn__compiler *compiler,
                      const struct tn_value *value,
                      struct tn__node *node,
                      void *field)
{
    struct tn_schema *schema = compiler->schema;
    const struct tn__pattern **pattern = field;
    struct tn_error error = { 0 };

    (void)node;
    *pattern = tn__pattern_new(&schema->patterns, compiler->arena,
                               tn_value_str(value), &error);
    if (*pattern)
        return 0;
    if (error.code == TN_ENOMEM)
        return tn__compile_no_memory(compiler);
    return tn__compile_fail(compiler, value, "%s", error.message);
}
