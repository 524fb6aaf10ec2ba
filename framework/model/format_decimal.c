/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "base/number.h"
#include "format/decimal.h"
#include "model/decoder.h"
#include "model/encoder.h"
#include "model/formats.h"

/*
 * anyOf [number, string], as Pydantic writes Decimal: the text of a number of
 * any precision, within the bounds of the number.
 */

/* -- Bounds ---------------------------------------------------------------- */

/* A bound as a decimal number, which is exact: the text of a double is what
 * Python makes a Decimal of. */
struct bound {
    char text[TN__NUMBER_TEXT];
    char room[TN__NUMBER_TEXT];
    struct tn__decimal decimal;
};

/* Returns false where there is no bound, or an infinite one. */
static bool make_bound(struct bound *to, const struct tn__bound *from)
{
    struct tn_str text = { to->text, 0 };

    if (!from->set)
        return false;
    text.len = from->is_int ? tn__number_format_int(to->text, from->integer)
                            : tn__number_format_double(to->text, from->number);
    return tn__decimal_parse(text, to->room, &to->decimal) ==
           TN__DECIMAL_FINITE;
}

static bool refuse_bound(struct tn__decoder *decoder,
                         enum tn__issue_kind kind,
                         const struct tn_value *value,
                         const struct tn__bound *bound)
{
    struct tn__issue issue = { .kind = kind, .input = value, .bound = *bound };

    tn__decoder_add(decoder, &issue);
    return false;
}

/* Checks what pydantic-core checks, in its order. */
static bool check_bounds(struct tn__decoder *decoder,
                         const struct tn__number_rules *rules,
                         const struct tn_value *value,
                         const struct tn__decimal *number)
{
    const struct {
        const struct tn__bound *bound;
        enum tn__issue_kind kind;
        int order;  /* of the number to the bound: what is wrong */
        bool equal; /* is wrong, too */
    } checks[] = {
        { &rules->maximum, TN__ISSUE_LESS_THAN_EQUAL, 1, false },
        { &rules->exclusive_maximum, TN__ISSUE_LESS_THAN, 1, true },
        { &rules->minimum, TN__ISSUE_GREATER_THAN_EQUAL, -1, false },
        { &rules->exclusive_minimum, TN__ISSUE_GREATER_THAN, -1, true },
    };
    struct bound bound;

    if (make_bound(&bound, &rules->multiple_of) &&
        !tn__decimal_is_multiple(number, &bound.decimal))
        return refuse_bound(decoder, TN__ISSUE_MULTIPLE_OF, value,
                            &rules->multiple_of);
    for (size_t i = 0; i < TN_COUNT(checks); i++) {
        int order;

        if (!make_bound(&bound, checks[i].bound))
            continue;
        order = tn__decimal_compare(number, &bound.decimal) * checks[i].order;
        if (order > 0 || (order == 0 && checks[i].equal))
            return refuse_bound(decoder, checks[i].kind, value,
                                checks[i].bound);
    }
    return true;
}

/* -- Rows ------------------------------------------------------------------ */

/* Returns the text of a number or a string, of a number in `room`; ptr NULL:
 * it is neither. */
static struct tn_str text_of(const struct tn_value *value, char *room)
{
    switch (value->type) {
    case TN_TYPE_STRING:
    case TN_TYPE_BIGINT:
        return tn_value_str(value);
    case TN_TYPE_INT:
        return (struct tn_str){ room, tn__number_format_int(
                                          room, value->as.integer) };
    case TN_TYPE_FLOAT:
        return (struct tn_str){ room, tn__number_format_double(
                                          room, value->as.number) };
    default:
        return (struct tn_str){ NULL, 0 };
    }
}

static bool
store(struct tn__decoder *decoder, const struct tn__decimal *number, char *out)
{
    char *room = tn__decoder_alloc(decoder, number->count + TN__DECIMAL_EXTRA);
    struct tn_str text = { room, 0 };

    if (!room)
        return false;
    text.len = tn__decimal_format(room, number);
    room[text.len] = '\0';
    memcpy(out, &text, sizeof(text));
    return true;
}

bool tn__decode_decimal(struct tn__decoder *decoder,
                        const struct tn__node *node,
                        const struct tn_value *value,
                        char *out)
{
    char written[TN__NUMBER_TEXT];
    struct tn_str text = text_of(value, written);
    struct tn__decimal number;
    char *room;

    if (!text.ptr)
        return tn__decoder_refuse(decoder, TN__ISSUE_DECIMAL_TYPE, value);
    room = tn__decoder_alloc(decoder, text.len + 1);
    if (!room)
        return false;
    switch (tn__decimal_parse(text, room, &number)) {
    case TN__DECIMAL_SPECIAL:
        return tn__decoder_refuse(decoder, TN__ISSUE_FINITE_NUMBER, value);
    case TN__DECIMAL_NONE:
        return tn__decoder_refuse(decoder, TN__ISSUE_DECIMAL_PARSING, value);
    case TN__DECIMAL_FINITE:
        break;
    }
    return check_bounds(decoder, &node->u.format.number->u.number, value,
                        &number) &&
           store(decoder, &number, out);
}

void tn__encode_decimal(struct tn__encoder *encoder,
                        const struct tn__node *node,
                        const char *in)
{
    struct tn__decimal number;
    struct tn_str text;
    char *room;

    (void)node;
    memcpy(&text, in, sizeof(text));
    room = tn__arena_alloc(encoder->scratch, text.len + 1);
    if (!room)
        encoder->rc = TN_ENOMEM;
    else if (tn__decimal_parse(text, room, &number) == TN__DECIMAL_FINITE)
        tn__encode_string(encoder, text);
    else
        tn__encoder_fail(encoder, "a text that is no decimal number");
}
