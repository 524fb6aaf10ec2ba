/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "app/settings.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct tn__setting_table table;

static const struct tn_setting own[] = {
    { .name = "up-stream", .help = "where it comes from" },
    { .name = "key", .help = "what lets us in" },
};

static void init_table(void)
{
    cr_assert_eq(tn__setting_table_init(&table, own, TN_COUNT(own), NULL), 0);
}

TestSuite(settings_file, .init = init_table);

struct file {
    char path[64];
    struct tn__settings settings;
    struct tn_error error;
};

/* Reads a text as a settings file. */
static int read_text(struct file *file, const char *text, size_t size)
{
    int fd;
    int status;

    *file = (struct file){ .path = "/tmp/tenon-settings-XXXXXX" };
    fd = mkstemp(file->path);
    cr_assert_geq(fd, 0);
    cr_assert_eq(write(fd, text, size), (ssize_t)size);
    close(fd);
    cr_assert_eq(tn__settings_init(&file->settings, &table, NULL), 0);
    status = tn__settings_read_file(&file->settings, file->path, &file->error);
    unlink(file->path);
    return status;
}

static void accept_text(struct file *file, const char *text)
{
    cr_assert_eq(read_text(file, text, strlen(text)), 0, "%s\n%u: %s", text,
                 file->error.line, file->error.message);
}

static void refuse_text(const char *text, unsigned line, const char *message)
{
    struct file file;

    cr_assert_eq(read_text(&file, text, strlen(text)), TN_ESETTING, "%s", text);
    cr_assert_str_eq(file.error.message, message, "%s\n%s", text,
                     file.error.message);
    cr_assert_eq(file.error.line, line, "%s\nline %u", text, file.error.line);
    cr_assert_str_eq(file.error.file, file.path);
    tn__settings_deinit(&file.settings);
}

Test(settings_file, sets_what_it_names)
{
    struct file file;

    accept_text(&file, "# where\n"
                       "host: 0.0.0.0\n"
                       "port: 9000\n"
                       "\n"
                       "body_limit: 2MiB   # either spelling\n"
                       "request-timeout: '5s'\n"
                       "access-log: off\n");
    cr_assert_str_eq(file.settings.host, "0.0.0.0");
    cr_assert_eq(file.settings.port, 9000);
    cr_assert_eq(file.settings.body_limit, 2 * 1024 * 1024);
    cr_assert_eq(file.settings.request_timeout, 5000);
    cr_assert_not(file.settings.access_log);
    cr_assert_eq(file.settings.workers, 0);
    tn__settings_deinit(&file.settings);
}

Test(settings_file, may_be_written_as_json_or_be_empty)
{
    static const char *const texts[] = {
        "{\"port\": 9000,\n \"host\": \"::1\"}\n",
        "---\nport: 9000\n",
        "port: 9000",
        "\xef\xbb\xbfport: 9000\r\nhost: ::1\r\n",
    };
    struct file file;

    for (size_t i = 0; i < TN_COUNT(texts); i++) {
        accept_text(&file, texts[i]);
        cr_assert_eq(file.settings.port, 9000);
        tn__settings_deinit(&file.settings);
    }
    accept_text(&file, "");
    tn__settings_deinit(&file.settings);
    accept_text(&file, "# nothing yet\n\n");
    cr_assert_eq(file.settings.port, 8000);
    tn__settings_deinit(&file.settings);
}

Test(settings_file, names_the_line_of_a_wrong_value)
{
    refuse_text("# a\n\nhost: ::1\nport: 12abc\nworkers: 2\n", 4,
                "port: \"12abc\": expected a whole number from 0 to 65535");
    refuse_text("host: ::1\naccess_log: banana\n", 2,
                "access_log: \"banana\": expected on or off");
    refuse_text("host: port\nport:\nworkers: 1\n", 2,
                "port: \"\": expected a whole number from 0 to 65535");
    refuse_text("port: ~\n", 1,
                "port: \"~\": expected a whole number from 0 to 65535");
    refuse_text("{ \"host\": \"::1\",\n  \"port\": 1.5 }\n", 2,
                "port: \"1.5\": expected a whole number from 0 to 65535");
}

Test(settings_file, names_the_line_of_an_unknown_key)
{
    refuse_text("port: 1\n\n# prot: no\nprot: 2\nhost: ::1\n", 4,
                "prot: no such setting; did you mean port?");
    refuse_text("banana: 2\n", 1, "banana: no such setting; --help lists them");
    refuse_text("port: 1\nconfig: other.yaml\n", 2,
                "config: cannot stand in a settings file");
    refuse_text("port: 1\n\"a\\nb\": 2\n", 2,
                "a: no such setting; --help lists them");
}

