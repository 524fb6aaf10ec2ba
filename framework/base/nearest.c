/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "base/nearest.h"

#include <stdbool.h>
#include <string.h>

/* Longer words are not compared: no name comes near it. */
#define WORD_MAX 40

static char fold(char c)
{
    if (c >= 'A' && c <= 'Z')
        return (char)(c - 'A' + 'a');
    return c == '_' ? '-' : c;
}

static bool is_same(char a, char b)
{
    return fold(a) == fold(b);
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* The optimal string alignment distance: one for a letter changed, added,
 * dropped, or swapped with its neighbour. */
static size_t
distance(const char *a, size_t a_size, const char *b, size_t b_size)
{
    size_t rows[3][WORD_MAX + 1];
    size_t *before = rows[0];
    size_t *above = rows[1];
    size_t *row = rows[2];

    for (size_t j = 0; j <= b_size; j++)
        before[j] = above[j] = j;
    for (size_t i = 1; i <= a_size; i++) {
        size_t *oldest = before;

        row[0] = i;
        for (size_t j = 1; j <= b_size; j++) {
            size_t change = is_same(a[i - 1], b[j - 1]) ? 0 : 1;

            row[j] =
                least(least(above[j], row[j - 1]) + 1, above[j - 1] + change);
            if (i > 1 && j > 1 && is_same(a[i - 1], b[j - 2]) &&
                is_same(a[i - 2], b[j - 1]))
                row[j] = least(row[j], before[j - 2] + 1);
        }
        before = above;
        above = row;
        row = oldest;
    }
    return above[b_size];
}

void tn__nearest_offer(struct tn__nearest *nearest, const char *word)
{
    size_t wrong_size = strlen(nearest->wrong);
    size_t size = strlen(word);
    size_t found;

    if (wrong_size > WORD_MAX || size > WORD_MAX)
        return;
    found = distance(nearest->wrong, wrong_size, word, size);
    /* Past a third of the letters it is another word, not a slip. */
    if (found > 1 && found > size / 3)
        return;
    if (!nearest->best || found < nearest->distance) {
        nearest->best = word;
        nearest->distance = found;
    }
}
