/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "async/client/multi.h"

#include <stdlib.h>
#include <unistd.h>

#include "async/loop_state.h"

/* The library is initialised once a multi, which its threads may do at the same
 * time where it says so. */
#define NEEDED (CURL_VERSION_THREADSAFE | CURL_VERSION_ASYNCHDNS)

struct tn__socket {
    uv_poll_t poll;
    struct tn__multi *multi;
    curl_socket_t fd;
    int armed;     /* UV_...: what the loop watches */
    int wanted;    /* UV_...: what libcurl waits for; 0: nothing */
    bool is_own;   /* a connection's, and no other of libcurl's */
    bool was_read; /* libcurl has waited for octets on it */
};

/* -- Acting ---------------------------------------------------------------- */

static void tell_done(struct tn__multi *multi)
{
    CURLMsg *message;
    int left;

    while ((message = curl_multi_info_read(multi->curl, &left)))
        if (message->msg == CURLMSG_DONE)
            multi->on_done(message->easy_handle, message->data.result);
}

static void act(struct tn__multi *multi, curl_socket_t fd, int events)
{
    int running;

    curl_multi_socket_action(multi->curl, fd, events, &running);
    tell_done(multi);
}

static void on_time(void *user)
{
    act(user, CURL_SOCKET_TIMEOUT, 0);
}

static void on_due(void *user)
{
    struct tn__multi *multi = user;

    multi->is_due = false;
    act(multi, CURL_SOCKET_TIMEOUT, 0);
}

static int set_timer(CURLM *curl, long ms, void *user)
{
    struct tn__multi *multi = user;

    (void)curl;
    if (ms > 0) {
        tn__timer_start(multi->timer, (uint64_t)ms, 0);
        return 0;
    }
    tn__timer_stop(multi->timer);
    if (ms == 0 && !multi->is_due) {
        multi->is_due = true;
        tn__ready_add(multi->loop, &multi->due);
    }
    return 0;
}

/* -- Sockets --------------------------------------------------------------- */

static struct tn__socket *find(const struct tn__multi *multi, curl_socket_t fd)
{
    return (size_t)fd < multi->socket_count ? multi->sockets[fd] : NULL;
}

/* Makes room for a descriptor; the system bounds their number. */
static bool make_room(struct tn__multi *multi, curl_socket_t fd)
{
    size_t count = multi->socket_count ? multi->socket_count : 64;
    struct tn__socket **sockets;

    if ((size_t)fd < multi->socket_count)
        return true;
    while (count <= (size_t)fd)
        count *= 2;
    sockets = realloc(multi->sockets, count * sizeof(struct tn__socket *));
    if (!sockets)
        return false;
    for (size_t i = multi->socket_count; i < count; i++)
        sockets[i] = NULL;
    multi->sockets = sockets;
    multi->socket_count = count;
    return true;
}

static void free_socket(uv_handle_t *poll)
{
    free(poll->data);
}

static void drop(struct tn__socket *socket)
{
    socket->multi->sockets[socket->fd] = NULL;
    uv_close((uv_handle_t *)&socket->poll, free_socket);
}

static struct tn__socket *add(struct tn__multi *multi, curl_socket_t fd)
{
    struct tn__socket *socket = find(multi, fd);

    if (socket)
        drop(socket);
    socket = make_room(multi, fd) ? calloc(1, sizeof(*socket)) : NULL;
    if (!socket)
        return NULL;
    if (uv_poll_init_socket(&multi->loop->uv, &socket->poll, fd)) {
        free(socket);
        return NULL;
    }
    socket->multi = multi;
    socket->fd = fd;
    socket->poll.data = socket;
    multi->sockets[fd] = socket;
    return socket;
}

static void on_event(uv_poll_t *poll, int status, int events)
{
    struct tn__socket *socket = poll->data;
    int flags = 0;

    /* An idle connection: the other side has closed it, which libcurl sees when
     * it next wants to use it. */
    if (!socket->wanted) {
        uv_poll_stop(poll);
        socket->armed = 0;
        return;
    }
    if (status < 0)
        flags |= CURL_CSELECT_ERR;
    if (events & UV_READABLE)
        flags |= CURL_CSELECT_IN;
    if (events & UV_WRITABLE)
        flags |= CURL_CSELECT_OUT;
    act(socket->multi, socket->fd, flags);
}

static void want(struct tn__socket *socket, int wanted)
{
    if (wanted && !socket->wanted)
        uv_ref((uv_handle_t *)&socket->poll);
    if (!wanted && socket->wanted)
        uv_unref((uv_handle_t *)&socket->poll);
    socket->wanted = wanted;
    if (wanted && wanted != socket->armed &&
        uv_poll_start(&socket->poll, wanted, on_event) == 0)
        socket->armed = wanted;
}

