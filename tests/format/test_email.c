/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "format/email.h"

#include <criterion/criterion.h>

#include <stdlib.h>

#include <tenon/attrs.h>

struct pair {
    const char *text;
    const char *result; /* "=" and the address, or "!" and the reason */
};

static void check(bool (*normalize)(struct tn_str, struct tn__buf *),
                  const struct pair *pairs,
                  size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct tn__buf out = { 0 };
        bool valid = normalize(tn_str_from(pairs[i].text), &out);

        cr_assert_eq(valid, pairs[i].result[0] == '=', "%s", pairs[i].text);
        cr_assert_str_eq(tn__buf_text(&out), pairs[i].result + 1, "%s: %s",
                         pairs[i].text, tn__buf_text(&out));
        tn__buf_deinit(&out);
    }
}

Test(email, takes_addresses_in_one_form)
{
    static const struct pair pairs[] = {
        { "a@b.c", "=a@b.c" },
        { "A.B@EXAMPLE.com", "=A.B@example.com" },
        { "Info@Example.COM", "=info@example.com" },
        { " x@y.com\n", "=x@y.com" },
        { "a@xn--e1afmkfd.xn--p1ai", "=a@пример.рф" },
        { "a@ПРИМЕР.РФ", "=a@пример.рф" },
        { "é@x.com", "=é@x.com" },
        { "a@x。com", "=a@x.com" },
        { "!#$%&'*+/=?^_`{|}~-@x.com", "=!#$%&'*+/=?^_`{|}~-@x.com" },
        { "Name <x@y.com>", "=x@y.com" },
        { "\"N. x\" <x@y.com>", "=x@y.com" },
        { "Имя Фамилия <x@y.com>", "=x@y.com" },
    };

    check(tn__email_normalize, pairs, TN_COUNT(pairs));
}

Test(email, says_what_is_wrong_before_the_at_sign)
{
    static const struct pair pairs[] = {
        { "", "!An email address must have an @-sign." },
        { "a", "!An email address must have an @-sign." },
        { "@b.c", "!There must be something before the @-sign." },
        { ".a@b.c", "!An email address cannot start with a period." },
        { "a.@b.c", "!An email address cannot have a period immediately before "
                    "the @-sign." },
        { "a..b@b.c", "!An email address cannot have two periods in a row." },
        { "a b@b.c", "!The email address contains invalid characters before "
                     "the @-sign: SPACE." },
        { "a,'\t@b.c", "!The email address contains invalid characters before "
                       "the @-sign: ',', U+0009." },
        { "\"q\"@b.c",
          "!Quoting the part before the @-sign is not allowed here." },
        { "\"q\"x@b.c", "!Extra character(s) found after close quote: 'x'" },
        { "a\xE2\x80\x8B"
          "@b.c",
          "!The email address contains unsafe characters: ZERO WIDTH SPACE." },
        { "\xCC\x81"
          "a@b.c",
          "!The email address contains unsafe characters: COMBINING ACUTE "
          "ACCENT." },
        { "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@b."
          "c",
          "!The email address is too long before the @-sign (1 character too "
          "many)." },
        { "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@"
          "b.c",
          "!The email address is too long before the @-sign (2 characters too "
          "many)." },
    };

    check(tn__email_normalize, pairs, TN_COUNT(pairs));
}

