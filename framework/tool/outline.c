/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "tool/outline.h"

#include <string.h>

#include "schema/document.h"
#include "tool/c_form.h"
#include "tool/names.h"
#include "tool/outline_name.h"
#include "tool/scope.h"

/*
 * The walk that finds and names the types. Entries of $defs and the root are
 * named first; what stands in place is then named by the path to it. A type is
 * listed after those inside it, so that the file reads from the parts to the
 * whole.
 *
 * A $ref may lead into another entry, to a subschema that has its name from
 * there; so the first round stays inside each entry, and only the second one
 * follows each $ref, for what lies in no entry.
 */
struct walk {
    struct tn__outline *outline;
    struct tn__name_scope scope;
    bool *seen; /* by the node's index */
    unsigned depth;
    bool follow_refs;
    struct tn_error *error;
};

static int no_memory(struct walk *walk)
{
    return tn_error_set(walk->error, TN_ENOMEM, "out of memory");
}

static void list_type(struct tn__outline *outline, struct tn__c_type *type)
{
    if (type && !type->is_listed) {
        type->is_listed = true;
        outline->types[outline->type_count++] = type;
    }
}

static struct tn_str
join(struct walk *walk, struct tn_str name, const char *suffix)
{
    return tn__arena_printf(walk->outline->arena, "%s_%s", name.ptr, suffix);
}

/* -- Making types ---------------------------------------------------------- */

/* Takes <tag>_<suffix> beside the tag. */
static int take_also(struct walk *walk,
                     const struct tn__c_type *type,
                     const char *suffix,
                     const struct tn_value *origin)
{
    return tn__name_scope_add(&walk->scope, join(walk, type->tag, suffix),
                              origin, walk->error);
}

static int take_names(struct walk *walk,
                      struct tn__c_type *type,
                      const struct tn_value *origin)
{
    struct tn__arena *arena = walk->outline->arena;
    int code = tn__name_scope_check(&walk->scope, type->json_name, origin,
                                    walk->error);

    if (code == 0)
        code = tn__name_scope_add(&walk->scope, type->tag, origin, walk->error);
    if (code == 0 && tn__c_type_has_model(type))
        code = take_also(walk, type, "model", origin);
    if (code == 0 && type->kind == TN__C_ENUM)
        code = take_also(walk, type, "text", origin);
    if (code == 0 && type->kind == TN__C_ENUM)
        code =
            tn__outline_name_constants(arena, type, &walk->scope, walk->error);
    if (code == 0 && type->kind == TN__C_MODEL)
        code = tn__outline_name_members(arena, type, &walk->scope, walk->error);
    if (code == 0 && type->kind == TN__C_TUPLE)
        code = tn__outline_name_items(arena, type);
    if (code == 0 && type->kind == TN__C_UNION)
        code = take_also(walk, type, "kind", origin);
    if (code == 0 && type->kind == TN__C_UNION)
        code = tn__outline_name_union(arena, type, &walk->scope, walk->error);
    return code;
}

/* Makes a type and puts it into the slot; `origin`: what it comes from, a value
 * of the document. */
static int make_type(struct walk *walk,
                     const struct tn__c_type *wanted,
                     const struct tn_value *origin,
                     struct tn__c_type **slot)
{
    struct tn__c_type *type =
        tn__arena_zalloc(walk->outline->arena, sizeof(*type));

    if (!type)
        return no_memory(walk);
    *type = *wanted;
    *slot = type;
    return take_names(walk, type, origin);
}

/* What a node is made into; false: nothing, it is used in place. */
static bool kind_of_node(const struct tn__node *node, enum tn__c_kind *kind)
{
    switch (node->kind) {
    case TN__NODE_MODEL:
        *kind = TN__C_MODEL;
        return true;
    case TN__NODE_TUPLE:
        *kind = TN__C_TUPLE;
        return true;
    case TN__NODE_UNION:
        *kind = TN__C_UNION;
        return true;
    case TN__NODE_ARRAY:
        *kind = TN__C_ARRAY;
        return true;
    case TN__NODE_MAP:
        *kind = TN__C_MAP;
        return true;
    case TN__NODE_LITERAL:
    case TN__NODE_ENUM:
        *kind = TN__C_ENUM;
        return node->u.choice.all_strings;
    default:
        return false;
    }
}

/* Makes the type of a node, unless it has one or needs none. */
static int make_named(struct walk *walk,
                      const struct tn__node *node,
                      struct tn_str tag,
                      struct tn_str json_name)
{
    struct tn__c_type **slot = &walk->outline->by_node[node->index];
    struct tn__c_type wanted = {
        .node = node,
        .tag = tag,
        .json_name = json_name,
    };

