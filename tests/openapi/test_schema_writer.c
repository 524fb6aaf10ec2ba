/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <stdio.h>

#include <criterion/criterion.h>

#include "openapi/api.h"

/* Asserts that model M of a schema file becomes this component. */
static void assert_model(const char *file, const char *component)
{
    struct test_api api;
    const char *text;

    test_api_init(&api);
    test_api_load(&api, "test.yaml", file);
    test_api_route(&api, &(struct test_route){ .input = "M" });
    text = test_api_text_at(&api, "components", "schemas", "M", NULL);
    cr_assert_str_eq(text, component);
    test_api_deinit(&api);
}

/* Asserts what becomes of the schema of property "p". */
static void assert_property(const char *schema, const char *property)
{
    struct test_api api;
    char file[1024];
    const char *text;

    test_api_init(&api);
    snprintf(file, sizeof(file),
             "$defs:\n"
             "  M: { type: object, properties: { p: %s } }\n"
             "  Other: { type: object, properties: { q: { type: string } } }\n",
             schema);
    test_api_load(&api, "test.yaml", file);
    test_api_route(&api, &(struct test_route){ .input = "M" });
    text = test_api_text_at(&api, "components", "schemas", "M", "properties",
                            "p", NULL);
    cr_assert_str_eq(text, property);
    test_api_deinit(&api);
}

Test(schema_writer, says_what_integers_c_has_room_for)
{
    assert_property("{ type: integer }",
                    "{\"type\":\"integer\",\"format\":\"int64\",\"title\":"
                    "\"P\"}");
    assert_property("{ type: integer, format: int32 }",
                    "{\"type\":\"integer\",\"format\":\"int32\",\"title\":"
                    "\"P\"}");
}

Test(schema_writer, says_which_numbers_are_single)
{
    assert_property("{ type: number }",
                    "{\"type\":\"number\",\"title\":\"P\"}");
    assert_property("{ type: number, format: float }",
                    "{\"type\":\"number\",\"format\":\"float\",\"title\":"
                    "\"P\"}");
}

Test(schema_writer, keeps_a_title_and_makes_one_of_the_name)
{
    assert_model("$defs:\n"
                 "  M:\n"
                 "    type: object\n"
                 "    properties:\n"
                 "      first_name: { type: string }\n"
                 "      age: { type: string, title: Years }\n",
                 "{\"type\":\"object\",\"properties\":{"
                 "\"first_name\":{\"type\":\"string\",\"title\":\"First Name\"}"
                 ",\"age\":{\"type\":\"string\",\"title\":\"Years\"}},"
                 "\"title\":\"M\"}");
}

Test(schema_writer, writes_both_spellings_of_nullable_as_any_of)
{
    static const char expected[] =
        "{\"anyOf\":[{\"type\":\"integer\",\"format\":\"int64\","
        "\"minimum\":1},{\"type\":\"null\"}],\"title\":\"P\"}";

    assert_property("{ type: [integer, 'null'], minimum: 1 }", expected);
    assert_property(
        "{ anyOf: [{ type: integer, minimum: 1 }, { type: 'null' }] }",
        expected);
}

Test(schema_writer, keeps_the_order_of_any_of)
{
    assert_property("{ anyOf: [{ type: 'null' }, { type: string }] }",
                    "{\"anyOf\":[{\"type\":\"null\"},{\"type\":\"string\"}],"
                    "\"title\":\"P\"}");
}

Test(schema_writer, writes_annotations_of_a_nullable_beside_any_of)
{
    assert_property("{ type: [string, 'null'], description: Why, "
                    "examples: [a] }",
                    "{\"anyOf\":[{\"type\":\"string\"},{\"type\":\"null\"}],"
                    "\"description\":\"Why\",\"examples\":[\"a\"],"
                    "\"title\":\"P\"}");
}

