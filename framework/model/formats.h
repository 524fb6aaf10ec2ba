/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__MODEL_FORMATS_H
#define TN__MODEL_FORMATS_H

#include <stdbool.h>
#include <stddef.h>

#include "schema/node.h"

/*
 * What becomes of a string with a `format` that is more than text (FORMAT
 * nodes): its C type, and how it is read and written. One row for each; nothing
 * else knows them one by one.
 */
struct tn__decoder;
struct tn__encoder;

/* A C type that is one word, and the struct of tenon/model.h that makes it
 * optional; a name can follow. */
struct tn__c_word {
    const char *type;     /* "struct tn_date " */
    const char *optional; /* "struct tn_opt_date " */
};

struct tn__format_rule {
    size_t size; /* of the C type: bytes */
    size_t align;
    struct tn__c_word word;
    bool is_text;      /* the C type is a struct tn_str, or looks like one */
    const char *label; /* of a union's member, in a location: "date" */
    const char *constrained; /* the same with minLength, ... beside it */
    /* Reads a value; false with an issue recorded. */
    bool (*decode)(struct tn__decoder *decoder,
                   const struct tn__node *node,
                   const struct tn_value *value,
                   char *out);
    /* Writes a value, or ends the walk with tn__encoder_fail(). */
    void (*encode)(struct tn__encoder *encoder,
                   const struct tn__node *node,
                   const char *in);
};

extern const struct tn__format_rule tn__format_rules[TN__FORMAT_COUNT];

/* Returns the row of a FORMAT node. */
static inline const struct tn__format_rule *
tn__format_rule(const struct tn__node *node)
{
    return &tn__format_rules[node->u.format.format];
}

/* -- The rows' functions --------------------------------------------------- */

/* format_bytes.c */
bool tn__decode_binary(struct tn__decoder *decoder,
                       const struct tn__node *node,
                       const struct tn_value *value,
                       char *out);
void tn__encode_binary(struct tn__encoder *encoder,
                       const struct tn__node *node,
                       const char *in);

/* format_temporal.c */
bool tn__decode_date(struct tn__decoder *decoder,
                     const struct tn__node *node,
                     const struct tn_value *value,
                     char *out);
void tn__encode_date(struct tn__encoder *encoder,
                     const struct tn__node *node,
                     const char *in);
bool tn__decode_datetime(struct tn__decoder *decoder,
                         const struct tn__node *node,
                         const struct tn_value *value,
                         char *out);
void tn__encode_datetime(struct tn__encoder *encoder,
                         const struct tn__node *node,
                         const char *in);
bool tn__decode_time(struct tn__decoder *decoder,
                     const struct tn__node *node,
                     const struct tn_value *value,
                     char *out);
void tn__encode_time(struct tn__encoder *encoder,
                     const struct tn__node *node,
                     const char *in);
bool tn__decode_duration(struct tn__decoder *decoder,
                         const struct tn__node *node,
                         const struct tn_value *value,
                         char *out);
void tn__encode_duration(struct tn__encoder *encoder,
                         const struct tn__node *node,
                         const char *in);

/* format_uuid.c */
bool tn__decode_uuid(struct tn__decoder *decoder,
                     const struct tn__node *node,
                     const struct tn_value *value,
                     char *out);
void tn__encode_uuid(struct tn__encoder *encoder,
                     const struct tn__node *node,
                     const char *in);

/* format_decimal.c */
bool tn__decode_decimal(struct tn__decoder *decoder,
                        const struct tn__node *node,
                        const struct tn_value *value,
                        char *out);
void tn__encode_decimal(struct tn__encoder *encoder,
                        const struct tn__node *node,
                        const char *in);

/* format_url.c */
bool tn__decode_url(struct tn__decoder *decoder,
                    const struct tn__node *node,
                    const struct tn_value *value,
                    char *out);

/* format_email.c */
bool tn__decode_email(struct tn__decoder *decoder,
                      const struct tn__node *node,
                      const struct tn_value *value,
                      char *out);

/* format_ip.c */
bool tn__decode_ip(struct tn__decoder *decoder,
                   const struct tn__node *node,
                   const struct tn_value *value,
                   char *out);

/* format_text.c: the normalised text, a struct tn_str. */
void tn__encode_text(struct tn__encoder *encoder,
                     const struct tn__node *node,
                     const char *in);

/* Holds a string against minLength, maxLength and pattern. */
bool tn__decode_text_rules(struct tn__decoder *decoder,
                           const struct tn__node *node,
                           const struct tn_value *value);

/* Stores what `decoder->text` holds; false where memory is short. */
bool tn__decode_text_done(struct tn__decoder *decoder, char *out);

#endif
