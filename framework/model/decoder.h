/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__MODEL_DECODER_H
#define TN__MODEL_DECODER_H

#include "evaluate/equal.h"
#include "model/decode.h"
#include "model/plan.h"

/*
 * The inside of decode. A container that is being decoded has a frame; scalars
 * are done at once:
 *
 *     decode.c            the entry, and what a body may be
 *     decode_walk.c       frames; nullables
 *     decode_list.c       lists
 *     decode_set.c        lists of unique items
 *     decode_tuple.c      tuples
 *     decode_map.c        maps
 *     decode_model.c      models: fields, defaults, extras
 *     decode_union.c      unions whose members are tried
 *     decode_tagged.c     unions with a discriminator
 *     decode_number.c     bool, int, float
 *     decode_string.c     strings
 *     decode_choice.c     literals and enums
 *     decode_check.c      what JSON Schema asks besides
 *     decode_rules.c      rules of one's own
 *     decode_issue.c      issues and their locations
 *     labels.c            the names of a union's members in them
 *     coerce.c            text to numbers
 *     pairs.c             objects as Python's dicts
 */

/* A member of an object. */
struct tn__pair {
    const struct tn_value *key;
    const struct tn_value *value;
};

/*
 * How well a value fits: Pydantic's smart mode chooses a union's member by it.
 * The worst of all its parts; and how many fields its models were given.
 */
enum tn__fit {
    TN__FIT_LAX,    /* coerced */
    TN__FIT_STRICT, /* an integer for a number, an object for a model */
    TN__FIT_EXACT,  /* the very type */
};

struct tn__rating {
    enum tn__fit fit;
    bool has_fields; /* there are models */
    size_t fields;
};

struct tn__frame {
    struct tn__frame *outer;
    struct tn__frame *inner;     /* kept for the next container at this depth */
    const struct tn__node *node; /* ARRAY, TUPLE, MAP, MODEL, UNION */
    const struct tn_value *value;
    const struct tn_value *cursor; /* ARRAY, TUPLE: the next item */
    char *out;    /* the struct, the items, the entries; UNION: its form */
    char *to;     /* MAP: the struct tn__items */
    size_t index; /* what is decoded now: the location's step;
                     SIZE_MAX before the first */
    size_t count;
    /* MODEL: the value of each field, NULL where absent; kept for reuse. */
    const struct tn_value **slots;
    size_t slot_capacity;
    size_t given;                 /* MODEL: fields that have a value */
    size_t unknown;               /* MODEL: members that are no fields */
    const struct tn__pair *pairs; /* MAP: entries; MODEL: extras */
    size_t issues_before;         /* their count when the frame was entered */
    size_t field_before;          /* MODEL: their count before the field */
    bool strict;                  /* what is in it is not coerced */
    const struct tn__loc *loc;    /* made for an issue at `loc_index` */
    size_t loc_index;
    struct tn__choosing *choosing; /* UNION: decode_union.c */
    struct tn__set *set;           /* ARRAY of unique items: decode_set.c */
    const struct tn_value *tag;    /* UNION with tags: the member's */
};

struct tn__decoder {
    struct tn__arena *arena;
    struct tn__issues *issues;
    struct tn__frame *top;
    struct tn__frame *first; /* the outermost, for reuse */
    struct tn__matcher *matcher;
    bool owns_matcher;
    bool strict;     /* what is decoded now is not coerced */
    bool all_strict; /* nothing is */
    bool without_rules;
    bool failed;              /* out of memory: the walk ends */
    bool at_key;              /* of a map: issues are about the entry's name */
    struct tn__rating rating; /* of what was decoded since it was reset */
    struct tn__issues start;  /* as they were before the first value */
    const struct tn_value *whole; /* the first value */
    uint64_t tries;               /* of unions' members */
    struct tn__steps check_steps; /* work that is left for checks */
    bool is_over;                 /* given up: nothing more is told */
    struct tn__buf text;          /* for a while */
    unsigned nesting; /* validations of recursive models under way */
    const char *root;
    const struct tn__loc *root_loc; /* made for the first issue */
};

/* -- Issues ---------------------------------------------------------------- */

/* Records an issue about `issue->input` where the decoder stands. */
TN__COLD void tn__decoder_add(struct tn__decoder *decoder,
                              struct tn__issue *issue);

/* Records an issue without ctx. Returns false: a value that is not there. */
TN__COLD bool tn__decoder_refuse(struct tn__decoder *decoder,
                                 enum tn__issue_kind kind,
                                 const struct tn_value *input);

/* As tn__decoder_add(), of what stands deeper: `steps` lead there. */
struct tn__fault_step;
TN__COLD void tn__decoder_add_at(struct tn__decoder *decoder,
                                 struct tn__issue *issue,
                                 const struct tn__fault_step *steps,
                                 size_t count);

/* Returns the memory of this thread's searches, made at the first call; NULL:
 * memory is short. */
struct tn__matcher *tn__decoder_matcher(struct tn__decoder *decoder);

