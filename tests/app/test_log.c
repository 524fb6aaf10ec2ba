/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "app/log.h"

#include <criterion/criterion.h>
#include <string.h>

#include "app/pipe.h"

static void logged(struct pipe *pipe,
                   enum tn__log_format format,
                   enum tn__log_level level,
                   const char *message)
{
    struct tn__log log;

    pipe_open(pipe);
    tn__log_open(&log, pipe->in, TN__LOG_INFO, format);
    tn__log_write(&log, level, "%s", message);
    tn__log_close(&log);
    pipe_read(pipe);
    pipe_close(pipe);
}

Test(log, writes_time_level_and_message)
{
    struct pipe pipe;

    logged(&pipe, TN__LOG_TEXT, TN__LOG_WARNING, "slow \"disk\"");
    cr_assert_eq(pipe.text[10], 'T');
    cr_assert_str_eq(pipe.text + TN__STAMP_SIZE, " warning slow \"disk\"\n");
}

Test(log, writes_json)
{
    struct pipe pipe;

    logged(&pipe, TN__LOG_JSON, TN__LOG_ERROR, "a \"b\"\n");
    cr_assert_eq(strncmp(pipe.text, "{\"time\":\"20", 11), 0);
    cr_assert_str_eq(strstr(pipe.text, "\",\"level"),
                     "\",\"level\":\"error\",\"message\":\"a "
                     "\\\"b\\\"\\u000a\"}\n");
}

Test(log, leaves_out_what_is_below_its_level)
{
    struct pipe pipe;

    logged(&pipe, TN__LOG_TEXT, TN__LOG_DEBUG, "detail");
    cr_assert_str_eq(pipe.text, "");
}

Test(log, keeps_a_message_on_one_line)
{
    struct pipe pipe;

    logged(&pipe, TN__LOG_TEXT, TN__LOG_INFO, "a\n2026 error b\033[2J");
    cr_assert_str_eq(pipe.text + TN__STAMP_SIZE,
                     " info    a\\x0a2026 error b\\x1b[2J\n");
}

Test(log, cuts_a_message_that_is_longer_than_a_line)
{
    static char message[3 * TN__SINK_PIECE];
    struct pipe pipe;

    memset(message, 1, sizeof(message) - 1);
    logged(&pipe, TN__LOG_JSON, TN__LOG_INFO, message);
    cr_assert_leq(pipe.size, TN__SINK_PIECE);
    cr_assert_str_eq(pipe.text + pipe.size - 12, "\\u0001...\"}\n");
}
