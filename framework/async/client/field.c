/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "async/client/field.h"

#include <strings.h>

#include "format/header.h"

static bool is_one_of(const char *name, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcasecmp(name, names[i]) == 0)
            return true;
    return false;
}

bool tn__field_is_confidential(const char *name)
{
    static const char *const names[] = {
        "Authorization",
        "Cookie",
        "Host",
        "Proxy-Authorization",
    };

    return is_one_of(name, names, TN_COUNT(names));
}

bool tn__field_is_of_body(const char *name)
{
    static const char *const names[] = {
        "Content-Encoding",
        "Content-Language",
        "Content-Location",
        "Content-Type",
    };

    return is_one_of(name, names, TN_COUNT(names));
}

/* What says where the body ends is the library's. */
static bool is_framing(const char *name)
{
    static const char *const names[] = {
        "Content-Length",
        "Transfer-Encoding",
    };

    return is_one_of(name, names, TN_COUNT(names));
}

int tn__fields_check(const struct tn_http_field *fields,
                     size_t count,
                     struct tn_error *error)
{
    for (size_t i = 0; i < count; i++) {
        const char *name = fields[i].name;

        if (!tn__header_is_token(tn_str_from(name)))
            return tn_error_set(error, TN_EUSAGE,
                                "header %zu: its name is no token", i);
        if (!fields[i].value ||
            !tn__header_is_value(tn_str_from(fields[i].value)))
            return tn_error_set(error, TN_EUSAGE,
                                "header %s: its value holds a control "
                                "character, or is NULL",
                                name);
        if (is_framing(name))
            return tn_error_set(error, TN_EUSAGE,
                                "header %s: it follows from the body", name);
    }
    return 0;
}

const struct tn_http_field *tn__fields_find(const struct tn_http_field *fields,
                                            size_t count,
                                            const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcasecmp(fields[i].name, name) == 0)
            return &fields[i];
    return NULL;
}
