/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__HTTP_SERVER_HANDLER_H
#define TN__HTTP_SERVER_HANDLER_H

#include <microhttpd.h>

/*
 * What the library calls in the life of a connection and of a request, in this
 * order; `user` is a struct tn__server, `context` a struct tn_req.
 */

/* A connection began or ended. */
void tn__on_connection(void *user,
                       struct MHD_Connection *handle,
                       void **socket_context,
                       enum MHD_ConnectionNotificationCode code);

/* The request line is there. Returns the request. */
void *
tn__on_target(void *user, const char *target, struct MHD_Connection *handle);

/* The head is there; then each piece of the body; then its end. */
enum MHD_Result tn__on_request(void *user,
                               struct MHD_Connection *handle,
                               const char *url,
                               const char *method,
                               const char *version,
                               const char *piece,
                               size_t *piece_size,
                               void **context);

/* The answer was sent, or never will be. */
void tn__on_completed(void *user,
                      struct MHD_Connection *handle,
                      void **context,
                      enum MHD_RequestTerminationCode code);

/* Leaves a target as it is: it is decoded after the routing. */
size_t tn__on_unescape(void *user, struct MHD_Connection *handle, char *text);

#endif