    if (*slot || !kind_of_node(node, &wanted.kind))
        return 0;
    return make_type(walk, &wanted, node->source, slot);
}

/* Makes the ENTRY or OPTION of a container around `value`. */
static int make_item(struct walk *walk,
                     enum tn__c_kind kind,
                     const struct tn__node *container,
                     const struct tn__node *value,
                     struct tn_str tag)
{
    struct tn__c_type **slot = &walk->outline->item_of[container->index];
    struct tn__c_type wanted = { .kind = kind, .node = value, .tag = tag };

    return *slot ? 0 : make_type(walk, &wanted, container->source, slot);
}

/* -- Walking --------------------------------------------------------------- */

static int walk_node(struct walk *walk,
                     const struct tn__node *outer,
                     const struct tn__node *node,
                     struct tn_str name);

static bool is_inside(const struct tn__node *node, const struct tn__node *outer)
{
    size_t size = outer->pointer.len;

    return size == 0 ||
           (node->pointer.len >= size &&
            memcmp(node->pointer.ptr, outer->pointer.ptr, size) == 0);
}

/* An item is what a pointer points at, so it is named where it is a struct.
 * `node`: of the list, or of the tuple whose rest it is. */
static int walk_items(struct walk *walk,
                      const struct tn__node *node,
                      const struct tn__node *items,
                      struct tn_str name)
{
    bool is_option =
        items->kind == TN__NODE_NULLABLE && !tn__c_word_of(items->u.inner);
    struct tn_str item = join(walk, name, "item");
    struct tn_str none = { 0 };
    int code = 0;

    if (!walk->follow_refs && !is_inside(items, node))
        return 0;
    if (is_option)
        code = make_item(walk, TN__C_OPTION, node, items->u.inner, item);
    else
        code = make_named(walk, items, item, none);
    if (code == 0)
        code = walk_node(walk, node, items,
                         is_option ? join(walk, item, "value") : item);
    list_type(walk->outline, walk->outline->item_of[node->index]);
    return code;
}

static int walk_entries(struct walk *walk,
                        const struct tn__node *node,
                        const struct tn__node *values,
                        struct tn_str name)
{
    int code =
        make_item(walk, TN__C_ENTRY, node, values, join(walk, name, "entry"));

    if (code == 0)
        code = walk_node(walk, node, values, join(walk, name, "value"));
    list_type(walk->outline, walk->outline->item_of[node->index]);
    return code;
}

static int walk_model(struct walk *walk, const struct tn__node *node)
{
    const struct tn__c_type *type = walk->outline->by_node[node->index];
    const struct tn__model_rules *model = &node->u.model;
    int code = 0;

    for (size_t i = 0; code == 0 && i < model->field_count; i++) {
        code = walk_node(walk, node, model->fields[i].node,
                         join(walk, type->tag, type->names[i].ptr));
    }
    if (code == 0 && model->extra == TN__EXTRA_ALLOW)
        code = walk_entries(walk, node, model->extra_node,
                            join(walk, type->tag, "extra"));
    return code;
}

static int walk_tuple(struct walk *walk, const struct tn__node *node)
{
    const struct tn__c_type *type = walk->outline->by_node[node->index];
    const struct tn__tuple_rules *tuple = &node->u.tuple;
    int code = 0;

    for (size_t i = 0; code == 0 && i < tuple->count; i++)
        code = walk_node(walk, node, tuple->items[i].node,
                         join(walk, type->tag, type->names[i].ptr));
    if (code == 0 && tuple->rest)
        code =
            walk_items(walk, node, tuple->rest, join(walk, type->tag, "rest"));
    return code;
}

static int walk_union(struct walk *walk, const struct tn__node *node)
{
    const struct tn__c_type *type = walk->outline->by_node[node->index];
    const struct tn__union_rules *rules = &node->u.any_of;
    int code = 0;

    for (size_t i = 0; code == 0 && i < rules->count; i++)
        code = walk_node(walk, node, rules->members[i],
                         join(walk, type->tag, type->names[i].ptr));
    return code;
}

static int
walk_inside(struct walk *walk, const struct tn__node *node, struct tn_str name)
{
    struct tn_str none = { 0 };
    int code = 0;

    switch (node->kind) {
    case TN__NODE_NULLABLE:
        return walk_node(walk, node, node->u.inner, name);
    case TN__NODE_ARRAY:
        return walk_items(walk, node, node->u.array.items, name);
    case TN__NODE_MAP:
        return walk_entries(walk, node, node->u.map.values, name);
    case TN__NODE_MODEL:
        code = make_named(walk, node, name, none);
        return code ? code : walk_model(walk, node);
    case TN__NODE_TUPLE:
        code = make_named(walk, node, name, none);
        return code ? code : walk_tuple(walk, node);
    case TN__NODE_UNION:
        code = make_named(walk, node, name, none);
        return code ? code : walk_union(walk, node);
    case TN__NODE_LITERAL:
    case TN__NODE_ENUM:
        return make_named(walk, node, name, none);
    default:
        return 0;
    }
}

