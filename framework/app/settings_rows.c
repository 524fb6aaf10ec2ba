/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "app/settings.h"

#define MEMBER(member) .offset = offsetof(struct tn__settings, member)
#define KIB            1024ull
#define MIB            (1024 * KIB)
#define GIB            (1024 * MIB)
#define SECOND         1000ull
#define HOUR           (3600 * SECOND)

static const char *const level_names[] = {
#define LEVEL_NAME(name, text) text,
    TN__LOG_LEVELS(LEVEL_NAME)
#undef LEVEL_NAME
        NULL,
};

static const char *const check_names[] = {
    [TN__CHECK_AUTO] = "auto",
    [TN__CHECK_ON] = "on",
    [TN__CHECK_OFF] = "off",
    [TN__CHECK_OFF + 1] = NULL,
};

static const char *const format_names[] = {
    [TN__LOG_TEXT] = "text",
    [TN__LOG_JSON] = "json",
    NULL,
};

const struct tn__setting tn__setting_built_in[TN__SETTING_BUILT_IN] = {
    {
        .name = "host",
        .type = TN__SETTING_TEXT,
        MEMBER(host),
        .fallback = "127.0.0.1",
        .help = "address or name to listen on; 0.0.0.0 is every interface",
    },
    {
        .name = "port",
        .type = TN__SETTING_COUNT,
        MEMBER(port),
        .max = 65535,
        .fallback = "8000",
        .help = "port to listen on; 0 takes a free one",
    },
    {
        .name = "workers",
        .type = TN__SETTING_COUNT,
        MEMBER(workers),
        .max = 256,
        .fallback = "0",
        .help = "threads that serve; 0 is one for each CPU it may use",
    },
    {
        .name = "config",
        .type = TN__SETTING_TEXT,
        MEMBER(config),
        .outside_file = true,
        .help = "settings file (YAML): one \"name: value\" a line",
    },
    {
        .name = "log-level",
        .type = TN__SETTING_CHOICE,
        MEMBER(log_level),
        .choices = level_names,
        .fallback = "info",
        .help = "least that is logged: debug, info, warning or error",
    },
    {
        .name = "log-format",
        .type = TN__SETTING_CHOICE,
        MEMBER(log_format),
        .choices = format_names,
        .fallback = "text",
        .help = "text, or json: one object a line",
    },
    {
        .name = "access-log",
        .type = TN__SETTING_SWITCH,
        MEMBER(access_log),
        .fallback = "on",
        .help = "a line on standard output for each request",
    },
    {
        .name = "request-timeout",
        .type = TN__SETTING_TIME,
        MEMBER(request_timeout),
        .min = 1,
        .max = 24 * HOUR,
        .fallback = "60s",
        .help = "longest time for a whole request, handler included",
    },
    {
        .name = "head-timeout",
        .type = TN__SETTING_TIME,
        MEMBER(head_timeout),
        .min = 1,
        .max = 24 * HOUR,
        .fallback = "10s",
        .help = "longest time for a request's header fields to arrive",
    },
    {
        .name = "body-timeout",
        .type = TN__SETTING_TIME,
        MEMBER(body_timeout),
        .min = 1,
        .max = 24 * HOUR,
        .fallback = "30s",
        .help = "longest time for a request's body to arrive",
    },
    {
        .name = "idle-timeout",
        .type = TN__SETTING_TIME,
        MEMBER(idle_timeout),
        .min = 1,
        .max = 24 * HOUR,
        .fallback = "60s",
        .help = "how long a connection without a request is kept",
    },
    {
        .name = "drain-timeout",
        .type = TN__SETTING_TIME,
        MEMBER(drain_timeout),
        .max = HOUR,
        .fallback = "8s",
        .help = "how long requests under way may take after SIGTERM",
    },
    {
        .name = "header-limit",
        .type = TN__SETTING_SIZE,
        MEMBER(header_limit),
        .min = KIB,
        .max = MIB,
        .fallback = "8KiB",
        .help = "largest request line and header fields; past it 431",
    },
    {
        .name = "body-limit",
        .type = TN__SETTING_SIZE,
        MEMBER(body_limit),
        .min = 1,
        .max = GIB,
        .fallback = "1MiB",
        .help = "largest body of a request; past it 413",
    },
    {
        .name = "memory-limit",
        .type = TN__SETTING_SIZE,
        MEMBER(memory_limit),
        .max = 16 * GIB,
        .fallback = "0",
        .help = "most memory for one request; 0 is 16 times body-limit",
    },
    {
        .name = "stack-size",
        .type = TN__SETTING_SIZE,
        MEMBER(stack_size),
        .min = 16 * KIB,
        .max = 64 * MIB,
        .fallback = "128KiB",
        .help = "stack of a task, taken page by page as it is used",
    },
    {
        .name = "blocking-threads",
        .type = TN__SETTING_COUNT,
        MEMBER(blocking_threads),
        .min = 1,
        .max = 1024,
        .fallback = "40",
        .help = "threads for blocking handlers, of all workers together",
    },
    {
        .name = "connection-limit",
        .type = TN__SETTING_COUNT,
        MEMBER(connection_limit),
        .min = 1,
        .max = 1000000,
        .fallback = "1024",
        .help = "most connections at once, of each worker",
    },
    {
        .name = "error-limit",
        .type = TN__SETTING_COUNT,
        MEMBER(error_limit),
        .min = 1,
        .max = 10000,
        .fallback = "64",
        .help = "most errors that one answer lists",
    },
    {
        .name = "strict",
        .type = TN__SETTING_SWITCH,
        MEMBER(strict),
        .fallback = "off",
        .help = "refuse values of another type instead of converting them",
    },
    {
        .name = "check-responses",
        .type = TN__SETTING_CHOICE,
        MEMBER(check_responses),
        .choices = check_names,
        .fallback = "auto",
        .help = "hold answers against their schema; auto: in debug builds",
    },
};
