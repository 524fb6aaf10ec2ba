/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TESTS_SERVER_MODELS_H
#define TESTS_SERVER_MODELS_H

#include <tenon/model.h>

/* What the test server's operations take and give, as the generator would
 * write it. */
struct Add {
    int64_t first_number;
    struct tn_opt_int64 second_number;
};

struct Result {
    int64_t result;
};

struct Text {
    struct tn_str text;
};

struct Number {
    double number;
};

struct Anything {
    const struct tn_value *value;
};

extern const struct tn_model Add_model;
extern const struct tn_model Result_model;
extern const struct tn_model Text_model;
extern const struct tn_model Number_model;
extern const struct tn_model Anything_model;

#endif
