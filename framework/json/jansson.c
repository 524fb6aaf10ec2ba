/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <tenon/jansson.h>

/* A container that is being filled. */
struct level {
    json_t *tree;
    const struct tn_value *next;
    const struct tn_value *end;
};

static json_t *make_value(const struct tn_value *value)
{
    switch ((enum tn_type)value->type) {
    case TN_TYPE_NULL:
        return json_null();
    case TN_TYPE_BOOL:
        return json_boolean(value->as.boolean);
    case TN_TYPE_INT:
        return json_integer(value->as.integer);
    case TN_TYPE_FLOAT:
        return json_real(value->as.number); /* NULL: not finite */
    case TN_TYPE_STRING:
        return json_stringn_nocheck(value->as.text, value->count);
    case TN_TYPE_ARRAY:
        return json_array();
    case TN_TYPE_OBJECT:
        return json_object();
    case TN_TYPE_BIGINT:
        break;
    }
    return NULL;
}

/* Adds the next value to a container. Returns the new tree, borrowed. */
static json_t *add_next(struct level *level, const struct tn_value **value)
{
    const struct tn_value *name = level->next;
    bool in_object = json_is_object(level->tree);
    json_t *tree;
    int failed;

    *value = in_object ? name + 1 : name;
    level->next = tn_value_next(*value);
    /* jansson's names are C strings. */
    if (in_object && strlen(name->as.text) != name->count)
        return NULL;
    tree = make_value(*value);
    if (!tree)
        return NULL;
    if (in_object)
        failed = json_object_set_new_nocheck(level->tree, name->as.text, tree);
    else
        failed = json_array_append_new(level->tree, tree);
    return failed ? NULL : tree;
}

static bool enter(struct level *levels,
                  size_t *count,
                  json_t *tree,
                  const struct tn_value *value)
{
    if (value->type < TN_TYPE_ARRAY)
        return true;
    if (*count == TN_JANSSON_DEPTH)
        return false;
    levels[(*count)++] = (struct level){
        .tree = tree,
        .next = value + 1,
        .end = value + value->as.span,
    };
    return true;
}

json_t *tn_value_to_jansson(const struct tn_value *value)
{
    struct level levels[TN_JANSSON_DEPTH];
    size_t count = 0;
    json_t *root = make_value(value);
    bool ok = root && enter(levels, &count, root, value);

    while (ok && count) {
        struct level *level = &levels[count - 1];
        json_t *tree;

        if (level->next == level->end) {
            count--;
            continue;
        }
        tree = add_next(level, &value);
        ok = tree && enter(levels, &count, tree, value);
    }
    if (!ok) {
        json_decref(root);
        return NULL;
    }
    return root;
}
