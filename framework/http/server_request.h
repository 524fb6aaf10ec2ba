/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__HTTP_SERVER_REQUEST_H
#define TN__HTTP_SERVER_REQUEST_H

#include "http/request.h"

/*
 * Requests of a server: those that are not in use are kept, with their memory.
 */

/* Returns a request as new; NULL when memory is short. */
struct tn_req *tn__server_take(struct tn__server *server);

/* Takes back a request that nobody needs any more. */
void tn__server_take_back(struct tn_req *req);

/*
 * Returns the request that answers for one whose answer was settled while its
 * handler is at work in another thread, which owns what the request holds: the
 * connection's from now on. NULL when memory is short.
 */
struct tn_req *tn__server_hand_over(struct tn_req *req);

#endif
