/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "http/server_field.h"

#include <strings.h>

#include "http/server_state.h"

/*
 * The library takes every cookie apart into records in the connection's memory,
 * and answers twice where they do not fit. It reads the first Cookie field
 * only, so an empty one before all others leaves it nothing to do.
 */
static const char cookie_name[] = "Cookie";
static const char cookie_value[] = "";

void tn__conn_hide_cookies(struct MHD_Connection *handle)
{
    MHD_set_connection_value_n(handle, MHD_HEADER_KIND, cookie_name,
                               sizeof(cookie_name) - 1, cookie_value, 0);
}

/* -- Looking at them ------------------------------------------------------- */

/* What looks at each field; returns whether it wants the next. */
struct look {
    bool (*fn)(void *user, struct tn_str name, struct tn_str value);
    void *user;
};

/* Its parameters are what the library wants. */
/* NOLINTNEXTLINE(readability-function-size) */
static enum MHD_Result look_at(void *user,
                               enum MHD_ValueKind kind,
                               const char *name,
                               size_t name_size,
                               const char *value,
                               size_t value_size)
{
    const struct look *look = user;
    struct tn_str name_view = { name, name_size };
    struct tn_str value_view = { value ? value : "", value_size };

    (void)kind;
    if (value == cookie_value)
        return MHD_YES;
    return look->fn(look->user, name_view, value_view) ? MHD_YES : MHD_NO;
}

static void
look_at_each(const struct tn__conn *conn,
             bool (*fn)(void *user, struct tn_str name, struct tn_str value),
             void *user)
{
    struct look look = { fn, user };

    MHD_get_connection_values_n(conn->handle, MHD_HEADER_KIND, look_at, &look);
}

static bool is_same(struct tn_str name, struct tn_str other)
{
    return name.len == other.len &&
           strncasecmp(name.ptr, other.ptr, name.len) == 0;
}

static bool check_field(void *user, struct tn_str name, struct tn_str value)
{
    tn__guard_field(user, name, value);
    return true;
}

void tn__conn_check_fields(const struct tn__conn *conn, struct tn__head *head)
{
    look_at_each(conn, check_field, head);
}

struct search {
    struct tn_str name;
    struct tn_str value;
};

static bool find_field(void *user, struct tn_str name, struct tn_str value)
{
    struct search *search = user;
    bool is_found = is_same(search->name, name);

    if (is_found)
        search->value = value;
    return !is_found;
}

/* -- Copies ---------------------------------------------------------------- */

struct tn__kept_field {
    struct tn_str name;
    struct tn_str value;
    struct tn__kept_field *next;
};

struct keeping {
    struct tn__arena *arena;
    struct tn__kept_field **end;
    bool has_failed;
};

static bool keep_field(void *user, struct tn_str name, struct tn_str value)
{
    struct keeping *keeping = user;
    struct tn__arena *arena = keeping->arena;
    struct tn__kept_field *field = tn__arena_zalloc(arena, sizeof(*field));

    if (field) {
        field->name = tn__arena_copy(arena, name.ptr, name.len);
        field->value = tn__arena_copy(arena, value.ptr, value.len);
    }
    keeping->has_failed = !field || !field->name.ptr || !field->value.ptr;
    if (keeping->has_failed)
        return false;
    *keeping->end = field;
    keeping->end = &field->next;
    return true;
}

int tn__req_keep_fields(struct tn_req *req)
{
    struct keeping keeping = { .arena = req->arena, .end = &req->fields };

    look_at_each(req->conn, keep_field, &keeping);
    req->has_fields = true;
    return keeping.has_failed ? TN_ENOMEM : 0;
}

struct tn_str tn__req_field(const struct tn_req *req, struct tn_str name)
{
    const struct tn__kept_field *field = req->fields;
    struct search search = { .name = name };

    if (!req->has_fields) {
        if (req->conn)
            look_at_each(req->conn, find_field, &search);
        return search.value;
    }
    while (field && !is_same(name, field->name))
        field = field->next;
    return field ? field->value : search.value;
}
