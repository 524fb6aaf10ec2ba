/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <getopt.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include <tenon/tenon.h>

#include "services.h"

#define MODE_DEFAULT 0600

enum status {
    STATUS_FAILED = 1,
    STATUS_USAGE = 2,
};

struct settings {
    struct tn_listen_options tcp;
    struct tn_listen_options unix_socket;
    struct tn_factory factory;
    struct chat chat;
    struct tn_listener *listeners[2]; /* TCP, Unix */
};

/* -- Serving --------------------------------------------------------------- */

/* The first signal ends the program in order; the next one does what signals
 * do. */
static void stop(void *user)
{
    tn_deferred_callback(user, NULL, NULL);
}

static struct tn_listener *listen_on(const struct settings *settings,
                                     const struct tn_listen_options *options)
{
    struct tn_error error = { 0 };
    struct tn_listener *listener =
        tn_listener_open(options, &settings->factory, &error);

    if (listener)
        fprintf(stderr, "echo_server on %s\n", tn_listener_address(listener));
    else
        fprintf(stderr, "echo_server: %s\n", error.message);
    return listener;
}

static bool start(struct settings *settings)
{
    settings->listeners[0] = listen_on(settings, &settings->tcp);
    if (settings->listeners[0] && settings->unix_socket.path)
        settings->listeners[1] = listen_on(settings, &settings->unix_socket);
    return settings->listeners[0] &&
           (settings->listeners[1] || !settings->unix_socket.path);
}

/* What is connected when this returns is closed by the loop, in order. */
static int serve(void *user)
{
    struct settings *settings = user;
    struct tn_deferred *stopped = tn_deferred_new(NULL, NULL);
    struct tn_signal *interrupt = NULL;
    struct tn_signal *terminate = NULL;
    int rc = TN_EIO;

    if (!stopped)
        return TN_ENOMEM;
    interrupt = tn_signal_new(SIGINT, stop, stopped);
    terminate = tn_signal_new(SIGTERM, stop, stopped);
    if (interrupt && terminate && start(settings))
        rc = tn_deferred_await(stopped, NULL);
    else
        tn_deferred_callback(stopped, NULL, NULL);
    tn_signal_free(interrupt);
    tn_signal_free(terminate);
    tn_deferred_free(stopped);
    tn_listener_close(settings->listeners[0]);
    tn_listener_close(settings->listeners[1]);
    return rc;
}

/* -- The command line ------------------------------------------------------ */

static const char usage[] =
    "Usage: echo_server [OPTION...]\n"
    "Sends back what it is sent, or lets people talk.\n"
    "\n"
    "  --host ADDRESS     where to listen (127.0.0.1)\n"
    "  --port PORT        TCP port; 0: any that is free (7000)\n"
    "  --unix PATH        listens on a Unix socket as well\n"
    "  --mode MODE        of that socket's file, octal (600)\n"
    "  --chat             lines to all others instead of back\n"
    "  --connections N    at a time, on each socket (10000)\n"
    "  --idle SECONDS     ends connections on which nothing happens\n"
    "  --help             this text\n"
    "\n"
    "SIGINT and SIGTERM end it in order. Exit status: 0 ended so, 1 failed,\n"
    "2 wrong usage.\n";

static const struct option options[] = {
    { "host", required_argument, NULL, 'a' },
    { "port", required_argument, NULL, 'p' },
    { "unix", required_argument, NULL, 'u' },
    { "mode", required_argument, NULL, 'm' },
    { "chat", no_argument, NULL, 'c' },
    { "connections", required_argument, NULL, 'n' },
    { "idle", required_argument, NULL, 'i' },
    { "help", no_argument, NULL, 'h' },
    { NULL, 0, NULL, 0 },
};

/* Reads a whole number; false where it is none, or larger than `most`. */
static bool
read_number(const char *text, int base, unsigned long most, unsigned long *out)
{
    char *end;

    if (*text < '0' || *text > '9')
        return false;
    *out = strtoul(text, &end, base);
    return !*end && *out <= most;
}

static void use_chat(struct settings *settings)
{
    settings->factory = (struct tn_factory){
        .lines = &chat_protocol,
        .build_protocol = chat_join,
        .user = &settings->chat,
        .write_limit = (size_t)1024 * 1024,
        .idle_ms = settings->factory.idle_ms,
    };
}

/* Options whose value is a number: the most it may be. */
static unsigned long most_of(int option)
{
    switch (option) {
    case 'p':
        return 65535;
    case 'm':
        return 0777;
    case 'n':
        return 1000000;
    default:
        return 86400;
    }
}

static void
set_number(struct settings *settings, int option, unsigned long number)
{
    switch (option) {
    case 'p':
        settings->tcp.port = (uint16_t)number;
        break;
    case 'm':
        settings->unix_socket.mode = (unsigned)number;
        break;
    case 'n':
        settings->tcp.connections = number;
        settings->unix_socket.connections = number;
        break;
    default:
        settings->factory.idle_ms = number * 1000;
        break;
    }
}

/* Returns whether an option is as it should be. */
static bool set_option(struct settings *settings, int option, const char *value)
{
    unsigned long number;

    switch (option) {
    case 'a':
        settings->tcp.host = value;
        return true;
    case 'u':
        settings->unix_socket.path = value;
        return true;
    case 'c':
        use_chat(settings);
        return true;
    case '?': /* getopt has told why */
        return false;
    default:
        break;
    }
    if (!read_number(value, option == 'm' ? 8 : 10, most_of(option), &number)) {
        fprintf(stderr, "echo_server: \"%s\": a number from 0 to %lu%s\n",
                value, option == 'm' ? 777 : most_of(option),
                option == 'm' ? ", octal" : "");
        return false;
    }
    set_number(settings, option, number);
    return true;
}

int main(int argc, char **argv)
{
    struct settings settings = {
        .tcp = { .host = "127.0.0.1", .port = 7000 },
        .unix_socket = { .mode = MODE_DEFAULT },
        .factory = { .protocol = &echo_protocol },
    };
    int option;

    while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
        if (option == 'h')
            return fputs(usage, stdout) < 0 ? STATUS_FAILED : 0;
        if (!set_option(&settings, option, optarg))
            return STATUS_USAGE;
    }
    if (optind < argc) {
        fprintf(stderr, "echo_server: \"%s\": no such argument; see --help\n",
                argv[optind]);
        return STATUS_USAGE;
    }
    return tn_run(serve, &settings, NULL) ? STATUS_FAILED : 0;
}
