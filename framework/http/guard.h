/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__HTTP_GUARD_H
#define TN__HTTP_GUARD_H

#include <stdbool.h>
#include <stdint.h>

#include <tenon/str.h>

/*
 * Looks at the head of a request before anything acts on it: what
 * libmicrohttpd 0.9.75 lets through, and what would make two readers of one
 * connection disagree about where a request ends (RFC 9112, section 11.2). One
 * pass over the fields checks them and keeps those that the server reads.
 */

/* An answer that is ready: a status and why. */
struct tn__refusal {
    int status;
    const char *detail; /* goes into a JSON string as it stands */
};

/* The fields that the server reads itself. */
#define TN__KNOWN_FIELDS(X)                                                    \
    X(HOST, "host")                                                            \
    X(EXPECT, "expect")                                                        \
    X(CONTENT_TYPE, "content-type")                                            \
    X(CONTENT_LENGTH, "content-length")                                        \
    X(CONTENT_ENCODING, "content-encoding")                                    \
    X(TRANSFER_ENCODING, "transfer-encoding")

enum tn__known_field {
#define TN__KNOWN_FIELD_ENUM(name, text) TN__FIELD_##name,
    TN__KNOWN_FIELDS(TN__KNOWN_FIELD_ENUM)
#undef TN__KNOWN_FIELD_ENUM
    TN__FIELD_COUNT,
};

struct tn__head {
    /* Where the library leaves the octets of the head in one piece: where the
     * next field's name must begin. NULL: not known, not checked. */
    const char *next;
    struct tn_str values[TN__FIELD_COUNT]; /* the first of each name */
    unsigned char counts[TN__FIELD_COUNT]; /* 2: more than one */
    const struct tn__refusal *refusal;     /* NULL: none up to here */
    bool is_http_1_0;
    bool is_chunked;    /* filled by tn__guard_check() */
    bool has_body;      /* likewise */
    uint64_t body_size; /* likewise: declared; 0 where chunked */
};

/* Takes in the next field, in the order they were sent. */
void tn__guard_field(struct tn__head *head,
                     struct tn_str name,
                     struct tn_str value);

/* Judges the whole head; returns NULL when it is sound, else the answer, after
 * which the connection must be closed. */
const struct tn__refusal *tn__guard_check(struct tn__head *head);

/* Refuses a head whose octets are not in one piece. */
extern const struct tn__refusal tn__refusal_gap;

#endif
