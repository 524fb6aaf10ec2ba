/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "schema/compile.h"

#include <stdarg.h>
#include <stdio.h>

#include "schema/pattern.h"

/* $ref to $ref to $ref: more in a row are a circle, or a mistake. */
#define REFERENCE_LIMIT 64

#define DIALECT "https://json-schema.org/draft/2020-12/schema"

/* -- Failing --------------------------------------------------------------- */

int tn__compile_fail(struct tn__compiler *compiler,
                     const struct tn_value *at,
                     const char *format,
                     ...)
{
    char message[sizeof(compiler->error->message)];
    va_list args;

    va_start(args, format);
    vsnprintf(message, sizeof(message), format, args);
    va_end(args);
    tn_error_set(compiler->error, TN_ESCHEMA, "%s", message);
    tn__document_locate(compiler->document, at, compiler->error);
    return TN_ESCHEMA;
}

int tn__compile_no_memory(struct tn__compiler *compiler)
{
    return tn_error_set(compiler->error, TN_ENOMEM, "out of memory");
}

void *tn__compile_grow(struct tn__arena *arena,
                       void *array,
                       size_t count,
                       size_t *capacity,
                       size_t element_size)
{
    size_t wanted = *capacity ? *capacity * 2 : 64;

    if (count < *capacity)
        return array;
    array = tn__arena_grow(arena, array, *capacity * element_size,
                           wanted * element_size);
    if (array)
        *capacity = wanted;
    return array;
}

/* -- Nodes ----------------------------------------------------------------- */

static struct tn__node *new_node(struct tn__compiler *compiler,
                                 const struct tn_value *source)
{
    struct tn_schema *schema = compiler->schema;
    struct tn__node **nodes;
    struct tn__node *node;

    if (schema->node_count == TN__NODE_LIMIT) {
        tn__compile_fail(compiler, source, "more than %u schemas in one file",
                         TN__NODE_LIMIT);
        return NULL;
    }
    nodes = tn__compile_grow(compiler->arena, schema->nodes, schema->node_count,
                             &compiler->node_capacity, TN__POINTERS(1));
    node = tn__arena_zalloc(compiler->arena, sizeof(*node));
    if (!nodes || !node) {
        tn__compile_no_memory(compiler);
        return NULL;
    }
    node->index = (uint32_t)schema->node_count;
    node->source = source;
    schema->nodes = nodes;
    schema->nodes[schema->node_count++] = node;
    return node;
}

struct tn__node *tn__compile_any(struct tn__compiler *compiler)
{
    static const struct tn_value accept_all = { .type = TN_TYPE_BOOL,
                                                .as.boolean = true };

    if (!compiler->any) {
        compiler->any = new_node(compiler, compiler->document->root);
        if (compiler->any)
            compiler->any->source = &accept_all;
    }
    return compiler->any;
}

struct tn__node *tn__compile_part(struct tn__compiler *compiler,
                                  const struct tn__node *node)
{
    struct tn__node *part = new_node(compiler, node->source);

    if (part) {
        part->pointer = node->pointer;
        part->name = node->name;
        part->title = node->title;
        part->description = node->description;
    }
    return part;
}

static int enqueue(struct tn__compiler *compiler, struct tn__node *node)
{
    struct tn__node **queue =
        tn__compile_grow(&compiler->scratch, compiler->queue, compiler->queued,
                         &compiler->queue_capacity, TN__POINTERS(1));

    if (!queue)
        return tn__compile_no_memory(compiler);
    compiler->queue = queue;
    compiler->queue[compiler->queued++] = node;
    return 0;
}

/* The name of an entry of the root's $defs, else a zeroed view. */
static struct tn_str definition_name(const struct tn__compiler *compiler,
                                     const struct tn_value *schema)
{
    const struct tn__document *document = compiler->document;
    const struct tn__place *place =
        &document->places[tn__document_index(document, schema)];

    if (!compiler->defs || schema == document->root ||
        document->root + place->parent != compiler->defs)
        return (struct tn_str){ 0 };
    return tn_value_str(&document->root[place->step]);
}

