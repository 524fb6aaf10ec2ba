/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__BASE_ARENA_H
#define TN__BASE_ARENA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <tenon/alloc.h>
#include <tenon/attrs.h>
#include <tenon/str.h>

/*
 * Memory that is taken piece by piece and given back all at once. It grows in
 * chunks up to a ceiling; a reset keeps the first chunk, so that a steady load
 * allocates nothing. One thread at a time.
 */
struct tn__arena_chunk;

struct tn__arena {
    char *next; /* free part of the current chunk */
    char *end;
    struct tn__arena_chunk *chunks; /* the current one first */
    struct tn__arena_chunk *spare;  /* kept for when it is needed again */
    char *own;                      /* where it begins; NULL: in a chunk */
    size_t own_size;
    const struct tn_alloc *alloc;
    size_t first_size; /* bytes of the first chunk */
    size_t total;      /* bytes of all chunks */
    size_t limit;      /* ceiling of total */
};

/* Prepares an arena; allocates nothing yet. `alloc` NULL: the default one;
 * `limit` 0: none. */
void tn__arena_init(struct tn__arena *arena,
                    const struct tn_alloc *alloc,
                    size_t first_size,
                    size_t limit);

/* As that, with memory of the caller's, aligned to 16, that is used before any
 * is allocated, and that outlives the arena. */
void tn__arena_init_with(struct tn__arena *arena,
                         void *own,
                         size_t own_size,
                         size_t first_size,
                         size_t limit);

/* Frees all memory. A zeroed arena is fine. */
void tn__arena_deinit(struct tn__arena *arena);

/* Forgets all that was taken; keeps the first chunk, frees the others. */
void tn__arena_reset(struct tn__arena *arena);

/* The slow path of the functions below. */
void *tn__arena_alloc_slow(struct tn__arena *arena, size_t size, size_t align);

/* Returns `size` bytes, not zeroed; NULL past the ceiling or out of memory.
 * `align` is a power of two, 16 at most. */
static inline void *
tn__arena_alloc_aligned(struct tn__arena *arena, size_t size, size_t align)
{
    uintptr_t at = ((uintptr_t)arena->next + align - 1) & ~(align - 1);

    if (arena->next && at <= (uintptr_t)arena->end &&
        size <= (uintptr_t)arena->end - at) {
        char *taken = arena->next + (at - (uintptr_t)arena->next);

        arena->next = taken + size;
        return taken;
    }
    return tn__arena_alloc_slow(arena, size, align);
}

/* Returns `size` bytes, not zeroed, aligned to 16. */
static inline void *tn__arena_alloc(struct tn__arena *arena, size_t size)
{
    return tn__arena_alloc_aligned(arena, size, 16);
}

/* Returns `size` zeroed bytes, aligned to 16. */
static inline void *tn__arena_zalloc(struct tn__arena *arena, size_t size)
{
    void *taken = tn__arena_alloc(arena, size);

    return taken ? memset(taken, 0, size) : NULL;
}

/*
 * Makes a piece larger: in place where it is the last one taken, else by a
 * copy. Returns NULL (and leaves the piece) past the ceiling. Aligned to 16.
 */
void *tn__arena_grow(struct tn__arena *arena,
                     void *piece,
                     size_t old_size,
                     size_t new_size);

/* Gives back the tail of a piece where it is the last one taken. */
static inline void tn__arena_trim(struct tn__arena *arena,
                                  void *piece,
                                  size_t old_size,
                                  size_t new_size)
{
    if ((char *)piece + old_size == arena->next)
        arena->next = (char *)piece + new_size;
}

/* Returns a NUL-terminated copy; a zeroed view past the ceiling. */
struct tn_str
tn__arena_copy(struct tn__arena *arena, const char *text, size_t size);

/* Returns formatted text; a zeroed view past the ceiling. */
struct tn_str tn__arena_printf(struct tn__arena *arena, const char *format, ...)
    TN_PRINTF(2, 3);

#endif
