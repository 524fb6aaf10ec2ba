/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "schema/json.h"

#include "json/reader.h"

/* Walks JSON that was found correct, value by value. */
struct cursor {
    const char *next;
    const char *end;
    uint32_t line;
    uint32_t column;
};

static void step(struct cursor *cursor)
{
    unsigned char c = (unsigned char)*cursor->next++;

    if (c == '\n') {
        cursor->line++;
        cursor->column = 1;
    } else if ((c & 0xc0) != 0x80) {
        cursor->column++;
    }
}

static bool is_between(char c)
{
    return c == ' ' || c == '\n' || c == ',' || c == ':' || c == ']' ||
           c == '}' || c == '\t' || c == '\r';
}

static void skip_string(struct cursor *cursor)
{
    step(cursor);
    while (cursor->next < cursor->end && *cursor->next != '"') {
        if (*cursor->next == '\\')
            step(cursor);
        step(cursor);
    }
    step(cursor);
}

/* Passes a value that holds no others, or the bracket that begins one. */
static void skip_head(struct cursor *cursor)
{
    if (*cursor->next == '"') {
        skip_string(cursor);
    } else if (*cursor->next == '[' || *cursor->next == '{') {
        step(cursor);
    } else {
        while (cursor->next < cursor->end && !is_between(*cursor->next))
            step(cursor);
    }
}

/* The tree has its values in the order of the text, keys too: the n-th token
 * that is no punctuation is the n-th value. */
static void mark_values(struct tn__document *document,
                        const struct tn__source *source)
{
    struct cursor cursor = {
        .next = source->text,
        .end = source->text + source->size,
        .line = 1,
        .column = 1,
    };

    for (uint32_t i = 0; i < document->count; i++) {
        while (cursor.next < cursor.end && is_between(*cursor.next))
            step(&cursor);
        if (cursor.next >= cursor.end)
            return;
        document->places[i].line = cursor.line;
        document->places[i].column = cursor.column;
        skip_head(&cursor);
    }
}

static int fail_read(const struct tn__source *source,
                     int status,
                     const struct tn__json_error *fault,
                     struct tn_error *error)
{
    if (status == TN_ENOMEM)
        return tn_error_set(error, TN_ENOMEM, "out of memory");
    tn_error_set(error, TN_ESCHEMA, "not JSON: %s",
                 tn__json_fault_text(fault->fault));
    tn__source_locate(source, fault->byte, error);
    return TN_ESCHEMA;
}

int tn__json_document_read(struct tn__document *document,
                           struct tn__arena *arena,
                           const struct tn__source *source,
                           struct tn_error *error)
{
    struct tn__json_error fault = { 0 };
    char *text = tn__arena_alloc(arena, source->size + TN__JSON_PADDING);
    size_t count;
    int status;

    if (!text)
        return tn_error_set(error, TN_ENOMEM, "out of memory");
    memcpy(text, source->text, source->size);
    memset(text + source->size, 0, TN__JSON_PADDING);
    status = tn__json_read(arena, text, source->size, TN__DOCUMENT_DEPTH,
                           &document->root, &fault);
    if (status)
        return fail_read(source, status, &fault, error);
    count = (size_t)(tn_value_next(document->root) - document->root);
    if (count > TN__DOCUMENT_VALUES)
        return tn_error_set(error, TN_ESCHEMA, "too many values");
    document->places =
        tn__arena_alloc(arena, count * sizeof(*document->places));
    if (!document->places)
        return tn_error_set(error, TN_ENOMEM, "out of memory");
    document->count = (uint32_t)count;
    mark_values(document, source);
    return 0;
}
