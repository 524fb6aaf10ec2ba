/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__HTTP_SERVER_STATE_H
#define TN__HTTP_SERVER_STATE_H

#include "http/request.h"
#include "http/server.h"
#include "http/server_conn.h"
#include "http/server_reply.h"

struct tn__inflated;
struct tn__lingering;

/* The end of a server, step by step. */
enum tn__drain_step {
    TN__DRAIN_NOT,       /* serving */
    TN__DRAIN_ACCEPTING, /* connections that are on their way get in */
    TN__DRAIN_EMPTYING,  /* new ones are kept out, the queue is emptied */
    TN__DRAIN_WAITING,   /* not listening, answering */
    TN__DRAIN_DONE,
};

struct tn__drain {
    enum tn__drain_step step;
    uint64_t began;          /* loop's milliseconds */
    uint64_t since;          /* likewise: this step began */
    uint64_t deadline;       /* likewise */
    bool is_over;            /* it has come */
    struct tn__watch *watch; /* of the listening socket */
    tn__loop_fn done;
    void *user;
};

struct tn__server {
    struct tn__server_options options; /* the defaults filled in */
    const struct tn__router *router;
    void *worker_state; /* for handlers */
    struct tn_loop *loop;
    struct MHD_Daemon *daemon;
    struct tn__watch *watch; /* of the daemon's epoll descriptor */
    struct tn__idle *again;  /* the daemon has more to do */
    struct tn__timer *later; /* it says so, and does nothing */
    struct tn__timer *sweep; /* runs while there are connections */
    unsigned sweep_ms;
    bool is_sweeping;
    uint64_t work; /* calls that the daemon made; tells progress from none */
    unsigned idle_runs; /* of the daemon, in a row, that made none */
    bool has_room;      /* a connection ended: another may be accepted */
    int listener;       /* -1: closed */
    uint16_t port;

    struct tn__conn *conns; /* all */
    struct tn__conn *unused_conns;
    size_t conn_count;
    struct pollfd *polled; /* room for connection_limit */
    struct tn_req *unused_reqs;
    struct tn_req *kept_reqs; /* whose answer is sent and whose task is not
                                 done */
    struct tn__call run_call; /* of tn__server_run_soon() */
    bool runs_soon;
    uint32_t request_count;
    char id[TN__REQ_ID_SIZE + 1]; /* the first half is the server's own */
    struct tn__matcher *matcher;  /* of the patterns in schemas */
    struct tn__replies replies;
    struct tn__inflated *inflated; /* assets, for who takes no gzip */
    struct tn__lingering *lingering;
    size_t lingering_count;
    struct tn__drain drain;

    /* The library is 0.9.75: it leaves the octets of a head where they were
     * read, in one piece, and what it lets through can be seen there. */
    bool knows_layout;
};

/* Lets the daemon do what it has to: server.c. Soon: once, after the calls that
 * are ready now. */
void tn__server_run(struct tn__server *server);
void tn__server_run_soon(struct tn__server *server);

/* Returns a request as new; NULL when memory is short: server_request.c. */
struct tn_req *tn__server_take(struct tn__server *server);

/* Returns one that stands for another whose answer was settled, and has that
 * answer; NULL when memory is short: server_request.c. */
struct tn_req *tn__server_stand_in(const struct tn_req *req);

/* Takes back a request that nobody needs any more: server_request.c. */
void tn__server_take_back(struct tn_req *req);

/* Looks after the connections: server_sweep.c. A timer calls it, which the
 * second starts unless it runs. */
void tn__server_sweep(void *user);
void tn__server_sweep_soon(struct tn__server *server);

/* The next steps of a drain: server_drain.c; the sweep calls it. */
void tn__server_drain_step(struct tn__server *server);
void tn__server_drain_free(struct tn__server *server);

/* Keeps a socket that is about to be closed open a while: linger.c. */
void tn__linger_add(struct tn__server *server, int fd);
void tn__linger_sweep(struct tn__server *server);
void tn__linger_free(struct tn__server *server);

/* Frees the texts that asset.c has inflated. */
void tn__asset_free(struct tn__server *server);

/* Opens the listening socket: listener.c. Returns the descriptor, or -1 with
 * `error` filled. */
int tn__listener_open(const struct tn__server_options *options,
                      struct tn_error *error);

/* Returns the port that a socket is bound to. */
uint16_t tn__listener_port(int fd);

/* Drops what wants to connect from now on; whoever is connecting may finish. */
void tn__listener_shut(int fd);

#endif
