/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__APP_SETTINGS_YAML_H
#define TN__APP_SETTINGS_YAML_H

#include <stddef.h>

#include <cyaml/cyaml.h>

#include "app/settings.h"

/*
 * libcyaml over the table of settings: a mapping of known keys to texts. Every
 * value is read as a text: libcyaml's own conversions are lenient (12abc is 12,
 * banana is true), ours are not.
 */
#define TN__YAML_SIZE_MAX ((size_t)64 * 1024)

/* A setting is known by two keys: body-limit and body_limit. */
#define TN__YAML_KEYS (2 * TN__SETTING_MAX)

struct tn__yaml_fields {
    const struct tn__setting_table *table;
    cyaml_schema_field_t list[TN__YAML_KEYS + 1]; /* ends with key NULL */
    const struct tn__setting *settings[TN__YAML_KEYS];
    char names[TN__YAML_KEYS][TN__SETTING_NAME_MAX];
    size_t count;
};

/* What was read, by field; NULL where it was absent. */
struct tn__yaml_values {
    char *texts[TN__YAML_KEYS];
};

struct tn__yaml_source {
    const char *path;
    const char *text;
    size_t size;
};

/* What libcyaml complains of: its first message and the field it was at. */
struct tn__yaml_complaint {
    char text[160];
    char field[TN__SETTING_NAME_MAX];
};

/* Fills the fields, both spellings of a name side by side. They point into
 * themselves: not to be copied. */
void tn__yaml_fields_init(struct tn__yaml_fields *fields,
                          const struct tn__setting_table *table);

/* Reads a source; returns 0, or -1 with the complaint. The values are owned by
 * the caller; free with tn__yaml_values_deinit(). */
int tn__yaml_load(const struct tn__yaml_source *source,
                  const struct tn__yaml_fields *fields,
                  struct tn__yaml_values *values,
                  struct tn__yaml_complaint *complaint);
void tn__yaml_values_deinit(struct tn__yaml_values *values);

/* Returns the line (from 1) that draws a complaint. */
unsigned tn__yaml_complaint_line(const struct tn__yaml_source *source,
                                 const struct tn__yaml_fields *fields,
                                 const struct tn__yaml_complaint *complaint);

/* Returns the line of a known key that the source has. */
unsigned tn__yaml_key_line(const struct tn__yaml_source *source,
                           const struct tn__yaml_fields *fields,
                           const char *key);

/* Returns the line of a second document, which libcyaml passes over; 0 where
 * there is none. */
unsigned tn__yaml_second_document(const struct tn__yaml_source *source);

#endif