Test(settings_file, names_the_line_of_a_second_value)
{
    refuse_text("port: 1\nhost: ::1\nport: 2\n", 3,
                "port: stands twice; keep one");
    refuse_text("body-limit: 1MiB\nhost: ::1\nbody_limit: 2MiB\n", 3,
                "body_limit: stands twice; keep one");
}

Test(settings_file, names_the_line_of_a_value_with_parts)
{
    refuse_text("host: ::1\nport:\n  - 1\n", 2,
                "port: expected a whole number from 0 to 65535, found a list "
                "or mapping");
    refuse_text("host: ::1\nport: { a: 1 }\n", 2,
                "port: expected a whole number from 0 to 65535, found a list "
                "or mapping");
}

Test(settings_file, refuses_what_is_no_mapping)
{
    static const char message[] =
        "expected settings, one \"name: value\" a line, such as \"port: 8000\"";

    refuse_text("just text\n", 1, message);
    refuse_text("\n\n- port\n", 3, message);
    refuse_text("---\n...\n", 1, message);
}

Test(settings_file, names_the_line_where_yaml_ends)
{
    refuse_text("port: 1\nhost: ::1\n  bad: [\n", 3,
                "not YAML: mapping values are not allowed in this context");
    refuse_text("port: 1\n\thost: 2\n", 2,
                "not YAML: found a tab character that violates indentation");
    refuse_text("port: 1\nhost: \"open\n", 2,
                "not YAML: found unexpected end of stream");
}

Test(settings_file, is_one_document)
{
    refuse_text("port: 1\n---\nport: 2\n", 2,
                "a settings file is one document");
}

Test(settings_file, is_refused_when_huge)
{
    static char text[70 * 1024];
    struct file file;

    memset(text, '#', sizeof(text));
    cr_assert_eq(read_text(&file, text, sizeof(text)), TN_ESETTING);
    cr_assert_str_eq(file.error.message,
                     "larger than 64 KiB: not a settings file");
    tn__settings_deinit(&file.settings);
}

Test(settings_file, is_read_in_linear_time, .timeout = 5)
{
    static char text[64 * 1024];
    struct file file;

    memset(text, '\n', sizeof(text));
    memcpy(text + sizeof(text) - 8, "prot: 1\n", 8);
    cr_assert_eq(read_text(&file, text, sizeof(text)), TN_ESETTING);
    cr_assert_eq(file.error.line, sizeof(text) - 7);
    tn__settings_deinit(&file.settings);
    memcpy(text + sizeof(text) - 8, "port: 1\n", 8);
    cr_assert_eq(read_text(&file, text, sizeof(text)), 0);
    tn__settings_deinit(&file.settings);
}

Test(settings_file, says_when_it_cannot_be_read)
{
    struct tn__settings settings;
    struct tn_error error = { 0 };

    cr_assert_eq(tn__settings_init(&settings, &table, NULL), 0);
    cr_assert_eq(tn__settings_read_file(&settings, "/nowhere.yaml", &error),
                 TN_EIO);
    cr_assert_str_eq(error.file, "/nowhere.yaml");
    cr_assert_str_eq(error.message, "cannot read the settings file: No such "
                                    "file or directory");
    error = (struct tn_error){ 0 };
    cr_assert_eq(tn__settings_read_file(&settings, "/tmp", &error), TN_EIO);
    tn__settings_deinit(&settings);
}

Test(settings_file, sets_what_the_program_adds)
{
    struct file file;

    accept_text(&file, "up_stream: there\nkey: 'a: b'\n");
    cr_assert_str_eq(file.settings.own[0], "there");
    cr_assert_str_eq(file.settings.own[1], "a: b");
    tn__settings_deinit(&file.settings);
    refuse_text("port: 1\nkey:\n", 2,
                "key: \"\": expected a text that is not empty");
    refuse_text("up-strem: 1\n", 1,
                "up-strem: no such setting; did you mean up-stream?");
    refuse_text("up-stream: 1\nup_stream: 1\n", 2,
                "up_stream: stands twice; keep one");
}

/* Any octets are read or refused; none may do harm. */
Test(settings_file, survives_every_cut_and_changed_octet)
{
    static const char text[] = "# x\nport: 9000\n'host': \"::1\"\n"
                               "workers: &a 2\nbody-limit: { b: [1] }\n";
    struct file file;

    for (size_t size = 0; size < sizeof(text); size++) {
        char changed[sizeof(text)];

        read_text(&file, text, size);
        tn__settings_deinit(&file.settings);
        memcpy(changed, text, sizeof(text));
        changed[size] = (char)(changed[size] ^ (int)(size % 255 + 1));
        if (read_text(&file, changed, sizeof(text) - 1) != 0)
            cr_assert(file.error.message[0]);
        tn__settings_deinit(&file.settings);
    }
}
