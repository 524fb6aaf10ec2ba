/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "evaluate/evaluate.h"

#include "evaluate/run.h"
#include "evaluate/unique.h"

/* Subschemas inside each other. */
#define DEPTH_LIMIT 4000u

/* Steps of work that any instance may ask for, and for each value in it. */
#define STEPS_MIN       ((uint64_t)1000000)
#define STEPS_PER_VALUE 1000u

static const tn__clause_fn functions[TN__KEY_COUNT] = {
    [TN__KEY_REF] = tn__eval_ref,
    [TN__KEY_DYNAMIC_REF] = tn__eval_dynamic_ref,
    [TN__KEY_ALL_OF] = tn__eval_all_of,
    [TN__KEY_ANY_OF] = tn__eval_any_of,
    [TN__KEY_ONE_OF] = tn__eval_one_of,
    [TN__KEY_NOT] = tn__eval_not,
    [TN__KEY_IF] = tn__eval_if,
    [TN__KEY_DEPENDENT_SCHEMAS] = tn__eval_dependent_schemas,
    [TN__KEY_PROPERTIES] = tn__eval_properties,
    [TN__KEY_PATTERN_PROPERTIES] = tn__eval_pattern_properties,
    [TN__KEY_ADDITIONAL_PROPERTIES] = tn__eval_additional,
    [TN__KEY_PROPERTY_NAMES] = tn__eval_names,
    [TN__KEY_REQUIRED] = tn__eval_required,
    [TN__KEY_DEPENDENCIES] = tn__eval_dependencies,
    [TN__KEY_DEPENDENT_REQUIRED] = tn__eval_dependent_required,
    [TN__KEY_MIN_PROPERTIES] = tn__eval_property_count,
    [TN__KEY_MAX_PROPERTIES] = tn__eval_property_count,
    [TN__KEY_UNEVALUATED_PROPERTIES] = tn__eval_unevaluated_properties,
    [TN__KEY_PREFIX_ITEMS] = tn__eval_prefix,
    [TN__KEY_ITEMS] = tn__eval_items,
    [TN__KEY_CONTAINS] = tn__eval_contains,
    [TN__KEY_MIN_ITEMS] = tn__eval_item_count,
    [TN__KEY_MAX_ITEMS] = tn__eval_item_count,
    [TN__KEY_UNIQUE_ITEMS] = tn__eval_unique,
    [TN__KEY_UNEVALUATED_ITEMS] = tn__eval_unevaluated_items,
    [TN__KEY_TYPE] = tn__eval_type,
    [TN__KEY_ENUM] = tn__eval_enum,
    [TN__KEY_CONST] = tn__eval_const,
    [TN__KEY_MAXIMUM] = tn__eval_bound,
    [TN__KEY_EXCLUSIVE_MAXIMUM] = tn__eval_bound,
    [TN__KEY_MINIMUM] = tn__eval_bound,
    [TN__KEY_EXCLUSIVE_MINIMUM] = tn__eval_bound,
    [TN__KEY_MULTIPLE_OF] = tn__eval_multiple,
    [TN__KEY_MIN_LENGTH] = tn__eval_length,
    [TN__KEY_MAX_LENGTH] = tn__eval_length,
    [TN__KEY_PATTERN] = tn__eval_pattern,
    [TN__KEY_FORMAT] = tn__eval_format,
};

/* The keywords whose annotations count for unevaluated*. */
static bool is_applicator(enum tn__keyword keyword)
{
    enum tn__keyword_form form = tn__keyword_rules[keyword].form;

    return form == TN__FORM_SCHEMA || form == TN__FORM_SCHEMA_LIST ||
           form == TN__FORM_SCHEMA_MAP || keyword == TN__KEY_PROPERTIES ||
           keyword == TN__KEY_REF || keyword == TN__KEY_DYNAMIC_REF;
}

/* Evaluates a clause that is not asked for, for what it marks. */
static void apply_silently(struct tn__run *run,
                           const struct tn__clause *clause,
                           const struct tn_value *instance,
                           struct tn__marks *marks)
{
    if (!marks || !marks->seen || !is_applicator(clause->keyword))
        return;
    run->silent++;
    functions[clause->keyword](run, clause, instance, marks);
    run->silent--;
}

/* Evaluates the clauses of a set of keywords. */
static bool apply_clauses(struct tn__run *run,
                          const struct tn__subschema *schema,
                          const struct tn_value *instance,
                          uint64_t keywords,
                          struct tn__marks *marks)
{
    bool wants_all = run->faults && run->silent == 0;
    bool valid = true;

