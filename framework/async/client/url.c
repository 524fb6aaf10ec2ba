/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "async/client/url.h"

#include <curl/curl.h>

#include "base/utf8.h"
#include "format/url.h"

/* -- Parsing --------------------------------------------------------------- */

/* White space is no part of a URL: where some stands, two texts have been put
 * together that should not be. */
static bool has_controls(const char *text)
{
    for (; *text; text++)
        if ((unsigned char)*text <= ' ' || *text == 0x7F)
            return true;
    return false;
}

static bool is_http(const char *text)
{
    return strncmp(text, "http://", 7) == 0 ||
           strncmp(text, "https://", 8) == 0;
}

/* Returns a part of the URL without its percent-encoding; zeroed when memory is
 * short. */
static struct tn_str
unescape(struct tn__arena *arena, const char *text, size_t size)
{
    struct tn_str copy = { 0 };
    int length = 0;
    char *plain = curl_easy_unescape(NULL, text, (int)size, &length);

    if (plain)
        copy = tn__arena_copy(arena, plain, (size_t)length);
    curl_free(plain);
    return copy;
}

/* Takes "name:word" apart, which stands before the host. */
static int take_credentials(struct tn__target_url *url,
                            struct tn__arena *arena,
                            const char *text,
                            size_t size)
{
    const char *colon = memchr(text, ':', size);
    size_t name_size = colon ? (size_t)(colon - text) : size;

    url->username = unescape(arena, text, name_size);
    url->password = colon ? unescape(arena, colon + 1, size - name_size - 1)
                          : (struct tn_str){ "", 0 };
    return url->username.ptr && url->password.ptr ? 0 : TN_ENOMEM;
}

/* Cuts origin and place anew, after the text has changed. */
static void set_views(struct tn__target_url *url, size_t origin_size)
{
    size_t place_size = strcspn(url->text.ptr, "?");

    url->origin = (struct tn_str){ url->text.ptr, origin_size };
    url->place = (struct tn_str){ url->text.ptr, place_size };
}

/* Takes what was normalised apart: in it, "@" and "/" are what they seem. */
static int
split(struct tn__target_url *url, struct tn__arena *arena, const char *text)
{
    const char *authority = strstr(text, "://") + 3;
    size_t authority_size = strcspn(authority, "/?#");
    const char *at = memchr(authority, '@', authority_size);
    const char *host = at ? at + 1 : authority;
    size_t scheme_size = (size_t)(authority - text);
    size_t host_size = authority_size - (size_t)(host - authority);
    size_t rest_size = strcspn(host, "#");

    url->username = url->password = (struct tn_str){ 0 };
    if (at &&
        take_credentials(url, arena, authority, (size_t)(at - authority)) != 0)
        return TN_ENOMEM;
    url->text = tn__arena_printf(arena, "%.*s%.*s", (int)scheme_size, text,
                                 (int)rest_size, host);
    if (!url->text.ptr)
        return TN_ENOMEM;
    set_views(url, scheme_size + host_size);
    return 0;
}

int tn__target_url_parse(struct tn__target_url *url,
                         struct tn__arena *arena,
                         const char *text,
                         struct tn_error *error)
{
    struct tn__buf normal = { 0 };
    struct tn__url parts;
    enum tn__url_fault fault;
    int rc = 0;

    if (!text || has_controls(text))
        return tn_error_set(error, TN_EUSAGE,
                            "the URL holds white space or a control "
                            "character: percent-encode it");
    if (tn__utf8_valid_prefix(text, strlen(text)) != strlen(text))
        return tn_error_set(error, TN_EUSAGE, "the URL is not UTF-8");
    fault = tn__url_parse(arena, tn_str_from(text), &normal, &parts);
    if (fault == TN__URL_MEMORY || (!fault && !tn__buf_text(&normal)))
        rc = TN_ENOMEM;
    else if (fault)
        rc = tn_error_set(error, TN_EUSAGE, "the URL: %s",
                          tn__url_fault_text(fault));
    else if (!is_http(normal.data))
        rc = tn_error_set(error, TN_EUSAGE,
                          "the URL is neither http:// nor https://");
    else
        rc = split(url, arena, normal.data);
    tn__buf_deinit(&normal);
    return rc;
}

/* -- Query ----------------------------------------------------------------- */

static void append_escaped(struct tn__buf *buf, const char *text)
{
    static const char plain[] = "-._~0123456789abcdefghijklmnopqrstuvwxyz"
                                "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    for (; *text; text++) {
        if (strchr(plain, *text))
            tn__buf_char(buf, *text);
        else
            tn__buf_printf(buf, "%%%02X", (unsigned)(unsigned char)*text);
    }
}

int tn__target_url_add_query(struct tn__target_url *url,
                             struct tn__arena *arena,
                             const struct tn_http_field *query,
                             size_t count,
                             struct tn_error *error)
{
    struct tn__buf buf = { 0 };
    char separator = strchr(url->text.ptr, '?') ? '&' : '?';

    if (!count)
        return 0;
    tn__buf_str(&buf, url->text);
    for (size_t i = 0; i < count; i++) {
        if (!query[i].name || !query[i].value) {
            tn__buf_deinit(&buf);
            return tn_error_set(error, TN_EUSAGE,
                                "query parameter %zu has no name or value", i);
        }
        tn__buf_char(&buf, separator);
        append_escaped(&buf, query[i].name);
        tn__buf_char(&buf, '=');
        append_escaped(&buf, query[i].value);
        separator = '&';
    }
    url->text = buf.failed ? (struct tn_str){ 0 }
                           : tn__arena_copy(arena, buf.data, buf.size);
    tn__buf_deinit(&buf);
    if (!url->text.ptr)
        return TN_ENOMEM;
    set_views(url, url->origin.len);
    return 0;
}

/* -- References ------------------------------------------------------------ */

/* Returns what a reference means at a URL, to be freed with curl_free(); NULL:
 * it is none. */
static char *resolve(const char *base, const char *reference)
{
    CURLU *url = curl_url();
    char *resolved = NULL;

    if (url && curl_url_set(url, CURLUPART_URL, base, 0) == CURLUE_OK &&
        curl_url_set(url, CURLUPART_URL, reference,
                     CURLU_URLENCODE | CURLU_ALLOW_SPACE) == CURLUE_OK &&
        curl_url_get(url, CURLUPART_URL, &resolved, 0) != CURLUE_OK)
        resolved = NULL;
    curl_url_cleanup(url);
    return resolved;
}

int tn__target_url_follow(struct tn__target_url *url,
                          struct tn__arena *arena,
                          const char *location,
                          struct tn_error *error)
{
    struct tn__target_url next;
    char *text = resolve(url->text.ptr, location);
    int rc = text ? tn__target_url_parse(&next, arena, text, NULL) : TN_EUSAGE;

    curl_free(text);
    if (rc == TN_EUSAGE)
        return tn_error_set(error, TN_EHTTP,
                            "it redirects to what is no http or https URL");
    if (rc)
        return rc;
    *url = next;
    return 0;
}
