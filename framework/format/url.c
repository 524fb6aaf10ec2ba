/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "format/url.h"

#include <string.h>

#include "format/url_parser.h"

static const struct scheme {
    const char *name;
    enum tn__url_kind kind;
    unsigned port;
} schemes[] = {
    /* URL Standard, section 4.2: the special schemes. */
    { "http", TN__URL_NETWORK, 80 }, { "https", TN__URL_NETWORK, 443 },
    { "ws", TN__URL_NETWORK, 80 },   { "wss", TN__URL_NETWORK, 443 },
    { "ftp", TN__URL_NETWORK, 21 },  { "file", TN__URL_FILE, 0 },
};

const char *tn__url_fault_text(enum tn__url_fault fault)
{
    static const char *const texts[] = {
#define URL_TEXT(name, text) [TN__URL_##name] = (text),
        TN__URL_FAULTS(URL_TEXT)
#undef URL_TEXT
    };

    return texts[fault];
}

/* -- Input ----------------------------------------------------------------- */

static bool is_ignored(char c)
{
    return c == '\t' || c == '\n' || c == '\r';
}

/* Controls and spaces at the ends are left out, tabs and newlines everywhere.
 */
static bool take_input(struct tn__url_parser *parser, struct tn_str text)
{
    const char *end = text.ptr + text.len;
    const char *at = text.ptr;
    char *to;

    while (at < end && (unsigned char)*at <= ' ')
        at++;
    while (at < end && (unsigned char)end[-1] <= ' ')
        end--;
    parser->at = at;
    parser->end = end;
    while (at < end && !is_ignored(*at))
        at++;
    if (at == end)
        return true;
    to = tn__arena_alloc(parser->arena, (size_t)(end - parser->at));
    if (!to)
        return false;
    at = parser->at;
    parser->at = to;
    for (; at < end; at++) {
        if (!is_ignored(*at))
            *to++ = *at;
    }
    parser->end = to;
    return true;
}

static char peek(const struct tn__url_parser *parser, size_t ahead)
{
    return (size_t)(parser->end - parser->at) > ahead ? parser->at[ahead]
                                                      : '\0';
}

/* -- Schemes --------------------------------------------------------------- */

static bool is_scheme_char(char c)
{
    return tn__url_is_alpha(c) || (c >= '0' && c <= '9') || c == '+' ||
           c == '-' || c == '.';
}

static void find_scheme(struct tn__url_parser *parser, struct tn_str name)
{
    parser->kind = TN__URL_OPAQUE;
    for (size_t i = 0; i < TN_COUNT(schemes); i++) {
        if (tn_str_equal(name, tn_str_from(schemes[i].name))) {
            parser->kind = schemes[i].kind;
            parser->default_port = schemes[i].port;
        }
    }
}

/* Writes the scheme in lower case and a colon. */
static bool parse_scheme(struct tn__url_parser *parser, struct tn__url *url)
{
    const char *start = parser->at;
    struct tn__buf *out = parser->out;
    const char *text;

    if (start == parser->end || !tn__url_is_alpha(*start))
        return false;
    while (parser->at < parser->end && is_scheme_char(*parser->at))
        parser->at++;
    if (parser->at == parser->end || *parser->at != ':')
        return false;
    url->scheme_size = (size_t)(parser->at - start);
    for (; start < parser->at; start++)
        tn__buf_char(out, *start >= 'A' && *start <= 'Z' ? (char)(*start | 0x20)
                                                         : *start);
    text = tn__buf_text(out);
    if (text)
        find_scheme(parser,
                    (struct tn_str){ text + parser->start, url->scheme_size });
    parser->at++;
    tn__buf_char(out, ':');
    return true;
}

/* -- What follows the scheme ----------------------------------------------- */

static enum tn__url_fault parse_network(struct tn__url_parser *parser)
{
    enum tn__url_fault fault;

    while (parser->at < parser->end && tn__url_is_slash(parser, *parser->at))
        parser->at++;
    tn__buf_lit(parser->out, "//");
    fault = tn__url_parse_authority(parser);
    if (!fault)
        tn__url_parse_path_start(parser);
    return fault;
}

/* Without a host, "/." keeps a path that begins with two slashes from being
 * read as one. */
static void parse_rootless(struct tn__url_parser *parser)
{
    struct tn__buf *out = parser->out;
    const char *start = parser->at;
    size_t path = out->size;

    parser->path_start = path;
    if (peek(parser, 0) != '/') {
        while (parser->at < parser->end && *parser->at != '?' &&
               *parser->at != '#')
            parser->at++;
        tn__url_encode(out, start, (size_t)(parser->at - start),
                       TN__URL_SET_CONTROLS);
        return;
    }
    parser->at++;
    tn__url_parse_path(parser);
    if (out->failed || out->size - path < 2 || out->data[path + 1] != '/')
        return;
    tn__buf_lit(out, "/.");
    if (out->failed)
        return;
    memmove(out->data + path + 2, out->data + path, out->size - path - 2);
    memcpy(out->data + path, "/.", 2);
}