Test(email, says_what_is_wrong_after_the_at_sign)
{
    static const struct pair pairs[] = {
        { "a@", "!There must be something after the @-sign." },
        { "a@b",
          "!The part after the @-sign is not valid. It should have a period." },
        { "a@b.", "!An email address cannot end with a period." },
        { "a@.b.c", "!An email address cannot have a period immediately after "
                    "the @-sign." },
        { "a@b..c", "!An email address cannot have two periods in a row." },
        { "a@-b.c", "!An email address cannot have a hyphen immediately after "
                    "the @-sign." },
        { "a@b-.c", "!An email address cannot have a period and a hyphen next "
                    "to each other." },
        { "a@b.c-", "!An email address cannot end with a hyphen." },
        { "a@ab--c.d",
          "!An email address cannot have two letters followed by two dashes "
          "immediately after the @-sign or after a period, except Punycode." },
        { "a@b_.c",
          "!The part after the @-sign contains invalid characters: '_'." },
        { "a@b@c.d",
          "!The part after the @-sign contains invalid characters: '@'." },
        { "a@b.1", "!The part after the @-sign is not valid. It is not within "
                   "a valid top-level domain." },
        { "a@x.local", "!The part after the @-sign is a special-use or "
                       "reserved name that cannot be used with email." },
        { "a@sub.x.test", "!The part after the @-sign is a special-use or "
                          "reserved name that cannot be used with email." },
        { "a@☕.com", "!The part after the @-sign is invalid (Codepoint U+2615 "
                     "at position 1 of '☕' not allowed)." },
        { "a@xn--a.com", "!The part after the @-sign is not valid IDNA "
                         "(Codepoint U+0080 at position 1 of '\xC2\x80"
                         "' not allowed)." },
        { "a@1א.com",
          "!The part after the @-sign is invalid (Violates the Bidi rule)." },
        { "a@bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb."
          "c",
          "!After the @-sign, periods cannot be separated by so many "
          "characters (1 character too many)." },
        { "a@"
          "яяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяя"
          "яя.рф",
          "!The part after the @-sign is invalid (Label too long)." },
        { "a@bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb."
          "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb."
          "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb."
          "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb."
          "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.c",
          "!The email address is too long after the @-sign (3 characters too "
          "many)." },
        { "a@[1.2.3.4]",
          "!A bracketed IP address after the @-sign is not allowed here." },
        { "a@[1.2.3]", "!The address in brackets after the @-sign is not "
                       "valid: It is not an IPv4 address (Expected 4 octets in "
                       "'1.2.3') or is missing an address literal tag." },
        { "a@[1.2.3.256]",
          "!The address in brackets after the @-sign is not valid: It is not "
          "an IPv4 address (Octet 256 (> 255) not permitted in '1.2.3.256') or "
          "is missing an address literal tag." },
        { "a@[x]", "!The part after the @-sign in brackets is not an IPv4 "
                   "address and has no address literal tag." },
        { "a@[t:x]", "!The part after the @-sign contains an invalid address "
                     "literal tag in brackets." },
    };

    check(tn__email_normalize, pairs, TN_COUNT(pairs));
}

Test(email, says_what_is_wrong_with_the_whole)
{
    static const struct pair pairs[] = {
        { "N. <x@y.com>", "!The display name contains invalid characters when "
                          "not quoted: '.'." },
        { "N. <x@y.com", "!The display name contains invalid characters when "
                         "not quoted: '.'." },
        { "N <x@y.com",
          "!An open angle bracket at the start of the email address has to be "
          "followed by a close angle bracket at the end." },
        { "N <x@y.com> z",
          "!There can't be anything after the email address." },
        { "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@"
          "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb."
          "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb."
          "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb."
          "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.com",
          "!The email address is too long (6 characters too many)." },
        { "éééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé@"
          "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb."
          "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb."
          "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb."
          "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.com",
          "!The email address is too long (21-42 characters too many)." },
    };

    check(tn__email_normalize, pairs, TN_COUNT(pairs));
}

Test(email, keeps_the_name)
{
    static const struct pair pairs[] = {
        { "x@Y.com", "=x <x@y.com>" },
        { "N M <x@y.com>", "=N M <x@y.com>" },
        { "\"N. x\" <x@y.com>", "=N. x <x@y.com>" },
        { "\"a@b\" <x@y.com>", "=\"a@b\" <x@y.com>" },
        { "N <x>", "!An email address must have an @-sign." },
    };

    check(tn__name_email_normalize, pairs, TN_COUNT(pairs));
}

Test(email, is_short)
{
    struct tn__buf out = { 0 };
    size_t size = 1u << 20;
    char *text = malloc(size);

    cr_assert(text);
    memset(text, 'a', size);
    cr_assert_not(tn__email_normalize((struct tn_str){ text, size }, &out));
    cr_assert_str_eq(tn__buf_text(&out),
                     "Length must not exceed 2048 characters");
    tn__buf_deinit(&out);
    free(text);
}
