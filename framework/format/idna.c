/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "format/idna.h"

#include <idn2.h>
#include <string.h>
#include <strings.h>

#include <tenon/attrs.h>

#include "base/utf8.h"
#include "format/punycode.h"

/* What libidn2 costs grows faster than a label, and it allocates. */
#define DOMAIN_LIMIT 2048 /* bytes */
#define LABEL_LIMIT  512

/* A label as code points. */
struct points {
    uint32_t at[LABEL_LIMIT];
    size_t count;
};

/* Calls libidn2; NULL where it refuses, with its code. Free with idn2_free().
 */
static char *look_up(const char *text, size_t size, int flags, int *rc)
{
    char copy[LABEL_LIMIT + 1];
    uint8_t *found = NULL;

    if (size > LABEL_LIMIT) {
        *rc = IDN2_TOO_BIG_LABEL;
        return NULL;
    }
    memcpy(copy, text, size);
    copy[size] = '\0';
    *rc = idn2_lookup_u8((const uint8_t *)copy, &found, flags | IDN2_NFC_INPUT);
    return *rc == IDN2_OK ? (char *)found : NULL;
}

static bool is_ascii(struct tn_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] & 0x80)
            return false;
    }
    return true;
}

static bool is_ace(const char *text, size_t size)
{
    return size >= 4 && (text[0] | 0x20) == 'x' && (text[1] | 0x20) == 'n' &&
           text[2] == '-' && text[3] == '-';
}

/* Returns the bytes of a full stop, or what UTS #46 maps to one; 0 where the
 * text does not begin with it. */
static size_t dot_size(const char *text, size_t size)
{
    static const char *const dots[] = { "\xE3\x80\x82", "\xEF\xBC\x8E",
                                        "\xEF\xBD\xA1" };

    if (size && *text == '.')
        return 1;
    for (size_t i = 0; size >= 3 && i < TN_COUNT(dots); i++) {
        if (memcmp(text, dots[i], 3) == 0)
            return 3;
    }
    return 0;
}

/* -- What libidn2 refuses and the URL Standard does not -------------------- */

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
        if (!taken || points->count == LABEL_LIMIT)
            return false;
        points->at[points->count++] = c;
    }
    return true;
}

/* Adds what UTS #46 maps a code point to. */
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
    found = look_up(text, size, IDN2_NONTRANSITIONAL, &rc);
    if (rc == IDN2_LEADING_COMBINING || (rc == IDN2_DISALLOWED && is_symbol(c)))
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
    char text[2 * LABEL_LIMIT];
    size_t size =
        tn__punycode_encode(points->at, points->count, text, sizeof(text));

    if (!size)
        return false;
    tn__buf_lit(out, "xn--");
    tn__buf_append(out, text, size);
    return true;
}

/* Symbols, hyphens at the ends, ASCII marks, lengths above 63: code point by
 * code point. */
static bool append_lenient(struct tn_str label, struct tn__buf *out)
{
    struct points points = { .count = 0 };
    struct points mapped;
    size_t taken;

    for (size_t at = 0; at < label.len; at += taken) {
        taken = tn__utf8_decode(label.ptr + at, label.len - at,
                                &points.at[points.count]);
        if (!taken || ++points.count == LABEL_LIMIT)
            return false;
    }
    if (!map_points(&points, &mapped))
        return false;
    for (size_t i = 0; i < mapped.count; i++) {
        if (mapped.at[i] >= 0x80)
            return append_ace(&mapped, out);
    }
    for (size_t i = 0; i < mapped.count; i++)
        tn__buf_char(out, (char)mapped.at[i]);
    return true;
}

/* A label "xn--..." must be what its meaning would be written as. */
static bool append_lenient_ace(struct tn_str label, struct tn__buf *out)
{
    size_t start = out->size;
    struct points points;
    struct points mapped;

    points.count = tn__punycode_decode(label.ptr + 4, label.len - 4, points.at,
                                       LABEL_LIMIT);
    if (!points.count || !map_points(&points, &mapped) ||
        mapped.count != points.count ||
        memcmp(mapped.at, points.at, points.count * sizeof(*points.at)) != 0 ||
        !append_ace(&points, out))
        return false;
    return out->failed ||
           (out->size - start == label.len &&
            strncasecmp(out->data + start, label.ptr, label.len) == 0);
}

static bool is_lenient(int rc)
{
    return rc == IDN2_DISALLOWED || rc == IDN2_HYPHEN_STARTEND ||
           rc == IDN2_2HYPHEN || rc == IDN2_ALABEL_ROUNDTRIP_FAILED ||
           rc == IDN2_TOO_BIG_LABEL || rc == IDN2_TOO_BIG_DOMAIN;
}

/* -- Domains to ASCII ------------------------------------------------------ */

