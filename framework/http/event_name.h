/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__HTTP_EVENT_NAME_H
#define TN__HTTP_EVENT_NAME_H

#include <tenon/str.h>

#include "schema/node.h"

/* Returns the name of the event that an item of a stream is: of a union its
 * member's, else a zeroed view. */
struct tn_str tn__event_name(const struct tn__node *node, const void *item);

/* Returns the name for a member of a UNION: the discriminator's value, or the
 * model's name; a zeroed view where it has none. */
struct tn_str tn__event_member_name(const struct tn__node *node, size_t member);

#endif
