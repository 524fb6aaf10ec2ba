/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "tool/names.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>

#include <tenon/attrs.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "tool/letters.h"

/* Words that no name may be: keywords of C17, C23 and C++23, macros of the
 * headers that every program includes or that compilers define by themselves,
 * and the types that generated structs are made of. */
static const char reserved[] =
    /* C */
    " auto break case char const continue default do double else enum extern"
    " float for goto if inline int long register restrict return short"
    " signed sizeof static struct switch typedef union unsigned void"
    " volatile while alignas alignof asm bool constexpr false nullptr"
    " static_assert thread_local true typeof typeof_unqual _Alignas _Alignof"
    " _Atomic _BitInt _Bool _Complex _Decimal128 _Decimal32 _Decimal64"
    " _Generic _Imaginary _Noreturn _Static_assert _Thread_local _Float16"
    " _Float32 _Float32x _Float64 _Float64x _Float128 _Pragma"
    /* C++ */
    " and and_eq bitand bitor catch char16_t char32_t char8_t class co_await"
    " co_return co_yield compl concept const_cast consteval constinit"
    " decltype delete dynamic_cast explicit export friend mutable namespace"
    " new noexcept not not_eq operator or or_eq private protected public"
    " reinterpret_cast requires static_cast template this throw try typeid"
    " typename using virtual wchar_t xor xor_eq"
    /* macros */
    " NULL EOF I assert complex errno imaginary linux noreturn offsetof"
    " stderr stdin stdout unix CHAR_BIT CHAR_MAX CHAR_MIN EXIT_FAILURE"
    " EXIT_SUCCESS INT_MAX INT_MIN LONG_MAX LONG_MIN RAND_MAX SEEK_CUR"
    " SEEK_END SEEK_SET SIG_DFL SIG_ERR SIG_IGN SIZE_MAX"
    /* types */
    " int32_t int64_t size_t"
    " ";

/* A name has no blanks in it, so that it is found between two. */
static bool is_reserved(struct tn_str name)
{
    const char *at = reserved;

    while ((at = strstr(at + 1, name.ptr)) != NULL) {
        if (at[-1] == ' ' && at[name.len] == ' ')
            return true;
    }
    return false;
}

/* Decodes the code point at `at` and steps over it; a byte that is not UTF-8
 * counts as one. */
static uint32_t next_code_point(struct tn_str text, size_t *at)
{
    uint32_t code_point = 0;
    size_t size = tn__utf8_decode(text.ptr + *at, text.len - *at, &code_point);

    *at += size ? size : 1;
    return size ? code_point : UINT32_MAX;
}

static void append_code_point(struct tn__buf *buf, uint32_t code_point)
{
    char bytes[4];

    tn__buf_append(buf, bytes, tn__utf8_encode(bytes, code_point));
}

static bool is_word(uint32_t code_point)
{
    return (code_point < 0x80 && isdigit((int)code_point)) ||
           code_point == '_' || tn__letter_is(code_point);
}

/* "+" as U002B: names of signs alone would otherwise all be the same. */
static void append_spelled(struct tn__buf *buf, struct tn_str name)
{
    for (size_t at = 0; at < name.len;) {
        if (at)
            tn__buf_char(buf, '_');
        tn__buf_printf(buf, "U%04X", (unsigned)next_code_point(name, &at));
    }
}

static void append_mended(struct tn__buf *buf, struct tn_str name)
{
    size_t before = buf->size;
    bool has_word = false;

    if (name.len == 0)
        tn__buf_lit(buf, "empty");
    for (size_t at = 0; at < name.len;) {
        uint32_t code_point = next_code_point(name, &at);
        bool keep = is_word(code_point);

        has_word = has_word || keep;
        append_code_point(buf, keep ? code_point : '_');
    }
    if (name.len && !has_word) {
        buf->size = before;
        append_spelled(buf, name);
    }
}

/* Where a name is to be unique: members have the struct for themselves. */
enum place {
    IN_STRUCT,
    IN_FILE,
};

static bool begins_with(struct tn_str name, const char *prefix)
{
    size_t length = strlen(prefix);

    return name.len >= length && memcmp(name.ptr, prefix, length) == 0;
}

