/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <tenon/client.h>
#include <tenon/task.h>

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "silent.h"

/* A request is given up while its connection comes about. */

static int get(void *user)
{
    struct tn_http_response *response = NULL;
    int rc = tn_http_get(NULL, user, NULL, &response, NULL);

    tn_http_response_free(response);
    return rc;
}

/* Cancels one after another, each some turns later. */
static int cancel_each(void *user)
{
    int cancelled = 0;

    for (int turns = 0; turns < 8; turns++) {
        struct tn_task *task = tn_task_new(get, user);

        for (int i = 0; i < turns; i++)
            tn_sleep(0);
        tn_task_cancel(task);
        cancelled += tn_await(task) == TN_ECANCELED;
        tn_task_free(task);
        tn_sleep(1);
    }
    return cancelled;
}

Test(client_connect, is_cancelled_in_any_turn, .timeout = 20)
{
    char url[64];
    int listener = listen_silent(url, sizeof(url));

    cr_assert_eq(tn_run(cancel_each, url, NULL), 8);
    close(listener);
}
