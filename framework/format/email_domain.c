/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <string.h>

#include "format/email_parts.h"
#include "format/idna.h"
#include "format/punycode.h"

/* email-validator's validate_email_domain_name(). */

#define DOMAIN_LIMIT 253 /* bytes: RFC 1035, section 2.3.4 */
#define LABEL_LIMIT  63

static bool is_hostname(uint32_t c)
{
    return c >= 0x80 || c == '-' || c == '.' || (c >= '0' && c <= '9') ||
           (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* What UTS #46 makes of other full stops and the fullwidth hyphen. */
static uint32_t to_plain(uint32_t c)
{
    if (c == 0x3002 || c == 0xFF0E || c == 0xFF61)
        return '.';
    return c == 0xFF0D ? '-' : c;
}

/* -- Periods and hyphens --------------------------------------------------- */

static bool has_pair(struct tn__chars chars, uint32_t first, uint32_t second)
{
    for (size_t i = 1; i < chars.count; i++) {
        if (chars.at[i - 1] == first && chars.at[i] == second)
            return true;
    }
    return false;
}

static bool refuse_at(struct tn__buf *out, const char *reason, const char *what)
{
    const char *place = strstr(reason, "%s");

    out->size = 0;
    tn__buf_append(out, reason, (size_t)(place - reason));
    tn__buf_str(out, tn_str_from(what));
    tn__buf_str(out, tn_str_from(place + 2));
    return false;
}

bool tn__email_check_dots(struct tn__buf *out,
                          struct tn__chars chars,
                          const struct tn__dot_rules *rules)
{
    uint32_t first = chars.at[0];
    uint32_t last = chars.at[chars.count - 1];

    if (last == '.')
        return refuse_at(out, rules->at_end, "period");
    if (first == '.')
        return refuse_at(out, rules->at_start, "period");
    if (has_pair(chars, '.', '.'))
        return tn__email_refuse(
            out, "An email address cannot have two periods in a row.");
    if (!rules->hyphens)
        return true;
    if (last == '-')
        return refuse_at(out, rules->at_end, "hyphen");
    if (first == '-')
        return refuse_at(out, rules->at_start, "hyphen");
    if (has_pair(chars, '.', '-') || has_pair(chars, '-', '.'))
        return tn__email_refuse(out, "An email address cannot have a period "
                                     "and a hyphen next to each other.");
    return true;
}

/* -- Labels ---------------------------------------------------------------- */

/* Returns the end of the label that begins at `start`. */
static size_t label_end(struct tn__chars domain, size_t start)
{
    while (start < domain.count && domain.at[start] != '.')
        start++;
    return start;
}

static bool is_ascii(struct tn__chars label)
{
    for (size_t i = 0; i < label.count; i++) {
        if (label.at[i] >= 0x80)
            return false;
    }
    return true;
}

static bool is_letter(uint32_t c, char letter)
{
    return c < 0x80 && (c | 0x20) == (uint32_t)letter;
}

static bool has_hyphens(struct tn__chars label)
{
    return label.count >= 4 && label.at[2] == '-' && label.at[3] == '-';
}

static bool is_ace(struct tn__chars label)
{
    return has_hyphens(label) && is_letter(label.at[0], 'x') &&
           is_letter(label.at[1], 'n');
}

/* RFC 5890, section 2.3.1: reserved LDH labels. */
static bool check_reserved(struct tn__chars domain, struct tn__buf *out)
{
    size_t end;

    for (size_t start = 0; start < domain.count; start = end + 1) {
        struct tn__chars label;

        end = label_end(domain, start);
        label = tn__chars_cut(domain, start, end);
        if (has_hyphens(label) && !is_ace(label))
            return tn__email_refuse(
                out, "An email address cannot have two letters followed by two "
                     "dashes immediately after the @-sign or after a period, "
                     "except Punycode.");
    }
    return true;
}

/* Appends which code point is not allowed; false where all are. */
static bool write_code_point(struct tn__buf *out, struct tn__chars label)
{
    for (size_t i = 0; i < label.count; i++) {
        if (label.at[i] < 0x80 || tn__idna_allows(label.at[i]))
            continue;
        tn__buf_printf(out, "Codepoint U+%04X at position %zu of '",
                       (unsigned)label.at[i], i + 1);
        tn__chars_write(out, label);
        tn__buf_lit(out, "' not allowed");
        return true;
    }
    return false;
}

/* What "xn--..." means; no characters where it is no Punycode. */
static struct tn__chars read_ace(struct tn__chars label, uint32_t *to)
{
    char text[LABEL_LIMIT];
    size_t size = 0;

    for (size_t i = 4; i < label.count && size < LABEL_LIMIT; i++)
        text[size++] = (char)label.at[i];
    return (struct tn__chars){ to, tn__punycode_decode(text, size, to,
                                                       LABEL_LIMIT) };
}

/* Appends what Python's idna says of a label. */
static void write_idna_reason(struct tn__buf *out,
                              struct tn__chars label,
                              enum tn__idna_fault fault)
{
    static const char *const reasons[] = {
        [TN__IDNA_NONE] = "",
        [TN__IDNA_CODE_POINT] = "Codepoint not allowed",
        [TN__IDNA_TOO_LONG] = "Label too long",
        [TN__IDNA_BIDI] = "Violates the Bidi rule",
        [TN__IDNA_COMBINING] =
            "Label begins with an illegal combining character",
        [TN__IDNA_HYPHENS] =
            "Label has disallowed hyphens in 3rd and 4th position",
        [TN__IDNA_CONTEXT] = "Codepoint not allowed",
        [TN__IDNA_PUNYCODE] = "Invalid A-label",
        [TN__IDNA_OTHER] = "Invalid A-label",
    };
    uint32_t points[LABEL_LIMIT];

    if (is_ascii(label))
        label = read_ace(label, points);
    else if (fault != TN__IDNA_CODE_POINT)
        label.count = 0;
    if (!write_code_point(out, label))
        tn__buf_str(out, tn_str_from(reasons[fault]));
}

static bool refuse_label(struct tn__buf *out,
                         struct tn__chars label,
                         enum tn__idna_fault fault)
{
    tn__email_refuse(out, is_ascii(label)
                              ? "The part after the @-sign is not valid IDNA ("
                              : "The part after the @-sign is invalid (");
    write_idna_reason(out, label, fault);
    tn__buf_lit(out, ").");
    return false;
}

static void write_lower(struct tn__buf *out, struct tn__chars label)
{
    for (size_t i = 0; i < label.count; i++) {
        uint32_t c = label.at[i];

        tn__buf_char(out, (char)(c >= 'A' && c <= 'Z' ? c | 0x20 : c));
    }
}

/* Appends a label. What is "xn--" already is looked at for Unicode only, as
 * email-validator does, after all that is said of the domain in ASCII. */
static bool write_label(struct tn__chars label,
                        bool in_unicode,
                        struct tn__buf *to,
                        struct tn__buf *out)
{
    struct tn__buf text = { 0 };
    enum tn__idna_fault fault;

    if (is_ascii(label) && !(in_unicode && is_ace(label))) {
        write_lower(to, label);
        return true;
    }
    tn__chars_write(&text, label);
    fault =
        tn__idna_label((struct tn_str){ text.data, text.size }, in_unicode, to);
    tn__buf_deinit(&text);
    return fault ? refuse_label(out, label, fault) : true;
}

static bool write_labels(struct tn__chars domain,
                         bool in_unicode,
                         struct tn__buf *to,
                         struct tn__buf *out)
{
    size_t end;

    for (size_t start = 0; start < domain.count; start = end + 1) {
        end = label_end(domain, start);
        if (start)
            tn__buf_char(to, '.');
        if (!write_label(tn__chars_cut(domain, start, end), in_unicode, to,
                         out))
            return false;
    }
    return true;
}

/* -- The domain in ASCII --------------------------------------------------- */

static bool
check_lengths(struct tn_str ascii, bool is_changed, struct tn__buf *out)
{
    size_t over = ascii.len > DOMAIN_LIMIT ? ascii.len - DOMAIN_LIMIT : 0;
    size_t run = 0;

    if (over)
        return tn__email_refuse(
            out,
            "The email address is too long after the @-sign (%zu %s%s too "
            "many%s).",
            over, is_changed ? "byte" : "character", over > 1 ? "s" : "",
            is_changed ? " after IDNA encoding" : "");
    for (size_t i = 0; i <= ascii.len; i++) {
        if (i < ascii.len && ascii.ptr[i] != '.') {
            run++;
            continue;
        }
        if (run > LABEL_LIMIT)
            return tn__email_refuse(
                out,
                "After the @-sign, periods cannot be separated by so many "
                "characters (%zu character%s too many).",
                run - LABEL_LIMIT, run > LABEL_LIMIT + 1 ? "s" : "");
        run = 0;
    }
    return true;
}

/* IANA's special-use domain names, as email-validator lists them. */
static bool is_special_use(struct tn_str ascii)
{
    static const char *const names[] = { "arpa",      "invalid", "local",
                                         "localhost", "onion",   "test" };

    for (size_t i = 0; i < TN_COUNT(names); i++) {
        size_t size = strlen(names[i]);

        if (ascii.len > size && ascii.ptr[ascii.len - size - 1] == '.' &&
            memcmp(ascii.ptr + ascii.len - size, names[i], size) == 0)
            return true;
    }
    return false;
}

static bool check_deliverable(struct tn_str ascii, struct tn__buf *out)
{
    char last = (char)(ascii.len ? ascii.ptr[ascii.len - 1] | 0x20 : 0);

    if (!ascii.len || !memchr(ascii.ptr, '.', ascii.len))
        return tn__email_refuse(out, "The part after the @-sign is not valid. "
                                     "It should have a period.");
    if (last < 'a' || last > 'z')
        return tn__email_refuse(out,
                                "The part after the @-sign is not valid. It is "
                                "not within a valid top-level domain.");
    if (is_special_use(ascii))
        return tn__email_refuse(
            out, "The part after the @-sign is a special-use or reserved name "
                 "that cannot be used with email.");
    return true;
}

/* Returns whether the form in ASCII is another text than the domain. */
static bool is_changed(struct tn__chars domain)
{
    for (size_t i = 0; i < domain.count; i++) {
        if (domain.at[i] >= 0x80 ||
            (domain.at[i] >= 'A' && domain.at[i] <= 'Z'))
            return true;
    }
    return false;
}

static bool write_domain(struct tn__chars domain,
                         struct tn__buf *out,
                         struct tn__buf *ascii)
{
    struct tn_str text;

    if (!write_labels(domain, false, ascii, out))
        return false;
    out->failed |= ascii->failed;
    if (out->failed)
        return false;
    text = (struct tn_str){ ascii->data, ascii->size };
    return check_lengths(text, is_changed(domain), out) &&
           check_deliverable(text, out) && write_labels(domain, true, out, out);
}

bool tn__email_domain(struct tn__chars domain,
                      struct tn__buf *out,
                      struct tn__buf *ascii)
{
    static const struct tn__dot_rules rules = {
        .at_start =
            "An email address cannot have a %s immediately after the @-sign.",
        .at_end = "An email address cannot end with a %s.",
        .hyphens = true,
    };
    uint32_t points[TN__EMAIL_LIMIT];
    struct tn__chars plain = { points, domain.count };

    if (!domain.count)
        return tn__email_refuse(out,
                                "There must be something after the @-sign.");
    if (domain.at[0] == '[' && domain.at[domain.count - 1] == ']')
        return tn__email_literal(tn__chars_cut(domain, 1, domain.count - 1),
                                 out);
    for (size_t i = 0; i < domain.count; i++)
        points[i] = to_plain(domain.at[i]);
    return tn__email_check_chars(out, domain, is_hostname,
                                 "The part after the @-sign contains invalid "
                                 "characters") &&
           tn__email_check_safe(out, domain, false) &&
           tn__email_check_dots(out, plain, &rules) &&
           check_reserved(plain, out) && write_domain(plain, out, ascii);
}
