/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "http/event_name.h"

#include <string.h>

static const struct tn_str nameless;

/* The tag that chooses a member, where one alone does. */
static struct tn_str tag_of(const struct tn__tag_rules *tags, size_t member)
{
    for (size_t i = 0; i < tags->tags.count; i++)
        if (tags->members[i] == member &&
            tags->tags.values[i]->type == TN_TYPE_STRING)
            return tn_value_str(tags->tags.values[i]);
    return nameless;
}

struct tn_str tn__event_member_name(const struct tn__node *node, size_t member)
{
    const struct tn__union_rules *rules = &node->u.any_of;

    if (rules->tags)
        return tag_of(rules->tags, member);
    return rules->members[member]->name;
}

struct tn_str tn__event_name(const struct tn__node *node, const void *item)
{
    uint32_t kind;

    if (!node || node->kind != TN__NODE_UNION)
        return nameless;
    memcpy(&kind, item, sizeof(kind));
    return kind < node->u.any_of.count ? tn__event_member_name(node, kind)
                                       : nameless;
}
