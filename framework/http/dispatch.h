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

/* Answers the request, whose body has arrived, in req->answer. */
void tn__dispatch_run(struct tn_req *req);

/* Answers that the body is larger than the limit. */
void tn__dispatch_too_large(struct tn_req *req);

/* Answers that the request would take more memory than it may. */
void tn__dispatch_no_memory(struct tn_req *req);

/* Runs the operation of the endpoint: operation.c. */
void tn__operation_run(struct tn_req *req);

/* Writes the output of an operation that gives plain text, which is checked
 * where answers are: text.c. Returns 0; TN_EUTF8 with `error` filled; TN_ENOMEM
 * past the memory ceiling. */
int tn__text_write(struct tn_req *req,
                   const struct tn_text *out,
                   struct tn_error *error);

/* Sends the asset of the endpoint: asset.c. */
void tn__asset_run(struct tn_req *req);

#endif
