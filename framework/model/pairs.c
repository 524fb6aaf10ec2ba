/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "model/decoder.h"

/* Below this count all are compared with all. */
#define FEW 16

static bool same_name(const struct tn__pair *a, const struct tn__pair *b)
{
    return a->key->count == b->key->count &&
           memcmp(a->key->as.text, b->key->as.text, a->key->count) == 0;
}

static size_t unique_among_few(struct tn__pair *pairs, size_t count)
{
    size_t kept = 0;

    for (size_t i = 0; i < count; i++) {
        size_t same = 0;

        while (same < kept && !same_name(&pairs[same], &pairs[i]))
            same++;
        if (same < kept)
            pairs[same].value = pairs[i].value;
        else
            pairs[kept++] = pairs[i];
    }
    return kept;
}

/* Orders names by size and bytes. Not by a hash: a client who knows it could
 * make all names collide. */
static int compare_names(const struct tn__pair *a, const struct tn__pair *b)
{
    if (a->key->count != b->key->count)
        return a->key->count < b->key->count ? -1 : 1;
    return memcmp(a->key->as.text, b->key->as.text, a->key->count);
}

/* Merges two sorted runs that lie behind each other in `from`; equal ones keep
 * their order. */
static void
merge(struct tn__pair **to, struct tn__pair **from, size_t middle, size_t end)
{
    size_t left = 0;
    size_t right = middle;

    for (size_t i = 0; i < end; i++) {
        bool take_left =
            left < middle &&
            (right == end || compare_names(from[left], from[right]) <= 0);

        to[i] = take_left ? from[left++] : from[right++];
    }
}

static size_t at_most(size_t value, size_t limit)
{
    return value < limit ? value : limit;
}

/* Sorts from the bottom up; returns which of the two arrays has the result. */
static struct tn__pair **
sort(struct tn__pair **from, struct tn__pair **to, size_t count)
{
    for (size_t run = 1; run < count; run *= 2) {
        struct tn__pair **merged = to;

        for (size_t i = 0; i < count; i += 2 * run) {
            size_t left = count - i;

            merge(to + i, from + i, at_most(run, left), at_most(2 * run, left));
        }
        to = from;
        from = merged;
    }
    return from;
}

/* Gives the first of each name the value of the last, and takes that of the
 * others away. */
static void mark_doubles(struct tn__pair **sorted, size_t count)
{
    struct tn__pair *first = sorted[0];

    for (size_t i = 1; i < count; i++) {
        if (compare_names(first, sorted[i]) != 0) {
            first = sorted[i];
            continue;
        }
        first->value = sorted[i]->value;
        sorted[i]->value = NULL;
    }
}

size_t
tn__pairs_unique(struct tn__arena *arena, struct tn__pair *pairs, size_t count)
{
    size_t size = 2 * count * sizeof(struct tn__pair *);
    struct tn__pair **pointers;
    size_t kept = 0;

    if (count <= FEW)
        return unique_among_few(pairs, count);
    pointers = tn__arena_alloc(arena, size);
    if (!pointers)
        return SIZE_MAX;
    for (size_t i = 0; i < count; i++)
        pointers[i] = &pairs[i];
    mark_doubles(sort(pointers, pointers + count, count), count);
    for (size_t i = 0; i < count; i++) {
        if (pairs[i].value)
            pairs[kept++] = pairs[i];
    }
    tn__arena_trim(arena, pointers, size, 0);
    return kept;
}
