/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "json/reader.h"

#include <tenon/attrs.h>
#include <tenon/error.h>

#include "base/utf8.h"
#include "json/source.h"

/* What a value may begin with. */
enum start {
    START_NONE,
    START_STRING,
    START_NUMBER,
    START_OBJECT,
    START_ARRAY,
    START_TRUE,
    START_FALSE,
    START_NULL,
};

static const uint8_t starts[256] = {
    ['"'] = START_STRING, ['-'] = START_NUMBER, ['0'] = START_NUMBER,
    ['1'] = START_NUMBER, ['2'] = START_NUMBER, ['3'] = START_NUMBER,
    ['4'] = START_NUMBER, ['5'] = START_NUMBER, ['6'] = START_NUMBER,
    ['7'] = START_NUMBER, ['8'] = START_NUMBER, ['9'] = START_NUMBER,
    ['{'] = START_OBJECT, ['['] = START_ARRAY,  ['t'] = START_TRUE,
    ['f'] = START_FALSE,  ['n'] = START_NULL,
};

static const char bom[] = "\xEF\xBB\xBF";

/*
 * Where the reader stands in its tape. All functions on it are inlined into one
 * loop, which keeps these in registers: none may take its address elsewhere.
 */
struct reader {
    struct tn__json_source *source;
    struct tn_value *tape;
    struct tn_value *next; /* free */
    struct tn_value *tape_end;
    /* The innermost open container. While open, its span is the distance to
     * the one around it (0: none), so the tape itself is the stack. */
    struct tn_value *open;
    uint32_t depth_left;
};

/* -- Refusals -------------------------------------------------------------- */

static bool has_bom(const struct tn__json_source *source)
{
    return source->end - source->begin >= 3 &&
           memcmp(source->begin, bom, 3) == 0;
}

char *tn__json_refuse(struct tn__json_source *source,
                      enum tn__json_fault fault,
                      const char *at,
                      size_t continued,
                      const char *seen)
{
    size_t left = seen < source->end ? (size_t)(source->end - seen) : 0;
    size_t valid = tn__utf8_valid_prefix(seen, left);

    source->code = fault == TN__JSON_DEPTH ? TN_EDEPTH : TN_EJSON;
    if (valid < left) {
        /* Text that is not UTF-8 is refused as such, wherever it is. */
        fault = TN__JSON_UTF8;
        source->code = TN_EUTF8;
        at = seen + valid;
        continued = source->continued + valid - tn__utf8_count(seen, valid);
    }
    source->error->fault = fault;
    source->error->byte = (size_t)(at - source->begin);
    source->error->character =
        source->error->byte - continued - (has_bom(source) ? 3 : 0);
    return NULL;
}

char *tn__json_refuse_here(struct tn__json_source *source,
                           enum tn__json_fault fault,
                           const char *at)
{
    return tn__json_refuse(source, fault, at, source->continued, at);
}

const char *tn__json_fault_text(enum tn__json_fault fault)
{
    static const char *const texts[] = {
#define FAULT_TEXT(name, text) [TN__JSON_##name] = text,
        [TN__JSON_NONE] = "No error", TN__JSON_FAULTS(FAULT_TEXT)
#undef FAULT_TEXT
    };

    return texts[fault];
}

/* -- The tape -------------------------------------------------------------- */

/* A member takes two values. There is always room for one. */
#define MEMBER 2

/* Values that `size` bytes of text hold at most: "[1,1" has a value for each
 * two bytes. */
static size_t most_values(size_t size)
{
    return size / 2 + 2 + MEMBER;
}

static size_t bytes_between(const struct tn_value *from,
                            const struct tn_value *to)
{
    return (size_t)((const char *)to - (const char *)from);
}

TN__INLINE bool start_tape(struct reader *reader, size_t size)
{
    size_t most = most_values(size);
    size_t guess = 64 + size / 8;
    size_t count = most < guess ? most : guess;

    reader->tape =
        tn__arena_alloc(reader->source->arena, count * sizeof(*reader->tape));
    reader->next = reader->tape;
    reader->tape_end = reader->tape ? reader->tape + count : NULL;
    return reader->tape;
}

/* Returns the tape, twice as large unless the rest of the text needs less, and
 * where it ends. */
