/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__ASYNC_CLIENT_UPLOAD_H
#define TN__ASYNC_CLIENT_UPLOAD_H

#include <stdbool.h>
#include <stdint.h>

#include <tenon/str.h>

/*
 * The body of a request that is sent piece by piece: libcurl, on the loop's
 * stack, takes from the piece there is; the task fetches the next one, and may
 * suspend for it. A file is read in another thread.
 */
struct tn__upload {
    int (*next)(void *user, struct tn_str *piece); /* NULL: there is none */
    void *user;
    struct tn_str piece; /* what is left of it */
    uint64_t size;       /* bytes of all; UINT64_MAX: not known */
    uint64_t fetched;    /* bytes */
    bool is_hungry;      /* libcurl waits for the next piece */
    bool has_ended;
    struct tn__upload_file *file; /* NULL: none */
};

/* Prepares to send a file, which must be a regular one; suspends. Returns 0,
 * TN_ENOTFOUND, TN_EIO, TN_ENOMEM, TN_ECANCELED. */
int tn__upload_open(struct tn__upload *upload, const char *path);
void tn__upload_close(struct tn__upload *upload);

/* Returns whether it can be sent once more. */
bool tn__upload_can_rewind(const struct tn__upload *upload);

/* Begins anew. */
void tn__upload_rewind(struct tn__upload *upload);

/* Fetches the next piece, or sees the end. Returns 0; TN_EUSAGE where the
 * pieces are not as long as was said; what `next` returned. */
int tn__upload_fetch(struct tn__upload *upload);

/* Takes at most `size` bytes of the piece. */
size_t tn__upload_take(struct tn__upload *upload, char *to, size_t size);

#endif
