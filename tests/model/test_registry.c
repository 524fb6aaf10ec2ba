/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "model/registry.h"

#include <criterion/criterion.h>

struct Add {
    int64_t first;
    struct tn_opt_int64 second;
};

static const char text[] =
    "{\"$defs\":{\"Add\":{\"type\":\"object\",\"required\":[\"first\"],"
    "\"properties\":{\"first\":{\"type\":\"integer\"},"
    "\"second\":{\"type\":[\"integer\",\"null\"]}}}}}";

static const struct tn_schema_source source = { "math.yaml", text,
                                                sizeof(text) - 1 };

static const struct tn_member members[] = {
    { "first", offsetof(struct Add, first) },
    { "second", offsetof(struct Add, second) },
};

static const struct tn_model add_model = {
    .name = "Add",
    .pointer = "/$defs/Add",
    .source = &source,
    .size = sizeof(struct Add),
    .members = members,
    .member_count = 2,
};

Test(registry, compiles_a_schema_once)
{
    struct tn__registry *registry = tn__registry_new();
    struct tn_error error = { 0 };
    const struct tn__node *node =
        tn__registry_node(registry, &add_model, &error);

    cr_assert(node, "%s", error.message);
    cr_expect_eq(node->kind, TN__NODE_MODEL);
    cr_expect_eq(tn__registry_node(registry, &add_model, &error), node);
    tn__registry_free(registry);
    tn__registry_free(NULL);
}

static void expect_refusal(struct tn_model model, const char *message)
{
    struct tn__registry *registry = tn__registry_new();
    struct tn_error error = { 0 };

    cr_expect_null(tn__registry_node(registry, &model, &error));
    cr_expect(strstr(error.message, message), "%s", error.message);
    tn__registry_free(registry);
}

Test(registry, refuses_a_struct_of_another_version)
{
    const struct tn_member moved[] = { members[0], { "second", 24 } };
    struct tn_model model = add_model;

    model.size = 16;
    expect_refusal(model, "struct Add: its size is 16");
    model = add_model;
    model.members = moved;
    expect_refusal(model, "struct Add: second is 24");
    model = add_model;
    model.member_count = 1;
    expect_refusal(model, "no member for \"second\"");
}

Test(registry, refuses_what_is_no_model_of_a_schema)
{
    const struct tn_schema_source broken = { "broken.yaml", "{", 1 };
    struct tn_model model = add_model;

    model.source = &broken;
    expect_refusal(model, "");
    model.source = NULL;
    expect_refusal(model, "has no schema");
    model = add_model;
    model.pointer = "/$defs/Sub";
    expect_refusal(model, "");
}
