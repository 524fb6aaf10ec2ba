/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__EVALUATE_RUN_H
#define TN__EVALUATE_RUN_H

#include "base/compat.h"
#include "evaluate/equal.h"
#include "evaluate/evaluate.h"

/*
 * The inside of an evaluation. A subschema is a row of clauses, each with one
 * function for its keyword:
 *
 *     evaluate.c           subschemas; the table of functions
 *     evaluate_logic.c     $ref, allOf, anyOf, oneOf, not, if, ...
 *     evaluate_object.c    properties, required, ...
 *     evaluate_array.c     items, contains, uniqueItems, ...
 *     evaluate_scalar.c    type, enum, bounds, lengths, pattern, format
 *     fault.c              errors and their places
 *
 * Recursion is bounded by DEPTH_LIMIT, all work by a number of steps.
 */

/* Which members or items of an instance a schema has evaluated (core, section
 * 11): one byte for each. */
struct tn__marks {
    char *seen; /* NULL: nobody asks */
    size_t count;
};

/* A step of a location, on the stack of the recursion. */
struct tn__step {
    const struct tn__step *outer;
    const char *keyword; /* of a keyword's location: "items"; NULL: none */
    struct tn_str name;  /* ptr NULL: an index, SIZE_MAX: none */
    size_t index;
};

/* The resources that were entered: the dynamic scope (core, section 7.1). */
struct tn__scope {
    const struct tn__scope *outer;
    const struct tn__resource *resource;
};

struct tn__run {
    struct tn__arena *arena;
    struct tn__faults *faults; /* NULL: the verdict alone is wanted */
    struct tn__matcher *matcher;
    struct tn__steps steps;
    const struct tn__scope *scope;
    const struct tn__step *keywords; /* where the evaluation stands */
    const struct tn__step *instance;
    const struct tn__subschema *schema;
    unsigned depth;
    unsigned silent; /* above 0: faults are not wanted */
    int rc;          /* not 0: the evaluation ends */
};

/* Returns whether an instance is valid against a subschema, which stands at
 * `at` (its keyword and step; `outer` is set here). `marks` collects what it
 * evaluates if it is valid; NULL: nobody asks. */
bool tn__run_apply(struct tn__run *run,
                   const struct tn__subschema *schema,
                   const struct tn_value *instance,
                   struct tn__step at,
                   struct tn__marks *marks);

/* The same of a part of the instance, at a step into it. */
bool tn__run_apply_to(struct tn__run *run,
                      const struct tn__subschema *schema,
                      const struct tn_value *part,
                      struct tn__step at,
                      struct tn__step into);

/* The function of a keyword: whether the instance is valid. */
typedef bool (*tn__clause_fn)(struct tn__run *run,
                              const struct tn__clause *clause,
                              const struct tn_value *instance,
                              struct tn__marks *marks);

/* Records that a clause's keyword is not met; returns false. */
TN__COLD bool tn__run_fault(struct tn__run *run,
                            const struct tn__clause *clause,
                            const struct tn_value *input,
                            const char *format,
                            ...) TN_PRINTF(4, 5);

/* A keyword's step, without more. */
static inline struct tn__step tn__step_of(const struct tn__clause *clause)
{
    return (struct tn__step){
        .keyword = tn__keyword_rules[clause->keyword].name,
        .index = SIZE_MAX,
    };
}

static inline void tn__mark(struct tn__marks *marks, size_t index)
{
    if (marks && marks->seen)
        marks->seen[index] = 1;
}

/* Takes a step of work; false: the evaluation ends. */
static inline bool tn__run_step(struct tn__run *run)
{
    if (tn__steps_take(&run->steps, 1))
        return true;
    run->rc = TN_ELIMIT;
    return false;
}

/* evaluate_logic.c */
bool tn__eval_ref(struct tn__run *run,
                  const struct tn__clause *clause,
                  const struct tn_value *instance,
                  struct tn__marks *marks);
bool tn__eval_dynamic_ref(struct tn__run *run,
                          const struct tn__clause *clause,
                          const struct tn_value *instance,
                          struct tn__marks *marks);
bool tn__eval_all_of(struct tn__run *run,
                     const struct tn__clause *clause,
                     const struct tn_value *instance,
                     struct tn__marks *marks);
bool tn__eval_any_of(struct tn__run *run,
                     const struct tn__clause *clause,
                     const struct tn_value *instance,
                     struct tn__marks *marks);
bool tn__eval_one_of(struct tn__run *run,
                     const struct tn__clause *clause,
                     const struct tn_value *instance,
                     struct tn__marks *marks);
