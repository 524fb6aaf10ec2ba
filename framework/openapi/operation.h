/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__OPENAPI_OPERATION_H
#define TN__OPENAPI_OPERATION_H

#include <stdbool.h>

#include <tenon/route.h>

#include "http/endpoint.h"
#include "openapi/schema_writer.h"

/* One operation of a document: OpenAPI 3.1, section 4.8.10. */
struct tn__operation {
    const struct tn_route *route;
    const struct tn__endpoint *endpoint;
    const char *path; /* as OpenAPI writes it; one pointer for all operations of
                         one path; NULL: hidden */
    bool is_first;    /* of its path */
    struct tn_str id; /* operationId, unique in the document */
};

/* Models that the framework itself adds to documents, as FastAPI does: what
 * the body of a 422 is. */
#define TN__VALIDATION_ERROR      "ValidationError"
#define TN__HTTP_VALIDATION_ERROR "HTTPValidationError"

/* Returns whether requests are held against a model, so that 422 may come. */
static inline bool tn__operation_validates(const struct tn__endpoint *endpoint)
{
    return endpoint->input != NULL;
}

/* Writes the Operation Object. */
void tn__operation_write(struct tn__schema_writer *writer,
                         const struct tn__operation *operation);

#endif
