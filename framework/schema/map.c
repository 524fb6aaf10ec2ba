/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "schema/compile.h"

/* MAP: an object without properties. */

#define BIT(name) TN__KEY_BIT(TN__KEY_##name)

/*
 * Returns the part whose patternProperties says what all names are: one
 * pattern, with no word of other names. A name that does not match is an error
 * then, as in Pydantic, which writes a pattern for keys so; JSON Schema alone
 * would let it pass.
 */
static struct tn__view *find_pattern(const struct tn__parts *parts)
{
    struct tn__view *view = tn__parts_first(parts, BIT(PATTERN_PROPERTIES));
    const struct tn_value *extra;

    if (!view || view->keywords[TN__KEY_PATTERN_PROPERTIES]->count != 1 ||
        tn__parts_count(parts, BIT(PATTERN_PROPERTIES) |
                                   BIT(ADDITIONAL_PROPERTIES)) > 1)
        return NULL;
    extra = view->keywords[TN__KEY_ADDITIONAL_PROPERTIES];
    return !extra || (extra->type == TN_TYPE_BOOL && !extra->as.boolean) ? view
                                                                         : NULL;
}

/* Adds the pattern to what names must be. */
static int set_pattern(struct tn__compiler *compiler,
                       const struct tn_value *pattern,
                       struct tn__node *node)
{
    struct tn__node *keys = tn__compile_part(compiler, node);

    if (!keys)
        return compiler->error->code;
    keys->kind = TN__NODE_STRING;
    keys->name = keys->title = keys->description = (struct tn_str){ 0 };
    keys->u.string.max_length = TN__NO_LIMIT;
    node->u.map.keys = keys;
    return tn__apply_pattern(compiler, pattern, keys, &keys->u.string.pattern);
}

static int set_values(struct tn__compiler *compiler,
                      const struct tn__parts *parts,
                      struct tn__node *node)
{
    struct tn__view *view = find_pattern(parts);
    struct tn__map_rules *map = &node->u.map;

    if (view) {
        const struct tn_value *key =
            view->keywords[TN__KEY_PATTERN_PROPERTIES] + 1;

        view->used |= BIT(PATTERN_PROPERTIES) | BIT(ADDITIONAL_PROPERTIES);
        map->values = tn__compile_node(compiler, key + 1);
        return map->values ? set_pattern(compiler, key, node)
                           : compiler->error->code;
    }
    /* Some names are described apart from the others: all values are kept as
     * they come, and checked. */
    if (tn__parts_first(parts, BIT(PATTERN_PROPERTIES)))
        map->values = tn__compile_any(compiler);
    else
        map->values =
            tn__parts_node(compiler, parts, TN__KEY_ADDITIONAL_PROPERTIES);
    return map->values ? 0 : compiler->error->code;
}

/* What names must be, but for a pattern. Of which kind it is shows when all
 * nodes are known: tn__compile_settle(). */
static int set_keys(struct tn__compiler *compiler,
                    const struct tn__parts *parts,
                    struct tn__node *node)
{
    struct tn__view *view = tn__parts_first(parts, BIT(PROPERTY_NAMES));

    if (!view || node->u.map.keys)
        return 0;
    view->used |= BIT(PROPERTY_NAMES);
    node->u.map.keys =
        tn__compile_key(compiler, view->keywords[TN__KEY_PROPERTY_NAMES]);
    return node->u.map.keys ? 0 : compiler->error->code;
}

int tn__compile_map(struct tn__compiler *compiler,
                    const struct tn__parts *parts,
                    struct tn__node *node)
{
    const struct tn_value *min = tn__parts_take(parts, TN__KEY_MIN_PROPERTIES);
    const struct tn_value *max = tn__parts_take(parts, TN__KEY_MAX_PROPERTIES);
    int status;

    tn__parts_use(parts, BIT(REQUIRED)); /* of nothing */
    node->kind = TN__NODE_MAP;
    node->u.map.min_properties = min ? tn__keyword_count(min) : 0;
    node->u.map.max_properties = max ? tn__keyword_count(max) : TN__NO_LIMIT;
    status = set_values(compiler, parts, node);
    return status ? status : set_keys(compiler, parts, node);
}
