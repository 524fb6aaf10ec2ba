/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__SCHEMA_YAML_H
#define TN__SCHEMA_YAML_H

#include "schema/document.h"

/*
 * YAML to a tree of values: libyaml, which is known here only, reads YAML 1.1;
 * plain scalars mean what YAML 1.2's core schema says (section 10.3.2), so that
 * `no` is a string and 0o17 is 15. Keys are strings, whatever they look like.
 * Aliases are copied. Refused: several documents, merge keys, tags other than
 * the core schema's, .inf and .nan, which JSON does not have.
 *
 * Fills the root, the count, and line and column of the places.
 */
int tn__yaml_read(struct tn__document *document,
                  struct tn__arena *arena,
                  const struct tn__source *source,
                  struct tn_error *error);

/* What a scalar means by the core schema. */
enum tn__yaml_meaning {
    TN__YAML_STRING,
    TN__YAML_VALUE,      /* null, a boolean, a number: in `out` */
    TN__YAML_NOT_FINITE, /* .inf, .nan */
    TN__YAML_TOO_LARGE,  /* 0x or 0o beyond 64 bits */
    TN__YAML_NO_MEMORY,
};

/* Resolves a plain scalar. The digits of a BIGINT lie in the arena. */
enum tn__yaml_meaning tn__yaml_resolve(struct tn__arena *arena,
                                       struct tn_str text,
                                       struct tn_value *out);

#endif
