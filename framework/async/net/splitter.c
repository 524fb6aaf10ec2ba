/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "async/net/splitter.h"

static struct tn_str without_cr(struct tn_str line)
{
    if (line.len && line.ptr[line.len - 1] == '\r')
        line.len--;
    return line;
}

/* Takes bytes from the front. */
static struct tn_str take(struct tn_str *data, size_t size)
{
    struct tn_str taken = { data->ptr, size };

    data->ptr += size;
    data->len -= size;
    return taken;
}

/* Of a line that is not whole the CR may be its end: one byte more. */
static bool is_too_long(const struct tn__splitter *splitter, size_t size)
{
    return size > splitter->limit + 1;
}

/* No end in sight. */
static enum tn__split begin_line(struct tn__splitter *splitter,
                                 struct tn_str *data)
{
    struct tn__buf *begun = &splitter->begun;
    struct tn_str rest = take(data, data->len);

    if (splitter->is_skipping)
        return TN__SPLIT_MORE;
    if (is_too_long(splitter, begun->size + rest.len)) {
        tn__buf_reset(begun);
        splitter->is_skipping = true;
        return TN__SPLIT_TOO_LONG;
    }
    tn__buf_str(begun, rest);
    return begun->failed ? TN__SPLIT_NOMEM : TN__SPLIT_MORE;
}

/* Joins what has begun with its end. Returns false when memory is short. */
static bool join(struct tn__splitter *splitter, struct tn_str *line)
{
    struct tn__buf *begun = &splitter->begun;

    if (!begun->size)
        return true;
    tn__buf_str(begun, *line);
    splitter->is_used = true;
    *line = (struct tn_str){ begun->data, begun->size };
    return !begun->failed;
}

enum tn__split tn__splitter_next(struct tn__splitter *splitter,
                                 struct tn_str *data,
                                 struct tn_str *line)
{
    for (;;) {
        const char *end = data->len ? memchr(data->ptr, '\n', data->len) : NULL;

        if (splitter->is_used) {
            tn__buf_reset(&splitter->begun);
            splitter->is_used = false;
        }
        if (!end)
            return data->len ? begin_line(splitter, data) : TN__SPLIT_MORE;
        *line = take(data, (size_t)(end - data->ptr));
        take(data, 1);
        if (splitter->is_skipping) {
            splitter->is_skipping = false;
            continue;
        }
        if (is_too_long(splitter, splitter->begun.size + line->len)) {
            tn__buf_reset(&splitter->begun);
            return TN__SPLIT_TOO_LONG;
        }
        if (!join(splitter, line))
            return TN__SPLIT_NOMEM;
        *line = without_cr(*line);
        return line->len > splitter->limit ? TN__SPLIT_TOO_LONG
                                           : TN__SPLIT_LINE;
    }
}

void tn__splitter_deinit(struct tn__splitter *splitter)
{
    tn__buf_deinit(&splitter->begun);
    splitter->is_skipping = splitter->is_used = false;
}
