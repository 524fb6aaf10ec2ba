/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <dirent.h>

#include "fixture.h"
#include "json/writer.h"

/* The collection of JSON Schema's own tests, where it is at hand. */

#define SUITE TENON_CASES_DIR "/suites/json-schema/"
#define TESTS SUITE "draft2020-12/"

struct tally {
    size_t passed;
    size_t count;
};

static void run_group(const struct tn_value *group,
                      const char *file,
                      bool formats,
                      bool all_must_pass,
                      struct tally *tally)
{
    const struct tn_value *tests = tn_value_get(group, "tests");
    const struct tn__subschema *schema;
    const struct tn_value *test = tests + 1;
    struct tn__buf text = { 0 };
    struct evaluation it;

    evaluation_open(&it);
    it.library.asserts_formats = formats;
    tn__library_add_folder(&it.library, tn_str_from("http://localhost:1234"),
                           tn_str_from(SUITE "remotes"));
    tn__json_value(&text, tn_value_get(group, "schema"));
    schema = evaluation_compile(&it, text.data, text.size, true);
    for (uint32_t i = 0; i < tests->count; i++) {
        bool valid = tn_value_get(test, "valid")->as.boolean;
        int rc = schema ? evaluation_run(&it, schema,
                                         tn_value_get(test, "data"), NULL)
                        : TN_ESCHEMA;
        bool passed = rc == (valid ? 0 : TN_EINVALID);

        if (all_must_pass)
            cr_expect(passed, "%s: %s: %s (%s)", file,
                      tn_value_get(group, "description")->as.text,
                      tn_value_get(test, "description")->as.text,
                      it.error.message);
        tally->passed += passed;
        tally->count++;
        test = tn_value_next(test);
    }
    tn__buf_deinit(&text);
    evaluation_close(&it);
}

static void run_file(const char *path,
                     bool formats,
                     bool all_must_pass,
                     struct tally *tally)
{
    const struct tn_value *groups;
    const struct tn_value *group;
    struct evaluation it;
    size_t size;
    char *text = evaluation_file(path, &size);

    evaluation_open(&it);
    groups = evaluation_read(&it, text, size);
    group = groups + 1;
    for (uint32_t i = 0; i < groups->count; i++) {
        run_group(group, path, formats, all_must_pass, tally);
        group = tn_value_next(group);
    }
    evaluation_close(&it);
    free(text);
}

static struct tally run_folder(const char *folder, bool formats, bool all)
{
    struct tally tally = { 0 };
    DIR *dir = opendir(folder);
    struct dirent *entry;

    if (!dir)
        cr_skip_test("no collection at %s", folder);
    while ((entry = readdir(dir))) {
        const char *dot = strrchr(entry->d_name, '.');
        char path[1024];

        if (!dot || strcmp(dot, ".json") != 0)
            continue;
        snprintf(path, sizeof(path), "%s%s", folder, entry->d_name);
        run_file(path, formats, all, &tally);
    }
    closedir(dir);
    return tally;
}

Test(suite, every_required_test_passes)
{
    struct tally tally = run_folder(TESTS, false, true);

    cr_assert_gt(tally.count, 500);
}

Test(suite, optional_tests_pass)
{
    struct tally tally = run_folder(TESTS "optional/", false, false);

    cr_expect_geq(tally.passed * 100, tally.count * 95, "%zu of %zu",
                  tally.passed, tally.count);
}

/* The rest: rules of whole names in two directions (RFC 5893, section 2), which
 * libidn2 looks at label by label. */
Test(suite, formats_are_asserted)
{
    struct tally tally = run_folder(TESTS "optional/format/", true, false);

    cr_expect_geq(tally.passed * 100, tally.count * 95, "%zu of %zu",
                  tally.passed, tally.count);
}
