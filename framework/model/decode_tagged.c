/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "model/decoder.h"
#include "model/layout.h"
#include "schema/repr.h"

/* A union with a discriminator: one property tells the member. */

static void refuse_absent(struct tn__decoder *decoder,
                          const struct tn__tag_rules *tags,
                          const struct tn_value *value)
{
    struct tn__issue issue = {
        .kind = TN__ISSUE_UNION_TAG_NOT_FOUND,
        .input = value,
        .text = tags->quoted,
    };

    tn__decoder_add(decoder, &issue);
}

/* Returns a tag as Python's str() writes it. */
static struct tn_str tag_text(struct tn__decoder *decoder,
                              const struct tn_value *tag)
{
    if (tag->type == TN_TYPE_STRING)
        return tn_value_str(tag);
    tn__repr_write(&decoder->text, tag);
    return tn__decoder_text(decoder);
}

static void refuse_tag(struct tn__decoder *decoder,
                       const struct tn__tag_rules *tags,
                       const struct tn_value *value,
                       const struct tn_value *tag)
{
    struct tn__issue issue = {
        .kind = TN__ISSUE_UNION_TAG_INVALID,
        .input = value,
        .text = tags->quoted,
        .tag = tag_text(decoder, tag),
        .expected = tags->tags.expected,
    };

    tn__decoder_add(decoder, &issue);
}

void tn__tagged_enter(struct tn__decoder *decoder,
                      const struct tn__node *node,
                      const struct tn_value *value,
                      char *out)
{
    const struct tn__tag_rules *tags = node->u.any_of.tags;
    const struct tn_value *tag;
    struct tn__frame *frame;
    size_t found;

    if (value->type != TN_TYPE_OBJECT) {
        tn__decoder_refuse(decoder, TN__ISSUE_MODEL_TYPE, value);
        return;
    }
    tag = tn_value_get_n(value, tags->property.ptr, tags->property.len);
    if (!tag) {
        refuse_absent(decoder, tags, value);
        return;
    }
    found = tn__choice_find(&tags->tags, tag);
    if (found == SIZE_MAX) {
        refuse_tag(decoder, tags, value, tag);
        return;
    }
    memcpy(out, &tags->members[found], sizeof(uint32_t));
    frame = tn__decoder_enter(decoder, node, value, out);
    if (frame)
        frame->tag = tags->tags.values[found];
}

void tn__tagged_step(struct tn__decoder *decoder, struct tn__frame *frame)
{
    const struct tn__node *node = frame->node;
    uint32_t member;

    if (frame->index != SIZE_MAX) {
        tn__decoder_leave(decoder);
        return;
    }
    memcpy(&member, frame->out, sizeof(member));
    frame->index = member;
    tn__decode_value(decoder, node->u.any_of.members[member], frame->value,
                     frame->out + node->layout.value_offset);
}
