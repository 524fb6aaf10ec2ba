/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__FORMAT_URL_PARSER_H
#define TN__FORMAT_URL_PARSER_H

#include "format/url.h"

/*
 * The inside of url.c:
 *
 *     url.c           scheme, query, fragment
 *     url_authority.c user, password, port
 *     url_host.c      domains and addresses
 *     url_path.c      paths
 *     url_encode.c    percent-encoding
 *     url_hosts.c     URLs with several hosts
 *     idna.c          domains that are not ASCII
 */
enum tn__url_kind {
    TN__URL_OPAQUE,  /* a scheme that the standard does not know */
    TN__URL_NETWORK, /* http, https, ws, wss, ftp */
    TN__URL_FILE,
};

struct tn__url_parser {
    const char *at; /* of the input; no tab or newline in it */
    const char *end;
    struct tn__buf *out;
    struct tn__arena *arena;
    enum tn__url_kind kind;
    unsigned default_port; /* 0: none */
    size_t start;          /* of the URL in `out` */
    size_t host_start;
    size_t path_start;
    bool has_host;
};

/* The characters that are percent-encoded beside controls and what is not
 * ASCII (URL Standard, section 1.3). */
enum tn__url_set {
    TN__URL_SET_CONTROLS = 1u << 0,
    TN__URL_SET_FRAGMENT = 1u << 1,
    TN__URL_SET_QUERY = 1u << 2,
    TN__URL_SET_SPECIAL_QUERY = 1u << 3,
    TN__URL_SET_PATH = 1u << 4,
    TN__URL_SET_USERINFO = 1u << 5,
};

/* Appends a text with the characters of a set percent-encoded. */
void tn__url_encode(struct tn__buf *out,
                    const char *text,
                    size_t size,
                    enum tn__url_set set);

/* Removes the bytes from `start` to `end` from what was written. */
void tn__url_cut(struct tn__buf *out, size_t start, size_t end);

/* After the "//" of a URL that is no file: up to the path. */
enum tn__url_fault tn__url_parse_authority(struct tn__url_parser *parser);

/* A host of a special URL, or an opaque one; appends it. */
enum tn__url_fault tn__url_parse_host(struct tn__url_parser *parser,
                                      struct tn_str host);

/* The path of a URL with an authority: special ones have one always. */
void tn__url_parse_path_start(struct tn__url_parser *parser);

/* Segments up to "?", "#" or the end; the input stands behind a slash, which is
 * not written yet. */
void tn__url_parse_path(struct tn__url_parser *parser);

/* Returns whether a text is a letter and ":" or "|", no more. */
bool tn__url_is_drive(const char *text, size_t size);

static inline bool tn__url_is_slash(const struct tn__url_parser *parser, char c)
{
    return c == '/' || (c == '\\' && parser->kind != TN__URL_OPAQUE);
}

static inline bool tn__url_is_alpha(char c)
{
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

#endif