/* Follows $ref to the subschema that is none. */
static const struct tn_value *resolve(struct tn__compiler *compiler,
                                      const struct tn_value *schema)
{
    const struct tn_value *at = schema;

    for (int i = 0; i < REFERENCE_LIMIT; i++) {
        const struct tn_value *ref = tn__reference_of(compiler->document, at);
        struct tn__view view;

        if (!ref)
            return at;
        if (tn__view_read(compiler, at, &view) ||
            tn__compile_alone(compiler, &view, TN__KEY_REF, TN__KEY_REF))
            return NULL;
        at = tn__reference_follow(compiler, ref);
        if (!at)
            return NULL;
    }
    tn__compile_fail(compiler, schema,
                     "the references lead in a circle, or through more than %d "
                     "others",
                     REFERENCE_LIMIT);
    return NULL;
}

struct tn__node *tn__compile_node(struct tn__compiler *compiler,
                                  const struct tn_value *schema)
{
    struct tn__node **nodes = compiler->schema->node_at;
    uint32_t index = tn__document_index(compiler->document, schema);
    struct tn__node **node;
    const struct tn_value *target;

    if (nodes[index])
        return nodes[index];
    target = resolve(compiler, schema);
    if (!target)
        return NULL;
    node = &nodes[tn__document_index(compiler->document, target)];
    if (!*node) {
        struct tn__node *made = new_node(compiler, target);

        if (!made || enqueue(compiler, made))
            return NULL;
        made->name = definition_name(compiler, target);
        made->pointer =
            tn__document_pointer(compiler->document, target, compiler->arena);
        if (!made->pointer.ptr) {
            tn__compile_no_memory(compiler);
            return NULL;
        }
        *node = made;
    }
    nodes[index] = *node;
    return *node;
}

/* -- Kinds ----------------------------------------------------------------- */

int tn__compile_alone(struct tn__compiler *compiler,
                      const struct tn__view *view,
                      enum tn__keyword keyword,
                      enum tn__keyword also)
{
    for (int i = 0; i < TN__KEY_COUNT; i++) {
        if (!view->keywords[i] || i == (int)keyword || i == (int)also ||
            tn__keyword_rules[i].role < TN__ROLE_SHAPE)
            continue;
        return tn__compile_fail(compiler, view->keywords[i] - 1,
                                "\"%s\" cannot stand beside \"%s\"",
                                tn__keyword_rules[i].name,
                                tn__keyword_rules[keyword].name);
    }
    return 0;
}

/* Without `type`, JSON Schema lets a constraint apply to the values it fits and
 * everything else pass. Hardly anyone means that, and no C type fits it: so a
 * constraint asks for its type. */
static int compile_untyped(struct tn__compiler *compiler,
                           const struct tn__view *view,
                           struct tn__node *node)
{
    for (int i = 0; i < TN__KEY_COUNT; i++) {
        unsigned types = tn__keyword_rules[i].types;

        if (!view->keywords[i] || !types)
            continue;
        return tn__compile_fail(
            compiler, view->keywords[i] - 1,
            "\"%s\" needs a type beside it: add type: %s",
            tn__keyword_rules[i].name,
            tn__schema_type_name((enum tn__schema_type)__builtin_ctz(types)));
    }
    node->kind = TN__NODE_ANY;
    return 0;
}

/* What makes the kind of a node, the first that is there. */
static const struct {
    enum tn__keyword keyword;
    int (*compile)(struct tn__compiler *compiler,
                   const struct tn__view *view,
                   struct tn__node *node);
} shapes[] = {
    { TN__KEY_ANY_OF, tn__compile_any_of },
    { TN__KEY_CONST, tn__compile_choice },
    { TN__KEY_ENUM, tn__compile_choice },
    { TN__KEY_TYPE, tn__compile_types },
};

static int compile_boolean(struct tn__compiler *compiler, struct tn__node *node)
{
    if (!node->source->as.boolean)
        return tn__compile_fail(compiler, node->source,
                                "false accepts nothing: only "
                                "additionalProperties may be false");
    node->kind = TN__NODE_ANY;
    return 0;
}

