/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "tool/write.h"

#include "tool/c_text.h"
#include "json/writer.h"

#define STEP 4

/* What C17 (5.2.4.1) says every compiler takes; beyond it a pedantic one
 * warns, unless it is told that this is an extension. */
#define LITERAL_LIMIT 4095

static void write_schema(struct tn__buf *buf,
                         const struct tn__outline *outline,
                         struct tn_str from)
{
    struct tn__buf json = { 0 };

    tn__json_value(&json, outline->schema->document);
    tn__buf_lit(buf,
                "\nstatic const struct tn_schema_source schema_source = {\n"
                "    ");
    tn__c_string(buf, from);
    tn__buf_lit(buf, ",\n");
    if (json.size > LITERAL_LIMIT)
        tn__buf_lit(buf, "    __extension__\n");
    tn__c_string_lines(buf, STEP, (struct tn_str){ json.data, json.size });
    tn__buf_printf(buf, ",\n    %zu,\n};\n", json.size);
    buf->failed = buf->failed || json.failed;
    tn__buf_deinit(&json);
}

static void write_texts(struct tn__buf *buf, const struct tn__c_type *type)
{
    const struct tn__choice_rules *choice = &type->node->u.choice;

    tn__buf_printf(buf, "\nconst struct tn_str %s_text[%zu] = {\n",
                   type->tag.ptr, choice->count);
    for (size_t i = 0; i < choice->count; i++) {
        tn__buf_lit(buf, "    { ");
        tn__c_string(buf, tn_value_str(choice->values[i]));
        tn__buf_printf(buf, ", %u },\n", (unsigned)choice->values[i]->count);
    }
    tn__buf_lit(buf, "};\n");
}

static void write_member(struct tn__buf *buf,
                         const struct tn__c_type *type,
                         struct tn_str json_name,
                         const char *name)
{
    tn__buf_lit(buf, "    { ");
    tn__c_string(buf, json_name);
    tn__buf_printf(buf, ", offsetof(struct %s, %s) },\n", type->tag.ptr, name);
}

/* Of a union, `as`. Returns how many there are. */
static size_t write_members(struct tn__buf *buf, const struct tn__c_type *type)
{
    size_t count;
    const struct tn__field *fields = tn__c_type_fields(type, &count);
    bool is_union = type->kind == TN__C_UNION;

    if (count == 0 && !is_union)
        return 0;
    tn__buf_printf(buf, "\nstatic const struct tn_member %s_members[] = {\n",
                   type->tag.ptr);
    for (size_t i = 0; i < count; i++)
        write_member(buf, type, fields[i].name, type->names[i].ptr);
    if (is_union)
        write_member(buf, type, tn_str_from("as"), "as");
    tn__buf_lit(buf, "};\n");
    return is_union ? 1 : count;
}

/* Without designators, which C++17 does not have. */
static void write_model(struct tn__buf *buf, const struct tn__c_type *type)
{
    size_t count = write_members(buf, type);

    tn__buf_printf(buf, "\nconst struct tn_model %s_model = {\n    ",
                   type->tag.ptr);
    tn__c_string(buf, type->json_name);
    tn__buf_lit(buf, ",\n    ");
    tn__c_string(buf, type->node->pointer);
    tn__buf_printf(buf, ",\n    &schema_source,\n    sizeof(struct %s),\n",
                   type->tag.ptr);
    if (count)
        tn__buf_printf(buf, "    %s_members,\n    %zu,\n};\n", type->tag.ptr,
                       count);
    else
        tn__buf_lit(buf, "    NULL,\n    0,\n};\n");
}

/* A schema of scalars has none: nobody would use its text. */
static bool has_models(const struct tn__outline *outline)
{
    size_t i = 0;

    while (i < outline->type_count && !tn__c_type_has_model(outline->types[i]))
        i++;
    return i < outline->type_count;
}

void tn__write_source(struct tn__buf *buf,
                      const struct tn__outline *outline,
                      struct tn_str from)
{
    tn__write_banner(buf, from);
    tn__buf_printf(buf, "#include \"%s_models.h\"\n", outline->stem.ptr);
    if (has_models(outline))
        write_schema(buf, outline, from);
    for (size_t i = 0; i < outline->type_count; i++) {
        if (outline->types[i]->kind == TN__C_ENUM)
            write_texts(buf, outline->types[i]);
        if (tn__c_type_has_model(outline->types[i]))
            write_model(buf, outline->types[i]);
    }
}
