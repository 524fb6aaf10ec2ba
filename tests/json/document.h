/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TESTS_JSON_DOCUMENT_H
#define TESTS_JSON_DOCUMENT_H

#include <stdlib.h>
#include <string.h>

#include "json/reader.h"

/* A text that was read, for the tests: the arena, a copy of the text, and what
 * the reader answered. */
struct document {
    struct tn__arena arena;
    char *text;
    int code;
    const struct tn_value *root;
    struct tn__json_error error;
};

static inline void document_read_with(struct document *document,
                                      const char *text,
                                      size_t size,
                                      uint32_t depth,
                                      const struct tn_alloc *alloc)
{
    *document = (struct document){ .text = malloc(size + TN__JSON_PADDING) };
    memcpy(document->text, text, size);
    tn__arena_init(&document->arena, alloc, 1024, 0);
    document->code = tn__json_read(&document->arena, document->text, size,
                                   depth, &document->root, &document->error);
}

static inline void
document_read_n(struct document *document, const char *text, size_t size)
{
    document_read_with(document, text, size, 0, NULL);
}

static inline void document_read(struct document *document, const char *text)
{
    document_read_n(document, text, strlen(text));
}

static inline void document_free(struct document *document)
{
    tn__arena_deinit(&document->arena);
    free(document->text);
}

#endif