static int fill_node(struct tn__compiler *compiler, struct tn__node *node)
{
    struct tn__view view;
    int status;

    if (node->source->type == TN_TYPE_BOOL)
        return compile_boolean(compiler, node);
    status = tn__view_read(compiler, node->source, &view);
    if (status)
        return status;
    node->title = tn__view_text(&view, TN__KEY_TITLE);
    node->description = tn__view_text(&view, TN__KEY_DESCRIPTION);
    if (node->source == compiler->document->root)
        node->name = node->title;
    for (size_t i = 0; i < TN_COUNT(shapes); i++) {
        if (view.keywords[shapes[i].keyword])
            return shapes[i].compile(compiler, &view, node);
    }
    return compile_untyped(compiler, &view, node);
}

/* -- The document ---------------------------------------------------------- */

static int check_dialect(struct tn__compiler *compiler,
                         const struct tn_value *dialect)
{
    struct tn_str text = tn_value_str(dialect);

    if (text.len && text.ptr[text.len - 1] == '#')
        text.len--;
    if (tn_str_equal(text, tn_str_from(DIALECT)))
        return 0;
    return tn__compile_fail(compiler, dialect,
                            "this dialect is not supported: $schema must be "
                            "\"" DIALECT "\"");
}

/* Whether the root describes nothing itself: it holds definitions only. */
static bool is_container(const struct tn__view *view)
{
    for (int i = 0; i < TN__KEY_COUNT; i++) {
        if (view->keywords[i] && tn__keyword_rules[i].role >= TN__ROLE_SHAPE)
            return false;
    }
    return view->keywords[TN__KEY_DEFS];
}

static int compile_defs(struct tn__compiler *compiler)
{
    struct tn_schema *schema = compiler->schema;
    const struct tn_value *key = compiler->defs + 1;
    struct tn__def *defs;

    defs =
        tn__arena_alloc(compiler->arena, compiler->defs->count * sizeof(*defs));
    if (!defs)
        return tn__compile_no_memory(compiler);
    schema->defs = defs;
    for (uint32_t i = 0; i < compiler->defs->count; i++) {
        struct tn__node *node = tn__compile_node(compiler, key + 1);

        if (!node)
            return compiler->error->code;
        defs[i] = (struct tn__def){ tn_value_str(key), node };
        schema->def_count++;
        key = tn_value_next(key + 1);
    }
    return 0;
}

static int compile_root(struct tn__compiler *compiler)
{
    const struct tn_value *root = compiler->document->root;
    struct tn__view view = { 0 };
    int status = 0;

    if (root->type != TN_TYPE_BOOL)
        status = tn__view_read(compiler, root, &view);
    if (status == 0 && view.keywords[TN__KEY_SCHEMA])
        status = check_dialect(compiler, view.keywords[TN__KEY_SCHEMA]);
    if (status)
        return status;
    compiler->defs = view.keywords[TN__KEY_DEFS];
    if (!is_container(&view)) {
        compiler->schema->root = tn__compile_node(compiler, root);
        if (!compiler->schema->root)
            return compiler->error->code;
    }
    return compiler->defs ? compile_defs(compiler) : 0;
}

int tn__compile(struct tn_schema *schema, struct tn_error *error)
{
    struct tn__compiler compiler = {
        .schema = schema,
        .document = schema->places,
        .arena = &schema->arena,
        .error = error,
    };
    int status;

    schema->node_at = tn__arena_zalloc(&schema->arena,
                                       TN__POINTERS(compiler.document->count));
    if (!schema->node_at)
        return tn__compile_no_memory(&compiler);
    tn__arena_init(&compiler.scratch, schema->arena.alloc, 4096, 0);
    status = compile_root(&compiler);
    while (status == 0 && compiler.next < compiler.queued)
        status = fill_node(&compiler, compiler.queue[compiler.next++]);
    if (status == 0)
        status = tn__compile_settle(&compiler);
    tn__arena_deinit(&compiler.scratch);
    return status;
}
