/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <string.h>

#include "evaluate/output.h"
#include "tool/tool.h"
#include "tool/validate.h"
#include "json/reader.h"

/* `tenon validate --mode schema`: the verdict of JSON Schema 2020-12. */

/* Bytes of the largest input, and of what its check may take. */
#define INPUT_LIMIT ((size_t)1 << 30)

/* Errors that are shown. */
#define FAULT_LIMIT 10000

struct check {
    const struct tn__validate_arguments *arguments;
    struct tn__arena arena;
    struct tn__pattern *patterns;
    struct tn__library library;
    struct tn_error *error;
};

static int add_remotes(struct check *check)
{
    const struct tn__validate_arguments *arguments = check->arguments;
    int rc = 0;

    for (size_t i = 0; i < arguments->remote_count && rc == 0; i++) {
        const char *remote = arguments->remotes[i];
        const char *folder = strrchr(remote, '=') + 1;

        rc = tn__library_add_folder(
            &check->library,
            (struct tn_str){ remote, (size_t)(folder - remote) - 1 },
            tn_str_from(folder));
    }
    return rc == 0 ? 0 : tn_error_set(check->error, rc, "out of memory");
}

/* Loads SCHEMA[#/pointer]. */
static const struct tn__subschema *load(struct check *check)
{
    const char *pointer;
    const char *argument = check->arguments->schema;
    size_t size = tn__validate_split(argument, &pointer);
    struct tn_str path = tn__arena_copy(&check->arena, argument, size);
    const struct tn_value *value = NULL;
    struct tn__volume *volume;
    struct tn__lost lost;

    if (!path.ptr) {
        tn_error_set(check->error, TN_ENOMEM, "out of memory");
        return NULL;
    }
    volume = tn__library_load(&check->library, path.ptr, check->error);
    if (!volume)
        return NULL;
    value = tn__document_find(volume->document, tn_str_from(pointer),
                              &check->arena, &lost);
    if (!value) {
        tn_error_set(check->error, TN_ENOTFOUND,
                     "%s: nothing stands at \"%s\": name a schema, as "
                     "/$defs/Name does",
                     path.ptr, pointer);
        return NULL;
    }
    return tn__library_schema(&check->library, volume, value, check->error);
}

static int read_instance(struct check *check,
                         struct tn__buf *text,
                         const struct tn_value **instance)
{
    struct tn__json_error fault = { .fault = TN__JSON_NONE };
    int rc = tn__validate_read(text, check->arguments->file, check->error);

    if (rc != 0)
        return rc;
    rc = tn__json_read(&check->arena, text->data, text->size, 0, instance,
                       &fault);
    if (rc != 0)
        tn_error_set(check->error, rc,
                     "the input is no JSON: %s (character "
                     "%zu)",
                     rc == TN_EJSON ? tn__json_fault_text(fault.fault)
                                    : tn_error_text(rc),
                     fault.character);
    return rc;
}

/* Evaluates and prints. Returns the exit status. */
static int judge(struct check *check,
                 const struct tn__subschema *schema,
                 const struct tn_value *instance)
{
    struct tn__faults faults = { .limit = FAULT_LIMIT };
    struct tn__matcher *matcher = tn__matcher_new(NULL);
    const struct tn__evaluate_options options = {
        .faults = check->arguments->basic ? &faults : NULL,
        .matcher = matcher,
    };
    struct tn__buf out = { 0 };
    int rc = matcher ? tn__evaluate(schema, instance, &check->arena, &options)
                     : TN_ENOMEM;
    int status = rc == 0 ? TN__TOOL_OK : TN__TOOL_INVALID;

    tn__matcher_free(matcher);
    if (rc != 0 && rc != TN_EINVALID) {
        tn_error_set(check->error, rc,
                     rc == TN_ELIMIT ? "the check asks for too much work"
                                     : "out of memory");
        return TN__TOOL_ERROR;
    }
    if (check->arguments->basic)
        tn__output_basic(&out, rc == 0, &faults);
    else
        tn__output_flag(&out, rc == 0);
    if (tn__validate_print(&out, check->error) != 0)
        status = TN__TOOL_ERROR;
    tn__buf_deinit(&out);
    return status;
}

int tn__validate_schema(const struct tn__validate_arguments *arguments,
                        struct tn_error *error)
{
    struct check check = { .arguments = arguments, .error = error };
    struct tn__buf text = { .limit = INPUT_LIMIT };
    const struct tn__subschema *schema = NULL;
    const struct tn_value *instance = NULL;
    int status = TN__TOOL_ERROR;

    tn__arena_init(&check.arena, NULL, 65536, 0);
    tn__library_init(&check.library, &check.arena, &check.patterns);
    check.library.asserts_formats = arguments->formats;
    if (add_remotes(&check) == 0)
        schema = load(&check);
    if (schema && read_instance(&check, &text, &instance) == 0)
        status = judge(&check, schema, instance);
    tn__patterns_free(check.patterns);
    tn__arena_deinit(&check.arena);
    tn__buf_deinit(&text);
    return status;
}
