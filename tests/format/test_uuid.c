/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "format/uuid.h"

#include <criterion/criterion.h>

/* Checks how a text is written again, or what is said of it. */
static void check(const char *text, const char *expected)
{
    struct tn__buf buf = { 0 };
    struct tn_uuid uuid;

    if (tn__uuid_parse(tn_str_from(text), &uuid))
        tn__buf_commit(
            &buf, tn__uuid_format(tn__buf_reserve(&buf, TN__UUID_SIZE), &uuid));
    else
        tn__uuid_explain(&buf, tn_str_from(text));
    cr_expect_str_eq(tn__buf_text(&buf), expected, "%s: %s", text,
                     tn__buf_text(&buf));
    tn__buf_deinit(&buf);
}

#define TEXT "12345678-1234-4234-8234-123456789abc"

Test(uuid, reads_all_forms)
{
    check(TEXT, TEXT);
    check("12345678-1234-4234-8234-123456789ABC", TEXT);
    check("12345678123442348234123456789abc", TEXT);
    check("{" TEXT "}", TEXT);
    check("urn:uuid:" TEXT, TEXT);
}

#define STRANGER                                                               \
    "invalid character: expected an optional prefix of `urn:uuid:` "           \
    "followed by [0-9a-fA-F-], found "

Test(uuid, tells_the_first_byte_that_does_not_belong)
{
    check("x", STRANGER "`x` at 1");
    check("{" TEXT, STRANGER "`{` at 1");
    check("{x}", STRANGER "`x` at 2");
    check("urn:uuid:x", STRANGER "`x` at 10");
    check("12345678-1234-4234-8234-12345678\xd1\x8f"
          "abc",
          STRANGER "`\xd1\x8f` at 33");
}

Test(uuid, tells_a_wrong_length)
{
    check("", "invalid length: expected length 32 for simple format, found 0");
    check("abc",
          "invalid length: expected length 32 for simple format, found 3");
}

Test(uuid, tells_a_wrong_count_of_groups)
{
    check("1234-5678", "invalid group count: expected 5, found 2");
    check(TEXT "-", "invalid group count: expected 5, found 6");
    check("{12345678123442348234123456789abc}",
          "invalid group count: expected 5, found 1");
}

Test(uuid, tells_the_first_group_of_a_wrong_length)
{
    check("1234567-12345-1234-1234-123456789012",
          "invalid group length in group 0: expected 8, found 7");
    check("12345678--1234-1234-123456789012",
          "invalid group length in group 1: expected 4, found 0");
    check(TEXT "0", "invalid group length in group 4: expected 12, found 13");
    check("{" TEXT "0}",
          "invalid group length in group 4: expected 12, found 15");
    check("12345678-1234-1234-1234-",
          "invalid group length in group 4: expected 12, found 0");
}

Test(uuid, has_a_version_in_its_own_variant_only)
{
    struct tn_uuid uuid;

    cr_assert(tn__uuid_parse(tn_str_from(TEXT), &uuid));
    cr_expect_eq(tn__uuid_version(&uuid), 4);
    uuid.octets[8] = 0xc2;
    cr_expect_eq(tn__uuid_version(&uuid), 0);
}
