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

/* -- One ------------------------------------------------------------------- */

struct field_search {
    struct tn_str name;
    struct tn_str value;
};

/* Its parameters are what the library wants. */
/* NOLINTNEXTLINE(readability-function-size) */
static enum MHD_Result find_field(void *user,
                                  enum MHD_ValueKind kind,
                                  const char *name,
                                  size_t name_size,
                                  const char *value,
                                  size_t value_size)
{
    struct field_search *search = user;

    (void)kind;
    if (name_size != search->name.len || value == cookie_value ||
        strncasecmp(name, search->name.ptr, name_size) != 0)
        return MHD_YES;
    search->value = (struct tn_str){ value, value_size };
    return MHD_NO;
}

struct tn_str tn__conn_field(const struct tn__conn *conn, struct tn_str name)
{
    struct field_search search = { .name = name };

    MHD_get_connection_values_n(conn->handle, MHD_HEADER_KIND, find_field,
                                &search);
    return search.value;
}

/* -- All ------------------------------------------------------------------- */

/* Its parameters are what the library wants. */
/* NOLINTNEXTLINE(readability-function-size) */
static enum MHD_Result check_field(void *user,
                                   enum MHD_ValueKind kind,
                                   const char *name,
                                   size_t name_size,
                                   const char *value,
                                   size_t value_size)
{
    (void)kind;
    if (value != cookie_value)
        tn__guard_field(user, (struct tn_str){ name, name_size },
                        (struct tn_str){ value, value_size });
    return MHD_YES;
}

void tn__conn_check_fields(const struct tn__conn *conn, struct tn__head *head)
{
    MHD_get_connection_values_n(conn->handle, MHD_HEADER_KIND, check_field,
                                head);
}

/* -- Kept ------------------------------------------------------------------ */

struct tn__kept_field {
    struct tn_str name;
    struct tn_str value;
    struct tn__kept_field *next;
};

struct keeping {
    struct tn__arena *arena;
    struct tn__kept_field **end;
    bool failed;
};

/* Its parameters are what the library wants. */
/* NOLINTNEXTLINE(readability-function-size) */
static enum MHD_Result keep_field(void *user,
                                  enum MHD_ValueKind kind,
                                  const char *name,
                                  size_t name_size,
                                  const char *value,
                                  size_t value_size)
{
    struct keeping *keeping = user;
    struct tn__arena *arena = keeping->arena;
    struct tn__kept_field *field;

    (void)kind;
    if (value == cookie_value)
        return MHD_YES;
    field = tn__arena_zalloc(arena, sizeof(*field));
    if (field) {
        field->name = tn__arena_copy(arena, name, name_size);
        field->value = tn__arena_copy(arena, value ? value : "", value_size);
    }
    keeping->failed = !field || !field->name.ptr || !field->value.ptr;
    if (keeping->failed)
        return MHD_NO;
    *keeping->end = field;
    keeping->end = &field->next;
    return MHD_YES;
}

int tn__req_keep_fields(struct tn_req *req)
{
    struct keeping keeping = { .arena = req->arena, .end = &req->fields };

    MHD_get_connection_values_n(req->conn->handle, MHD_HEADER_KIND, keep_field,
                                &keeping);
    req->has_fields = true;
    return keeping.failed ? TN_ENOMEM : 0;
}

struct tn_str tn__req_field(const struct tn_req *req, struct tn_str name)
{
    const struct tn__kept_field *field = req->fields;

    if (!req->has_fields)
        return req->conn ? tn__conn_field(req->conn, name)
                         : (struct tn_str){ 0 };
    while (field && (field->name.len != name.len ||
                     strncasecmp(field->name.ptr, name.ptr, name.len) != 0))
        field = field->next;
    return field ? field->value : (struct tn_str){ 0 };
}
