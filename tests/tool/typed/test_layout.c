/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <criterion/criterion.h>

#include "model/registry.h"

/* <schema>_list: the models of each schema, NULL at the end; see wrap.py. */
#define X(stem) extern const struct tn_model *const stem##_list[];
#include "schemas.inc"
#undef X

static const struct tn_model *const *const lists[] = {
#define X(stem) stem##_list,
#include "schemas.inc"
#undef X
};

/* The registry holds the compiler's sizes and offsets against its own. */
Test(layout, compiled_structs_are_those_of_the_schema)
{
    struct tn__registry *registry = tn__registry_new();
    size_t count = 0;

    cr_assert(registry);
    for (size_t i = 0; i < TN_COUNT(lists); i++) {
        for (size_t j = 0; lists[i][j]; j++, count++) {
            const struct tn_model *model = lists[i][j];
            struct tn_error error = { 0 };

            cr_expect(tn__registry_node(registry, model, &error), "%s, %s: %s",
                      model->source->name, model->name, error.message);
        }
    }
    cr_expect(count >= 20, "%zu models", count);
    tn__registry_free(registry);
}
