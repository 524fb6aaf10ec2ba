/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "evaluate/run.h"

/* Keywords of objects (core, section 10.3.2; validation, section 6.5). */

/* Runs over the members of an object. */
struct members {
    const struct tn_value *key; /* of the current one */
    size_t index;
    size_t left;
};

static struct members members_of(const struct tn_value *instance)
{
    return (struct members){
        .key = instance + 1,
        .left = instance->type == TN_TYPE_OBJECT ? instance->count : 0,
    };
}

static void next_member(struct members *members)
{
    members->key = tn_value_next(members->key + 1);
    members->index++;
    members->left--;
}

static struct tn__step named(const struct tn__clause *clause,
                             struct tn_str name)
{
    struct tn__step step = tn__step_of(clause);

    step.name = name;
    return step;
}

/* Applies a schema to the current member, and marks it. */
static bool apply_member(struct tn__run *run,
                         const struct tn__subschema *schema,
                         const struct members *members,
                         struct tn__step at,
                         struct tn__marks *marks)
{
    const struct tn__step into = { .name = tn_value_str(members->key) };

    tn__mark(marks, members->index);
    return tn__run_apply_to(run, schema, members->key + 1, at, into);
}

/* Returns the schema that `properties` has for a name, NULL: none. */
static const struct tn__subschema *
property_schema(const struct tn__subschema *schema,
                const struct tn__clause *properties,
                const struct tn_value *key)
{
    const struct tn__document *document = schema->volume->document;
    const struct tn_value *found =
        tn__document_member(document, properties->value, tn_value_str(key));

    return found
               ? schema->volume->schema_at[tn__document_index(document, found)]
               : NULL;
}

bool tn__eval_properties(struct tn__run *run,
                         const struct tn__clause *clause,
                         const struct tn_value *instance,
                         struct tn__marks *marks)
{
    bool valid = true;

    for (struct members i = members_of(instance); i.left; next_member(&i)) {
        const struct tn__subschema *schema =
            property_schema(run->schema, clause, i.key);

        if (!tn__run_step(run))
            return false;
        if (schema)
            valid &= apply_member(run, schema, &i,
                                  named(clause, tn_value_str(i.key)), marks);
    }
    return valid;
}

bool tn__eval_pattern_properties(struct tn__run *run,
                                 const struct tn__clause *clause,
                                 const struct tn_value *instance,
                                 struct tn__marks *marks)
{
    bool valid = true;

    for (struct members i = members_of(instance); i.left; next_member(&i)) {
        for (size_t j = 0; j < clause->u.many.count; j++) {
            const struct tn__entry *entry = &clause->u.many.entries[j];

            if (tn__run_search(run, entry->pattern, tn_value_str(i.key)))
                valid &= apply_member(run, entry->schema, &i,
                                      named(clause, entry->name), marks);
            if (run->rc != 0)
                return false;
        }
    }
    return valid;
}

/* Returns whether a name has a schema beside additionalProperties. */
static bool is_known(struct tn__run *run,
                     const struct tn__clause *clause,
                     const struct tn_value *key)
{
    const struct tn__clause *patterns = clause->second;

    if (clause->first && property_schema(run->schema, clause->first, key))
        return true;
    for (size_t i = 0; patterns && i < patterns->u.many.count; i++) {
        if (tn__run_search(run, patterns->u.many.entries[i].pattern,
                           tn_value_str(key)))
            return true;
    }
    return false;
}

bool tn__eval_additional(struct tn__run *run,
                         const struct tn__clause *clause,
                         const struct tn_value *instance,
                         struct tn__marks *marks)
{
    bool valid = true;

    for (struct members i = members_of(instance); i.left; next_member(&i)) {
        if (!tn__run_step(run))
            return false;
        if (!is_known(run, clause, i.key))
            valid &= apply_member(run, clause->u.schema, &i,
                                  tn__step_of(clause), marks);
    }
    return valid;
}

/* A name is an instance of its own, which has the member's place. */
bool tn__eval_names(struct tn__run *run,
                    const struct tn__clause *clause,
                    const struct tn_value *instance,
                    struct tn__marks *marks)
{
    bool valid = true;

