/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <tenon/deferred.h>

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MEMBERS 3

/* What a list came to, and how it came to it. */
struct seen {
    int code;       /* 1: not fired */
    char text[128]; /* its value */
    int cancellations;
};

static struct seen unfired(void)
{
    return (struct seen){ .code = 1 };
}

static int
see_list(struct tn_deferred *deferred, int code, void *value, void *user)
{
    const struct tn_deferred_result *results = value;
    struct seen *seen = user;

    (void)deferred;
    seen->code = code;
    for (int i = 0; !code && i < MEMBERS; i++) {
        char text[32];

        snprintf(text, sizeof(text), "%zu:%d:%s ", results[i].index,
                 results[i].code,
                 results[i].value ? (char *)results[i].value : "-");
        strcat(seen->text, text);
    }
    return 0;
}

static int see_one(struct tn_deferred *deferred, void *value, void *user)
{
    const struct tn_deferred_result *result = value;
    struct seen *seen = user;

    (void)deferred;
    seen->code = result->code;
    snprintf(seen->text, sizeof(seen->text), "%zu:%s", result->index,
             (char *)result->value);
    return 0;
}

static int see_values(struct tn_deferred *deferred, void *value, void *user)
{
    char **values = value;
    struct seen *seen = user;

    (void)deferred;
    seen->code = 0;
    snprintf(seen->text, sizeof(seen->text), "%s %s %s", values[0], values[1],
             values[2]);
    return 0;
}

static int see_failure(struct tn_deferred *deferred, int code, void *user)
{
    struct seen *seen = user;

    (void)deferred;
    seen->code = code;
    return 0;
}

static void make(struct tn_deferred **members)
{
    for (int i = 0; i < MEMBERS; i++)
        members[i] = tn_deferred_new(NULL, NULL);
}

static void fire(struct tn_deferred *deferred, const char *text)
{
    tn_deferred_callback(deferred, strdup(text), free);
}

Test(deferred_list, fires_when_all_members_have)
{
    struct tn_deferred *members[MEMBERS];
    struct seen seen = unfired();
    struct tn_deferred *list;

    make(members);
    list = tn_deferred_list(members, MEMBERS, 0);
    tn_deferred_add_both(list, see_list, &seen);
    fire(members[2], "c");
    tn_deferred_errback(members[0], TN_EIO);
    cr_assert_eq(seen.code, 1);
    fire(members[1], "b");
    cr_assert_eq(seen.code, 0);
    cr_assert_str_eq(seen.text, "0:-10:- 1:0:b 2:0:c ");
    tn_deferred_free(list);
}

Test(deferred_list, fires_at_once_where_all_members_have_fired)
{
    struct tn_deferred *members[MEMBERS];
    struct seen seen = unfired();
    struct tn_deferred *list;

    for (int i = 0; i < MEMBERS; i++)
        members[i] = tn_deferred_succeed(strdup("x"), free);
    list = tn_deferred_list(members, MEMBERS, 0);
    tn_deferred_add_both(list, see_list, &seen);
    cr_assert_str_eq(seen.text, "0:0:x 1:0:x 2:0:x ");
    tn_deferred_free(list);
}

Test(deferred_list, lets_its_members_end_after_it_was_given_up)
{
    struct tn_deferred *members[MEMBERS];
    struct tn_deferred *list;

    make(members);
    list = tn_deferred_list(members, MEMBERS, 0);
    tn_deferred_free(list);
    for (int i = 0; i < MEMBERS; i++)
        fire(members[i], "x");
}

Test(deferred_list, of_nothing_has_fired)
{
    void *value = NULL;
    struct tn_deferred *list = tn_deferred_list(NULL, 0, 0);

    cr_assert_eq(tn_deferred_result(list, &value), 0);
    cr_assert_not_null(value);
    tn_deferred_free(list);
    list = tn_deferred_list(NULL, 0, TN_FIRE_ON_ONE_CALLBACK);
    cr_assert_eq(tn_deferred_result(list, NULL), TN_EUSAGE);
    tn_deferred_free(list);
}

Test(deferred_list, fires_with_the_first_value)
{
    struct tn_deferred *members[MEMBERS];
    struct seen seen = unfired();
    struct tn_deferred *list;

    make(members);
    list = tn_deferred_list(members, MEMBERS, TN_FIRE_ON_ONE_CALLBACK);
    tn_deferred_add_callback(list, see_one, &seen);
    tn_deferred_errback(members[0], TN_EIO);
    cr_assert_eq(seen.code, 1);
    fire(members[2], "c");
    cr_assert_eq(seen.code, 0);
    cr_assert_str_eq(seen.text, "2:c");
    tn_deferred_free(list);
    fire(members[1], "b");
}

