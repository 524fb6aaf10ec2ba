/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__ASYNC_CLIENT_TRANSFER_H
#define TN__ASYNC_CLIENT_TRANSFER_H

#include <curl/curl.h>

#include <tenon/client.h>

#include "async/client/limit.h"
#include "async/loop.h"
#include "async/wait.h"

/*
 * One exchange with a server. libcurl's callbacks run on the loop's stack: they
 * keep what arrived and wake the task that waits for it.
 */
struct tn__handle;

enum tn__late {
    TN__LATE_NOT,
    TN__LATE_TOTAL,
    TN__LATE_READ,
};

struct tn__transfer {
    struct tn__handle *handle; /* NULL: nothing is under way */
    struct curl_slist *fields;
    struct tn__slot slot;
    struct tn__waiter *waiter; /* the task that waits; NULL: none */
    struct tn__timer *timer;   /* of both times */
    uint64_t deadline;         /* of the loop's clock; UINT64_MAX: none */
    uint64_t active_at;        /* when octets last came or went */
    enum tn__late late;
    int failure; /* why it was given up; 0: it was not */
    bool has_ended;
    CURLcode result;     /* when it has ended */
    const char *message; /* libcurl's, of a failure, in the arena; NULL: none */
    uint64_t retry_after_ms; /* what the other side asks for; 0: nothing */
    bool is_connected;
    bool is_paused;    /* libcurl holds back what arrives */
    bool is_resuming;  /* and gives it out now */
    bool is_discarded; /* of the body: it is that of a redirect */
    size_t discarded;  /* bytes */
};

/* Sets what all transfers of a handle have in common. */
void tn__transfer_prepare(struct tn__handle *handle);

/* Sends the request; may suspend until there is a place for the connection.
 * Returns 0; TN_ELIMIT, TN_ENOMEM, TN_ECANCELED, or why it was given up. */
int tn__transfer_start(struct tn_http_response *response);

/* Suspends until the question has the answer yes, or the transfer has ended,
 * and sends pieces of the body meanwhile. Returns 0; TN_ECANCELED; why it was
 * given up. */
int tn__transfer_until(struct tn_http_response *response,
                       bool (*is_there)(const struct tn_http_response *));
bool tn__transfer_has_head(const struct tn_http_response *response);
bool tn__transfer_has_ended(const struct tn_http_response *response);

/* Suspends between two transfers. Returns as above. */
int tn__transfer_sleep(struct tn_http_response *response, uint64_t ms);

/* Has what was held back arrive. */
void tn__transfer_resume(struct tn_http_response *response);

/* Gives handle and place back: the connection stays where the transfer has
 * ended, and is closed otherwise. */
void tn__transfer_stop(struct tn_http_response *response);

/* The same, for good: nothing of the session is used after this. */
void tn__transfer_settle(struct tn_http_response *response);

/* Gives it up, and wakes the task that waits. */
void tn__transfer_fail(struct tn_http_response *response, int code);

/* libcurl has ended a transfer. */
void tn__transfer_done(CURL *curl, CURLcode result);

/* Returns whether the transfer of a handle has a connection that has come
 * about. */
bool tn__transfer_is_connected(CURL *curl);

#endif
