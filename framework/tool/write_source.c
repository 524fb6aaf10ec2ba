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
    tn__buf_lit(buf, "static const struct tn_schema_source schema_source = {\n"
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

/* Returns the fields of a struct, NULL: it has none of its own. */
static const struct tn__field *fields_of(const struct tn__c_type *type,
                                         size_t *count)
{
    const struct tn__node *node = type->node;

    *count = 0;
    if (type->kind == TN__C_MODEL)
        *count = node->u.model.field_count;
    else if (type->kind == TN__C_TUPLE)
        *count = node->u.tuple.count;
    else
        return NULL;
    return type->kind == TN__C_MODEL ? node->u.model.fields
                                     : node->u.tuple.items;
}

/* Returns how many members the library knows: of a union, where `as` lies. */
static size_t member_count(const struct tn__c_type *type)
{
    size_t count;

    fields_of(type, &count);
    return type->kind == TN__C_UNION ? 1 : count;
}

static void write_members(struct tn__buf *buf, const struct tn__c_type *type)
{
    size_t count;
    const struct tn__field *fields = fields_of(type, &count);

    tn__buf_printf(buf, "\nstatic const struct tn_member %s_members[] = {\n",
                   type->tag.ptr);
    for (size_t i = 0; i < count; i++) {
        tn__buf_lit(buf, "    { ");
        tn__c_string(buf, fields[i].name);
        tn__buf_printf(buf, ", offsetof(struct %s, %s) },\n", type->tag.ptr,
                       type->names[i].ptr);
    }
    if (type->kind == TN__C_UNION)
        tn__buf_printf(buf, "    { \"as\", offsetof(struct %s, as) },\n",
                       type->tag.ptr);
    tn__buf_lit(buf, "};\n");
}

/* Without designators, which C++17 does not have. */
static void write_model(struct tn__buf *buf, const struct tn__c_type *type)
{
    size_t count = member_count(type);

    if (count)
        write_members(buf, type);
    tn__buf_printf(buf, "\nconst struct tn_model %s_model = {\n    ",
                   type->tag.ptr);
    tn__c_string(buf, type->json_name);
    tn__buf_lit(buf, ",\n    ");
    tn__c_string(buf, type->node->pointer);
    tn__buf_printf(buf, ",\n    &schema_source,\n    sizeof(struct %s),\n",
                   type->tag.ptr);
    if (count)
        tn__buf_printf(buf, "    %s_members,\n    %zu,\n", type->tag.ptr,
                       count);
    else
        tn__buf_lit(buf, "    NULL,\n    0,\n");
    tn__buf_lit(buf, "    false,\n    NULL,\n};\n");
}

static bool has_models(const struct tn__outline *outline)
{
    for (size_t i = 0; i < outline->type_count; i++) {
        if (tn__c_type_has_model(outline->types[i]))
            return true;
    }
    return false;
}

void tn__write_source(struct tn__buf *buf,
                      const struct tn__outline *outline,
                      struct tn_str from)
{
    tn__write_banner(buf, from);
    tn__buf_printf(buf, "#include \"%s_models.h\"\n\n", outline->stem.ptr);
    if (has_models(outline))
        write_schema(buf, outline, from);
    for (size_t i = 0; i < outline->type_count; i++) {
        if (outline->types[i]->kind == TN__C_ENUM)
            write_texts(buf, outline->types[i]);
        if (tn__c_type_has_model(outline->types[i]))
            write_model(buf, outline->types[i]);
    }
}
