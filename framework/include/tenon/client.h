/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TENON_CLIENT_H
#define TENON_CLIENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/error.h>
#include <tenon/model.h>
#include <tenon/str.h>
#include <tenon/value.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * The HTTP client: a request reads like plain code and suspends the task that
 * makes it, nothing else (tenon/loop.h). A session keeps connections alive for
 * the next request to the same host; `session` NULL is one that the loop makes
 * when it is first asked for and frees at its end. Sessions and answers belong
 * to the thread of their loop.
 *
 *     struct tn_http_response *response = NULL;
 *     struct tn_error error = { 0 };
 *     struct User user;
 *     int rc = tn_http_get(NULL, "http://users/7", NULL, &response, &error);
 *
 *     if (rc == 0)
 *         rc = tn_http_response_decode(response, &User_model, &user, &error);
 *     if (rc == 0)
 *         greet(user.name);
 *     else
 *         fprintf(stderr, "%s\n", error.message);
 *     tn_http_response_free(response);
 *
 * The system's environment, .netrc and proxies are not asked. Certificates are
 * verified. Times are milliseconds; 0 is the default, UINT64_MAX none.
 */
struct tn_session;
struct tn_http_response;

/* -- Options: zero means the default --------------------------------------- */

/* A header field, or a parameter of a query; NUL-terminated. */
struct tn_http_field {
    const char *name;
    const char *value;
};

struct tn_http_timeouts {
    uint64_t total_ms;   /* of all: queueing, redirects, retries and, where the
                            answer is streamed, reading it; 0: 60,000 */
    uint64_t connect_ms; /* of a connection: name, TCP, TLS; 0: 10,000 */
    uint64_t read_ms;    /* between two lines of the answer's head or two pieces
                            of its body, once there is a connection; 0: 30,000 */
};

/*
 * Trying again: idempotent methods alone (RFC 9110, section 9.2.2), when no
 * connection came about, when it broke before an answer began, and on 502, 503
 * and 504. The pause doubles from try to try, half of it by chance; the other
 * side's Retry-After counts where it is longer. What would pause for longer
 * than `most_ms`, or past the total time, is not tried again.
 */
struct tn_http_retry {
    unsigned count;    /* tries after the first; 0: none */
    uint64_t first_ms; /* 0: 100 */
    uint64_t most_ms;  /* 0: 30,000 */
};

/* What a session is made with; texts are copied. */
struct tn_session_options {
    struct tn_http_timeouts timeouts;
    struct tn_http_retry retry;
    unsigned connection_limit;      /* at a time, others queue; 0: 100 */
    unsigned host_connection_limit; /* to one host and port; 0: as above */
    unsigned queue_limit;           /* requests that queue; 0: 100,000 */
    unsigned redirect_limit;        /* 0: 10 */
    size_t head_limit;              /* bytes of an answer's head; 0: 64 KiB */
    size_t body_limit;   /* bytes of an answer's body, decompressed, that is not
                            streamed; 0: 16 MiB */
    size_t memory_limit; /* bytes of what is decoded from one answer, and of a
                            request's JSON; 0: 256 MiB */
    const struct tn_http_field *headers; /* of requests that set none of that
                                            name */
    size_t header_count;
    const char *user_agent;  /* NULL: "tenon/VERSION" */
    const char *proxy;       /* "http://host:port"; NULL: none */
    const char *ca_file;     /* PEM, instead of the system's; NULL: those */
    const char *client_cert; /* PEM; NULL: none */
    const char *client_key;  /* PEM; NULL: in client_cert */
    bool insecure_accept_any_certificate; /* whoever listens in can answer */
};

/*
 * What a request is made with. All that is pointed to must live until the call
 * returned; with `stream`, until the answer was read to its end or freed.
 */
struct tn_http_options {
    const char *method; /* NULL: what the function's name says, or GET */
    const struct tn_http_field *query; /* added to the URL's; percent-encoded */
    size_t query_count;
    const struct tn_http_field *headers;
    size_t header_count;
    const char *username; /* Basic authentication; NULL: none */
    const char *password;

    /* The body, at most one of four: a text; JSON of a struct and its model; a
     * file; pieces. */
    struct tn_str body;
    const void *json;
    const struct tn_model *json_model;
    const char *body_file;
    /* Gives the next piece, valid until the next call; TN_ESTOP after the last,
     * another code gives the request up. Runs in the task and may suspend. */
    int (*body_next)(void *user, struct tn_str *piece);
    void *user;
    uint64_t body_size;       /* bytes of all pieces; 0: not known, chunked */
    const char *content_type; /* NULL: JSON's for `json`, else none */

    struct tn_http_timeouts timeouts; /* 0: the session's */
    struct tn_http_retry retry;       /* count 0: the session's */
    bool without_retry;
    bool without_redirects; /* the redirect is the answer */
    bool stream;            /* return when the head is there: tn_http_read() */
    bool any_content_type;  /* decode JSON, whatever the answer says it is */
};

/* -- Sessions -------------------------------------------------------------- */

