/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "schema/compile.h"

#include <math.h>
#include <stdlib.h>

#include "base/buf.h"
#include "schema/repr.h"

/* enum and const. */

/* Values of one enum; `expected` is at most this long: bytes. */
#define VALUE_LIMIT    65535u
#define EXPECTED_LIMIT ((size_t)4 * 1024 * 1024)

/* -- Duplicates ------------------------------------------------------------ */

/* 1 and 1.0 are one value (JSON Schema 2020-12, section 4.2.2). */
static struct tn_value canonical(const struct tn_value *value)
{
    double number;

    if (value->type != TN_TYPE_FLOAT)
        return *value;
    number = value->as.number;
    if (floor(number) != number || number < -0x1p63 || number >= 0x1p63)
        return *value;
    return (struct tn_value){ .type = TN_TYPE_INT,
                              .as.integer = (int64_t)number };
}

static int compare_text(const struct tn_value *a, const struct tn_value *b)
{
    size_t size = a->count < b->count ? a->count : b->count;
    int order = memcmp(a->as.text, b->as.text, size);

    return order ? order : (a->count > b->count) - (a->count < b->count);
}

/* Orders scalars by type and value. Lists and objects are told apart by their
 * places only. */
static int compare_values(const struct tn_value *left,
                          const struct tn_value *right)
{
    struct tn_value a = canonical(left);
    struct tn_value b = canonical(right);

    if (a.type != b.type)
        return a.type < b.type ? -1 : 1;
    switch (a.type) {
    case TN_TYPE_BOOL:
        return a.as.boolean - b.as.boolean;
    case TN_TYPE_INT:
        return (a.as.integer > b.as.integer) - (a.as.integer < b.as.integer);
    case TN_TYPE_FLOAT:
        return (a.as.number > b.as.number) - (a.as.number < b.as.number);
    case TN_TYPE_BIGINT:
    case TN_TYPE_STRING:
        return compare_text(&a, &b);
    case TN_TYPE_ARRAY:
    case TN_TYPE_OBJECT:
        return (left > right) - (left < right);
    }
    return 0;
}

/* Orders slots by value, equal ones by place. */
static int compare_slots(const void *left, const void *right)
{
    const struct tn_value *const *a =
        *(const struct tn_value *const *const *)left;
    const struct tn_value *const *b =
        *(const struct tn_value *const *const *)right;
    int order = compare_values(*a, *b);

    return order ? order : (a > b) - (a < b);
}

/* Of equal values the first stays: those of an enum SHOULD be unique
 * (validation, section 6.1.2), they need not. */
static int remove_duplicates(struct tn__compiler *compiler,
                             const struct tn_value **values,
                             size_t *count)
{
    const struct tn_value ***slots =
        tn__arena_alloc(&compiler->scratch, TN__POINTERS(*count));
    const struct tn_value *last = NULL;
    size_t kept = 0;

    if (!slots)
        return tn__compile_no_memory(compiler);
    for (size_t i = 0; i < *count; i++)
        slots[i] = &values[i];
    qsort(slots, *count, TN__POINTERS(1), compare_slots);
    for (size_t i = 0; i < *count; i++) {
        if (last && compare_values(last, *slots[i]) == 0)
            *slots[i] = NULL;
        else
            last = *slots[i];
    }
    for (size_t i = 0; i < *count; i++) {
        if (values[i])
            values[kept++] = values[i];
    }
    *count = kept;
    return 0;
}

/* -- Types ----------------------------------------------------------------- */

/* Takes away what the types beside it forbid: it could never be chosen. */
static void keep_allowed(const struct tn_value **values,
                         size_t *count,
                         const struct tn__types *types)
{
    unsigned bits = types->bits;
    size_t kept = 0;

    for (size_t i = 0; types->count && i < *count; i++) {
        if (tn__schema_types_of(values[i]) & bits)
            values[kept++] = values[i];
    }
    if (types->count)
        *count = kept;
}

/* -- Making ---------------------------------------------------------------- */

static int take_values(struct tn__compiler *compiler,
                       const struct tn__view *view,
                       const struct tn__types *types,
                       struct tn__choice_rules *choice)
{
    const struct tn_value *single = view->keywords[TN__KEY_CONST];
    const struct tn_value *list = view->keywords[TN__KEY_ENUM];
    const struct tn_value *value = single ? single : list + 1;
    size_t count = single ? 1 : list->count;
    const struct tn_value **values;
    int status;

