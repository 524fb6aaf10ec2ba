/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "schema/document.h"

#include <math.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "schema/json.h"
#include "schema/yaml.h"

static int fail_at(const struct tn__document *document,
                   const struct tn_value *value,
                   struct tn_error *error,
                   const char *what)
{
    tn_error_set(error, TN_ESCHEMA, "%s", what);
    tn__document_locate(document, value, error);
    return TN_ESCHEMA;
}

/* -- Index of members ------------------------------------------------------ */

/* Returns the slot of a member: its key's index is there, or 0. */
static uint32_t *find_slot(const struct tn__document *document,
                           uint32_t object,
                           struct tn_str name)
{
    uint32_t at =
        (uint32_t)tn__hash(name.ptr, name.len, object) & document->member_mask;

    while (document->members[at]) {
        uint32_t key = document->members[at];

        if (document->places[key].parent == object &&
            tn_str_equal(tn_value_str(&document->root[key]), name))
            break;
        at = (at + 1) & document->member_mask;
    }
    return &document->members[at];
}

static int new_index(struct tn__document *document, struct tn__arena *arena)
{
    size_t members = 0;
    size_t slots = 16;

    for (uint32_t i = 0; i < document->count; i++) {
        if (document->root[i].type == TN_TYPE_OBJECT)
            members += document->root[i].count;
    }
    while (slots < members * 2)
        slots *= 2;
    document->members =
        tn__arena_zalloc(arena, slots * sizeof(*document->members));
    document->member_mask = (uint32_t)slots - 1;
    return document->members ? 0 : TN_ENOMEM;
}

/* A container whose contents are being indexed. */
struct level {
    uint32_t index;
    uint32_t left; /* contents to come, keys counted */
    uint32_t key;  /* of the member at hand */
};

static int add_member(struct tn__document *document,
                      uint32_t object,
                      uint32_t key,
                      struct tn_error *error)
{
    struct tn_str name = tn_value_str(&document->root[key]);
    uint32_t *slot = find_slot(document, object, name);

    if (*slot) {
        tn_error_set(error, TN_ESCHEMA,
                     "\"%.100s\" stands here twice, first in line %u", name.ptr,
                     document->places[*slot].line);
        tn__document_locate(document, &document->root[key], error);
        return TN_ESCHEMA;
    }
    *slot = key;
    return 0;
}

/* Fills parent and step of a value in its container. */
static int place_value(struct tn__document *document,
                       uint32_t index,
                       struct level *level,
                       struct tn_error *error)
{
    const struct tn_value *container = &document->root[level->index];
    struct tn__place *place = &document->places[index];
    bool is_object = container->type == TN_TYPE_OBJECT;
    bool is_key = is_object && level->left % 2 == 0;

    if (is_key)
        level->key = index;
    place->parent = level->index;
    place->step = is_object ? level->key : container->count - level->left;
    level->left--;
    return is_key ? add_member(document, level->index, index, error) : 0;
}

static int check_value(const struct tn__document *document,
                       const struct tn_value *value,
                       struct tn_error *error)
{
    if (value->type == TN_TYPE_FLOAT && !isfinite(value->as.number))
        return fail_at(document, value, error,
                       "the number is too large for a double");
    return 0;
}

static struct level open_level(const struct tn_value *value, uint32_t index)
{
    return (struct level){
        .index = index,
        .left = value->type == TN_TYPE_OBJECT ? value->count * 2 : value->count,
    };
}

/* Gives each value its parent and step, and checks what no format does. */
static int index_values(struct tn__document *document, struct tn_error *error)
{
    struct level levels[TN__DOCUMENT_DEPTH];
    size_t depth = 0;
    int status = 0;

    document->places[0].parent = document->places[0].step = 0;
    for (uint32_t i = 0; i < document->count && status == 0; i++) {
        const struct tn_value *value = &document->root[i];

        while (depth && levels[depth - 1].left == 0)
            depth--;
        if (depth)
            status = place_value(document, i, &levels[depth - 1], error);
        if (status == 0)
            status = check_value(document, value, error);
        if (value->type < TN_TYPE_ARRAY || status)
            continue;
        if (depth == TN__DOCUMENT_DEPTH)
            return fail_at(document, value, error, "nested too deep");
        levels[depth++] = open_level(value, i);
    }
    return status;
}

/* -- Reading --------------------------------------------------------------- */

void tn__source_locate(const struct tn__source *source,
                       size_t byte,
                       struct tn_error *error)
{
    size_t line_begin = 0;
    unsigned line = 1;

    if (byte > source->size)
        byte = source->size;
    for (size_t i = 0; i < byte; i++) {
        if (source->text[i] == '\n') {
            line++;
            line_begin = i + 1;
        }
    }
    error->line = line;
    error->column =
        (unsigned)tn__utf8_count(source->text + line_begin, byte - line_begin) +
        1;
}

static int check_text(const struct tn__source *source, struct tn_error *error)
{
    size_t valid;

    if (source->size > TN__DOCUMENT_SIZE)
        return tn_error_set(error, TN_ESCHEMA,
                            "the file is larger than 16 MiB");
    valid = tn__utf8_valid_prefix(source->text, source->size);
    if (valid == source->size)
        return 0;
    tn_error_set(error, TN_ESCHEMA, "not UTF-8");
    tn__source_locate(source, valid, error);
    return TN_ESCHEMA;
}

int tn__document_read(struct tn__document *document,
                      struct tn__arena *arena,
                      const struct tn__source *source,
                      struct tn_error *error)
{
    struct tn__source text = *source;
    int status;

    if (text.size >= 3 && memcmp(text.text, "\xef\xbb\xbf", 3) == 0) {
        text.text += 3;
        text.size -= 3;
    }
    status = check_text(&text, error);
    if (status)
        return status;
    status = text.is_json
                 ? tn__json_document_read(document, arena, &text, error)
                 : tn__yaml_read(document, arena, &text, error);
    if (status)
        return status;
    if (new_index(document, arena))
        return tn_error_set(error, TN_ENOMEM, "out of memory");
    return index_values(document, error);
}

/* -- Looking up ------------------------------------------------------------ */

/* Objects of so few members are looked through faster than hashed. */
#define FEW 8

static const struct tn_value *find_among_few(const struct tn_value *object,
                                             struct tn_str name)
{
    const struct tn_value *key = object + 1;

    for (uint32_t i = 0; i < object->count; i++) {
        if (tn_str_equal(tn_value_str(key), name))
            return key + 1;
        key = tn_value_next(key + 1);
    }
    return NULL;
}

const struct tn_value *tn__document_member(const struct tn__document *document,
                                           const struct tn_value *object,
                                           struct tn_str name)
{
    uint32_t key;

    if (object->type != TN_TYPE_OBJECT)
        return NULL;
    if (object->count <= FEW)
        return find_among_few(object, name);
    key = *find_slot(document, tn__document_index(document, object), name);
    return key ? &document->root[key + 1] : NULL;
}
