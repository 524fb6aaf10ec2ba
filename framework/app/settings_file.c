/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "app/settings.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "app/escape.h"
#include "app/settings_yaml.h"
#include "base/nearest.h"

static int fail_at(const struct tn__yaml_source *source,
                   unsigned line,
                   struct tn_error *error)
{
    if (error) {
        snprintf(error->file, sizeof(error->file), "%s", source->path);
        error->line = line;
    }
    return TN_ESETTING;
}

/* -- Complaints in our words: each returns the line -------------------------
 */

static unsigned refuse_text(const struct tn__yaml_source *source,
                            const struct tn__yaml_fields *fields,
                            const struct tn__yaml_complaint *complaint,
                            const char *rest,
                            struct tn_error *error)
{
    tn_error_set(error, TN_ESETTING, "not YAML: %s", rest);
    return tn__yaml_complaint_line(source, fields, complaint);
}

static unsigned refuse_key(const struct tn__yaml_source *source,
                           const struct tn__yaml_fields *fields,
                           const struct tn__yaml_complaint *complaint,
                           const char *key,
                           struct tn_error *error)
{
    char shown[64];
    struct tn__nearest nearest = { .wrong = key };
    const struct tn__setting *setting = tn__setting_find(fields->table, key);

    tn__escape_text(shown, sizeof(shown), tn_str_from(key), TN__ESCAPE_PLAIN);
    for (size_t i = 0; i < fields->count; i++)
        tn__nearest_offer(&nearest, fields->settings[i]->name);
    if (setting && setting->outside_file)
        tn_error_set(error, TN_ESETTING, "%s: cannot stand in a settings file",
                     shown);
    else if (nearest.best)
        tn_error_set(error, TN_ESETTING,
                     "%s: no such setting; did you mean %s?", shown,
                     nearest.best);
    else
        tn_error_set(error, TN_ESETTING,
                     "%s: no such setting; --help lists them", shown);
    return tn__yaml_complaint_line(source, fields, complaint);
}

static unsigned refuse_second(const struct tn__yaml_source *source,
                              const struct tn__yaml_fields *fields,
                              const struct tn__yaml_complaint *complaint,
                              const char *key,
                              struct tn_error *error)
{
    tn_error_set(error, TN_ESETTING, "%s: stands twice; keep one", key);
    return tn__yaml_complaint_line(source, fields, complaint);
}

static unsigned refuse_shape(const struct tn__yaml_source *source,
                             const struct tn__yaml_fields *fields,
                             const struct tn__yaml_complaint *complaint,
                             const char *rest,
                             struct tn_error *error)
{
    char expected[TN__SETTING_EXPECTED_MAX];
    const struct tn__setting *setting =
        tn__setting_find(fields->table, complaint->field);

    if (!setting)
        return refuse_text(source, fields, complaint, rest, error);
    tn__setting_expected(setting, expected);
    tn_error_set(error, TN_ESETTING, "%s: expected %s, found a list or mapping",
                 complaint->field, expected);
    return tn__yaml_key_line(source, fields, complaint->field);
}

static unsigned refuse_top(const struct tn__yaml_source *source,
                           const struct tn__yaml_fields *fields,
                           const struct tn__yaml_complaint *complaint,
                           const char *rest,
                           struct tn_error *error)
{
    (void)rest;
    tn_error_set(error, TN_ESETTING,
                 "expected settings, one \"name: value\" a line, such as "
                 "\"port: 8000\"");
    return tn__yaml_complaint_line(source, fields, complaint);
}

struct refusal {
    const char *prefix; /* of libcyaml's complaint */
    unsigned (*refuse)(const struct tn__yaml_source *source,
                       const struct tn__yaml_fields *fields,
                       const struct tn__yaml_complaint *complaint,
                       const char *rest,
                       struct tn_error *error);
};

/* The last one stands for all that is left. */
static const struct refusal refusals[] = {
    { "Unexpected key: ", refuse_key },
    { "Mapping field already seen: ", refuse_second },
    { "Expecting STRING", refuse_shape },
    { "Expecting MAPPING", refuse_top },
    { "libyaml: ", refuse_text },
    { "", refuse_text },
};

static int refuse(const struct tn__yaml_source *source,
                  const struct tn__yaml_fields *fields,
                  const struct tn__yaml_complaint *complaint,
                  struct tn_error *error)
{
    const struct refusal *refusal = refusals;
    size_t size;

    while (strncmp(complaint->text, refusal->prefix, strlen(refusal->prefix)) !=
           0)
        refusal++;
    size = strlen(refusal->prefix);
    return fail_at(source,
                   refusal->refuse(source, fields, complaint,
                                   complaint->text + size, error),
                   error);
}

static int set_values(struct tn__settings *settings,
                      const struct tn__yaml_source *source,
                      const struct tn__yaml_fields *fields,
                      const struct tn__yaml_values *values,
                      struct tn_error *error)
{
    const struct tn__setting *before = NULL;

    for (size_t i = 0; i < fields->count; i++) {
        const char *key = fields->list[i].key;
        int status;

        if (!values->texts[i])
            continue;
        /* The two spellings of a name lie side by side. */
        status = before == fields->settings[i]
                     ? tn_error_set(error, TN_ESETTING,
                                    "%s: stands twice; keep one", key)
                     : tn__settings_set(settings, fields->settings[i],
                                        values->texts[i], key, error);
        if (status) {
            fail_at(source, tn__yaml_key_line(source, fields, key), error);
            return status;
        }
        before = fields->settings[i];
    }
    return 0;
}

static int read_source(struct tn__settings *settings,
                       const struct tn__yaml_source *source,
                       struct tn_error *error)
{
    struct tn__yaml_fields fields;
    struct tn__yaml_values values = { 0 };
    struct tn__yaml_complaint complaint;
    unsigned line;
    int status;

    tn__yaml_fields_init(&fields, settings->table);
    if (tn__yaml_load(source, &fields, &values, &complaint))
        return refuse(source, &fields, &complaint, error);
    line = tn__yaml_second_document(source);
    if (line) {
        tn_error_set(error, TN_ESETTING, "a settings file is one document");
        status = fail_at(source, line, error);
    } else {
        status = set_values(settings, source, &fields, &values, error);
    }
    tn__yaml_values_deinit(&values);
    return status;
}

int tn__settings_read_file(struct tn__settings *settings,
                           const char *path,
                           struct tn_error *error)
{
    char text[TN__YAML_SIZE_MAX + 1];
    struct tn__yaml_source source = { .path = path, .text = text };
    FILE *file = fopen(path, "re");
    int failure = file ? 0 : errno;

    if (file) {
        errno = 0;
        source.size = fread(text, 1, sizeof(text), file);
        failure = ferror(file) ? errno : 0;
        fclose(file);
    }
    if (failure) {
        fail_at(&source, 0, error);
        return tn_error_set(error, TN_EIO, "cannot read the settings file: %s",
                            strerror(failure));
    }
    if (source.size > TN__YAML_SIZE_MAX) {
        fail_at(&source, 0, error);
        return tn_error_set(error, TN_ESETTING,
                            "larger than 64 KiB: not a settings file");
    }
    return read_source(settings, &source, error);
}
