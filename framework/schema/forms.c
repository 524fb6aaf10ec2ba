/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "schema/keywords.h"

/* What the value of a keyword must be. */

static bool is_string(const struct tn_value *value)
{
    return value->type == TN_TYPE_STRING;
}

static bool is_bool(const struct tn_value *value)
{
    return value->type == TN_TYPE_BOOL;
}

static bool is_number(const struct tn_value *value)
{
    return value->type == TN_TYPE_INT || value->type == TN_TYPE_BIGINT ||
           value->type == TN_TYPE_FLOAT;
}

static bool is_positive(const struct tn_value *value)
{
    switch (value->type) {
    case TN_TYPE_INT:
        return value->as.integer > 0;
    case TN_TYPE_BIGINT:
        return value->as.text[0] != '-';
    case TN_TYPE_FLOAT:
        return value->as.number > 0;
    }
    return false;
}

static bool is_count(const struct tn_value *value)
{
    /* 2.0 is a whole number, too (JSON Schema 2020-12, section 6.3). */
    if (value->type == TN_TYPE_FLOAT)
        return value->as.number >= 0 && value->as.number < 0x1p63 &&
               (double)(int64_t)value->as.number == value->as.number;
    return is_positive(value) ||
           (value->type == TN_TYPE_INT && value->as.integer == 0);
}

static bool is_array(const struct tn_value *value)
{
    return value->type == TN_TYPE_ARRAY;
}

static bool is_list(const struct tn_value *value)
{
    return is_array(value) && value->count > 0;
}

static bool is_object(const struct tn_value *value)
{
    return value->type == TN_TYPE_OBJECT;
}

static bool is_schema(const struct tn_value *value)
{
    return is_object(value) || is_bool(value);
}

static bool is_strings(const struct tn_value *value)
{
    const struct tn_value *item = value + 1;

    if (!is_array(value))
        return false;
    for (uint32_t i = 0; i < value->count; i++, item = tn_value_next(item)) {
        if (!is_string(item))
            return false;
    }
    return true;
}

static bool is_schema_list(const struct tn_value *value)
{
    const struct tn_value *item = value + 1;

    if (!is_list(value))
        return false;
    for (uint32_t i = 0; i < value->count; i++, item = tn_value_next(item)) {
        if (!is_schema(item))
            return false;
    }
    return true;
}

/* An object, all of whose members are of one form. */
static bool is_map_of(const struct tn_value *value,
                      bool (*is_met)(const struct tn_value *member))
{
    const struct tn_value *key = value + 1;

    if (!is_object(value))
        return false;
    for (uint32_t i = 0; i < value->count; i++, key = tn_value_next(key + 1)) {
        if (!is_met(key + 1))
            return false;
    }
    return true;
}

static bool is_schema_map(const struct tn_value *value)
{
    return is_map_of(value, is_schema);
}

static bool is_strings_map(const struct tn_value *value)
{
    return is_map_of(value, is_strings);
}

static bool is_type(const struct tn_value *value)
{
    return is_string(value) || (is_strings(value) && value->count > 0);
}

static bool is_any(const struct tn_value *value)
{
    (void)value;
    return true;
}

static const struct {
    const char *text;
    bool (*is_met)(const struct tn_value *value);
} forms[] = {
    [TN__FORM_ANY] = { "any value", is_any },
    [TN__FORM_STRING] = { "a string", is_string },
    [TN__FORM_BOOL] = { "true or false", is_bool },
    [TN__FORM_NUMBER] = { "a number", is_number },
    [TN__FORM_POSITIVE] = { "a number above 0", is_positive },
    [TN__FORM_COUNT] = { "a whole number, 0 or more", is_count },
    [TN__FORM_ARRAY] = { "a list", is_array },
    [TN__FORM_LIST] = { "a list of one value at least", is_list },
    [TN__FORM_OBJECT] = { "an object", is_object },
    [TN__FORM_SCHEMA] = { "a schema: an object, true or false", is_schema },
    [TN__FORM_SCHEMA_LIST] = { "a list of one schema at least",
                               is_schema_list },
    [TN__FORM_SCHEMA_MAP] = { "an object of schemas", is_schema_map },
    [TN__FORM_STRINGS] = { "a list of strings", is_strings },
    [TN__FORM_STRINGS_MAP] = { "an object of lists of strings",
                               is_strings_map },
    [TN__FORM_TYPE] = { "the name of a type, or a list of names", is_type },
};

bool tn__form_is_met(enum tn__keyword_form form, const struct tn_value *value)
{
    return forms[form].is_met(value);
}

const char *tn__form_text(enum tn__keyword_form form)
{
    return forms[form].text;
}

uint64_t tn__keyword_count(const struct tn_value *value)
{
    switch (value->type) {
    case TN_TYPE_INT:
        return (uint64_t)value->as.integer;
    case TN_TYPE_FLOAT:
        return (uint64_t)value->as.number;
    }
    return TN__NO_LIMIT;
}
