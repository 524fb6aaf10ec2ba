/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TENON_LINE_H
#define TENON_LINE_H

#include <tenon/transport.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Protocols of lines (Twisted's LineReceiver): the other side sends lines that
 * end with LF or CR LF, or data after tn_line_set_raw().
 *
 *     static void answer(struct tn_transport *transport,
 *                        const char *line, size_t size, void *user)
 *     {
 *         (void)user;
 *         tn_line_write(transport, line, size);
 *     }
 *
 *     static const struct tn_line_protocol lines = { .line_received = answer };
 *     static const struct tn_factory factory = { .lines = &lines };
 *
 * Lines that have come while reading is paused wait until it is resumed. The
 * tn_line functions are for transports of such factories.
 */

/* As struct tn_protocol; functions that are NULL do nothing, except where it is
 * said. */
struct tn_line_protocol {
    void (*connection_made)(struct tn_transport *transport, void *user);

    /* A line has come, borrowed for the call, without its end and without a
     * NUL after it. */
    void (*line_received)(struct tn_transport *transport,
                          const char *line,
                          size_t size,
                          void *user);

    /* A line is longer than it may be; what is left of it is passed over. NULL:
     * the connection is closed. */
    void (*line_length_exceeded)(struct tn_transport *transport, void *user);

    /* Data has come, after tn_line_set_raw(). */
    void (*raw_data_received)(struct tn_transport *transport,
                              const char *data,
                              size_t size,
                              void *user);

    bool (*eof_received)(struct tn_transport *transport, void *user);
    void (*connection_lost)(struct tn_transport *transport,
                            int reason,
                            void *user);
    void (*pause_writing)(struct tn_transport *transport, void *user);
    void (*resume_writing)(struct tn_transport *transport, void *user);
    size_t line_limit; /* bytes of a line without its end; 0: 16,384 */
};

/* Writes a line and CR LF after it (sendLine). Returns as
 * tn_transport_write(). */
int tn_line_write(struct tn_transport *transport,
                  const char *line,
                  size_t size);

/* Has what comes next handed on as it is (setRawMode). */
void tn_line_set_raw(struct tn_transport *transport);

/* Within raw_data_received(): goes back to lines (setLineMode), which begin
 * with the last bytes of the data, as many as were not used. */
void tn_line_set_lines(struct tn_transport *transport, size_t unused);

#ifdef __cplusplus
}
#endif

#endif
