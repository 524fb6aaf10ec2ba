/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <idn2.h>
#include <string.h>

#include "format/check.h"
#include "format/scan.h"

/* -- Addresses ------------------------------------------------------------- */

/* RFC 2673, section 3.2: four numbers without leading zeros. */
bool tn__check_ipv4(struct tn_str text)
{
    for (int part = 0; part < 4; part++) {
        const char *start;
        size_t digits;
        int value = 0;

        if (part > 0 && !tn__take(&text, '.'))
            return false;
        start = text.ptr;
        digits = tn__skip_digits(&text);
        if (digits == 0 || digits > 3 || (digits > 1 && *start == '0'))
            return false;
        for (size_t i = 0; i < digits; i++)
            value = value * 10 + (start[i] - '0');
        if (value > 255)
            return false;
    }
    return text.len == 0;
}

/* Takes a group of up to four hexadecimal digits. */
static bool take_group(struct tn_str *rest)
{
    size_t count = 0;

    while (count < rest->len && tn__is_hex(rest->ptr[count]))
        count++;
    rest->ptr += count;
    rest->len -= count;
    return count >= 1 && count <= 4;
}

/* Whether what follows up to the end may be an IPv4 address. */
static bool has_dot(struct tn_str rest)
{
    for (size_t i = 0; i < rest.len && rest.ptr[i] != ':'; i++) {
        if (rest.ptr[i] == '.')
            return true;
    }
    return false;
}

static bool take_double_colon(struct tn_str *rest)
{
    if (rest->len < 2 || rest->ptr[0] != ':' || rest->ptr[1] != ':')
        return false;
    rest->ptr += 2;
    rest->len -= 2;
    return true;
}

/* RFC 4291, section 2.2: eight groups, one run of zeros as "::", the last two
 * perhaps as IPv4. */
bool tn__check_ipv6(struct tn_str text)
{
    bool has_gap = take_double_colon(&text);
    int groups = 0;

    while (text.len > 0) {
        if (has_dot(text)) {
            groups += 2;
            return tn__check_ipv4(text) && (has_gap ? groups < 8 : groups == 8);
        }
        if (!take_group(&text) || ++groups > 8)
            return false;
        if (text.len == 0)
            break;
        if (take_double_colon(&text)) {
            if (has_gap)
                return false;
            has_gap = true;
        } else if (!tn__take(&text, ':') || text.len == 0) {
            return false;
        }
    }
    return has_gap ? groups < 8 : groups == 8;
}

/* -- Names ----------------------------------------------------------------- */

#define LABEL_MAX 63
/* Of a whole name, in ASCII (RFC 1034, section 3.1). */
#define NAME_BYTES 253

static bool is_punycode(struct tn_str label)
{
    return label.len > 4 && (label.ptr[0] | 0x20) == 'x' &&
           (label.ptr[1] | 0x20) == 'n' && label.ptr[2] == '-' &&
           label.ptr[3] == '-';
}

/* Letters, digits, hyphens; no hyphen at an end, or at both places 3 and 4
 * (RFC 5890, section 2.3.1). */
static bool is_ldh(struct tn_str label)
{
    if (label.len == 0 || label.len > LABEL_MAX || label.ptr[0] == '-' ||
        label.ptr[label.len - 1] == '-')
        return false;
    if (label.len >= 4 && label.ptr[2] == '-' && label.ptr[3] == '-' &&
        !is_punycode(label))
        return false;
    for (size_t i = 0; i < label.len; i++) {
        char c = label.ptr[i];

        if (!tn__is_alpha(c) && !tn__scan_is_digit(c) && c != '-')
            return false;
    }
    return true;
}

/* Room of a label for the library, NUL-terminated. */
#define LABEL_BYTES 512

/* Whether IDNA 2008 knows the label (RFC 5891, section 4), with the rules of
 * RFC 5892 about what may stand beside what, and of RFC 5893 for those written
 * from the right; adds its bytes in ASCII. */
static bool is_idna(struct tn_str label, bool is_ascii, size_t *size)
{
    uint8_t text[LABEL_BYTES];
    uint8_t *made = NULL;
    uint8_t *found = NULL;
    bool fits;

    if (label.len >= sizeof(text) || memchr(label.ptr, '\0', label.len))
        return false;
    memcpy(text, label.ptr, label.len);
    text[label.len] = '\0';
    fits = (is_ascii ? idn2_register_u8(NULL, text, &made, 0)
                     : idn2_register_u8(text, NULL, &made, IDN2_NFC_INPUT)) ==
               IDN2_OK &&
           idn2_lookup_u8(made, &found, IDN2_NO_TR46) == IDN2_OK;
    if (fits)
        *size += strlen((const char *)made);
    fits = fits && strlen((const char *)made) <= LABEL_MAX;
    idn2_free(made);
    idn2_free(found);
    return fits;
}

static bool is_ascii(struct tn_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        if ((unsigned char)text.ptr[i] >= 0x80)
            return false;
    }
    return true;
}

static bool is_label(struct tn_str label, bool international, size_t *size)
{
    if (!is_ascii(label))
        return international && label.len > 0 && is_idna(label, false, size);
    if (is_punycode(label))
        return is_ldh(label) && is_idna(label, true, size);
    *size += label.len;
    return is_ldh(label);
}

/* Returns the bytes of the dot at a place, 0: none. Those of IDNA count where
 * names are international (RFC 3490, section 3.1). */
static size_t dot_at(struct tn_str rest, bool international)
{
    static const char *const dots[] = { "\u3002", "\uff0e", "\uff61" };

    if (*rest.ptr == '.')
        return 1;
    for (size_t i = 0; international && i < 3; i++) {
        if (rest.len >= 3 && memcmp(rest.ptr, dots[i], 3) == 0)
            return 3;
    }
    return 0;
}

static bool is_name(struct tn_str text, bool international)
{
    struct tn_str label = { text.ptr, 0 };
    size_t ascii = 0;

    if (text.len == 0)
        return false;
    while (text.len > 0) {
        size_t dot = dot_at(text, international);
        size_t size = dot ? dot : 1;

        if ((dot && !is_label(label, international, &ascii)) ||
            ascii > NAME_BYTES)
            return false;
        ascii += dot > 0;
        text.ptr += size;
        text.len -= size;
        if (dot)
            label = (struct tn_str){ text.ptr, 0 };
        else
            label.len++;
    }
    return is_label(label, international, &ascii) && ascii <= NAME_BYTES;
}

bool tn__check_hostname(struct tn_str text)
{
    return is_name(text, false);
}

bool tn__check_idn_hostname(struct tn_str text)
{
    return is_name(text, true);
}
