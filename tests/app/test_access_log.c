/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "app/access_log.h"

#include <criterion/criterion.h>
#include <string.h>

#include "app/pipe.h"

static const struct tn__access usual = {
    .method = TN_STR("POST"),
    .target = TN_STR("/add?x=1"),
    .peer = TN_STR("127.0.0.1"),
    .id = TN_STR("5f-2c"),
    .status = 200,
    .body_size = 13,
    .micros = 87,
};

/* Logs one access; returns the line behind its time. */
static const char *line_of(struct pipe *pipe,
                           enum tn__log_format format,
                           const struct tn__access *access)
{
    struct tn__access_log log;

    pipe_open(pipe);
    tn__access_log_open(&log, pipe->in, format);
    tn__access_log_add(&log, access);
    cr_assert_eq(tn__access_log_flush(&log), 0);
    tn__access_log_close(&log);
    pipe_read(pipe);
    pipe_close(pipe);
    cr_assert_eq(strchr(pipe->text, '\n'), pipe->text + pipe->size - 1);
    return pipe->text + TN__STAMP_SIZE +
           (format == TN__LOG_JSON ? strlen("{\"time\":\"") : 0);
}

Test(access_log, writes_a_line_of_text)
{
    struct pipe pipe;

    cr_assert_str_eq(line_of(&pipe, TN__LOG_TEXT, &usual),
                     " POST \"/add?x=1\" 200 13 87 5f-2c 127.0.0.1\n");
}

Test(access_log, writes_a_line_of_json)
{
    struct pipe pipe;

    cr_assert_str_eq(line_of(&pipe, TN__LOG_JSON, &usual),
                     "\",\"method\":\"POST\",\"path\":\"/add?x=1\","
                     "\"status\":200,\"bytes\":13,\"microseconds\":87,"
                     "\"request_id\":\"5f-2c\",\"peer\":\"127.0.0.1\"}\n");
}

Test(access_log, keeps_the_columns_of_what_is_not_known)
{
    const struct tn__access nothing = { 0 };
    struct pipe pipe;

    cr_assert_str_eq(line_of(&pipe, TN__LOG_TEXT, &nothing),
                     " - \"-\" 0 0 0 - -\n");
}

Test(access_log, cannot_be_made_to_forge_a_line)
{
    struct tn__access forged = usual;
    struct pipe pipe;

    forged.target = (struct tn_str)TN_STR("/\"\n2026 GET \"/\" 200\r\xff");
    cr_assert_str_eq(line_of(&pipe, TN__LOG_TEXT, &forged),
                     " POST \"/\\\"\\x0a2026 GET \\\"/\\\" 200\\x0d\\xff\" 200 "
                     "13 87 5f-2c 127.0.0.1\n");
    forged.target = (struct tn_str)TN_STR("/\",\"status\":500,\"x\":\"\n");
    cr_assert_not_null(
        strstr(line_of(&pipe, TN__LOG_JSON, &forged),
               "\"path\":\"/\\\",\\\"status\\\":500,\\\"x\\\":\\\"\\u000a\","));
}

Test(access_log, cuts_what_would_pass_a_line)
{
    static char huge[20000];
    struct tn__access access = {
        .status = 2147483647,
        .body_size = UINT64_MAX,
        .micros = UINT64_MAX,
    };
    struct pipe pipe;

    memset(huge, 1, sizeof(huge));
    access.method = access.target = access.id = access.peer =
        (struct tn_str){ huge, sizeof(huge) };
    line_of(&pipe, TN__LOG_JSON, &access);
    cr_assert_leq(pipe.size, TN__ACCESS_LINE_MAX);
    cr_assert_str_eq(pipe.text + pipe.size - 12, "\\u0001...\"}\n");
}

Test(access_log, loses_no_line_when_its_buffer_fills)
{
    struct tn__access_log log;
    struct pipe pipe;
    size_t lines = 0;

    pipe_open(&pipe);
    tn__access_log_open(&log, pipe.in, TN__LOG_TEXT);
    for (int i = 0; i < 500; i++)
        tn__access_log_add(&log, &usual);
    tn__access_log_flush(&log);
    pipe_read(&pipe);
    for (const char *at = pipe.text; (at = strchr(at, '\n')); at++)
        lines++;
    cr_assert_eq(lines, 500);
    tn__access_log_close(&log);
    pipe_close(&pipe);
}

Test(access_log, counts_what_nobody_took)
{
    struct tn__access_log log;
    struct pipe pipe;
    uint64_t lost;
    uint64_t lines = 0;

    pipe_open(&pipe);
    tn__access_log_open(&log, pipe.in, TN__LOG_TEXT);
    for (int i = 0; i < 5000; i++)
        tn__access_log_add(&log, &usual);
    tn__access_log_flush(&log);
    pipe_read(&pipe);
    tn__access_log_add(&log, &usual);
    lost = tn__access_log_flush(&log);
    pipe_read(&pipe);
    for (const char *at = pipe.text; (at = strchr(at, '\n')); at++)
        lines++;
    cr_assert_gt(lost, 0);
    cr_assert_eq(lines + lost, 5001);
    cr_assert_eq(tn__access_log_flush(&log), 0);
    tn__access_log_close(&log);
    pipe_close(&pipe);
}
