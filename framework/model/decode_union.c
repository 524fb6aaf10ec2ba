/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "model/decoder.h"
#include "model/layout.h"
#include "model/retell.h"

/* How well a member fits, the worst first; Pydantic's smart mode. */
enum fit {
    FIT_NONE,
    FIT_LAX,    /* coerced */
    FIT_STRICT, /* an integer for a number, an object for a model */
    FIT_EXACT,  /* the very type */
};

/* What a UNION's frame knows of the members tried so far. */
struct tn__choosing {
    struct tn__issues mark; /* as the issues were before the first */
    size_t member_before;   /* their count before the current one */
    char *form;             /* the current member's C form */
    union {
        struct tn_str text;
        struct tn__items items;
        char bytes[sizeof(struct tn__items)];
    } plain; /* the form, but for a model */
    enum fit best;
    const struct tn_value *result; /* the best member's */
};

/* -- Labels ---------------------------------------------------------------- */

struct label {
    const char *plain;
    const char *constrained; /* with rules of its own; NULL: the same */
};

static const struct label labels[] = {
    [TN__NODE_ANY] = { "any", NULL },
    [TN__NODE_NULL] = { "none", NULL },
    [TN__NODE_BOOL] = { "bool", NULL },
    [TN__NODE_INT] = { "int", "constrained-int" },
    [TN__NODE_FLOAT] = { "float", "constrained-float" },
    [TN__NODE_STRING] = { "str", "constrained-str" },
    [TN__NODE_FORMAT] = { NULL, NULL },
    [TN__NODE_LITERAL] = { "literal", NULL },
    [TN__NODE_ENUM] = { "enum", NULL },
    [TN__NODE_ARRAY] = { "list[", NULL },
    [TN__NODE_MAP] = { "dict[str,", NULL },
    [TN__NODE_MODEL] = { "model", NULL },
    [TN__NODE_NULLABLE] = { "nullable[", NULL },
    [TN__NODE_UNION] = { "union", NULL },
};

/* Wrappers that a label spells out; then "...". */
#define LABEL_DEPTH 8

/* Returns what a wrapper's label ends with, NULL where it is no wrapper. */
static const struct tn__node *wrapped(const struct tn__node *node)
{
    switch (node->kind) {
    case TN__NODE_ARRAY:
        return node->u.array.items;
    case TN__NODE_MAP:
        return node->u.map.values;
    case TN__NODE_NULLABLE:
        return node->u.inner;
    default:
        return NULL;
    }
}

static bool is_constrained(const struct tn__node *node)
{
    if (node->kind == TN__NODE_STRING)
        return node->layout.op == TN__OP_PLAIN;
    return (node->kind == TN__NODE_INT || node->kind == TN__NODE_FLOAT) &&
           node->u.number.any;
}

static struct tn_str simple_label(const struct tn__node *node)
{
    const struct label *label = &labels[node->kind];

    if (node->kind == TN__NODE_MODEL && (node->title.ptr || node->name.ptr))
        return node->title.ptr ? node->title : node->name;
    return tn_str_from(is_constrained(node) ? label->constrained
                                            : label->plain);
}

struct tn_str tn__union_label(struct tn__decoder *decoder,
                              const struct tn__node *member)
{
    static const char closing[] = "]]]]]]]]";
    struct tn_str label = { "", 0 };
    struct tn_str last;
    unsigned depth = 0;

    for (; wrapped(member) && depth < LABEL_DEPTH; depth++) {
        label = tn__arena_printf(decoder->arena, "%s%s", label.ptr,
                                 labels[member->kind].plain);
        if (!label.ptr)
            break;
        member = wrapped(member);
    }
    last = wrapped(member) ? tn_str_from("...") : simple_label(member);
    if (depth == 0)
        return last;
    if (label.ptr)
        label = tn__arena_printf(decoder->arena, "%s%.*s%.*s", label.ptr,
                                 (int)last.len, last.ptr, (int)depth, closing);
    decoder->failed |= !label.ptr;
    return label.ptr ? label : last;
}

/* -- Members --------------------------------------------------------------- */

static enum fit fit_of(const struct tn__node *member,
                       const struct tn_value *value)
{
    static const enum tn_type exact[] = {
        [TN__NODE_NULL] = TN_TYPE_NULL,     [TN__NODE_BOOL] = TN_TYPE_BOOL,
        [TN__NODE_INT] = TN_TYPE_INT,       [TN__NODE_FLOAT] = TN_TYPE_FLOAT,
        [TN__NODE_STRING] = TN_TYPE_STRING, [TN__NODE_ARRAY] = TN_TYPE_ARRAY,
        [TN__NODE_MAP] = TN_TYPE_OBJECT,
    };

    switch (member->kind) {
    case TN__NODE_ANY:
    case TN__NODE_MODEL:
        return FIT_STRICT;
    case TN__NODE_LITERAL:
        return FIT_EXACT;
    case TN__NODE_ENUM:
    case TN__NODE_NULLABLE:
    case TN__NODE_UNION:
        return FIT_LAX;
    case TN__NODE_FLOAT:
        if (value->type == TN_TYPE_INT || value->type == TN_TYPE_BIGINT)
            return FIT_STRICT;
        break;
    default:
        break;
    }
    return value->type == exact[member->kind] ? FIT_EXACT : FIT_LAX;
}

