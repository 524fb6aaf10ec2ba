/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "format/idna_label.h"

#include <idn2.h>
#include <string.h>
#include <strings.h>

#include <tenon/attrs.h>

#include "base/utf8.h"
#include "format/punycode.h"

/* A label as code points. */
struct points {
    uint32_t at[TN__IDNA_LABEL_LIMIT];
    size_t count;
};

char *tn__idna_look_up(const char *text, size_t size, int flags, int *rc)
{
    char copy[TN__IDNA_LABEL_LIMIT + 1];
    uint8_t *found = NULL;

    if (size > TN__IDNA_LABEL_LIMIT) {
        *rc = IDN2_TOO_BIG_LABEL;
        return NULL;
    }
    memcpy(copy, text, size);
    copy[size] = '\0';
    *rc = idn2_lookup_u8((const uint8_t *)copy, &found, flags | IDN2_NFC_INPUT);
    return *rc == IDN2_OK ? (char *)found : NULL;
}

/* Symbols that IDNA 2008 excludes and UTS #46 takes as they are. */
static bool is_symbol(uint32_t c)
{
    static const struct range {
        uint32_t first;
        uint32_t last;
    } ranges[] = {
        { 0xA1, 0xA7 },       { 0xA9, 0xA9 },       { 0xAB, 0xAC },
        { 0xAE, 0xAE },       { 0xB0, 0xB1 },       { 0xB6, 0xB7 },
        { 0xBB, 0xBB },       { 0xBF, 0xBF },       { 0x20A0, 0x20C0 },
        { 0x2190, 0x21FF },   { 0x2300, 0x2328 },   { 0x232B, 0x23FF },
        { 0x2500, 0x27BF },   { 0x2B00, 0x2B73 },   { 0x1F000, 0x1F02B },
        { 0x1F300, 0x1F6D7 }, { 0x1F7E0, 0x1F7EB }, { 0x1F900, 0x1FA53 },
        { 0x1FA70, 0x1FA74 }, { 0x1FA78, 0x1FA7C }, { 0x1FA80, 0x1FA86 },
        { 0x1FA90, 0x1FAAC }, { 0x1FAB0, 0x1FABA }, { 0x1FAC0, 0x1FAC5 },
        { 0x1FAD0, 0x1FAD9 }, { 0x1FAE0, 0x1FAE7 }, { 0x1FAF0, 0x1FAF6 },
    };

    for (size_t i = 0; i < TN_COUNT(ranges); i++) {
        if (c >= ranges[i].first && c <= ranges[i].last)
            return true;
    }
    return false;
}

static bool add_text(struct points *points, const char *text)
{
    size_t size = strlen(text);
    size_t taken;

    for (; size; text += taken, size -= taken) {
        uint32_t c;

        taken = tn__utf8_decode(text, size, &c);
        if (!taken || points->count == TN__IDNA_LABEL_LIMIT)
            return false;
        points->at[points->count++] = c;
    }
    return true;
}

/* Adds what UTS #46 maps a code point to. Marks are refused: alone they tell
 * nothing of the label in NFC. */
static bool add_mapped(struct points *points, uint32_t c)
{
    char text[5] = { 0 };
    size_t size = tn__utf8_encode(text, c);
    char *found;
    char *unicode = NULL;
    bool added;
    int rc;

    if (c < 0x80) {
        text[0] = (char)(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
        return add_text(points, text);
    }
    found = tn__idna_look_up(text, size, IDN2_NONTRANSITIONAL, &rc);
    if (rc == IDN2_DISALLOWED && is_symbol(c))
        return add_text(points, text);
    if (rc == IDN2_OK)
        rc = idn2_to_unicode_8z8z(found, &unicode, 0);
    idn2_free(found);
    added = rc == IDN2_OK && add_text(points, unicode);
    idn2_free(unicode);
    return added;
}

static bool map_points(const struct points *from, struct points *to)
{
    to->count = 0;
    for (size_t i = 0; i < from->count; i++) {
        if (!add_mapped(to, from->at[i]))
            return false;
    }
    return true;
}

static bool append_ace(const struct points *points, struct tn__buf *out)
{
    char text[2 * TN__IDNA_LABEL_LIMIT];
    size_t size =
        tn__punycode_encode(points->at, points->count, text, sizeof(text));

    if (!size)
        return false;
    tn__buf_lit(out, "xn--");
    tn__buf_append(out, text, size);
    return true;
}

static bool is_ascii(const struct points *points)
{
    for (size_t i = 0; i < points->count; i++) {
        if (points->at[i] >= 0x80)
            return false;
    }
    return true;
}

/* Code point by code point. */
bool tn__idna_lenient(struct tn_str label, struct tn__buf *out)
{
    struct points points = { .count = 0 };
    struct points mapped;
    size_t taken;

    for (size_t at = 0; at < label.len; at += taken) {
        taken = tn__utf8_decode(label.ptr + at, label.len - at,
                                &points.at[points.count]);
        if (!taken || ++points.count == TN__IDNA_LABEL_LIMIT)
            return false;
    }
    if (!map_points(&points, &mapped))
        return false;
    if (!is_ascii(&mapped))
        return append_ace(&mapped, out);
    for (size_t i = 0; i < mapped.count; i++)
        tn__buf_char(out, (char)mapped.at[i]);
    return true;
}

/* A label "xn--..." must be what its meaning would be written as. */
bool tn__idna_lenient_ace(struct tn_str label, struct tn__buf *out)
{
    size_t start = out->size;
    struct points points;
    struct points mapped;

    points.count = tn__punycode_decode(label.ptr + 4, label.len - 4, points.at,
                                       TN__IDNA_LABEL_LIMIT);
    if (!points.count || is_ascii(&points) || !map_points(&points, &mapped) ||
        mapped.count != points.count ||
        memcmp(mapped.at, points.at, points.count * sizeof(*points.at)) != 0 ||
        !append_ace(&points, out))
        return false;
    return out->failed ||
           (out->size - start == label.len &&
            strncasecmp(out->data + start, label.ptr, label.len) == 0);
}

bool tn__idna_is_lenient(int rc)
{
    return rc == IDN2_DISALLOWED || rc == IDN2_PUNYCODE_BAD_INPUT ||
           rc == IDN2_HYPHEN_STARTEND || rc == IDN2_2HYPHEN ||
           rc == IDN2_ALABEL_ROUNDTRIP_FAILED ||
           rc == IDN2_PUNYCODE_BIG_OUTPUT || rc == IDN2_TOO_BIG_LABEL ||
           rc == IDN2_TOO_BIG_DOMAIN;
}
