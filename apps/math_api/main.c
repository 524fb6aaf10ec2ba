/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <tenon/tenon.h>

#include "math_models.h" /* made by the build from schemas/math.yaml */

TN_OP(create_item, Add, Result);

/* Adds 1 when the second number is absent, null or 0: Python's `second or 1`.
 */
static int
create_item(struct tn_req *req, const struct Add *in, struct Result *out)
{
    int64_t second = in->second_number.value ? in->second_number.value : 1;

    if (__builtin_add_overflow(in->first_number, second, &out->result))
        return tn_fail(req, 422, "the sum does not fit in 64 bits");
    return 0;
}

static const struct tn_route routes[] = {
    { .method = TN_POST, .path = "/add", .op = &create_item_op },
};

int main(int argc, char **argv)
{
    const struct tn_api api = {
        .title = "Простые математические операции",
        .version = "0.1.0",
        .routes = routes,
        .route_count = TN_COUNT(routes),
    };

    return tn_main(argc, argv, &api);
}
