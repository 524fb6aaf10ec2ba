/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TENON_REQ_H
#define TENON_REQ_H

#include <stddef.h>

#include <tenon/attrs.h>
#include <tenon/error.h>
#include <tenon/loop.h>
#include <tenon/str.h>
#include <tenon/value.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * One request, as its handler sees it. Everything borrowed from it, and all
 * memory taken from it, lives until the response was sent. A request belongs
 * to one worker: it is never used from two threads.
 *
 *     static int greet(struct tn_req *req, const struct tn_none *in,
 *                      struct Greeting *out)
 *     {
 *         struct tn_str name = tn_req_path_param(req, "name");
 *
 *         out->text = tn_req_printf(req, "Hello, %s", name.ptr);
 *         return out->text.ptr ? 0 : TN_ENOMEM;
 *     }
 */
struct tn_req;

/* -- What the client sent -------------------------------------------------- */

/* Returns the method: "POST". */
struct tn_str tn_req_method(const struct tn_req *req);

/* Returns the path as sent, not percent-decoded, without the query. */
struct tn_str tn_req_path(const struct tn_req *req);

/* Returns a parameter of the route's path, percent-decoded; a zeroed view when
 * the route has none of this name. */
struct tn_str tn_req_path_param(const struct tn_req *req, const char *name);

/* Returns a parameter of the query, percent-decoded ("+" is a space), the last
 * one where the name stands twice, as FastAPI does; a zeroed view when it is
 * absent. */
struct tn_str tn_req_query_param(struct tn_req *req, const char *name);

/* Returns a header field's value, the first where there are several; names
 * compare without case (RFC 9110, section 5.1). A zeroed view when absent. */
struct tn_str tn_req_header(const struct tn_req *req, const char *name);

/* Returns the request's identity, as it stands in the access log. */
struct tn_str tn_req_id(const struct tn_req *req);

/* -- What the program has -------------------------------------------------- */

/* Returns what the API's startup has left (tenon/lifespan.h); NULL where there
 * is none. Shared by all workers: what changes in it must be guarded. */
void *tn_req_app_state(const struct tn_req *req);

/* Returns what the startup of this request's worker has left, which no other
 * worker sees; NULL where there is none. */
void *tn_req_worker_state(const struct tn_req *req);

/* Return the value of a setting of the API's own, as tn_app_setting() and
 * tn_app_setting_ms() do (tenon/setting.h). */
struct tn_str tn_req_setting(const struct tn_req *req, const char *name);
uint64_t tn_req_setting_ms(const struct tn_req *req, const char *name);

/* -- Memory ---------------------------------------------------------------- */

/* Returns zeroed memory, aligned for every type; NULL past the request's memory
 * ceiling: return TN_ENOMEM then. */
void *tn_req_alloc(struct tn_req *req, size_t size);

/* Returns a copy, NUL-terminated; a zeroed view past the memory ceiling. For an
 * output that is made of what does not live as long: it is written after the
 * handler has returned. */
struct tn_str tn_req_dup(struct tn_req *req, struct tn_str text);

/* Returns formatted text; a zeroed view past the memory ceiling. */
struct tn_str tn_req_printf(struct tn_req *req, const char *format, ...)
    TN_PRINTF(2, 3);

/* Returns a value read from JSON text, which is copied: for the output of an
 * operation without generated structs (tenon/dynamic.h). NULL where the text is
 * no JSON, or past the memory ceiling. */
const struct tn_value *
tn_req_json(struct tn_req *req, const char *text, size_t size);

/* -- The answer ------------------------------------------------------------ */

/*
 * Answers with {"detail": "..."} and this status (400 to 599), as FastAPI's
 * HTTPException does. Returns TN_EFAILED, for the handler to return.
 */
int tn_fail(struct tn_req *req, int status, const char *format, ...)
    TN_PRINTF(3, 4);

/* Adds a header field to the answer. Returns TN_EINVALID when the name is no
 * token or the value holds a control character, TN_ENOMEM past the memory
 * ceiling. Both are copied. */
int tn_req_set_header(struct tn_req *req, const char *name, const char *value);

/*
 * Has a function run as a task after the response was sent (FastAPI's
 * BackgroundTasks): one after the other, in this order, and none where the
 * handler has failed, as in FastAPI, or was too late. The request's memory
 * lives until the last has ended; its header fields are gone. A failure is
 * logged. The end of the server waits for it as long as for requests, and
 * cancels it then. Returns 0, or TN_ENOMEM past the memory ceiling.
 */
int tn_req_background(struct tn_req *req, tn_task_fn fn, void *user);

/* -- The log --------------------------------------------------------------- */

/* Writes a line for the operator, of the level "warning", with the request that
 * it is about; cut at 1 KiB. Returns 0, or TN_ENOTASK in a handler that is
 * blocking: the log belongs to the worker's own thread. */
int tn_req_warn(struct tn_req *req, const char *format, ...) TN_PRINTF(2, 3);

#ifdef __cplusplus
}
#endif

#endif
