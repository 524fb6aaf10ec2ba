/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "tool/write.h"

#include "tool/c_form.h"
#include "tool/c_text.h"
#include "tool/facts.h"
#include "json/writer.h"

#define STEP 4

/* -- Kinds ----------------------------------------------------------------- */

/* Appends the values of the discriminator that lead to a member. */
static void append_tags(struct tn__buf *buf,
                        const struct tn__tag_rules *tags,
                        size_t member)
{
    size_t found = 0;

    for (size_t i = 0; i < tags->tags.count; i++) {
        if (tags->members[i] != member)
            continue;
        if (found++)
            tn__buf_lit(buf, " or ");
        else
            tn__buf_printf(buf, "%s: ", tags->property.ptr);
        tn__json_value(buf, tags->tags.values[i]);
    }
}

static void
write_tags(struct tn__buf *buf, const struct tn__tag_rules *tags, size_t member)
{
    struct tn__buf text = { 0 };

    append_tags(&text, tags, member);
    if (text.size) {
        tn__buf_lit(buf, " /* ");
        tn__c_comment_text(buf, (struct tn_str){ text.data, text.size });
        tn__buf_lit(buf, " */");
    }
    buf->failed = buf->failed || text.failed;
    tn__buf_deinit(&text);
}

void tn__write_kinds(struct tn__buf *buf, const struct tn__c_type *type)
{
    const struct tn__union_rules *rules = &type->node->u.any_of;

    tn__buf_printf(buf, "enum %s_kind {\n", type->tag.ptr);
    for (size_t i = 0; i < rules->count; i++) {
        tn__buf_printf(buf, "    %s,", type->kinds[i].ptr);
        if (rules->tags)
            write_tags(buf, rules->tags, i);
        tn__buf_char(buf, '\n');
    }
    tn__buf_lit(buf, "};\n\n");
}

/* -- Members --------------------------------------------------------------- */

static void write_member(struct tn__buf *buf,
                         const struct tn__outline *outline,
                         const struct tn__node *node,
                         struct tn_str name)
{
    struct tn__buf facts = { 0 };

    tn__facts_bounds(&facts, node);
    tn__c_comment(buf, 2 * STEP, (struct tn_str){ facts.data, facts.size });
    buf->failed = buf->failed || facts.failed;
    tn__buf_deinit(&facts);
    tn__c_indent(buf, 2 * STEP);
    tn__c_form_write(buf, outline, node, 2 * STEP);
    tn__buf_printf(buf, "%s;\n", name.ptr);
}

void tn__write_union(struct tn__buf *buf,
                     const struct tn__outline *outline,
                     const struct tn__c_type *type)
{
    const struct tn__union_rules *rules = &type->node->u.any_of;

    tn__buf_printf(buf, "    enum %s_kind kind;\n    union {\n", type->tag.ptr);
    for (size_t i = 0; i < rules->count; i++)
        write_member(buf, outline, rules->members[i], type->names[i]);
    tn__buf_lit(buf, "    } as;\n");
}
