/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "http/guard.h"

#include <strings.h>

#include "format/header.h"
#include "http/target.h"

/* -- Refusals -------------------------------------------------------------- */

const struct tn__refusal tn__refusal_gap = {
    400,
    "The request's head has a folded line, a line without a name, a bare line "
    "feed or a NUL",
};

static const struct tn__refusal bad_name = {
    400,
    "A header field's name is not a token",
};
static const struct tn__refusal bad_value = {
    400,
    "A header field's value holds a control character",
};
static const struct tn__refusal bad_host = {
    400,
    "The request must have one valid Host header field",
};
static const struct tn__refusal bad_length = {
    400,
    "The request must have one Content-Length at most, a decimal number",
};
static const struct tn__refusal two_framings = {
    400,
    "The request has both Content-Length and Transfer-Encoding",
};
/* RFC 9112, section 6.1, would have 501 for a coding that is not understood;
 * but it is the client that can mend it, and a 5xx tells its operators that
 * the server is broken. */
static const struct tn__refusal bad_coding = {
    400,
    "The only Transfer-Encoding understood is chunked, in HTTP/1.1",
};
static const struct tn__refusal bad_expect = {
    417,
    "The only expectation understood is 100-continue",
};

/* -- Fields ---------------------------------------------------------------- */

static const struct tn_str known_names[TN__FIELD_COUNT] = {
#define KNOWN_NAME(name, text) [TN__FIELD_##name] = TN_STR(text),
    TN__KNOWN_FIELDS(KNOWN_NAME)
#undef KNOWN_NAME
};

/* Returns the field's place in the table, TN__FIELD_COUNT when it is another.
 */
static size_t known_field(struct tn_str name)
{
    size_t field = 0;

    while (field < TN__FIELD_COUNT &&
           (name.len != known_names[field].len ||
            strncasecmp(name.ptr, known_names[field].ptr, name.len) != 0))
        field++;
    return field;
}

/*
 * The library strings the octets of the head together: name, ":", blanks,
 * value, CRLF. A fold, an empty name, a NUL or a bare LF leaves a gap.
 */
static bool
is_gapless(struct tn__head *head, struct tn_str name, struct tn_str value)
{
    const char *expected = head->next;

    if (!expected)
        return true;
    head->next = value.ptr + value.len + 2;
    return name.ptr == expected;
}

void tn__guard_field(struct tn__head *head,
                     struct tn_str name,
                     struct tn_str value)
{
    size_t field = known_field(name);

    if (head->refusal)
        return;
    if (!is_gapless(head, name, value)) {
        head->refusal = &tn__refusal_gap;
    } else if (!tn__header_is_value(value)) {
        head->refusal = &bad_value;
    } else if (field < TN__FIELD_COUNT) {
        if (head->counts[field] == 0)
            head->values[field] = value;
        head->counts[field] = head->counts[field] ? 2 : 1;
    } else if (!tn__header_is_token(name)) {
        head->refusal = &bad_name;
    }
}

/* -- The whole head -------------------------------------------------------- */

static const struct tn__refusal *check_host(const struct tn__head *head)
{
    struct tn_str host = tn__header_trim(head->values[TN__FIELD_HOST]);
    unsigned count = head->counts[TN__FIELD_HOST];

    if (count == 0 && head->is_http_1_0)
        return NULL;
    return count == 1 && tn__target_is_authority(host) ? NULL : &bad_host;
}

/* The library has read the first Content-Length, so this cannot overflow. */
static const struct tn__refusal *check_length(struct tn__head *head)
{
    struct tn_str text = head->values[TN__FIELD_CONTENT_LENGTH];

    if (head->counts[TN__FIELD_CONTENT_LENGTH] > 1 || !text.len)
        return &bad_length;
    for (size_t i = 0; i < text.len; i++) {
        uint64_t digit = (uint64_t)(unsigned char)text.ptr[i] - '0';

        if (digit > 9 || head->body_size > (UINT64_MAX - digit) / 10)
            return &bad_length;
        head->body_size = head->body_size * 10 + digit;
    }
    head->has_body = head->body_size > 0;
    return NULL;
}

static const struct tn__refusal *check_coding(struct tn__head *head)
{
    struct tn_str text = head->values[TN__FIELD_TRANSFER_ENCODING];

    if (head->counts[TN__FIELD_CONTENT_LENGTH])
        return &two_framings;
    if (head->counts[TN__FIELD_TRANSFER_ENCODING] > 1 || head->is_http_1_0 ||
        text.len != 7 || strncasecmp(text.ptr, "chunked", 7) != 0)
        return &bad_coding;
    head->is_chunked = head->has_body = true;
    return NULL;
}

/* HTTP/1.0 knows no expectations: RFC 9110, section 10.1.1. */
static const struct tn__refusal *check_expect(const struct tn__head *head)
{
    struct tn_str text = tn__header_trim(head->values[TN__FIELD_EXPECT]);

    if (!head->counts[TN__FIELD_EXPECT] || head->is_http_1_0)
        return NULL;
    return head->counts[TN__FIELD_EXPECT] == 1 && text.len == 12 &&
                   strncasecmp(text.ptr, "100-continue", 12) == 0
               ? NULL
               : &bad_expect;
}

const struct tn__refusal *tn__guard_check(struct tn__head *head)
{
    const struct tn__refusal *refusal = head->refusal;

    if (!refusal)
        refusal = check_host(head);
    if (!refusal && head->counts[TN__FIELD_TRANSFER_ENCODING])
        refusal = check_coding(head);
    else if (!refusal && head->counts[TN__FIELD_CONTENT_LENGTH])
        refusal = check_length(head);
    return refusal ? refusal : check_expect(head);
}
