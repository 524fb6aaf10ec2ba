/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__TOOL_FACTS_H
#define TN__TOOL_FACTS_H

#include "base/buf.h"
#include "schema/node.h"

/* What a reader of the header wants to know of a member or a type: title,
 * description, bounds, default. For comments; not yet escaped. */

/* Appends all of a property: "Age; 0 to 150; default 18". `c_name`: its name in
 * C, told apart from the one in JSON where they differ. */
void tn__facts_field(struct tn__buf *buf,
                     const struct tn__field *field,
                     struct tn_str c_name);

/* Appends the bounds of a node: of a union's member. */
void tn__facts_bounds(struct tn__buf *buf, const struct tn__node *node);

/* Appends title, description and bounds of a type. `json_name`: of its entry,
 * told where it differs from the tag. */
void tn__facts_type(struct tn__buf *buf,
                    const struct tn__node *node,
                    struct tn_str json_name,
                    struct tn_str tag);

#endif
