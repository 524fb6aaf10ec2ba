/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "base/number.h"

#include <string.h>

#include "base/digits.h"

size_t tn__number_format_uint(char *to, uint64_t value)
{
    size_t count = tn__digits_count(value);

    tn__digits_write(to, value, count);
    return count;
}

size_t tn__number_format_int(char *to, int64_t value)
{
    if (value >= 0)
        return tn__number_format_uint(to, (uint64_t)value);
    *to = '-';
    return 1 + tn__number_format_uint(to + 1, 0 - (uint64_t)value);
}
