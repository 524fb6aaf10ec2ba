/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TENON_STREAM_H
#define TENON_STREAM_H

#include <stdint.h>

#include <tenon/attrs.h>
#include <tenon/gen.h>
#include <tenon/op.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * A response that comes piece by piece: a handler that is a generator
 * (tenon/gen.h), each item of which is sent as soon as the client takes it.
 * TN_STREAM declares it with its exact types, and with it <handler>_yield() for
 * its items.
 *
 *     TN_STREAM(count_down, Start, Tick, TN_STREAM_EVENTS);
 *
 *     static int count_down(struct tn_req *req, const struct Start *in)
 *     {
 *         int rc = 0;
 *
 *         (void)req;
 *         for (int64_t left = in->from; left > 0 && rc == 0; left--) {
 *             rc = count_down_yield(&(struct Tick){ .left = left });
 *             if (rc == 0)
 *                 rc = tn_sleep(1000);
 *         }
 *         return rc;
 *     }
 *
 * The response begins with the first item: a handler that fails before it is
 * answered as any other (tn_fail()). One that fails later breaks the connection
 * off, so that the client can tell, and is logged. A yield suspends while more
 * than 64 KiB wait for the client, and returns TN_ECANCELED when that has gone.
 * A route's time-out counts to the first item. For a long stream take no memory
 * from the request for each item: it has a ceiling.
 */
enum tn_stream {
    TN_STREAM_NONE,   /* no stream: one value */
    TN_STREAM_TEXT,   /* text/plain, items are struct tn_text */
    TN_STREAM_LINES,  /* application/jsonl: a JSON text a line */
    TN_STREAM_EVENTS, /* text/event-stream: server-sent events (WHATWG HTML,
                         section 9.2), whose data is JSON */
};

#define TN_STREAM(handler_, In, Item, format_)                                 \
    static int handler_(struct tn_req *req, const struct In *in);              \
    static int handler_##_call(struct tn_req *req, const void *in, void *out)  \
    {                                                                          \
        (void)out;                                                             \
        return handler_(req, (const struct In *)in);                           \
    }                                                                          \
    TN_UNUSED static inline int handler_##_yield(const struct Item *item)      \
    {                                                                          \
        return tn_stream_yield(item);                                          \
    }                                                                          \
    static const struct tn_op handler_##_op = {                                \
        .name = #handler_,                                                     \
        .input = &In##_model,                                                  \
        .output = &Item##_model,                                               \
        .handler = handler_##_call,                                            \
        .stream = format_,                                                     \
    }

/* Yields an item: what <handler>_yield() calls with its type checked. */
int tn_stream_yield(const void *item);

/*
 * What an event carries beside its data. Where `name` is NULL, an item whose
 * model is a union has the name of its member: the discriminator's value, or
 * the model's name, as the OpenAPI document says; others have none, and are
 * "message" to an EventSource.
 */
struct tn_server_event {
    const char *name;  /* NULL: as above */
    const char *id;    /* NULL: none; comes back as Last-Event-ID */
    uint32_t retry_ms; /* 0: none; when a client is to connect again */
};

/* Says of the next item what event it is. Texts are copied; neither may hold a
 * line's end or U+0000: TN_EINVALID. TN_EUSAGE where the request's handler is
 * no stream of events; TN_ENOMEM. */
int tn_stream_event(struct tn_req *req, const struct tn_server_event *event);

#ifdef __cplusplus
}
#endif

#endif
