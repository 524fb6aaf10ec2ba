/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "base/arena.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>

struct tn__arena_chunk {
    struct tn__arena_chunk *before;
    size_t size; /* bytes, this header counted */
};

/* Keeps the first piece of a chunk aligned to 16. */
#define CHUNK_HEADER 16

static_assert(sizeof(struct tn__arena_chunk) <= CHUNK_HEADER,
              "a chunk's header must fit before its first piece");

static char *chunk_begin(struct tn__arena_chunk *chunk)
{
    return (char *)chunk + CHUNK_HEADER;
}

static void use_chunk(struct tn__arena *arena, struct tn__arena_chunk *chunk)
{
    arena->next = chunk ? chunk_begin(chunk) : NULL;
    arena->end = chunk ? (char *)chunk + chunk->size : NULL;
}

void tn__arena_init(struct tn__arena *arena,
                    const struct tn_alloc *alloc,
                    size_t first_size,
                    size_t limit)
{
    *arena = (struct tn__arena){
        .alloc = alloc ? alloc : &tn_alloc_default,
        .first_size = first_size < 256 ? 256 : first_size,
        .limit = limit ? limit : SIZE_MAX,
    };
}

void tn__arena_init_with(struct tn__arena *arena,
                         void *own,
                         size_t own_size,
                         size_t first_size,
                         size_t limit)
{
    tn__arena_init(arena, NULL, first_size, limit);
    arena->own = own;
    arena->own_size = own_size;
    arena->next = own;
    arena->end = arena->own + own_size;
}

static void free_chunks_after(struct tn__arena *arena,
                              struct tn__arena_chunk *kept)
{
    while (arena->chunks != kept) {
        struct tn__arena_chunk *chunk = arena->chunks;

        arena->chunks = chunk->before;
        arena->total -= chunk->size;
        arena->alloc->fn(chunk, 0, arena->alloc->user);
    }
}

static void use_spare(struct tn__arena *arena)
{
    struct tn__arena_chunk *chunk = arena->spare;

    arena->spare = NULL;
    chunk->before = arena->chunks;
    arena->chunks = chunk;
    use_chunk(arena, chunk);
}

void tn__arena_deinit(struct tn__arena *arena)
{
    if (arena->spare)
        use_spare(arena);
    free_chunks_after(arena, NULL);
    use_chunk(arena, NULL);
}

void tn__arena_reset(struct tn__arena *arena)
{
    struct tn__arena_chunk *first = arena->chunks;

    while (first && first->before)
        first = first->before;
    /* A first chunk that one huge piece made large is not worth keeping. */
    if (first && first->size > arena->first_size)
        first = NULL;
    free_chunks_after(arena, first);
    if (!arena->own) {
        use_chunk(arena, first);
        return;
    }
    if (first) {
        arena->chunks = NULL;
        arena->spare = first;
    }
    arena->next = arena->own;
    arena->end = arena->own + arena->own_size;
}

/* Chunks double, so that their number stays logarithmic, but never past what
 * the ceiling leaves. */
static size_t next_chunk_size(const struct tn__arena *arena, size_t need)
{
    size_t left = arena->limit - arena->total;
    size_t size = arena->chunks ? arena->chunks->size * 2 : arena->first_size;

    if (size > left)
        size = left;
    return size < need ? need : size;
}

void *tn__arena_alloc_slow(struct tn__arena *arena, size_t size, size_t align)
{
    size_t need = size + CHUNK_HEADER;
    struct tn__arena_chunk *chunk;

    if (need < size)
        return NULL;
    if (arena->spare && need <= arena->spare->size) {
        use_spare(arena);
        return tn__arena_alloc_aligned(arena, size, align);
    }
    if (need > arena->limit - arena->total)
        return NULL;
    need = next_chunk_size(arena, need);
    chunk = arena->alloc->fn(NULL, need, arena->alloc->user);
    if (!chunk)
        return NULL;
    chunk->before = arena->chunks;
    chunk->size = need;
    arena->chunks = chunk;
    arena->total += need;
    use_chunk(arena, chunk);
    return tn__arena_alloc_aligned(arena, size, align);
}

void *tn__arena_grow(struct tn__arena *arena,
                     void *piece,
                     size_t old_size,
                     size_t new_size)
{
    void *moved;

    if (piece && (char *)piece + old_size == arena->next &&
        new_size <= (size_t)(arena->end - (char *)piece)) {
        arena->next = (char *)piece + new_size;
        return piece;
    }
    moved = tn__arena_alloc(arena, new_size);
    if (moved && piece)
        memcpy(moved, piece, old_size < new_size ? old_size : new_size);
    return moved;
}

struct tn_str
tn__arena_copy(struct tn__arena *arena, const char *text, size_t size)
{
    char *copy = tn__arena_alloc_aligned(arena, size + 1, 1);

    if (!copy)
        return (struct tn_str){ 0 };
    if (size)
        memcpy(copy, text, size);
    copy[size] = '\0';
    return (struct tn_str){ copy, size };
}

struct tn_str tn__arena_printf(struct tn__arena *arena, const char *format, ...)
{
    va_list args;
    struct tn_str text = { 0 };
    char *copy;
    int size;

    va_start(args, format);
    size = vsnprintf(NULL, 0, format, args);
    va_end(args);
    copy =
        size < 0 ? NULL : tn__arena_alloc_aligned(arena, (size_t)size + 1, 1);
    if (copy) {
        va_start(args, format);
        vsnprintf(copy, (size_t)size + 1, format, args);
        va_end(args);
        text = (struct tn_str){ copy, (size_t)size };
    }
    return text;
}
