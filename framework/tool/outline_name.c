/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "tool/outline_name.h"

#include "tool/names.h"

int tn__outline_name_constants(struct tn__arena *arena,
                               struct tn__c_type *type,
                               struct tn__name_scope *file,
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
        code = tn__name_scope_add(file, names[i], choice->values[i], error);
    }
    return code;
}

/* A model that keeps its extras has a member for them. */
static struct tn_str member_name(struct tn__arena *arena,
                                 const struct tn__model_rules *model,
                                 const struct tn__field *field)
{
    struct tn_str name = tn__name_member(arena, field->name);

    if (name.ptr && model->extra == TN__EXTRA_ALLOW &&
        tn_str_equal(name, tn_str_from("extra")))
        name = tn__arena_printf(arena, "extra_");
    return name;
}

int tn__outline_name_members(struct tn__arena *arena,
                             struct tn__c_type *type,
                             const struct tn__name_scope *file,
                             struct tn_error *error)
{
    const struct tn__model_rules *model = &type->node->u.model;
    struct tn__name_scope scope = { .arena = arena, .schema = file->schema };
    struct tn_str *names =
        tn__arena_zalloc(arena, (model->field_count + 1) * sizeof(*names));
    int code = names ? 0 : TN_ENOMEM;

    type->names = names;
    for (size_t i = 0; code == 0 && i < model->field_count; i++) {
        const struct tn__field *field = &model->fields[i];

        names[i] = member_name(arena, model, field);
        code = tn__name_scope_check(&scope, field->name, field->source, error);
        if (code == 0)
            code = tn__name_scope_add(&scope, names[i], field->source, error);
    }
    return code;
}

int tn__outline_name_items(struct tn__arena *arena, struct tn__c_type *type)
{
    const struct tn__tuple_rules *tuple = &type->node->u.tuple;
    struct tn_str *names =
        tn__arena_zalloc(arena, (tuple->count + 1) * sizeof(*names));

    type->names = names;
    for (size_t i = 0; names && i < tuple->count; i++)
        names[i] = tuple->items[i].name;
    return names ? 0 : TN_ENOMEM;
}

/* -- Unions ---------------------------------------------------------------- */

/* What a member without a name of its own is called. */
static const char *const kind_names[] = {
    [TN__NODE_ANY] = "value",      [TN__NODE_NULL] = "null",
    [TN__NODE_BOOL] = "boolean",   [TN__NODE_INT] = "integer",
    [TN__NODE_FLOAT] = "number",   [TN__NODE_STRING] = "string",
    [TN__NODE_LITERAL] = "choice", [TN__NODE_ENUM] = "choice",
    [TN__NODE_ARRAY] = "list",     [TN__NODE_TUPLE] = "tuple",
    [TN__NODE_MAP] = "map",        [TN__NODE_MODEL] = "object",
    [TN__NODE_UNION] = "either",   [TN__NODE_NULLABLE] = "optional",
};

static const char *const format_names[] = {
#define FORMAT_NAME(name, text) [TN__FORMAT_##name] = #name,
    TN__FORMATS(FORMAT_NAME)
#undef FORMAT_NAME
};

/* CatT gives cat_t; what is no ASCII stays. */
static struct tn_str snake(struct tn__arena *arena, struct tn_str name)
{
    char *to = tn__arena_alloc(arena, 2 * name.len + 1);
    size_t size = 0;
    bool was_lower = false;

    for (size_t i = 0; to && i < name.len; i++) {
        char c = name.ptr[i];
        bool is_upper = c >= 'A' && c <= 'Z';

        if (is_upper && was_lower)
            to[size++] = '_';
        to[size++] = is_upper ? (char)(c + 'a' - 'A') : c;
        was_lower = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }
    if (!to)
        return (struct tn_str){ 0 };
    to[size] = '\0';
    return (struct tn_str){ to, size };
}

/* Returns the name of a union's member: its own, or its kind's. */
static struct tn_str union_member(struct tn__arena *arena,
                                  const struct tn__node *member)
{
    struct tn_str own = member->name.ptr ? member->name : member->title;

    if (!own.ptr && member->kind == TN__NODE_FORMAT)
        own = tn_str_from(format_names[member->u.format.format]);
    if (!own.ptr && member->kind == TN__NODE_ARRAY && member->u.array.unique)
        own = tn_str_from("set");
    if (!own.ptr)
        own = tn_str_from(kind_names[member->kind]);
    return tn__name_member(arena, snake(arena, own));
}

static bool
is_taken(const struct tn_str *names, size_t count, struct tn_str name)
{
    for (size_t i = 0; i < count; i++) {
        if (tn_str_equal(names[i], name))
            return true;
    }
    return false;
}

/* Members of one name get a number: integer, integer2. */
static struct tn_str free_name(struct tn__arena *arena,
                               const struct tn_str *names,
                               size_t count,
                               struct tn_str name)
{
    struct tn_str free = name;

    for (size_t i = 2; free.ptr && is_taken(names, count, free); i++)
        free = tn__arena_printf(arena, "%s%zu", name.ptr, i);
    return free;
}

int tn__outline_name_union(struct tn__arena *arena,
                           struct tn__c_type *type,
                           struct tn__name_scope *file,
                           struct tn_error *error)
{
    const struct tn__union_rules *rules = &type->node->u.any_of;
    size_t size = rules->count * sizeof(struct tn_str);
    struct tn_str *names = tn__arena_zalloc(arena, size);
    struct tn_str *kinds = tn__arena_zalloc(arena, size);
    struct tn_str tag = tn__arena_printf(arena, "%s_kind", type->tag.ptr);
    int code = names && kinds && tag.ptr ? 0 : TN_ENOMEM;

    type->names = names;
    type->kinds = kinds;
    for (size_t i = 0; code == 0 && i < rules->count; i++) {
        names[i] =
            free_name(arena, names, i, union_member(arena, rules->members[i]));
        if (!names[i].ptr)
            return TN_ENOMEM;
        kinds[i] = tn__name_constant(arena, tag, names[i]);
        code = tn__name_scope_add(file, kinds[i], type->node->source, error);
    }
    return code;
}
