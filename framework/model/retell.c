/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "model/retell.h"

#include "model/encode.h"
#include "json/reader.h"

const struct tn_value *
tn__retell(struct tn__arena *arena, const struct tn__node *node, const void *in)
{
    struct tn__buf buf = { .alloc = arena->alloc };
    const struct tn_value *value = NULL;
    struct tn__json_error error = { .fault = TN__JSON_NONE };
    char *text = NULL;

    if (tn__encode(&buf, arena, node, in, NULL) == 0)
        text = tn__arena_alloc(arena, buf.size + TN__JSON_PADDING);
    if (text) {
        memcpy(text, buf.data, buf.size);
        if (tn__json_read(arena, text, buf.size, 0, &value, &error) != 0)
            value = NULL;
    }
    tn__buf_deinit(&buf);
    return value;
}
