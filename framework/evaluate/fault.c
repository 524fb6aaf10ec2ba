/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <stdarg.h>
#include <stdio.h>

#include "base/buf.h"
#include "base/number.h"
#include "evaluate/run.h"

/* Errors: where they are, in both senses (core, section 12.3). */

#define DEFAULT_LIMIT 64

/* Bytes of the longest message. */
#define MESSAGE_SIZE 400

/* -- Places ---------------------------------------------------------------- */

/* Appends a step of a JSON pointer, escaped (RFC 6901, section 3). */
static void put_step(struct tn__buf *buf, struct tn_str name)
{
    tn__buf_char(buf, '/');
    for (size_t i = 0; i < name.len; i++) {
        if (name.ptr[i] == '~')
            tn__buf_lit(buf, "~0");
        else if (name.ptr[i] == '/')
            tn__buf_lit(buf, "~1");
        else
            tn__buf_char(buf, name.ptr[i]);
    }
}

static void put_keyword(struct tn__buf *buf, const struct tn__step *step)
{
    if (step->keyword)
        put_step(buf, tn_str_from(step->keyword));
    if (step->name.ptr)
        put_step(buf, step->name);
    else if (step->index != SIZE_MAX)
        tn__buf_printf(buf, "/%zu", step->index);
}

static size_t count_steps(const struct tn__step *step)
{
    size_t count = 0;

    for (; step; step = step->outer)
        count++;
    return count;
}

/* Returns the steps from the outermost on; NULL when memory is short. */
static const struct tn__step **
order(struct tn__arena *arena, const struct tn__step *innermost, size_t *count)
{
    const struct tn__step **steps;

    *count = count_steps(innermost);
    steps = tn__arena_alloc(arena, (*count + 1) * sizeof(void *));
    for (size_t i = *count; steps && i > 0; i--) {
        steps[i - 1] = innermost;
        innermost = innermost->outer;
    }
    return steps;
}

static struct tn_str keep(struct tn__run *run, struct tn__buf *buf)
{
    struct tn_str text = { 0 };

    if (!buf->failed)
        text =
            tn__arena_copy(run->arena, buf->size ? buf->data : "", buf->size);
    if (!text.ptr)
        run->rc = TN_ENOMEM;
    tn__buf_deinit(buf);
    return text;
}

static struct tn_str keyword_location(struct tn__run *run, const char *keyword)
{
    struct tn__buf buf = { .alloc = run->arena->alloc };
    size_t count;
    const struct tn__step **steps = order(run->arena, run->keywords, &count);

    for (size_t i = 0; steps && i < count; i++)
        put_keyword(&buf, steps[i]);
    if (*keyword)
        put_step(&buf, tn_str_from(keyword));
    return keep(run, &buf);
}

/* Appends a pointer as the fragment of a URI: what may not stand there is
 * percent-encoded (RFC 6901, section 6; RFC 3986, section 3.5). */
static void put_fragment(struct tn__buf *buf, struct tn_str pointer)
{
    static const char plain[] = "-._~!$&'()*+,;=:@/?";

    for (size_t i = 0; i < pointer.len; i++) {
        char c = pointer.ptr[i];

        if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
            (c >= 'A' && c <= 'Z') || (c && strchr(plain, c)))
            tn__buf_char(buf, c);
        else
            tn__buf_printf(buf, "%%%02X", (unsigned)(unsigned char)c);
    }
}

/* The URI of the resource, and the way from its root. */
static struct tn_str absolute_location(struct tn__run *run, const char *keyword)
{
    const struct tn__subschema *schema = run->schema;
    const struct tn__document *document = schema->volume->document;
    struct tn__buf buf = { .alloc = run->arena->alloc };
    struct tn_str root =
        tn__document_pointer(document, schema->resource->root, run->arena);
    struct tn_str place =
        tn__document_pointer(document, schema->source, run->arena);

    tn__buf_str(&buf, schema->resource->uri);
    tn__buf_char(&buf, '#');
    if (place.len > root.len)
        put_fragment(&buf, (struct tn_str){ place.ptr + root.len,
                                            place.len - root.len });
    if (*keyword)
        put_step(&buf, tn_str_from(keyword));
    return keep(run, &buf);
}

static void set_steps(struct tn__run *run, struct tn__fault *fault)
{
    const struct tn__step **steps =
        order(run->arena, run->instance, &fault->step_count);
    struct tn__fault_step *own =
        tn__arena_alloc(run->arena, (fault->step_count + 1) * sizeof(*own));

    for (size_t i = 0; steps && own && i < fault->step_count; i++)
        own[i] = (struct tn__fault_step){ steps[i]->name, steps[i]->index };
    if (!steps || !own)
        run->rc = TN_ENOMEM;
    fault->steps = own;
}

/* -- Faults ---------------------------------------------------------------- */

static void append(struct tn__faults *faults, struct tn__fault *fault)
{
    if (faults->last)
        faults->last->next = fault;
    else
        faults->first = fault;
    faults->last = fault;
}

bool tn__run_fault(struct tn__run *run,
                   const struct tn__clause *clause,
                   const struct tn_value *input,
                   const char *format,
                   ...)
{
    const char *keyword = clause ? tn__keyword_rules[clause->keyword].name : "";
    struct tn__faults *faults = run->faults;
    char message[MESSAGE_SIZE];
    struct tn__fault *fault;
    va_list arguments;

    if (!faults || run->silent || run->rc != 0)
        return false;
    if (faults->count++ >= (faults->limit ? faults->limit : DEFAULT_LIMIT))
        return false;
    va_start(arguments, format);
    vsnprintf(message, sizeof(message), format, arguments);
    va_end(arguments);
    fault = tn__arena_alloc(run->arena, sizeof(*fault));
    if (!fault) {
        run->rc = TN_ENOMEM;
        return false;
    }
    *fault = (struct tn__fault){
        .message = tn__arena_copy(run->arena, message, strlen(message)),
        .keyword_location = keyword_location(run, keyword),
        .absolute_location = absolute_location(run, keyword),
        .keyword = tn_str_from(keyword),
        .input = input,
    };
    set_steps(run, fault);
    append(faults, fault);
    return false;
}
