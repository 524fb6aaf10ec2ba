/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "async/client/head.h"

#include <string.h>
#include <strings.h>

#include "async/client/field.h"
#include "format/header.h"

static struct tn_str without_end(struct tn_str line)
{
    while (line.len &&
           (line.ptr[line.len - 1] == '\r' || line.ptr[line.len - 1] == '\n'))
        line.len--;
    return line;
}

static bool is_status_line(struct tn_str line)
{
    return line.len > 5 && strncasecmp(line.ptr, "HTTP/", 5) == 0;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Reads "HTTP/1.1 200 ..."; the fields of what came before are forgotten. */
static int begin(struct tn__response_head *head, struct tn_str line)
{
    const char *space = memchr(line.ptr, ' ', line.len);
    size_t at = space ? (size_t)(space - line.ptr) + 1 : line.len;

    if (at + 3 > line.len || !is_digit(line.ptr[at]) ||
        !is_digit(line.ptr[at + 1]) || !is_digit(line.ptr[at + 2]))
        return TN_EHTTP;
    head->count = 0;
    head->status = (line.ptr[at] - '0') * 100 + (line.ptr[at + 1] - '0') * 10 +
                   (line.ptr[at + 2] - '0');
    return 0;
}

static int end(struct tn__response_head *head)
{
    /* Nothing here asks for another protocol. */
    if (head->status == 101)
        return TN_EHTTP;
    head->is_complete = head->status >= 200;
    return 0;
}

static bool make_room(struct tn__response_head *head, struct tn__arena *arena)
{
    size_t size = head->capacity * sizeof(*head->fields);
    size_t capacity = head->capacity ? head->capacity * 2 : 16;
    struct tn_http_field *fields;

    if (head->count < head->capacity)
        return true;
    fields = tn__arena_grow(arena, head->fields, size,
                            capacity * sizeof(*head->fields));
    if (!fields)
        return false;
    head->fields = fields;
    head->capacity = capacity;
    return true;
}

static int add_field(struct tn__response_head *head,
                     struct tn__arena *arena,
                     struct tn_str line)
{
    const char *colon = memchr(line.ptr, ':', line.len);
    size_t name_size = colon ? (size_t)(colon - line.ptr) : 0;
    struct tn_str name =
        tn__header_trim((struct tn_str){ line.ptr, name_size });
    struct tn_str value;

    if (!name.len)
        return 0; /* RFC 9112, section 2.2: what is no field is passed over */
    value =
        tn__header_trim((struct tn_str){ colon + 1, line.len - name_size - 1 });
    name = tn__arena_copy(arena, name.ptr, name.len);
    value = tn__arena_copy(arena, value.ptr, value.len);
    if (!name.ptr || !value.ptr || !make_room(head, arena))
        return TN_ENOMEM;
    head->fields[head->count++] = (struct tn_http_field){ name.ptr, value.ptr };
    return 0;
}

int tn__response_head_add(struct tn__response_head *head,
                          struct tn__arena *arena,
                          struct tn_str line,
                          size_t limit)
{
    head->size += line.len;
    line = without_end(line);
    if (head->size > limit)
        return TN_ELIMIT;
    if (head->is_complete)
        return 0;
    if (is_status_line(line))
        return begin(head, line);
    return tn__header_trim(line).len ? add_field(head, arena, line) : end(head);
}

bool tn__response_head_is_redirect(const struct tn__response_head *head)
{
    static const int statuses[] = { 301, 302, 303, 307, 308 };

    for (size_t i = 0; i < TN_COUNT(statuses); i++)
        if (head->status == statuses[i])
            return tn__fields_find(head->fields, head->count, "Location");
    return false;
}
