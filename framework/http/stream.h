/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__HTTP_STREAM_H
#define TN__HTTP_STREAM_H

#include <stdbool.h>
#include <sys/types.h>

#include <tenon/stream.h>

#include "async/wait.h"
#include "base/arena.h"
#include "base/buf.h"

/*
 * The body of a response between the handler that yields it and the library
 * that sends it: what is not sent yet, with a ceiling that the handler waits
 * at.
 */
struct tn_req;

struct tn__stream {
    struct tn_req *req;
    struct tn__buf buf; /* of which the first `sent` bytes are sent */
    size_t sent;
    struct tn__arena scratch;   /* for one item */
    struct tn__waiters writers; /* the handler, while too much waits */
    struct tn__buf fields;      /* of the next event, as they are sent */
    bool has_name;              /* among them */
    bool has_begun;             /* an item was yielded */
};

/* Prepares the stream of a request whose handler is one, on the handler's own
 * coroutine. Returns 0 or TN_ENOMEM. */
int tn__stream_open(struct tn_req *req);

/* Frees what a request's stream holds, where it has one. */
void tn__stream_close(struct tn_req *req);

/* Returns whether the response of a request is a stream that may be sent now:
 * it has begun, or ended well without an item. */
bool tn__stream_is_due(const struct tn_req *req);

/* Returns the media type. */
const char *tn__stream_content_type(enum tn_stream stream);

/* Gives the library what is to be sent next (MHD_ContentReaderCallback). */
ssize_t tn__stream_read(void *user, uint64_t at, char *to, size_t room);

/* Has a comment sent where a stream of events has been silent for long, so that
 * whoever stands between sees that it lives. */
void tn__stream_keep_alive(struct tn_req *req);

#endif
