/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "fixture.h"

/* What is wrong with a schema, and where the errors of an instance are. */

static void assert_refused(const char *text, const char *says)
{
    struct evaluation it;

    evaluation_open(&it);
    cr_expect_null(evaluation_compile(&it, text, strlen(text), true));
    cr_expect(strstr(it.error.message, says), "%s: %s", text, it.error.message);
    cr_expect_eq(it.error.code, TN_ESCHEMA);
    evaluation_close(&it);
}

Test(library, a_reference_that_leads_nowhere_is_refused)
{
    assert_refused("{\"$ref\":\"#/$defs/a\"}", "leads nowhere");
    assert_refused("{\"$ref\":\"#a\"}", "leads nowhere");
    assert_refused("{\"$ref\":\"http://127.0.0.1/a.json\"}", "no schema has");
    assert_refused("{\"$dynamicRef\":\"#a\"}", "leads nowhere");
    assert_refused("{\"$ref\":\"#/title\",\"title\":\"t\"}", "no schema");
}

Test(library, a_circle_without_progress_is_refused)
{
    assert_refused("{\"$ref\":\"#\"}", "without progress");
    assert_refused("{\"allOf\":[{\"not\":{\"$ref\":\"#\"}}]}",
                   "without progress");
    assert_refused("{\"if\":{\"$ref\":\"#/$defs/a\"},"
                   "\"$defs\":{\"a\":{\"$ref\":\"#\"}}}",
                   "without progress");
}

Test(library, a_value_that_is_none_of_its_keyword_is_refused)
{
    assert_refused("{\"minItems\":-1}", "\"minItems\" must be");
    assert_refused("{\"allOf\":[]}", "\"allOf\" must be");
    assert_refused("{\"pattern\":\"(\"}", "does not compile");
}

static void
assert_output(const char *text, const char *json, const char *expected)
{
    struct tn__faults faults = { 0 };
    struct tn__buf out = { 0 };
    struct evaluation it;
    int rc;

    evaluation_open(&it);
    rc = evaluation_run(&it, evaluation_compile(&it, text, strlen(text), true),
                        evaluation_read(&it, json, strlen(json)), &faults);
    tn__output_basic(&out, rc == 0, &faults);
    cr_expect_str_eq(tn__buf_text(&out), expected);
    tn__buf_deinit(&out);
    evaluation_close(&it);
}

Test(library, an_error_has_three_places)
{
    assert_output(
        "{\"$id\":\"http://a.example/s\",\"properties\":{\"a/b\":{\"items\":{"
        "\"$ref\":\"#/$defs/n\"}}},\"$defs\":{\"n\":{\"minimum\":3}}}",
        "{\"a/b\":[3,2]}",
        "{\"valid\":false,\"errors\":[{\"keywordLocation\":\"/properties/a~1b/"
        "items/$ref/minimum\",\"absoluteKeywordLocation\":\"http://a.example/"
        "s#/$defs/n/minimum\",\"instanceLocation\":\"/a~1b/1\",\"error\":"
        "\"Input should be greater than or equal to 3\"}]}");
    assert_output("{}", "1", "{\"valid\":true}");
}

Test(library, all_errors_are_told_and_those_of_what_is_met_are_not)
{
    assert_output(
        "{\"anyOf\":[{\"type\":\"string\"},{\"type\":\"integer\"}],"
        "\"minimum\":9,\"multipleOf\":2}",
        "7",
        "{\"valid\":false,\"errors\":[{\"keywordLocation\":\"/multipleOf\","
        "\"absoluteKeywordLocation\":\"#/multipleOf\",\"instanceLocation\":"
        "\"\",\"error\":\"Input should be a multiple of 2\"},{"
        "\"keywordLocation\":\"/minimum\",\"absoluteKeywordLocation\":"
        "\"#/minimum\",\"instanceLocation\":\"\",\"error\":\"Input should be "
        "greater than or equal to 9\"}]}");
}

Test(library, work_is_bounded)
{
    static const char schema[] =
        "{\"$defs\":{\"a\":{\"allOf\":[{\"items\":{\"$ref\":\"#/$defs/a\"}},"
        "{\"items\":{\"$ref\":\"#/$defs/a\"}}]}},\"$ref\":\"#/$defs/a\"}";
    char deep[601];
    struct evaluation it;

    memset(deep, '[', 300);
    memset(deep + 300, ']', 300);
    evaluation_open(&it);
    cr_assert_eq(evaluation_run(
                     &it,
                     evaluation_compile(&it, schema, sizeof(schema) - 1, true),
                     evaluation_read(&it, deep, 600), NULL),
                 TN_ELIMIT);
    evaluation_close(&it);
}
