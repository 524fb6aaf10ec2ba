/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "tool/write.h"

#include "base/utf8.h"
#include "model/layout.h"
#include "tool/c_form.h"
#include "tool/c_text.h"
#include "tool/facts.h"
#include "tool/letters.h"
#include "tool/names.h"
#include "json/writer.h"

#define STEP 4

void tn__write_banner(struct tn__buf *buf, struct tn_str from)
{
    tn__buf_lit(buf, "/* Made by tenon models from ");
    tn__c_comment_text(buf, from);
    tn__buf_lit(buf, ": do not edit. */\n");
}

/* -- Enums ----------------------------------------------------------------- */

/* Returns whether the constant COLOR_RED shows its text, "red", by itself. */
static bool is_plain(struct tn_str constant, struct tn_str text)
{
    struct tn__buf capitals = { 0 };
    bool plain;

    tn__buf_char(&capitals, '_');
    for (size_t at = 0, size = 1; at < text.len && size; at += size) {
        uint32_t code_point = 0;
        char bytes[4];

        size = tn__utf8_decode(text.ptr + at, text.len - at, &code_point);
        code_point = tn__letter_to_upper(code_point);
        tn__buf_append(&capitals, bytes, tn__utf8_encode(bytes, code_point));
    }
    plain = constant.len > capitals.size && !capitals.failed &&
            memcmp(constant.ptr + constant.len - capitals.size, capitals.data,
                   capitals.size) == 0;
    tn__buf_deinit(&capitals);
    return plain;
}

static void
write_constant(struct tn__buf *buf, struct tn_str constant, struct tn_str text)
{
    struct tn__buf json = { 0 };

    tn__buf_printf(buf, "    %s,", constant.ptr);
    if (!is_plain(constant, text)) {
        tn__json_string(&json, text.ptr, text.len);
        tn__buf_lit(buf, " /* ");
        tn__c_comment_text(buf, (struct tn_str){ json.data, json.size });
        tn__buf_lit(buf, " */");
    }
    tn__buf_char(buf, '\n');
    buf->failed = buf->failed || json.failed;
    tn__buf_deinit(&json);
}

static void write_enum(struct tn__buf *buf, const struct tn__c_type *type)
{
    const struct tn__choice_rules *choice = &type->node->u.choice;

    tn__buf_printf(buf, "enum %s {\n", type->tag.ptr);
    for (size_t i = 0; i < choice->count; i++)
        write_constant(buf, type->names[i], tn_value_str(choice->values[i]));
    tn__buf_lit(buf, "};\n");
    tn__buf_printf(buf, "extern const struct tn_str %s_text[%zu];\n",
                   type->tag.ptr, choice->count);
}

/* -- Structs --------------------------------------------------------------- */

static void write_field(struct tn__buf *buf,
                        const struct tn__outline *outline,
                        const struct tn__field *field,
                        struct tn_str name)
{
    struct tn__buf facts = { 0 };
    const struct tn__node *value = tn__field_value_node(field);

    tn__facts_field(&facts, field, name);
    tn__c_comment(buf, STEP, (struct tn_str){ facts.data, facts.size });
    buf->failed = buf->failed || facts.failed;
    tn__buf_deinit(&facts);
    tn__c_indent(buf, STEP);
    if (tn__field_is_optional(field))
        tn__c_form_write_optional(buf, outline, value, STEP);
    else
        tn__c_form_write(buf, outline, value, STEP);
    tn__buf_str(buf, name);
    tn__buf_lit(buf, ";\n");
}

static void write_extra(struct tn__buf *buf,
                        const struct tn__outline *outline,
                        const struct tn__node *node)
{
    tn__c_indent(buf, STEP);
    tn__buf_lit(buf, "/* what the body has besides */\n");
    tn__c_indent(buf, STEP);
    tn__buf_lit(buf, "struct {\n");
    tn__c_form_write_list(buf, outline, node, 2 * STEP);
    tn__c_indent(buf, STEP);
    tn__buf_lit(buf, "} extra;\n");
}

static void write_model(struct tn__buf *buf,
                        const struct tn__outline *outline,
                        const struct tn__c_type *type)
{
    const struct tn__model_rules *model = &type->node->u.model;

    for (size_t i = 0; i < model->field_count; i++)
        write_field(buf, outline, &model->fields[i], type->names[i]);
    if (model->extra == TN__EXTRA_ALLOW)
        write_extra(buf, outline, type->node);
    else if (model->field_count == 0)
        tn__buf_lit(buf, "    char unused;\n");
}

