/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <string.h>

#include "format/url_parser.h"

/*
 * Paths (URL Standard, section 4.4, path state). What is written is a slash and
 * a segment, again and again, so ".." cuts at the last slash: every byte is
 * written and cut once.
 */

bool tn__url_is_drive(const char *text, size_t size)
{
    return size == 2 && tn__url_is_alpha(text[0]) &&
           (text[1] == ':' || text[1] == '|');
}

/* Returns how many dots a segment is made of, "%2e" counted as one; 0 where
 * there is anything else in it, or more than two. */
static unsigned count_dots(const char *text, size_t size)
{
    unsigned dots = 0;

    for (size_t at = 0; at < size; dots++) {
        if (dots == 2)
            return 0;
        if (text[at] == '.')
            at++;
        else if (size - at >= 3 && text[at] == '%' && text[at + 1] == '2' &&
                 (text[at + 2] | 0x20) == 'e')
            at += 3;
        else
            return 0;
    }
    return dots;
}

/* Removes the last segment. The crate keeps a Windows drive letter wherever it
 * stands, in any scheme. */
static void pop_segment(struct tn__url_parser *parser)
{
    struct tn__buf *out = parser->out;
    size_t slash = out->size;

    if (out->failed || out->size == parser->path_start)
        return;
    while (out->data[--slash] != '/')
        ;
    if (!tn__url_is_drive(out->data + slash + 1, out->size - slash - 1))
        out->size = slash;
}

/* A file's first segment: "c|" is "c:", and then there is no host; the crate
 * takes "c:x" for "c:/x". */
static size_t
write_drive(struct tn__url_parser *parser, const char *text, size_t size)
{
    struct tn__buf *out = parser->out;

    if (size < 2 || !tn__url_is_drive(text, 2) || (size > 2 && text[1] == '|'))
        return 0;
    tn__buf_char(out, text[0]);
    tn__buf_char(out, ':');
    if (size > 2) {
        tn__buf_char(out, '/');
    } else if (parser->has_host) {
        tn__url_cut(out, parser->host_start, parser->path_start);
        parser->path_start = parser->host_start;
        parser->has_host = false;
    }
    return 2;
}

static void
write_segment(struct tn__url_parser *parser, const char *text, size_t size)
{
    bool is_first = parser->out->size == parser->path_start;
    size_t done = 0;

    tn__buf_char(parser->out, '/');
    if (is_first && parser->kind == TN__URL_FILE)
        done = write_drive(parser, text, size);
    tn__url_encode(parser->out, text + done, size - done, TN__URL_SET_PATH);
}

/* An older step of the standard, which the crate keeps: a file's path begins
 * with one slash. */
static void trim_slashes(struct tn__url_parser *parser)
{
    struct tn__buf *out = parser->out;
    size_t first = parser->path_start + 1;
    size_t end = first;

    while (end < out->size && out->data[end] == '/')
        end++;
    tn__url_cut(out, first, end);
}

void tn__url_parse_path(struct tn__url_parser *parser)
{
    bool ends_with_slash = true;

    while (ends_with_slash) {
        const char *text = parser->at;
        size_t size;
        unsigned dots;

        while (parser->at < parser->end && *parser->at != '?' &&
               *parser->at != '#' && !tn__url_is_slash(parser, *parser->at))
            parser->at++;
        size = (size_t)(parser->at - text);
        ends_with_slash =
            parser->at < parser->end && tn__url_is_slash(parser, *parser->at);
        parser->at += ends_with_slash;
        dots = count_dots(text, size);
        if (dots == 2)
            pop_segment(parser);
        if (!dots)
            write_segment(parser, text, size);
        else if (!ends_with_slash)
            tn__buf_char(parser->out, '/');
    }
    if (parser->kind == TN__URL_FILE)
        trim_slashes(parser);
}

void tn__url_parse_path_start(struct tn__url_parser *parser)
{
    char next = parser->at < parser->end ? *parser->at : '\0';
    bool is_over = parser->at == parser->end || next == '?' || next == '#';

    parser->path_start = parser->out->size;
    if (is_over && parser->kind == TN__URL_OPAQUE)
        return;
    if (!is_over && tn__url_is_slash(parser, next))
        parser->at++;
    tn__url_parse_path(parser);
}
