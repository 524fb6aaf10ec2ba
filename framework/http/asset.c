/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <stdlib.h>
#include <strings.h>
#include <zlib.h>

#include "format/header.h"
#include "http/dispatch.h"
#include "http/server_state.h"

/* An asset's text for who takes no gzip, made when it is first asked for. */
struct tn__inflated {
    struct tn__inflated *next;
    const struct tn__asset *asset;
    size_t size;
    char text[];
};

/* An asset that says it is larger is not believed. */
#define INFLATED_LIMIT (64u << 20)

/* -- Inflating ------------------------------------------------------------- */

/* A gzip member ends with the size of its content (RFC 1952). */
static size_t inflated_size(const struct tn__asset *asset)
{
    const unsigned char *end = (const unsigned char *)asset->data + asset->size;

    if (asset->size < 18)
        return 0;
    return (size_t)end[-4] | (size_t)end[-3] << 8 | (size_t)end[-2] << 16 |
           (size_t)end[-1] << 24;
}

static bool inflate_into(const struct tn__asset *asset, char *to, size_t size)
{
    union {
        const char *read;
        Bytef *next;
    } data = { .read = asset->data };
    z_stream stream = {
        .next_in = data.next,
        .avail_in = (uInt)asset->size,
        .next_out = (Bytef *)to,
        .avail_out = (uInt)size,
    };
    int result;

    if (inflateInit2(&stream, 16 + MAX_WBITS) != Z_OK)
        return false;
    result = inflate(&stream, Z_FINISH);
    inflateEnd(&stream);
    return result == Z_STREAM_END && stream.avail_out == 0;
}

/* Returns the inflated asset; NULL when memory is short or it is no gzip. */
static const struct tn__inflated *inflated(struct tn__server *server,
                                           const struct tn__asset *asset)
{
    size_t size = inflated_size(asset);
    struct tn__inflated *made = server->inflated;

    while (made && made->asset != asset)
        made = made->next;
    if (made || size > INFLATED_LIMIT)
        return made;
    made = malloc(sizeof(*made) + size);
    if (!made || !inflate_into(asset, made->text, size)) {
        free(made);
        return NULL;
    }
    made->asset = asset;
    made->size = size;
    made->next = server->inflated;
    server->inflated = made;
    return made;
}

void tn__asset_free(struct tn__server *server)
{
    while (server->inflated) {
        struct tn__inflated *first = server->inflated;

        server->inflated = first->next;
        free(first);
    }
}

/* -- What the client has and takes ----------------------------------------- */

/* Cuts the next element off a list (RFC 9110, section 5.6.1), without the
 * blanks around it; false at the end. */
static bool next_element(struct tn_str *list, struct tn_str *element)
{
    const char *comma = list->len ? memchr(list->ptr, ',', list->len) : NULL;
    size_t size = comma ? (size_t)(comma - list->ptr) : list->len;

    if (!list->len)
        return false;
    *element = tn__header_trim((struct tn_str){ list->ptr, size });
    size += comma != NULL;
    list->ptr += size;
    list->len -= size;
    return true;
}

static bool is_word(struct tn_str text, const char *word)
{
    return text.len == strlen(word) &&
           strncasecmp(text.ptr, word, text.len) == 0;
}

/* Returns whether the weight after ";" is not zero: "q=0", "q=0.000". */
static bool has_weight(struct tn_str text)
{
    const char *equals = memchr(text.ptr, '=', text.len);
    const char *end = text.ptr + text.len;

    if (!equals)
        return true;
    for (const char *at = equals + 1; at < end; at++)
        if (*at >= '1' && *at <= '9')
            return true;
    return false;
}

/* Returns whether gzip may be sent (RFC 9110, section 12.5.3): it is named, or
 * "*" is and gzip is not, with a weight. */
static bool takes_gzip(struct tn_str list)
{
    struct tn_str element;
    bool any = false;

    while (next_element(&list, &element)) {
        const char *semicolon = memchr(element.ptr, ';', element.len);
        size_t size =
            semicolon ? (size_t)(semicolon - element.ptr) : element.len;
        struct tn_str coding =
            tn__header_trim((struct tn_str){ element.ptr, size });
        bool weighs =
            !semicolon ||
            has_weight((struct tn_str){ semicolon, element.len - size });

        if (is_word(coding, "gzip") || is_word(coding, "x-gzip"))
            return weighs;
        if (is_word(coding, "*"))
            any = weighs;
    }
    return any;
}

static struct tn_str without_weakness(struct tn_str etag)
{
    if (etag.len > 2 && memcmp(etag.ptr, "W/", 2) == 0)
        return (struct tn_str){ etag.ptr + 2, etag.len - 2 };
    return etag;
}

/* The weak comparison of RFC 9110, section 8.8.3.2. */
static bool has_it(struct tn_str list, const char *etag)
{
    struct tn_str own = without_weakness(tn_str_from(etag));
    struct tn_str element;

    while (next_element(&list, &element))
        if (is_word(element, "*") ||
            tn_str_equal(without_weakness(element), own))
            return true;
    return false;
}

/* -- The answer ------------------------------------------------------------ */

/* One tag for the compressed text and the plain one: a weak one, since they are
 * not the same octets. */
static int add_fields(struct tn_req *req, const struct tn__asset *asset)
{
    const struct tn__asset_header *header = asset->headers;
    const char *etag = asset->etag;
    int failure = 0;

    if (etag && asset->gzip && etag[0] == '"')
        etag = tn__arena_printf(req->arena, "W/%s", etag).ptr;
    if (asset->etag)
        failure = etag ? tn__req_add_field(req, "ETag", etag) : TN_ENOMEM;
    if (!failure && asset->gzip)
        failure = tn__req_add_field(req, "Vary", "Accept-Encoding");
    for (; header && header->name && !failure; header++)
        failure = tn__req_add_field(req, header->name, header->value);
    return failure;
}

static int add_content(struct tn_req *req, const struct tn__asset *asset)
{
    static const struct tn_str accept_encoding = TN_STR("Accept-Encoding");
    const struct tn__inflated *plain = NULL;

    req->answer.content_type = asset->content_type;
    req->answer.data = asset->data;
    req->answer.size = asset->size;
    if (!asset->gzip)
        return 0;
    if (takes_gzip(tn__req_field(req, accept_encoding)))
        return tn__req_add_field(req, "Content-Encoding", "gzip");
    plain = inflated(req->server, asset);
    if (!plain)
        return TN_ENOMEM;
    req->answer.data = plain->text;
    req->answer.size = plain->size;
    return 0;
}

void tn__asset_run(struct tn_req *req)
{
    static const struct tn_str if_none_match = TN_STR("If-None-Match");
    const struct tn__asset *asset = req->match.endpoint->asset;
    struct tn_str known = tn__req_field(req, if_none_match);
    int failure = add_fields(req, asset);

    /* A 304 has the content too: the library leaves it out and says the length
     * that the 200 would have (RFC 9110, section 8.6). */
    req->answer.status = asset->etag && has_it(known, asset->etag) ? 304 : 200;
    if (!failure)
        failure = add_content(req, asset);
    if (failure) {
        req->answer.fields = NULL;
        tn__req_refuse(req, 500, "Internal Server Error");
    }
}