bool tn__eval_not(struct tn__run *run,
                  const struct tn__clause *clause,
                  const struct tn_value *instance,
                  struct tn__marks *marks);
bool tn__eval_if(struct tn__run *run,
                 const struct tn__clause *clause,
                 const struct tn_value *instance,
                 struct tn__marks *marks);
bool tn__eval_dependent_schemas(struct tn__run *run,
                                const struct tn__clause *clause,
                                const struct tn_value *instance,
                                struct tn__marks *marks);

/* evaluate_object.c */
bool tn__eval_properties(struct tn__run *run,
                         const struct tn__clause *clause,
                         const struct tn_value *instance,
                         struct tn__marks *marks);
bool tn__eval_pattern_properties(struct tn__run *run,
                                 const struct tn__clause *clause,
                                 const struct tn_value *instance,
                                 struct tn__marks *marks);
bool tn__eval_additional(struct tn__run *run,
                         const struct tn__clause *clause,
                         const struct tn_value *instance,
                         struct tn__marks *marks);
bool tn__eval_names(struct tn__run *run,
                    const struct tn__clause *clause,
                    const struct tn_value *instance,
                    struct tn__marks *marks);
bool tn__eval_required(struct tn__run *run,
                       const struct tn__clause *clause,
                       const struct tn_value *instance,
                       struct tn__marks *marks);
bool tn__eval_dependent_required(struct tn__run *run,
                                 const struct tn__clause *clause,
                                 const struct tn_value *instance,
                                 struct tn__marks *marks);
bool tn__eval_dependencies(struct tn__run *run,
                           const struct tn__clause *clause,
                           const struct tn_value *instance,
                           struct tn__marks *marks);
bool tn__eval_property_count(struct tn__run *run,
                             const struct tn__clause *clause,
                             const struct tn_value *instance,
                             struct tn__marks *marks);
bool tn__eval_unevaluated_properties(struct tn__run *run,
                                     const struct tn__clause *clause,
                                     const struct tn_value *instance,
                                     struct tn__marks *marks);

/* evaluate_array.c */
bool tn__eval_prefix(struct tn__run *run,
                     const struct tn__clause *clause,
                     const struct tn_value *instance,
                     struct tn__marks *marks);
bool tn__eval_items(struct tn__run *run,
                    const struct tn__clause *clause,
                    const struct tn_value *instance,
                    struct tn__marks *marks);
bool tn__eval_contains(struct tn__run *run,
                       const struct tn__clause *clause,
                       const struct tn_value *instance,
                       struct tn__marks *marks);
bool tn__eval_item_count(struct tn__run *run,
                         const struct tn__clause *clause,
                         const struct tn_value *instance,
                         struct tn__marks *marks);
bool tn__eval_unique(struct tn__run *run,
                     const struct tn__clause *clause,
                     const struct tn_value *instance,
                     struct tn__marks *marks);
bool tn__eval_unevaluated_items(struct tn__run *run,
                                const struct tn__clause *clause,
                                const struct tn_value *instance,
                                struct tn__marks *marks);

/* evaluate_scalar.c */
bool tn__eval_type(struct tn__run *run,
                   const struct tn__clause *clause,
                   const struct tn_value *instance,
                   struct tn__marks *marks);
bool tn__eval_enum(struct tn__run *run,
                   const struct tn__clause *clause,
                   const struct tn_value *instance,
                   struct tn__marks *marks);
bool tn__eval_const(struct tn__run *run,
                    const struct tn__clause *clause,
                    const struct tn_value *instance,
                    struct tn__marks *marks);
bool tn__eval_bound(struct tn__run *run,
                    const struct tn__clause *clause,
                    const struct tn_value *instance,
                    struct tn__marks *marks);
bool tn__eval_multiple(struct tn__run *run,
                       const struct tn__clause *clause,
                       const struct tn_value *instance,
                       struct tn__marks *marks);
bool tn__eval_length(struct tn__run *run,
                     const struct tn__clause *clause,
                     const struct tn_value *instance,
                     struct tn__marks *marks);
bool tn__eval_pattern(struct tn__run *run,
                      const struct tn__clause *clause,
                      const struct tn_value *instance,
                      struct tn__marks *marks);
bool tn__eval_format(struct tn__run *run,
                     const struct tn__clause *clause,
                     const struct tn_value *instance,
                     struct tn__marks *marks);

/* Searches a pattern; false also where the search was given up. */
bool tn__run_search(struct tn__run *run,
                    const struct tn__pattern *pattern,
                    struct tn_str text);

#endif
