/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__HTTP_REQUEST_H
#define TN__HTTP_REQUEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/req.h>
#include <tenon/route.h>

#include "base/arena.h"
#include "base/buf.h"
#include "http/guard.h"
#include "http/handling.h"
#include "http/router.h"
#include "http/stream.h"
#include "http/target.h"

/*
 * One request and its answer, apart from the library that carries them. A
 * server keeps those that are not in use, with their first memory, so that a
 * steady load allocates nothing.
 */
struct tn__conn;   /* server_conn.h */
struct tn__server; /* server.h */
struct tn__kept_field;

/* A header field of the answer. */
struct tn__answer_field {
    const char *name;
    const char *value;
    struct tn__answer_field *next;
};

struct tn__answer {
    int status;               /* 0: none yet */
    const char *content_type; /* NULL: none */
    const char *data; /* lives until the answer was sent; NULL: no body */
    size_t size;
    struct tn__answer_field *fields; /* NULL: none */
};

/* The bytes of a request's identity: two numbers in hexadecimal. */
#define TN__REQ_ID_SIZE 17

struct tn_req {
    struct tn_req *next; /* in the server's list of those not in use, or kept */
    struct tn_req **link; /* among those that are kept */
    struct tn__server *server;
    struct tn__conn *conn;   /* NULL: the connection is done with it */
    struct tn__arena *arena; /* &store: also for who may not change the rest */
    struct tn__arena store;
    struct tn__buf out; /* text of the answer */

    enum tn_method method; /* TN_METHOD_NONE: one that is not known */
    struct tn_str method_text;
    struct tn_str raw; /* the target as sent */
    struct tn__target target;
    struct tn__head head;
    struct tn__match match; /* parameters are decoded once it was routed */
    char id[TN__REQ_ID_SIZE + 1];
    uint64_t started_ns; /* end of the head; 0: nobody asks */

    struct tn__kept_field *fields; /* of the client, where... */
    bool has_fields;               /* they were copied (server_field.h) */

    char *body;           /* in the arena; NULL: not kept */
    size_t body_size;     /* bytes received */
    size_t body_capacity; /* bytes that fit, the padding not counted */
    size_t body_taken;    /* bytes received, those not kept as well */

    struct tn__handling handling;
    struct tn__background *background; /* first to last; NULL: none */
    struct tn__stream *stream;         /* NULL: the answer is none */
    struct tn__answer answer;
    struct tn__reply *reply; /* server_reply.h: what carries the answer */
    bool is_headed;          /* the library has shown the whole head */
    bool is_unsound; /* the head is: nothing more may be read after it */
};

extern const char tn__content_json[]; /* "application/json" */
extern const char tn__content_text[]; /* "text/plain; charset=utf-8" */

/* Makes the request as new; the first of its memory is kept. */
void tn__req_reset(struct tn_req *req);

/* Frees what the request holds (not the request). A zeroed one is fine. */
void tn__req_deinit(struct tn_req *req);

/* Returns the client's first header field of a name as it was sent; zeroed when
 * absent, or gone with the connection. */
struct tn_str tn__req_field(const struct tn_req *req, struct tn_str name);

/* -- Answers --------------------------------------------------------------- */

/* Logs a line that says which request it is about: "GET /items: TEXT [ID]".
 * `level` is an enum tn__log_level. */
void tn__req_log(const struct tn_req *req, int level, const char *format, ...)
    TN_PRINTF(3, 4);

/* Answers {"detail": "..."}; the text needs no escapes in JSON. Replaces an
 * answer that stands already. */
void tn__req_refuse(struct tn_req *req, int status, const char *detail);

/* Adds a header field; name and value live as long as the request. Returns 0,
 * or TN_ENOMEM. */
int tn__req_add_field(struct tn_req *req, const char *name, const char *value);

/* Returns whether handlers and hooks may set a header field of this name: it is
 * a token, and none that the server writes by itself. */
bool tn__req_may_set(const char *name);

/* -- The body -------------------------------------------------------------- */

/* Makes room for a body of the declared size; 0 where it is not known. Returns
 * 0, or TN_ENOMEM past the memory ceiling. */
int tn__req_expect_body(struct tn_req *req, uint64_t declared);

/* Takes in a piece. Returns 0, or TN_ENOMEM past the memory ceiling. */
int tn__req_take_body(struct tn_req *req, const char *piece, size_t size);

#endif
