/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TENON_OP_H
#define TENON_OP_H

#include <tenon/model.h>
#include <tenon/req.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * An operation is data: name, input, output, handler. Validation, the OpenAPI
 * document and the list of routes all read it. TN_OP declares a handler with
 * its exact types and makes <name>_op of it; a handler with other structs does
 * not compile.
 *
 *     TN_OP(create_item, Add, Result);
 *
 *     static int create_item(struct tn_req *req, const struct Add *in,
 *                            struct Result *out)
 *     {
 *         ...
 *         return 0;
 *     }
 *
 * `in` is valid and borrowed until the handler returns; `out` is zeroed and
 * is encoded when the handler returns 0. To refuse, return tn_fail(). Any other
 * negative code is answered with 500 without details; the log has them.
 */
typedef int (*tn_handler_fn)(struct tn_req *req, const void *in, void *out);

struct tn_op {
    const char *name; /* the handler's: operationId and summary come of it */
    const struct tn_model *input;  /* &tn_none_model: no body */
    const struct tn_model *output; /* &tn_none_model: 204, no body;
                                      &tn_text_model: text/plain */
    tn_handler_fn handler;
    int stream; /* enum tn_stream (tenon/stream.h): how items are sent */
};

#define TN_OP(handler_, In, Out)                                               \
    static int handler_(struct tn_req *req, const struct In *in,               \
                        struct Out *out);                                      \
    static int handler_##_call(struct tn_req *req, const void *in, void *out)  \
    {                                                                          \
        return handler_(req, (const struct In *)in, (struct Out *)out);        \
    }                                                                          \
    static const struct tn_op handler_##_op = {                                \
        .name = #handler_,                                                     \
        .input = &In##_model,                                                  \
        .output = &Out##_model,                                                \
        .handler = handler_##_call,                                            \
    }

#ifdef __cplusplus
}
#endif

#endif
