/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <stdlib.h>

#include "async/deferred.h"

struct list;

/* A deferred of a list, given up when it was added: it ends by itself, and
 * leaves its value here. */
struct member {
    struct tn__deferred_step step;
    struct list *list;
    struct tn_deferred *deferred; /* NULL: has fired */
    struct tn__outcome outcome;
};

/* Lives until all members have fired and its own value is gone. */
struct list {
    struct tn_deferred *deferred; /* NULL: has fired, or never will */
    struct member *members;
    struct tn_deferred_result *results;
    void **values; /* what it fires with instead; NULL: with the results */
    size_t count;
    size_t left; /* members that have not fired */
    unsigned users;
    unsigned flags;
};

static void list_free(struct list *list)
{
    if (!list)
        return;
    for (size_t i = 0; list->members && i < list->count; i++)
        tn__outcome_drop(&list->members[i].outcome);
    free(list->members);
    free(list->results);
    free(list->values);
    free(list);
}

static void free_unless_used(struct list *list)
{
    if (!list->left && !list->users)
        list_free(list);
}

static void release(void *user)
{
    struct list *list = user;

    list->users--;
    free_unless_used(list);
}

/* -- Firing ---------------------------------------------------------------- */

static void fire(struct list *list, int code, void *value)
{
    struct tn_deferred *deferred = list->deferred;

    list->deferred = NULL;
    if (code) {
        tn__deferred_fire(deferred, (struct tn__outcome){ .code = code });
        return;
    }
    list->users++;
    tn__deferred_fire(deferred, (struct tn__outcome){
                                    .value = value,
                                    .free_value = release,
                                    .owner = list,
                                });
}

static void
fire_if_due(struct list *list, struct tn_deferred_result *result, bool is_last)
{
    void *all = list->results;

    if (list->values)
        all = list->values;
    if (!list->deferred)
        return;
    if (!result->code && list->flags & TN_FIRE_ON_ONE_CALLBACK)
        fire(list, 0, result);
    else if (result->code && list->flags & TN_FIRE_ON_ONE_ERRBACK)
        fire(list, result->code, NULL);
    else if (is_last)
        fire(list, 0, all);
}

/* The last step of each member. */
static int
member_fired(struct tn_deferred *deferred, int code, void *value, void *user)
{
    struct member *member = user;
    struct list *list = member->list;
    size_t index = (size_t)(member - list->members);
    int rc = list->flags & TN_CONSUME_ERRORS ? 0 : code;

    member->deferred = NULL;
    member->outcome = tn__deferred_take(deferred);
    list->results[index].code = code;
    list->results[index].value = value;
    if (list->values)
        list->values[index] = value;
    fire_if_due(list, &list->results[index], list->left == 1);
    list->left--;
    free_unless_used(list);
    return rc;
}

static void cancel_members(struct tn_deferred *deferred, void *user)
{
    struct list *list = user;

    (void)deferred;
    list->users++;
    for (size_t i = 0; i < list->count; i++)
        if (list->members[i].deferred)
            tn_deferred_cancel(list->members[i].deferred);
    list->deferred = NULL;
    release(list);
}

/* -- Making ---------------------------------------------------------------- */

static bool has_all(struct tn_deferred *const *deferreds, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!deferreds[i])
            return false;
    return true;
}

static struct list *list_new(size_t count, unsigned flags, bool is_gathered)
{
    struct list *list = calloc(1, sizeof(*list));
    size_t some = count ? count : 1;

    if (!list)
        return NULL;
    list->deferred = tn_deferred_new(cancel_members, list);
    list->members = calloc(some, sizeof(*list->members));
    list->results = calloc(some, sizeof(*list->results));
    if (is_gathered)
        list->values = calloc(some, sizeof(*list->values));
    list->count = list->left = count;
    list->flags = flags;
    if (list->deferred && list->members && list->results &&
        (list->values || !is_gathered))
        return list;
    if (list->deferred) {
        tn_deferred_errback(list->deferred, TN_ECANCELED);
        tn_deferred_free(list->deferred);
    }
    list_free(list);
    return NULL;
}

static void add_members(struct list *list,
                        struct tn_deferred *const *deferreds,
                        size_t count)
{
    for (size_t i = 0; i < count; i++) {
        list->results[i].index = i;
        list->results[i].code = TN_EPENDING;
        list->members[i] = (struct member){
            .step = { .both = member_fired,
                      .user = &list->members[i],
                      .is_embedded = true },
            .list = list,
            .deferred = deferreds[i],
        };
    }
    /* The last one may be the end of the list. */
    for (size_t i = 0; i < count; i++) {
        tn__deferred_add(deferreds[i], &list->members[i].step);
        tn_deferred_free(deferreds[i]);
    }
}

static struct tn_deferred *make(struct tn_deferred *const *deferreds,
                                size_t count,
                                unsigned flags,
                                bool is_gathered)
{
    struct list *list =
        has_all(deferreds, count) ? list_new(count, flags, is_gathered) : NULL;
    struct tn_deferred *deferred;

    if (!list) {
        for (size_t i = 0; i < count; i++)
            if (deferreds[i])
                tn__deferred_discard(deferreds[i]);
        return NULL;
    }
    deferred = list->deferred;
    if (count) {
        add_members(list, deferreds, count);
    } else if (flags & TN_FIRE_ON_ONE_CALLBACK) {
        fire(list, TN_EUSAGE, NULL);
        list_free(list);
    } else {
        fire(list, 0, is_gathered ? (void *)list->values : list->results);
    }
    return deferred;
}

struct tn_deferred *tn_deferred_list(struct tn_deferred *const *deferreds,
                                     size_t count,
                                     unsigned flags)
{
    return make(deferreds, count, flags, false);
}

struct tn_deferred *tn_deferred_gather(struct tn_deferred *const *deferreds,
                                       size_t count,
                                       unsigned flags)
{
    flags &= ~(unsigned)TN_FIRE_ON_ONE_CALLBACK;
    return make(deferreds, count, flags | TN_FIRE_ON_ONE_ERRBACK, true);
}
