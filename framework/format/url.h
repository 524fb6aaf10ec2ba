/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__FORMAT_URL_H
#define TN__FORMAT_URL_H

#include <stdbool.h>
#include <stddef.h>

#include <tenon/str.h>

#include "base/arena.h"
#include "base/buf.h"

/*
 * URLs as the URL Standard parses and serialises them (url.spec.whatwg.org,
 * section 4.4, without a base), with the faults and the few differences of the
 * Rust crate url 2.5, which Pydantic parses with. Linear in the text.
 */

/* What is wrong, and the crate's text of it. */
#define TN__URL_FAULTS(X)                                                      \
    X(NONE, "no error")                                                        \
    X(EMPTY, "input is empty")                                                 \
    X(EMPTY_HOST, "empty host")                                                \
    X(IDNA, "invalid international domain name")                               \
    X(PORT, "invalid port number")                                             \
    X(IPV4, "invalid IPv4 address")                                            \
    X(IPV6, "invalid IPv6 address")                                            \
    X(DOMAIN_CHARACTER, "invalid domain character")                            \
    X(RELATIVE, "relative URL without a base")                                 \
    X(MEMORY, "out of memory")

enum tn__url_fault {
#define TN__URL_ENUM(name, text) TN__URL_##name,
    TN__URL_FAULTS(TN__URL_ENUM)
#undef TN__URL_ENUM
};

/* What is known of a URL that was parsed. */
struct tn__url {
    size_t scheme_size; /* bytes at its start */
    bool has_host;
    bool is_special; /* http, https, ws, wss, ftp, file */
};

/* Returns the text of a fault. */
const char *tn__url_fault_text(enum tn__url_fault fault);

/* Appends the URL that a text means to `out`; `arena` is for a while. */
enum tn__url_fault tn__url_parse(struct tn__arena *arena,
                                 struct tn_str text,
                                 struct tn__buf *out,
                                 struct tn__url *url);

/*
 * The same where several hosts may be listed: postgres://a,b:1/db. Each is
 * parsed as if it were the only one (pydantic-core's MultiHostUrl).
 */
enum tn__url_fault tn__url_parse_hosts(struct tn__arena *arena,
                                       struct tn_str text,
                                       struct tn__buf *out,
                                       struct tn__url *url);

#endif
