/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "fuzz.h"
#include "json/reader.h"
#include "json/writer.h"

/*
 * Whatever is read is written as text that reads and writes the same; whatever
 * is refused is refused at a place within the text.
 */

/* Reads a copy of a text. Returns its tree, NULL when it is refused. */
static const struct tn_value *read_copy(struct tn__arena *arena,
                                        const char *text,
                                        size_t size,
                                        struct tn__json_error *error)
{
    const struct tn_value *root = NULL;
    /* Not in the arena: the sanitizer shall see each byte past the padding. */
    char *copy = malloc(size + TN__JSON_PADDING);
    char *kept;
    int code;

    FUZZ_CHECK(copy);
    if (size)
        memcpy(copy, text, size);
    code = tn__json_read(arena, copy, size, 64, &root, error);
    free(copy);
    if (code)
        return NULL;
    /* The tree points into the text: read once more where it stays. */
    kept = tn__arena_alloc(arena, size + TN__JSON_PADDING);
    FUZZ_CHECK(kept);
    memcpy(kept, text, size);
    FUZZ_CHECK(tn__json_read(arena, kept, size, 64, &root, error) == 0);
    return root;
}

static void
check_refusal(const char *text, size_t size, const struct tn__json_error *error)
{
    FUZZ_CHECK(error->fault != TN__JSON_NONE);
    FUZZ_CHECK(error->byte <= size);
    FUZZ_CHECK(error->character <= error->byte);
    if (error->fault == TN__JSON_UTF8)
        FUZZ_CHECK(error->byte == tn__utf8_valid_prefix(text, size));
    else
        FUZZ_CHECK(tn__utf8_valid_prefix(text, size) == size);
}

/* The place in code points is what counting them afterwards gives. */
static void check_character(const char *text,
                            size_t size,
                            const struct tn__json_error *error)
{
    size_t mark = size >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0;

    FUZZ_CHECK(error->character == tn__utf8_count(text, error->byte) - mark);
}

/* A number alone is what the C library makes of it. */
static void check_number(struct tn__arena *arena,
                         const char *text,
                         size_t size,
                         const struct tn_value *root)
{
    struct tn_str copy = tn__arena_copy(arena, text, size);
    double expected;

    FUZZ_CHECK(copy.ptr);
    /* It cannot read past a mark, and stops before white space. */
    expected = strtod(copy.ptr + (*copy.ptr & 0x80 ? 3 : 0), NULL);
    FUZZ_CHECK(root->as.number == expected);
    FUZZ_CHECK(signbit(root->as.number) == signbit(expected));
}

static void check_written(struct tn__arena *arena, const struct tn_value *root)
{
    struct tn__buf once = { 0 }, twice = { 0 };
    struct tn__json_error error = { 0 };
    const struct tn_value *again;

    tn__json_value(&once, root);
    FUZZ_CHECK(!once.failed);
    FUZZ_CHECK(tn__utf8_valid_prefix(once.data, once.size) == once.size);
    again = read_copy(arena, once.data, once.size, &error);
    FUZZ_CHECK(again);
    tn__json_value(&twice, again);
    FUZZ_CHECK(once.size == twice.size);
    FUZZ_CHECK(memcmp(once.data, twice.data, once.size) == 0);
    tn__buf_deinit(&once);
    tn__buf_deinit(&twice);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *text = (const char *)data;
    struct tn__arena arena;
    struct tn__json_error error = { 0 };
    const struct tn_value *root;

    tn__arena_init(&arena, NULL, 1024, 0);
    root = read_copy(&arena, text, size, &error);
    if (root) {
        if (root->type == TN_TYPE_FLOAT)
            check_number(&arena, text, size, root);
        check_written(&arena, root);
    } else {
        check_refusal(text, size, &error);
        check_character(text, size, &error);
    }
    tn__arena_deinit(&arena);
    return 0;
}
