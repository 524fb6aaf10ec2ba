/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "format/url_parser.h"

/* Authorities (URL Standard, section 4.4, authority, host and port states). */

#define PORT_LIMIT 65535

/* Returns where the authority ends. */
static const char *find_end(const struct tn__url_parser *parser)
{
    const char *at = parser->at;

    while (at < parser->end && *at != '?' && *at != '#' &&
           !tn__url_is_slash(parser, *at))
        at++;
    return at;
}

/* Writes user and password; an empty password is left out with its colon. */
static void write_userinfo(struct tn__url_parser *parser, const char *end)
{
    struct tn__buf *out = parser->out;
    size_t before = out->size;
    const char *colon = parser->at;

    while (colon < end && *colon != ':')
        colon++;
    tn__url_encode(out, parser->at, (size_t)(colon - parser->at),
                   TN__URL_SET_USERINFO);
    if (end - colon > 1) {
        tn__buf_char(out, ':');
        tn__url_encode(out, colon + 1, (size_t)(end - colon) - 1,
                       TN__URL_SET_USERINFO);
    }
    if (out->size > before)
        tn__buf_char(out, '@');
}

/* What stands before the last "@" is the user's. */
static enum tn__url_fault parse_userinfo(struct tn__url_parser *parser)
{
    const char *end = find_end(parser);
    const char *mark = NULL;

    for (const char *at = parser->at; at < end; at++) {
        if (*at == '@')
            mark = at;
    }
    if (!mark)
        return TN__URL_NONE;
    if (mark > parser->at)
        write_userinfo(parser, mark);
    else if (mark + 1 == end && end < parser->end)
        return TN__URL_EMPTY_HOST;
    parser->at = mark + 1;
    return TN__URL_NONE;
}

/* The host ends at a colon that is not in brackets. */
static struct tn_str take_host(struct tn__url_parser *parser)
{
    const char *start = parser->at;
    const char *end = find_end(parser);
    bool in_brackets = false;

    for (; parser->at < end; parser->at++) {
        if (*parser->at == ':' && !in_brackets)
            break;
        if (*parser->at == '[')
            in_brackets = true;
        else if (*parser->at == ']')
            in_brackets = false;
    }
    return (struct tn_str){ start, (size_t)(parser->at - start) };
}

static enum tn__url_fault parse_port(struct tn__url_parser *parser)
{
    unsigned port = 0;
    bool has_digits = false;

    if (parser->at == parser->end || *parser->at != ':')
        return TN__URL_NONE;
    for (parser->at++; parser->at < parser->end; parser->at++) {
        char c = *parser->at;

        /* The crate lets a backslash end a port in every scheme. */
        if (c == '/' || c == '\\' || c == '?' || c == '#')
            break;
        if (c < '0' || c > '9')
            return TN__URL_PORT;
        port = port * 10 + (unsigned)(c - '0');
        if (port > PORT_LIMIT)
            return TN__URL_PORT;
        has_digits = true;
    }
    /* Port 0 is no default port of any scheme. */
    if (has_digits && (!parser->default_port || port != parser->default_port))
        tn__buf_printf(parser->out, ":%u", port);
    return TN__URL_NONE;
}

enum tn__url_fault tn__url_parse_authority(struct tn__url_parser *parser)
{
    size_t before = parser->out->size;
    enum tn__url_fault fault = parse_userinfo(parser);
    struct tn_str host;

    if (fault)
        return fault;
    parser->host_start = parser->out->size;
    host = take_host(parser);
    if (!host.len) {
        bool has_port = parser->at < parser->end && *parser->at == ':';

        /* Only another scheme's URL may be without, and then alone. */
        if (parser->kind == TN__URL_NETWORK || has_port ||
            parser->out->size > before)
            return TN__URL_EMPTY_HOST;
        return TN__URL_NONE;
    }
    fault = tn__url_parse_host(parser, host);
    parser->has_host = true;
    return fault ? fault : parse_port(parser);
}
