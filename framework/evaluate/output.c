/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "evaluate/output.h"

#include "json/writer.h"

void tn__output_flag(struct tn__buf *buf, bool valid)
{
    tn__buf_printf(buf, "{\"valid\":%s}", valid ? "true" : "false");
}

static void put_instance(struct tn__buf *buf, const struct tn__fault *fault)
{
    struct tn__buf pointer = { .alloc = buf->alloc };

    for (size_t i = 0; i < fault->step_count; i++) {
        struct tn_str name = fault->steps[i].name;

        if (!name.ptr) {
            tn__buf_printf(&pointer, "/%zu", fault->steps[i].index);
            continue;
        }
        tn__buf_char(&pointer, '/');
        for (size_t j = 0; j < name.len; j++) {
            if (name.ptr[j] == '~' || name.ptr[j] == '/')
                tn__buf_str(&pointer,
                            tn_str_from(name.ptr[j] == '~' ? "~0" : "~1"));
            else
                tn__buf_char(&pointer, name.ptr[j]);
        }
    }
    buf->failed |= pointer.failed;
    tn__json_string(buf, pointer.size ? pointer.data : "", pointer.size);
    tn__buf_deinit(&pointer);
}

static void put_text(struct tn__buf *buf, const char *name, struct tn_str text)
{
    tn__buf_printf(buf, "\"%s\":", name);
    tn__json_string(buf, text.ptr, text.len);
    tn__buf_char(buf, ',');
}

void tn__output_basic(struct tn__buf *buf,
                      bool valid,
                      const struct tn__faults *faults)
{
    if (valid) {
        tn__output_flag(buf, valid);
        return;
    }
    tn__buf_lit(buf, "{\"valid\":false,\"errors\":[");
    for (const struct tn__fault *i = faults->first; i; i = i->next) {
        if (i != faults->first)
            tn__buf_char(buf, ',');
        tn__buf_char(buf, '{');
        put_text(buf, "keywordLocation", i->keyword_location);
        put_text(buf, "absoluteKeywordLocation", i->absolute_location);
        tn__buf_lit(buf, "\"instanceLocation\":");
        put_instance(buf, i);
        tn__buf_lit(buf, ",\"error\":");
        tn__json_string(buf, i->message.ptr, i->message.len);
        tn__buf_char(buf, '}');
    }
    tn__buf_lit(buf, "]}");
}
