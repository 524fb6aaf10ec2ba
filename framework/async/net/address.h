/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__ASYNC_NET_ADDRESS_H
#define TN__ASYNC_NET_ADDRESS_H

#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>

/* Enough for the text of any address, and for the path of a Unix socket. */
#define TN__ADDRESS_SIZE 128

/* Writes an address as people write it: "127.0.0.1:80", "[::1]:80", a path; an
 * IPv4 address within IPv6 as IPv4. "" where it has none. */
void tn__address_format(const struct sockaddr *address,
                        size_t size,
                        char text[TN__ADDRESS_SIZE]);

/* Returns the port, 0 where it has none. */
uint16_t tn__address_port(const struct sockaddr *address);

/* Writes the addresses of both ends of a socket. */
void tn__address_of_peer(int fd, char text[TN__ADDRESS_SIZE]);
void tn__address_of_host(int fd, char text[TN__ADDRESS_SIZE]);

#endif
