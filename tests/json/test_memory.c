/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <criterion/criterion.h>

#include <pthread.h>

#include <tenon/error.h>
#include <tenon/jansson.h>

#include "json/document.h"
#include "json/writer.h"

/* What the reader and the writer do when memory or stack is short. */

/* -- Allocations that fail ------------------------------------------------- */

/* An allocator whose n-th allocation fails, and all after it. */
struct failing {
    size_t left;
    size_t held; /* pieces that are not freed */
};

static void *fail_later(void *ptr, size_t size, void *user)
{
    struct failing *failing = user;

    if (size == 0) {
        failing->held -= ptr != NULL;
        free(ptr);
        return NULL;
    }
    if (failing->left == 0)
        return NULL;
    failing->left--;
    failing->held += ptr == NULL;
    return realloc(ptr, size);
}

/* A text that makes the tape grow, a large object with a name that stands
 * twice, big integers, and deep nesting. */
static char *make_text(void)
{
    struct tn__buf text = { 0 };

    tn__buf_lit(&text, "[{\"a\":[");
    for (int i = 0; i < 2000; i++)
        tn__buf_lit(&text, "1,");
    for (int i = 0; i < 20; i++)
        tn__buf_lit(&text, "99999999999999999999999999999999999999,");
    for (int i = 0; i < 100; i++)
        tn__buf_lit(&text, "[");
    for (int i = 0; i < 100; i++)
        tn__buf_lit(&text, "]");
    tn__buf_lit(&text, "]");
    for (int i = 0; i < 40; i++)
        tn__buf_printf(&text, ",\"n%d\":[%d]", i % 20, i);
    tn__buf_lit(&text, "},2]");
    cr_assert_not_null(tn__buf_text(&text));
    return text.data;
}

/* Returns whether the text could be read with `count` allocations. */
static bool read_with(const char *text, size_t count)
{
    struct failing failing = { .left = count };
    struct tn_alloc alloc = { fail_later, &failing };
    struct document document;
    bool ok;

    document_read_with(&document, text, strlen(text), 0, &alloc);
    ok = document.code == 0;
    if (!ok)
        cr_expect_eq(document.code, TN_ENOMEM);
    document_free(&document);
    cr_expect_eq(failing.held, 0);
    return ok;
}

Test(memory, reader_survives_each_allocation_that_fails)
{
    char *text = make_text();
    size_t count = 0;

    while (!read_with(text, count))
        cr_assert_lt(++count, 100);
    cr_assert_geq(count, 3, "the text should take some allocations");
    free(text);
}

static bool write_with(const struct tn_value *root, size_t count)
{
    struct failing failing = { .left = count };
    struct tn_alloc alloc = { fail_later, &failing };
    struct tn__buf buf = { .alloc = &alloc };
    bool ok;

    tn__json_value(&buf, root);
    ok = !buf.failed;
    tn__buf_deinit(&buf);
    cr_expect_eq(failing.held, 0);
    return ok;
}

Test(memory, writer_survives_each_allocation_that_fails)
{
    char *text = make_text();
    struct document document;
    size_t count = 0;

    document_read(&document, text);
    while (!write_with(document.root, count))
        cr_assert_lt(++count, 100);
    cr_assert_geq(count, 5, "the tree should take some allocations");
    document_free(&document);
    free(text);
}

Test(memory, reader_stops_at_the_ceiling_of_its_arena)
{
    char *text = make_text();
    struct tn__arena arena;
    struct tn__json_error error;
    const struct tn_value *root = NULL;
    size_t size = strlen(text);
    char *copy = malloc(size + TN__JSON_PADDING);

    memcpy(copy, text, size);
    tn__arena_init(&arena, NULL, 256, 4096);
    cr_assert_eq(tn__json_read(&arena, copy, size, 0, &root, &error),
                 TN_ENOMEM);
    cr_assert_null(root);
    tn__arena_deinit(&arena);
    free(copy);
    free(text);
}

/* -- A small stack --------------------------------------------------------- */

#define STACK_SIZE ((size_t)64 << 10)

/* A text nested to a limit, and what came of it: an assertion would jump off
 * the thread's stack. */
struct deep {
    struct tn__buf text;
    struct tn__buf written;
    int code;
    bool has_tree;
};

/* Arrays in objects in arrays; `depth` is even. */
static void make_deep_text(struct tn__buf *text, size_t depth)
{
    for (size_t i = 0; i < depth; i += 2)
        tn__buf_lit(text, "{\"a\":[");
    for (size_t i = 0; i < depth; i += 2)
        tn__buf_lit(text, "]}");
}

static void *read_and_write(void *user)
{
    struct deep *deep = user;
    struct document document;
    json_t *tree;

    document_read_n(&document, deep->text.data, deep->text.size);
    deep->code = document.code;
    if (document.code == 0) {
        tn__json_value(&deep->written, document.root);
        tree = tn_value_to_jansson(document.root);
        deep->has_tree = tree;
        json_decref(tree);
    }
    document_free(&document);
    return NULL;
}

static void run_on_small_stack(struct deep *deep)
{
    pthread_attr_t attributes;
    pthread_t thread;

    cr_assert_eq(pthread_attr_init(&attributes), 0);
    cr_assert_eq(pthread_attr_setstacksize(&attributes, STACK_SIZE), 0);
    cr_assert_eq(pthread_create(&thread, &attributes, read_and_write, deep), 0);
    cr_assert_eq(pthread_join(thread, NULL), 0);
    pthread_attr_destroy(&attributes);
}

static void free_deep(struct deep *deep)
{
    tn__buf_deinit(&deep->text);
    tn__buf_deinit(&deep->written);
}

Test(memory, deepest_tree_is_read_and_written_on_a_stack_of_64_kib)
{
    struct deep deep = { 0 };

    make_deep_text(&deep.text, TN__JSON_DEPTH);
    run_on_small_stack(&deep);
    cr_assert_eq(deep.code, 0);
    cr_assert_eq(deep.written.size, deep.text.size);
    cr_assert_arr_eq(deep.written.data, deep.text.data, deep.text.size);
    free_deep(&deep);
}

Test(memory, deepest_tree_of_jansson_is_freed_on_a_stack_of_64_kib)
{
    struct deep deep = { 0 };

    make_deep_text(&deep.text, TN_JANSSON_DEPTH);
    run_on_small_stack(&deep);
    cr_assert_eq(deep.code, 0);
    cr_assert(deep.has_tree);
    free_deep(&deep);
}
