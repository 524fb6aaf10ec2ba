/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <tenon/gen.h>

#include "async/gen.h"

int tn_iter_next(const struct tn_iter *iter, void **value)
{
    void *item = NULL;
    int rc = iter->next(iter->user, &item);

    if (rc == 0 && value)
        *value = item;
    return rc;
}

int tn_iter_each(const struct tn_iter *iter,
                 int (*fn)(void *value, void *user),
                 void *user)
{
    void *value = NULL;
    int rc = iter->next(iter->user, &value);

    while (rc == 0) {
        rc = fn(value, user);
        if (rc == 0)
            rc = iter->next(iter->user, &value);
    }
    return rc == TN_ESTOP ? 0 : rc;
}

/* -- Arrays ---------------------------------------------------------------- */

static int next_of_array(void *user, void **value)
{
    struct tn_iter_array *array = user;

    if (!array->count)
        return TN_ESTOP;
    *value = array->items;
    array->count--;
    array->items = (char *)array->items + array->item_size;
    return 0;
}

struct tn_iter tn_iter_of_array(struct tn_iter_array *array)
{
    return (struct tn_iter){ .next = next_of_array, .user = array };
}

/* -- Generators ------------------------------------------------------------ */

static int next_of_gen(void *user, void **value)
{
    return tn_gen_next(user, value);
}

struct tn_iter tn_gen_iter(struct tn_gen *gen)
{
    return (struct tn_iter){ .next = next_of_gen, .user = gen };
}

struct tn_gen *tn__gen_of_iter(const struct tn_iter *iter)
{
    return iter->next == next_of_gen ? iter->user : NULL;
}