static bool ends_with(struct tn_str name, const char *suffix)
{
    size_t length = strlen(suffix);

    return name.len >= length &&
           memcmp(name.ptr + name.len - length, suffix, length) == 0;
}

/* int8_t and INT8_MAX to UINTMAX_C, of <stdint.h>. */
static bool is_of_stdint(struct tn_str name)
{
    static const char *const endings[] = { "_MAX", "_MIN", "_C", "_WIDTH" };

    if (begins_with(name, "int") || begins_with(name, "uint"))
        return ends_with(name, "_t");
    if (!begins_with(name, "INT") && !begins_with(name, "UINT"))
        return false;
    for (size_t i = 0; i < TN_COUNT(endings); i++) {
        if (ends_with(name, endings[i]))
            return true;
    }
    return false;
}

/* Names that begin with two underscores are the compiler's, some of them
 * macros. */
static bool is_taken(struct tn_str name, enum place place)
{
    return is_reserved(name) || begins_with(name, "__") || is_of_stdint(name) ||
           (place == IN_FILE && (strncmp(name.ptr, "tn_", 3) == 0 ||
                                 strncmp(name.ptr, "TN_", 3) == 0));
}

/* Returns what was built as text in the arena, and frees the buffer. */
static struct tn_str
finish(struct tn__arena *arena, struct tn__buf *buf, enum place place)
{
    const char *text = tn__buf_text(buf);
    struct tn_str name = { 0 };

    if (text && is_taken((struct tn_str){ text, buf->size }, place))
        name = tn__arena_printf(arena, "%s_", text);
    else if (text)
        name = tn__arena_copy(arena, text, buf->size);
    tn__buf_deinit(buf);
    return name;
}

static void append_identifier(struct tn__buf *buf, struct tn_str name)
{
    if (name.len && isdigit((unsigned char)name.ptr[0]))
        tn__buf_char(buf, '_');
    append_mended(buf, name);
}

struct tn_str tn__name_member(struct tn__arena *arena, struct tn_str name)
{
    struct tn__buf buf = { 0 };

    append_identifier(&buf, name);
    return finish(arena, &buf, IN_STRUCT);
}

struct tn_str tn__name_tag(struct tn__arena *arena, struct tn_str name)
{
    struct tn__buf buf = { 0 };

    append_identifier(&buf, name);
    return finish(arena, &buf, IN_FILE);
}

/* A word begins at a capital after a small letter (inTransit), and at the last
 * of several capitals when a small one follows (HTTPStatus). */
static bool word_begins(uint32_t before, uint32_t at, uint32_t after)
{
    return tn__letter_is_upper(at) &&
           (tn__letter_is_lower(before) ||
            (tn__letter_is_upper(before) && tn__letter_is_lower(after)));
}

static void append_capitals(struct tn__buf *buf, struct tn_str name)
{
    uint32_t before = 0;

    for (size_t at = 0; at < name.len;) {
        uint32_t code_point = next_code_point(name, &at);
        size_t ahead = at;
        uint32_t after = at < name.len ? next_code_point(name, &ahead) : 0;

        if (word_begins(before, code_point, after))
            tn__buf_char(buf, '_');
        append_code_point(buf, tn__letter_to_upper(code_point));
        before = code_point;
    }
}

struct tn_str tn__name_constant(struct tn__arena *arena,
                                struct tn_str tag,
                                struct tn_str value)
{
    struct tn__buf mended = { 0 };
    struct tn__buf buf = { 0 };

    append_mended(&mended, value);
    append_capitals(&buf, tag);
    tn__buf_char(&buf, '_');
    append_capitals(&buf, (struct tn_str){ mended.data, mended.size });
    buf.failed = buf.failed || mended.failed;
    tn__buf_deinit(&mended);
    return finish(arena, &buf, IN_FILE);
}

struct tn_str tn__name_guard(struct tn__arena *arena, struct tn_str stem)
{
    struct tn_str head = tn__name_tag(arena, stem);
    struct tn_str tail = TN_STR("models_h");

    return head.ptr ? tn__name_constant(arena, head, tail) : head;
}
