/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "schema/pattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "base/utf8.h"
#include "schema/pattern_words.h"

struct tn__pattern {
    struct tn__pattern *next; /* of the list that owns it */
    struct tn_alloc alloc;    /* of the code: PCRE2 keeps its address */
    pcre2_code *code;
    struct tn_str text;
    enum tn__pattern_dialect dialect;
};

struct tn__matcher {
    struct tn_alloc alloc;
    pcre2_general_context *memory;
    pcre2_match_context *context;
    pcre2_match_data *data;
    pcre2_jit_stack *stack; /* NULL where there is no JIT */
};

/* One search ends after this many steps, and so many for each byte of the text,
 * but not after more than the last: a few milliseconds with the JIT. So the
 * texts of a body together take a time that is linear in its size. */
#define MATCH_LIMIT_LEAST    10000u
#define MATCH_LIMIT_PER_BYTE 300u
#define MATCH_LIMIT_MOST     1000000u

/* Without the JIT, backtracking is kept on the heap: KiB. */
#define HEAP_LIMIT 8192u

/* The JIT's stack. Its own, since a coroutine's has no room for it; only the
 * pages that are used become resident. Bytes. */
#define STACK_START ((size_t)32 * 1024)
#define STACK_LIMIT ((size_t)1024 * 1024)

static void *take(size_t size, void *user)
{
    const struct tn_alloc *alloc = user;

    return alloc->fn(NULL, size ? size : 1, alloc->user);
}

static void give_back(void *ptr, void *user)
{
    const struct tn_alloc *alloc = user;

    if (ptr)
        alloc->fn(ptr, 0, alloc->user);
}

/* PCRE2 wants a pointer that is not const, and only hands it back. */
static pcre2_general_context *memory_of(struct tn_alloc *alloc)
{
    return pcre2_general_context_create(take, give_back, alloc);
}

/* -- Compiling ------------------------------------------------------------- */

static int
refuse(struct tn_str text, int number, size_t offset, struct tn_error *error)
{
    PCRE2_UCHAR words[160];

    if (number == PCRE2_ERROR_HEAP_FAILED || number == PCRE2_ERROR_NOMEMORY)
        return tn_error_set(error, TN_ENOMEM, "out of memory");
    if (pcre2_get_error_message(number, words, sizeof(words)) < 0)
        words[0] = '\0';
    if (offset > text.len)
        offset = text.len;
    return tn_error_set(error, TN_ESCHEMA,
                        "the pattern does not compile: %s (at character %zu)",
                        (const char *)words,
                        tn__utf8_count(text.ptr, offset) + 1);
}

/* \u0041 is ECMA-262's. With it PCRE2 reads \x as ECMA-262 does, too, so that
 * \x{41}, which others know, stays possible elsewhere. */
static bool has_u_escape(struct tn_str text)
{
    return memmem(text.ptr, text.len, "\\u", 2);
}

static pcre2_code *compile_text(pcre2_compile_context *context,
                                enum tn__pattern_dialect dialect,
                                struct tn_str text,
                                struct tn_error *error)
{
    bool is_ecma = dialect == TN__PATTERN_ECMA;
    uint32_t options =
        PCRE2_UTF | PCRE2_DOLLAR_ENDONLY | PCRE2_NEVER_BACKSLASH_C |
        (is_ecma ? PCRE2_ALLOW_EMPTY_CLASS | PCRE2_MATCH_UNSET_BACKREF
                 : PCRE2_UCP);
    uint32_t more = has_u_escape(text) ? PCRE2_EXTRA_ALT_BSUX : 0;
    size_t offset = 0;
    int number = 0;
    pcre2_code *code;

    pcre2_set_newline(context, PCRE2_NEWLINE_LF);
    pcre2_set_compile_extra_options(context, more);
    code = pcre2_compile((PCRE2_SPTR)text.ptr, text.len, options, &number,
                         &offset, context);
    if (!code)
        refuse(text, number, offset, error);
    return code;
}

/* Compiles what is meant by what was written. */
static pcre2_code *compile(pcre2_compile_context *context,
                           const struct tn__pattern *pattern,
                           struct tn_str words,
                           struct tn_error *error)
{
    struct tn_str text = pattern->text;
    pcre2_code *code = NULL;

    if (words.ptr != text.ptr)
        code = compile_text(context, pattern->dialect, words, NULL);
    /* What was written is compiled for its errors. */
    if (!code)
        code = compile_text(context, pattern->dialect, text, error);
    if (code)
        pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);
    return code;
}

/* Everything that is needed to compile, and was to be had. */
static int fill_pattern(struct tn__pattern *pattern,
                        struct tn__arena *arena,
                        struct tn_error *error)
{
    struct tn_str words =
        tn__pattern_words(arena, pattern->text, pattern->dialect);
    pcre2_general_context *memory;
    pcre2_compile_context *context = NULL;