Test(schema_writer, writes_several_types_with_their_own_constraints)
{
    assert_property("{ type: [integer, string, 'null'], minLength: 2, "
                    "maximum: 5 }",
                    "{\"anyOf\":[{\"type\":\"integer\",\"format\":\"int64\","
                    "\"maximum\":5},{\"type\":\"string\",\"minLength\":2},"
                    "{\"type\":\"null\"}],\"title\":\"P\"}");
}

Test(schema_writer, leaves_out_a_default_of_null)
{
    assert_property("{ type: [string, 'null'], default: null }",
                    "{\"anyOf\":[{\"type\":\"string\"},{\"type\":\"null\"}],"
                    "\"title\":\"P\"}");
}

Test(schema_writer, keeps_other_defaults_as_they_are)
{
    assert_property("{ type: number, default: 0.1 }",
                    "{\"type\":\"number\",\"default\":0.1,\"title\":\"P\"}");
    assert_property("{ type: boolean, default: false }",
                    "{\"type\":\"boolean\",\"default\":false,\"title\":\"P\"}");
}

Test(schema_writer, keeps_integers_of_any_size)
{
    assert_property("{ type: number, maximum: 123456789012345678901234 }",
                    "{\"type\":\"number\",\"maximum\":"
                    "123456789012345678901234,\"title\":\"P\"}");
}

Test(schema_writer, refers_to_models_without_a_title_of_the_name)
{
    assert_property("{ $ref: '#/$defs/Other' }",
                    "{\"$ref\":\"#/components/schemas/Other\"}");
    assert_property("{ anyOf: [{ $ref: '#/$defs/Other' }, { type: 'null' }] }",
                    "{\"anyOf\":[{\"$ref\":\"#/components/schemas/Other\"},"
                    "{\"type\":\"null\"}]}");
}

Test(schema_writer, keeps_annotations_beside_a_reference)
{
    assert_property("{ $ref: '#/$defs/Other', description: Here }",
                    "{\"$ref\":\"#/components/schemas/Other\","
                    "\"description\":\"Here\"}");
}

Test(schema_writer, writes_lists_and_maps)
{
    assert_property("{ type: array, items: { $ref: '#/$defs/Other' }, "
                    "minItems: 1 }",
                    "{\"type\":\"array\",\"items\":{\"$ref\":"
                    "\"#/components/schemas/Other\"},\"minItems\":1,"
                    "\"title\":\"P\"}");
    assert_property("{ type: object, additionalProperties: { type: string } }",
                    "{\"type\":\"object\",\"additionalProperties\":{\"type\":"
                    "\"string\"},\"title\":\"P\"}");
    assert_property("{ type: array }",
                    "{\"type\":\"array\",\"items\":{},\"title\":\"P\"}");
    assert_property("{ type: object }",
                    "{\"type\":\"object\",\"title\":\"P\"}");
}

Test(schema_writer, writes_choices_as_they_are)
{
    assert_property("{ enum: [a, 1, true, null] }",
                    "{\"enum\":[\"a\",1,true,null],\"title\":\"P\"}");
    assert_property("{ type: string, enum: [a, b] }",
                    "{\"type\":\"string\",\"enum\":[\"a\",\"b\"],"
                    "\"title\":\"P\"}");
    assert_property("{ const: 7 }", "{\"const\":7,\"title\":\"P\"}");
}

Test(schema_writer, writes_what_takes_everything_as_a_title_alone)
{
    assert_property("{}", "{\"title\":\"P\"}");
}

Test(schema_writer, writes_an_object_in_place_with_titles_too)
{
    assert_property("{ type: object, required: [deep_one], "
                    "properties: { deep_one: { type: string } } }",
                    "{\"type\":\"object\",\"properties\":{\"deep_one\":{"
                    "\"type\":\"string\",\"title\":\"Deep One\"}},"
                    "\"required\":[\"deep_one\"],\"title\":\"P\"}");
}

