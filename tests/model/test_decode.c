/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <tenon/model.h>

#include "fixture.h"

static const char add_yaml[] = "type: object\n"
                               "required: [first]\n"
                               "properties:\n"
                               "  first: { type: integer }\n"
                               "  second: { type: [integer, 'null'] }\n";

struct add {
    int64_t first;
    struct tn_opt_int64 second;
};

Test(decode, tells_absent_null_and_a_value_apart)
{
    struct fixture fixture;
    struct add add;

    fixture_open(&fixture, add_yaml);
    cr_assert_eq(fixture_decode(&fixture, "", "{\"first\": 1}", &add), 0);
    cr_expect(!add.second.has && !add.second.is_null && !add.second.value);
    cr_assert_eq(
        fixture_decode(&fixture, "", "{\"second\": null, \"first\": 1}", &add),
        0);
    cr_expect(add.second.has && add.second.is_null && !add.second.value);
    cr_assert_eq(
        fixture_decode(&fixture, "", "{\"second\": 2, \"first\": 1}", &add), 0);
    cr_expect(add.second.has && !add.second.is_null && add.second.value == 2);
    fixture_close(&fixture);
}

Test(decode, takes_a_body_of_another_type_as_a_string)
{
    struct fixture fixture;
    struct tn__body body;
    struct add add;
    int64_t number;

    fixture_open(&fixture, add_yaml);
    body = fixture_body(&fixture, "{\"first\": 1}");
    body.is_json = false;
    cr_assert_eq(fixture_decode_body(&fixture, "", &body, &add), TN_EINVALID);
    cr_expect(
        strstr(fixture_issues(&fixture), "\"input\":\"{\\\"first\\\": 1}\""));
    body = fixture_body(&fixture, " 5 ");
    body.is_json = false;
    cr_assert_eq(
        fixture_decode_body(&fixture, "/properties/first", &body, &number), 0);
    cr_expect_eq(number, 5);
    body = fixture_body(&fixture, "\xff");
    body.is_json = false;
    cr_expect_eq(fixture_decode_body(&fixture, "", &body, &add), TN_EUTF8);
    fixture_close(&fixture);
}

Test(decode, says_what_is_no_text_and_what_is_nested_too_deep)
{
    struct fixture fixture;
    struct add add;
    char deep[2 * TN__JSON_DEPTH + 3] = { 0 };

    fixture_open(&fixture, add_yaml);
    memset(deep, '[', sizeof(deep) - 1);
    cr_expect_eq(fixture_decode(&fixture, "", "{\"\xff\": 1}", &add), TN_EUTF8);
    cr_expect_eq(fixture_decode(&fixture, "", deep, &add), TN_EDEPTH);
    fixture_close(&fixture);
}

Test(decode, takes_an_empty_body_as_null_where_null_is_allowed)
{
    struct fixture fixture;
    struct tn_opt_int64 out;

    fixture_open(&fixture, "type: [integer, 'null']");
    cr_expect_eq(fixture_decode(&fixture, "", "", &out), 0);
    cr_expect(out.is_null);
    cr_expect_eq(fixture_decode(&fixture, "", "null", &out), 0);
    cr_expect_eq(fixture_decode(&fixture, "", "7", &out), 0);
    cr_expect(!out.is_null && out.value == 7);
    fixture_close(&fixture);
}

Test(decode, borrows_strings_from_the_body)
{
    struct fixture fixture;
    struct tn__body body;
    struct tn_str out;

    fixture_open(&fixture, "type: string");
    body = fixture_body(&fixture, "\"borrowed\"");
    cr_assert_eq(fixture_decode_body(&fixture, "", &body, &out), 0);
    cr_expect_eq(out.ptr, body.text + 1);
    fixture_close(&fixture);
}

Test(decode, searches_with_the_matcher_of_the_caller)
{
    struct fixture fixture;
    struct tn_str out;

    fixture_open(&fixture, "{ type: string, pattern: '^a+$' }");
    fixture.options.matcher = tn__matcher_new(NULL);
    cr_expect_eq(fixture_decode(&fixture, "", "\"aaa\"", &out), 0);
    cr_expect_eq(fixture_decode(&fixture, "", "\"ab\"", &out), TN_EINVALID);
    tn__matcher_free(fixture.options.matcher);
    fixture_close(&fixture);
}

/* A list of the numbers 0 to count - 1, as strings that are no booleans. */
static const char *bad_list(struct fixture *fixture, int count)
{
    struct tn__buf text = { 0 };

    for (int i = 0; i < count; i++)
        tn__buf_printf(&text, "%c\"n%d\"", i ? ',' : '[', i);
    tn__buf_char(&text, ']');
    return fixture_text(fixture, &text);
}

static size_t count_issues(const char *text)
{
    size_t count = 0;

    while ((text = strstr(text, "\"type\":"))) {
        count++;
        text++;
    }
    return count;
}

Test(decode, keeps_64_issues_and_counts_the_others)
{
    struct {
        void *items;
        size_t count;
    } out;
    struct fixture fixture;

    fixture_open(&fixture, "{ type: array, items: { type: boolean } }");
    cr_assert_eq(fixture_decode(&fixture, "", bad_list(&fixture, 100), &out),
                 TN_EINVALID);
    cr_expect_eq(fixture.issues.count, 100);
    cr_expect_eq(count_issues(fixture_issues(&fixture)), 64);
    fixture.options.issue_limit = 3;
    fixture_decode(&fixture, "", bad_list(&fixture, 100), &out);
    cr_expect_eq(count_issues(fixture_issues(&fixture)), 3);
    fixture_close(&fixture);
}

Test(decode, cuts_issues_that_a_small_answer_cannot_hold)
{
    struct {
        void *items;
        size_t count;
    } out;
    struct fixture fixture;
    struct tn__buf buf = { .limit = 1000 };
    const char *text;

    fixture_open(&fixture, "{ type: array, items: { type: boolean } }");
    fixture_decode(&fixture, "", bad_list(&fixture, 50), &out);
    tn__issues_write(&fixture.issues, &buf);
    text = fixture_text(&fixture, &buf);
    cr_expect_gt(count_issues(text), 2);
    cr_expect_lt(count_issues(text), 10);
    cr_expect_str_eq(text + strlen(text) - 3, "}]}");
    fixture_close(&fixture);
}

Test(decode, finishes_quickly_with_many_names_that_stand_twice)
{
    struct {
        void *items;
        size_t count;
    } out;
    struct fixture fixture;
    struct tn__buf text = { 0 };

    fixture_open(&fixture,
                 "{ type: object, additionalProperties: { type: integer } }");
    for (int i = 0; i < 50000; i++)
        tn__buf_printf(&text, "%c\"same%05dsame\":%d", i ? ',' : '{', i % 30000,
                       i);
    tn__buf_char(&text, '}');
    cr_assert_eq(
        fixture_decode(&fixture, "", fixture_text(&fixture, &text), &out), 0);
    cr_expect_eq(out.count, 30000);
    fixture_close(&fixture);
}
