/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "http/guard.h"

#include <strings.h>

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

/* -- Octets ---------------------------------------------------------------- */

/* tchar of RFC 9110, section 5.6.2, a bit for each octet. */
static const uint32_t token_octets[8] = { 0x0, 0x3ff6cfa, 0xc7fffffe,
                                          0x57ffffff };

static bool is_token_octet(char c)
{
    unsigned char octet = (unsigned char)c;

    return token_octets[octet / 32] >> octet % 32 & 1;
}

bool tn__guard_is_token(struct tn_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (!is_token_octet(text.ptr[i]))
            return false;
    return text.len > 0;
}

static bool is_control(char c)
{
    return ((unsigned char)c < ' ' && c != '\t') || c == 0x7f;
}

/* Eight octets at a time: whether one may be below 0x20 or is 0x7F. */
static bool may_hold_control(uint64_t octets)
{
    const uint64_t ones = 0x0101010101010101u;
    const uint64_t highs = 0x8080808080808080u;
    uint64_t below = (octets - ones * 0x20) & ~octets;
    uint64_t delete = octets ^ ones * 0x7f;

    delete = (delete - ones) & ~delete;
    return ((below | delete) & highs) != 0;
}

bool tn__guard_is_value(struct tn_str text)
{
    size_t at = 0;

    for (; at + 8 <= text.len; at += 8) {
        uint64_t octets;

        memcpy(&octets, text.ptr + at, 8);
        if (may_hold_control(octets))
            break;
    }
    for (; at < text.len; at++)
        if (is_control(text.ptr[at]))
            return false;
    return true;
}

struct tn_str tn__guard_trim(struct tn_str text)
{
    while (text.len && (text.ptr[0] == ' ' || text.ptr[0] == '\t')) {
        text.ptr++;
        text.len--;
    }
    while (text.len &&
           (text.ptr[text.len - 1] == ' ' || text.ptr[text.len - 1] == '\t'))
        text.len--;
    return text;
}

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
    } else if (!tn__guard_is_value(value)) {
        head->refusal = &bad_value;
    } else if (field < TN__FIELD_COUNT) {
        if (head->counts[field] == 0)
            head->values[field] = value;
        head->counts[field] = head->counts[field] ? 2 : 1;
    } else if (!tn__guard_is_token(name)) {
        head->refusal = &bad_name;
    }
}

/* -- The whole head -------------------------------------------------------- */

static const struct tn__refusal *check_host(const struct tn__head *head)
{
    struct tn_str host = tn__guard_trim(head->values[TN__FIELD_HOST]);
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
    struct tn_str text = tn__guard_trim(head->values[TN__FIELD_EXPECT]);

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
