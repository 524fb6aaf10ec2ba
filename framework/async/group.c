/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <stdlib.h>

#include "async/loop_state.h"
#include "async/task.h"
#include "base/list.h"

/* A task of a group; freed when both the task and the group have let go. */
struct member {
    struct member *next;
    struct member **link;
    struct tn_task task;
    struct tn__on_done on_done;
    struct tn__call release;
    struct tn_group *group; /* NULL: given up */
};

struct tn_group {
    struct tn_loop *loop;
    struct member *members; /* those that have not ended */
    struct tn__waiters waiting;
    int failure; /* the first */
};

struct tn_group *tn_group_new(void)
{
    struct tn_loop *loop = tn_loop_current();
    struct tn_group *group = loop ? calloc(1, sizeof(*group)) : NULL;

    if (group)
        group->loop = loop;
    return group;
}

static void cancel_members(struct tn_group *group)
{
    for (struct member *at = group->members; at; at = at->next)
        tn_task_cancel(&at->task);
}

static void member_ended(struct tn__on_done *on_done, struct tn_task *task)
{
    struct member *member = on_done->user;
    struct tn_group *group = member->group;

    /* The task is looked at for a moment still. */
    tn__ready_add(task->loop, &member->release);
    if (!group)
        return;
    tn__list_remove(member);
    if (task->result && !group->failure) {
        group->failure = task->result;
        cancel_members(group);
    }
    if (!group->members)
        tn__waiters_wake_all(&group->waiting, 0);
}

int tn_group_add(struct tn_group *group, tn_task_fn fn, void *user)
{
    struct member *member;

    if (group->failure)
        return TN_ECANCELED;
    member = calloc(1, sizeof(*member));
    if (!member)
        return TN_ENOMEM;
    member->group = group;
    tn__list_add(&group->members, member);
    member->on_done.fn = member_ended;
    member->on_done.user = member;
    member->release = (struct tn__call){ NULL, free, member, true };
    tn__task_init(&member->task, group->loop, fn, user);
    tn__task_watch(&member->task, &member->on_done);
    tn__task_ready(&member->task);
    return 0;
}

static void cancel_group(struct tn__waiter *waiter)
{
    struct tn_group *group = waiter->user;

    if (!group->failure)
        group->failure = TN_ECANCELED;
    cancel_members(group);
}

int tn_group_wait(struct tn_group *group)
{
    if (!tn_task_current())
        return TN_ENOTASK;
    while (group->members) {
        struct tn__waiter waiter = { .on_cancel = cancel_group, .user = group };

        tn__waiters_add(&group->waiting, &waiter);
        tn__wait(&waiter);
    }
    return group->failure;
}

void tn_group_free(struct tn_group *group)
{
    if (!group)
        return;
    while (group->members) {
        struct member *member = group->members;

        tn__list_remove(member);
        member->group = NULL;
        tn_task_cancel(&member->task);
    }
    free(group);
}