    if (count > VALUE_LIMIT)
        return tn__compile_fail(compiler, list, "more than %u values",
                                VALUE_LIMIT);
    values = tn__arena_alloc(compiler->arena, TN__POINTERS(count));
    if (!values)
        return tn__compile_no_memory(compiler);
    for (size_t i = 0; i < count; i++, value = tn_value_next(value))
        values[i] = value;
    status = remove_duplicates(compiler, values, &count);
    keep_allowed(values, &count, types);
    choice->values = values;
    choice->count = count;
    return status;
}

/* "'a', 'b' or 'c'". */
static int make_expected(struct tn__compiler *compiler,
                         struct tn__choice_rules *choice)
{
    struct tn__buf buf = { .alloc = compiler->arena->alloc,
                           .limit = EXPECTED_LIMIT };

    choice->all_strings = choice->all_ints = true;
    for (size_t i = 0; i < choice->count; i++) {
        const struct tn_value *value = choice->values[i];

        if (i)
            tn__buf_str(&buf,
                        tn_str_from(i + 1 < choice->count ? ", " : " or "));
        tn__repr_write(&buf, value);
        choice->all_strings &= value->type == TN_TYPE_STRING;
        choice->all_ints &= value->type == TN_TYPE_INT;
    }
    if (!buf.failed)
        choice->expected = tn__arena_copy(compiler->arena, buf.data, buf.size);
    tn__buf_deinit(&buf);
    if (choice->expected.ptr)
        return 0;
    if (!buf.full)
        return tn__compile_no_memory(compiler);
    return tn__compile_fail(compiler, choice->values[0],
                            "the values of the enum are more than %zu MiB of "
                            "text together",
                            EXPECTED_LIMIT / 1024 / 1024);
}

/* type: [string, "null"] with null in the enum is a nullable of the rest. */
static int split_null(struct tn__compiler *compiler,
                      const struct tn__choice_rules *all,
                      struct tn__choice_rules *rest)
{
    const struct tn_value **values =
        tn__arena_alloc(compiler->arena, TN__POINTERS(all->count));

    *rest = *all;
    if (!values)
        return tn__compile_no_memory(compiler);
    rest->values = values;
    rest->count = 0;
    for (size_t i = 0; i < all->count; i++) {
        if (all->values[i]->type != TN_TYPE_NULL)
            values[rest->count++] = all->values[i];
    }
    return 0;
}

/* Makes the node, or the node in a nullable, which it returns in `node`. */
static int make_nullable(struct tn__compiler *compiler,
                         struct tn__choice_rules *choice,
                         struct tn__node **node)
{
    struct tn__choice_rules rest;
    struct tn__node *inner;
    int status = split_null(compiler, choice, &rest);

    if (status || rest.count == choice->count || rest.count == 0)
        return status;
    inner = tn__compile_part(compiler, *node);
    if (!inner)
        return compiler->error->code;
    *choice = rest;
    (*node)->kind = TN__NODE_NULLABLE;
    (*node)->u.inner = inner;
    *node = inner;
    return 0;
}

static bool is_definition(const struct tn__node *node)
{
    return node->name.ptr && node->pointer.len;
}

/* Pydantic before 2.10 writes Literal['a'] as both: an enum that lists the
 * const says nothing more. Lists and objects are left to the enum's own check.
 */
static bool lists_const(const struct tn_value *list,
                        const struct tn_value *constant)
{
    const struct tn_value *value;

    if (!list || !constant)
        return false;
    value = list + 1;
    for (uint32_t i = 0; i < list->count; i++) {
        if (compare_values(value, constant) == 0)
            return true;
        value = tn_value_next(value);
    }
    return false;
}

int tn__compile_choice(struct tn__compiler *compiler,
                       struct tn__view *view,
                       const struct tn__types *types,
                       struct tn__node *node)
{
    struct tn__choice_rules choice = {
        .is_const = view->keywords[TN__KEY_CONST] != NULL,
    };
    int status = take_values(compiler, view, types, &choice);

    if (status == 0 && choice.count == 0)
        return tn__compile_never(compiler, node, view->schema);
    view->used |= TN__KEY_BIT(choice.is_const ? TN__KEY_CONST : TN__KEY_ENUM);
    if (lists_const(view->keywords[TN__KEY_ENUM],
                    view->keywords[TN__KEY_CONST]))
        view->used |= TN__KEY_BIT(TN__KEY_ENUM);
    if (status == 0 && types->bits & TN__TYPE_BIT(NULL))
        status = make_nullable(compiler, &choice, &node);
    if (status == 0)
        status = make_expected(compiler, &choice);
    node->kind = !choice.is_const && is_definition(node) ? TN__NODE_ENUM
                                                         : TN__NODE_LITERAL;
    node->u.choice = choice;
    return status;
}
