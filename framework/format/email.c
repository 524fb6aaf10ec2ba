/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "format/email.h"

#include "base/utf8.h"
#include "format/email_parts.h"

#define SIZE_LIMIT 254 /* bytes: RFC 3696, erratum 1690 */

/* Reads the code points of a text that is short enough. */
static bool read_chars(struct tn_str text, uint32_t *to, size_t *count)
{
    size_t at = 0;

    for (*count = 0; at < text.len; (*count)++) {
        size_t taken;

        if (*count == TN__EMAIL_LIMIT)
            return false;
        taken = tn__utf8_decode(text.ptr + at, text.len - at, &to[*count]);
        at += taken ? taken : 1;
    }
    return true;
}

/* -- Lengths (validate_email_length()) ------------------------------------- */

static size_t utf8_size(uint32_t c)
{
    if (c < 0x80)
        return 1;
    return c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
}

/* The text as it was given: how many characters must go is known roughly. */
static bool check_given(const struct tn__email_parts *parts,
                        struct tn__buf *out)
{
    struct tn__chars both[] = { parts->local, parts->domain };
    size_t size = 1;
    size_t widest = 1;
    size_t over;
    size_t least;

    for (size_t part = 0; part < 2; part++) {
        for (size_t i = 0; i < both[part].count; i++) {
            size_t bytes = utf8_size(both[part].at[i]);

            size += bytes;
            widest = bytes > widest ? bytes : widest;
        }
    }
    if (size <= SIZE_LIMIT)
        return true;
    over = size - SIZE_LIMIT;
    least = over / widest ? over / widest : 1;
    if (least == over)
        return tn__email_refuse(
            out, "The email address is too long (%zu character%s too many).",
            over, over > 1 ? "s" : "");
    return tn__email_refuse(
        out, "The email address is too long (%zu-%zu character%s too many).",
        least, over, over > 1 ? "s" : "");
}

static bool check_size(size_t size, const char *when, struct tn__buf *out)
{
    size_t over = size > SIZE_LIMIT ? size - SIZE_LIMIT : 0;

    if (!over)
        return true;
    return tn__email_refuse(
        out, "The email address is too long %s (%zu byte%s too many).", when,
        over, over > 1 ? "s" : "");
}

/* -- The whole ------------------------------------------------------------- */

/* Writes the address and the size of its local part. */
static bool
write_address(struct tn__chars text, struct tn__buf *out, size_t *local_size)
{
    struct tn__buf ascii = { 0 };
    struct tn__email_parts parts;
    bool valid;

    if (!tn__email_split(tn__chars_strip(text), &parts, out) ||
        !tn__email_local(&parts, out))
        return false;
    *local_size = out->size;
    tn__buf_char(out, '@');
    valid = tn__email_domain(parts.domain, out, &ascii) &&
            check_given(&parts, out) &&
            check_size(out->size, "after normalization", out) &&
            check_size(*local_size + 1 + ascii.size,
                       "when the part after the @-sign is converted to IDNA "
                       "ASCII",
                       out);
    tn__buf_deinit(&ascii);
    if (valid && parts.has_name)
        return tn__email_refuse(
            out, "A display name and angle brackets around the email address "
                 "are not permitted here.");
    return valid;
}

static bool normalize(struct tn_str text, bool with_name, struct tn__buf *out)
{
    uint32_t points[TN__EMAIL_LIMIT];
    struct tn__chars chars = { .at = points };
    struct tn__buf address = { 0 };
    struct tn__chars name;
    size_t local_size;
    bool is_quoted;

    if (!read_chars(text, points, &chars.count))
        return tn__email_refuse(out, "Length must not exceed %d characters",
                                TN__EMAIL_LIMIT);
    tn__email_unwrap(&chars, &name);
    if (!with_name)
        return write_address(chars, out, &local_size);
    if (!write_address(chars, &address, &local_size)) {
        tn__buf_append(out, address.data, address.size);
        tn__buf_deinit(&address);
        return false;
    }
    is_quoted = tn__chars_find(name, '@') < name.count;
    if (is_quoted)
        tn__buf_char(out, '"');
    if (name.count)
        tn__chars_write(out, name);
    else
        tn__buf_append(out, address.data, local_size);
    if (is_quoted)
        tn__buf_char(out, '"');
    tn__buf_lit(out, " <");
    tn__buf_append(out, address.data, address.size);
    tn__buf_char(out, '>');
    tn__buf_deinit(&address);
    return true;
}

bool tn__email_normalize(struct tn_str text, struct tn__buf *out)
{
    return normalize(text, false, out);
}

bool tn__name_email_normalize(struct tn_str text, struct tn__buf *out)
{
    return normalize(text, true, out);
}