Test(deferred_list, keeps_its_value_for_whoever_holds_it)
{
    struct tn_deferred *members[MEMBERS];
    struct tn_deferred_result *result;
    struct tn_deferred *list;
    void *value = NULL;

    make(members);
    list = tn_deferred_list(members, MEMBERS, TN_FIRE_ON_ONE_CALLBACK);
    for (int i = 0; i < MEMBERS; i++)
        fire(members[i], "x");
    cr_assert_eq(tn_deferred_result(list, &value), 0);
    result = value;
    cr_assert_str_eq(result->value, "x");
    cr_assert_null(tn_deferred_detach(list));
    tn_deferred_free(list);
}

Test(deferred_list, fails_with_the_first_failure)
{
    struct tn_deferred *members[MEMBERS];
    struct seen seen = unfired();
    struct tn_deferred *list;

    make(members);
    list = tn_deferred_list(members, MEMBERS,
                            TN_FIRE_ON_ONE_ERRBACK | TN_CONSUME_ERRORS);
    tn_deferred_add_errback(list, see_failure, &seen);
    fire(members[0], "a");
    tn_deferred_errback(members[2], TN_EIO);
    cr_assert_eq(seen.code, TN_EIO);
    tn_deferred_free(list);
    tn_deferred_errback(members[1], TN_ELIMIT);
}

Test(deferred_list, gathers_the_values)
{
    struct tn_deferred *members[MEMBERS];
    struct seen seen = unfired();
    struct tn_deferred *list;

    make(members);
    list = tn_deferred_gather(members, MEMBERS, 0);
    tn_deferred_add_callback(list, see_values, &seen);
    fire(members[1], "b");
    fire(members[0], "a");
    fire(members[2], "c");
    cr_assert_str_eq(seen.text, "a b c");
    tn_deferred_free(list);
}

Test(deferred_list, gathers_nothing_where_one_fails)
{
    struct tn_deferred *members[MEMBERS];
    struct seen seen = unfired();
    struct tn_deferred *list;

    make(members);
    list = tn_deferred_gather(members, MEMBERS, TN_CONSUME_ERRORS);
    tn_deferred_add_errback(list, see_failure, &seen);
    tn_deferred_errback(members[1], TN_EIO);
    cr_assert_eq(seen.code, TN_EIO);
    fire(members[0], "a");
    fire(members[2], "c");
    tn_deferred_free(list);
}

static void count(struct tn_deferred *deferred, void *user)
{
    struct seen *seen = user;

    (void)deferred;
    seen->cancellations++;
}

Test(deferred_list, that_is_cancelled_cancels_its_members)
{
    struct tn_deferred *members[MEMBERS];
    struct seen seen = unfired();
    struct tn_deferred *list;

    for (int i = 0; i < MEMBERS; i++)
        members[i] = tn_deferred_new(count, &seen);
    list = tn_deferred_list(members, MEMBERS, 0);
    tn_deferred_add_both(list, see_list, &seen);
    fire(members[1], "b");
    tn_deferred_cancel(list);
    cr_assert_eq(seen.cancellations, 2);
    cr_assert_eq(seen.code, 0);
    cr_assert_str_eq(seen.text, "0:-14:- 1:0:b 2:-14:- ");
    tn_deferred_free(list);
}

Test(deferred_list, that_is_cancelled_fails_where_one_failure_is_enough)
{
    struct tn_deferred *members[MEMBERS];
    struct seen seen = unfired();
    struct tn_deferred *list;

    for (int i = 0; i < MEMBERS; i++)
        members[i] = tn_deferred_new(count, &seen);
    list = tn_deferred_gather(members, MEMBERS, 0);
    tn_deferred_add_errback(list, see_failure, &seen);
    tn_deferred_free(list);
    tn_deferred_cancel(list);
    cr_assert_eq(seen.cancellations, 3);
    cr_assert_eq(seen.code, TN_ECANCELED);
}

Test(deferred_list, refuses_a_member_that_is_missing)
{
    struct seen seen = unfired();
    struct tn_deferred *members[MEMBERS] = {
        tn_deferred_new(count, &seen),
        NULL,
        tn_deferred_succeed(strdup("x"), free),
    };

    cr_assert_null(tn_deferred_list(members, MEMBERS, 0));
    cr_assert_eq(seen.cancellations, 1);
}
