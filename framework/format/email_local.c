/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <string.h>
#include <strings.h>

#include "format/email_parts.h"

/* email-validator's validate_email_local_part(). */

#define LOCAL_LIMIT 64 /* characters: RFC 5321, section 4.5.3.1.1 */

static bool is_atext_dot(uint32_t c)
{
    return c == '.' || tn__chars_is_atext(c);
}

/* RFC 6531, section 3.3. */
static bool is_atext_dot_intl(uint32_t c)
{
    return c >= 0x80 || is_atext_dot(c);
}

static bool is_qtext_intl(uint32_t c)
{
    return c >= ' ' && c != 0x7F;
}

static bool is_dot_atom(struct tn__chars local, bool (*is_char)(uint32_t))
{
    for (size_t i = 0; i < local.count; i++) {
        if (!is_char(local.at[i]) ||
            (local.at[i] == '.' &&
             (i == 0 || i + 1 == local.count || local.at[i - 1] == '.')))
            return false;
    }
    return true;
}

/* RFC 2142: mailboxes whose names have no case. */
static bool is_role(struct tn_str name)
{
    static const char *const roles[] = {
        "info",       "marketing", "sales",  "support", "abuse",
        "noc",        "security",  "usenet", "news",    "postmaster",
        "hostmaster", "webmaster", "www",    "uucp",    "ftp",
    };

    for (size_t i = 0; i < TN_COUNT(roles); i++) {
        if (strlen(roles[i]) == name.len &&
            strncasecmp(roles[i], name.ptr, name.len) == 0)
            return true;
    }
    return false;
}

static void write_local(struct tn__chars local, struct tn__buf *out)
{
    size_t start = out->size;

    tn__chars_write(out, local);
    if (out->failed ||
        !is_role((struct tn_str){ out->data + start, out->size - start }))
        return;
    for (; start < out->size; start++)
        out->data[start] = (char)(out->data[start] | 0x20);
}

/* Says what is wrong with a local part that is no dot-atom. */
static bool refuse_local(struct tn__chars local, struct tn__buf *out)
{
    static const struct tn__dot_rules rules = {
        .at_start = "An email address cannot start with a %s.",
        .at_end =
            "An email address cannot have a %s immediately before the @-sign.",
    };

    return tn__email_check_chars(out, local, is_atext_dot_intl,
                                 "The email address contains invalid "
                                 "characters before the @-sign") &&
           tn__email_check_dots(out, local, &rules);
}

bool tn__email_local(const struct tn__email_parts *parts, struct tn__buf *out)
{
    struct tn__chars local = parts->local;

    if (!local.count)
        return tn__email_refuse(out,
                                "There must be something before the @-sign.");
    if (local.count > LOCAL_LIMIT)
        return tn__email_refuse(
            out,
            "The email address is too long before the @-sign (%zu character%s "
            "too many).",
            local.count - LOCAL_LIMIT,
            local.count > LOCAL_LIMIT + 1 ? "s" : "");
    if (is_dot_atom(local, is_atext_dot_intl)) {
        if (!is_dot_atom(local, is_atext_dot) &&
            !tn__email_check_safe(out, local, false))
            return false;
    } else if (!parts->is_quoted) {
        return refuse_local(local, out);
    } else if (!tn__email_check_chars(out, local, is_qtext_intl,
                                      "The email address contains invalid "
                                      "characters in quotes before the "
                                      "@-sign") ||
               !tn__email_check_safe(out, local, true)) {
        return false;
    }
    if (parts->is_quoted)
        return tn__email_refuse(
            out, "Quoting the part before the @-sign is not allowed here.");
    write_local(local, out);
    return true;
}
