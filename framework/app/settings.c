/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "app/settings.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "app/convert.h"
#include "app/escape.h"

#define MEMBER(member) .offset = offsetof(struct tn__settings, member)
#define KIB            1024ull
#define MIB            (1024 * KIB)
#define GIB            (1024 * MIB)
#define SECOND         1000ull
#define HOUR           (3600 * SECOND)

const struct tn__setting *tn__setting_find(const char *name)
{
    char spelled[TN__SETTING_NAME_MAX];
    size_t size = strlen(name);

    if (size >= sizeof(spelled))
        return NULL;
    for (size_t i = 0; i <= size; i++)
        spelled[i] = name[i] == '_' ? '-' : name[i];
    for (size_t i = 0; i < TN__SETTING_COUNT_ALL; i++) {
        if (strcmp(spelled, tn__setting_table[i].name) == 0)
            return &tn__setting_table[i];
    }
    return NULL;
}

void tn__setting_variable(const struct tn__setting *setting, char *to)
{
    memcpy(to, "TENON_", 6);
    to += 6;
    for (const char *at = setting->name; *at; at++)
        *to++ = *at == '-' ? '_' : (char)(*at - 'a' + 'A');
    *to = '\0';
}

/* Writes a text that may be cut; the room is TN__SETTING_EXPECTED_MAX. */
#define EXPECT(to, ...) snprintf(to, TN__SETTING_EXPECTED_MAX, __VA_ARGS__)

static void expect_choice(const struct tn__setting *setting, char *to)
{
    size_t used = (size_t)EXPECT(to, "one of %s", setting->choices[0]);

    for (size_t i = 1; setting->choices[i]; i++)
        used += (size_t)snprintf(to + used, TN__SETTING_EXPECTED_MAX - used,
                                 ", %s", setting->choices[i]);
    assert(used < TN__SETTING_EXPECTED_MAX);
}

void tn__setting_expected(const struct tn__setting *setting, char *to)
{
    char min[TN__CONVERT_TEXT];
    char max[TN__CONVERT_TEXT];

    switch (setting->type) {
    case TN__SETTING_TEXT:
        EXPECT(to, "a text that is not empty");
        break;
    case TN__SETTING_COUNT:
        EXPECT(to, "a whole number from %" PRIu64 " to %" PRIu64, setting->min,
               setting->max);
        break;
    case TN__SETTING_SIZE:
        tn__convert_format_size(min, setting->min);
        tn__convert_format_size(max, setting->max);
        EXPECT(to, "a size from %s to %s, such as 1048576, 512KiB or 1MiB", min,
               max);
        break;
    case TN__SETTING_TIME:
        tn__convert_format_time(min, setting->min);
        tn__convert_format_time(max, setting->max);
        EXPECT(to, "a time from %s to %s, such as 500ms, 30s or 2m", min, max);
        break;
    case TN__SETTING_SWITCH:
        EXPECT(to, "on or off");
        break;
    case TN__SETTING_CHOICE:
        expect_choice(setting, to);
        break;
    }
}

/* Converts what is stored as a number. */
static bool
convert(const struct tn__setting *setting, const char *text, uint64_t *out)
{
    switch (setting->type) {
    case TN__SETTING_COUNT:
        return tn__convert_count(text, out);
    case TN__SETTING_SIZE:
        return tn__convert_size(text, out);
    case TN__SETTING_TIME:
        return tn__convert_time(text, out);
    case TN__SETTING_SWITCH:
        return tn__convert_switch(text, out);
    case TN__SETTING_CHOICE:
        return tn__convert_choice(text, setting->choices, out);
    case TN__SETTING_TEXT:
        break;
    }
    return false;
}

static bool is_in_range(const struct tn__setting *setting, uint64_t value)
{
    return !setting->max || (value >= setting->min && value <= setting->max);
}

static void store(struct tn__settings *settings,
                  const struct tn__setting *setting,
                  uint64_t value)
{
    void *member = (char *)settings + setting->offset;

    switch (setting->type) {
    case TN__SETTING_COUNT:
    case TN__SETTING_TIME:
        *(unsigned *)member = (unsigned)value;
        break;
    case TN__SETTING_SIZE:
        *(size_t *)member = (size_t)value;
        break;
    case TN__SETTING_SWITCH:
        *(bool *)member = value != 0;
        break;
    case TN__SETTING_CHOICE:
        *(int *)member = (int)value;
        break;
    case TN__SETTING_TEXT:
        break;
    }
}

static int refuse(const struct tn__setting *setting,
                  const char *text,
                  const char *label,
                  struct tn_error *error)
{
    char expected[TN__SETTING_EXPECTED_MAX];
    char shown[80];

    tn__setting_expected(setting, expected);
    tn__escape_text(shown, sizeof(shown), tn_str_from(text), TN__ESCAPE_QUOTED);
    return tn_error_set(error, TN_ESETTING, "%s: \"%s\": expected %s", label,
                        shown, expected);
}

int tn__settings_set(struct tn__settings *settings,
                     const struct tn__setting *setting,
                     const char *text,
                     const char *label,
                     struct tn_error *error)
{
    uint64_t value;

    if (setting->type == TN__SETTING_TEXT) {
        struct tn_str copy;

        if (!text[0])
            return refuse(setting, text, label, error);
        copy = tn__arena_copy(&settings->arena, text, strlen(text));
        if (!copy.ptr)
            return tn_error_set(error, TN_ENOMEM, "%s: out of memory", label);
        *(const char **)((char *)settings + setting->offset) = copy.ptr;
        return 0;
    }
    if (!convert(setting, text, &value) || !is_in_range(setting, value))
        return refuse(setting, text, label, error);
    store(settings, setting, value);
    return 0;
}

int tn__settings_init(struct tn__settings *settings, struct tn_error *error)
{
    int status = 0;

    *settings = (struct tn__settings){ 0 };
    tn__arena_init(&settings->arena, NULL, 512, 64 * KIB);
    for (size_t i = 0; i < TN__SETTING_COUNT_ALL && status == 0; i++) {
        const struct tn__setting *setting = &tn__setting_table[i];

        if (setting->fallback)
            status = tn__settings_set(settings, setting, setting->fallback,
                                      setting->name, error);
    }
    assert(status != TN_ESETTING);
    return status;
}

void tn__settings_deinit(struct tn__settings *settings)
{
    tn__arena_deinit(&settings->arena);
}

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

const struct tn__setting tn__setting_table[TN__SETTING_COUNT_ALL] = {
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
