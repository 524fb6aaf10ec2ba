/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__MODEL_ISSUES_H
#define TN__MODEL_ISSUES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/value.h>

#include "base/arena.h"
#include "base/buf.h"
#include "schema/node.h"

/*
 * What is wrong with a value, as Pydantic tells it: a list of
 * {type, loc, msg, input, ctx}, in the order of the model's fields. Gathered
 * while decoding, written once.
 */

/*
 * Kind, Pydantic's type, message, members of ctx ("": none). In the texts
 *     %b %B  the bound, as Rust prints it and as JSON
 *     %n %s  the limit, and "s" unless it is 1
 *     %a     how many there are
 *     %t %T  the text, and the text as JSON
 *     %u %U  the tag, likewise
 *     %e %E  what was expected, likewise
 * A RULE's type is the tag, and its ctx, if any, what was expected: rules of
 * one's own bring theirs.
 */
#define TN__ISSUES(X)                                                          \
    X(MISSING, "missing", "Field required", "")                                \
    X(JSON_INVALID, "json_invalid", "JSON decode error", "\"error\":%T")       \
    X(MODEL_TYPE, "model_attributes_type",                                     \
      "Input should be a valid dictionary or object to extract fields from",   \
      "")                                                                      \
    X(EXTRA_FORBIDDEN, "extra_forbidden", "Extra inputs are not permitted",    \
      "")                                                                      \
    X(RECURSION_LOOP, "recursion_loop",                                        \
      "Recursion error - cyclic reference detected", "")                       \
    X(NONE_REQUIRED, "none_required", "Input should be None", "")              \
    X(BOOL_TYPE, "bool_type", "Input should be a valid boolean", "")           \
    X(BOOL_PARSING, "bool_parsing",                                            \
      "Input should be a valid boolean, unable to interpret input", "")        \
    X(INT_TYPE, "int_type", "Input should be a valid integer", "")             \
    X(INT_PARSING, "int_parsing",                                              \
      "Input should be a valid integer, unable to parse string as an integer", \
      "")                                                                      \
    X(INT_PARSING_SIZE, "int_parsing_size",                                    \
      "Unable to parse input string as an integer, exceeded maximum size", "") \
    X(INT_FROM_FLOAT, "int_from_float",                                        \
      "Input should be a valid integer, got a number with a fractional part",  \
      "")                                                                      \
    X(FLOAT_TYPE, "float_type", "Input should be a valid number", "")          \
    X(FLOAT_PARSING, "float_parsing",                                          \
      "Input should be a valid number, unable to parse string as a number",    \
      "")                                                                      \
    X(FINITE_NUMBER, "finite_number", "Input should be a finite number", "")   \
    X(MULTIPLE_OF, "multiple_of", "Input should be a multiple of %b",          \
      "\"multiple_of\":%B")                                                    \
    X(LESS_THAN_EQUAL, "less_than_equal",                                      \
      "Input should be less than or equal to %b", "\"le\":%B")                 \
    X(LESS_THAN, "less_than", "Input should be less than %b", "\"lt\":%B")     \
    X(GREATER_THAN_EQUAL, "greater_than_equal",                                \
      "Input should be greater than or equal to %b", "\"ge\":%B")              \
    X(GREATER_THAN, "greater_than", "Input should be greater than %b",         \
      "\"gt\":%B")                                                             \
    X(STRING_TYPE, "string_type", "Input should be a valid string", "")        \
    X(STRING_TOO_LONG, "string_too_long",                                      \
      "String should have at most %n character%s", "\"max_length\":%n")        \
    X(STRING_TOO_SHORT, "string_too_short",                                    \
      "String should have at least %n character%s", "\"min_length\":%n")       \
    X(STRING_PATTERN, "string_pattern_mismatch",                               \
      "String should match pattern '%t'", "\"pattern\":%T")                    \
    X(LITERAL, "literal_error", "Input should be %t", "\"expected\":%T")       \
    X(ENUM, "enum", "Input should be %t", "\"expected\":%T")                   \
    X(LIST_TYPE, "list_type", "Input should be a valid list", "")              \
    X(LIST_TOO_LONG, "too_long",                                               \
      "List should have at most %n item%s after validation, not %a",           \
      "\"field_type\":\"List\",\"max_length\":%n,\"actual_length\":%a")        \
    X(LIST_TOO_SHORT, "too_short",                                             \
      "List should have at least %n item%s after validation, not %a",          \
      "\"field_type\":\"List\",\"min_length\":%n,\"actual_length\":%a")        \
    X(SET_TYPE, "set_type", "Input should be a valid set", "")                 \
    X(SET_TOO_LONG, "too_long",                                                \
      "Set should have at most %n item%s after validation, not more",          \
      "\"field_type\":\"Set\",\"max_length\":%n,\"actual_length\":null")       \
    X(SET_TOO_SHORT, "too_short",                                              \
      "Set should have at least %n item%s after validation, not %a",           \
      "\"field_type\":\"Set\",\"min_length\":%n,\"actual_length\":%a")         \
    X(TUPLE_TYPE, "tuple_type", "Input should be a valid tuple", "")           \
    X(TUPLE_TOO_LONG, "too_long",                                              \
      "Tuple should have at most %n item%s after validation, not %a",          \
      "\"field_type\":\"Tuple\",\"max_length\":%n,\"actual_length\":%a")       \
    X(TUPLE_TOO_SHORT, "too_short",                                            \
      "Tuple should have at least %n item%s after validation, not %a",         \
      "\"field_type\":\"Tuple\",\"min_length\":%n,\"actual_length\":%a")       \
    X(DICT_TOO_LONG, "too_long",                                               \
      "Dictionary should have at most %n item%s after validation, not %a",     \
      "\"field_type\":\"Dictionary\",\"max_length\":%n,\"actual_length\":%a")  \
    X(DICT_TOO_SHORT, "too_short",                                             \
      "Dictionary should have at least %n item%s after validation, not %a",    \
      "\"field_type\":\"Dictionary\",\"min_length\":%n,\"actual_length\":%a")  \
    X(UNION_TAG_NOT_FOUND, "union_tag_not_found",                              \
      "Unable to extract tag using discriminator %t", "\"discriminator\":%T")  \
    X(UNION_TAG_INVALID, "union_tag_invalid",                                  \
      "Input tag '%u' found using %t does not match any of the expected "      \
      "tags: "                                                                 \
      "%e",                                                                    \
      "\"discriminator\":%T,\"tag\":%U,\"expected_tags\":%E")                  \
    X(UNION_AMBIGUOUS, "union_ambiguous",                                      \
      "Input should fit one member of the union only, it fits %a", "")         \
    X(UNION_TRIES, "union_tries",                                              \
      "Input asks for too many tries of a union's members", "")                \
    X(RULE, "", "%t", "")                                                      \
    X(JSON_SCHEMA, "json_schema", "%t", "\"keyword\":%U")                      \
    X(CHECK_LIMIT, "json_schema_limit",                                        \
      "Input asks for too much work of its schema", "")                        \
    X(DICT_TYPE, "dict_type", "Input should be a valid dictionary", "")        \
    X(BYTES_TYPE, "bytes_type", "Input should be a valid bytes", "")           \
    X(BYTES_TOO_LONG, "bytes_too_long", "Data should have at most %n byte%s",  \
      "\"max_length\":%n")                                                     \
    X(BYTES_TOO_SHORT, "bytes_too_short",                                      \
      "Data should have at least %n byte%s", "\"min_length\":%n")              \
    X(DATE_TYPE, "date_type", "Input should be a valid date", "")              \
    X(DATE_PARSING, "date_parsing",                                            \
      "Input should be a valid date in the format YYYY-MM-DD, %t",             \
      "\"error\":%T")                                                          \
    X(DATE_FROM_DATETIME, "date_from_datetime_parsing",                        \
      "Input should be a valid date or datetime, %t", "\"error\":%T")          \
    X(DATE_INEXACT, "date_from_datetime_inexact",                              \
      "Datetimes provided to dates should have zero time - e.g. be exact "     \
      "dates",                                                                 \
      "")                                                                      \
    X(DATETIME_TYPE, "datetime_type", "Input should be a valid datetime", "")  \
    X(DATETIME_PARSING, "datetime_parsing",                                    \
      "Input should be a valid datetime, %t", "\"error\":%T")                  \
    X(DATETIME_FROM_DATE, "datetime_from_date_parsing",                        \
      "Input should be a valid datetime or date, %t", "\"error\":%T")          \
    X(TIME_TYPE, "time_type", "Input should be a valid time", "")              \
    X(TIME_PARSING, "time_parsing",                                            \
      "Input should be in a valid time format, %t", "\"error\":%T")            \
    X(TIME_DELTA_TYPE, "time_delta_type", "Input should be a valid timedelta", \
      "")                                                                      \
    X(TIME_DELTA_PARSING, "time_delta_parsing",                                \
      "Input should be a valid timedelta, %t", "\"error\":%T")                 \
    X(UUID_TYPE, "uuid_type",                                                  \
      "UUID input should be a string, bytes or UUID object", "")               \
    X(UUID_PARSING, "uuid_parsing", "Input should be a valid UUID, %t",        \
      "\"error\":%T")                                                          \
    X(UUID_VERSION, "uuid_version", "UUID version %n expected",                \
      "\"expected_version\":%n")                                               \
    X(DECIMAL_TYPE, "decimal_type",                                            \
      "Decimal input should be an integer, float, string or Decimal object",   \
      "")                                                                      \
    X(DECIMAL_PARSING, "decimal_parsing", "Input should be a valid decimal",   \
      "")                                                                      \
    X(URL_TYPE, "url_type", "URL input should be a string or URL", "")         \
    X(URL_PARSING, "url_parsing", "Input should be a valid URL, %t",           \
      "\"error\":%T")                                                          \
    X(URL_SCHEME, "url_scheme", "URL scheme should be %t",                     \
      "\"expected_schemes\":%T")                                               \
    X(URL_TOO_LONG, "url_too_long", "URL should have at most %n character%s",  \
      "\"max_length\":%n")                                                     \
    X(EMAIL, "value_error", "value is not a valid email address: %t",          \
      "\"reason\":%T")                                                         \
    X(NAME_EMAIL_TYPE, "name_email_type", "Input is not a valid NameEmail",    \
      "")                                                                      \
    X(IPV4_ADDRESS, "ip_v4_address", "Input is not a valid IPv4 address", "")  \
    X(IPV6_ADDRESS, "ip_v6_address", "Input is not a valid IPv6 address", "")  \
    X(IP_ADDRESS, "ip_any_address",                                            \
      "value is not a valid IPv4 or IPv6 address", "")                         \
    X(IPV4_NETWORK, "ip_v4_network", "Input is not a valid IPv4 network", "")  \
    X(IPV6_NETWORK, "ip_v6_network", "Input is not a valid IPv6 network", "")  \
    X(IP_NETWORK, "ip_any_network",                                            \
      "value is not a valid IPv4 or IPv6 network", "")                         \
    X(IPV4_INTERFACE, "ip_v4_interface",                                       \
      "Input is not a valid IPv4 interface", "")                               \
    X(IPV6_INTERFACE, "ip_v6_interface",                                       \
      "Input is not a valid IPv6 interface", "")                               \
    X(IP_INTERFACE, "ip_any_interface",                                        \
      "value is not a valid IPv4 or IPv6 interface", "")

