/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "schema/suggest.h"

#include <ctype.h>

/* Longer names are not compared: bytes. */
#define LONGEST 48

static bool is_same(char a, char b)
{
    return tolower((unsigned char)a) == tolower((unsigned char)b);
}

static size_t least(size_t a, size_t b, size_t c)
{
    size_t ab = a < b ? a : b;

    return ab < c ? ab : c;
}

/* Letters to insert, remove or replace (Levenshtein), case apart. */
static size_t distance(struct tn_str a, struct tn_str b)
{
    size_t row[LONGEST + 1];

    for (size_t j = 0; j <= b.len; j++)
        row[j] = j;
    for (size_t i = 1; i <= a.len; i++) {
        size_t diagonal = row[0];

        row[0] = i;
        for (size_t j = 1; j <= b.len; j++) {
            size_t replaced = diagonal + !is_same(a.ptr[i - 1], b.ptr[j - 1]);

            diagonal = row[j];
            row[j] = least(row[j] + 1, row[j - 1] + 1, replaced);
        }
    }
    return row[b.len];
}

/* How many letters may be wrong before it is another word. */
static size_t tolerance(size_t length)
{
    if (length < 4)
        return length / 2;
    return length < 9 ? 2 : 3;
}

void tn__suggestion_offer(struct tn__suggestion *best, struct tn_str name)
{
    size_t edits;

    if (name.len > LONGEST || best->wrong.len > LONGEST)
        return;
    edits = distance(best->wrong, name);
    if (edits > tolerance(best->wrong.len) ||
        (best->name.ptr && edits >= best->distance))
        return;
    best->name = name;
    best->distance = edits;
}
