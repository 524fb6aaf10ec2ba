/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "format/punycode.h"

#include <stdbool.h>
#include <string.h>

/* RFC 3492, section 5. */
#define BASE         36
#define T_MIN        1
#define T_MAX        26
#define SKEW         38
#define DAMP         700
#define INITIAL_BIAS 72
#define INITIAL_N    128

/* Section 6.1. */
static uint32_t adapt(uint32_t delta, uint32_t points, bool is_first)
{
    uint32_t k = 0;

    delta = is_first ? delta / DAMP : delta / 2;
    delta += delta / points;
    for (; delta > (BASE - T_MIN) * T_MAX / 2; k += BASE)
        delta /= BASE - T_MIN;
    return k + (BASE - T_MIN + 1) * delta / (delta + SKEW);
}

static uint32_t threshold(uint32_t k, uint32_t bias)
{
    if (k <= bias + T_MIN)
        return T_MIN;
    return k >= bias + T_MAX ? T_MAX : k - bias;
}

/* -- Encoding (section 6.3) ------------------------------------------------ */

struct encoder {
    char *to;
    size_t size;
    size_t limit;
};

static void put(struct encoder *encoder, char c)
{
    if (encoder->size < encoder->limit)
        encoder->to[encoder->size] = c;
    encoder->size++;
}

static void put_delta(struct encoder *encoder, uint32_t delta, uint32_t bias)
{
    static const char digits[] = "abcdefghijklmnopqrstuvwxyz0123456789";

    for (uint32_t k = BASE;; k += BASE) {
        uint32_t t = threshold(k, bias);

        if (delta < t)
            break;
        put(encoder, digits[t + (delta - t) % (BASE - t)]);
        delta = (delta - t) / (BASE - t);
    }
    put(encoder, digits[delta]);
}

static size_t
put_basic(struct encoder *encoder, const uint32_t *from, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (from[i] < INITIAL_N)
            put(encoder, (char)from[i]);
    }
    count = encoder->size;
    if (count)
        put(encoder, '-');
    return count;
}

static uint32_t next_point(const uint32_t *from, size_t count, uint32_t least)
{
    uint32_t next = UINT32_MAX;

    for (size_t i = 0; i < count; i++) {
        if (from[i] >= least && from[i] < next)
            next = from[i];
    }
    return next;
}

size_t
tn__punycode_encode(const uint32_t *from, size_t count, char *to, size_t limit)
{
    struct encoder encoder = { .to = to, .limit = limit };
    size_t basic = put_basic(&encoder, from, count);
    uint32_t bias = INITIAL_BIAS;
    uint32_t delta = 0;
    uint32_t n = INITIAL_N;

    for (size_t done = basic; done < count; n++) {
        uint32_t next = next_point(from, count, n);

        delta += (next - n) * (uint32_t)(done + 1);
        n = next;
        for (size_t i = 0; i < count; i++) {
            delta += from[i] < n;
            if (from[i] != n)
                continue;
            put_delta(&encoder, delta, bias);
            bias = adapt(delta, (uint32_t)done + 1, done == basic);
            delta = 0;
            done++;
        }
        delta++;
    }
    return encoder.size > limit ? 0 : encoder.size;
}

/* -- Decoding (section 6.2) ------------------------------------------------ */

static uint32_t digit_of(char c)
{
    if (c >= '0' && c <= '9')
        return (uint32_t)(c - '0') + 26;
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'z' ? (uint32_t)(c - 'a') : BASE;
}

/* Reads a delta, no more than `limit`; returns its bytes, 0 on a fault. */
static size_t
take_delta(const char *from, size_t size, uint32_t bias, uint32_t *delta)
{
    uint64_t sum = 0;
    uint64_t weight = 1;
    uint32_t k = BASE;

    for (size_t i = 0; i < size; i++, k += BASE) {
        uint32_t digit = digit_of(from[i]);
        uint32_t t = threshold(k, bias);

        sum += digit * weight;
        if (digit == BASE || sum > INT32_MAX)
            return 0;
        if (digit < t) {
            *delta = (uint32_t)sum;
            return i + 1;
        }
        weight *= BASE - t;
        if (weight > INT32_MAX)
            return 0;
    }
    return 0;
}

/* Copies what stands before the last "-"; returns its bytes with it. */
static size_t take_basic(const char *from, size_t size, uint32_t *to)
{
    size_t basic = size;

    while (basic && from[basic - 1] != '-')
        basic--;
    for (size_t i = 0; i + 1 < basic; i++)
        to[i] = (unsigned char)from[i];
    return basic;
}

size_t
tn__punycode_decode(const char *from, size_t size, uint32_t *to, size_t limit)
{
    size_t at = size > limit ? 0 : take_basic(from, size, to);
    size_t count = at ? at - 1 : 0;
    uint32_t bias = INITIAL_BIAS;
    uint32_t n = INITIAL_N;
    uint32_t i = 0;
    bool is_first = true;

    if (size > limit)
        return 0;
    while (at < size) {
        uint32_t delta;
        size_t taken = take_delta(from + at, size - at, bias, &delta);

        if (!taken || count == limit || delta > INT32_MAX - i)
            return 0;
        at += taken;
        i += delta;
        count++;
        bias = adapt(delta, (uint32_t)count, is_first);
        is_first = false;
        n += i / (uint32_t)count;
        i %= (uint32_t)count;
        if (n > 0x10FFFF || (n >= 0xD800 && n <= 0xDFFF))
            return 0;
        memmove(to + i + 1, to + i, (count - 1 - i) * sizeof(*to));
        to[i++] = n;
    }
    return count;
}
