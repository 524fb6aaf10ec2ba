/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "base/nearest.h"
#include "schema/compile.h"

/* MODEL: an object with properties. */

#define BIT(name) TN__KEY_BIT(TN__KEY_##name)

/* The table of fields holds index + 1 in 16 bits. */
#define FIELD_LIMIT 65534u

/* -- The table of fields --------------------------------------------------- */

struct tn__field *tn__compile_field(const struct tn__model_rules *model,
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

static void insert_field(struct tn__model_rules *model, size_t index)
{
    uint32_t at = (uint32_t)model->fields[index].key & model->table_mask;

    while (model->table[at])
        at = (at + 1) & model->table_mask;
    model->table[at] = (uint16_t)(index + 1);
}

static int make_table(struct tn__compiler *compiler,
                      struct tn__model_rules *model,
                      size_t capacity)
{
    size_t slots = 4;

    while (slots < capacity * 2)
        slots *= 2;
    model->table =
        tn__arena_zalloc(compiler->arena, slots * sizeof(*model->table));
    model->fields =
        tn__arena_alloc(compiler->arena, capacity * sizeof(*model->fields));
    if (!model->table || !model->fields)
        return tn__compile_no_memory(compiler);
    model->table_mask = (uint32_t)slots - 1;
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
                      struct tn__node *node,
                      struct tn__field *field)
{
    const struct tn_value *schema = key + 1;

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

/* Returns the node of a property: of all that the parts say of it. */
static struct tn__node *property_node(struct tn__compiler *compiler,
                                      const struct tn__parts *parts,
                                      const struct tn_value *key)
{
    const struct tn_value *sources[TN__PART_LIMIT];
    size_t count = 0;

    for (size_t i = 0; i < parts->count; i++) {
        const struct tn_value *properties =
            parts->views[i].keywords[TN__KEY_PROPERTIES];
        const struct tn_value *schema = NULL;

        if (properties)
            schema = tn__document_member(compiler->document, properties,
                                         tn_value_str(key));
        if (schema)
            sources[count++] = schema;
    }
    return tn__compile_combined(compiler, sources, count);
}

static int add_fields(struct tn__compiler *compiler,
                      const struct tn__parts *parts,
                      const struct tn_value *properties,
                      struct tn__model_rules *model)
{
    const struct tn_value *key = properties + 1;
    int status = 0;

    for (uint32_t i = 0; i < properties->count && status == 0; i++) {
        struct tn__field *field = &model->fields[model->field_count];

        if (!tn__compile_field(model, tn_value_str(key))) {
            status = make_field(compiler, key,
                                property_node(compiler, parts, key), field);
            if (status == 0)
                insert_field(model, model->field_count++);
        }
        key = tn_value_next(key + 1);
    }
    return status;
}

static int make_fields(struct tn__compiler *compiler,
                       const struct tn__parts *parts,
                       struct tn__model_rules *model)
{
    size_t capacity = 0;
    int status;

    for (size_t i = 0; i < parts->count; i++) {
        struct tn__view *view = &parts->views[i];

        if (view->keywords[TN__KEY_PROPERTIES])
            capacity += view->keywords[TN__KEY_PROPERTIES]->count;
        if (view->keywords[TN__KEY_REQUIRED])
            capacity += view->keywords[TN__KEY_REQUIRED]->count;
        if (capacity > FIELD_LIMIT)
            return tn__compile_fail(compiler, view->schema,
                                    "more than %u properties", FIELD_LIMIT);
    }
    status = make_table(compiler, model, capacity);
    for (size_t i = 0; i < parts->count && status == 0; i++) {
        const struct tn_value *properties =
            parts->views[i].keywords[TN__KEY_PROPERTIES];

        if (properties)
            status = add_fields(compiler, parts, properties, model);
    }
    tn__parts_use(parts, BIT(PROPERTIES));
    return status;
}

/* -- Required -------------------------------------------------------------- */

/* Shorter names are near each other by chance. */
#define TELLING_SIZE 5

/* Whether a property may be what a name was meant to be: it is described, and
 * not required itself (lat1 beside lat2). */
static bool is_suspicious(const struct tn__field *field,
                          const struct tn_value *name)
{
    return name->count >= TELLING_SIZE && field->name.len >= TELLING_SIZE &&
           !field->required;
}

/* What is required but described nowhere may be anything, unless its name looks
 * like a slip of the pen. */
static int add_required(struct tn__compiler *compiler,
                        const struct tn_value *name,
                        struct tn__model_rules *model)
{
    struct tn__nearest nearest = { .wrong = name->as.text };
    struct tn__node *any = tn__compile_any(compiler);

    for (size_t i = 0; i < model->field_count; i++) {
        if (is_suspicious(&model->fields[i], name))
            tn__nearest_offer(&nearest, model->fields[i].name.ptr);
    }
    if (nearest.best)
        return tn__compile_fail(compiler, name,
                                "required names \"%.60s\", which is not in "
                                "properties; did you mean \"%s\"?",
                                name->as.text, nearest.best);
    if (!any)
        return compiler->error->code;
    model->fields[model->field_count] = (struct tn__field){
        .name = tn_value_str(name),
        .node = any,
        .required = true,
        .source = any->source,
        .key = tn__field_key(name->as.text, name->count),
    };
    insert_field(model, model->field_count++);
    return 0;
}

static int read_required(struct tn__compiler *compiler,
                         const struct tn_value *required,
                         struct tn__model_rules *model)
{
    int status = 0;

    for (uint32_t i = 0; i < required->count && status == 0; i++) {
        const struct tn_value *name = required + 1 + i;
        struct tn__field *field = tn__compile_field(model, tn_value_str(name));

        if (field)
            field->required = true;
        else
            status = add_required(compiler, name, model);
    }
    return status;
}

static int read_all_required(struct tn__compiler *compiler,
                             const struct tn__parts *parts,
                             struct tn__model_rules *model)
{
    int status = 0;

    for (size_t i = 0; i < parts->count && status == 0; i++) {
        const struct tn_value *required =
            parts->views[i].keywords[TN__KEY_REQUIRED];

        if (required)
            status = read_required(compiler, required, model);
    }
    tn__parts_use(parts, BIT(REQUIRED));
    return status;
}

/* -- Extras ---------------------------------------------------------------- */

static bool is_false(const struct tn_value *schema)
{
    return schema && schema->type == TN_TYPE_BOOL && !schema->as.boolean;
}

/* unevaluatedProperties is additionalProperties of all parts together, where
 * nothing but parts describes properties. */
static struct tn__view *find_unevaluated(const struct tn__parts *parts,
                                         const struct tn__node *node)
{
    const uint64_t others =
        BIT(ANY_OF) | BIT(ONE_OF) | BIT(IF) | BIT(DEPENDENT_SCHEMAS) |
        BIT(DYNAMIC_REF) | BIT(ADDITIONAL_PROPERTIES) | BIT(PATTERN_PROPERTIES);
    struct tn__view *view = tn__parts_first(parts, BIT(UNEVALUATED_PROPERTIES));

    if (!view || view->schema != node->source || tn__parts_first(parts, others))
        return NULL;
    return view;
}

static int set_extra(struct tn__compiler *compiler,
                     const struct tn_value *extra,
                     struct tn__model_rules *model)
{
    if (is_false(extra)) {
        model->extra = TN__EXTRA_FORBID;
        return 0;
    }
    model->extra = TN__EXTRA_ALLOW;
    model->extra_node =
        extra ? tn__compile_node(compiler, extra) : tn__compile_any(compiler);
    return model->extra_node ? 0 : compiler->error->code;
}

/*
 * additionalProperties counts the properties of its own subschema only: where
 * several have some, it is checked as well. What patternProperties describes is
 * kept as it came, and checked.
 */
static int read_extra(struct tn__compiler *compiler,
                      const struct tn__parts *parts,
                      struct tn__node *node)
{
    struct tn__view *view = tn__parts_first(parts, BIT(ADDITIONAL_PROPERTIES));
    struct tn__view *unevaluated = find_unevaluated(parts, node);

    if (tn__parts_first(parts, BIT(PATTERN_PROPERTIES)))
        return set_extra(compiler, NULL, &node->u.model);
    if (unevaluated) {
        unevaluated->used |= BIT(UNEVALUATED_PROPERTIES);
        return set_extra(compiler,
                         unevaluated->keywords[TN__KEY_UNEVALUATED_PROPERTIES],
                         &node->u.model);
    }
    if (!view)
        return 0;
    if (tn__parts_count(parts, BIT(PROPERTIES)) < 2 &&
        tn__parts_count(parts, BIT(ADDITIONAL_PROPERTIES)) == 1 &&
        (view->bits & BIT(PROPERTIES) ||
         !tn__parts_first(parts, BIT(PROPERTIES))))
        view->used |= BIT(ADDITIONAL_PROPERTIES);
    return set_extra(compiler, view->keywords[TN__KEY_ADDITIONAL_PROPERTIES],
                     &node->u.model);
}

/* -- Objects --------------------------------------------------------------- */

static bool is_closed(const struct tn__parts *parts)
{
    for (size_t i = 0; i < parts->count; i++) {
        const struct tn__view *view = &parts->views[i];

        if (is_false(view->keywords[TN__KEY_ADDITIONAL_PROPERTIES]) &&
            !view->keywords[TN__KEY_PATTERN_PROPERTIES])
            return true;
    }
    return false;
}

static bool requires_any(const struct tn__parts *parts)
{
    for (size_t i = 0; i < parts->count; i++) {
        const struct tn_value *required =
            parts->views[i].keywords[TN__KEY_REQUIRED];

        if (required && required->count)
            return true;
    }
    return false;
}

int tn__compile_object(struct tn__compiler *compiler,
                       const struct tn__parts *parts,
                       struct tn__node *node)
{
    int status;

    if (!tn__parts_first(parts, BIT(PROPERTIES)) && !is_closed(parts) &&
        !requires_any(parts))
        return tn__compile_map(compiler, parts, node);
    node->kind = TN__NODE_MODEL;
    status = make_fields(compiler, parts, &node->u.model);
    if (status == 0)
        status = read_all_required(compiler, parts, &node->u.model);
    return status ? status : read_extra(compiler, parts, node);
}
