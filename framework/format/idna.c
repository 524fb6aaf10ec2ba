/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "format/idna.h"

#include <idn2.h>
#include <string.h>

#include <tenon/attrs.h>

#include "base/utf8.h"
#include "format/idna_label.h"

/* What libidn2 costs grows faster than a label, and it allocates. */
#define DOMAIN_LIMIT 2048 /* bytes */

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
    found = tn__idna_look_up(label.ptr, label.len, IDN2_NONTRANSITIONAL, &rc);
    valid = rc == IDN2_OK;
    if (valid)
        tn__buf_append(out, found, strlen(found));
    else if (tn__idna_is_lenient(rc) && label.len <= TN__IDNA_LABEL_LIMIT)
        valid = ace ? tn__idna_lenient_ace(label, out)
                    : tn__idna_lenient(label, out);
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
        { IDN2_PUNYCODE_BIG_OUTPUT, TN__IDNA_TOO_LONG },
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

    found = tn__idna_look_up(label.ptr, label.len, IDN2_NONTRANSITIONAL, &rc);
    if (rc == IDN2_OK)
        rc = idn2_to_unicode_8z8z(found, &mapped, 0);
    if (rc == IDN2_OK)
        strict = tn__idna_look_up(mapped, strlen(mapped), IDN2_NO_TR46, &rc);
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

    idn2_free(tn__idna_look_up(text, size, IDN2_NO_TR46, &rc));
    return fault_of(rc) != TN__IDNA_CODE_POINT;
}
