/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TENON_UUID_H
#define TENON_UUID_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * A universally unique identifier (RFC 9562): what a string with `format: uuid`
 * becomes in a struct. It is written to JSON with hyphens and in lower case.
 */
struct tn_uuid {
    uint8_t octets[16]; /* in the order in which they are written */
};

#ifdef __cplusplus
}
#endif

#endif
