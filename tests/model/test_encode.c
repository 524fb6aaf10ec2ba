/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <math.h>

#include <tenon/model.h>

#include "fixture.h"

static const char yaml[] =
    "type: object\n"
    "required: [s, f, color, list, map]\n"
    "properties:\n"
    "  s: { type: string }\n"
    "  f: { type: number }\n"
    "  color: { enum: [red, green] }\n"
    "  list: { type: array, items: { $ref: '#/$defs/Item' } }\n"
    "  map: { type: object, additionalProperties: { type: number } }\n"
    "  level: { enum: [1, 5] }\n"
    "  any: {}\n"
    "$defs:\n"
    "  Item:\n"
    "    type: object\n"
    "    required: [n/m]\n"
    "    properties: { n/m: { type: [string, 'null'] } }\n";

struct entry {
    struct tn_str key;
    double value;
};

struct model {
    struct tn_str s;
    double f;
    uint32_t color;
    struct {
        struct tn_opt_str *items;
        size_t count;
    } list;
    struct {
        struct entry *items;
        size_t count;
    } map;
    struct tn_opt_int64 level;
    struct tn_opt_value any;
};

static void expect_failure(struct fixture *fixture,
                           const struct model *model,
                           const char *pointer,
                           const char *message)
{
    struct tn__buf buf = { 0 };
    struct tn_error error = { 0 };

    cr_expect_eq(tn__encode(&buf, &fixture->arena, fixture_node(fixture, ""),
                            model, &error),
                 TN_EENCODE);
    cr_expect_str_eq(error.pointer, pointer);
    cr_expect(strstr(error.message, message), "%s", error.message);
    tn__buf_deinit(&buf);
}

Test(encode, writes_members_in_the_order_of_the_schema)
{
    struct tn_opt_str items[] = { { .value = TN_STR("x") },
                                  { .is_null = true } };
    struct entry entries[] = { { TN_STR("k\""), 0.1 }, { TN_STR("я"), 1e16 } };
    struct model model = {
        .s = TN_STR("tab\t, длинная строка, и ещё немного"),
        .f = -0.0,
        .color = 1,
        .list = { items, 2 },
        .map = { entries, 2 },
    };
    struct fixture fixture;

    fixture_open(&fixture, yaml);
    TN_SET(model.level, 5);
    TN_SET_NULL(model.any);
    cr_expect_str_eq(
        fixture_encode(&fixture, "", &model),
        "{\"s\":\"tab\\t, длинная строка, и ещё немного\",\"f\":-0.0,"
        "\"color\":\"green\",\"list\":[{\"n/m\":\"x\"},{\"n/m\":null}],"
        "\"map\":{\"k\\\"\":0.1,\"я\":1e+16},\"level\":5,\"any\":null}");
    fixture_close(&fixture);
}

Test(encode, writes_a_zeroed_struct)
{
    struct model model = { 0 };
    struct fixture fixture;

    fixture_open(&fixture, yaml);
    cr_expect_str_eq(
        fixture_encode(&fixture, "", &model),
        "{\"s\":\"\",\"f\":0.0,\"color\":\"red\",\"list\":[],\"map\":{}}");
    fixture_close(&fixture);
}

Test(encode, says_where_a_struct_holds_what_json_cannot_say)
{
    struct tn_opt_str items[] = { { .is_null = true },
                                  { .value = TN_STR("\xff") } };
    struct entry entries[] = { { TN_STR("a~b"), INFINITY } };
    struct model model = { 0 };
    struct fixture fixture;

    fixture_open(&fixture, yaml);
    model.f = NAN;
    expect_failure(&fixture, &model, "/f", "not finite");
    model.f = 0;
    model.color = 2;
    expect_failure(&fixture, &model, "/color", "enum");
    model.color = 0;
    model.list.items = items;
    model.list.count = 2;
    expect_failure(&fixture, &model, "/list/1/n~1m", "UTF-8");
    model.list.items = NULL;
    expect_failure(&fixture, &model, "/list", "NULL");
    model.list.count = 0;
    model.map.items = entries;
    model.map.count = 1;
    expect_failure(&fixture, &model, "/map/a~0b", "not finite");
    model.map.count = 0;
    TN_SET(model.level, 2);
    expect_failure(&fixture, &model, "/level", "enum");
    model.level.has = false;
    TN_SET(model.any, NULL);
    expect_failure(&fixture, &model, "/any", "NULL");
    model.any.has = false;
    model.s.len = 1;
    expect_failure(&fixture, &model, "/s", "NULL");
    fixture_close(&fixture);
}

