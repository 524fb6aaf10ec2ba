/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TEST_OPENAPI_API_H
#define TEST_OPENAPI_API_H

#include <tenon/app.h>

#include "base/arena.h"
#include "base/buf.h"
#include "http/endpoint.h"

/*
 * An API made of schema texts and routes, as the start of a program makes one
 * of generated models.
 *
 *     struct test_api api;
 *
 *     test_api_init(&api);
 *     test_api_load(&api, "a.yaml", "$defs: {...}");
 *     test_api_route(&api, &(struct test_route){ .input = "Add" });
 *     text = test_api_write(&api);
 *     test_api_deinit(&api);
 */
#define TEST_ROUTES 64
#define TEST_FILES  4

struct test_api {
    struct tn__arena arena;
    struct tn_schema *schemas[TEST_FILES];
    struct tn_schema_source sources[TEST_FILES];
    size_t file_count;
    struct tn_route routes[TEST_ROUTES];
    struct tn__endpoint endpoints[TEST_ROUTES];
    struct tn_api api; /* title "Test", version "1" */
    struct tn__buf text;
    struct tn_error error;
};

struct test_route {
    struct tn_route route; /* path NULL: "/x"; method 0: POST; no `op` */
    const char *handler;   /* NULL: "handle" */
    const char *input;     /* entry of $defs; "": the root; NULL: none */
    const char *output;
    bool gives_text; /* the output is struct tn_text */
    size_t file;     /* of the models, in the order of loading */
};

void test_api_init(struct test_api *api);
void test_api_deinit(struct test_api *api);

/* Loads a schema file; the test fails where it is broken. */
void test_api_load(struct test_api *api, const char *name, const char *text);

void test_api_route(struct test_api *api, const struct test_route *route);

/* Writes the document; returns what tn__openapi_write() does. */
int test_api_try(struct test_api *api, unsigned indent);

/* Writes the document; returns it as text, borrowed from api. */
const char *test_api_write(struct test_api *api);

/* Writes the document; returns the value at a path of names in it, NULL where
 * there is none: at(api, "paths", "/x", "post", NULL). */
const struct tn_value *test_api_at(struct test_api *api, ...);

/* As test_api_at(), as compact JSON, borrowed from api; "" where there is none.
 */
const char *test_api_text_at(struct test_api *api, ...);

#endif
