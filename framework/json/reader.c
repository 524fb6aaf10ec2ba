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

struct reader {
    struct tn__json_source source;
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

/* Values that `size` bytes of text hold at most: "[1,1" needs a value for each
 * two bytes. */
static size_t most_values(size_t size)
{
    return size / 2 + 2;
}

static bool start_tape(struct reader *reader, size_t size)
{
    size_t guess = 64 + size / 8;
    size_t count = most_values(size) < guess ? most_values(size) : guess;

    reader->tape =
        tn__arena_alloc(reader->source.arena, count * sizeof(*reader->tape));
    reader->next = reader->tape;
    reader->tape_end = reader->tape ? reader->tape + count : NULL;
    return reader->tape;
}

static TN__COLD bool grow_tape(struct reader *reader, const char *at)
{
    size_t count = (size_t)(reader->next - reader->tape);
    size_t most = count + most_values((size_t)(reader->source.end - at));
    size_t wanted = count * 2 < most ? count * 2 : most;
    struct tn_value *tape =
        tn__arena_grow(reader->source.arena, reader->tape,
                       count * sizeof(*tape), wanted * sizeof(*tape));

    if (!tape) {
        reader->source.code = TN_ENOMEM;
        return false;
    }
    if (reader->open)
        reader->open = tape + (reader->open - reader->tape);
    reader->tape = tape;
    reader->next = tape + count;
    reader->tape_end = tape + wanted;
    return true;
}

/* -- White space and words ------------------------------------------------- */

static inline bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

static inline char *skip_space(char *at)
{
    if (TN__LIKELY((unsigned char)*at > ' '))
        return at;
    while (is_space(*at))
        at++;
    return at;
}

static char *read_word(struct reader *reader,
                       char *at,
                       const char *word,
                       size_t size,
                       struct tn_value value)
{
    if (memcmp(at, word, size) != 0)
        return tn__json_refuse_here(&reader->source, TN__JSON_VALUE, at);
    *reader->next++ = value;
    return at + size;
}

/* -- Containers ------------------------------------------------------------ */

static char *open_container(struct reader *reader, char *at, enum tn_type type)
{
    struct tn_value *value = reader->next++;

    if (reader->depth_left == 0)
        return tn__json_refuse_here(&reader->source, TN__JSON_DEPTH, at);
    reader->depth_left--;
    *value = (struct tn_value){
        .type = (uint8_t)type,
        .as.span = reader->open ? (uint64_t)(value - reader->open) : 0,
    };
    reader->open = value;
    return at + 1;
}

static void close_container(struct reader *reader)
{
    struct tn_value *value = reader->open;

    reader->open = value->as.span ? value - value->as.span : NULL;
    reader->depth_left++;
    value->as.span = (uint64_t)(reader->next - value);
}

static bool has_room(struct reader *reader, const char *at)
{
    return TN__LIKELY(reader->next < reader->tape_end) || grow_tape(reader, at);
}

/* Reads a name and its colon, as far as the value. */
static char *read_name(struct reader *reader, char *at)
{
    if (*at != '"')
        return tn__json_refuse_here(&reader->source, TN__JSON_NAME, at);
    if (!has_room(reader, at))
        return NULL;
    at = tn__json_read_string(&reader->source, at, reader->next++);
    if (!at)
        return NULL;
    at = skip_space(at);
    if (*at != ':')
        return tn__json_refuse_here(&reader->source, TN__JSON_COLON, at);
    return skip_space(at + 1);
}

/* Reads a scalar, or the bracket that opens a container. */
static char *read_value(struct reader *reader, char *at)
{
    if (!has_room(reader, at))
        return NULL;
    switch ((enum start)starts[(unsigned char)*at]) {
    case START_STRING:
        return tn__json_read_string(&reader->source, at, reader->next++);
    case START_NUMBER:
        return tn__json_read_number(&reader->source, at, reader->next++);
    case START_OBJECT:
        return open_container(reader, at, TN_TYPE_OBJECT);
    case START_ARRAY:
        return open_container(reader, at, TN_TYPE_ARRAY);
    case START_TRUE:
        return read_word(
            reader, at, "true", 4,
            (struct tn_value){ .type = TN_TYPE_BOOL, .as.boolean = true });
    case START_FALSE:
        return read_word(reader, at, "false", 5,
                         (struct tn_value){ .type = TN_TYPE_BOOL });
    case START_NULL:
        return read_word(reader, at, "null", 4,
                         (struct tn_value){ .type = TN_TYPE_NULL });
    case START_NONE:
        break;
    }
    return tn__json_refuse_here(&reader->source, TN__JSON_VALUE, at);
}

/* Reads the comma after a member or an item, as far as the next one. */
static char *read_comma(struct reader *reader, char *at)
{
    bool in_object = reader->open->type == TN_TYPE_OBJECT;
    char *comma = at;

    if (*at != ',')
        return tn__json_refuse_here(&reader->source, TN__JSON_COMMA, at);
    at = skip_space(at + 1);
    if (*at == (in_object ? '}' : ']'))
        return tn__json_refuse_here(&reader->source,
                                    in_object ? TN__JSON_TRAILING_IN_OBJECT
                                              : TN__JSON_TRAILING_IN_ARRAY,
                                    comma);
    return at;
}

/*
 * Reads what follows a value or an opening bracket (`opened`), as far as the
 * next value; where the document ends, the text after it. Returns its place,
 * NULL at the end or on a fault.
 */
static char *read_after(struct reader *reader, char *at, bool opened)
{
    for (;;) {
        at = skip_space(at);
        if (!reader->open) {
            if (at < reader->source.end)
                tn__json_refuse_here(&reader->source, TN__JSON_EXTRA, at);
            return NULL;
        }
        reader->open->count += !opened;
        if (*at != (reader->open->type == TN_TYPE_OBJECT ? '}' : ']'))
            break;
        close_container(reader);
        at++;
        opened = false;
    }
    if (!opened)
        at = read_comma(reader, at);
    if (at && reader->open->type == TN_TYPE_OBJECT)
        at = read_name(reader, at);
    return at;
}

static void read_document(struct reader *reader, char *at)
{
    at = skip_space(at);
    while (at) {
        uint32_t depth_left = reader->depth_left;

        at = read_value(reader, at);
        if (at)
            at = read_after(reader, at, reader->depth_left < depth_left);
    }
}

int tn__json_read(struct tn__arena *arena,
                  char *text,
                  size_t size,
                  uint32_t depth,
                  const struct tn_value **out,
                  struct tn__json_error *error)
{
    struct reader reader = {
        .source = { .arena = arena,
                    .begin = text,
                    .end = text + size,
                    .error = error },
        .depth_left = depth ? depth : TN__JSON_DEPTH,
    };

    if (size > UINT32_MAX)
        return TN_ELIMIT;
    if (!start_tape(&reader, size))
        return TN_ENOMEM;
    memset(text + size, 0, TN__JSON_PADDING);
    read_document(&reader, text + (has_bom(&reader.source) ? 3 : 0));
    if (reader.source.code)
        return reader.source.code;
    tn__arena_trim(arena, reader.tape,
                   (size_t)((char *)reader.tape_end - (char *)reader.tape),
                   (size_t)((char *)reader.next - (char *)reader.tape));
    *out = reader.tape;
    return 0;
}
