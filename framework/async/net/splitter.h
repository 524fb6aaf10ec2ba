/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__ASYNC_NET_SPLITTER_H
#define TN__ASYNC_NET_SPLITTER_H

#include <tenon/str.h>

#include "base/buf.h"

/*
 * Finds lines in what comes piece by piece. A line ends with LF, and a CR
 * before that is no part of it. Whole lines within a piece are not copied.
 */
struct tn__splitter {
    struct tn__buf begun; /* of a line whose end has not come */
    size_t limit;         /* bytes of a line */
    bool is_skipping;     /* the rest of a line that is too long */
    bool is_used;         /* `begun` was returned, and is no longer needed */
};

enum tn__split {
    TN__SPLIT_LINE,     /* a line */
    TN__SPLIT_MORE,     /* all is used up */
    TN__SPLIT_TOO_LONG, /* a line is too long; its rest will be passed over */
    TN__SPLIT_NOMEM,
};

/* Takes one line from the front of `data`. The line is borrowed, from the data
 * or the splitter, until the next call. */
enum tn__split tn__splitter_next(struct tn__splitter *splitter,
                                 struct tn_str *data,
                                 struct tn_str *line);

/* Forgets what has begun; zeroed but for the limit it is ready. */
void tn__splitter_deinit(struct tn__splitter *splitter);

#endif