Test(schema_writer, says_what_happens_to_further_properties)
{
    assert_model("$defs: { M: { type: object, properties: { a: {} }, "
                 "additionalProperties: false } }",
                 "{\"type\":\"object\",\"properties\":{\"a\":{\"title\":\"A\"}}"
                 ",\"additionalProperties\":false,\"title\":\"M\"}");
    assert_model("$defs: { M: { type: object, properties: { a: {} }, "
                 "additionalProperties: { type: string } } }",
                 "{\"type\":\"object\",\"properties\":{\"a\":{\"title\":\"A\"}}"
                 ",\"additionalProperties\":{\"type\":\"string\"},"
                 "\"title\":\"M\"}");
}

Test(schema_writer, writes_a_model_that_contains_itself)
{
    assert_model("$defs: { M: { type: object, properties: { "
                 "next: { anyOf: [{ $ref: '#/$defs/M' }, { type: 'null' }] }, "
                 "all: { type: array, items: { $ref: '#/$defs/M' } } } } }",
                 "{\"type\":\"object\",\"properties\":{\"next\":{\"anyOf\":[{"
                 "\"$ref\":\"#/components/schemas/M\"},{\"type\":\"null\"}]},"
                 "\"all\":{\"type\":\"array\",\"items\":{\"$ref\":"
                 "\"#/components/schemas/M\"},\"title\":\"All\"}},"
                 "\"title\":\"M\"}");
}

Test(schema_writer, writes_tuples)
{
    assert_property(
        "{ type: array, prefixItems: [{ type: string }, "
        "{ $ref: '#/$defs/Other' }], items: { type: boolean }, minItems: 1 }",
        "{\"type\":\"array\",\"prefixItems\":[{\"type\":\"string\"},"
        "{\"$ref\":\"#/components/schemas/Other\"}],"
        "\"items\":{\"type\":\"boolean\"},\"minItems\":1,\"title\":\"P\"}");
    assert_property("{ type: array, prefixItems: [{}], items: false }",
                    "{\"type\":\"array\",\"prefixItems\":[{}],"
                    "\"items\":false,\"title\":\"P\"}");
}

Test(schema_writer, writes_what_keys_of_maps_must_be)
{
    assert_property(
        "{ type: object, patternProperties: "
        "{ '^x': { $ref: '#/$defs/Other' } }, minProperties: 1 }",
        "{\"type\":\"object\",\"patternProperties\":{\"^x\":{\"$ref\":"
        "\"#/components/schemas/Other\"}},\"minProperties\":1,"
        "\"title\":\"P\"}");
    assert_property("{ type: object, propertyNames: { minLength: 2 }, "
                    "additionalProperties: { type: boolean } }",
                    "{\"type\":\"object\",\"additionalProperties\":{"
                    "\"type\":\"boolean\"},\"propertyNames\":{"
                    "\"minLength\":2},\"title\":\"P\"}");
}

Test(schema_writer, writes_what_only_checks_ask_as_it_is_written)
{
    assert_property("{ type: integer, not: { const: 5 } }",
                    "{\"type\":\"integer\",\"not\":{\"const\":5},"
                    "\"title\":\"P\"}");
    assert_property(
        "{ type: object, if: { properties: { a: { const: 1 } } }, "
        "then: { $ref: '#/$defs/Other' } }",
        "{\"type\":\"object\",\"if\":{\"properties\":{\"a\":{\"const\":1}}},"
        "\"then\":{\"$ref\":\"#/components/schemas/Other\"},"
        "\"title\":\"P\"}");
    assert_property("{ type: array, contains: { $ref: '#/$defs/Other' } }",
                    "{\"type\":\"array\",\"contains\":{\"$ref\":"
                    "\"#/components/schemas/Other\"},\"title\":\"P\"}");
    assert_property("false", "{\"not\":{},\"title\":\"P\"}");
}

Test(schema_writer, writes_all_of_as_it_is_written)
{
    assert_property("{ allOf: [{ $ref: '#/$defs/Other' }, { type: object, "
                    "properties: { r: { type: integer } } }] }",
                    "{\"allOf\":[{\"$ref\":\"#/components/schemas/Other\"},{"
                    "\"type\":\"object\",\"properties\":{\"r\":{\"type\":"
                    "\"integer\",\"format\":\"int64\",\"title\":\"R\"}}}],"
                    "\"title\":\"P\"}");
    assert_property("{ $ref: '#/$defs/Other', minProperties: 1 }",
                    "{\"$ref\":\"#/components/schemas/Other\","
                    "\"minProperties\":1,\"title\":\"P\"}");
}

