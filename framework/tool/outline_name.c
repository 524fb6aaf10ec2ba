/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "tool/outline_name.h"

#include "tool/names.h"

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
                             const struct tn__scope *file,
                             struct tn_error *error)
{
    const struct tn__model_rules *model = &type->node->u.model;
    struct tn__scope scope = { .arena = arena, .schema = file->schema };
    struct tn_str *names =
        tn__arena_zalloc(arena, (model->field_count + 1) * sizeof(*names));
    int code = names ? 0 : TN_ENOMEM;

    type->names = names;
    for (size_t i = 0; code == 0 && i < model->field_count; i++) {
        const struct tn__field *field = &model->fields[i];

        names[i] = member_name(arena, model, field);
        code = tn__scope_check(&scope, field->name, field->source, error);
        if (code == 0)
            code = tn__scope_add(&scope, names[i], field->source, error);
    }
    return code;
}