struct formats {
    struct tn_opt_date d;
    struct tn_opt_datetime dt;
    struct tn_opt_time t;
    struct tn_opt_duration td;
    struct tn_opt_str n;
};

static const char formats_yaml[] =
    "type: object\n"
    "properties:\n"
    "  d: { type: string, format: date }\n"
    "  dt: { type: string, format: date-time }\n"
    "  t: { type: string, format: time }\n"
    "  td: { type: string, format: duration }\n"
    "  n: { anyOf: [{ type: number }, { type: string }] }\n";

/* Asserts what is said where a member holds no value of its format. */
static void
expect_no_value(struct formats formats, const char *where, const char *message)
{
    struct fixture fixture;
    struct tn_error error = { 0 };
    struct tn__buf buf = { 0 };
    const struct tn__node *root;

    fixture_open(&fixture, formats_yaml);
    root = fixture_node(&fixture, "");
    cr_assert_eq(sizeof(formats), tn__layout_form_size(root));
    cr_expect_eq(tn__encode(&buf, &fixture.arena, root, &formats, &error),
                 TN_EENCODE);
    cr_expect_str_eq(error.pointer, where);
    cr_expect(strstr(error.message, message), "%s", error.message);
    tn__buf_deinit(&buf);
    fixture_close(&fixture);
}

Test(encode, says_where_a_format_has_no_text)
{
    struct formats formats[5] = { 0 };

    TN_SET(formats[0].d, (struct tn_date){ 0 });
    expect_no_value(formats[0], "/d", "a date");
    TN_SET(formats[1].dt, ((struct tn_datetime){ { 2026, 2, 29 }, { 0 } }));
    expect_no_value(formats[1], "/dt", "a date and time");
    TN_SET(formats[2].t, (struct tn_time){ .second = 60 });
    expect_no_value(formats[2], "/t", "a time");
    TN_SET(formats[3].td, (struct tn_duration){ .seconds = -1 });
    expect_no_value(formats[3], "/td", "a duration");
    TN_SET(formats[4].n, tn_str_from("1,5"));
    expect_no_value(formats[4], "/n", "decimal");
}

Test(encode, writes_escapes_and_utf8_of_any_length)
{
    struct fixture fixture;
    char text[64];
    char expected[80];

    fixture_open(&fixture, "type: string");
    for (size_t size = 0; size < 40; size++) {
        for (size_t at = 0; at < size; at++) {
            struct tn_str value = { text, size };

            memset(text, 'a', sizeof(text));
            text[at] = '"';
            expected[0] = '"';
            memset(expected + 1, 'a', size + 1);
            memcpy(expected + 1 + at, "\\\"", 2);
            memcpy(expected + 2 + size, "\"", 2);
            cr_expect_str_eq(fixture_encode(&fixture, "", &value), expected);
            text[at] = (char)0x80;
            cr_expect_eq(tn__encode(&(struct tn__buf){ .limit = 100 },
                                    &fixture.arena, fixture_node(&fixture, ""),
                                    &value, NULL),
                         TN_EENCODE);
        }
    }
    fixture_close(&fixture);
}

Test(encode, stops_at_the_ceiling_of_its_buffer)
{
    struct fixture fixture;
    struct model model = { 0 };
    struct tn__buf buf = { .limit = 30 };

    fixture_open(&fixture, yaml);
    cr_expect_eq(tn__encode(&buf, &fixture.arena, fixture_node(&fixture, ""),
                            &model, NULL),
                 TN_ENOMEM);
    tn__buf_deinit(&buf);
    fixture_close(&fixture);
}

Test(encode, stops_at_a_pointer_that_leads_back)
{
    struct node {
        struct {
            bool has;
            bool is_null;
            struct node *value;
        } next;
    } node = { .next = { true, false, &node } };
    struct fixture fixture;
    struct tn__buf buf = { 0 };
    struct tn_error error = { 0 };

    fixture_open(&fixture, "type: object\n"
                           "properties: { next: { $ref: '#' } }\n");
    cr_expect_eq(tn__encode(&buf, &fixture.arena, fixture_node(&fixture, ""),
                            &node, &error),
                 TN_EENCODE);
    cr_expect(strstr(error.message, "leads back"));
    tn__buf_deinit(&buf);
    fixture_close(&fixture);
}