Test(schema_writer, makes_a_component_of_what_a_check_refers_to)
{
    struct test_api api;

    test_api_init(&api);
    test_api_load(&api, "test.yaml",
                  "$defs: { M: { type: object, properties: { a: "
                  "{ type: string }, b: { not: { anyOf: [{ type: boolean }, "
                  "{ $ref: '#/$defs/M/properties/a' }] } } } } }");
    test_api_route(&api, &(struct test_route){ .input = "M" });
    cr_assert_str_eq(test_api_text_at(&api, "components", "schemas", "M",
                                      "properties", "b", NULL),
                     "{\"not\":{\"anyOf\":[{\"type\":\"boolean\"},{\"$ref\":"
                     "\"#/components/schemas/M__defs_M_properties_a\"}]},"
                     "\"title\":\"B\"}");
    cr_assert_not_null(test_api_at(&api, "components", "schemas",
                                   "M__defs_M_properties_a", NULL));
    test_api_deinit(&api);
}

Test(schema_writer, rewrites_the_references_of_a_mapping)
{
    assert_model(
        "$defs:\n"
        "  A: { type: object, properties: { k: { const: a } } }\n"
        "  B: { type: object, properties: { k: { const: b } } }\n"
        "  M:\n"
        "    oneOf: [{ $ref: '#/$defs/A' }, { $ref: '#/$defs/B' }]\n"
        "    discriminator:\n"
        "      propertyName: k\n"
        "      mapping: { a: '#/$defs/A', b: B }\n",
        "{\"oneOf\":[{\"$ref\":\"#/components/schemas/A\"},{\"$ref\":"
        "\"#/components/schemas/B\"}],\"discriminator\":{\"propertyName\":"
        "\"k\",\"mapping\":{\"a\":\"#/components/schemas/A\",\"b\":\"B\"}},"
        "\"title\":\"M\"}");
}

Test(schema_writer, writes_a_nullable_model_of_its_own)
{
    assert_model("$defs: { M: { type: [string, 'null'], title: Maybe } }",
                 "{\"anyOf\":[{\"type\":\"string\"},{\"type\":\"null\"}],"
                 "\"title\":\"Maybe\"}");
}

Test(schema_writer, keeps_the_two_members_of_a_decimal)
{
    assert_property("{ anyOf: [{ type: number, minimum: 0 },"
                    " { type: string }] }",
                    "{\"anyOf\":[{\"type\":\"number\",\"minimum\":0},"
                    "{\"type\":\"string\"}],\"title\":\"P\"}");
    assert_property("{ anyOf: [{ type: number }, { type: string },"
                    " { type: 'null' }] }",
                    "{\"anyOf\":[{\"type\":\"number\"},{\"type\":\"string\"},"
                    "{\"type\":\"null\"}],\"title\":\"P\"}");
    assert_property("{ anyOf: [{ type: string, format: uuid },"
                    " { type: number }, { type: string }] }",
                    "{\"anyOf\":[{\"type\":\"string\",\"format\":\"uuid\"},"
                    "{\"type\":\"number\"},{\"type\":\"string\"}],"
                    "\"title\":\"P\"}");
}

Test(schema_writer, writes_tuples_and_checks_as_they_are)
{
    assert_property(
        "{ type: array, prefixItems: [{ type: string }, { type: integer }],"
        " items: false, minItems: 2 }",
        "{\"type\":\"array\",\"prefixItems\":[{\"type\":"
        "\"string\"},{\"type\":\"integer\",\"format\":\"int64\"}],"
        "\"items\":false,\"minItems\":2,\"title\":\"P\"}");
    assert_property("{ type: string, not: { const: x } }",
                    "{\"type\":\"string\",\"not\":{\"const\":\"x\"},"
                    "\"title\":\"P\"}");
}
