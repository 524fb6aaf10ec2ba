/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "base/arena.h"

#include <criterion/criterion.h>

Test(arena, aligns_every_piece_to_sixteen)
{
    struct tn__arena arena;

    tn__arena_init(&arena, NULL, 1024, 0);
    for (size_t size = 1; size < 100; size++)
        cr_assert_eq((uintptr_t)tn__arena_alloc(&arena, size) % 16, 0);
    tn__arena_deinit(&arena);
}

Test(arena, refuses_what_is_past_its_ceiling)
{
    struct tn__arena arena;

    tn__arena_init(&arena, NULL, 1024, 4096);
    cr_assert_null(tn__arena_alloc(&arena, 4096));
    cr_assert_not_null(tn__arena_alloc(&arena, 512));
    cr_assert_null(tn__arena_alloc(&arena, SIZE_MAX));
    cr_assert_leq(arena.total, 4096);
    tn__arena_deinit(&arena);
}

Test(arena, keeps_its_first_chunk_over_a_reset)
{
    struct tn__arena arena;
    void *first;

    tn__arena_init(&arena, NULL, 1024, 0);
    first = tn__arena_alloc(&arena, 100);
    cr_assert_not_null(tn__arena_alloc(&arena, 5000));
    tn__arena_reset(&arena);
    cr_assert_eq(arena.total, 1024);
    cr_assert_eq(tn__arena_alloc(&arena, 100), first);
    tn__arena_deinit(&arena);
}

Test(arena, grows_the_last_piece_in_place)
{
    struct tn__arena arena;
    char *piece;
    char *grown;

    tn__arena_init(&arena, NULL, 1024, 0);
    piece = tn__arena_alloc(&arena, 16);
    memcpy(piece, "0123456789abcdef", 16);
    cr_assert_eq(tn__arena_grow(&arena, piece, 16, 64), piece);
    cr_assert_not_null(tn__arena_alloc(&arena, 1));
    grown = tn__arena_grow(&arena, piece, 64, 2000);
    cr_assert_neq(grown, piece);
    cr_assert_arr_eq(grown, "0123456789abcdef", 16);
    tn__arena_deinit(&arena);
}

Test(arena, begins_with_memory_of_the_callers_and_keeps_a_spare_chunk)
{
    _Alignas(16) char own[256];
    struct tn__arena arena;
    void *first;
    void *more;

    tn__arena_init_with(&arena, own, sizeof(own), 1024, 0);
    first = tn__arena_alloc(&arena, 200);
    cr_assert_eq(first, (void *)own);
    more = tn__arena_alloc(&arena, 200);
    cr_assert_neq(more, NULL);
    cr_assert_eq(arena.total, 1024);
    tn__arena_reset(&arena);
    cr_assert_eq(tn__arena_alloc(&arena, 200), (void *)own);
    cr_assert_eq(tn__arena_alloc(&arena, 200), more);
    cr_assert_eq(arena.total, 1024);
    tn__arena_reset(&arena);
    tn__arena_deinit(&arena);
    cr_assert_eq(arena.total, 0);
}
