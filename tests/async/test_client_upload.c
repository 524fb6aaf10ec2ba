/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <tenon/client.h>
#include <tenon/task.h>

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "silent.h"

/* A request is given up while a thread still reads the file that it sends. */

#define THREADS 4 /* of libuv's pool */

struct upload {
    char url[64];
    char path[64];
    struct tn_session *session;
    unsigned total_ms;
    int rc;
};

static int hold(void *user)
{
    const struct timespec time = { .tv_nsec = 300000000 };

    (void)user;
    return nanosleep(&time, NULL);
}

static int hold_thread(void *user)
{
    return tn_blocking(hold, user);
}

static int hold_threads(void *user)
{
    struct tn_call calls[THREADS];

    (void)user;
    for (size_t i = 0; i < THREADS; i++)
        calls[i] = (struct tn_call){ .fn = hold_thread };
    return tn_gather(calls, THREADS);
}

static int send_file(void *user)
{
    struct upload *upload = user;
    struct tn_http_response *response = NULL;
    const struct tn_http_options options = {
        .body_file = upload->path,
        .timeouts = { .total_ms = upload->total_ms },
    };

    upload->rc =
        tn_http_post(upload->session, upload->url, &options, &response, NULL);
    tn_http_response_free(response);
    return 0;
}

static void make_file(char *path, size_t size)
{
    int fd;

    snprintf(path, size, "/tmp/tenon-upload-XXXXXX");
    fd = mkstemp(path);
    if (fd < 0 || ftruncate(fd, 1 << 20))
        abort();
    close(fd);
}

/* The file is opened before all threads are held, and read after it. */
static int give_up_late(void *user)
{
    struct tn_task *sending = tn_task_new(send_file, user);
    struct tn_task *holding = tn_task_new(hold_threads, NULL);
    int rc = tn_await(sending);

    tn_await(holding);
    tn_task_free(sending);
    tn_task_free(holding);
    return rc;
}

static int close_session_early(struct upload *upload, bool is_held_first)
{
    struct tn_task *holding = NULL;
    struct tn_task *sending;
    int rc;

    upload->session = tn_session_new(NULL, NULL);
    if (is_held_first)
        holding = tn_task_new(hold_threads, NULL);
    sending = tn_task_new(send_file, upload);
    if (!is_held_first)
        holding = tn_task_new(hold_threads, NULL);
    tn_sleep(100);
    tn_session_free(upload->session);
    rc = tn_await(sending);
    tn_await(holding);
    tn_task_free(sending);
    tn_task_free(holding);
    return rc;
}

static int close_before_it_is_read(void *user)
{
    return close_session_early(user, false);
}

static int close_before_it_is_open(void *user)
{
    return close_session_early(user, true);
}

static int run(struct upload *upload, tn_task_fn fn)
{
    int listener = listen_silent(upload->url, sizeof(upload->url));
    int rc;

    make_file(upload->path, sizeof(upload->path));
    rc = tn_run(fn, upload, NULL);
    unlink(upload->path);
    close(listener);
    return rc;
}

Test(client_upload, is_late_while_its_file_is_read, .timeout = 20)
{
    struct upload upload = { .total_ms = 100 };

    cr_assert_eq(run(&upload, give_up_late), 0);
    cr_assert_eq(upload.rc, TN_ETIMEDOUT);
}

Test(client_upload, ends_with_its_session_while_its_file_is_read, .timeout = 20)
{
    struct upload upload = { .total_ms = 10000 };

    cr_assert_eq(run(&upload, close_before_it_is_read), 0);
    cr_assert_eq(upload.rc, TN_ECLOSED);
}

Test(client_upload,
     ends_with_its_session_before_its_file_is_open,
     .timeout = 20)
{
    struct upload upload = { .total_ms = 10000 };

    cr_assert_eq(run(&upload, close_before_it_is_open), 0);
    cr_assert_eq(upload.rc, TN_ECLOSED);
}
