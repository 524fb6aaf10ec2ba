/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "app/settings_yaml.h"

#include <stdio.h>
#include <string.h>

/*
 * libcyaml's positions lag behind, so lines are found by asking it again: the
 * first line after which the beginning of the file draws the same complaint.
 */

static void add_field(struct tn__yaml_fields *fields,
                      const struct tn__setting *setting,
                      char hyphen)
{
    char *name = fields->names[fields->count];
    size_t i = 0;

    for (; setting->name[i]; i++)
        name[i] = setting->name[i] == '-' ? hyphen : setting->name[i];
    name[i] = '\0';
    fields->settings[fields->count] = setting;
    fields->list[fields->count] = (cyaml_schema_field_t){
        .key = name,
        .data_offset = (uint32_t)(fields->count * sizeof(char *)),
        .value = {
            .type = CYAML_STRING,
            .flags = CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL,
            .data_size = sizeof(char),
            .string = { .min = 0, .max = TN__YAML_SIZE_MAX },
        },
    };
    fields->count++;
}

void tn__yaml_fields_init(struct tn__yaml_fields *fields,
                          const struct tn__setting_table *table)
{
    memset(fields, 0, sizeof(*fields));
    fields->table = table;
    for (size_t i = 0; i < table->count; i++) {
        const struct tn__setting *setting = &table->rows[i];

        if (setting->outside_file)
            continue;
        add_field(fields, setting, '-');
        if (strchr(setting->name, '-'))
            add_field(fields, setting, '_');
    }
}

static void
keep_complaint(cyaml_log_t level, void *ctx, const char *format, va_list args)
    TN_PRINTF(3, 0);

static void
keep_complaint(cyaml_log_t level, void *ctx, const char *format, va_list args)
{
    static const char field_prefix[] = "  in mapping field '";
    static const char load_prefix[] = "Load: ";
    struct tn__yaml_complaint *complaint = ctx;
    char line[sizeof(complaint->text)];
    char *text = line;

    (void)level;
    vsnprintf(line, sizeof(line), format, args);
    line[strcspn(line, "\n")] = '\0';
    if (strncmp(line, field_prefix, sizeof(field_prefix) - 1) == 0) {
        text += sizeof(field_prefix) - 1;
        text[strcspn(text, "'")] = '\0';
        snprintf(complaint->field, sizeof(complaint->field), "%.*s",
                 (int)sizeof(complaint->field) - 1, text);
    } else if (!complaint->text[0]) {
        if (strncmp(line, load_prefix, sizeof(load_prefix) - 1) == 0)
            text += sizeof(load_prefix) - 1;
        snprintf(complaint->text, sizeof(complaint->text), "%s", text);
    }
}

/* Reads the first `size` bytes; values only where `values` is given. */
static cyaml_err_t try_load(const struct tn__yaml_source *source,
                            size_t size,
                            const cyaml_schema_field_t *fields,
                            struct tn__yaml_values *values,
                            struct tn__yaml_complaint *complaint)
{
    const cyaml_config_t config = {
        .log_fn = keep_complaint,
        .log_ctx = complaint,
        .log_level = CYAML_LOG_ERROR,
        .mem_fn = cyaml_mem,
    };
    const cyaml_schema_value_t schema = {
        .type = CYAML_MAPPING,
        .flags = CYAML_FLAG_POINTER,
        .data_size = sizeof(struct tn__yaml_values),
        .mapping = { .fields = fields },
    };
    cyaml_data_t *data = NULL;
    cyaml_err_t status;

    *complaint = (struct tn__yaml_complaint){ 0 };
    status = cyaml_load_data((const uint8_t *)source->text, size, &config,
                             &schema, &data, NULL);
    if (data && values) {
        /* The struct moves, its texts stay until tn__yaml_values_deinit(). */
        memcpy(values, data, sizeof(*values));
        memset(data, 0, sizeof(*values));
    }
    cyaml_free(&config, &schema, data, 0);
    return status;
}

void tn__yaml_values_deinit(struct tn__yaml_values *values)
{
    for (size_t i = 0; i < TN__YAML_KEYS; i++) {
        if (values->texts[i])
            cyaml_mem(NULL, values->texts[i], 0);
    }
}

/* Returns the bytes of the first `lines` lines. */
static size_t prefix_size(const struct tn__yaml_source *source, unsigned lines)
{
    const char *at = source->text;
    const char *end = at + source->size;

    while (lines-- && at < end) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));

        at = newline ? newline + 1 : end;
    }
    return (size_t)(at - source->text);
}

static unsigned count_lines(const struct tn__yaml_source *source)
{
    unsigned lines = 1;

    for (size_t i = 0; i + 1 < source->size; i++)
        lines += source->text[i] == '\n';
    return lines;
}

static unsigned line_of(const struct tn__yaml_source *source,
                        const cyaml_schema_field_t *fields,
                        const char *text)
{
    unsigned low = 1;
    unsigned high = count_lines(source);

    /* A parser stops at the first fault, so all longer beginnings draw the same
     * complaint, and halving finds the shortest. */
    while (low < high) {
        unsigned middle = low + (high - low) / 2;
        struct tn__yaml_complaint complaint;

        try_load(source, prefix_size(source, middle), fields, NULL, &complaint);
        if (strcmp(complaint.text, text) == 0)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

int tn__yaml_load(const struct tn__yaml_source *source,
                  const struct tn__yaml_fields *fields,
                  struct tn__yaml_values *values,
                  struct tn__yaml_complaint *complaint)
{
    return try_load(source, source->size, fields->list, values, complaint) ==
                   CYAML_OK
               ? 0
               : -1;
}

unsigned tn__yaml_complaint_line(const struct tn__yaml_source *source,
                                 const struct tn__yaml_fields *fields,
                                 const struct tn__yaml_complaint *complaint)
{
    return line_of(source, fields->list, complaint->text);
}

unsigned tn__yaml_key_line(const struct tn__yaml_source *source,
                           const struct tn__yaml_fields *fields,
                           const char *key)
{
    cyaml_schema_field_t others[TN__YAML_KEYS + 1];
    char text[sizeof(((struct tn__yaml_complaint *)0)->text)];
    size_t count = 0;

    /* Where it would be unexpected, were it not known. */
    for (size_t i = 0; i < fields->count; i++) {
        if (strcmp(fields->list[i].key, key) != 0)
            others[count++] = fields->list[i];
    }
    others[count] = (cyaml_schema_field_t){ .key = NULL };
    snprintf(text, sizeof(text), "Unexpected key: %s", key);
    return line_of(source, others, text);
}

unsigned tn__yaml_second_document(const struct tn__yaml_source *source)
{
    const char *at = source->text;
    const char *end = at + source->size;
    bool begun = false;

    for (unsigned line = 1; at < end; line++) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));

        if (end - at >= 3 &&
            (memcmp(at, "---", 3) == 0 || memcmp(at, "...", 3) == 0)) {
            if (begun)
                return line;
        } else if (!strchr("#\r\n", *at)) {
            begun = true;
        }
        at = newline ? newline + 1 : end;
    }
    return 0;
}
