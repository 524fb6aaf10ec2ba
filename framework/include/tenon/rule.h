/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TENON_RULE_H
#define TENON_RULE_H

#include <stddef.h>

#include <tenon/attrs.h>
#include <tenon/model.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Rules of one's own: a function that looks at a model after the schema's own
 * rules were met, and may change it or refuse it, as Pydantic's "after"
 * validators do. A rule of a field runs when the field is there and valid, one
 * of a model when all of it is. TN_RULE declares the function with its exact
 * type and makes <name>_rule of it:
 *
 *     TN_RULE(even_total, Order, "total");
 *     TN_RULE(dates_in_order, Booking, NULL);
 *
 *     static int even_total(struct tn_rule_run *run, struct Order *order)
 *     {
 *         if (order->total % 2 == 0)
 *             return 0;
 *         return tn_rule_fail(run, "not_even", "Total %" PRId64 " is odd",
 *                             order->total);
 *     }
 *
 *     static const struct tn_rule *const rules[] = { &even_total_rule,
 *                                                    &dates_in_order_rule,
 *                                                    NULL };
 *
 * and in struct tn_api: .rules = rules. Several rules run in this order; the
 * first that refuses ends those of its field or model. They run wherever the
 * model is validated, on every worker's thread: what they share must be
 * immutable or guarded.
 */
struct tn_rule_run; /* one call; borrowed until the function returns */

/* Returns 0; TN_EINVALID where the value is refused (tn_rule_fail() does);
 * TN_ENOMEM. */
typedef int (*tn_rule_fn)(struct tn_rule_run *run, void *model);

struct tn_rule {
    const struct tn_model *model;
    const char *field; /* the property's name, as in JSON; NULL: the model */
    tn_rule_fn check;
};

#define TN_RULE(function, Model, field_)                                       \
    static int function(struct tn_rule_run *run, struct Model *model);         \
    static int function##_call(struct tn_rule_run *run, void *model)           \
    {                                                                          \
        return function(run, (struct Model *)model);                           \
    }                                                                          \
    static const struct tn_rule function##_rule = {                            \
        .model = &Model##_model,                                               \
        .field = (field_),                                                     \
        .check = function##_call,                                              \
    }

/*
 * Refuses the value: one error with this `type`, the formatted text as `msg`
 * and the place of the field or model as `loc`. May be called several times.
 * Returns TN_EINVALID, for the rule to return.
 */
int tn_rule_fail(struct tn_rule_run *run,
                 const char *type,
                 const char *format,
                 ...) TN_PRINTF(3, 4);

/* The same with more said. */
struct tn_rule_error {
    const char *type;    /* "not_even" */
    const char *message; /* shown to clients */
    const char *ctx;     /* a JSON object: "{\"limit\":5}"; NULL: none */
    const char *field;   /* in a model's rule: the property whose place is
                            meant; NULL: the rule's own place */
};
int tn_rule_refuse(struct tn_rule_run *run, const struct tn_rule_error *error);

/* Returns memory that lives as long as the model, for values that a rule sets;
 * NULL past the ceiling: return TN_ENOMEM then. */
void *tn_rule_alloc(struct tn_rule_run *run, size_t size);

#ifdef __cplusplus
}
#endif

#endif
