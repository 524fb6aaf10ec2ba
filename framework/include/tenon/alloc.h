/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TENON_ALLOC_H
#define TENON_ALLOC_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * The allocator: one function and its context, so that a program can count
 * and a test can make the n-th allocation fail.
 *
 * `fn` behaves as realloc does: `ptr` NULL allocates, `size` 0 frees and
 * returns NULL, failure returns NULL and leaves `ptr` as it was. It may be
 * called from every thread that was given the allocator.
 */
typedef void *(*tn_alloc_fn)(void *ptr, size_t size, void *user);

struct tn_alloc {
    tn_alloc_fn fn;
    void *user;
};

/* The C library's allocator. Where an API takes NULL, it means this one. */
extern const struct tn_alloc tn_alloc_default;

#ifdef __cplusplus
}
#endif

#endif
