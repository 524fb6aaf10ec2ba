/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <criterion/criterion.h>

#include "base/buf.h"
#include "schema/document.h"
#include "schema/node.h"

/* Ceilings, and what grows towards them without harm. */

static struct tn_schema *load(struct tn__buf *buf, struct tn_error *error)
{
    struct tn_schema *schema;

    cr_assert_not(buf->failed);
    schema = tn_schema_load_text(buf->data, buf->size, "x.json", error);
    tn__buf_deinit(buf);
    return schema;
}

static void repeat(struct tn__buf *buf, const char *text, size_t count)
{
    while (count--)
        tn__buf_str(buf, tn_str_from(text));
}

Test(limits, a_text_above_16_mib_is_refused)
{
    struct tn__buf buf = { 0 };
    struct tn_error error = { 0 };

    repeat(&buf, "                ", TN__DOCUMENT_SIZE / 16);
    tn__buf_lit(&buf, "{}");
    cr_assert_null(load(&buf, &error));
    cr_assert_str_eq(error.message, "the file is larger than 16 MiB");
}

Test(limits, a_million_values_are_refused)
{
    struct tn__buf buf = { 0 };
    struct tn_error error = { 0 };

    tn__buf_lit(&buf, "{\"default\": [1");
    repeat(&buf, ",1", TN__DOCUMENT_VALUES);
    tn__buf_lit(&buf, "]}");
    cr_assert_null(load(&buf, &error));
    cr_assert_str_eq(error.message, "too many values");
}

Test(limits, containers_nest_256_deep)
{
    struct tn__buf buf = { 0 };
    struct tn_error error = { 0 };
    struct tn_schema *schema;

    tn__buf_lit(&buf, "{\"default\": ");
    repeat(&buf, "[", TN__DOCUMENT_DEPTH - 1);
    repeat(&buf, "]", TN__DOCUMENT_DEPTH - 1);
    tn__buf_lit(&buf, "}");
    schema = load(&buf, &error);
    cr_assert(schema, "%s", error.message);
    tn_schema_free(schema);
}

Test(limits, aliases_do_not_nest_past_the_depth)
{
    struct tn__buf buf = { 0 };
    struct tn_error error = { 0 };

    tn__buf_lit(&buf, "default:\n  - &a0 [x]\n");
    for (int i = 1; i <= 254; i++)
        tn__buf_printf(&buf, "  - &a%d [*a%d]\n", i, i - 1);
    cr_assert_null(tn_schema_load_text(buf.data, buf.size, "x.yaml", &error));
    cr_assert_str_eq(error.message, "nested too deep");
    tn__buf_deinit(&buf);
}

Test(limits, a_file_has_256_anchors)
{
    struct tn__buf buf = { 0 };
    struct tn_error error = { 0 };

    tn__buf_lit(&buf, "default:\n");
    for (int i = 0; i <= 256; i++)
        tn__buf_printf(&buf, "  - &a%d x\n", i);
    cr_assert_null(tn_schema_load_text(buf.data, buf.size, "x.yaml", &error));
    cr_assert_str_eq(error.message,
                     "more than 256 anchors: use $defs and $ref");
    cr_assert_eq(error.line, 258);
    tn__buf_deinit(&buf);
}

Test(limits, a_file_has_100_000_schemas)
{
    struct tn__buf buf = { 0 };
    struct tn_error error = { 0 };

    tn__buf_lit(&buf, "{\"$defs\": {\"a\": {}");
    for (int i = 0; i < 100000; i++)
        tn__buf_printf(&buf, ",\"d%d\":{}", i);
    tn__buf_lit(&buf, "}}");
    cr_assert_null(load(&buf, &error));
    cr_assert_str_eq(error.message, "more than 100000 schemas in one file");
}

Test(limits, an_object_has_65534_properties)
{
    struct tn__buf buf = { 0 };
    struct tn_error error = { 0 };

    tn__buf_lit(&buf, "{\"type\": \"object\", \"properties\": {\"a\": {}");
    for (int i = 0; i < 65534; i++)
        tn__buf_printf(&buf, ",\"p%d\":{}", i);
    tn__buf_lit(&buf, "}}");
    cr_assert_null(load(&buf, &error));
    cr_assert_str_eq(error.message, "more than 65534 properties");
}

Test(limits, a_chain_of_definitions_takes_no_stack)
{
    struct tn__buf buf = { 0 };
    struct tn_error error = { 0 };
    struct tn_schema *schema;

    tn__buf_lit(&buf, "{\"$defs\": {");
    for (int i = 0; i < 30000; i++)
        tn__buf_printf(&buf,
                       "\"d%d\":{\"anyOf\":[{\"type\":\"array\",\"items\":"
                       "{\"$ref\":\"#/$defs/d%d\"}},{\"type\":\"null\"}]},",
                       i, i + 1);
    tn__buf_lit(&buf, "\"d30000\":{}}}");
    schema = load(&buf, &error);
    cr_assert(schema, "%s", error.message);
    tn_schema_free(schema);
}

Test(limits, a_long_chain_of_nullables_is_one_nullable)
{
    struct tn__buf buf = { 0 };
    struct tn_error error = { 0 };
    struct tn_schema *schema;

    tn__buf_lit(&buf, "{\"$defs\": {");
    for (int i = 0; i < 30000; i++)
        tn__buf_printf(&buf,
                       "\"d%d\":{\"anyOf\":[{\"$ref\":\"#/$defs/d%d\"},"
                       "{\"type\":\"null\"}]},",
                       i, i + 1);
    tn__buf_lit(&buf, "\"d30000\":{\"type\":\"integer\"}}}");
    schema = load(&buf, &error);
    cr_assert(schema, "%s", error.message);
    for (size_t i = 0; i < 30000; i++)
        cr_assert_eq(schema->defs[i].node->u.inner, schema->defs[30000].node);
    tn_schema_free(schema);
}

/* -- The table of fields --------------------------------------------------- */

/* What validation does for each member of a body. */
static const struct tn__field *find(const struct tn__model_rules *model,
                                    const char *name)
{
    uint32_t at =
        (uint32_t)tn__field_key(name, strlen(name)) & model->table_mask;

    for (; model->table[at]; at = (at + 1) & model->table_mask) {
        const struct tn__field *field = &model->fields[model->table[at] - 1];

        if (tn_str_equal(field->name, tn_str_from(name)))
            return field;
    }
    return NULL;
}

Test(limits, each_field_is_found_by_its_name)
{
    struct tn__buf buf = { 0 };
    struct tn_error error = { 0 };
    struct tn_schema *schema;
    const struct tn__model_rules *model;

    tn__buf_lit(&buf, "{\"type\":\"object\",\"properties\":{\"\":{}");
    for (int i = 0; i < 5000; i++)
        tn__buf_printf(&buf, ",\"same-begin-%d-same-end\":{}", i);
    tn__buf_lit(&buf, "}}");
    schema = load(&buf, &error);
    cr_assert(schema, "%s", error.message);
    model = &schema->root->u.model;
    cr_assert_eq(model->field_count, 5001);
    for (size_t i = 0; i < model->field_count; i++)
        cr_assert_eq(find(model, model->fields[i].name.ptr), &model->fields[i]);
    cr_assert_null(find(model, "same-begin-x-same-end"));
    tn_schema_free(schema);
}