enum tn__issue_kind {
#define TN__ISSUE_ENUM(name, type, message, ctx) TN__ISSUE_##name,
    TN__ISSUES(TN__ISSUE_ENUM)
#undef TN__ISSUE_ENUM
};

/* A step of a location: a name, or an index where `name.ptr` is NULL. Steps are
 * linked from the innermost outwards; issues share them. */
struct tn__loc {
    const struct tn__loc *outer;
    struct tn_str name;
    int64_t index;
};

struct tn__issue {
    struct tn__issue *next;
    enum tn__issue_kind kind;
    const struct tn__loc *loc;
    const struct tn_value *input; /* NULL: written as {} */
    struct tn__bound bound;       /* what ctx tells, as the kind asks */
    uint64_t limit;
    uint64_t actual;
    struct tn_str text;
    struct tn_str tag;
    struct tn_str expected;
};

struct tn__issues {
    struct tn__arena *arena; /* of the issues */
    struct tn__issue *first;
    struct tn__issue *last;
    size_t count; /* found */
    size_t limit; /* kept; 0: 64. What is found past it is counted only. */
    bool failed;  /* memory ran out while one was added */
};

/* Returns whether one more would only be counted. */
bool tn__issues_are_full(const struct tn__issues *issues);

/* Adds a copy of an issue; its location is kept as it is. */
void tn__issues_add(struct tn__issues *issues, const struct tn__issue *issue);

/* Forgets what was added since `mark`, a copy of the struct. */
void tn__issues_rewind(struct tn__issues *issues,
                       const struct tn__issues *mark);

/* Writes what an issue says, not escaped. */
void tn__issue_message(const struct tn__issue *issue, struct tn__buf *buf);

/* Writes where an issue is as a JSON pointer, without the first step ("body").
 * What does not fit is cut. */
void tn__issue_pointer(const struct tn__issue *issue, char *to, size_t size);

/*
 * Writes {"detail":[...]}, FastAPI's body of a 422. Where the buffer's ceiling
 * does not hold all, the list ends early: an issue that does not fit is left
 * out with those after it.
 */
void tn__issues_write(const struct tn__issues *issues, struct tn__buf *buf);

#endif