/* Whether it stays watched while libcurl waits for nothing. Of a connection
 * that has come about the end is told by close_socket(); one that has not, or
 * that was the slower of two, libcurl closes without a word. */
static bool is_kept(const struct tn__socket *socket, CURL *curl)
{
    return socket->is_own && socket->was_read &&
           socket->multi->is_connected(curl);
}

static int
watch_socket(CURL *curl, curl_socket_t fd, int what, void *user, void *data)
{
    struct tn__multi *multi = user;
    struct tn__socket *socket = find(multi, fd);

    (void)data;
    if (what == CURL_POLL_REMOVE) {
        if (socket && is_kept(socket, curl))
            want(socket, 0);
        else if (socket)
            drop(socket);
        return 0;
    }
    /* Without it the transfer's time-outs remain. */
    if (!socket)
        socket = add(multi, fd);
    if (socket && what & CURL_POLL_IN)
        socket->was_read = true;
    if (socket)
        want(socket, (what & CURL_POLL_IN ? UV_READABLE : 0) |
                         (what & CURL_POLL_OUT ? UV_WRITABLE : 0));
    return 0;
}

static curl_socket_t
open_socket(void *user, curlsocktype purpose, struct curl_sockaddr *address)
{
    struct tn__multi *multi = user;
    int fd = socket(address->family, address->socktype | SOCK_CLOEXEC,
                    address->protocol);
    struct tn__socket *added;

    (void)purpose;
    if (fd < 0)
        return CURL_SOCKET_BAD;
    added = add(multi, fd);
    if (!added) {
        close(fd);
        return CURL_SOCKET_BAD;
    }
    added->is_own = true;
    uv_unref((uv_handle_t *)&added->poll);
    return fd;
}

static int close_socket(void *user, curl_socket_t fd)
{
    struct tn__socket *socket = find(user, fd);

    if (socket)
        drop(socket);
    return close(fd);
}

/* -- Life ------------------------------------------------------------------ */

static bool has_options(struct tn__multi *multi, unsigned connection_limit)
{
    CURLM *curl = multi->curl;

    return !curl_multi_setopt(curl, CURLMOPT_SOCKETFUNCTION, watch_socket) &&
           !curl_multi_setopt(curl, CURLMOPT_SOCKETDATA, multi) &&
           !curl_multi_setopt(curl, CURLMOPT_TIMERFUNCTION, set_timer) &&
           !curl_multi_setopt(curl, CURLMOPT_TIMERDATA, multi) &&
           !curl_multi_setopt(curl, CURLMOPT_PIPELINING, CURLPIPE_NOTHING) &&
           !curl_multi_setopt(curl, CURLMOPT_MAXCONNECTS,
                              (long)connection_limit);
}

int tn__multi_open(struct tn__multi *multi,
                   struct tn_loop *loop,
                   unsigned connection_limit)
{
    int features = curl_version_info(CURLVERSION_NOW)->features;

    if ((features & NEEDED) != NEEDED || curl_global_init(CURL_GLOBAL_DEFAULT))
        return TN_EIO;
    multi->loop = loop;
    multi->due = (struct tn__call){ .fn = on_due, .user = multi };
    multi->timer = tn__timer_new(loop, on_time, multi);
    multi->curl = curl_multi_init();
    if (multi->timer && multi->curl && has_options(multi, connection_limit))
        return 0;
    tn__multi_close(multi);
    return TN_ENOMEM;
}

void tn__multi_close(struct tn__multi *multi)
{
    if (!multi->loop)
        return;
    if (multi->curl)
        curl_multi_cleanup(multi->curl);
    multi->curl = NULL;
    if (multi->is_due)
        tn__ready_remove(multi->loop, &multi->due);
    multi->is_due = false;
    tn__timer_free(multi->timer);
    multi->timer = NULL;
    for (size_t i = 0; i < multi->socket_count; i++)
        if (multi->sockets[i])
            drop(multi->sockets[i]);
    free(multi->sockets);
    multi->sockets = NULL;
    multi->socket_count = 0;
    multi->loop = NULL;
    curl_global_cleanup();
}

void tn__multi_prepare(struct tn__multi *multi, CURL *curl)
{
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, multi);
    curl_easy_setopt(curl, CURLOPT_CLOSESOCKETFUNCTION, close_socket);
    curl_easy_setopt(curl, CURLOPT_CLOSESOCKETDATA, multi);
}
