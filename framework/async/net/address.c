/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "async/net/address.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/un.h>

static void format_ip(const struct sockaddr *address,
                      size_t size,
                      char text[TN__ADDRESS_SIZE])
{
    bool is_ip6 = address->sa_family == AF_INET6;
    char host[64];
    char port[8];

    if (getnameinfo(address, (socklen_t)size, host, sizeof(host), port,
                    sizeof(port), NI_NUMERICHOST | NI_NUMERICSERV))
        return;
    snprintf(text, TN__ADDRESS_SIZE, "%s%s%s:%s", is_ip6 ? "[" : "", host,
             is_ip6 ? "]" : "", port);
}

static void format_ip6(const struct sockaddr_in6 *address,
                       char text[TN__ADDRESS_SIZE])
{
    struct sockaddr_in mapped = {
        .sin_family = AF_INET,
        .sin_port = address->sin6_port,
    };

    if (!IN6_IS_ADDR_V4MAPPED(&address->sin6_addr)) {
        format_ip((const struct sockaddr *)address, sizeof(*address), text);
        return;
    }
    memcpy(&mapped.sin_addr, &address->sin6_addr.s6_addr[12],
           sizeof(mapped.sin_addr));
    format_ip((const struct sockaddr *)&mapped, sizeof(mapped), text);
}

/* A path is not terminated where it fills its place; a name in the abstract
 * space, which begins with NUL, is shown with "@". */
static void format_unix(const struct sockaddr_un *address,
                        size_t size,
                        char text[TN__ADDRESS_SIZE])
{
    size_t before = offsetof(struct sockaddr_un, sun_path);
    int length = size > before ? (int)(size - before) : 0;

    if (length > 1 && !address->sun_path[0])
        snprintf(text, TN__ADDRESS_SIZE, "@%.*s", length - 1,
                 address->sun_path + 1);
    else
        snprintf(text, TN__ADDRESS_SIZE, "%.*s", length, address->sun_path);
}

void tn__address_format(const struct sockaddr *address,
                        size_t size,
                        char text[TN__ADDRESS_SIZE])
{
    text[0] = '\0';
    if (address->sa_family == AF_INET)
        format_ip(address, sizeof(struct sockaddr_in), text);
    else if (address->sa_family == AF_INET6)
        format_ip6((const struct sockaddr_in6 *)address, text);
    else if (address->sa_family == AF_UNIX)
        format_unix((const struct sockaddr_un *)address, size, text);
}

uint16_t tn__address_port(const struct sockaddr *address)
{
    if (address->sa_family == AF_INET)
        return ntohs(((const struct sockaddr_in *)address)->sin_port);
    if (address->sa_family == AF_INET6)
        return ntohs(((const struct sockaddr_in6 *)address)->sin6_port);
    return 0;
}

void tn__address_of_peer(int fd, char text[TN__ADDRESS_SIZE])
{
    struct sockaddr_storage address = { 0 };
    socklen_t size = sizeof(address);

    text[0] = '\0';
    if (getpeername(fd, (struct sockaddr *)&address, &size) == 0)
        tn__address_format((const struct sockaddr *)&address, size, text);
}

void tn__address_of_host(int fd, char text[TN__ADDRESS_SIZE])
{
    struct sockaddr_storage address = { 0 };
    socklen_t size = sizeof(address);

    text[0] = '\0';
    if (getsockname(fd, (struct sockaddr *)&address, &size) == 0)
        tn__address_format((const struct sockaddr *)&address, size, text);
}
