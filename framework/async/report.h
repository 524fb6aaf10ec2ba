/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__ASYNC_REPORT_H
#define TN__ASYNC_REPORT_H

#include <tenon/attrs.h>

struct tn_loop;

/* Tells whoever runs the loop what is wrong with the program and fails no call.
 */
void tn__report(struct tn_loop *loop, const char *format, ...) TN_PRINTF(2, 3);

#endif
