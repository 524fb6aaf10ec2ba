/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TENON_RESPONSE_H
#define TENON_RESPONSE_H

#include <stddef.h>

#include <tenon/req.h>
#include <tenon/str.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Response hooks: functions that see each response of the program before it is
 * sent, and may change it. They run in their order, once for each response, on
 * its worker's thread: for operations, for errors (404, 405, 422, 500 ...), for
 * redirects, the OpenAPI document and the docs page.
 *
 *     static int add_headers(struct tn_req *req, struct tn_res *res)
 *     {
 *         return tn_res_set_header(res, "X-Request-Id", tn_req_id(req).ptr);
 *     }
 *
 *     static const tn_response_hook_fn hooks[] = { add_headers, NULL };
 *
 * and in struct tn_api: .response_hooks = hooks.
 *
 * A response to HEAD is the one to GET, of which the head alone is sent; the
 * same goes for the body of a 304. With the status 204 or 205 none is sent, and
 * no content type. Content-Length is made of the body afterwards.
 */
struct tn_res;

/*
 * Returns 0, or a negative code: the response is then a 500 without details and
 * without the header fields that were set, no further hook runs, and the log
 * has the code. `res` is borrowed until the hook returns; what is taken from
 * `req` lives until the response was sent. Where the request is refused for its
 * head (400, 431) `req` may know no path and no parameters.
 */
typedef int (*tn_response_hook_fn)(struct tn_req *req, struct tn_res *res);

/* -- Status and body ------------------------------------------------------- */

int tn_res_status(const struct tn_res *res);

/* Sets the status, 200 to 599; else returns TN_EINVALID. */
int tn_res_set_status(struct tn_res *res, int status);

/* Returns the body, borrowed until it is set; unlike other views it is not
 * NUL-terminated. A zeroed view where there is none. Under the header field
 * Content-Encoding it is what that says. */
struct tn_str tn_res_body(const struct tn_res *res);

/*
 * Sets the body to a copy of these octets. Content type and header fields stay,
 * so remove ETag and Content-Encoding where they no longer hold. Returns
 * TN_ENOMEM past the request's memory ceiling.
 */
int tn_res_set_body(struct tn_res *res, const char *data, size_t size);

/* Returns the value of Content-Type; a zeroed view where there is none. */
struct tn_str tn_res_content_type(const struct tn_res *res);

/* Sets Content-Type to a copy of the text; NULL: none. Returns TN_EINVALID when
 * it is empty or holds a control character, TN_ENOMEM past the memory ceiling.
 */
int tn_res_set_content_type(struct tn_res *res, const char *type);

/* -- Header fields ---------------------------------------------------------
 *
 * Names compare without case (RFC 9110, section 5.1); names and values are
 * copied. The functions that change fields return TN_EINVALID for a name that
 * is no token, for a value with a control character, and for what the server
 * writes by itself (Connection, Content-Length, Content-Type, Date,
 * Transfer-Encoding); TN_ENOMEM past the memory ceiling. Nothing has changed
 * then.
 */

/* Returns the first value of this name, valid until the response was sent; a
 * zeroed view where there is none. */
struct tn_str tn_res_header(const struct tn_res *res, const char *name);

/* Sets a field in the place of all that have its name. */
int tn_res_set_header(struct tn_res *res, const char *name, const char *value);

/* Adds a field beside those that have its name, such as Set-Cookie. */
int tn_res_add_header(struct tn_res *res, const char *name, const char *value);

/* Removes all fields of this name; there may be none. */
int tn_res_remove_header(struct tn_res *res, const char *name);

#ifdef __cplusplus
}
#endif

#endif
