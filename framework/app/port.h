/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__APP_PORT_H
#define TN__APP_PORT_H

#include <stdint.h>

#include <tenon/error.h>

/*
 * Workers share their port with SO_REUSEPORT, which would let a second program
 * of the same user join in unseen and take half of the requests. So the port is
 * tried first without it.
 *
 * Returns 0, or TN_EIO with `error` filled when somebody listens there.
 * Whatever else may be wrong with the address shows when it is listened on.
 */
int tn__port_check(const char *host, uint16_t port, struct tn_error *error);

#endif
