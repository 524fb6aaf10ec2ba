/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "services.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <tenon/line.h>

#define NAME_SIZE  32
#define LINE_LIMIT 1024

struct chatter {
    struct chatter *next;
    struct chat *chat;
    struct tn_transport *transport;
    char name[NAME_SIZE]; /* "": none yet */
};

/* -- Saying ---------------------------------------------------------------- */

/* To all with a name, but not to whoever says it. One who reads too slowly is
 * cut off by the transport, at the factory's limit. */
static void say(const struct chatter *who, const char *text)
{
    for (struct chatter *to = who->chat->first; to; to = to->next)
        if (to != who && to->name[0])
            tn_line_write(to->transport, text, strlen(text));
}

static void answer(struct tn_transport *transport, const char *text)
{
    tn_line_write(transport, text, strlen(text));
}

/* -- Names ----------------------------------------------------------------- */

static bool is_printable(const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if ((unsigned char)text[i] < ' ' || text[i] == 127)
            return false;
    return true;
}

static bool is_taken(const struct chat *chat, const char *name, size_t size)
{
    for (const struct chatter *one = chat->first; one; one = one->next)
        if (strlen(one->name) == size && memcmp(one->name, name, size) == 0)
            return true;
    return false;
}

static void take_name(struct chatter *chatter, const char *name, size_t size)
{
    char text[NAME_SIZE + 16];

    if (!size || size >= NAME_SIZE || !is_printable(name, size)) {
        answer(chatter->transport, "! a name has 1 to 31 printable bytes");
        return;
    }
    if (is_taken(chatter->chat, name, size)) {
        answer(chatter->transport, "! that name is taken");
        return;
    }
    memcpy(chatter->name, name, size);
    snprintf(text, sizeof(text), "* hello %s", chatter->name);
    answer(chatter->transport, text);
    snprintf(text, sizeof(text), "* %s is here", chatter->name);
    say(chatter, text);
}

/* -- The protocol ---------------------------------------------------------- */

void *chat_join(struct tn_transport *transport, void *user)
{
    struct chatter *chatter = calloc(1, sizeof(*chatter));
    struct chat *chat = user;

    if (!chatter)
        return NULL;
    chatter->chat = chat;
    chatter->transport = transport;
    chatter->next = chat->first;
    chat->first = chatter;
    return chatter;
}

static void connection_made(struct tn_transport *transport, void *user)
{
    (void)user;
    answer(transport, "* who are you?");
}

static void line_received(struct tn_transport *transport,
                          const char *line,
                          size_t size,
                          void *user)
{
    struct chatter *chatter = user;
    char text[NAME_SIZE + LINE_LIMIT + 3];

    if (!chatter->name[0]) {
        take_name(chatter, line, size);
    } else if (size == 5 && memcmp(line, "/quit", size) == 0) {
        answer(transport, "* bye");
        tn_transport_lose_connection(transport);
    } else if (size && is_printable(line, size)) {
        snprintf(text, sizeof(text), "%s: %.*s", chatter->name, (int)size,
                 line);
        say(chatter, text);
    }
}

static void line_length_exceeded(struct tn_transport *transport, void *user)
{
    (void)user;
    answer(transport, "! a line has 1024 bytes at most");
    tn_transport_lose_connection(transport);
}

static void
connection_lost(struct tn_transport *transport, int reason, void *user)
{
    struct chatter *chatter = user;
    struct chatter **at = &chatter->chat->first;
    char text[NAME_SIZE + 16];

    (void)transport;
    (void)reason;
    while (*at != chatter)
        at = &(*at)->next;
    *at = chatter->next;
    if (chatter->name[0]) {
        snprintf(text, sizeof(text), "* %s has left", chatter->name);
        say(chatter, text);
    }
    free(chatter);
}

const struct tn_line_protocol chat_protocol = {
    .connection_made = connection_made,
    .line_received = line_received,
    .line_length_exceeded = line_length_exceeded,
    .connection_lost = connection_lost,
    .line_limit = LINE_LIMIT,
};
