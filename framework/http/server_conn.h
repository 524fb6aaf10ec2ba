/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__HTTP_SERVER_CONN_H
#define TN__HTTP_SERVER_CONN_H

#include <netinet/in.h>
#include <stdbool.h>
#include <stdint.h>

/*
 * What a server knows of a connection: where it stands, since when, and its
 * socket. The library's own time-out starts again with every octet, so a
 * client that dribbles would never meet it; these times are the server's.
 */
struct tn__server;
struct tn_req;

enum tn__phase {
    TN__CONN_IDLE,    /* no request line yet */
    TN__CONN_HEAD,    /* after the request line */
    TN__CONN_BODY,    /* after the head */
    TN__CONN_HANDLER, /* after the body, while its handler waits */
    TN__CONN_STREAM,  /* while an answer is sent as its handler makes it */
    TN__CONN_ANSWER,  /* after the body or the handler, until it was sent */
};

struct tn__conn {
    struct tn__conn *next;  /* in the server's list, of all or of the unused */
    struct tn__conn **link; /* what points to this one */
    struct tn__server *server;
    struct MHD_Connection *handle;
    struct tn_req *req; /* NULL while idle */
    int fd;
    enum tn__phase phase;
    uint64_t since;      /* loop's milliseconds: the phase began */
    uint64_t head_since; /* the request's first octet was seen; 0: none yet */
    uint64_t looked;     /* octets were looked for, while idle */
    uint64_t consumed;   /* octets of all requests up to here */
    uint64_t progress;   /* octets of the body at the last sweep */
    bool is_uncounted;   /* `consumed` is not exact: a body came in chunks */
    bool is_stuck;       /* the last sweep saw octets that nobody reads */
    bool is_shut;        /* this side has ended it */
    bool has_ended;      /* the client has, and the library was told */
    bool lingers; /* the client may be sending still when this side closes */
    char peer[INET6_ADDRSTRLEN]; /* "": not asked for yet */
};

/* Adds a connection; NULL when memory is short. */
struct tn__conn *
tn__conn_add(struct tn__server *server, struct MHD_Connection *handle, int fd);
void tn__conn_remove(struct tn__conn *conn);

/* Enters a phase now. */
void tn__conn_enter(struct tn__conn *conn, enum tn__phase phase);

/* Ends the connection: the library learns of it as of a client's end. */
void tn__conn_shut(struct tn__conn *conn);

/* Returns the octets that wait in the socket, unread. */
size_t tn__conn_waiting(const struct tn__conn *conn);

/* Returns whether octets have arrived that belong to no request yet. False
 * where that cannot be told. */
bool tn__conn_has_more(const struct tn__conn *conn);

/* As that, for a connection that the client has ended. */
bool tn__conn_has_more_before_end(const struct tn__conn *conn);

#endif
