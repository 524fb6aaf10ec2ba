/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__OPENAPI_SCHEMA_WRITER_H
#define TN__OPENAPI_SCHEMA_WRITER_H

#include "openapi/components.h"
#include "json/writer.h"

/*
 * Compiled nodes to schemas of OpenAPI 3.1, which are JSON Schema 2020-12:
 * what the validator does is what the document says. Models are referred to,
 * integers say int64, nullable is anyOf with null, properties have titles.
 */
struct tn__schema_writer {
    struct tn__json_out *out;
    const struct tn__components *components;
    struct tn__arena *scratch;
};

/* Writes {"$ref": "#/components/schemas/KEY"}. */
void tn__schema_write_ref(struct tn__schema_writer *writer, const char *key);

/* Writes the component of a node by reference, other nodes in place. */
void tn__schema_write(struct tn__schema_writer *writer,
                      const struct tn__node *node);

/* Writes a component itself. */
void tn__schema_write_component(struct tn__schema_writer *writer,
                                const struct tn__component *component);

#endif