/* Ends the whole walk with one issue alone. */
TN__COLD void tn__decoder_give_up(struct tn__decoder *decoder,
                                  enum tn__issue_kind kind,
                                  const struct tn_value *input);

/* Returns a copy of what `decoder->text` holds, which is empty then; ptr NULL:
 * memory is short. */
struct tn_str tn__decoder_text(struct tn__decoder *decoder);

/* A length that is too small or too large; returns false. `actual` is 0 where
 * the issue does not tell it. */
TN__COLD bool tn__decoder_refuse_length(struct tn__decoder *decoder,
                                        enum tn__issue_kind kind,
                                        const struct tn_value *input,
                                        uint64_t limit,
                                        size_t actual);

/* -- Ratings --------------------------------------------------------------- */

TN__INLINE void tn__rate(struct tn__decoder *decoder, enum tn__fit fit)
{
    if (fit < decoder->rating.fit)
        decoder->rating.fit = fit;
}

TN__INLINE void tn__rate_fields(struct tn__decoder *decoder, size_t count)
{
    decoder->rating.has_fields = true;
    decoder->rating.fields += count;
}

/* -- Scalars: false with an issue recorded --------------------------------- */

bool tn__decode_bool(struct tn__decoder *decoder,
                     const struct tn_value *value,
                     bool *out);
bool tn__decode_int(struct tn__decoder *decoder,
                    const struct tn__number_rules *rules,
                    const struct tn_value *value,
                    int64_t *out);
bool tn__decode_float(struct tn__decoder *decoder,
                      const struct tn__number_rules *rules,
                      const struct tn_value *value,
                      double *out);
bool tn__decode_string(struct tn__decoder *decoder,
                       const struct tn__string_rules *rules,
                       const struct tn_value *value,
                       struct tn_str *out);

/* Finds the choice a value stands for. */
bool tn__decode_choice(struct tn__decoder *decoder,
                       const struct tn__node *node,
                       const struct tn_value *value,
                       size_t *index);

/* Returns the index of the choice that equals a value as Python sees it, the
 * very type first; SIZE_MAX: none. */
size_t tn__choice_find(const struct tn__choice_rules *rules,
                       const struct tn_value *value);

/* Decodes into the C form of a node that is no container. */
bool tn__decode_scalar(struct tn__decoder *decoder,
                       const struct tn__node *node,
                       const struct tn_value *value,
                       char *out);

/* -- Containers ------------------------------------------------------------ */

/*
 * Decodes a value into a member, or enters a frame for it: then
 * `decoder->top` is another one, and the work goes on there.
 */
void tn__decode_value(struct tn__decoder *decoder,
                      const struct tn__node *node,
                      const struct tn_value *value,
                      char *out);

/* Evaluates the checks of a node. */
void tn__decode_checks(struct tn__decoder *decoder,
                       const struct tn__node *node,
                       const struct tn_value *value);

/* Runs rules of one's own on a model that is being decoded. */
struct tn__rule_link;
void tn__decode_rules(struct tn__decoder *decoder,
                      const struct tn__frame *frame,
                      const struct tn__rule_link *rules,
                      const struct tn_value *input);

/* Goes on until no frame is left, or memory is short. */
void tn__decoder_run(struct tn__decoder *decoder);

/* Returns whether one more value of the node would be nested too deep. */
bool tn__decoder_is_full(const struct tn__decoder *decoder,
                         const struct tn__node *node);

/* Adds a frame; NULL when memory is short, or with an issue where recursive
 * models are nested too deep. */
struct tn__frame *tn__decoder_enter(struct tn__decoder *decoder,
                                    const struct tn__node *node,
                                    const struct tn_value *value,
                                    char *out);

/* Ends the innermost frame. */
TN__INLINE void tn__decoder_leave(struct tn__decoder *decoder)
{
    decoder->nesting -= decoder->top->node->layout.recursive;
    decoder->top = decoder->top->outer;
    decoder->strict = decoder->top ? decoder->top->strict : decoder->all_strict;
}

/* Enters a MODEL or a TUPLE whose struct is at `out`. */
void tn__struct_enter(struct tn__decoder *decoder,
                      const struct tn__node *node,
                      const struct tn_value *value,
                      char *out);

/* Enter: check the value and add a frame. Step: go on as far as the next
 * container, or to the end of this one. */
void tn__model_enter(struct tn__decoder *decoder,
                     const struct tn__node *node,
                     const struct tn_value *value,
                     char *out);
void tn__model_step(struct tn__decoder *decoder, struct tn__frame *frame);
void tn__list_enter(struct tn__decoder *decoder,
                    const struct tn__node *node,
                    const struct tn_value *value,
                    char *out);
void tn__list_step(struct tn__decoder *decoder, struct tn__frame *frame);
void tn__set_enter(struct tn__decoder *decoder,
                   const struct tn__node *node,
                   const struct tn_value *value,
                   char *out);
void tn__set_step(struct tn__decoder *decoder, struct tn__frame *frame);
void tn__tuple_enter(struct tn__decoder *decoder,
                     const struct tn__node *node,
                     const struct tn_value *value,
                     char *out);
