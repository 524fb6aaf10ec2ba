/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <string.h>

#include "async/net/splitter.h"
#include "fuzz.h"

/*
 * However what comes is cut into pieces, the same lines are found in it, none
 * longer than the limit. The first byte says the limit, the second the size of
 * the pieces.
 */
struct found {
    struct tn__buf text; /* lines, each after a "+"; "-" is one too long */
    size_t limit;
};

static void find(struct found *found, struct tn_str data, size_t piece)
{
    struct tn__splitter splitter = { .limit = found->limit };

    while (data.len) {
        struct tn_str part = { data.ptr, data.len < piece ? data.len : piece };
        struct tn_str line;
        enum tn__split what;

        data.ptr += part.len;
        data.len -= part.len;
        while ((what = tn__splitter_next(&splitter, &part, &line)) !=
               TN__SPLIT_MORE) {
            FUZZ_CHECK(what != TN__SPLIT_NOMEM);
            tn__buf_char(&found->text, what == TN__SPLIT_LINE ? '+' : '-');
            if (what != TN__SPLIT_LINE)
                continue;
            FUZZ_CHECK(line.len <= found->limit);
            FUZZ_CHECK(!line.len || !memchr(line.ptr, '\n', line.len));
            tn__buf_str(&found->text, line);
        }
        FUZZ_CHECK(part.len == 0);
        FUZZ_CHECK(splitter.begun.size <= found->limit + 1);
    }
    tn__splitter_deinit(&splitter);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct found whole = { .limit = 1 };
    struct found parts;
    struct tn_str text = { (const char *)data + 2, size - 2 };

    if (size < 2)
        return 0;
    whole.limit = 1u + data[0] % 32;
    parts = whole;
    find(&whole, text, size);
    find(&parts, text, 1u + data[1] % 32);
    FUZZ_CHECK(!whole.text.failed && !parts.text.failed);
    FUZZ_CHECK(parts.text.size == whole.text.size);
    FUZZ_CHECK(!whole.text.size ||
               memcmp(whole.text.data, parts.text.data, whole.text.size) == 0);
    tn__buf_deinit(&whole.text);
    tn__buf_deinit(&parts.text);
    return 0;
}
