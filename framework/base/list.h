/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__BASE_LIST_H
#define TN__BASE_LIST_H

#include <stddef.h>

/*
 * Lists whose items hold their own place: a pointer to the first, and in each
 * item `next`, and `link`, which is what points to it (NULL: it stands in
 * none). To add one and to remove it takes no walk. Arguments are looked at
 * more than once.
 */

/* Puts an item in front of a list. */
#define tn__list_add(list, item)                                               \
    do {                                                                       \
        (item)->next = *(list);                                                \
        (item)->link = (list);                                                 \
        if ((item)->next)                                                      \
            (item)->next->link = &(item)->next;                                \
        *(list) = (item);                                                      \
    } while (0)

/* Takes an item out of the list that it stands in, if any. */
#define tn__list_remove(item)                                                  \
    do {                                                                       \
        if ((item)->link) {                                                    \
            *(item)->link = (item)->next;                                      \
            if ((item)->next)                                                  \
                (item)->next->link = (item)->link;                             \
            (item)->link = NULL;                                               \
        }                                                                      \
    } while (0)

#endif
