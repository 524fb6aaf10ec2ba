/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__OPENAPI_SCHEMA_WRITER_H
#define TN__OPENAPI_SCHEMA_WRITER_H

#include "openapi/components.h"
#include "json/writer.h"

/*
 * Schemas to those of OpenAPI 3.1, which are JSON Schema 2020-12: what the
 * validator does is what the document says. Models are referred to, integers
 * say int64, a list of types is anyOf, properties have titles. Where `type` and
 * its constraints are not all that a schema asks, it stands as it is written,
 * its references rewritten.
 */
struct tn__schema_writer {
    struct tn__json_out *out;
    struct tn__components *components;
    struct tn__arena *scratch;
    /* Whatever has a name and is no component yet becomes one on the way, found
     * by this model; NULL: they are all there. */
    const struct tn_model *model;
    /* Of the writer itself. */
    const struct tn_schema *schema; /* whose subschemas are written */
    unsigned depth;                 /* of these, without a name between them */
};

/* Writes {"$ref": "#/components/schemas/KEY"}. */
void tn__schema_write_ref(struct tn__schema_writer *writer, const char *key);

/* Writes the schema of a node: a component by reference, others in place. */
void tn__schema_write(struct tn__schema_writer *writer,
                      const struct tn__node *node);

/* Writes a component itself. */
void tn__schema_write_component(struct tn__schema_writer *writer,
                                const struct tn__component *component);

#endif
