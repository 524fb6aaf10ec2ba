/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <criterion/criterion.h>
#include <stdlib.h>

#include "schema/load.h"
#include "schema/node.h"
#include "schema/pattern.h"

/* An allocator that counts, and fails from one call on. */
struct counter {
    size_t calls;
    size_t fail_at; /* from 1; 0: never */
    size_t held;    /* pieces not yet freed */
};

static void *count(void *ptr, size_t size, void *user)
{
    struct counter *counter = user;

    if (size == 0) {
        counter->held -= ptr != NULL;
        free(ptr);
        return NULL;
    }
    if (++counter->calls == counter->fail_at)
        return NULL;
    counter->held += ptr == NULL;
    return realloc(ptr, size);
}

/* All kinds of nodes, all kinds of references. */
#define RICH                                                                   \
    "{\"$ref\": \"#/$defs/Order\", \"$defs\": {"                               \
    "\"Order\": {\"type\": \"object\", \"required\": [\"id\"],"                \
    " \"properties\": {"                                                       \
    "  \"id\": {\"type\": \"integer\", \"minimum\": 1, \"title\": \"Id\"},"    \
    "  \"name\": {\"type\": \"string\", \"pattern\": \"^\\\\w+$\"},"           \
    "  \"ratio\": {\"type\": [\"number\", \"null\"], \"default\": 0.5},"       \
    "  \"mixed\": {\"type\": [\"string\", \"integer\"]},"                      \
    "  \"note\": {\"anyOf\": [{\"$ref\": \"#/$defs/N\"}, "                     \
    "{\"type\":\"null\"}]},"                                                   \
    "  \"color\": {\"$ref\": \"#/$defs/Color\"},"                              \
    "  \"maybe\": {\"type\": [\"string\", \"null\"], \"enum\": [\"a\", "       \
    "null]},"                                                                  \
    "  \"big\": {\"const\": 123456789012345678901234567890},"                  \
    "  \"items\": {\"type\": \"array\", \"items\": {\"$ref\": "                \
    "\"#/$defs/Order\"}},"                                                     \
    "  \"map\": {\"type\": \"object\", \"additionalProperties\": {}},"         \
    "  \"list\": {\"type\": \"array\"}},"                                      \
    " \"additionalProperties\": {\"type\": \"boolean\"}},"                     \
    "\"N\": {\"anyOf\": [{\"type\": \"string\"}, {\"type\": \"null\"}]},"      \
    "\"Color\": {\"title\": \"Color\", \"enum\": [\"it's\", \"\\u200b\"]}}}"

/* Loads with each call failing in turn; returns how many there are. */
static size_t fail_each_call(const char *text, bool is_json)
{
    struct tn__source source = { text, strlen(text), is_json };
    struct counter counter = { .fail_at = 1 };
    struct tn_alloc alloc = { .fn = count, .user = &counter };

    for (;; counter.fail_at++) {
        struct tn_error error = { 0 };
        struct tn_schema *schema;

        counter.calls = 0;
        schema = tn__schema_load(&source, "rich", &alloc, &error);
        cr_assert(schema || error.code == TN_ENOMEM, "call %zu: %s",
                  counter.fail_at, error.message);
        tn_schema_free(schema);
        cr_assert_eq(counter.held, 0, "call %zu leaks", counter.fail_at);
        if (counter.calls < counter.fail_at)
            return counter.fail_at - 1;
    }
}

Test(memory, a_load_fails_cleanly_wherever_memory_ends)
{
    cr_assert_gt(fail_each_call(RICH, true), 10);
    cr_assert_gt(fail_each_call(RICH, false), 10);
}

Test(memory, an_error_in_the_schema_leaks_nothing)
{
    cr_assert_gt(fail_each_call("{\"type\": \"string\"}", true), 0);
    cr_assert_null(
        tn_schema_load_text("a: &a [b, {c: *d}]", 18, "x.yaml", NULL));
}

Test(memory, a_search_for_a_schema_tells_that_memory_ended)
{
    struct tn__source source = { RICH, sizeof(RICH) - 1, true };
    struct counter counter = { 0 };
    struct tn_alloc alloc = { .fn = count, .user = &counter };
    struct tn_error error = { 0 };
    struct tn_schema *schema = tn__schema_load(&source, "rich", &alloc, &error);

    cr_assert_not_null(schema);
    counter = (struct counter){ .fail_at = 1, .held = counter.held };
    cr_assert_null(tn__schema_node(schema, "/$defs/Order", &error));
    cr_assert_eq(error.code, TN_ENOMEM);
    cr_assert_not_null(tn__schema_node(schema, "/$defs/Order", NULL));
    tn_schema_free(schema);
}

Test(memory, a_matcher_fails_cleanly_wherever_memory_ends)
{
    struct counter counter = { .fail_at = 1 };
    struct tn_alloc alloc = { .fn = count, .user = &counter };
    struct tn__matcher *matcher = NULL;

    for (; !matcher; counter.fail_at++) {
        counter.calls = 0;
        matcher = tn__matcher_new(&alloc);
        cr_assert(matcher || counter.held == 0);
    }
    cr_assert_gt(counter.fail_at, 3);
    tn__matcher_free(matcher);
    cr_assert_eq(counter.held, 0);
}

Test(memory, a_search_allocates_nothing)
{
    const char *regex = "^(\\w+)@(\\w+\\.)+[a-z]{2,}$";
    struct tn_str text = TN_STR("somebody@mail.example.org");
    struct counter counter = { 0 };
    struct tn_alloc alloc = { .fn = count, .user = &counter };
    struct tn__matcher *matcher = tn__matcher_new(&alloc);
    struct tn__pattern *list = NULL;
    struct tn__arena arena;
    size_t before;

    tn__arena_init(&arena, &alloc, 0, 0);
    cr_assert(matcher);
    cr_assert(tn__pattern_new(&list, &arena, tn_str_from(regex), NULL));
    before = counter.calls;
    for (int i = 0; i < 1000; i++)
        cr_assert_eq(tn__pattern_search(list, text, matcher),
                     TN__PATTERN_FOUND);
    cr_assert_eq(counter.calls, before);
    tn__patterns_free(list);
    tn__matcher_free(matcher);
    tn__arena_deinit(&arena);
    cr_assert_eq(counter.held, 0);
}
