/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "tool/facts.h"

#include <inttypes.h>
#include <string.h>

#include "base/number.h"
#include "base/utf8.h"
#include "model/layout.h"
#include "schema/pattern.h"
#include "tool/letters.h"
#include "json/writer.h"

/* Longer values are cut in comments: code points. */
#define VALUE_WIDTH 60

/* -- Sentences ------------------------------------------------------------- */

static char last_char(const struct tn__buf *buf)
{
    return buf->size ? buf->data[buf->size - 1] : '\0';
}

static bool ends_sentence(const struct tn__buf *buf)
{
    return strchr(".!?:", last_char(buf)) != NULL;
}

/* Begins the next fact after a "; ", which takes the place of a full stop. */
static void begin_fact(struct tn__buf *buf)
{
    while (buf->size && (last_char(buf) == '\n' || last_char(buf) == '.'))
        buf->size--;
    if (buf->size)
        tn__buf_lit(buf, "; ");
}

/* Takes the next letter off the front of a text, as a capital; 0 at its end. */
static uint32_t next_letter(struct tn_str *text)
{
    while (text->len) {
        uint32_t code_point = 0;
        size_t size = tn__utf8_decode(text->ptr, text->len, &code_point);

        size = size ? size : 1;
        text->ptr += size;
        text->len -= size;
        if (code_point > 0x7f || !strchr(" _-.", (int)code_point))
            return tn__letter_to_upper(code_point);
    }
    return 0;
}

/* Returns whether a title says no more than the name: "First Number" of
 * first_number, as Pydantic makes them. */
static bool is_same_words(struct tn_str title, struct tn_str name)
{
    uint32_t letter;

    do {
        letter = next_letter(&title);
        if (letter != next_letter(&name))
            return false;
    } while (letter);
    return true;
}

static void append_texts(struct tn__buf *buf,
                         struct tn_str title,
                         struct tn_str description,
                         struct tn_str name)
{
    if (title.len && !is_same_words(title, name))
        tn__buf_str(buf, title);
    if (description.len) {
        if (buf->size)
            tn__buf_str(buf, tn_str_from(ends_sentence(buf) ? " " : ". "));
        tn__buf_str(buf, description);
    }
}

/* -- Values and bounds ----------------------------------------------------- */

static void append_value(struct tn__buf *buf, const struct tn_value *value)
{
    struct tn__buf text = { 0 };
    size_t at = 0;
    size_t width = 0;

    tn__json_value(&text, value);
    while (at < text.size && width < VALUE_WIDTH) {
        uint32_t code_point;
        size_t size =
            tn__utf8_decode(text.data + at, text.size - at, &code_point);

        at += size ? size : 1;
        width++;
    }
    tn__buf_append(buf, text.data, at);
    if (at < text.size)
        tn__buf_lit(buf, "...");
    tn__buf_deinit(&text);
}

static void append_bound(struct tn__buf *buf, const struct tn__bound *bound)
{
    char text[TN__NUMBER_TEXT];

    if (bound->is_int)
        tn__buf_append(buf, text, tn__number_format_int(text, bound->integer));
    else
        tn__buf_append(buf, text,
                       tn__number_format_double(text, bound->number));
}

static void append_if_set(struct tn__buf *buf,
                          const char *words,
                          const struct tn__bound *bound)
{
    if (!bound->set)
        return;
    begin_fact(buf);
    tn__buf_str(buf, tn_str_from(words));
    append_bound(buf, bound);
}

static void append_number_rules(struct tn__buf *buf,
                                const struct tn__number_rules *rules)
{
    if (rules->minimum.set && rules->maximum.set) {
        begin_fact(buf);
        append_bound(buf, &rules->minimum);
        tn__buf_lit(buf, " to ");
        append_bound(buf, &rules->maximum);
    } else {
        append_if_set(buf, "at least ", &rules->minimum);
        append_if_set(buf, "at most ", &rules->maximum);
    }
    append_if_set(buf, "more than ", &rules->exclusive_minimum);
    append_if_set(buf, "less than ", &rules->exclusive_maximum);
    append_if_set(buf, "a multiple of ", &rules->multiple_of);
}

/* "1 to 5 items", "at most 1 item", "exactly 3 items". */
static void append_sizes(struct tn__buf *buf,
                         uint64_t least,
                         uint64_t most,
                         const char *unit)
{
    uint64_t last = most == TN__NO_LIMIT ? least : most;

    if (least == 0 && most == TN__NO_LIMIT)
        return;
    begin_fact(buf);
    if (most == TN__NO_LIMIT)
        tn__buf_printf(buf, "at least %" PRIu64, least);
    else if (least == 0)
        tn__buf_printf(buf, "at most %" PRIu64, most);
    else if (least == most)
        tn__buf_printf(buf, "exactly %" PRIu64, most);
    else
        tn__buf_printf(buf, "%" PRIu64 " to %" PRIu64, least, most);
    tn__buf_printf(buf, " %s%s", unit, last == 1 ? "" : "s");
}

