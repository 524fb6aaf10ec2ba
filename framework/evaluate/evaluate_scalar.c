/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "base/number.h"
#include "base/utf8.h"
#include "evaluate/multiple.h"
#include "evaluate/run.h"
#include "json/numbers.h"

/* Keywords of any type, of numbers and of strings (validation, sections 6.1 to
 * 6.3 and 7). */

/* -- Any type -------------------------------------------------------------- */

static bool has_type(const struct tn_value *name, unsigned bits)
{
    enum tn__schema_type type = tn__schema_type_find(tn_value_str(name));

    return type != TN__TYPE_COUNT && (bits & 1u << type);
}

bool tn__eval_type(struct tn__run *run,
                   const struct tn__clause *clause,
                   const struct tn_value *instance,
                   struct tn__marks *marks)
{
    const struct tn_value *names = clause->value;
    unsigned bits = tn__schema_types_of(instance);
    const struct tn_value *name = names + 1;

    (void)marks;
    if (names->type == TN_TYPE_STRING)
        return has_type(names, bits) ||
               tn__run_fault(run, clause, instance,
                             "Input should be of type %s", names->as.text);
    for (uint32_t i = 0; i < names->count; i++, name++) {
        if (has_type(name, bits))
            return true;
    }
    return tn__run_fault(run, clause, instance,
                         "Input should be of one of the %u types",
                         (unsigned)names->count);
}

bool tn__eval_enum(struct tn__run *run,
                   const struct tn__clause *clause,
                   const struct tn_value *instance,
                   struct tn__marks *marks)
{
    const struct tn_value *value = clause->value + 1;

    (void)marks;
    for (uint32_t i = 0; i < clause->value->count; i++) {
        if (tn__json_equal(value, instance, &run->steps))
            return true;
        value = tn_value_next(value);
    }
    if (clause->value->count == 1)
        return tn__run_fault(run, clause, instance,
                             "Input should be the one value of the enum");
    return tn__run_fault(run, clause, instance,
                         "Input should be one of the %u values of the enum",
                         (unsigned)clause->value->count);
}

bool tn__eval_const(struct tn__run *run,
                    const struct tn__clause *clause,
                    const struct tn_value *instance,
                    struct tn__marks *marks)
{
    (void)marks;
    return tn__json_equal(clause->value, instance, &run->steps) ||
           tn__run_fault(run, clause, instance,
                         "Input should be the value of the const");
}

/* -- Numbers --------------------------------------------------------------- */

static const char *const bound_words[TN__KEY_COUNT] = {
    [TN__KEY_MAXIMUM] = "less than or equal to",
    [TN__KEY_EXCLUSIVE_MAXIMUM] = "less than",
    [TN__KEY_MINIMUM] = "greater than or equal to",
    [TN__KEY_EXCLUSIVE_MINIMUM] = "greater than",
};

static bool is_within(enum tn__keyword keyword, int order)
{
    switch (keyword) {
    case TN__KEY_MAXIMUM:
        return order <= 0;
    case TN__KEY_EXCLUSIVE_MAXIMUM:
        return order < 0;
    case TN__KEY_MINIMUM:
        return order >= 0;
    default:
        return order > 0;
    }
}

/* Writes a number of a schema into a message. */
static const char *number_text(const struct tn_value *number,
                               char text[TN__NUMBER_TEXT + 1])
{
    size_t size;

    if (number->type == TN_TYPE_BIGINT)
        return number->as.text;
    size = number->type == TN_TYPE_INT
               ? tn__number_format_int(text, number->as.integer)
               : tn__number_format_double(text, number->as.number);
    text[size] = '\0';
    return text;
}

bool tn__eval_bound(struct tn__run *run,
                    const struct tn__clause *clause,
                    const struct tn_value *instance,
                    struct tn__marks *marks)
{
    char text[TN__NUMBER_TEXT + 1];

    (void)marks;
    if (!tn__json_is_number(instance) ||
        is_within(clause->keyword, tn__json_compare(instance, clause->value)))
        return true;
    return tn__run_fault(run, clause, instance, "Input should be %s %.100s",
                         bound_words[clause->keyword],
                         number_text(clause->value, text));
}

bool tn__eval_multiple(struct tn__run *run,
                       const struct tn__clause *clause,
                       const struct tn_value *instance,
                       struct tn__marks *marks)
{
    char text[TN__NUMBER_TEXT + 1];

    (void)marks;
    return !tn__json_is_number(instance) ||
           tn__is_multiple(instance, clause->value) ||
           tn__run_fault(run, clause, instance,
                         "Input should be a multiple of %.100s",
                         number_text(clause->value, text));
}

/* -- Strings --------------------------------------------------------------- */

bool tn__eval_length(struct tn__run *run,
                     const struct tn__clause *clause,
                     const struct tn_value *instance,
                     struct tn__marks *marks)
{
    uint64_t limit = tn__keyword_count(clause->value);
    bool is_least = clause->keyword == TN__KEY_MIN_LENGTH;
    size_t length;

    (void)marks;
    if (instance->type != TN_TYPE_STRING)
        return true;
    length = instance->flags & TN_VALUE_ASCII
                 ? instance->count
                 : tn__utf8_count(instance->as.text, instance->count);
    if (is_least ? length >= limit : length <= limit)
        return true;
    return tn__run_fault(run, clause, instance,
                         "Input should have at %s %llu character%s, not %zu",
                         is_least ? "least" : "most", (unsigned long long)limit,
                         limit == 1 ? "" : "s", length);
}

bool tn__run_search(struct tn__run *run,
                    const struct tn__pattern *pattern,
                    struct tn_str text)
{
    switch (tn__pattern_search(pattern, text, run->matcher)) {
    case TN__PATTERN_FOUND:
        return true;
    case TN__PATTERN_LIMIT:
        run->rc = TN_ELIMIT;
        return false;
    default:
        return false;
    }
}

bool tn__eval_pattern(struct tn__run *run,
                      const struct tn__clause *clause,
                      const struct tn_value *instance,
                      struct tn__marks *marks)
{
    (void)marks;
    return instance->type != TN_TYPE_STRING ||
           tn__run_search(run, clause->u.pattern, tn_value_str(instance)) ||
           tn__run_fault(run, clause, instance,
                         "Input should match the pattern '%.200s'",
                         clause->value->as.text);
}

bool tn__eval_format(struct tn__run *run,
                     const struct tn__clause *clause,
                     const struct tn_value *instance,
                     struct tn__marks *marks)
{
    (void)marks;
    return instance->type != TN_TYPE_STRING || !clause->u.format ||
           clause->u.format(tn_value_str(instance)) ||
           tn__run_fault(run, clause, instance,
                         "Input should be in the format %.100s",
                         clause->value->as.text);
}
