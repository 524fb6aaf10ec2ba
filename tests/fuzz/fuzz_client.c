/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <curl/curl.h>
#include <string.h>

#include "async/client/head.h"
#include "async/client/url.h"
#include "fuzz.h"

/*
 * What the HTTP client reads of others: a URL in the first line, a reference
 * that is followed from it in the second, the lines of a head in all of them.
 */

/* libcurl, which connects, reads the host that was checked. */
static void check_host(const struct tn__target_url *url)
{
    CURLU *parts = curl_url();
    char *scheme = NULL;
    char *host = NULL;
    char *port = NULL;
    char origin[2048];

    FUZZ_CHECK(parts);
    if (curl_url_set(parts, CURLUPART_URL, url->text.ptr, 0) == CURLUE_OK) {
        curl_url_get(parts, CURLUPART_SCHEME, &scheme, 0);
        curl_url_get(parts, CURLUPART_HOST, &host, 0);
        curl_url_get(parts, CURLUPART_PORT, &port, 0);
        FUZZ_CHECK(scheme && host);
        snprintf(origin, sizeof(origin), "%s://%s%s%s", scheme, host,
                 port ? ":" : "", port ? port : "");
        FUZZ_CHECK(url->origin.len >= sizeof(origin) ||
                   tn_str_equal(url->origin, tn_str_from(origin)));
    }
    curl_free(scheme);
    curl_free(host);
    curl_free(port);
    curl_url_cleanup(parts);
}

static void check_url(const struct tn__target_url *url)
{
    FUZZ_CHECK(strlen(url->text.ptr) == url->text.len);
    FUZZ_CHECK(strncmp(url->text.ptr, "http", 4) == 0);
    FUZZ_CHECK(!memchr(url->origin.ptr, '@', url->origin.len));
    FUZZ_CHECK(!strchr(url->text.ptr, '#'));
    for (size_t i = 0; i < url->text.len; i++)
        FUZZ_CHECK(url->text.ptr[i] > ' ' && url->text.ptr[i] < 0x7F);
    check_host(url);
}

static void check_head(struct tn__arena *arena, char *text)
{
    struct tn__response_head head = { 0 };
    int rc = 0;

    for (char *line = text; rc == 0 && *line;) {
        size_t size = strcspn(line, "\n");

        size += line[size] == '\n';
        rc = tn__response_head_add(&head, arena, (struct tn_str){ line, size },
                                   4096);
        line += size;
    }
    FUZZ_CHECK(head.count <= head.capacity);
    FUZZ_CHECK(head.status >= 0 && head.status <= 999);
    for (size_t i = 0; i < head.count; i++)
        FUZZ_CHECK(head.fields[i].name[0] && head.fields[i].value);
    tn__response_head_is_redirect(&head);
}

static void check_urls(struct tn__arena *arena, char *text)
{
    struct tn__target_url url;
    char *next = strchr(text, '\n');

    if (next)
        *next++ = '\0';
    if (tn__target_url_parse(&url, arena, text, NULL) != 0)
        return;
    check_url(&url);
    if (next)
        next[strcspn(next, "\r\n")] = '\0';
    if (next && tn__target_url_follow(&url, arena, next, NULL) == 0)
        check_url(&url);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct tn__arena arena;
    /* The sanitizer shall see each byte past the end. */
    char *copy = malloc(size + 1);

    FUZZ_CHECK(copy);
    if (size)
        memcpy(copy, data, size);
    copy[size] = '\0';
    tn__arena_init(&arena, NULL, 4096, 0);
    check_head(&arena, copy);
    check_urls(&arena, copy);
    tn__arena_deinit(&arena);
    free(copy);
    return 0;
}
