/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "evaluate/run.h"

/* Keywords that apply schemas to the same instance (core, sections 8.2.3 and
 * 10.2). */

static struct tn__step step_at(const struct tn__clause *clause, size_t index)
{
    struct tn__step step = tn__step_of(clause);

    step.index = index;
    return step;
}

bool tn__eval_ref(struct tn__run *run,
                  const struct tn__clause *clause,
                  const struct tn_value *instance,
                  struct tn__marks *marks)
{
    return tn__run_apply(run, clause->u.dynamic.schema, instance,
                         tn__step_of(clause), marks);
}

/* Returns the schema that a resource has under a dynamic anchor. */
static const struct tn__subschema *
dynamic_schema(const struct tn__resource *resource, struct tn_str name)
{
    for (const struct tn__anchor *i = resource->anchors; i; i = i->next) {
        if (i->dynamic && tn_str_equal(i->name, name))
            return i->dynamic;
    }
    return NULL;
}

/* The outermost resource of the dynamic scope that has the anchor decides
 * (core, section 8.2.3.2). */
bool tn__eval_dynamic_ref(struct tn__run *run,
                          const struct tn__clause *clause,
                          const struct tn_value *instance,
                          struct tn__marks *marks)
{
    const struct tn__subschema *schema = clause->u.dynamic.schema;
    struct tn_str anchor = clause->u.dynamic.anchor;

    for (const struct tn__scope *i = anchor.ptr ? run->scope : NULL; i;
         i = i->outer) {
        const struct tn__subschema *found = dynamic_schema(i->resource, anchor);

        if (found)
            schema = found;
    }
    return tn__run_apply(run, schema, instance, tn__step_of(clause), marks);
}

bool tn__eval_all_of(struct tn__run *run,
                     const struct tn__clause *clause,
                     const struct tn_value *instance,
                     struct tn__marks *marks)
{
    bool valid = true;

    for (size_t i = 0; i < clause->u.many.count; i++)
        valid &= tn__run_apply(run, clause->u.many.entries[i].schema, instance,
                               step_at(clause, i), marks);
    return valid;
}

static void rewind_faults(struct tn__faults *faults,
                          const struct tn__faults *mark)
{
    if (!faults)
        return;
    *faults = *mark;
    if (faults->last)
        faults->last->next = NULL;
}

bool tn__eval_any_of(struct tn__run *run,
                     const struct tn__clause *clause,
                     const struct tn_value *instance,
                     struct tn__marks *marks)
{
    struct tn__faults mark =
        run->faults ? *run->faults : (struct tn__faults){ 0 };
    bool is_asked = marks && marks->seen;
    bool valid = false;

    for (size_t i = 0; i < clause->u.many.count && (!valid || is_asked); i++)
        valid |= tn__run_apply(run, clause->u.many.entries[i].schema, instance,
                               step_at(clause, i), marks);
    if (!valid)
        return tn__run_fault(run, clause, instance,
                             "Input should be valid under one at least of "
                             "the %zu schemas",
                             clause->u.many.count);
    rewind_faults(run->faults, &mark);
    return true;
}

bool tn__eval_one_of(struct tn__run *run,
                     const struct tn__clause *clause,
                     const struct tn_value *instance,
                     struct tn__marks *marks)
{
    struct tn__faults mark =
        run->faults ? *run->faults : (struct tn__faults){ 0 };
    size_t valid = 0;

    for (size_t i = 0; i < clause->u.many.count && valid < 2; i++)
        valid += tn__run_apply(run, clause->u.many.entries[i].schema, instance,
                               step_at(clause, i), marks);
    if (valid > 0)
        rewind_faults(run->faults, &mark);
    if (valid == 1)
        return true;
    return tn__run_fault(run, clause, instance,
                         valid ? "Input should be valid under one only of the "
                                 "%zu schemas, it is under two"
                               : "Input should be valid under one of the %zu "
                                 "schemas",
                         clause->u.many.count);
}

bool tn__eval_not(struct tn__run *run,
                  const struct tn__clause *clause,
                  const struct tn_value *instance,
                  struct tn__marks *marks)
{
    bool valid;

    (void)marks;
    run->silent++;
    valid = tn__run_apply(run, clause->u.schema, instance, tn__step_of(clause),
                          NULL);
    run->silent--;
    if (!valid)
        return true;
    return tn__run_fault(run, clause, instance,
                         "Input should not be valid under the schema");
}

bool tn__eval_if(struct tn__run *run,
                 const struct tn__clause *clause,
                 const struct tn_value *instance,
                 struct tn__marks *marks)
{
    const struct tn__clause *branch;
    bool valid;

    run->silent++;
    valid = tn__run_apply(run, clause->u.schema, instance, tn__step_of(clause),
                          marks);
    run->silent--;
    branch = valid ? clause->first : clause->second;
    return !branch || tn__run_apply(run, branch->u.schema, instance,
                                    tn__step_of(branch), marks);
}

bool tn__eval_dependent_schemas(struct tn__run *run,
                                const struct tn__clause *clause,
                                const struct tn_value *instance,
                                struct tn__marks *marks)
{
    bool valid = true;

    for (size_t i = 0; i < clause->u.many.count; i++) {
        const struct tn__entry *entry = &clause->u.many.entries[i];
        struct tn__step step = tn__step_of(clause);

        step.name = entry->name;
        if (tn_value_get_n(instance, entry->name.ptr, entry->name.len))
            valid &= tn__run_apply(run, entry->schema, instance, step, marks);
    }
    return valid;
}
