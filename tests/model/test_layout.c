/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <tenon/model.h>

#include "fixture.h"
#include "model/plan.h"

struct opt_point {
    bool has;
    bool is_null;
    struct {
        double x;
        struct tn_opt_int64 y;
    } value;
};

struct every {
    bool b;
    int64_t i;
    int32_t i32;
    float f32;
    bool b2;
    double f;
    struct tn_str s;
    uint32_t color;
    int64_t level;
    const struct tn_value *mixed;
    struct {
        struct tn_str *items;
        size_t count;
    } list;
    struct tn_opt_bool optional;
    struct tn_opt_int32 narrow;
    struct tn_opt_str text;
    struct opt_point point;
    const struct tn_value *any;
    struct {
        struct {
            struct tn_str key;
            bool value;
        } * items;
        size_t count;
    } extra;
};

static const char every_yaml[] =
    "type: object\n"
    "required: [b, i, i32, f32, b2, f, s, color, level, mixed, list, any]\n"
    "additionalProperties: { type: boolean }\n"
    "properties:\n"
    "  b: { type: boolean }\n"
    "  i: { type: integer }\n"
    "  i32: { type: integer, format: int32 }\n"
    "  f32: { type: number, format: float }\n"
    "  b2: { type: boolean }\n"
    "  f: { type: number }\n"
    "  s: { type: string }\n"
    "  color: { enum: [red, green] }\n"
    "  level: { enum: [1, 5] }\n"
    "  mixed: { enum: [1, a] }\n"
    "  list: { type: array, items: { type: string } }\n"
    "  optional: { type: boolean }\n"
    "  narrow: { type: integer, format: int32 }\n"
    "  text: { type: [string, 'null'] }\n"
    "  point: { $ref: '#/$defs/Point' }\n"
    "  any: {}\n"
    "$defs:\n"
    "  Point:\n"
    "    type: object\n"
    "    required: [x]\n"
    "    properties: { x: { type: number }, y: { type: integer } }\n";

static size_t offset_of(const struct tn__node *model, const char *name)
{
    size_t index = tn__plan_find(model, tn_str_from(name));

    cr_assert_neq(index, SIZE_MAX, "%s", name);
    return model->u.model.fields[index].offset;
}

