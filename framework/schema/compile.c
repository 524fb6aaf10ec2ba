/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "schema/compile.h"

#include <stdarg.h>
#include <stdio.h>

#include "schema/pattern.h"

/* $ref to $ref to $ref: more in a row are a circle, or a mistake. */
#define REFERENCE_LIMIT 64

/* Each is compared with all others. */
#define COMBINED_LIMIT 1024u

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
    node->schema = schema;
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

static int enqueue(struct tn__compiler *compiler,
                   const struct tn__queued *queued)
{
    struct tn__queued *queue =
        tn__compile_grow(&compiler->scratch, compiler->queue, compiler->queued,
                         &compiler->queue_capacity, sizeof(*queue));

    if (!queue)
        return tn__compile_no_memory(compiler);
    compiler->queue = queue;
    compiler->queue[compiler->queued++] = *queued;
    return 0;
}

/* Makes the node of a subschema, to be filled from `queued`. */
static struct tn__node *make_node(struct tn__compiler *compiler,
                                  const struct tn_value *source,
                                  struct tn__queued *queued)
{
    struct tn__node *node = new_node(compiler, source);

    queued->node = node;
    if (!node || enqueue(compiler, queued))
        return NULL;
    node->name = tn__document_definition(compiler->document, source);
    node->pointer =
        tn__document_pointer(compiler->document, source, compiler->arena);
    if (node->pointer.ptr)
        return node;
    tn__compile_no_memory(compiler);
    return NULL;
}

/* Follows aliases to the subschema that is none. */
static const struct tn_value *resolve(struct tn__compiler *compiler,
                                      const struct tn_value *schema)
{
    const struct tn_value *at = schema;

    for (int i = 0; i < REFERENCE_LIMIT; i++) {
        const struct tn_value *next = NULL;
        struct tn__view view;

        if (at->type != TN_TYPE_BOOL) {
            if (tn__view_read(compiler, at, &view))
                return NULL;
            next = tn__view_alias(&view);
        }
        if (!next)
            return at;
        at = next->type == TN_TYPE_STRING ? tn__reference_follow(compiler, next)
                                          : next;
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
    if (!*node)
        *node = make_node(compiler, target, &(struct tn__queued){ 0 });
    nodes[index] = *node;
    return *node;
}

struct tn__node *tn__compile_key(struct tn__compiler *compiler,
                                 const struct tn_value *schema)
{
    const struct tn_value *target = resolve(compiler, schema);
    struct tn__queued queued = { .implied = TN__TYPE_BIT(STRING) };

    if (!target)
        return NULL;
    return target == schema ? make_node(compiler, schema, &queued)
                            : tn__compile_node(compiler, target);
}

/* -- What several subschemas ask together ---------------------------------- */

static struct tn__node *find_combined(const struct tn__compiler *compiler,
                                      const struct tn_value *const *sources,
                                      size_t count)
{
    for (size_t i = 0; i < compiler->combined_count; i++) {
        const struct tn__queued *known = &compiler->combined[i];

        if (known->count == count &&
            memcmp(known->sources, sources, TN__POINTERS(count)) == 0)
            return known->node;
    }
    return NULL;
}

static struct tn__node *make_combined(struct tn__compiler *compiler,
                                      const struct tn_value *const *sources,
                                      size_t count)
{
    struct tn__queued *list = tn__compile_grow(
        &compiler->scratch, compiler->combined, compiler->combined_count,
        &compiler->combined_capacity, sizeof(*list));
    const struct tn_value **copy =
        tn__arena_alloc(&compiler->scratch, TN__POINTERS(count));
    struct tn__queued queued = { .sources = copy, .count = count };

    if (!list || !copy) {
        tn__compile_no_memory(compiler);
        return NULL;
    }
    memcpy(copy, sources, TN__POINTERS(count));
    compiler->combined = list;
    if (make_node(compiler, sources[count - 1], &queued))
        compiler->combined[compiler->combined_count++] = queued;
    return queued.node;
}

struct tn__node *tn__compile_combined(struct tn__compiler *compiler,
                                      const struct tn_value *const *sources,
                                      size_t count)
{
    struct tn__node *known;

    if (count == 1)
        return tn__compile_node(compiler, sources[0]);
    known = find_combined(compiler, sources, count);
    if (known)
        return known;
    if (compiler->combined_count < COMBINED_LIMIT)
        return make_combined(compiler, sources, count);
    tn__compile_fail(compiler, sources[0],
                     "more than %u places where allOf or $ref put several "
                     "schemas on one property",
                     COMBINED_LIMIT);
    return NULL;
}

/* -- Filling --------------------------------------------------------------- */

/* The annotations of the subschema itself. */
static void read_texts(struct tn__node *node, const struct tn__parts *parts)
{
    for (size_t i = 0; i < parts->count; i++) {
        const struct tn__view *view = &parts->views[i];

        if (view->schema != node->source)
            continue;
        node->title = tn__view_text(view, TN__KEY_TITLE);
        node->description = tn__view_text(view, TN__KEY_DESCRIPTION);
    }
}

static int fill_node(struct tn__compiler *compiler,
                     const struct tn__queued *queued)
{
    struct tn__parts *parts = &compiler->parts;
    struct tn__node *node = queued->node;
    int status = 0;

    parts->count = 0;
    parts->never = NULL;
    parts->implied = queued->implied;
    if (queued->count == 0)
        status = tn__parts_gather(compiler, parts, node->source);
    for (size_t i = 0; i < queued->count && status == 0; i++)
        status = tn__parts_gather(compiler, parts, queued->sources[i]);
    if (status)
        return status;
    read_texts(node, parts);
    if (node->source == compiler->document->root)
        node->name = node->title;
    return tn__compile_shape(compiler, parts, node);
}

/* -- The document ---------------------------------------------------------- */

/* Older dialects say other things with the same words; what has a name of its
 * own is taken for an extension of this one. */
static int check_dialect(struct tn__compiler *compiler,
                         const struct tn_value *dialect)
{
    static const char *const elders[] = {
        "http://json-schema.org/draft-0",
        "https://json-schema.org/draft/2019",
    };

    for (size_t i = 0; i < TN_COUNT(elders); i++) {
        if (strncmp(dialect->as.text, elders[i], strlen(elders[i])) == 0)
            return tn__compile_fail(compiler, dialect,
                                    "this dialect is not supported: $schema "
                                    "must be \"" DIALECT "\"");
    }
    return 0;
}

/* Whether the root describes nothing itself: it holds definitions only. */
static bool is_container(const struct tn__view *view)
{
    uint64_t idle = tn__keywords_of(TN__ROLE_IDENTITY) |
                    tn__keywords_of(TN__ROLE_ANNOTATION);

    return view->keywords[TN__KEY_DEFS] && (view->bits & ~idle) == 0;
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

static int fill_next(struct tn__compiler *compiler)
{
    /* A copy: the queue may grow, and move, meanwhile. */
    struct tn__queued queued = compiler->queue[compiler->next++];

    return fill_node(compiler, &queued);
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
        status = fill_next(&compiler);
    if (status == 0)
        status = tn__compile_settle(&compiler);
    tn__arena_deinit(&compiler.scratch);
    return status;
}
