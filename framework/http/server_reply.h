/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__HTTP_SERVER_REPLY_H
#define TN__HTTP_SERVER_REPLY_H

#include <stdbool.h>
#include <stdint.h>

/*
 * What carries an answer in the library. To make one for each answer costs a
 * dozen allocations, so those for small texts are kept, one for each content
 * type and size: its text is written anew each time, its Date each second.
 */
struct tn__server;
struct tn__conn;
struct tn_req;
struct tn__reply;

#define TN__REPLY_SIZES 512
#define TN__REPLY_TYPES 2 /* JSON, plain text */

struct tn__replies {
    struct MHD_Response *last_resort; /* needs no memory when it is sent */
    /* By the size of the text. */
    struct tn__reply *unused[TN__REPLY_TYPES][TN__REPLY_SIZES];
    uint64_t date_until; /* loop's milliseconds: `date` holds as long */
    uint64_t second;     /* counts the dates */
    char date[80];       /* the compiler sees room for any number */
};

/* Prepares; false when memory is short. */
bool tn__replies_open(struct tn__server *server);

/* Lets the response hooks see req->answer and queues it on the request's
 * connection; a 503 when memory is short. Returns whether that was done. */
bool tn__reply_send(struct tn_req *req);

/* Queues the stream of a request, which is due, likewise. */
bool tn__reply_send_stream(struct tn_req *req);

/* Queues a 503 on a connection that could not be given a request. */
bool tn__reply_send_last_resort(const struct tn__conn *conn);

/* Takes back what carried the answer of a request. */
void tn__reply_release(struct tn_req *req);

void tn__replies_free(struct tn__server *server);

#endif
