/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "base/nearest.h"
#include "schema/compile.h"

/* Objects: a MODEL has properties, a MAP has not. */

/* The table of fields holds index + 1 in 16 bits. */
#define FIELD_LIMIT 65534u

/* -- The table of fields --------------------------------------------------- */

static struct tn__field *find_field(const struct tn__model_rules *model,
                                    struct tn_str name)
{
    uint32_t at =
        (uint32_t)tn__field_key(name.ptr, name.len) & model->table_mask;

    while (model->table[at]) {
        struct tn__field *field = &model->fields[model->table[at] - 1];

        if (tn_str_equal(field->name, name))
            return field;
        at = (at + 1) & model->table_mask;
    }
    return NULL;
}

static int make_table(struct tn__compiler *compiler,
                      struct tn__model_rules *model)
{
    size_t slots = 4;
    uint16_t *table;

    while (slots < model->field_count * 2)
        slots *= 2;
    table = tn__arena_zalloc(compiler->arena, slots * sizeof(*table));
    if (!table)
        return tn__compile_no_memory(compiler);
    model->table_mask = (uint32_t)slots - 1;
    for (size_t i = 0; i < model->field_count; i++) {
        uint32_t at = (uint32_t)model->fields[i].key & model->table_mask;

        while (table[at])
            at = (at + 1) & model->table_mask;
        table[at] = (uint16_t)(i + 1);
    }
    model->table = table;
    return 0;
}

/* -- Fields ---------------------------------------------------------------- */

static struct tn_str text_of(const struct tn__document *document,
                             const struct tn_value *schema,
                             const char *keyword)
{
    const struct tn_value *text =
        tn__document_member(document, schema, tn_str_from(keyword));

    return text && text->type == TN_TYPE_STRING ? tn_value_str(text)
                                                : (struct tn_str){ 0 };
}

/* The property's own default, else that of what it refers to. */
static const struct tn_value *default_of(const struct tn__compiler *compiler,
                                         const struct tn_value *schema,
                                         const struct tn__node *node)
{
    const struct tn_str keyword = TN_STR("default");
    const struct tn_value *own =
        tn__document_member(compiler->document, schema, keyword);

    return own ? own
               : tn__document_member(compiler->document, node->source, keyword);
}

static int make_field(struct tn__compiler *compiler,
                      const struct tn_value *key,
                      struct tn__field *field)
{
    const struct tn_value *schema = key + 1;
    struct tn__node *node = tn__compile_node(compiler, schema);

    if (!node)
        return compiler->error->code;
    *field = (struct tn__field){
        .name = tn_value_str(key),
        .node = node,
        .default_value = default_of(compiler, schema, node),
        .title = text_of(compiler->document, schema, "title"),
        .description = text_of(compiler->document, schema, "description"),
        .source = schema,
        .key = tn__field_key(key->as.text, key->count),
    };
    return 0;
}

static int make_fields(struct tn__compiler *compiler,
                       const struct tn_value *properties,
                       struct tn__model_rules *model)
{
    uint32_t count = properties ? properties->count : 0;
    const struct tn_value *key = count ? properties + 1 : NULL;
    int status = 0;

    if (count > FIELD_LIMIT)
        return tn__compile_fail(compiler, properties, "more than %u properties",
                                FIELD_LIMIT);
    model->fields =
        tn__arena_alloc(compiler->arena, count * sizeof(*model->fields));
    if (!model->fields)
        return tn__compile_no_memory(compiler);
    for (uint32_t i = 0; i < count && status == 0; i++) {
        status = make_field(compiler, key, &model->fields[i]);
        key = tn_value_next(key + 1);
    }
    model->field_count = count;
    return status ? status : make_table(compiler, model);
}

/* JSON Schema may require what `properties` does not know; here it is a
 * mistake, since there would be no member to find it in. */
static int refuse_required(struct tn__compiler *compiler,
                           const struct tn_value *name,
                           const struct tn__model_rules *model)
{
    struct tn__nearest nearest = { .wrong = name->as.text };

    for (size_t i = 0; i < model->field_count; i++)
        tn__nearest_offer(&nearest, model->fields[i].name.ptr);
    if (nearest.best)
        return tn__compile_fail(compiler, name,
                                "required names \"%.60s\", which is not in "
                                "properties; did you mean \"%s\"?",
                                name->as.text, nearest.best);
    return tn__compile_fail(compiler, name,
                            "required names \"%.60s\", which is not in "
                            "properties: add it there",
                            name->as.text);
}

static int read_required(struct tn__compiler *compiler,
                         const struct tn_value *required,
                         struct tn__model_rules *model)
{
    for (uint32_t i = 0; required && i < required->count; i++) {
        const struct tn_value *name = required + 1 + i;
        struct tn__field *field = find_field(model, tn_value_str(name));

        if (!field)
            return refuse_required(compiler, name, model);
        if (field->required)
            return tn__compile_fail(
                compiler, name, "\"%.60s\" is required twice", name->as.text);
        field->required = true;
    }
    return 0;
}

/* -- Objects --------------------------------------------------------------- */

static int read_extra(struct tn__compiler *compiler,
                      const struct tn_value *extra,
                      struct tn__model_rules *model)
{
    if (!extra)
        return 0;
    if (extra->type == TN_TYPE_BOOL && !extra->as.boolean) {
        model->extra = TN__EXTRA_FORBID;
        return 0;
    }
    model->extra = TN__EXTRA_ALLOW;
    model->extra_node = tn__compile_node(compiler, extra);
    return model->extra_node ? 0 : compiler->error->code;
}

static int make_map(struct tn__compiler *compiler,
                    const struct tn_value *extra,
                    struct tn__node *node)
{
    node->kind = TN__NODE_MAP;
    node->u.map.values =
        extra ? tn__compile_node(compiler, extra) : tn__compile_any(compiler);
    return node->u.map.values ? 0 : compiler->error->code;
}

int tn__compile_object(struct tn__compiler *compiler,
                       const struct tn__view *view,
                       struct tn__node *node)
{
    const struct tn_value *properties = view->keywords[TN__KEY_PROPERTIES];
    const struct tn_value *required = view->keywords[TN__KEY_REQUIRED];
    const struct tn_value *extra =
        view->keywords[TN__KEY_ADDITIONAL_PROPERTIES];
    bool is_closed = extra && extra->type == TN_TYPE_BOOL && !extra->as.boolean;
    int status;

    if (!properties && !is_closed && !(required && required->count))
        return make_map(compiler, extra, node);
    node->kind = TN__NODE_MODEL;
    status = make_fields(compiler, properties, &node->u.model);
    if (status == 0)
        status = read_required(compiler, required, &node->u.model);
    if (status == 0)
        status = read_extra(compiler, extra, &node->u.model);
    return status;
}
