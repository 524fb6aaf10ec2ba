/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__OPENAPI_DOCS_FILES_H
#define TN__OPENAPI_DOCS_FILES_H

#include <stddef.h>

/*
 * The files of the docs page, compressed by gzip, in the program itself.
 * Immutable; any number of threads may read them.
 */
struct tn__docs_file {
    const char *path; /* below the page's own: "swagger-ui.css" */
    const char *content_type;
    const char *data; /* gzip (RFC 1952) */
    const char *end;  /* of data */
};

extern const struct tn__docs_file tn__docs_files[];
extern const size_t tn__docs_file_count;

#endif