    (void)marks;
    for (struct members i = members_of(instance); i.left; next_member(&i)) {
        const struct tn__step into = { .name = tn_value_str(i.key) };

        valid &= tn__run_apply_to(run, clause->u.schema, i.key,
                                  tn__step_of(clause), into);
    }
    return valid;
}

/* Returns whether all names of a list are there. */
static bool has_all(struct tn__run *run,
                    const struct tn__clause *clause,
                    const struct tn_value *instance,
                    const struct tn_value *names,
                    const struct tn_value *because)
{
    const struct tn_value *name = names + 1;
    bool valid = true;

    for (uint32_t i = 0; i < names->count; i++, name = tn_value_next(name)) {
        if (!tn__steps_take(&run->steps, 1 + instance->count / 16)) {
            run->rc = TN_ELIMIT;
            return false;
        }
        if (tn_value_get_n(instance, name->as.text, name->count))
            continue;
        valid = because ? tn__run_fault(run, clause, instance,
                                        "Field \"%.100s\" is required beside "
                                        "\"%.100s\"",
                                        name->as.text, because->as.text)
                        : tn__run_fault(run, clause, instance,
                                        "Field \"%.100s\" is required",
                                        name->as.text);
    }
    return valid;
}

bool tn__eval_required(struct tn__run *run,
                       const struct tn__clause *clause,
                       const struct tn_value *instance,
                       struct tn__marks *marks)
{
    (void)marks;
    return instance->type != TN_TYPE_OBJECT ||
           has_all(run, clause, instance, clause->value, NULL);
}

bool tn__eval_dependent_required(struct tn__run *run,
                                 const struct tn__clause *clause,
                                 const struct tn_value *instance,
                                 struct tn__marks *marks)
{
    const struct tn_value *key = clause->value + 1;
    bool valid = true;

    (void)marks;
    for (uint32_t i = 0; i < clause->value->count; i++) {
        if (tn_value_get_n(instance, key->as.text, key->count))
            valid &= has_all(run, clause, instance, key + 1, key);
        key = tn_value_next(key + 1);
    }
    return valid;
}

/* Of the drafts before 2019-09: names, or a schema, for each name. */
bool tn__eval_dependencies(struct tn__run *run,
                           const struct tn__clause *clause,
                           const struct tn_value *instance,
                           struct tn__marks *marks)
{
    const struct tn_value *key = clause->value + 1;
    bool valid = true;

    for (size_t i = 0; i < clause->u.many.count; i++) {
        const struct tn__entry *entry = &clause->u.many.entries[i];

        bool is_there = tn_value_get_n(instance, key->as.text, key->count);

        if (is_there && entry->schema)
            valid &= tn__run_apply(run, entry->schema, instance,
                                   named(clause, entry->name), marks);
        else if (is_there)
            valid &= has_all(run, clause, instance, key + 1, key);
        key = tn_value_next(key + 1);
    }
    return valid;
}

bool tn__eval_property_count(struct tn__run *run,
                             const struct tn__clause *clause,
                             const struct tn_value *instance,
                             struct tn__marks *marks)
{
    uint64_t limit = tn__keyword_count(clause->value);
    bool is_least = clause->keyword == TN__KEY_MIN_PROPERTIES;

    (void)marks;
    if (instance->type != TN_TYPE_OBJECT ||
        (is_least ? instance->count >= limit : instance->count <= limit))
        return true;
    return tn__run_fault(run, clause, instance,
                         "Input should have at %s %llu field%s, not %u",
                         is_least ? "least" : "most", (unsigned long long)limit,
                         limit == 1 ? "" : "s", (unsigned)instance->count);
}

bool tn__eval_unevaluated_properties(struct tn__run *run,
                                     const struct tn__clause *clause,
                                     const struct tn_value *instance,
                                     struct tn__marks *marks)
{
    bool valid = true;

    for (struct members i = members_of(instance); i.left; next_member(&i)) {
        if (!marks->seen[i.index])
            valid &= apply_member(run, clause->u.schema, &i,
                                  tn__step_of(clause), marks);
    }
    return valid;
}
