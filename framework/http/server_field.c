/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "http/server_field.h"

#include <microhttpd.h>
#include <strings.h>

#include "http/server_conn.h"

const char tn__hidden_cookie[] = "";

/* -- Asking the library ---------------------------------------------------- */

static bool is_named(struct tn_str name, const char *other, size_t size)
{
    return name.len == size && strncasecmp(name.ptr, other, size) == 0;
}

struct search {
    struct tn_str name;
    struct tn_str value;
};

/* Its parameters are what the library wants. */
/* NOLINTNEXTLINE(readability-function-size) */
static enum MHD_Result find(void *user,
                            enum MHD_ValueKind kind,
                            const char *name,
                            size_t name_size,
                            const char *value,
                            size_t value_size)
{
    struct search *search = user;

    (void)kind;
    if (value == tn__hidden_cookie || !is_named(search->name, name, name_size))
        return MHD_YES;
    search->value = (struct tn_str){ value, value_size };
    return MHD_NO;
}

static struct tn_str ask(const struct tn__conn *conn, struct tn_str name)
{
    struct search search = { .name = name };

    MHD_get_connection_values_n(conn->handle, MHD_HEADER_KIND, find, &search);
    return search.value;
}

/* -- Copies ---------------------------------------------------------------- */

struct copying {
    struct tn__arena *arena;
    struct tn__copied_field **end;
    bool has_failed;
};

/* Its parameters are what the library wants. */
/* NOLINTNEXTLINE(readability-function-size) */
static enum MHD_Result copy(void *user,
                            enum MHD_ValueKind kind,
                            const char *name,
                            size_t name_size,
                            const char *value,
                            size_t value_size)
{
    struct copying *copying = user;
    struct tn__copied_field *field;

    (void)kind;
    if (value == tn__hidden_cookie)
        return MHD_YES;
    field = tn__arena_alloc(copying->arena, sizeof(*field));
    copying->has_failed = true;
    if (!field)
        return MHD_NO;
    field->name = tn__arena_copy(copying->arena, name, name_size);
    field->value = tn__arena_copy(copying->arena, value, value_size);
    field->next = NULL;
    if (!field->name.ptr || !field->value.ptr)
        return MHD_NO;
    copying->has_failed = false;
    *copying->end = field;
    copying->end = &field->next;
    return MHD_YES;
}

int tn__req_copy_fields(struct tn_req *req)
{
    struct copying copying = { .arena = req->arena, .end = &req->fields };

    MHD_get_connection_values_n(req->conn->handle, MHD_HEADER_KIND, copy,
                                &copying);
    req->has_fields = true;
    return copying.has_failed ? TN_ENOMEM : 0;
}

struct tn_str tn__req_field(const struct tn_req *req, struct tn_str name)
{
    static const struct tn_str absent;

    if (!req->has_fields)
        return req->conn ? ask(req->conn, name) : absent;
    for (const struct tn__copied_field *at = req->fields; at; at = at->next)
        if (is_named(name, at->name.ptr, at->name.len))
            return at->value;
    return absent;
}
