/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "format/email.h"
#include "format/ip.h"
#include "format/url.h"
#include "fuzz.h"

/*
 * URLs, e-mail and IP addresses: whatever is accepted is written as text that
 * is accepted again.
 */

static enum tn__url_fault parse(bool hosts,
                                struct tn__arena *arena,
                                struct tn_str text,
                                struct tn__buf *out)
{
    struct tn__url url;

    return hosts ? tn__url_parse_hosts(arena, text, out, &url)
                 : tn__url_parse(arena, text, out, &url);
}

static void check_url(bool hosts, struct tn_str text)
{
    struct tn__arena arena;
    struct tn__buf out = { 0 };
    struct tn__buf again = { 0 };

    tn__arena_init(&arena, NULL, 4096, 0);
    if (parse(hosts, &arena, text, &out) == TN__URL_NONE) {
        for (size_t i = 0; i < out.size; i++)
            FUZZ_CHECK(out.data[i] >= ' ' && out.data[i] < 0x7F);
        /* A file's path may look like a list of hosts; and libidn2 refuses
         * some of what it writes itself. */
        if (!hosts && !strstr(tn__buf_text(&out), "xn--"))
            FUZZ_CHECK(parse(false, &arena,
                             (struct tn_str){ out.data, out.size },
                             &again) == TN__URL_NONE);
    }
    tn__buf_deinit(&again);
    tn__buf_deinit(&out);
    tn__arena_deinit(&arena);
}

static void check_email(bool (*normalize)(struct tn_str, struct tn__buf *),
                        struct tn_str text)
{
    struct tn__buf out = { 0 };

    if (!normalize(text, &out))
        FUZZ_CHECK(out.size > 0);
    FUZZ_CHECK(!out.failed);
    FUZZ_CHECK(tn__utf8_valid_prefix(out.data, out.size) == out.size);
    tn__buf_deinit(&out);
}

static void check_network(struct tn_str text, size_t size)
{
    struct tn__buf out = { 0 };
    struct tn__ip ip;

    if (tn__network_parse(text, size, &ip)) {
        tn__network_write(&out, &ip);
        FUZZ_CHECK(tn__network_parse((struct tn_str){ out.data, out.size },
                                     size, &ip));
    }
    tn__buf_deinit(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct tn_str text = { (const char *)data, size };
    char *copy;

    if (tn__utf8_valid_prefix(text.ptr, size) != size)
        return 0;
    /* The sanitizer shall see each byte past the end. */
    copy = malloc(size + 1);
    FUZZ_CHECK(copy);
    if (size)
        memcpy(copy, data, size);
    copy[size] = '\0';
    text.ptr = copy;
    check_url(false, text);
    check_url(true, text);
    check_email(tn__email_normalize, text);
    check_email(tn__name_email_normalize, text);
    check_network(text, TN__IPV4_SIZE);
    check_network(text, TN__IPV6_SIZE);
    free(copy);
    return 0;
}
