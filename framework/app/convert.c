/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "app/convert.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include <tenon/attrs.h>

struct unit {
    const char *name;
    uint64_t factor;
};

/* Smallest first; a text without a unit has the unit "". */
static const struct unit size_units[] = {
    { "", 1 },
    { "B", 1 },
    { "KiB", 1ull << 10 },
    { "MiB", 1ull << 20 },
    { "GiB", 1ull << 30 },
};

static const struct unit time_units[] = {
    { "ms", 1 }, { "", 1000 }, { "s", 1000 }, { "m", 60000 }, { "h", 3600000 },
};

/* Reads digits; returns what follows them, NULL where there is none or the
 * number passes 64 bits. */
static const char *read_digits(const char *text, uint64_t *out)
{
    uint64_t value = 0;
    const char *at = text;

    for (; *at >= '0' && *at <= '9'; at++) {
        if (__builtin_mul_overflow(value, 10u, &value) ||
            __builtin_add_overflow(value, (uint64_t)(*at - '0'), &value))
            return NULL;
    }
    if (at == text)
        return NULL;
    *out = value;
    return at;
}

bool tn__convert_count(const char *text, uint64_t *out)
{
    uint64_t value;
    const char *rest = read_digits(text, &value);

    if (!rest || *rest)
        return false;
    *out = value;
    return true;
}

static const struct unit *
find_unit(const char *name, const struct unit *units, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(name, units[i].name) == 0)
            return &units[i];
    }
    return NULL;
}

bool tn__convert_size(const char *text, uint64_t *out)
{
    uint64_t value;
    const char *rest = read_digits(text, &value);
    const struct unit *unit =
        rest ? find_unit(rest, size_units, TN_COUNT(size_units)) : NULL;

    if (!unit || __builtin_mul_overflow(value, unit->factor, &value))
        return false;
    *out = value;
    return true;
}

bool tn__convert_time(const char *text, uint64_t *out)
{
    uint64_t value;
    uint64_t fraction = 0;
    uint64_t scale = 1;
    const char *rest = read_digits(text, &value);
    const struct unit *unit;

    if (rest && *rest == '.') {
        const char *digits = rest + 1;

        rest = read_digits(digits, &fraction);
        if (!rest || rest - digits > 6)
            return false;
        for (const char *at = digits; at < rest; at++)
            scale *= 10;
    }
    unit = rest ? find_unit(rest, time_units, TN_COUNT(time_units)) : NULL;
    if (!unit || __builtin_mul_overflow(value, unit->factor, &value) ||
        fraction * unit->factor % scale != 0 ||
        __builtin_add_overflow(value, fraction * unit->factor / scale, &value))
        return false;
    *out = value;
    return true;
}

bool tn__convert_choice(const char *text,
                        const char *const *choices,
                        uint64_t *out)
{
    for (size_t i = 0; choices[i]; i++) {
        if (strcmp(text, choices[i]) == 0) {
            *out = i;
            return true;
        }
    }
    return false;
}

bool tn__convert_switch(const char *text, uint64_t *out)
{
    /* Odd places are on. */
    static const char *const words[] = {
        "off", "on", "false", "true", "no", "yes", NULL,
    };
    uint64_t index;

    if (!tn__convert_choice(text, words, &index))
        return false;
    *out = index % 2;
    return true;
}

static void format_with_unit(char *to,
                             uint64_t value,
                             const struct unit *units,
                             size_t count)
{
    const struct unit *best = &units[0];

    for (size_t i = 1; i < count && value; i++) {
        if (units[i].name[0] && value % units[i].factor == 0)
            best = &units[i];
    }
    snprintf(to, TN__CONVERT_TEXT, "%" PRIu64 "%s", value / best->factor,
             value ? best->name : "");
}

void tn__convert_format_size(char *to, uint64_t bytes)
{
    format_with_unit(to, bytes, size_units, TN_COUNT(size_units));
}

void tn__convert_format_time(char *to, uint64_t milliseconds)
{
    format_with_unit(to, milliseconds, time_units, TN_COUNT(time_units));
}
