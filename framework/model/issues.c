/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "model/issues.h"

#include <stdio.h>

#include <tenon/error.h>

#include "base/number.h"
#include "model/decimal.h"
#include "json/writer.h"

#define DEFAULT_LIMIT 64

/* The end of the document, for which room is kept. */
#define TAIL "]}"

struct issue_text {
    const char *type;
    const char *message;
    const char *ctx;
};

static const struct issue_text texts[] = {
#define ISSUE_TEXT(name, type_, message_, ctx_)                                \
    [TN__ISSUE_##name] = { .type = type_, .message = message_, .ctx = ctx_ },
    TN__ISSUES(ISSUE_TEXT)
#undef ISSUE_TEXT
};

/* -- Gathering ------------------------------------------------------------- */

bool tn__issues_are_full(const struct tn__issues *issues)
{
    return issues->count >= (issues->limit ? issues->limit : DEFAULT_LIMIT);
}

void tn__issues_add(struct tn__issues *issues, const struct tn__issue *issue)
{
    struct tn__issue *copy = NULL;

    if (!tn__issues_are_full(issues)) {
        copy = tn__arena_alloc(issues->arena, sizeof(*copy));
        if (!copy)
            issues->failed = true;
    }
    issues->count++;
    if (!copy)
        return;
    *copy = *issue;
    copy->next = NULL;
    if (issues->last)
        issues->last->next = copy;
    else
        issues->first = copy;
    issues->last = copy;
}

void tn__issues_rewind(struct tn__issues *issues, const struct tn__issues *mark)
{
    issues->first = mark->first;
    issues->last = mark->last;
    issues->count = mark->count;
    if (issues->last)
        issues->last->next = NULL;
}

/* -- Writing --------------------------------------------------------------- */

static void write_uint(struct tn__buf *buf, uint64_t value)
{
    char *to = tn__buf_reserve(buf, TN__NUMBER_TEXT);

    if (to)
        tn__buf_commit(buf, tn__number_format_uint(to, value));
}

static void write_bound(struct tn__buf *buf, const struct tn__bound *bound)
{
    if (bound->is_int)
        tn__json_int(buf, bound->integer);
    else
        tn__json_double(buf, bound->number);
}

static void
write_place(struct tn__buf *buf, char what, const struct tn__issue *issue)
{
    switch (what) {
    case 'b':
        tn__decimal_write(buf, &issue->bound);
        break;
    case 'B':
        write_bound(buf, &issue->bound);
        break;
    case 'n':
        write_uint(buf, issue->limit);
        break;
    case 's':
        if (issue->limit != 1)
            tn__buf_char(buf, 's');
        break;
    case 'a':
        write_uint(buf, issue->actual);
        break;
    case 't':
        tn__buf_str(buf, issue->text);
        break;
    case 'T':
        tn__json_string(buf, issue->text.ptr, issue->text.len);
        break;
    case 'u':
        tn__buf_str(buf, issue->tag);
        break;
    case 'U':
        tn__json_string(buf, issue->tag.ptr, issue->tag.len);
        break;
    case 'e':
        tn__buf_str(buf, issue->expected);
        break;
    case 'E':
        tn__json_string(buf, issue->expected.ptr, issue->expected.len);
        break;
    }
}

/* Writes a text of the table with its places filled. */
static void
write_text(struct tn__buf *buf, const char *text, const struct tn__issue *issue)
{
    const char *place;

    while ((place = strchr(text, '%'))) {
        tn__buf_append(buf, text, (size_t)(place - text));
        write_place(buf, place[1], issue);
        text = place + 2;
    }
    tn__buf_append(buf, text, strlen(text));
}

void tn__issue_message(const struct tn__issue *issue, struct tn__buf *buf)
{
    write_text(buf, texts[issue->kind].message, issue);
}

void tn__issue_pointer(const struct tn__issue *issue, char *to, size_t size)
{
    char before[sizeof(((struct tn_error *)0)->pointer)] = "";

    to[0] = '\0';
    for (const struct tn__loc *loc = issue->loc; loc && loc->outer;
         loc = loc->outer) {
        if (loc->name.ptr)
            snprintf(to, size, "/%.*s%s", (int)loc->name.len, loc->name.ptr,
                     before);
        else
            snprintf(to, size, "/%lld%s", (long long)loc->index, before);
        snprintf(before, sizeof(before), "%s", to);
    }
}

/* A message is composed first: what it quotes (a pattern, an enum's values)
 * must be escaped. */
static void write_message(struct tn__buf *buf, const struct tn__issue *issue)
{
    struct tn__buf message = { .limit = buf->limit, .alloc = buf->alloc };

    tn__issue_message(issue, &message);
    if (message.failed)
        buf->failed = true;
    else
        tn__json_string(buf, message.data, message.size);
    tn__buf_deinit(&message);
}

static void write_step(struct tn__buf *buf, const struct tn__loc *step)
{
    if (step->name.ptr)
        tn__json_string(buf, step->name.ptr, step->name.len);
    else
        tn__json_int(buf, step->index);
}

/* Writes a location from the outermost step; they are linked the other way. */
static void write_loc(struct tn__buf *buf,
                      struct tn__arena *arena,
                      const struct tn__loc *innermost)
{
    const struct tn__loc **steps;
    size_t count = 0;
    size_t size;

    for (const struct tn__loc *step = innermost; step; step = step->outer)
        count++;
    size = count * sizeof(struct tn__loc *);
    steps = tn__arena_alloc(arena, size);
    if (!steps) {
        buf->failed = true;
        return;
    }
    for (size_t i = count; i > 0; i--, innermost = innermost->outer)
        steps[i - 1] = innermost;
    tn__buf_char(buf, '[');
    for (size_t i = 0; i < count; i++) {
        if (i)
            tn__buf_char(buf, ',');
        write_step(buf, steps[i]);
    }
    tn__buf_char(buf, ']');
    tn__arena_trim(arena, steps, size, 0);
}

static void write_issue(struct tn__buf *buf,
                        struct tn__arena *arena,
                        const struct tn__issue *issue)
{
    const struct issue_text *text = &texts[issue->kind];

    bool is_rule = issue->kind == TN__ISSUE_RULE;
    struct tn_str type = is_rule ? issue->tag : tn_str_from(text->type);

    tn__buf_lit(buf, "{\"type\":");
    tn__json_string(buf, type.ptr, type.len);
    tn__buf_lit(buf, ",\"loc\":");
    write_loc(buf, arena, issue->loc);
    tn__buf_lit(buf, ",\"msg\":");
    write_message(buf, issue);
    tn__buf_lit(buf, ",\"input\":");
    if (issue->input)
        tn__json_value(buf, issue->input);
    else
        tn__buf_lit(buf, "{}");
    if (is_rule && issue->expected.ptr) {
        tn__buf_lit(buf, ",\"ctx\":");
        tn__buf_str(buf, issue->expected);
    }
    if (*text->ctx) {
        tn__buf_lit(buf, ",\"ctx\":{");
        write_text(buf, text->ctx, issue);
        tn__buf_char(buf, '}');
    }
    tn__buf_char(buf, '}');
}

void tn__issues_write(const struct tn__issues *issues, struct tn__buf *buf)
{
    tn__buf_lit(buf, "{\"detail\":[");
    for (const struct tn__issue *i = issues->first; i; i = i->next) {
        size_t before = buf->size;

        if (i != issues->first)
            tn__buf_char(buf, ',');
        write_issue(buf, issues->arena, i);
        if (!tn__buf_reserve(buf, sizeof(TAIL) - 1) || buf->failed) {
            /* The room for the end was reserved after the issue before. */
            buf->failed = before + sizeof(TAIL) - 1 > buf->capacity;
            buf->size = before;
            break;
        }
    }
    tn__buf_lit(buf, TAIL);
}
