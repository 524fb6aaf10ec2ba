/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "schema/document.h"

#include <stdio.h>

/* JSON pointers (RFC 6901): to a value, and back. */

/* RFC 6901, section 4: digits without a leading zero. */
static const struct tn_value *find_item(const struct tn_value *array,
                                        struct tn_str step)
{
    const struct tn_value *item = array + 1;
    uint64_t index = 0;

    if (step.len == 0 || step.len > 9 || (step.len > 1 && step.ptr[0] == '0'))
        return NULL;
    for (size_t i = 0; i < step.len; i++) {
        if (step.ptr[i] < '0' || step.ptr[i] > '9')
            return NULL;
        index = index * 10 + (uint64_t)(step.ptr[i] - '0');
    }
    if (index >= array->count)
        return NULL;
    while (index--)
        item = tn_value_next(item);
    return item;
}

/* Decodes ~1 and ~0; a zeroed view when memory is short. */
static struct tn_str
decode_step(const char *text, size_t size, struct tn__arena *arena)
{
    char *to = tn__arena_alloc_aligned(arena, size + 1, 1);
    size_t length = 0;

    if (!to)
        return (struct tn_str){ 0 };
    for (size_t i = 0; i < size; i++) {
        bool is_escape = text[i] == '~' && i + 1 < size &&
                         (text[i + 1] == '0' || text[i + 1] == '1');

        to[length++] = is_escape ? (text[i + 1] == '0' ? '~' : '/') : text[i];
        i += is_escape;
    }
    to[length] = '\0';
    return (struct tn_str){ to, length };
}

const struct tn_value *tn__document_find(const struct tn__document *document,
                                         struct tn_str pointer,
                                         struct tn__arena *arena,
                                         struct tn__lost *lost)
{
    const struct tn_value *at = document->root;
    const char *next = pointer.ptr;
    const char *end = pointer.ptr + pointer.len;

    *lost = (struct tn__lost){ .at = at };
    while (next < end) {
        const char *slash;

        if (*next != '/')
            return NULL;
        slash = memchr(next + 1, '/', (size_t)(end - next - 1));
        slash = slash ? slash : end;
        lost->at = at;
        lost->step = decode_step(next + 1, (size_t)(slash - next - 1), arena);
        if (!lost->step.ptr)
            return NULL;
        at = at->type == TN_TYPE_ARRAY
                 ? find_item(at, lost->step)
                 : tn__document_member(document, at, lost->step);
        if (!at)
            return NULL;
        next = slash;
    }
    return at;
}

/* Whether a value is the $defs of a subschema, or what older schemas call so.
 */
static bool is_definitions(const struct tn__document *document, uint32_t index)
{
    const struct tn__place *place = &document->places[index];
    const struct tn_value *key = document->root + place->step;

    if (index == 0 || document->root[index].type != TN_TYPE_OBJECT ||
        document->root[place->parent].type != TN_TYPE_OBJECT)
        return false;
    return tn_str_equal(tn_value_str(key), tn_str_from("$defs")) ||
           tn_str_equal(tn_value_str(key), tn_str_from("definitions"));
}

struct tn_str tn__document_definition(const struct tn__document *document,
                                      const struct tn_value *schema)
{
    const struct tn__place *place =
        &document->places[tn__document_index(document, schema)];

    return is_definitions(document, place->parent)
               ? tn_value_str(&document->root[place->step])
               : (struct tn_str){ 0 };
}

/* -- Pointers -------------------------------------------------------------- */

/* Appends one step, "/" and the escaped text; returns false and appends
 * nothing where it does not fit. */
static bool put_step(char *to, size_t limit, size_t *size, struct tn_str step)
{
    size_t need = 1 + step.len;

    for (size_t i = 0; i < step.len; i++)
        need += step.ptr[i] == '~' || step.ptr[i] == '/';
    if (need > limit - *size)
        return false;
    to[(*size)++] = '/';
    for (size_t i = 0; i < step.len; i++) {
        char c = step.ptr[i];

        to[(*size)++] = c == '/' ? '~' : c;
        if (c == '~' || c == '/')
            to[(*size)++] = c == '~' ? '0' : '1';
    }
    return true;
}

/* Writes a value's pointer, as many whole steps as fit; returns its bytes. */
static size_t write_pointer(const struct tn__document *document,
                            uint32_t index,
                            char *to,
                            size_t limit)
{
    uint32_t path[TN__DOCUMENT_DEPTH + 1];
    size_t depth = 0;
    size_t size = 0;

    for (; index != 0; index = document->places[index].parent)
        path[depth++] = index;
    while (depth) {
        const struct tn__place *place = &document->places[path[--depth]];
        char digits[16];
        struct tn_str step = tn_value_str(&document->root[place->step]);

        if (document->root[place->parent].type == TN_TYPE_ARRAY) {
            step.ptr = digits;
            step.len =
                (size_t)snprintf(digits, sizeof(digits), "%u", place->step);
        }
        if (!put_step(to, limit, &size, step))
            break;
    }
    return size;
}

/* Returns the bytes of a value's pointer. */
static size_t measure_pointer(const struct tn__document *document,
                              uint32_t index)
{
    size_t size = 0;

    for (; index != 0; index = document->places[index].parent) {
        const struct tn__place *place = &document->places[index];

        /* Each byte of a name may take two. */
        size += document->root[place->parent].type == TN_TYPE_ARRAY
                    ? 12
                    : 1 + (size_t)document->root[place->step].count * 2;
    }
    return size;
}

/* The root stands for what is no value of the document: the schema of items
 * that have none. */
static uint32_t place_of(const struct tn__document *document,
                         const struct tn_value *value)
{
    uintptr_t offset = (uintptr_t)value - (uintptr_t)document->root;

    return offset < document->count * sizeof(*value)
               ? tn__document_index(document, value)
               : 0;
}

struct tn_str tn__document_pointer(const struct tn__document *document,
                                   const struct tn_value *value,
                                   struct tn__arena *arena)
{
    uint32_t index = place_of(document, value);
    size_t limit = measure_pointer(document, index);
    char *text = tn__arena_alloc_aligned(arena, limit + 1, 1);
    size_t size;

    if (!text)
        return (struct tn_str){ 0 };
    size = write_pointer(document, index, text, limit);
    text[size] = '\0';
    tn__arena_trim(arena, text, limit + 1, size + 1);
    return (struct tn_str){ text, size };
}

/* -- Telling --------------------------------------------------------------- */

void tn__document_locate(const struct tn__document *document,
                         const struct tn_value *value,
                         struct tn_error *error)
{
    uint32_t index = place_of(document, value);
    size_t size;

    error->line = document->places[index].line;
    error->column = document->places[index].column;
    size = write_pointer(document, index, error->pointer,
                         sizeof(error->pointer) - 1);
    error->pointer[size] = '\0';
}