static TN__COLD struct tn_value *grow_tape(struct tn__json_source *source,
                                           struct tn_value *tape,
                                           struct tn_value **tape_end,
                                           const char *at)
{
    size_t count = (size_t)(*tape_end - tape);
    size_t most = count + most_values((size_t)(source->end - at));
    size_t wanted = count * 2 < most ? count * 2 : most;
    struct tn_value *grown = tn__arena_grow(
        source->arena, tape, count * sizeof(*tape), wanted * sizeof(*tape));

    *tape_end = grown + (grown ? wanted : 0);
    if (!grown)
        source->code = TN_ENOMEM;
    return grown;
}

/* Makes room for a member. */
TN__INLINE bool make_room(struct reader *reader, const char *at)
{
    struct tn_value *tape_end = reader->tape_end;
    struct tn_value *tape;

    if (TN__LIKELY(tape_end - reader->next >= MEMBER))
        return true;
    tape = grow_tape(reader->source, reader->tape, &tape_end, at);
    if (!tape)
        return false;
    if (reader->open)
        reader->open = tape + (reader->open - reader->tape);
    reader->next = tape + (reader->next - reader->tape);
    reader->tape = tape;
    reader->tape_end = tape_end;
    return true;
}

/* -- White space and words ------------------------------------------------- */