/* Finds what is in a node; `name` is the path to it. */
static int walk_node(struct walk *walk,
                     const struct tn__node *outer,
                     const struct tn__node *node,
                     struct tn_str name)
{
    const struct tn__c_type *type = walk->outline->by_node[node->index];
    int code;

    if (!name.ptr)
        return no_memory(walk);
    if (walk->seen[node->index] ||
        (!walk->follow_refs && !is_inside(node, outer)))
        return 0;
    if (walk->depth == TN__OUTLINE_DEPTH)
        return TN_ELIMIT;
    walk->seen[node->index] = true;
    walk->depth++;
    code = walk_inside(walk, node, type ? type->tag : name);
    walk->depth--;
    list_type(walk->outline, walk->outline->by_node[node->index]);
    return code;
}

/* -- The whole schema ------------------------------------------------------ */

static int name_root(struct walk *walk)
{
    const struct tn__node *root = walk->outline->schema->root;
    struct tn_str name = root->title.len ? root->title : walk->outline->stem;

    return make_named(walk, root, tn__name_tag(walk->outline->arena, name),
                      name);
}

/* An entry that is nothing but a $ref is another name of what it leads to. */
static bool is_alias(const struct tn_schema *schema, const struct tn__def *def)
{
    const struct tn_value *entries = tn_value_get(schema->document, "$defs");

    return tn__document_member(schema->places, entries, def->name) !=
           def->node->source;
}

static int name_entries(struct walk *walk, bool aliases)
{
    const struct tn_schema *schema = walk->outline->schema;
    int code = 0;

    for (size_t i = 0; code == 0 && i < schema->def_count; i++) {
        const struct tn__def *def = &schema->defs[i];

        if (is_alias(schema, def) == aliases)
            code = make_named(walk, def->node,
                              tn__name_tag(walk->outline->arena, def->name),
                              def->name);
    }
    return code;
}

static int walk_schema(struct walk *walk)
{
    const struct tn_schema *schema = walk->outline->schema;
    struct tn__arena *arena = walk->outline->arena;
    int code = 0;

    memset(walk->seen, 0, schema->node_count * sizeof(*walk->seen));
    for (size_t i = 0; code == 0 && i < schema->def_count; i++) {
        const struct tn__def *def = &schema->defs[i];

        if (walk->follow_refs || !is_alias(schema, def))
            code = walk_node(walk, def->node, def->node,
                             tn__name_tag(arena, def->name));
    }
    if (code == 0 && schema->root)
        code = walk_node(walk, schema->root, schema->root,
                         tn__name_tag(arena, walk->outline->stem));
    return code;
}

int tn__outline_make(struct tn__outline *outline,
                     struct tn__arena *arena,
                     const struct tn_schema *schema,
                     struct tn_str stem,
                     struct tn_error *error)
{
    size_t count = schema->node_count;
    size_t size = sizeof(struct tn__c_type *);
    struct walk walk = {
        .outline = outline,
        .scope = { .arena = arena, .schema = schema },
        .seen = tn__arena_zalloc(arena, count + 1),
        .error = error,
    };
    int code;

    *outline = (struct tn__outline){
        .arena = arena,
        .schema = schema,
        .stem = stem,
        /* Each node makes two types at most: its own and its items'. */
        .types = tn__arena_zalloc(arena, (2 * count + 1) * size),
        .by_node = tn__arena_zalloc(arena, (count + 1) * size),
        .item_of = tn__arena_zalloc(arena, (count + 1) * size),
    };
    if (!walk.seen || !outline->types || !outline->by_node || !outline->item_of)
        return no_memory(&walk);
    code = name_entries(&walk, false);
    if (code == 0)
        code = name_entries(&walk, true);
    if (code == 0 && schema->root)
        code = name_root(&walk);
    if (code == 0)
        code = walk_schema(&walk);
    walk.follow_refs = true;
    if (code == 0)
        code = walk_schema(&walk);
    if (code == 0)
        code = tn__outline_order(outline);
    if (code == TN_ELIMIT)
        return tn_error_set(error, code,
                            "%s: its models hold each other more than %d deep",
                            schema->name.ptr, TN__OUTLINE_DEPTH);
    return code ? tn_error_set(error, code, "%s", tn_error_text(code)) : 0;
}
