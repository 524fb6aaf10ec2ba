/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef ECHO_SERVER_SERVICES_H
#define ECHO_SERVER_SERVICES_H

#include <tenon/protocol.h>

/* Sends back what comes. */
extern const struct tn_protocol echo_protocol;

/* Lets people talk by lines: the first is a name, the others go to all. */
extern const struct tn_line_protocol chat_protocol;

/* Those who are there. Zeroed nobody is. */
struct chat {
    struct chatter *first;
};

/* Makes a chatter; `user` is the struct chat. */
void *chat_join(struct tn_transport *transport, void *user);

#endif
