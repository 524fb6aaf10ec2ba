/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "http/guard.h"

#include <criterion/criterion.h>
#include <tenon/attrs.h>

struct field {
    const char *name;
    const char *value;
};

#define HEAD(...)                                                              \
    head_of((const struct field[]){ { "Host", "a" }, __VA_ARGS__, { 0 } })

static struct tn__head head_of(const struct field *fields)
{
    struct tn__head head = { 0 };

    for (; fields->name; fields++)
        tn__guard_field(&head, tn_str_from(fields->name),
                        tn_str_from(fields->value));
    return head;
}

/* Expects 0 where the head is sound. */
static void expect_status(struct tn__head head, int status)
{
    const struct tn__refusal *refusal = tn__guard_check(&head);

    cr_assert_eq(refusal ? refusal->status : 0, status, "%s",
                 refusal ? refusal->detail : "no refusal");
}

Test(guard, lets_a_sound_head_pass)
{
    struct tn__head head =
        HEAD({ "Content-Type", "application/json" },
             { "CONTENT-LENGTH", "0042" }, { "X-Empty", "" });

    cr_assert_null(tn__guard_check(&head));
    cr_assert(head.has_body);
    cr_assert_not(head.is_chunked);
    cr_assert_eq(head.body_size, 42);
    cr_assert_str_eq(head.values[TN__FIELD_CONTENT_TYPE].ptr,
                     "application/json");
}

Test(guard, reads_how_a_body_is_framed)
{
    struct tn__head chunked = HEAD({ "Transfer-Encoding", "Chunked" });
    struct tn__head empty = HEAD({ "Content-Length", "0" });
    struct tn__head most = HEAD({ "Content-Length", "18446744073709551615" });

    cr_assert_null(tn__guard_check(&chunked));
    cr_assert(chunked.is_chunked && chunked.has_body);
    cr_assert_null(tn__guard_check(&empty));
    cr_assert_not(empty.has_body);
    cr_assert_null(tn__guard_check(&most));
    cr_assert_eq(most.body_size, UINT64_MAX);
}

Test(guard, refuses_framing_that_can_be_read_in_two_ways)
{
    expect_status(HEAD({ "Content-Length", "1" }, { "content-length", "1" }),
                  400);
    expect_status(
        HEAD({ "Content-Length", "1" }, { "Transfer-Encoding", "chunked" }),
        400);
    expect_status(HEAD({ "Transfer-Encoding", "chunked" },
                       { "Transfer-Encoding", "chunked" }),
                  400);
    expect_status(HEAD({ "Transfer-Encoding", "gzip" }), 400);
    expect_status(HEAD({ "Transfer-Encoding", "chunked " }), 400);
    expect_status(HEAD({ "Transfer-Encoding", "" }), 400);
    expect_status(HEAD({ "Content-Length", "+1" }), 400);
    expect_status(HEAD({ "Content-Length", "1 " }), 400);
    expect_status(HEAD({ "Content-Length", "" }), 400);
    expect_status(HEAD({ "Content-Length", "18446744073709551616" }), 400);
}

Test(guard, wants_one_host_in_http_1_1)
{
    struct tn__head none = { 0 };
    struct tn__head old = { .is_http_1_0 = true };

    expect_status(none, 400);
    expect_status(old, 0);
    expect_status(HEAD({ "host", "a" }), 400);
    expect_status(head_of((const struct field[]){ { "Host", " a " }, { 0 } }),
                  0);
    expect_status(head_of((const struct field[]){ { "Host", "a/b" }, { 0 } }),
                  400);
}

Test(guard, knows_one_expectation)
{
    struct tn__head old = HEAD({ "Expect", "more" });

    expect_status(HEAD({ "Expect", "100-Continue" }), 0);
    expect_status(HEAD({ "Expect", "more" }), 417);
    expect_status(HEAD({ "Expect", "100-continue" }, { "Expect", "more" }),
                  417);
    old.is_http_1_0 = true;
    expect_status(old, 0);
}

Test(guard, refuses_names_that_are_no_tokens)
{
    static const char *const bad[] = { "",   " ",     "a b", "a\t",
                                       "a(", "a\xd1", "a:",  "a\x7f",
                                       "a@", "{",     "a," };

    for (size_t i = 0; i < TN_COUNT(bad); i++)
        expect_status(HEAD({ bad[i], "1" }), 400);
    expect_status(HEAD({ "!#$%&'*+-.^_`|~09AZaz", "1" }), 0);
}

Test(guard, sees_gaps_between_fields)
{
    static const char octets[] = "a: 1\r\nb: 2\r\n";
    struct tn__head head = { .next = octets };
    struct tn__head late = { .next = octets };

    tn__guard_field(&head, (struct tn_str){ octets, 1 },
                    (struct tn_str){ octets + 3, 1 });
    tn__guard_field(&head, (struct tn_str){ octets + 6, 1 },
                    (struct tn_str){ octets + 9, 1 });
    cr_assert_null(head.refusal);
    cr_assert_eq(head.next, octets + 12);
    tn__guard_field(&late, (struct tn_str){ octets + 6, 1 },
                    (struct tn_str){ octets + 9, 1 });
    cr_assert_eq(late.refusal, &tn__refusal_gap);
}
