/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__FORMAT_IP_H
#define TN__FORMAT_IP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/str.h>

#include "base/buf.h"

/*
 * IP addresses, networks and interfaces as Python's ipaddress reads and writes
 * them: no leading zeros in IPv4, RFC 4291 (section 2.2) with a zone
 * identifier (RFC 4007, section 11) for IPv6.
 */
enum tn__ip_size {
    TN__IPV4_SIZE = 4,
    TN__IPV6_SIZE = 16,
};

struct tn__ip {
    unsigned char bytes[TN__IPV6_SIZE]; /* network order; IPv4: the first 4 */
    size_t size;                        /* enum tn__ip_size */
    unsigned prefix;    /* bits of the network; of an address all */
    struct tn_str zone; /* IPv6: a view of the text; zeroed: none */
};

/* Each returns whether the text is an address; `ip` is filled if so. */
bool tn__ipv4_parse(struct tn_str text, struct tn__ip *ip);
bool tn__ipv6_parse(struct tn_str text, struct tn__ip *ip);

/* Makes an address of `size` bytes of a number in decimal digits; false where
 * it does not fit. */
bool tn__ip_from_digits(struct tn_str digits, size_t size, struct tn__ip *ip);

/* Appends an address: dotted, or as RFC 5952 (section 4) has it, IPv4-mapped
 * addresses in hexadecimal too. */
void tn__ip_write(struct tn__buf *buf, const struct tn__ip *ip);

/*
 * Reads an address of `size` bytes and, after a slash, its network: a prefix
 * length, for IPv4 a netmask or a hostmask too. Without it the network is the
 * address alone.
 */
bool tn__network_parse(struct tn_str text, size_t size, struct tn__ip *ip);

/* Returns whether bits are set behind the prefix: no network, an interface. */
bool tn__network_has_host_bits(const struct tn__ip *ip);

/* Appends the address, a slash and the prefix length. */
void tn__network_write(struct tn__buf *buf, const struct tn__ip *ip);

#endif
