/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "app/help.h"

static const char *const placeholders[] = {
    [TN__SETTING_TEXT] = "TEXT",    [TN__SETTING_URL] = "URL",
    [TN__SETTING_COUNT] = "NUMBER", [TN__SETTING_SIZE] = "SIZE",
    [TN__SETTING_TIME] = "TIME",    [TN__SETTING_SWITCH] = "on|off",
    [TN__SETTING_CHOICE] = "WORD",
};

static void write_setting(FILE *out, const struct tn__setting *setting)
{
    char flag[TN__SETTING_NAME_MAX + 16];

    snprintf(flag, sizeof(flag), "--%s %s", setting->name,
             placeholders[setting->type]);
    fprintf(out, "  %-26s %s", flag, setting->help);
    if (setting->fallback && !setting->is_secret)
        fprintf(out, " [%s]", setting->fallback);
    fputc('\n', out);
}

void tn__help_write_settings(FILE *out, const struct tn__setting_table *table)
{
    char variable[TN__SETTING_VARIABLE_MAX];
    const struct tn__setting *example = tn__setting_find(table, "body-limit");

    for (size_t i = 0; i < table->count; i++)
        write_setting(out, &table->rows[i]);
    tn__setting_variable(example, variable);
    fprintf(out,
            "\nEach setting is also a variable (%s) and a key of the file "
            "that\n--config names (%s: 2MiB). Flags beat variables, variables "
            "beat the file.\nSIZE is 1048576, 512KiB or 1MiB; TIME is 500ms, "
            "30s or 2m.\n",
            variable, example->name);
}