static void write_rest(struct tn__buf *buf,
                       const struct tn__outline *outline,
                       const struct tn__node *node)
{
    tn__c_indent(buf, STEP);
    tn__buf_lit(buf, "struct {\n");
    tn__c_form_write_list(buf, outline, node, 2 * STEP);
    tn__c_indent(buf, STEP);
    tn__buf_lit(buf, "} rest;\n");
}

static void write_tuple(struct tn__buf *buf,
                        const struct tn__outline *outline,
                        const struct tn__c_type *type)
{
    const struct tn__tuple_rules *tuple = &type->node->u.tuple;

    for (size_t i = 0; i < tuple->count; i++)
        write_field(buf, outline, &tuple->items[i], type->names[i]);
    if (tuple->rest)
        write_rest(buf, outline, type->node);
}

static void write_entry(struct tn__buf *buf,
                        const struct tn__outline *outline,
                        const struct tn__c_type *type)
{
    tn__buf_lit(buf, "    struct tn_str key;\n    ");
    tn__c_form_write(buf, outline, type->node, STEP);
    tn__buf_lit(buf, "value;\n");
}

static void write_members(struct tn__buf *buf,
                          const struct tn__outline *outline,
                          const struct tn__c_type *type)
{
    switch (type->kind) {
    case TN__C_MODEL:
        write_model(buf, outline, type);
        break;
    case TN__C_TUPLE:
        write_tuple(buf, outline, type);
        break;
    case TN__C_UNION:
        tn__write_union(buf, outline, type);
        break;
    case TN__C_ARRAY:
    case TN__C_MAP:
        tn__c_form_write_list(buf, outline, type->node, STEP);
        break;
    case TN__C_ENTRY:
        write_entry(buf, outline, type);
        break;
    case TN__C_OPTION:
        tn__c_form_write_option(buf, outline, type->node, STEP);
        break;
    case TN__C_ENUM:
        break;
    }
}

static void write_struct(struct tn__buf *buf,
                         const struct tn__outline *outline,
                         const struct tn__c_type *type)
{
    tn__buf_printf(buf, "struct %s {\n", type->tag.ptr);
    write_members(buf, outline, type);
    tn__buf_lit(buf, "};\n");
    if (tn__c_type_has_model(type))
        tn__buf_printf(buf, "extern const struct tn_model %s_model;\n",
                       type->tag.ptr);
}

/* -- The file -------------------------------------------------------------- */

static void write_type(struct tn__buf *buf,
                       const struct tn__outline *outline,
                       const struct tn__c_type *type)
{
    struct tn__buf facts = { 0 };

    tn__buf_char(buf, '\n');
    if (type->kind == TN__C_UNION)
        tn__write_kinds(buf, type);
    /* Of what stands in place the member tells. */
    if (type->json_name.ptr)
        tn__facts_type(&facts, type->node, type->json_name, type->tag);
    tn__c_comment(buf, 0, (struct tn_str){ facts.data, facts.size });
    buf->failed = buf->failed || facts.failed;
    tn__buf_deinit(&facts);
    if (type->kind == TN__C_ENUM)
        write_enum(buf, type);
    else
        write_struct(buf, outline, type);
}

static void write_declarations(struct tn__buf *buf,
                               const struct tn__outline *outline)
{
    const char *before = "\n";

    for (size_t i = 0; i < outline->type_count; i++) {
        if (!outline->types[i]->is_declared_first)
            continue;
        tn__buf_printf(buf, "%sstruct %s;\n", before,
                       outline->types[i]->tag.ptr);
        before = "";
    }
}

void tn__write_header(struct tn__buf *buf,
                      const struct tn__outline *outline,
                      struct tn_str from)
{
    struct tn_str guard = tn__name_guard(outline->arena, outline->stem);

    buf->failed = buf->failed || !guard.ptr;
    if (buf->failed)
        return;
    tn__write_banner(buf, from);
    tn__buf_printf(buf, "#ifndef %s\n#define %s\n\n", guard.ptr, guard.ptr);
    tn__buf_lit(buf, "#include <tenon/model.h>\n\n"
                     "#ifdef __cplusplus\nextern \"C\" {\n#endif\n");
    write_declarations(buf, outline);
    for (size_t i = 0; i < outline->type_count; i++)
        write_type(buf, outline, outline->types[i]);
    tn__buf_lit(buf, "\n#ifdef __cplusplus\n}\n#endif\n\n#endif\n");
}
