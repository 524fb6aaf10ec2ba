/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef ORDERS_H
#define ORDERS_H

#include <tenon/client.h>

/* The lines that the client is told with. */

enum order_decode {
    ORDER_DECODE_NOT,
    ORDER_DECODE_TREE,
    ORDER_DECODE_LOOSE,
    ORDER_DECODE_PERSON,
};

#define ORDER_FIELDS 16

struct order {
    const char *url;
    struct tn_http_options options;
    struct tn_http_field headers[ORDER_FIELDS];
    struct tn_http_field query[ORDER_FIELDS];
    char *made_body; /* NULL: none */
    uint64_t slow_ms;
    uint64_t cancel_ms;
    size_t times;
    size_t fail_at;     /* the allocation; 0: none */
    size_t piece_limit; /* read of a stream; 0: all */
    size_t piece_count; /* sent */
    size_t piece_size;
    uint64_t piece_ms; /* before each */
    enum order_decode decode;
    bool is_post;
    bool raises;
};

/* Pieces of a body, as `order` wants them. */
struct source {
    const struct order *order;
    size_t given;
};
int next_piece(void *user, struct tn_str *piece);

/* Reads a line, which the order points into; ends the program where it has no
 * meaning. */
void order_read(struct order *order, char *line);
void order_free(struct order *order);

/* Sets an option of the session: "total=100". */
void order_session_option(struct tn_session_options *options, char *word);

#endif
