/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "http/server_conn.h"

#include <linux/tcp.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include "base/list.h"
#include "http/server_state.h"

struct tn__conn *
tn__conn_add(struct tn__server *server, struct MHD_Connection *handle, int fd)
{
    struct tn__conn *conn = server->unused_conns;

    if (conn)
        server->unused_conns = conn->next;
    else
        conn = malloc(sizeof(*conn));
    if (!conn)
        return NULL;
    *conn = (struct tn__conn){
        .server = server,
        .handle = handle,
        .fd = fd,
        .looked = tn__loop_now(server->loop),
    };
    tn__conn_enter(conn, TN__CONN_IDLE);
    tn__list_add(&server->conns, conn);
    server->conn_count++;
    return conn;
}

void tn__conn_remove(struct tn__conn *conn)
{
    struct tn__server *server = conn->server;

    tn__list_remove(conn);
    conn->next = server->unused_conns;
    server->unused_conns = conn;
    server->conn_count--;
}

void tn__conn_enter(struct tn__conn *conn, enum tn__phase phase)
{
    conn->phase = phase;
    conn->since = tn__loop_now(conn->server->loop);
}

void tn__conn_shut(struct tn__conn *conn)
{
    const struct linger none = { .l_onoff = 1 };

    if (conn->is_shut)
        return;
    conn->is_shut = true;
    /* What a client does not read would stay in the system's memory as long as
     * it likes. */
    if (conn->phase == TN__CONN_ANSWER)
        setsockopt(conn->fd, SOL_SOCKET, SO_LINGER, &none, sizeof(none));
    shutdown(conn->fd, SHUT_RDWR);
}

size_t tn__conn_waiting(const struct tn__conn *conn)
{
    int size = 0;

    return ioctl(conn->fd, FIONREAD, &size) == 0 && size > 0 ? (size_t)size : 0;
}

/* Returns whether more than so many octets have arrived that belong to no
 * request yet. */
static bool has_more_than(const struct tn__conn *conn, uint64_t octets)
{
    struct tcp_info info = { 0 };
    socklen_t size = sizeof(info);
    size_t end = offsetof(struct tcp_info, tcpi_bytes_received) +
                 sizeof(info.tcpi_bytes_received);

    if (conn->is_uncounted)
        return tn__conn_waiting(conn) > 0;
    return getsockopt(conn->fd, IPPROTO_TCP, TCP_INFO, &info, &size) == 0 &&
           size >= end && info.tcpi_bytes_received > conn->consumed + octets;
}

bool tn__conn_has_more(const struct tn__conn *conn)
{
    return has_more_than(conn, 0);
}

bool tn__conn_has_more_before_end(const struct tn__conn *conn)
{
    /* The system counts the end itself as an octet. */
    return has_more_than(conn, 1);
}
