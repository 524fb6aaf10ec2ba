/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "model/rules.h"

#include "model/plan.h"

/* Adds a rule at the end of a row. */
static int append(struct tn__arena *arena,
                  struct tn__rule_link **row,
                  const struct tn_rule *rule,
                  struct tn_error *error)
{
    struct tn__rule_link *link = tn__arena_alloc(arena, sizeof(*link));

    if (!link)
        return tn_error_set(error, TN_ENOMEM, "out of memory");
    *link = (struct tn__rule_link){ .rule = rule };
    while (*row)
        row = &(*row)->next;
    *row = link;
    return 0;
}

static int bind(struct tn__registry *registry,
                const struct tn_rule *rule,
                struct tn_error *error)
{
    struct tn__node *node = tn__registry_node(registry, rule->model, error);
    struct tn__arena *arena = tn__registry_arena(registry);
    size_t index = SIZE_MAX;

    if (!node)
        return error && error->code ? error->code : TN_ESCHEMA;
    if (node->kind != TN__NODE_MODEL)
        return tn_error_set(error, TN_EINVALID,
                            "a rule of %s: it is no object with properties",
                            rule->model->name);
    node->layout.plan->is_flat = false;
    if (!rule->field)
        return append(arena, &node->layout.plan->rules, rule, error);
    index = tn__plan_find(node, tn_str_from(rule->field));
    if (index == SIZE_MAX)
        return tn_error_set(error, TN_EINVALID,
                            "a rule of %s: it has no property \"%s\"",
                            rule->model->name, rule->field);
    return append(arena, &node->layout.plan->fields[index].rules, rule, error);
}

int tn__rules_bind(struct tn__registry *registry,
                   const struct tn_rule *const *rules,
                   struct tn_error *error)
{
    int rc = 0;

    for (; rules && *rules && rc == 0; rules++)
        rc = bind(registry, *rules, error);
    return rc;
}
