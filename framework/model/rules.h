/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__MODEL_RULES_H
#define TN__MODEL_RULES_H

#include <tenon/rule.h>

#include "model/registry.h"

/* Rules of one's own on the nodes and fields they are for. */

/* A row of rules, in the order of their registration. */
struct tn__rule_link {
    struct tn__rule_link *next;
    const struct tn_rule *rule;
};

/*
 * Puts the rules of a list that ends with NULL on their models. Returns 0, or
 * TN_EINVALID (a field that the model does not have), TN_ESCHEMA, TN_ENOMEM
 * with `error` filled. Before the first request.
 */
int tn__rules_bind(struct tn__registry *registry,
                   const struct tn_rule *const *rules,
                   struct tn_error *error);

#endif