    pattern->alloc = *arena->alloc;
    memory = memory_of(&pattern->alloc);
    if (memory)
        context = pcre2_compile_context_create(memory);
    if (words.ptr && context)
        pattern->code = compile(context, pattern, words, error);
    else
        tn_error_set(error, TN_ENOMEM, "out of memory");
    pcre2_compile_context_free(context);
    pcre2_general_context_free(memory);
    return pattern->code ? 0 : TN_ESCHEMA;
}

static struct tn__pattern *new_pattern(struct tn__pattern **list,
                                       struct tn__arena *arena,
                                       struct tn_str text,
                                       enum tn__pattern_dialect dialect,
                                       struct tn_error *error)
{
    struct tn__pattern *pattern = tn__arena_zalloc(arena, sizeof(*pattern));

    if (!pattern) {
        tn_error_set(error, TN_ENOMEM, "out of memory");
        return NULL;
    }
    if (text.len > TN__PATTERN_LENGTH) {
        tn_error_set(error, TN_ESCHEMA, "the pattern is longer than %d bytes",
                     TN__PATTERN_LENGTH);
        return NULL;
    }
    pattern->text = text;
    pattern->dialect = dialect;
    if (fill_pattern(pattern, arena, error))
        return NULL;
    pattern->next = *list;
    *list = pattern;
    return pattern;
}

struct tn__pattern *tn__pattern_new(struct tn__pattern **list,
                                    struct tn__arena *arena,
                                    struct tn_str text,
                                    struct tn_error *error)
{
    return new_pattern(list, arena, text, TN__PATTERN_PYDANTIC, error);
}

struct tn__pattern *tn__pattern_new_ecma(struct tn__pattern **list,
                                         struct tn__arena *arena,
                                         struct tn_str text,
                                         struct tn_error *error)
{
    return new_pattern(list, arena, text, TN__PATTERN_ECMA, error);
}

void tn__patterns_free(struct tn__pattern *list)
{
    for (; list; list = list->next)
        pcre2_code_free(list->code);
}

struct tn_str tn__pattern_text(const struct tn__pattern *pattern)
{
    return pattern->text;
}

/* -- Searching ------------------------------------------------------------- */

static bool fill(struct tn__matcher *matcher)
{
    uint32_t has_jit = 0;

    matcher->memory = memory_of(&matcher->alloc);
    if (!matcher->memory)
        return false;
    matcher->context = pcre2_match_context_create(matcher->memory);
    matcher->data = pcre2_match_data_create(1, matcher->memory);
    if (!matcher->context || !matcher->data)
        return false;
    pcre2_set_heap_limit(matcher->context, HEAP_LIMIT);
    pcre2_config(PCRE2_CONFIG_JIT, &has_jit);
    if (!has_jit)
        return true;
    matcher->stack =
        pcre2_jit_stack_create(STACK_START, STACK_LIMIT, matcher->memory);
    pcre2_jit_stack_assign(matcher->context, NULL, matcher->stack);
    return matcher->stack;
}

struct tn__matcher *tn__matcher_new(const struct tn_alloc *alloc)
{
    struct tn__matcher *matcher;

    if (!alloc)
        alloc = &tn_alloc_default;
    matcher = alloc->fn(NULL, sizeof(*matcher), alloc->user);
    if (!matcher)
        return NULL;
    *matcher = (struct tn__matcher){ .alloc = *alloc };
    if (fill(matcher))
        return matcher;
    tn__matcher_free(matcher);
    return NULL;
}

void tn__matcher_free(struct tn__matcher *matcher)
{
    struct tn_alloc alloc;

    if (!matcher)
        return;
    pcre2_jit_stack_free(matcher->stack);
    pcre2_match_data_free(matcher->data);
    pcre2_match_context_free(matcher->context);
    pcre2_general_context_free(matcher->memory);
    alloc = matcher->alloc;
    alloc.fn(matcher, 0, alloc.user);
}

enum tn__pattern_result tn__pattern_search(const struct tn__pattern *pattern,
                                           struct tn_str text,
                                           struct tn__matcher *matcher)
{
    size_t limit = MATCH_LIMIT_LEAST + text.len * MATCH_LIMIT_PER_BYTE;
    int found;

    pcre2_set_match_limit(matcher->context, limit < MATCH_LIMIT_MOST
                                                ? (uint32_t)limit
                                                : MATCH_LIMIT_MOST);
    found = pcre2_match(pattern->code, (PCRE2_SPTR)text.ptr, text.len, 0,
                        PCRE2_NO_UTF_CHECK, matcher->data, matcher->context);

    if (found == PCRE2_ERROR_NOMATCH)
        return TN__PATTERN_NOT_FOUND;
    return found < 0 ? TN__PATTERN_LIMIT : TN__PATTERN_FOUND;
}