    for (size_t i = 0; i < schema->count && run->rc == 0; i++) {
        const struct tn__clause *clause = &schema->clauses[i];

        if (!functions[clause->keyword])
            continue;
        if (!(keywords & TN__KEY_BIT(clause->keyword)))
            apply_silently(run, clause, instance, marks);
        else
            valid &= functions[clause->keyword](run, clause, instance, marks);
        if (!valid && !wants_all)
            break;
    }
    return valid && run->rc == 0;
}

static void merge(struct tn__marks *to, const struct tn__marks *from)
{
    for (size_t i = 0; i < from->count; i++)
        to->seen[i] |= from->seen[i];
}

/* Evaluates the clauses with marks of their own, which count outside only
 * where all are met. */
static bool apply_marked(struct tn__run *run,
                         const struct tn__subschema *schema,
                         const struct tn_value *instance,
                         uint64_t keywords,
                         struct tn__marks *outer)
{
    struct tn__marks own = { .count = instance->count };
    size_t size = own.count + 1;
    bool valid;

    own.seen = tn__arena_zalloc(run->arena, size);
    if (!own.seen) {
        run->rc = TN_ENOMEM;
        return false;
    }
    if (!tn__steps_take(&run->steps, own.count / 16))
        run->rc = TN_ELIMIT;
    valid = apply_clauses(run, schema, instance, keywords, &own);
    if (valid && outer && outer->seen)
        merge(outer, &own);
    return valid;
}

static bool is_container(const struct tn_value *instance)
{
    return instance->type >= TN_TYPE_ARRAY;
}

static bool apply_schema(struct tn__run *run,
                         const struct tn__subschema *schema,
                         const struct tn_value *instance,
                         uint64_t keywords,
                         struct tn__marks *outer)
{
    bool is_asked = schema->needs_marks || (outer && outer->seen);

    if (schema->source->type == TN_TYPE_BOOL)
        return schema->source->as.boolean ||
               tn__run_fault(run, NULL, instance, "Input is not allowed");
    if (is_asked && is_container(instance))
        return apply_marked(run, schema, instance, keywords, outer);
    return apply_clauses(run, schema, instance, keywords, NULL);
}

/* Evaluates a subschema in its dynamic scope. */
static bool apply(struct tn__run *run,
                  const struct tn__subschema *schema,
                  const struct tn_value *instance,
                  uint64_t keywords,
                  struct tn__marks *outer)
{
    const struct tn__subschema *before = run->schema;
    struct tn__scope scope = { run->scope, schema->resource };
    bool valid = false;

    if (run->depth >= DEPTH_LIMIT)
        run->rc = TN_ELIMIT;
    if (run->rc != 0 || !tn__run_step(run))
        return false;
    if (!run->scope || run->scope->resource != schema->resource)
        run->scope = &scope;
    run->schema = schema;
    run->depth++;
    valid = apply_schema(run, schema, instance, keywords, outer);
    run->depth--;
    run->schema = before;
    if (run->scope == &scope)
        run->scope = scope.outer;
    return valid;
}

bool tn__run_apply(struct tn__run *run,
                   const struct tn__subschema *schema,
                   const struct tn_value *instance,
                   struct tn__step at,
                   struct tn__marks *marks)
{
    bool valid;

    at.outer = run->keywords;
    run->keywords = &at;
    valid = apply(run, schema, instance, UINT64_MAX, marks);
    run->keywords = at.outer;
    return valid;
}

bool tn__run_apply_to(struct tn__run *run,
                      const struct tn__subschema *schema,
                      const struct tn_value *part,
                      struct tn__step at,
                      struct tn__step into)
{
    bool valid;

    into.outer = run->instance;
    run->instance = &into;
    valid = tn__run_apply(run, schema, part, at, NULL);
    run->instance = into.outer;
    return valid;
}

struct tn__steps tn__evaluate_steps(uint64_t values)
{
    return (struct tn__steps){ .left = STEPS_MIN + STEPS_PER_VALUE * values };
}

int tn__evaluate(const struct tn__subschema *schema,
                 const struct tn_value *instance,
                 struct tn__arena *arena,
                 const struct tn__evaluate_options *options)
{
    uint64_t values = (uint64_t)(tn_value_next(instance) - instance);
    struct tn__run run = {
        .arena = arena,
        .faults = options->faults,
        .matcher = options->matcher,
        .steps = options->steps ? *options->steps : tn__evaluate_steps(values),
    };
    uint64_t keywords = options->keywords ? options->keywords : UINT64_MAX;
    bool valid = false;

    instance = tn__unique_names(arena, instance);
    if (!instance)
        return TN_ENOMEM;
    valid = apply(&run, schema, instance, keywords, NULL);
    if (options->steps)
        *options->steps = run.steps;
    if (run.rc == 0 && run.steps.spent)
        run.rc = TN_ELIMIT;
    if (run.rc != 0)
        return run.rc;
    return valid ? 0 : TN_EINVALID;
}