/* Makes a session on the running loop. NULL with `error` filled: TN_ENOTASK
 * without a loop, TN_ENOMEM, TN_EUSAGE. Owned by the caller; free with
 * tn_session_free(). */
struct tn_session *tn_session_new(const struct tn_session_options *options,
                                  struct tn_error *error);

/* Closes the connections; requests under way end with TN_ECLOSED. What was
 * answered stays. At the loop's end this happens by itself, but for the memory
 * of sessions that the caller owns. NULL is fine. */
void tn_session_free(struct tn_session *session);

/* -- Requests: they suspend ------------------------------------------------ */

/*
 * Sends a request and gives the answer, whatever its status; body included
 * unless it is streamed. `options` NULL: the defaults. Owned by the caller;
 * free with tn_http_response_free(). The message of an error says which request
 * it was, without credentials and query. Returns 0, or
 *   TN_ECONNECT   no connection: name, port, certificate
 *   TN_ETIMEDOUT  the message says which time
 *   TN_EIO        the connection broke
 *   TN_EHTTP      the answer is no HTTP, or redirects to what is none
 *   TN_ELIMIT     head, body, redirects or queue passed their limit
 *   TN_EUSAGE     the URL, a header or an option is wrong
 *   TN_EENCODE    the struct cannot be written as JSON
 *   TN_ECLOSED    the session was freed
 *   TN_ENOMEM, TN_ENOTASK, TN_ECANCELED, or what body_next returned.
 */
int tn_http_request(struct tn_session *session,
                    const char *url,
                    const struct tn_http_options *options,
                    struct tn_http_response **response,
                    struct tn_error *error);

/* The same with GET, and with POST, where `options` has no method. */
int tn_http_get(struct tn_session *session,
                const char *url,
                const struct tn_http_options *options,
                struct tn_http_response **response,
                struct tn_error *error);
int tn_http_post(struct tn_session *session,
                 const char *url,
                 const struct tn_http_options *options,
                 struct tn_http_response **response,
                 struct tn_error *error);

/*
 * Gives the next piece of a streamed answer's body, valid until the next call;
 * while none is asked for, the other side has to wait. Returns 0; TN_ESTOP at
 * the end; as tn_http_request(). Suspends.
 */
int tn_http_read(struct tn_http_response *response,
                 struct tn_str *piece,
                 struct tn_error *error);

/* -- Answers --------------------------------------------------------------- */

/* Frees an answer; one that was not read to its end costs the connection. NULL
 * is fine. */
void tn_http_response_free(struct tn_http_response *response);

/* Returns the status: 200. */
int tn_http_response_status(const struct tn_http_response *response);

/* Returns 0 for a status below 400, else TN_ESTATUS with `error` filled
 * (raise_for_status). */
int tn_http_response_raise(const struct tn_http_response *response,
                           struct tn_error *error);

/* Returns a header field's value, the first where there are several; names
 * compare without case. A zeroed view when absent. */
struct tn_str tn_http_response_header(const struct tn_http_response *response,
                                      const char *name);

/* Returns all header fields, in their order; `count` is set. */
const struct tn_http_field *
tn_http_response_headers(const struct tn_http_response *response,
                         size_t *count);

/* Returns the content type, as it was sent; a zeroed view when absent. */
struct tn_str
tn_http_response_content_type(const struct tn_http_response *response);

/* Returns the body, decompressed, any octets; empty where it is streamed. */
struct tn_str tn_http_response_body(const struct tn_http_response *response);

/* Returns the URL that answered, after redirects, without credentials. */
struct tn_str tn_http_response_url(const struct tn_http_response *response);

/* Returns how many redirects led to it. */
unsigned
tn_http_response_redirect_count(const struct tn_http_response *response);

/* -- JSON answers ---------------------------------------------------------- */

/*
 * Decodes the body into a struct, checked as a request's body would be. What
 * the struct points to lives as long as the answer. Returns 0, or
 *   TN_ESTATUS  the status is 400 or above
 *   TN_EJSON    the body, or its content type, is not JSON
 *   TN_EINVALID the body does not match: `error` has the first fault and its
 *               JSON pointer, tn_http_response_issues() all
 *   TN_EUTF8, TN_EDEPTH, TN_ELIMIT, TN_ENOMEM
 *   TN_ESCHEMA  the model's own schema is broken
 *   TN_EUSAGE   the answer is streamed.
 */
int tn_http_response_decode(struct tn_http_response *response,
                            const struct tn_model *model,
                            void *out,
                            struct tn_error *error);

/* Gives the body as a tree of values, whatever the status. Borrowed from the
 * answer. Returns as above. */
int tn_http_response_json(struct tn_http_response *response,
                          const struct tn_value **value,
                          struct tn_error *error);

/* Returns what did not match as {"detail":[...]}, the form of a 422; a zeroed
 * view before tn_http_response_decode() returned TN_EINVALID or TN_EJSON. */
struct tn_str tn_http_response_issues(const struct tn_http_response *response);

#ifdef __cplusplus
}
#endif

#endif
