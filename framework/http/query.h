/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__HTTP_QUERY_H
#define TN__HTTP_QUERY_H

#include <tenon/str.h>

#include "base/arena.h"

/*
 * Returns the value of a parameter in a raw query, decoded into the arena and
 * NUL-terminated: the last where the name stands twice, empty for "name" and
 * "name=", zeroed when it is absent or memory is short. "&" alone separates.
 */
struct tn_str tn__query_param(struct tn__arena *arena,
                              struct tn_str query,
                              struct tn_str name);

#endif
