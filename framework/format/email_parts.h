/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__FORMAT_EMAIL_PARTS_H
#define TN__FORMAT_EMAIL_PARTS_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "format/email.h"

/*
 * The inside of email.c:
 *
 *     email.c          the whole address
 *     email_name.c     "Name <address>" as Pydantic takes it
 *     email_split.c    quotes, angle brackets, the @-sign
 *     email_local.c    before the @-sign
 *     email_domain.c   after it
 *     email_literal.c  [address] after it
 *     email_chars.c    characters, and how reasons show them
 */

#define TN__EMAIL_LIMIT 2048 /* code points */

/* A view of code points. */
struct tn__chars {
    const uint32_t *at;
    size_t count;
};

/* What email-validator makes of an address before it looks at the parts. */
struct tn__email_parts {
    struct tn__chars local; /* without its quotes */
    struct tn__chars domain;
    bool is_quoted;                     /* the local part was */
    bool has_name;                      /* it was in angle brackets */
    uint32_t unquoted[TN__EMAIL_LIMIT]; /* what `local` may be a view of */
};

/* Replaces what is in `out` by a reason; returns false. */
bool tn__email_refuse(struct tn__buf *out, const char *reason, ...)
    TN_PRINTF(2, 3);

/* -- Characters ------------------------------------------------------------ */

void tn__chars_write(struct tn__buf *out, struct tn__chars chars);
size_t tn__chars_find(struct tn__chars chars, uint32_t c);
struct tn__chars tn__chars_strip(struct tn__chars chars);

/* Returns the characters from `start` to `end`. */
static inline struct tn__chars
tn__chars_cut(struct tn__chars chars, size_t start, size_t end)
{
    return (struct tn__chars){ chars.at + start, end - start };
}

/* atext of RFC 5322, section 3.2.3. */
bool tn__chars_is_atext(uint32_t c);

/* Appends a character as email-validator shows it: in quotes, or its name. */
void tn__chars_show(struct tn__buf *out, uint32_t c);

/* Refuses characters that are not allowed, each shown once; true: all are. */
bool tn__email_check_chars(struct tn__buf *out,
                           struct tn__chars chars,
                           bool (*is_allowed)(uint32_t c),
                           const char *reason);

/* Refuses characters that are unsafe to show. */
bool tn__email_check_safe(struct tn__buf *out,
                          struct tn__chars chars,
                          bool allows_space);

/* -- Parts: false with the reason in `out` --------------------------------- */

bool tn__email_split(struct tn__chars email,
                     struct tn__email_parts *parts,
                     struct tn__buf *out);

/* Appends the local part. */
bool tn__email_local(const struct tn__email_parts *parts, struct tn__buf *out);

/* Appends the domain in Unicode to `out`, in ASCII to `ascii`. */
bool tn__email_domain(struct tn__chars domain,
                      struct tn__buf *out,
                      struct tn__buf *ascii);

/* Where periods and, in a domain, hyphens may not stand. */
struct tn__dot_rules {
    const char *at_start; /* with %s for "period" */
    const char *at_end;
    bool hyphens; /* are looked at too */
};
bool tn__email_check_dots(struct tn__buf *out,
                          struct tn__chars chars,
                          const struct tn__dot_rules *rules);

/* [1.2.3.4] is never allowed; says why. */
bool tn__email_literal(struct tn__chars literal, struct tn__buf *out);

/* Takes "Name <address>" apart; a view of zero characters: no name. */
void tn__email_unwrap(struct tn__chars *text, struct tn__chars *name);

#endif
