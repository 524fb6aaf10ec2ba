/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__BASE_LOG_H
#define TN__BASE_LOG_H

/*
 * How much an event matters to whoever runs the program. The library only
 * reports events; framework/app decides which are written, and where.
 */
#define TN__LOG_LEVELS(X)                                                      \
    X(TN__LOG_DEBUG, "debug")                                                  \
    X(TN__LOG_INFO, "info")                                                    \
    X(TN__LOG_WARNING, "warning")                                              \
    X(TN__LOG_ERROR, "error")

enum tn__log_level {
#define TN__LOG_ENUM(name, text) name,
    TN__LOG_LEVELS(TN__LOG_ENUM)
#undef TN__LOG_ENUM
    TN__LOG_LEVEL_COUNT,
};

#endif
