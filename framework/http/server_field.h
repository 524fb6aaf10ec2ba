/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__HTTP_SERVER_FIELD_H
#define TN__HTTP_SERVER_FIELD_H

#include <microhttpd.h>

#include <tenon/str.h>

/*
 * The header fields that a client sent. They stand in the connection's memory
 * until its request is completed: a handler in another thread, which may run
 * beyond that, has copies.
 */
struct tn_req;
struct tn__conn;
struct tn__head;

/* Keeps the library from taking cookies apart, before it reads the fields. */
void tn__conn_hide_cookies(struct MHD_Connection *handle);

/* Shows each field to the guard. */
void tn__conn_check_fields(const struct tn__conn *conn, struct tn__head *head);

/* Copies the fields into the request. Returns 0, or TN_ENOMEM. */
int tn__req_keep_fields(struct tn_req *req);

#endif
