/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "model/plan.h"

#include "model/decode.h"
#include "model/layout.h"
#include "json/writer.h"

size_t tn__plan_find(const struct tn__node *model, struct tn_str name)
{
    const struct tn__model_rules *rules = &model->u.model;
    const struct tn__plan *plan = model->layout.plan;
    uint64_t at = tn__field_key(name.ptr, name.len);

    if (!rules->table)
        return SIZE_MAX;
    for (;; at++) {
        uint16_t entry = rules->table[at & rules->table_mask];

        if (!entry)
            return SIZE_MAX;
        if (tn__plan_matches(&plan->fields[entry - 1], name.ptr, name.len))
            return entry - 1u;
    }
}

/* -- Texts ----------------------------------------------------------------- */

/* Moves what a buffer holds to the arena, with room after it, and empties it.
 */
static int
keep_text(struct tn__arena *arena, struct tn__buf *buf, struct tn_str *text)
{
    char *copy = NULL;

    if (!buf->failed)
        copy = tn__arena_zalloc(arena, buf->size + TN__KEY_BLOCK);
    if (!copy)
        return TN_ENOMEM;
    memcpy(copy, buf->data, buf->size);
    *text = (struct tn_str){ copy, buf->size };
    tn__buf_reset(buf);
    return 0;
}

static int make_texts(struct tn__arena *arena,
                      const struct tn__field *field,
                      struct tn__plan_field *planned)
{
    struct tn__buf buf = { .alloc = arena->alloc };
    int rc;

    tn__json_string(&buf, field->name.ptr, field->name.len);
    tn__buf_char(&buf, ':');
    rc = keep_text(arena, &buf, &planned->key);
    if (rc == 0 && field->default_value) {
        tn__json_value(&buf, field->default_value);
        rc = keep_text(arena, &buf, &planned->default_text);
    }
    tn__buf_deinit(&buf);
    return rc;
}

/* -- Plans ----------------------------------------------------------------- */

/* x-strict: Pydantic's Field(strict=True) and ConfigDict(strict=True), which
 * its own schemas do not tell. */
static bool is_strict(const struct tn_value *schema)
{
    const struct tn_value *word =
        schema ? tn_value_get(schema, "x-strict") : NULL;

    return word && word->type == TN_TYPE_BOOL && word->as.boolean;
}

static int plan_field(struct tn__arena *arena,
                      const struct tn__field *field,
                      struct tn__plan_field *planned)
{
    const struct tn__node *node = tn__field_value_node(field);
    bool optional = tn__field_is_optional(field);
    size_t shift = optional ? tn__layout_value_offset(node) : 0;
    bool has_checks = field->node != node && field->node->check_count;

    *planned = (struct tn__plan_field){
        .ends = tn__name_ends(field->name.ptr, field->name.len),
        .name_size = (uint32_t)field->name.len,
        .offset = (uint32_t)field->offset,
        .value_offset = (uint32_t)(field->offset + shift),
        .value_size = node->layout.size,
        .op = has_checks ? TN__OP_PLAIN : node->layout.op,
        .required = field->required,
        .optional = optional,
        .nullable = field->node->kind == TN__NODE_NULLABLE,
        .node = node,
        .checked = has_checks ? field->node : NULL,
        .strict = is_strict(field->source) || is_strict(node->source),
        .name = field->name.ptr,
    };
    return make_texts(arena, field, planned);
}

/* Whether a field is decoded without a frame, where its value is as it should
 * be: a scalar, a list of them, a model that is flat. What a model holds by
 * value is planned before it. */
static bool is_flat(const struct tn__plan_field *field)
{
    const struct tn__node *node = field->node;

    if (field->op != TN__OP_PLAIN)
        return true;
    if (field->checked || node->check_count)
        return false;
    if (node->kind == TN__NODE_ARRAY)
        return node->u.array.items->layout.op != TN__OP_PLAIN;
    return node->kind == TN__NODE_MODEL && node->layout.plan &&
           node->layout.plan->is_flat && !node->layout.recursive;
}

static int plan_model(struct tn__arena *arena, struct tn__node *node)
{
    const struct tn__model_rules *rules = &node->u.model;
    struct tn__plan *plan = tn__arena_alloc(arena, sizeof(*plan));
    struct tn__plan_field *fields =
        tn__arena_alloc(arena, (rules->field_count + 1) * sizeof(*fields));
    int rc = 0;

    if (!plan || !fields)
        return TN_ENOMEM;
    *plan = (struct tn__plan){
        .fields = fields,
        .field_count = rules->field_count,
        .is_flat = !node->check_count,
        .strict = is_strict(node->source),
        .blank = tn__arena_zalloc(arena, node->layout.struct_size),
    };
    if (!plan->blank)
        return TN_ENOMEM;
    for (size_t i = 0; i < rules->field_count && rc == 0; i++) {
        rc = plan_field(arena, &rules->fields[i], &fields[i]);
        plan->is_flat &= is_flat(&fields[i]);
    }
    node->layout.plan = plan;
    return rc;
}

/* -- Defaults -------------------------------------------------------------- */

/*
 * Decodes a default into the model's blank struct. One that does not fit the
 * field (defaults are not validated) leaves zeros: encode writes its text all
 * the same.
 */
static int set_default(struct tn__arena *arena,
                       const struct tn__field *field,
                       const struct tn__plan *plan,
                       struct tn__plan_field *planned)
{
    struct tn__issues issues = { 0 };
    const struct tn__decode_options options = {
        .issues = &issues,
        .issue_limit = 1,
    };
    const struct tn_value *value = field->default_value;
    char *member = plan->blank + planned->value_offset;
    const struct tn__layout *layout = &planned->node->layout;
    char *out = member;
    int rc;

    if (value->type == TN_TYPE_NULL && planned->nullable) {
        plan->blank[planned->offset + TN__IS_NULL_OFFSET] = true;
        return 0;
    }
    if (layout->by_pointer)
        out = tn__arena_alloc(arena, layout->struct_size);
    if (!out)
        return TN_ENOMEM;
    rc = tn__decode(arena, planned->node, value, &options, out);
    if (rc == TN_EINVALID) {
        memset(member, 0, planned->value_size);
        return 0;
    }
    if (rc == 0 && layout->by_pointer)
        memcpy(member, &out, sizeof(out));
    planned->has_default = true;
    return rc;
}

static int set_defaults(struct tn__arena *arena, const struct tn__node *node)
{
    const struct tn__model_rules *rules = &node->u.model;
    const struct tn__plan *plan = node->layout.plan;
    int rc = 0;

    for (size_t i = 0; i < rules->field_count && rc == 0; i++) {
        const struct tn__field *field = &rules->fields[i];

        if (field->default_value && !field->required)
            rc = set_default(arena, field, plan, &plan->fields[i]);
    }
    return rc;
}

int tn__plan_nodes(struct tn__arena *arena,
                   struct tn__node **nodes,
                   size_t count)
{
    int rc = 0;

    for (size_t i = 0; i < count && rc == 0; i++) {
        if (nodes[i]->kind == TN__NODE_MODEL)
            rc = plan_model(arena, nodes[i]);
    }
    for (size_t i = 0; i < count && rc == 0; i++) {
        if (nodes[i]->kind == TN__NODE_MODEL)
            rc = set_defaults(arena, nodes[i]);
    }
    return rc;
}
