/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "tool/outline_name.h"

#include "model/formats.h"
#include "tool/names.h"

/* -- Enums ----------------------------------------------------------------- */

int tn__outline_name_constants(struct tn__arena *arena,
                               struct tn__c_type *type,
                               struct tn__scope *file,
                               struct tn_error *error)
{
    const struct tn__choice_rules *choice = &type->node->u.choice;
    struct tn_str *names =
        tn__arena_zalloc(arena, choice->count * sizeof(*names));
    int code = names ? 0 : TN_ENOMEM;

    type->names = names;
    for (size_t i = 0; code == 0 && i < choice->count; i++) {
        names[i] = tn__name_constant(arena, type->tag,
                                     tn_value_str(choice->values[i]));
        code = tn__scope_add(file, names[i], choice->values[i], error);
    }
    return code;
}

/* -- Members --------------------------------------------------------------- */

/* A model that keeps its extras has a member for them. */
static struct tn_str member_name(struct tn__arena *arena,
                                 const struct tn__c_type *type,
                                 const struct tn__field *field)
{
    struct tn_str name = tn__name_member(arena, field->name);

    if (name.ptr && type->kind == TN__C_MODEL &&
        type->node->u.model.extra == TN__EXTRA_ALLOW &&
        tn_str_equal(name, tn_str_from("extra")))
        name = tn__arena_printf(arena, "extra_");
    return name;
}

int tn__outline_name_members(struct tn__arena *arena,
                             struct tn__c_type *type,
                             const struct tn__scope *file,
                             struct tn_error *error)
{
    struct tn__scope scope = { .arena = arena, .schema = file->schema };
    size_t count;
    const struct tn__field *fields = tn__c_type_fields(type, &count);
    struct tn_str *names =
        tn__arena_zalloc(arena, (count + 1) * sizeof(*names));
    int code = names ? 0 : TN_ENOMEM;

    if (count)
        type->names = names;
    for (size_t i = 0; code == 0 && i < count; i++) {
        const struct tn__field *field = &fields[i];

        names[i] = member_name(arena, type, field);
        code = tn__scope_check(&scope, field->name, field->source, error);
        if (code == 0)
            code = tn__scope_add(&scope, names[i], field->source, error);
    }
    return code;
}

/* -- Unions ---------------------------------------------------------------- */

/* What a member is, where it has no name. */
static const char *word_of_kind(const struct tn__node *node)
{
    static const char *const words[] = {
        [TN__NODE_ANY] = "any",           [TN__NODE_NULL] = "null",
        [TN__NODE_BOOL] = "bool",         [TN__NODE_INT] = "int",
        [TN__NODE_FLOAT] = "float",       [TN__NODE_STRING] = "str",
        [TN__NODE_LITERAL] = "literal",   [TN__NODE_ENUM] = "enum",
        [TN__NODE_ARRAY] = "list",        [TN__NODE_TUPLE] = "tuple",
        [TN__NODE_MAP] = "dict",          [TN__NODE_MODEL] = "object",
        [TN__NODE_NULLABLE] = "optional", [TN__NODE_UNION] = "union",
    };

    if (node->kind == TN__NODE_FORMAT)
        return tn__format_rule(node)->label;
    return node->kind == TN__NODE_ARRAY && node->u.array.unique
               ? "set"
               : words[node->kind];
}

static struct tn_str name_of_member(struct tn__arena *arena,
                                    const struct tn__node *node,
                                    const struct tn__node *member)
{
    /* One type of a list of types has the name of them all. */
    bool is_part = member->source == node->source;

    return tn__name_small(arena, member->name.len && !is_part
                                     ? member->name
                                     : tn_str_from(word_of_kind(member)));
}

int tn__outline_name_union(struct tn__arena *arena,
                           struct tn__c_type *type,
                           struct tn__scope *file,
                           struct tn_error *error)
{
    const struct tn__union_rules *rules = &type->node->u.any_of;
    size_t size = rules->count * sizeof(struct tn_str);
    struct tn__scope numbered = { .arena = arena, .schema = file->schema };
    struct tn__scope mended = numbered;
    struct tn_str tag = tn__arena_printf(arena, "%s_kind", type->tag.ptr);
    struct tn_str *words = tn__arena_zalloc(arena, size);
    struct tn_str *names = tn__arena_zalloc(arena, size);
    struct tn_str *kinds = tn__arena_zalloc(arena, size);
    int code = tag.ptr && words && names && kinds ? 0 : TN_ENOMEM;

    type->words = words;
    type->names = names;
    type->kinds = kinds;
    for (size_t i = 0; code == 0 && i < rules->count; i++) {
        const struct tn_value *origin = rules->members[i]->source;

        words[i] = name_of_member(arena, type->node, rules->members[i]);
        code = tn__scope_number(&numbered, &words[i], origin, error);
        if (code)
            break;
        names[i] = tn__name_member(arena, words[i]);
        kinds[i] = tn__name_constant(arena, tag, words[i]);
        code = tn__scope_add(&mended, names[i], origin, error);
        if (code == 0)
            code = tn__scope_add(file, kinds[i], origin, error);
    }
    return code;
}
