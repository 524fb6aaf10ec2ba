/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__EVALUATE_LIBRARY_H
#define TN__EVALUATE_LIBRARY_H

#include <tenon/error.h>

#include "evaluate/subschema.h"

/*
 * The schemas that an evaluation may need: documents, the resources in them
 * ($id), their anchors, and the subschemas compiled so far. All of it lies in
 * one arena. What is not registered or beside a file that was loaded is not
 * found: the network is never asked.
 *
 *     library.c      documents and registered folders
 *     identify.c     resources and anchors of a document
 *     dialect.c      which keywords a resource's $schema has
 *     metaschema.c   the documents of JSON Schema 2020-12 itself
 *     refer.c        references to subschemas
 *     compile.c      subschemas to clauses
 */
struct tn__library {
    struct tn__arena *arena;
    struct tn__pattern **patterns; /* the list that owns the expressions */
    struct tn_error *error;        /* of the call that is under way */
    struct tn__folder *folders;
    struct tn__volume *volumes;
    struct tn__resource *resources;
    struct tn__subschema *queue; /* to be compiled */
    struct tn__subschema *compiled;
    unsigned depth;       /* of documents that are being read */
    bool asserts_formats; /* `format` asks, in every dialect */
};

/* A prefix of URIs, and the folder where they are. */
struct tn__folder {
    struct tn__folder *next;
    struct tn_str uri; /* without the last "/" */
    struct tn_str path;
};

/* A document. */
struct tn__volume {
    struct tn__volume *next;
    struct tn_str uri; /* it was found by: without "#..." */
    struct tn_str file;
    const struct tn__document *document;
    struct tn__resource **resource_at; /* by value: of schemas; NULL else */
    struct tn__subschema **schema_at;  /* by value: those known; NULL else */
};

struct tn__anchor {
    struct tn__anchor *next;
    struct tn_str name;
    const struct tn_value *schema;
    struct tn__subschema *dynamic; /* of $dynamicAnchor; NULL: an $anchor */
};

/* A schema with a URI of its own (core, section 4.3.5). */
struct tn__resource {
    struct tn__resource *next;
    struct tn_str uri; /* "": none */
    struct tn__volume *volume;
    const struct tn_value *root;
    struct tn__anchor *anchors;
    uint64_t keywords; /* of its dialect: TN__KEY_BIT() */
    bool asserts_formats;
};

void tn__library_init(struct tn__library *library,
                      struct tn__arena *arena,
                      struct tn__pattern **patterns);

/* Registers a folder for all URIs that begin with `uri`. Returns 0,
 * TN_ENOMEM. */
int tn__library_add_folder(struct tn__library *library,
                           struct tn_str uri,
                           struct tn_str path);

/* Adds a document that lies in memory; `uri` may be "". Returns NULL with
 * `error` filled. */
struct tn__volume *tn__library_add(struct tn__library *library,
                                   const struct tn__document *document,
                                   struct tn_str uri,
                                   struct tn_str file,
                                   struct tn_error *error);

/* Loads a file, and knows those beside it. Returns NULL with `error` filled. */
struct tn__volume *tn__library_load(struct tn__library *library,
                                    const char *path,
                                    struct tn_error *error);

/*
 * Returns the compiled subschema at a value of a document, with all that it
 * refers to; NULL with `error` filled: a reference that leads nowhere, one that
 * leads back to itself without progress, a keyword's value that is none.
 */
const struct tn__subschema *tn__library_schema(struct tn__library *library,
                                               struct tn__volume *volume,
                                               const struct tn_value *value,
                                               struct tn_error *error);

/* -- For the parts of the library ------------------------------------------ */

/* Fails with what is wrong with a value of a document. */
int tn__library_fail(struct tn__library *library,
                     const struct tn__volume *volume,
                     const struct tn_value *at,
                     const char *format,
                     ...) TN_PRINTF(4, 5);
int tn__library_no_memory(struct tn__library *library);

/* Returns the resource of a URI, loaded if need be; NULL: none. */
struct tn__resource *tn__library_find(struct tn__library *library,
                                      struct tn_str uri);

/* Finds the resources and anchors of a new document. */
int tn__identify(struct tn__library *library, struct tn__volume *volume);

/* Returns the resource that a value of a document belongs to. */
struct tn__resource *tn__resource_of(const struct tn__volume *volume,
                                     const struct tn_value *value);

/* Sets the keywords of a resource whose root has a $schema, or as of the one
 * around it. */
int tn__dialect_read(struct tn__library *library,
                     struct tn__resource *resource,
                     const struct tn__resource *around);

/* Returns the text of a document of JSON Schema 2020-12, in the arena; ptr
 * NULL: the URI names none, or memory is short. */
struct tn_str tn__metaschema_text(struct tn__arena *arena, struct tn_str uri);

/* Returns the subschema at a value, to be compiled later if it is new; NULL
 * when memory is short. */
struct tn__subschema *tn__library_subschema(struct tn__library *library,
                                            struct tn__volume *volume,
                                            const struct tn_value *value);

/* Follows a reference from a resource. Returns NULL with the error filled;
 * `anchor` is that of the fragment, NULL where it is none. */
struct tn__subschema *tn__library_follow(struct tn__library *library,
                                         const struct tn__resource *from,
                                         const struct tn_value *reference,
                                         const struct tn__anchor **anchor);

/* Makes the clauses of a subschema. */
int tn__subschema_compile(struct tn__library *library,
                          struct tn__subschema *schema);

/* Fails where subschemas lead back to themselves without progress. */
int tn__library_check_circles(struct tn__library *library);

#endif
