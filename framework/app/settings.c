/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "app/settings.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "app/convert.h"
#include "app/escape.h"
#include "async/client/url.h"

/* Ceiling of all texts together: two settings files' worth and more. */
#define TEXTS_LIMIT ((size_t)256 * 1024)

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
    case TN__SETTING_URL:
        EXPECT(to, "a URL, http:// or https://");
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
    case TN__SETTING_URL:
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
    case TN__SETTING_URL:
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

/* A wrong URL is not shown: it may hold credentials. */
static int
check_url(const char *text, const char *label, struct tn_error *error)
{
    struct tn_error why = { 0 };
    struct tn__target_url url;
    struct tn__arena arena;
    int status;

    tn__arena_init(&arena, NULL, 512, TEXTS_LIMIT);
    status = tn__target_url_parse(&url, &arena, text, &why);
    tn__arena_deinit(&arena);
    if (status == TN_ENOMEM)
        return tn_error_set(error, TN_ENOMEM, "%s: out of memory", label);
    return status
               ? tn_error_set(error, TN_ESETTING, "%s: %s", label, why.message)
               : 0;
}

static bool is_text(const struct tn__setting *setting)
{
    return setting->type == TN__SETTING_TEXT ||
           setting->type == TN__SETTING_URL;
}

/* Checks, and converts what is stored as a number. */
static int check(const struct tn__setting *setting,
                 const char *text,
                 const char *label,
                 uint64_t *out,
                 struct tn_error *error)
{
    bool is_right = is_text(setting) ? text[0] != '\0'
                                     : convert(setting, text, out) &&
                                           is_in_range(setting, *out);

    if (!is_right)
        return refuse(setting, text, label, error);
    return setting->type == TN__SETTING_URL ? check_url(text, label, error) : 0;
}

int tn__setting_check(const struct tn__setting *setting,
                      const char *text,
                      const char *label,
                      struct tn_error *error)
{
    uint64_t value;

    return check(setting, text, label, &value, error);
}

static int store_text(struct tn__settings *settings,
                      const struct tn__setting *setting,
                      const char *text,
                      const char *label,
                      struct tn_error *error)
{
    struct tn_str copy = tn__arena_copy(&settings->arena, text, strlen(text));

    if (!copy.ptr)
        return tn_error_set(error, TN_ENOMEM, "%s: out of memory", label);
    *(const char **)((char *)settings + setting->offset) = copy.ptr;
    return 0;
}

int tn__settings_set(struct tn__settings *settings,
                     const struct tn__setting *setting,
                     const char *text,
                     const char *label,
                     struct tn_error *error)
{
    uint64_t value;
    int status = check(setting, text, label, &value, error);

    if (status)
        return status;
    if (is_text(setting))
        return store_text(settings, setting, text, label, error);
    store(settings, setting, value);
    return 0;
}

int tn__settings_init(struct tn__settings *settings,
                      const struct tn__setting_table *table,
                      struct tn_error *error)
{
    int status = 0;

    *settings = (struct tn__settings){ .table = table };
    tn__arena_init(&settings->arena, NULL, 512, TEXTS_LIMIT);
    for (size_t i = 0; i < table->count && status == 0; i++) {
        const struct tn__setting *setting = &table->rows[i];

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
