/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__APP_SETTINGS_H
#define TN__APP_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/error.h>
#include <tenon/setting.h>

#include "base/arena.h"
#include "base/log.h"

/*
 * What a program can be told from outside. One table describes every setting:
 * the rows that all programs have, then those of the API. Flags, TENON_*
 * variables, the settings file and --help all read it, so a new setting is a
 * member here and a row in settings_rows.c (and a row in docs/settings.md).
 *
 * Later beats earlier: defaults, settings file, variables, flags. A wrong value
 * is an error even where a later one would have replaced it.
 */
enum tn__log_format {
    TN__LOG_TEXT,
    TN__LOG_JSON,
};

/* Whether answers are held against their schema. */
enum tn__check_responses {
    TN__CHECK_AUTO, /* in debug builds */
    TN__CHECK_ON,
    TN__CHECK_OFF,
};

struct tn__setting_table;

struct tn__settings {
    const struct tn__setting_table *table;
    struct tn__arena arena; /* owns the texts */
    const char *host;
    unsigned port;      /* 0: any free one */
    unsigned workers;   /* 0: one for each CPU that the process may use */
    const char *config; /* NULL: no settings file */
    int log_level;      /* enum tn__log_level: the least that is written */
    int log_format;     /* enum tn__log_format */
    bool access_log;
    bool strict;
    int check_responses;       /* enum tn__check_responses */
    unsigned connection_limit; /* of each worker */
    unsigned error_limit;      /* issues in one answer */
    size_t header_limit;       /* bytes */
    size_t body_limit;         /* bytes */
    size_t memory_limit;       /* bytes */
    size_t stack_size;         /* bytes, of a task */
    unsigned blocking_threads; /* of all workers together */
    unsigned request_timeout;  /* this and all below: milliseconds */
    unsigned head_timeout;
    unsigned body_timeout;
    unsigned idle_timeout;
    unsigned drain_timeout;
    const char *own[TN_SETTING_LIMIT]; /* the API's, in its order; NULL: none */
    unsigned own_times[TN_SETTING_LIMIT]; /* the same; 0: none */
};

/* The type decides the member's C type and the converter. */
enum tn__setting_type {
    TN__SETTING_TEXT,   /* const char *, not empty */
    TN__SETTING_URL,    /* the same, http or https */
    TN__SETTING_COUNT,  /* unsigned */
    TN__SETTING_SIZE,   /* size_t, bytes */
    TN__SETTING_TIME,   /* unsigned, milliseconds */
    TN__SETTING_SWITCH, /* bool */
    TN__SETTING_CHOICE, /* int, an index in `choices` */
};

struct tn__setting {
    const char *name; /* "body-limit": flag --body-limit, variable
                         TENON_BODY_LIMIT, key body-limit or body_limit */
    enum tn__setting_type type;
    size_t offset; /* in struct tn__settings */
    uint64_t min;  /* COUNT, SIZE, TIME */
    uint64_t max;
    const char *const *choices; /* CHOICE: ends with NULL */
    const char *fallback;       /* the default, as text; NULL: none */
    bool outside_file;          /* makes no sense in the settings file */
    bool is_secret;             /* the default is not shown */
    const char *help;           /* one line */
};

#define TN__SETTING_BUILT_IN 21
#define TN__SETTING_MAX      (TN__SETTING_BUILT_IN + TN_SETTING_LIMIT)
#define TN__SETTING_NAME_MAX 32 /* bytes of every name, NUL counted */

extern const struct tn__setting tn__setting_built_in[TN__SETTING_BUILT_IN];

struct tn__setting_table {
    struct tn__setting rows[TN__SETTING_MAX];
    size_t count;
};

/* Fills a table with the rows that all programs have and one for each of the
 * API's settings, which must outlive it. Returns 0, or TN_EINVALID with `error`
 * filled where one of those cannot be ("setting 2 (port): ..."). */
int tn__setting_table_init(struct tn__setting_table *table,
                           const struct tn_setting *own,
                           size_t own_count,
                           struct tn_error *error);

/* Returns the setting of a name, NULL when there is none. "_" stands for "-".
 */
const struct tn__setting *
tn__setting_find(const struct tn__setting_table *table, const char *name);

/* Writes the variable's name, "TENON_BODY_LIMIT". */
#define TN__SETTING_VARIABLE_MAX (TN__SETTING_NAME_MAX + 6)
void tn__setting_variable(const struct tn__setting *setting, char *to);

/* Writes what a value must be: "a whole number from 0 to 65535". */
#define TN__SETTING_EXPECTED_MAX 128
void tn__setting_expected(const struct tn__setting *setting, char *to);

/* Returns 0 where a text is a value of the setting, TN_ESETTING with `error`
 * filled where it is not, or TN_ENOMEM; `label` says in an error how it was
 * given ("--port"). */
int tn__setting_check(const struct tn__setting *setting,
                      const char *text,
                      const char *label,
                      struct tn_error *error);

/* Sets all to the defaults of a table, which must outlive the settings. Returns
 * 0 or TN_ENOMEM. */
int tn__settings_init(struct tn__settings *settings,
                      const struct tn__setting_table *table,
                      struct tn_error *error);
void tn__settings_deinit(struct tn__settings *settings);

/* Converts and sets one; `label` as above. Returns 0, TN_ESETTING with `error`
 * filled, or TN_ENOMEM. */
int tn__settings_set(struct tn__settings *settings,
                     const struct tn__setting *setting,
                     const char *text,
                     const char *label,
                     struct tn_error *error);

/* -- The layers above the defaults: 0, TN_ESETTING, TN_EIO or TN_ENOMEM -----
 */

/* Reads a YAML file: a mapping of names to values. `error` has file and line.
 */
int tn__settings_read_file(struct tn__settings *settings,
                           const char *path,
                           struct tn_error *error);

/* Reads the TENON_* variables of an environment (as environ, ends with NULL).
 * One that names no setting is an error. */
int tn__settings_read_env(struct tn__settings *settings,
                          char *const *env,
                          struct tn_error *error);

/*
 * Reads all layers and checks what no single value shows. `flags` has the value
 * given on the command line for each row of the table, NULL where there is
 * none. A wrong flag is TN_EUSAGE.
 */
int tn__settings_load(struct tn__settings *settings,
                      const char *const *flags,
                      char *const *env,
                      struct tn_error *error);

#endif
