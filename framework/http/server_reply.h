/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__HTTP_SERVER_REPLY_H
#define TN__HTTP_SERVER_REPLY_H

#include <stdbool.h>
#include <stdint.h>

/*
 * What carries an answer in the library. To make one for each answer costs a
 * dozen allocations, so those for small JSON texts are kept, one for each size:
 * its text is written anew each time, its Date each second.
 */
struct tn__server;
struct tn_req;
struct tn__reply;

#define TN__REPLY_SIZES 512

struct tn__replies {
    struct tn__reply *unused[TN__REPLY_SIZES]; /* by the size of the text */
    uint64_t date_until; /* loop's milliseconds: `date` holds as long */
    uint64_t second;     /* counts the dates */
    char date[80];       /* the compiler sees room for any number */
};

/* Queues req->answer on the request's connection. Returns false when memory is
 * short: the connection must be dropped. */
bool tn__reply_send(struct tn_req *req);

/* Takes back what carried the answer of a request. */
void tn__reply_release(struct tn_req *req);

void tn__replies_free(struct tn__server *server);

#endif