/* URL Standard, section 3.5: the forbidden domain code points. */
static bool has_forbidden(const char *text, size_t size)
{
    static const char forbidden[] = "#%/:<>?@[\\]^|";

    for (size_t i = 0; i < size; i++) {
        if ((text[i] >= 0 && text[i] <= ' ') || text[i] == 0x7F ||
            memchr(forbidden, text[i], sizeof(forbidden) - 1))
            return true;
    }
    return false;
}

static bool append_label(struct tn_str label, struct tn__buf *out)
{
    bool ace = is_ace(label.ptr, label.len);
    size_t start = out->size;
    char *found;
    bool valid;
    int rc;

    if (has_forbidden(label.ptr, label.len))
        return false;
    if (!ace && is_ascii(label)) {
        for (size_t i = 0; i < label.len; i++) {
            char c = label.ptr[i];

            tn__buf_char(out, c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c);
        }
        return true;
    }
    found = look_up(label.ptr, label.len, IDN2_NONTRANSITIONAL, &rc);
    valid = rc == IDN2_OK;
    if (valid)
        tn__buf_append(out, found, strlen(found));
    else if (is_lenient(rc) && label.len <= LABEL_LIMIT)
        valid =
            ace ? append_lenient_ace(label, out) : append_lenient(label, out);
    idn2_free(found);
    return valid && (out->failed ||
                     !has_forbidden(out->data + start, out->size - start));
}

bool tn__idna_to_ascii(struct tn_str domain, struct tn__buf *out)
{
    bool is_plain = true;
    size_t at = 0;

    while (at <= domain.len) {
        struct tn_str label = { domain.ptr + at, 0 };
        size_t dot = 0;

        while (at < domain.len &&
               !(dot = dot_size(domain.ptr + at, domain.len - at)))
            at++;
        label.len = (size_t)(domain.ptr + at - label.ptr);
        is_plain = is_plain && dot != 3 && is_ascii(label) &&
                   !is_ace(label.ptr, label.len);
        if ((!is_plain && domain.len > DOMAIN_LIMIT) ||
            !append_label(label, out))
            return false;
        if (!dot)
            break;
        tn__buf_char(out, '.');
        at += dot;
    }
    return true;
}

/* -- Labels by IDNA 2008 --------------------------------------------------- */

static enum tn__idna_fault fault_of(int rc)
{
    static const struct fault {
        int rc;
        enum tn__idna_fault fault;
    } faults[] = {
        { IDN2_OK, TN__IDNA_NONE },
        { IDN2_DISALLOWED, TN__IDNA_CODE_POINT },
        { IDN2_UNASSIGNED, TN__IDNA_CODE_POINT },
        { IDN2_TOO_BIG_LABEL, TN__IDNA_TOO_LONG },
        { IDN2_TOO_BIG_DOMAIN, TN__IDNA_TOO_LONG },
        { IDN2_BIDI, TN__IDNA_BIDI },
        { IDN2_LEADING_COMBINING, TN__IDNA_COMBINING },
        { IDN2_HYPHEN_STARTEND, TN__IDNA_HYPHENS },
        { IDN2_2HYPHEN, TN__IDNA_HYPHENS },
        { IDN2_CONTEXTJ, TN__IDNA_CONTEXT },
        { IDN2_CONTEXTJ_NO_RULE, TN__IDNA_CONTEXT },
        { IDN2_CONTEXTO, TN__IDNA_CONTEXT },
        { IDN2_CONTEXTO_NO_RULE, TN__IDNA_CONTEXT },
        { IDN2_PUNYCODE_BAD_INPUT, TN__IDNA_PUNYCODE },
        { IDN2_PUNYCODE_BIG_OUTPUT, TN__IDNA_PUNYCODE },
        { IDN2_PUNYCODE_OVERFLOW, TN__IDNA_PUNYCODE },
    };

    for (size_t i = 0; i < TN_COUNT(faults); i++) {
        if (faults[i].rc == rc)
            return faults[i].fault;
    }
    return TN__IDNA_OTHER;
}

enum tn__idna_fault
tn__idna_label(struct tn_str label, bool in_unicode, struct tn__buf *out)
{
    char *mapped = NULL;
    char *strict = NULL;
    char *found;
    int rc;

    found = look_up(label.ptr, label.len, IDN2_NONTRANSITIONAL, &rc);
    if (rc == IDN2_OK)
        rc = idn2_to_unicode_8z8z(found, &mapped, 0);
    if (rc == IDN2_OK)
        strict = look_up(mapped, strlen(mapped), IDN2_NO_TR46, &rc);
    if (rc == IDN2_OK)
        tn__buf_str(out, tn_str_from(in_unicode ? mapped : strict));
    idn2_free(strict);
    idn2_free(mapped);
    idn2_free(found);
    return fault_of(rc);
}

bool tn__idna_allows(uint32_t code_point)
{
    char text[4];
    size_t size = tn__utf8_encode(text, code_point);
    int rc;

    idn2_free(look_up(text, size, IDN2_NO_TR46, &rc));
    return fault_of(rc) != TN__IDNA_CODE_POINT;
}