/* The constants of an enum say themselves what they are. */
static void append_choices(struct tn__buf *buf,
                           const struct tn__choice_rules *choice)
{
    if (choice->all_strings)
        return;
    begin_fact(buf);
    tn__buf_str(buf, tn_str_from(choice->is_const ? "always " : "one of "));
    for (size_t i = 0; i < choice->count; i++) {
        if (i)
            tn__buf_lit(buf, ", ");
        append_value(buf, choice->values[i]);
    }
}

static void append_words(struct tn__buf *buf, const char *words)
{
    begin_fact(buf);
    tn__buf_str(buf, tn_str_from(words));
}

static void append_string_rules(struct tn__buf *buf,
                                const struct tn__string_rules *rules)
{
    append_sizes(buf, rules->min_length, rules->max_length, "code point");
    if (!rules->pattern)
        return;
    append_words(buf, "matches ");
    tn__buf_str(buf, tn__pattern_text(rules->pattern));
}

static void append_map_rules(struct tn__buf *buf, const struct tn__node *node)
{
    const struct tn__map_rules *rules = &node->u.map;
    struct tn__buf keys = { 0 };

    append_sizes(buf, rules->min_properties, rules->max_properties, "key");
    if (rules->keys && rules->keys->kind == TN__NODE_STRING)
        append_string_rules(&keys, &rules->keys->u.string);
    if (keys.size) {
        append_words(buf, "each key ");
        tn__buf_append(buf, keys.data, keys.size);
    }
    tn__buf_deinit(&keys);
}

static void append_own_bounds(struct tn__buf *buf, const struct tn__node *node)
{
    switch (node->kind) {
    case TN__NODE_INT:
    case TN__NODE_FLOAT:
        append_number_rules(buf, &node->u.number);
        break;
    case TN__NODE_STRING:
    case TN__NODE_FORMAT:
        append_string_rules(buf, &node->u.string);
        break;
    case TN__NODE_LITERAL:
    case TN__NODE_ENUM:
        append_choices(buf, &node->u.choice);
        break;
    case TN__NODE_ARRAY:
        append_sizes(buf, node->u.array.min_items, node->u.array.max_items,
                     "item");
        if (node->u.array.unique)
            append_words(buf, "no item twice");
        break;
    case TN__NODE_TUPLE:
        if (node->u.tuple.rest)
            append_sizes(buf, node->u.tuple.min_items, node->u.tuple.max_items,
                         "item");
        break;
    case TN__NODE_MAP:
        append_map_rules(buf, node);
        break;
    default:
        break;
    }
}

/* Of an array also those of each item. */
void tn__facts_bounds(struct tn__buf *buf, const struct tn__node *node)
{
    struct tn__buf each = { 0 };

    append_own_bounds(buf, node);
    if (node->kind != TN__NODE_ARRAY)
        return;
    append_own_bounds(&each, node->u.array.items);
    if (each.size) {
        begin_fact(buf);
        tn__buf_lit(buf, "each ");
        tn__buf_append(buf, each.data, each.size);
    }
    tn__buf_deinit(&each);
}

/* -- Whole comments -------------------------------------------------------- */

static void append_json_name(struct tn__buf *buf,
                             struct tn_str name,
                             struct tn_str c_name,
                             const char *where)
{
    if (tn_str_equal(name, c_name))
        return;
    begin_fact(buf);
    tn__json_string(buf, name.ptr, name.len);
    tn__buf_printf(buf, " in %s", where);
}

static void append_presence(struct tn__buf *buf, const struct tn__field *field)
{
    if (field->default_value) {
        begin_fact(buf);
        tn__buf_lit(buf, "default ");
        append_value(buf, field->default_value);
    } else if (!field->required) {
        begin_fact(buf);
        tn__buf_lit(buf, "may be absent");
    }
    if (field->node->kind == TN__NODE_NULLABLE) {
        begin_fact(buf);
        tn__buf_lit(buf, "may be null");
    }
}

void tn__facts_field(struct tn__buf *buf,
                     const struct tn__field *field,
                     struct tn_str c_name)
{
    append_texts(buf, field->title, field->description, field->name);
    append_json_name(buf, field->name, c_name, "JSON");
    tn__facts_bounds(buf, tn__field_value_node(field));
    append_presence(buf, field);
}

void tn__facts_type(struct tn__buf *buf,
                    const struct tn__node *node,
                    struct tn_str json_name,
                    struct tn_str tag)
{
    append_texts(buf, node->title, node->description, tag);
    append_json_name(buf, json_name, tag, "the schema");
    tn__facts_bounds(buf, node);
}
