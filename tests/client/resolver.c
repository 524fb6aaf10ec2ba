/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <netdb.h>
#include <string.h>
#include <time.h>

/*
 * Stands before the C library's function of this name, for the program and its
 * libraries: a resolver that takes its time, for names that no other knows.
 */
int getaddrinfo(const char *name,
                const char *service,
                const struct addrinfo *req,
                struct addrinfo **pai)
{
    const struct timespec time = { .tv_sec = 5 };

    (void)service;
    (void)req;
    *pai = NULL;
    if (strcmp(name, "slow.invalid") == 0)
        nanosleep(&time, NULL);
    return EAI_NONAME;
}