static enum tn__url_fault parse_opaque(struct tn__url_parser *parser)
{
    enum tn__url_fault fault;

    if (peek(parser, 0) != '/' || peek(parser, 1) != '/') {
        parse_rootless(parser);
        return TN__URL_NONE;
    }
    parser->at += 2;
    tn__buf_lit(parser->out, "//");
    fault = tn__url_parse_authority(parser);
    if (!fault)
        tn__url_parse_path_start(parser);
    return fault;
}

/* A file's host: "localhost" is none, and a drive letter belongs to the path.
 * Returns through `is_there` whether one was written. */
static enum tn__url_fault parse_file_host(struct tn__url_parser *parser)
{
    static const struct tn_str local = TN_STR("localhost");
    const char *start = parser->at;
    const char *at = start;
    enum tn__url_fault fault;
    struct tn_str host;

    while (at < parser->end && *at != '?' && *at != '#' &&
           !tn__url_is_slash(parser, *at))
        at++;
    host = (struct tn_str){ start, (size_t)(at - start) };
    if (!host.len || tn__url_is_drive(host.ptr, host.len))
        return TN__URL_NONE;
    parser->at = at;
    fault = tn__url_parse_host(parser, host);
    if (fault || parser->out->failed)
        return fault;
    host.ptr = parser->out->data + parser->host_start;
    host.len = parser->out->size - parser->host_start;
    parser->has_host = !tn_str_equal(host, local);
    if (!parser->has_host)
        parser->out->size = parser->host_start;
    return TN__URL_NONE;
}

static enum tn__url_fault parse_file(struct tn__url_parser *parser)
{
    enum tn__url_fault fault;

    tn__buf_lit(parser->out, "//");
    parser->host_start = parser->out->size;
    parser->path_start = parser->out->size;
    if (!tn__url_is_slash(parser, peek(parser, 0)) ||
        !tn__url_is_slash(parser, peek(parser, 1))) {
        parser->at += tn__url_is_slash(parser, peek(parser, 0));
        tn__url_parse_path(parser);
        return TN__URL_NONE;
    }
    parser->at += 2;
    fault = parse_file_host(parser);
    if (fault)
        return fault;
    /* Without a host the crate's path begins with an empty segment, which is
     * trimmed at last; until then no segment behind it is the first. */
    if (parser->has_host)
        tn__url_parse_path_start(parser);
    else
        tn__url_parse_path(parser);
    return TN__URL_NONE;
}

static void parse_query(struct tn__url_parser *parser)
{
    const char *start = parser->at;

    if (peek(parser, 0) != '?')
        return;
    while (parser->at < parser->end && *parser->at != '#')
        parser->at++;
    tn__buf_char(parser->out, '?');
    tn__url_encode(parser->out, start + 1, (size_t)(parser->at - start) - 1,
                   parser->kind == TN__URL_OPAQUE ? TN__URL_SET_QUERY
                                                  : TN__URL_SET_SPECIAL_QUERY);
}

static void parse_fragment(struct tn__url_parser *parser)
{
    if (peek(parser, 0) != '#')
        return;
    tn__buf_char(parser->out, '#');
    tn__url_encode(parser->out, parser->at + 1,
                   (size_t)(parser->end - parser->at) - 1,
                   TN__URL_SET_FRAGMENT);
}

enum tn__url_fault tn__url_parse(struct tn__arena *arena,
                                 struct tn_str text,
                                 struct tn__buf *out,
                                 struct tn__url *url)
{
    static enum tn__url_fault (*const parse[])(struct tn__url_parser *) = {
        [TN__URL_OPAQUE] = parse_opaque,
        [TN__URL_NETWORK] = parse_network,
        [TN__URL_FILE] = parse_file,
    };
    struct tn__url_parser parser = { .out = out,
                                     .arena = arena,
                                     .start = out->size };
    enum tn__url_fault fault;

    if (!text.len)
        return TN__URL_EMPTY;
    if (!take_input(&parser, text))
        return TN__URL_MEMORY;
    if (!parse_scheme(&parser, url))
        return TN__URL_RELATIVE;
    fault = parse[parser.kind](&parser);
    if (fault)
        return fault;
    parse_query(&parser);
    parse_fragment(&parser);
    url->has_host = parser.has_host;
    url->is_special = parser.kind != TN__URL_OPAQUE;
    return out->failed ? TN__URL_MEMORY : TN__URL_NONE;
}
