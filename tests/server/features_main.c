/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <inttypes.h>
#include <string.h>

#include <tenon/tenon.h>

#include "features_models.h"

/* A program with rules, dynamic models and answers that break their contract:
 * test_features.py. */

TN_RULE(start_is_even, Booking, "start");
TN_RULE(double_start, Booking, "start");
TN_RULE(ends_after_start, Booking, NULL);
TN_RULE(is_grown_up, Guest, "age");

static int start_is_even(struct tn_rule_run *run, struct Booking *booking)
{
    if (booking->start % 2 == 0)
        return 0;
    return tn_rule_fail(run, "not_even", "Start %" PRId64 " is \"odd\"",
                        booking->start);
}

static int double_start(struct tn_rule_run *run, struct Booking *booking)
{
    if (__builtin_mul_overflow(booking->start, 2, &booking->start))
        return tn_rule_fail(run, "too_far", "Start is too far away");
    return 0;
}

static int ends_after_start(struct tn_rule_run *run, struct Booking *booking)
{
    if (booking->end > booking->start)
        return 0;
    return tn_rule_refuse(run, &(struct tn_rule_error){
                                   .type = "order",
                                   .message = "End should be after start",
                                   .ctx = "{\"start\":0}",
                                   .field = "end",
                               });
}

static int is_grown_up(struct tn_rule_run *run, struct Guest *guest)
{
    (void)run;
    return guest->age < 18 ? TN_EINVALID : 0;
}

static const struct tn_rule *const rules[] = {
    &start_is_even_rule,
    &double_start_rule,
    &ends_after_start_rule,
    &is_grown_up_rule,
    NULL,
};

TN_OP(book, Booking, Booking);
TN_OP(take_care, Careful, Careful);
TN_OP(guess, Guest, Small);
TN_OP(leave_out, tn_none, Sparse);
TN_OP(spell, tn_none, tn_text);

static int
book(struct tn_req *req, const struct Booking *in, struct Booking *out)
{
    (void)req;
    *out = *in;
    return 0;
}

static int
take_care(struct tn_req *req, const struct Careful *in, struct Careful *out)
{
    (void)req;
    *out = *in;
    return 0;
}

static int guess(struct tn_req *req, const struct Guest *in, struct Small *out)
{
    (void)req;
    out->number = in->age;
    return 0;
}

static int
leave_out(struct tn_req *req, const struct tn_none *in, struct Sparse *out)
{
    static int64_t same[] = { 1, 2 };

    (void)req;
    (void)in;
    out->id = 7;
    TN_SET_NULL(out->none);
    out->same.has = true;
    out->same.value.items = same;
    out->same.value.count = 2;
    TN_SET(out->other, 5);
    return 0;
}

/* Answers with the word of the path; "broken" gives a text that is no UTF-8. */
static int
spell(struct tn_req *req, const struct tn_none *in, struct tn_text *out)
{
    static const struct tn_str broken = TN_STR("a\xffz");

    (void)in;
    out->text = tn_req_path_param(req, "word");
    if (strcmp(out->text.ptr, "broken") == 0)
        out->text = broken;
    return 0;
}

/* -- Without generated structs --------------------------------------------- */

TN_DYNAMIC_TEXT(Point,
                "{\"type\":\"object\",\"required\":[\"x\"],\"properties\":{"
                "\"x\":{\"type\":\"integer\",\"maximum\":100},"
                "\"y\":{\"type\":\"integer\",\"default\":2}}}",
                "");
TN_DYNAMIC_FILE(GuestTree, FEATURES_SCHEMA, "/$defs/Guest");

TN_OP(move, Point, Point);
TN_OP(greet, GuestTree, GuestTree);

static int move(struct tn_req *req, const struct Point *in, struct Point *out)
{
    const struct tn_value *x = tn_value_get(in->value, "x");
    const struct tn_value *y = tn_value_get(in->value, "y");
    struct tn_str text = tn_req_printf(req, "{\"x\":%" PRId64 "}",
                                       x->as.integer * 10 * y->as.integer);

    out->value = tn_req_json(req, text.ptr, text.len);
    return out->value ? 0 : TN_ENOMEM;
}

static int
greet(struct tn_req *req, const struct GuestTree *in, struct GuestTree *out)
{
    (void)req;
    out->value = in->value;
    return 0;
}

static const struct tn_route routes[] = {
    { .method = TN_POST, .path = "/book", .op = &book_op },
    { .method = TN_POST,
      .path = "/book/exact",
      .op = &book_op,
      .strict = true },
    { .method = TN_POST, .path = "/care", .op = &take_care_op },
    { .method = TN_POST, .path = "/guess", .op = &guess_op },
    { .method = TN_GET, .path = "/all", .op = &leave_out_op },
    { .method = TN_GET,
      .path = "/set",
      .op = &leave_out_op,
      .exclude_unset = true },
    { .method = TN_GET,
      .path = "/some",
      .op = &leave_out_op,
      .exclude_none = true },
    { .method = TN_GET,
      .path = "/changed",
      .op = &leave_out_op,
      .exclude_defaults = true },
    { .method = TN_GET, .path = "/spell/{word}", .op = &spell_op },
    { .method = TN_POST, .path = "/move", .op = &move_op },
    { .method = TN_POST, .path = "/greet", .op = &greet_op },
};

int main(int argc, char **argv)
{
    return tn_main(argc, argv,
                   &(struct tn_api){
                       .title = "Features",
                       .version = "0.1.0",
                       .routes = routes,
                       .route_count = TN_COUNT(routes),
                       .rules = rules,
                   });
}
