/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__BASE_NEAREST_H
#define TN__BASE_NEAREST_H

#include <stddef.h>

/*
 * Which of the known words a mistyped one was probably meant to be. Offer each
 * known word, then look at `best`.
 *
 *     struct tn__nearest nearest = { .wrong = "prot" };
 *
 *     tn__nearest_offer(&nearest, "port");
 *     tn__nearest_offer(&nearest, "host");
 *     if (nearest.best)
 *         printf("did you mean %s?\n", nearest.best);
 */
struct tn__nearest {
    const char *wrong;
    const char *best; /* NULL: none is close */
    size_t distance;  /* of best: letters to change, swap, add or drop */
};

/* Considers a word, which must live as long as the search. Upper and lower
 * case, "-" and "_" count as the same. */
void tn__nearest_offer(struct tn__nearest *nearest, const char *word);

#endif