Test(layout, lays_members_where_a_compiler_would)
{
    struct fixture fixture;
    const struct tn__node *node;

    fixture_open(&fixture, every_yaml);
    node = fixture_node(&fixture, "");
#define SAME(member)                                                           \
    cr_expect_eq(offset_of(node, #member), offsetof(struct every, member))
    SAME(b);
    SAME(i);
    SAME(i32);
    SAME(f32);
    SAME(b2);
    SAME(f);
    SAME(s);
    SAME(color);
    SAME(level);
    SAME(mixed);
    SAME(list);
    SAME(optional);
    SAME(narrow);
    SAME(text);
    SAME(point);
    SAME(any);
#undef SAME
    cr_expect_eq(node->u.model.extra_offset, offsetof(struct every, extra));
    cr_expect_eq(node->layout.struct_size, sizeof(struct every));
    cr_expect_eq(node->layout.struct_align, _Alignof(struct every));
    fixture_close(&fixture);
}

Test(layout, fills_a_compiled_struct)
{
    struct fixture fixture;
    struct every every;

    fixture_open(&fixture, every_yaml);
    cr_assert_eq(
        fixture_decode(&fixture, "",
                       "{\"b\": true, \"i\": -7, \"i32\": 8, \"f32\": 0.5, "
                       "\"b2\": true, \"f\": 1e3, \"s\": \"\\u0000x\", "
                       "\"color\": \"green\", \"level\": 5, \"mixed\": \"a\", "
                       "\"list\": [\"p\", \"q\"], \"narrow\": 3, "
                       "\"text\": null, \"point\": {\"x\": 2, \"y\": 4}, "
                       "\"any\": [1], \"more\": true}",
                       &every),
        0, "%s", fixture_issues(&fixture));
    cr_expect(every.b && every.b2);
    cr_expect_eq(every.i, -7);
    cr_expect_eq(every.i32, 8);
    cr_expect_float_eq(every.f32, 0.5, 0);
    cr_expect_float_eq(every.f, 1000, 0);
    cr_expect_eq(every.s.len, 2);
    cr_expect_eq(every.s.ptr[2], '\0');
    cr_expect_eq(every.color, 1);
    cr_expect_eq(every.level, 5);
    cr_expect_str_eq(every.mixed->as.text, "a");
    cr_expect_eq(every.list.count, 2);
    cr_expect_str_eq(every.list.items[1].ptr, "q");
    cr_expect_not(every.optional.has || every.optional.is_null);
    cr_expect(every.narrow.has && every.narrow.value == 3);
    cr_expect(every.text.has && every.text.is_null && !every.text.value.ptr);
    cr_expect(every.point.has && every.point.value.y.value == 4);
    cr_expect_eq(every.any->type, TN_TYPE_ARRAY);
    cr_expect_eq(every.extra.count, 1);
    cr_expect_str_eq(every.extra.items[0].key.ptr, "more");
    cr_expect(every.extra.items[0].value);
    fixture_close(&fixture);
}

Test(layout, binds_defaults_of_absent_members)
{
    struct {
        struct tn_opt_int64 i;
        struct tn_opt_str n;
        struct tn_opt_int64 wrong;
        struct {
            bool has;
            bool is_null;
            struct {
                int64_t *items;
                size_t count;
            } value;
        } list;
        struct opt_point point;
    } out;
    struct fixture fixture;

    fixture_open(&fixture,
                 "type: object\n"
                 "properties:\n"
                 "  i: { type: integer, default: '42' }\n"
                 "  n: { type: [string, 'null'], default: null }\n"
                 "  wrong: { type: integer, default: none }\n"
                 "  list: { type: array, items: { type: integer },"
                 "          default: [1, 2] }\n"
                 "  point: { $ref: '#/$defs/Point', default: { x: 2 } }\n"
                 "$defs:\n"
                 "  Point:\n"
                 "    type: object\n"
                 "    required: [x]\n"
                 "    properties:\n"
                 "      x: { type: number }\n"
                 "      y: { type: integer, default: 9 }\n");
    cr_assert_eq(fixture_decode(&fixture, "", "{}", &out), 0);
    cr_expect(!out.i.has && !out.i.is_null && out.i.value == 42);
    cr_expect(!out.n.has && out.n.is_null && !out.n.value.ptr);
    cr_expect(!out.wrong.has && out.wrong.value == 0);
    cr_expect(!out.list.has && out.list.value.count == 2);
    cr_expect_eq(out.list.value.items[1], 2);
    cr_expect_not(out.point.has);
    cr_expect_float_eq(out.point.value.x, 2, 0);
    cr_expect_eq(out.point.value.y.value, 9);
    cr_assert_eq(fixture_decode(&fixture, "", "{\"n\": null, \"i\": 1}", &out),
                 0);
    cr_expect(out.n.has && out.n.is_null);
    cr_expect(out.i.has && out.i.value == 1);
    fixture_close(&fixture);
}

Test(layout, zeroes_a_null_member_whatever_its_default)
{
    struct tn_opt_int64 out;
    struct fixture fixture;

    fixture_open(&fixture,
                 "type: object\n"
                 "properties: { n: { type: [integer, 'null'], default: 5 } }");
    cr_assert_eq(fixture_decode(&fixture, "", "{\"n\": null}", &out), 0);
    cr_expect(out.has && out.is_null && out.value == 0);
    fixture_close(&fixture);
}

Test(layout, holds_models_that_contain_themselves_by_pointer)
{
    struct node {
        int64_t value;
        struct {
            bool has;
            bool is_null;
            struct node *value;
        } next;
    } out;
    struct fixture fixture;
    const struct tn__node *node;

    fixture_open(&fixture,
                 "$defs:\n"
                 "  Node:\n"
                 "    type: object\n"
                 "    required: [value]\n"
                 "    properties:\n"
                 "      value: { type: integer }\n"
                 "      next: { anyOf: [{ $ref: '#/$defs/Node' },"
                 "                      { type: 'null' }] }\n"
                 "  Tree:\n"
                 "    type: object\n"
                 "    properties:\n"
                 "      items: { type: array, items: { $ref: '#/$defs/Tree' } }"
                 "\n");
    node = fixture_node(&fixture, "/$defs/Node");
    cr_expect(node->layout.by_pointer);
    cr_expect_eq(node->layout.struct_size, sizeof(out));
    cr_expect_not(fixture_node(&fixture, "/$defs/Tree")->layout.by_pointer);
    cr_assert_eq(fixture_decode(&fixture, "/$defs/Node",
                                "{\"value\": 1, \"next\": {\"value\": 2}}",
                                &out),
                 0);
    cr_expect_eq(out.next.value->value, 2);
    cr_expect_not(out.next.value->next.has);
    fixture_close(&fixture);
}

Test(layout, refuses_a_struct_past_a_mebibyte)
{
    struct tn__buf yaml = { 0 };
    struct tn_error error = { 0 };
    struct tn_schema *schema;

    tn__buf_lit(&yaml, "$defs:\n  M0:\n    type: object\n"
                       "    properties: { a: { type: integer } }\n");
    for (int i = 1; i < 30; i++)
        tn__buf_printf(&yaml,
                       "  M%d:\n    type: object\n"
                       "    properties: { a: { $ref: '#/$defs/M%d' },"
                       " b: { $ref: '#/$defs/M%d' } }\n",
                       i, i - 1, i - 1);
    schema = tn_schema_load_text(yaml.data, yaml.size, "big.yaml", &error);
    cr_assert(schema, "%s", error.message);
    cr_expect_eq(tn__layout_schema(schema, &error), TN_ELIMIT);
    cr_expect(strstr(error.message, "larger than"), "%s", error.message);
    tn_schema_free(schema);
    tn__buf_deinit(&yaml);
}
