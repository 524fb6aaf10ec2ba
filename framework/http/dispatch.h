/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__HTTP_DISPATCH_H
#define TN__HTTP_DISPATCH_H

#include "http/request.h"

/*
 * From a head to an answer: what is decided before a body is read, and what
 * after it.
 */

/*
 * Judges the head (method_text, raw and head are filled) and finds the
 * endpoint. Leaves an answer in req->answer where one can be given without the
 * body: 400, 404, 405, 413, 415, 417, 431, a redirect, OPTIONS.
 */
void tn__dispatch_head(struct tn_req *req, size_t head_size);

/* Begins to answer the request, whose body has arrived. Leaves the answer in
 * req->answer unless its handler waits: tn__handling_is_waiting(). */
void tn__dispatch_begin(struct tn_req *req);

/* Completes the answer in req->answer when nothing is waited for. */
void tn__dispatch_end(struct tn_req *req);

/* Answers that the body is larger than the limit. */
void tn__dispatch_too_large(struct tn_req *req);

/* Answers that the request would take more memory than it may. */
void tn__dispatch_no_memory(struct tn_req *req);

/* Begins the operation of the endpoint, and makes the answer of what its
 * handler gave: operation.c. */
void tn__operation_begin(struct tn_req *req);
void tn__operation_end(struct tn_req *req);

/* Writes an output of the request's operation into req->out. Returns 0, or a
 * negative code; it was logged then. */
int tn__operation_encode(struct tn_req *req, const void *out);

/* Logs that a part of the request's operation failed: "GET /items: WHAT
 * read_item failed: ...". */
void tn__operation_log(struct tn_req *req, const char *what, int failure);

/* Writes the output of an operation that gives plain text, which is checked
 * where answers are: text.c. Returns 0; TN_EUTF8 with `error` filled; TN_ENOMEM
 * past the memory ceiling. */
int tn__text_write(struct tn_req *req,
                   const struct tn_text *out,
                   struct tn_error *error);

/* Sends the asset of the endpoint: asset.c. */
void tn__asset_run(struct tn_req *req);

#endif
