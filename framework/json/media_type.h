/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__JSON_MEDIA_TYPE_H
#define TN__JSON_MEDIA_TYPE_H

#include <stdbool.h>

#include <tenon/str.h>

/* Returns whether a content type means JSON, as FastAPI reads it: none at all,
 * application/json, or application/...+json; parameters do not count. */
bool tn__json_is_media_type(struct tn_str type);

#endif