void tn__tuple_step(struct tn__decoder *decoder, struct tn__frame *frame);
void tn__map_enter(struct tn__decoder *decoder,
                   const struct tn__node *node,
                   const struct tn_value *value,
                   char *out);
void tn__map_step(struct tn__decoder *decoder, struct tn__frame *frame);
void tn__tagged_enter(struct tn__decoder *decoder,
                      const struct tn__node *node,
                      const struct tn_value *value,
                      char *out);
void tn__tagged_step(struct tn__decoder *decoder, struct tn__frame *frame);
void tn__union_enter(struct tn__decoder *decoder,
                     const struct tn__node *node,
                     const struct tn_value *value,
                     char *out);
void tn__union_step(struct tn__decoder *decoder, struct tn__frame *frame);

/* Returns the label of a union's member in a location, "constrained-int". */
struct tn_str tn__union_label(struct tn__decoder *decoder,
                              const struct tn__node *member);

/* Allocates in the decoder's arena; NULL ends the walk. */
void *tn__decoder_alloc(struct tn__decoder *decoder, size_t size);

/*
 * Makes the entries of a map of pairs, whose values are still to come, and
 * stores them in the struct tn__items at `out`. Returns false when memory is
 * short.
 */
bool tn__map_make(struct tn__decoder *decoder,
                  const struct tn__layout *layout,
                  const struct tn__pair *pairs,
                  size_t count,
                  char *out);

/*
 * Leaves one of each name: the last value, at the place of the first, as
 * Python's dict does. Returns how many remain; SIZE_MAX when memory is short.
 */
size_t
tn__pairs_unique(struct tn__arena *arena, struct tn__pair *pairs, size_t count);

TN__INLINE bool tn__is_int_within(const struct tn__number_rules *rules,
                                  int64_t value)
{
    return (!rules->minimum.set || value >= rules->minimum.integer) &&
           (!rules->maximum.set || value <= rules->maximum.integer) &&
           (!rules->exclusive_minimum.set ||
            value > rules->exclusive_minimum.integer) &&
           (!rules->exclusive_maximum.set ||
            value < rules->exclusive_maximum.integer);
}

TN__INLINE bool tn__is_double_within(const struct tn__number_rules *rules,
                                     double value)
{
    return (!rules->minimum.set || value >= rules->minimum.number) &&
           (!rules->maximum.set || value <= rules->maximum.number) &&
           (!rules->exclusive_minimum.set ||
            value > rules->exclusive_minimum.number) &&
           (!rules->exclusive_maximum.set ||
            value < rules->exclusive_maximum.number);
}

/* Whether a text's length is one for certain. What is not ASCII has one code
 * point in four bytes at least: only a text near a limit must be counted. */
TN__INLINE bool tn__is_text_within(const struct tn__string_rules *rules,
                                   const struct tn_value *value)
{
    uint64_t least =
        value->flags & TN_VALUE_ASCII ? value->count : value->count / 4;

    return least >= rules->min_length && value->count <= rules->max_length;
}

/* Decodes in place what has the very type, and is within its bounds. Returns
 * false where the long way must be gone. `node` has `op`. */
TN__INLINE bool tn__decode_at_once(unsigned op,
                                   const struct tn__node *node,
                                   const struct tn_value *value,
                                   char *out)
{
    struct tn_str text;

    switch (op) {
    case TN__OP_INT64_SPAN:
        if (value->type != TN_TYPE_INT ||
            !tn__is_int_within(&node->u.number, value->as.integer))
            return false;
        memcpy(out, &value->as.integer, sizeof(int64_t));
        return true;
    case TN__OP_INT64:
        if (value->type != TN_TYPE_INT)
            return false;
        memcpy(out, &value->as.integer, sizeof(int64_t));
        return true;
    case TN__OP_STRING_SPAN:
        if (value->type != TN_TYPE_STRING ||
            !tn__is_text_within(&node->u.string, value))
            return false;
        text = tn_value_str(value);
        memcpy(out, &text, sizeof(text));
        return true;
    case TN__OP_STRING:
        if (value->type != TN_TYPE_STRING)
            return false;
        text = tn_value_str(value);
        memcpy(out, &text, sizeof(text));
        return true;
    case TN__OP_BOOL:
        if (value->type != TN_TYPE_BOOL)
            return false;
        memcpy(out, &value->as.boolean, sizeof(bool));
        return true;
    case TN__OP_DOUBLE_SPAN:
        if (value->type != TN_TYPE_FLOAT ||
            !tn__is_double_within(&node->u.number, value->as.number))
            return false;
        TN__FALLTHROUGH;
    case TN__OP_DOUBLE:
        /* x - x is 0 for all that is finite. */
        if (value->type != TN_TYPE_FLOAT ||
            value->as.number - value->as.number != 0)
            return false;
        memcpy(out, &value->as.number, sizeof(double));
        return true;
    default:
        return false;
    }
}

#endif
