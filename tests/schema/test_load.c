/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <criterion/criterion.h>
#include <stdio.h>

#include "schema/node.h"

static struct tn_schema *load(const char *text)
{
    struct tn_error error = { 0 };
    struct tn_schema *schema =
        tn_schema_load_text(text, strlen(text), "test.yaml", &error);

    cr_assert(schema, "%s", error.message);
    return schema;
}

Test(load, compiles_the_schema_of_the_math_api)
{
    struct tn_error error = { 0 };
    struct tn_schema *schema = tn_schema_load_file("schemas/math.yaml", &error);

    cr_assert(schema, "%s", error.message);
    cr_assert_null(schema->root);
    cr_assert_eq(schema->def_count, 2);
    tn_schema_free(schema);
}

Test(load, compiles_the_example_of_its_documentation)
{
    FILE *file = fopen("docs/schemas.md", "rb");
    char text[16384] = "";
    char *begin;
    char *end;

    cr_assert(file);
    cr_assert_gt(fread(text, 1, sizeof(text) - 1, file), 0);
    fclose(file);
    begin = strstr(text, "```yaml\n");
    end = begin ? strstr(begin, "\n```\n") : NULL;
    cr_assert(end);
    *end = '\0';
    tn_schema_free(load(begin + strlen("```yaml\n")));
}

Test(load, names_a_file_that_is_not_there)
{
    struct tn_error error = { 0 };

    cr_assert_null(tn_schema_load_file("absent.yaml", &error));
    cr_assert_eq(error.code, TN_EIO);
    cr_assert_str_eq(error.file, "absent.yaml");
    cr_assert_str_eq(error.message,
                     "cannot be read: No such file or directory");
}

Test(load, cannot_read_a_folder)
{
    struct tn_error error = { 0 };

    cr_assert_null(tn_schema_load_file("schemas", &error));
    cr_assert_eq(error.code, TN_EIO);
}

Test(load, leaves_an_error_alone_that_came_before)
{
    struct tn_error error = { .code = TN_EUSAGE, .message = "first" };

    cr_assert_null(tn_schema_load_file("absent.yaml", &error));
    cr_assert_eq(error.code, TN_EUSAGE);
    cr_assert_str_eq(error.message, "first");
}

Test(load, needs_no_error_struct)
{
    cr_assert_null(tn_schema_load_text("type: no", 8, "x.yaml", NULL));
}

Test(load, tells_json_from_yaml_by_the_name)
{
    const char *text = "type: string";

    cr_assert_null(tn_schema_load_text(text, strlen(text), "x.json", NULL));
    tn_schema_free(load(text));
}

Test(load, reads_past_a_byte_order_mark)
{
    tn_schema_free(load("\xef\xbb\xbftype: string"));
}

Test(load, refuses_text_that_is_no_utf8)
{
    struct tn_error error = { 0 };

    cr_assert_null(tn_schema_load_text("title: a\n\xff", 10, "x.yaml", &error));
    cr_assert_eq(error.line, 2);
    cr_assert_eq(error.column, 1);
    cr_assert_str_eq(error.message, "not UTF-8");
}

Test(load, freeing_nothing_is_fine)
{
    tn_schema_free(NULL);
}

/* -- Nodes by pointer ------------------------------------------------------ */

#define PEOPLE                                                                 \
    "$defs:\n"                                                                 \
    "  Person:\n"                                                              \
    "    type: object\n"                                                       \
    "    properties:\n"                                                        \
    "      a/b~c: { type: array, items: { type: integer } }\n"                 \
    "      boss: { $ref: '#/$defs/Person' }\n"

Test(load, finds_the_node_of_a_pointer)
{
    struct tn_schema *schema = load(PEOPLE);
    struct tn__node *person = tn__schema_node(schema, "/$defs/Person", NULL);
    struct tn__node *items =
        tn__schema_node(schema, "/$defs/Person/properties/a~1b~0c/items", NULL);

    cr_assert_eq(person, schema->defs[0].node);
    cr_assert_str_eq(person->pointer.ptr, "/$defs/Person");
    cr_assert_eq(items->kind, TN__NODE_INT);
    cr_assert_str_eq(items->pointer.ptr,
                     "/$defs/Person/properties/a~1b~0c/items");
    tn_schema_free(schema);
}

Test(load, follows_a_reference_to_its_one_node)
{
    struct tn_schema *schema = load(PEOPLE);

    cr_assert_eq(tn__schema_node(schema, "/$defs/Person/properties/boss", NULL),
                 schema->defs[0].node);
    tn_schema_free(schema);
}

Test(load, finds_no_node_where_nothing_stands)
{
    struct tn_schema *schema = load(PEOPLE);
    struct tn_error error = { 0 };

    cr_assert_null(tn__schema_node(schema, "/$defs/Persons", &error));
    cr_assert_eq(error.code, TN_ENOTFOUND);
    cr_assert_str_eq(error.pointer, "/$defs/Persons");
    tn_schema_free(schema);
}

Test(load, finds_no_node_where_no_schema_stands)
{
    struct tn_schema *schema = load(PEOPLE);
    struct tn_error error = { 0 };

    cr_assert_null(tn__schema_node(schema, "/$defs/Person/properties", &error));
    cr_assert_eq(error.code, TN_ESCHEMA);
    cr_assert_eq(error.line, 5);
    cr_assert_null(tn__schema_node(schema, "", NULL));
    tn_schema_free(schema);
}
