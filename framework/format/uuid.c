/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "format/uuid.h"

#include "base/utf8.h"
#include "format/scan.h"

#define URN     "urn:uuid:"
#define SIMPLE  32 /* bytes without hyphens */
#define HYPHENS 4

/* Where the hyphens stand; the groups are between them. */
static const uint8_t hyphen_at[HYPHENS] = { 8, 13, 18, 23 };

/* -- Reading --------------------------------------------------------------- */

/* What a text has around the UUID. */
struct wrapped {
    struct tn_str inner;
    size_t offset; /* of it, in bytes; 0: nothing around */
};

static struct wrapped unwrap(struct tn_str text)
{
    const size_t urn = sizeof(URN) - 1;

    if (text.len >= 2 && *text.ptr == '{' && text.ptr[text.len - 1] == '}')
        return (struct wrapped){ { text.ptr + 1, text.len - 2 }, 1 };
    if (text.len >= urn && memcmp(text.ptr, URN, urn) == 0)
        return (struct wrapped){ tn__scan_after(text, urn), urn };
    return (struct wrapped){ text, 0 };
}

/* Returns the value of a hexadecimal digit, -1: it is none. */
static int digit_of(int c)
{
    int letter = c | 0x20;

    if (tn__scan_is_digit(c))
        return c - '0';
    return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

static bool is_hyphen(size_t at)
{
    return at == hyphen_at[0] || at == hyphen_at[1] || at == hyphen_at[2] ||
           at == hyphen_at[3];
}

bool tn__uuid_parse(struct tn_str text, struct tn_uuid *out)
{
    struct wrapped wrapped = unwrap(text);
    struct tn_str inner = wrapped.inner;
    bool is_simple = inner.len == SIMPLE && wrapped.offset == 0;
    struct tn_uuid uuid = { { 0 } };
    size_t count = 0;

    if (!is_simple && inner.len != TN__UUID_SIZE)
        return false;
    for (size_t i = 0; i < inner.len; i++) {
        int digit = digit_of((unsigned char)inner.ptr[i]);

        if (!is_simple && is_hyphen(i)) {
            if (inner.ptr[i] != '-')
                return false;
            continue;
        }
        if (digit < 0)
            return false;
        uuid.octets[count / 2] = (uint8_t)(uuid.octets[count / 2] << 4 | digit);
        count++;
    }
    *out = uuid;
    return true;
}

unsigned tn__uuid_version(const struct tn_uuid *uuid)
{
    return uuid->octets[8] >> 6 == 2 ? uuid->octets[6] >> 4 : 0;
}

/* -- Explaining ------------------------------------------------------------ */

/* Returns where the first byte stands that no UUID has, the size if none;
 * counts the hyphens before it and notes the places of the first. */
static size_t find_stranger(struct tn_str text, size_t *hyphens, size_t *places)
{
    *hyphens = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '-') {
            if (*hyphens < HYPHENS)
                places[*hyphens] = i;
            ++*hyphens;
        } else if (digit_of((unsigned char)text.ptr[i]) < 0) {
            return i;
        }
    }
    return text.len;
}

static void explain_stranger(struct tn__buf *buf, struct tn_str rest, size_t at)
{
    uint32_t code_point;
    size_t size = tn__utf8_decode(rest.ptr, rest.len, &code_point);

    tn__buf_lit(buf, "invalid character: expected an optional prefix of "
                     "`urn:uuid:` followed by [0-9a-fA-F-], found `");
    tn__buf_append(buf, rest.ptr, size ? size : 1);
    tn__buf_printf(buf, "` at %zu", at + 1);
}

/* Of five groups: the first that is too long or too short. The crate measures
 * the last to the end of the whole text, a closing brace and all. */
static void
explain_group(struct tn__buf *buf, size_t whole_size, const size_t *places)
{
    static const unsigned expected[] = { 8, 4, 4, 4, 12 };
    size_t begin = 0;
    size_t group = 0;
    size_t found;

    while (group < HYPHENS && places[group] == hyphen_at[group])
        begin = places[group++] + 1u;
    found = (group < HYPHENS ? places[group] : whole_size) - begin;
    tn__buf_printf(buf,
                   "invalid group length in group %zu: expected %u, found %zu",
                   group, expected[group], found);
}

void tn__uuid_explain(struct tn__buf *buf, struct tn_str text)
{
    struct wrapped wrapped = unwrap(text);
    struct tn_str inner = wrapped.inner;
    size_t places[HYPHENS] = { 0 };
    size_t hyphens;
    size_t at = find_stranger(inner, &hyphens, places);

    if (at < inner.len)
        explain_stranger(buf, tn__scan_after(inner, at), at + wrapped.offset);
    else if (hyphens == 0 && wrapped.offset == 0)
        tn__buf_printf(buf,
                       "invalid length: expected length 32 for simple "
                       "format, found %zu",
                       text.len);
    else if (hyphens != HYPHENS)
        tn__buf_printf(buf, "invalid group count: expected 5, found %zu",
                       hyphens + 1);
    else
        explain_group(buf, text.len, places);
}

/* -- Writing --------------------------------------------------------------- */

size_t tn__uuid_format(char *to, const struct tn_uuid *uuid)
{
    static const char digits[] = "0123456789abcdef";
    size_t count = 0;

    for (size_t i = 0; i < TN__UUID_SIZE; i++) {
        if (is_hyphen(i)) {
            to[i] = '-';
            continue;
        }
        to[i] = digits[uuid->octets[count / 2] >> (count % 2 ? 0 : 4) & 0xf];
        count++;
    }
    return TN__UUID_SIZE;
}
