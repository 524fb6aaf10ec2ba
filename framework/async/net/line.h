/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__ASYNC_NET_LINE_H
#define TN__ASYNC_NET_LINE_H

#include <tenon/line.h>

/* What a transport has beside its user's object where its protocol is one of
 * lines. */
struct tn__lines;

/* The protocol that finds the lines. */
extern const struct tn_protocol tn__lines_protocol;

/* Returns NULL when memory is short. */
struct tn__lines *tn__lines_new(const struct tn_line_protocol *protocol);
void tn__lines_free(struct tn__lines *lines);

#endif