static TN__COLD char *skip_spaces(char *at)
{
    while (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t')
        at++;
    return at;
}

/* Returns the first byte from `at` on that is no white space. */
TN__INLINE char *skip_space(char *at)
{
    if (TN__LIKELY((unsigned char)*at > ' '))
        return at;
    if (TN__LIKELY(*at == ' ' && (unsigned char)at[1] > ' '))
        return at + 1;
    return skip_spaces(at);
}

TN__INLINE char *
refuse(struct reader *reader, enum tn__json_fault fault, const char *at)
{
    return tn__json_refuse_here(reader->source, fault, at);
}

TN__INLINE char *read_null(struct reader *reader, char *at)
{
    if (memcmp(at, "null", 4) != 0)
        return refuse(reader, TN__JSON_VALUE, at);
    tn__json_set_head(reader->next++, TN_TYPE_NULL, 0, 0);
    return at + 4;
}

TN__INLINE char *
read_bool(struct reader *reader, char *at, const char *word, size_t size)
{
    if (memcmp(at, word, size) != 0)
        return refuse(reader, TN__JSON_VALUE, at);
    tn__json_set_head(reader->next, TN_TYPE_BOOL, 0, 0);
    reader->next->as.integer = 0;
    reader->next++->as.boolean = *word == 't';
    return at + size;
}

/* -- Containers ------------------------------------------------------------ */

TN__INLINE void close_container(struct reader *reader)
{
    struct tn_value *value = reader->open;

    reader->open = value->as.span ? value - value->as.span : NULL;
    reader->depth_left++;
    value->as.span = (uint64_t)(reader->next - value);
}

/* Reads a name and its colon, as far as the value. */
TN__INLINE char *read_name(struct reader *reader, char *at)
{
    if (TN__UNLIKELY(*at != '"'))
        return refuse(reader, TN__JSON_NAME, at);
    at = tn__json_read_string(reader->source, at, reader->next++);
    if (TN__UNLIKELY(!at))
        return NULL;
    at = skip_space(at);
    if (TN__UNLIKELY(*at != ':'))
        return refuse(reader, TN__JSON_COLON, at);
    return skip_space(at + 1);
}

/* Reads an opening bracket, as far as the first value in it; in an empty
 * container as far as the closing bracket, and `is_empty` is set. */
TN__INLINE char *open_container(struct reader *reader,
                                char *at,
                                enum tn_type type,
                                bool *is_empty)
{
    struct tn_value *value = reader->next++;

    if (TN__UNLIKELY(reader->depth_left == 0))
        return refuse(reader, TN__JSON_DEPTH, at);
    reader->depth_left--;
    tn__json_set_head(value, type, 0, 0);
    value->as.span = reader->open ? (uint64_t)(value - reader->open) : 0;
    reader->open = value;
    at = skip_space(at + 1);
    *is_empty = *at == (type == TN_TYPE_OBJECT ? '}' : ']');
    if (*is_empty)
        return at;
    if (!make_room(reader, at))
        return NULL;
    return type == TN_TYPE_OBJECT ? read_name(reader, at) : at;
}

/* Reads a value: a scalar, or opening brackets as far as the first scalar or
 * the closing bracket of an empty container. */
TN__INLINE char *read_value(struct reader *reader, char *at)
{
    bool is_empty = false;

    for (;;) {
        switch ((enum start)starts[(unsigned char)*at]) {
        case START_STRING:
            return tn__json_read_string(reader->source, at, reader->next++);
        case START_NUMBER:
            return tn__json_read_number(reader->source, at, reader->next++);
        case START_OBJECT:
            at = open_container(reader, at, TN_TYPE_OBJECT, &is_empty);
            break;
        case START_ARRAY:
            at = open_container(reader, at, TN_TYPE_ARRAY, &is_empty);
            break;
        case START_TRUE:
            return read_bool(reader, at, "true", 4);
        case START_FALSE:
            return read_bool(reader, at, "false", 5);
        case START_NULL:
            return read_null(reader, at);
        default:
            return refuse(reader, TN__JSON_VALUE, at);
        }
        if (is_empty || !at)
            return at;
    }
}

/* Refuses what stands where a comma should, or a comma before a bracket. */
static TN__COLD char *
refuse_comma(struct tn__json_source *source, char *comma, bool in_object)
{
    return tn__json_refuse_here(source,
                                *comma != ',' ? TN__JSON_COMMA
                                : in_object   ? TN__JSON_TRAILING_IN_OBJECT
                                              : TN__JSON_TRAILING_IN_ARRAY,
                                comma);
}

/*
 * Reads what follows a value: closing brackets, then a comma as far as the next
 * value. Returns NULL at the end of the document or on a fault.
 */
TN__INLINE char *read_after(struct reader *reader, char *at)
{
    for (;;) {
        bool in_object;
        char bracket, *comma;

        comma = at = skip_space(at);
        if (TN__UNLIKELY(!reader->open)) {
            if (at < reader->source->end)
                refuse(reader, TN__JSON_EXTRA, at);
            return NULL;
        }
        in_object = reader->open->type == TN_TYPE_OBJECT;
        bracket = in_object ? '}' : ']';
        if (TN__LIKELY(*at == ',')) {
            reader->open->count++;
            at = skip_space(at + 1);
            if (TN__UNLIKELY(*at == bracket))
                return refuse_comma(reader->source, comma, in_object);
            if (!make_room(reader, at))
                return NULL;
            return in_object ? read_name(reader, at) : at;
        }
        if (TN__UNLIKELY(*at != bracket))
            return refuse_comma(reader->source, comma, in_object);
        reader->open->count += reader->next > reader->open + 1;
        close_container(reader);
        at++;
    }
}

/* Returns the root; NULL with the source's code set. */
static const struct tn_value *
read_document(struct tn__json_source *source, char *at, uint32_t depth)
{
    struct reader reader = { .source = source, .depth_left = depth };

    if (!start_tape(&reader, (size_t)(source->end - at))) {
        source->code = TN_ENOMEM;
        return NULL;
    }
    at = skip_space(at);
    while (at) {
        at = read_value(&reader, at);
        if (at)
            at = read_after(&reader, at);
    }
    if (!source->code && source->lone)
        tn__json_refuse(source, TN__JSON_UNICODE_ESCAPE, source->lone,
                        source->lone_continued, source->end);
    if (source->code)
        return NULL;
    tn__arena_trim(source->arena, reader.tape,
                   bytes_between(reader.tape, reader.tape_end),
                   bytes_between(reader.tape, reader.next));
    return reader.tape;
}

/* Six parameters, of which two are one: a pointer and its length. */
/* NOLINTNEXTLINE(readability-function-size) */
int tn__json_read(struct tn__arena *arena,
                  char *text,
                  size_t size,
                  uint32_t depth,
                  const struct tn_value **out,
                  struct tn__json_error *error)
{
    struct tn__json_source source = {
        .arena = arena,
        .begin = text,
        .end = text + size,
        .error = error,
    };
    const struct tn_value *root;

    if (size > UINT32_MAX)
        return TN_ELIMIT;
    memset(text + size, 0, TN__JSON_PADDING);
    root = read_document(&source, text + (has_bom(&source) ? 3 : 0),
                         depth ? depth : TN__JSON_DEPTH);
    if (!root)
        return source.code;
    *out = root;
    return 0;
}
