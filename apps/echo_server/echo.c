/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "services.h"

#include <tenon/transport.h>

static void data_received(struct tn_transport *transport,
                          const char *data,
                          size_t size,
                          void *user)
{
    (void)user;
    tn_transport_write(transport, data, size);
}

/* Who does not read what comes back has to wait with what it sends. */
static void pause_writing(struct tn_transport *transport, void *user)
{
    (void)user;
    tn_transport_pause_reading(transport);
}

static void resume_writing(struct tn_transport *transport, void *user)
{
    (void)user;
    tn_transport_resume_reading(transport);
}

const struct tn_protocol echo_protocol = {
    .data_received = data_received,
    .pause_writing = pause_writing,
    .resume_writing = resume_writing,
};
