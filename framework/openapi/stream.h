/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__OPENAPI_STREAM_H
#define TN__OPENAPI_STREAM_H

#include "http/endpoint.h"
#include "openapi/schema_writer.h"

/* Writes the schema of a stream's response, of lines or events: an array of its
 * items, as OpenAPI 3.2 (section 4.14.5, sequential media types) has those
 * described that can say no more than 3.1. An event is an object of its fields,
 * whose data is a string with JSON in it. */
void tn__stream_schema_write(struct tn__schema_writer *writer,
                             const struct tn__endpoint *endpoint);

#endif