/* Returns the number that a form holds. */
static double float_of(const struct tn__node *member, const char *form)
{
    double number;
    float single;

    memcpy(&single, form, sizeof(single));
    memcpy(&number, form, sizeof(number));
    return member->u.number.is_32 ? (double)single : number;
}

static int64_t int_of(const struct tn__node *member, const char *form)
{
    int64_t integer;
    int32_t narrow;

    memcpy(&narrow, form, sizeof(narrow));
    memcpy(&integer, form, sizeof(integer));
    return member->u.number.is_32 ? narrow : integer;
}

/* Returns the value that a scalar was coerced to, as its C form tells. */
static const struct tn_value *coerced_value(struct tn__decoder *decoder,
                                            const struct tn__node *member,
                                            const struct tn_value *value,
                                            const char *form)
{
    struct tn_value *coerced =
        tn__arena_alloc(decoder->arena, sizeof(*coerced));

    if (!coerced)
        return NULL;
    *coerced = *value;
    if (member->kind == TN__NODE_BOOL) {
        coerced->type = TN_TYPE_BOOL;
        memcpy(&coerced->as.boolean, form, sizeof(bool));
    } else if (member->kind == TN__NODE_INT) {
        coerced->type = TN_TYPE_INT;
        coerced->as.integer = int_of(member, form);
    } else if (member->kind == TN__NODE_FLOAT) {
        coerced->type = TN_TYPE_FLOAT;
        coerced->as.number = float_of(member, form);
    }
    return coerced;
}

/* The current member is decoded: takes it if it fits better than those before.
 */
static void judge(struct tn__decoder *decoder, struct tn__frame *frame)
{
    struct tn__choosing *choosing = frame->choosing;
    const struct tn_value *value = frame->value;
    const struct tn__node *member = frame->node->u.any_of.members[frame->index];
    enum fit fit = fit_of(member, value);

    if (decoder->issues->count != choosing->member_before ||
        fit <= choosing->best)
        return;
    choosing->best = fit;
    if (value->type >= TN_TYPE_ARRAY)
        choosing->result = tn__retell(decoder->arena, member, choosing->form);
    else if (fit == FIT_EXACT)
        choosing->result = value;
    else
        choosing->result =
            coerced_value(decoder, member, value, choosing->form);
    decoder->failed |= !choosing->result;
}

/* Decodes the current member. Returns whether the work stays in this frame. */
static bool try_member(struct tn__decoder *decoder, struct tn__frame *frame)
{
    struct tn__choosing *choosing = frame->choosing;
    const struct tn__node *member = frame->node->u.any_of.members[frame->index];
    bool is_model = member->kind == TN__NODE_MODEL;

    choosing->member_before = decoder->issues->count;
    choosing->form = choosing->plain.bytes;
    if (is_model)
        choosing->form =
            tn__arena_alloc(decoder->arena, member->layout.struct_size);
    if (!choosing->form)
        decoder->failed = true;
    else if (is_model)
        tn__model_enter(decoder, member, frame->value, choosing->form);
    else
        tn__decode_value(decoder, member, frame->value, choosing->form);
    return decoder->top == frame;
}

/* -- Frames ---------------------------------------------------------------- */

void tn__union_enter(struct tn__decoder *decoder,
                     const struct tn__node *node,
                     const struct tn_value *value,
                     char *out)
{
    struct tn__frame *frame = tn__decoder_enter(decoder, node, value, out);

    if (!frame)
        return;
    if (!frame->choosing)
        frame->choosing =
            tn__arena_alloc(decoder->arena, sizeof(*frame->choosing));
    if (frame->choosing)
        *frame->choosing = (struct tn__choosing){ .mark = *decoder->issues };
    else
        decoder->failed = true;
}

/* All members were tried: one was taken, or all their issues stand. */
static void conclude(struct tn__decoder *decoder, struct tn__frame *frame)
{
    struct tn__choosing *choosing = frame->choosing;

    if (choosing->best != FIT_NONE) {
        tn__issues_rewind(decoder->issues, &choosing->mark);
        memcpy(frame->out, &choosing->result, sizeof(choosing->result));
    }
    tn__decoder_leave(decoder);
}

void tn__union_step(struct tn__decoder *decoder, struct tn__frame *frame)
{
    const struct tn__union_rules *rules = &frame->node->u.any_of;

    if (frame->index != SIZE_MAX)
        judge(decoder, frame);
    while (frame->choosing->best != FIT_EXACT &&
           ++frame->index < rules->count) {
        if (!try_member(decoder, frame))
            return;
        if (!decoder->failed)
            judge(decoder, frame);
    }
    conclude(decoder, frame);
}
