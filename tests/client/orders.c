/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "orders.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <tenon/task.h>

#include "people_models.h"

static const struct Person ada = { .id = 7, .name = { "Ada", 3 } };
static const struct Person nobody = { .id = 7, .name = { NULL, 3 } };

static void refuse(const char *word)
{
    fprintf(stderr, "\"%s\" means nothing\n", word);
    exit(2);
}

static uint64_t number(const char *text)
{
    return strtoull(text, NULL, 10);
}

/* -- Pieces ---------------------------------------------------------------- */

int next_piece(void *user, struct tn_str *piece)
{
    static const char text[64 * 1024] = "piece";
    struct source *source = user;
    int rc = source->order->piece_ms ? tn_sleep(source->order->piece_ms) : 0;

    if (rc)
        return rc;
    if (source->given++ == source->order->piece_count)
        return TN_ESTOP;
    *piece = (struct tn_str){ text, source->order->piece_size };
    return 0;
}

/* -- Numbers by name ------------------------------------------------------- */

struct entry {
    const char *name;
    uint64_t *time;
    size_t *size;
    unsigned *count;
    bool *flag;
};

static bool set_number(const struct entry *entries,
                       size_t count,
                       const char *name,
                       const char *value)
{
    for (size_t i = 0; i < count; i++) {
        const struct entry *entry = &entries[i];

        if (strcmp(entry->name, name) != 0)
            continue;
        if (entry->time)
            *entry->time = number(value);
        if (entry->size)
            *entry->size = (size_t)number(value);
        if (entry->count)
            *entry->count = (unsigned)number(value);
        if (entry->flag)
            *entry->flag = true;
        return true;
    }
    return false;
}

/* -- Requests -------------------------------------------------------------- */

static bool
set_order_number(struct order *order, const char *name, const char *value)
{
    struct tn_http_options *options = &order->options;
    const struct entry entries[] = {
        { "total", &options->timeouts.total_ms, NULL, NULL, NULL },
        { "connect", &options->timeouts.connect_ms, NULL, NULL, NULL },
        { "read", &options->timeouts.read_ms, NULL, NULL, NULL },
        { "retries", NULL, NULL, &options->retry.count, NULL },
        { "first", &options->retry.first_ms, NULL, NULL, NULL },
        { "most", &options->retry.most_ms, NULL, NULL, NULL },
        { "noretry", NULL, NULL, NULL, &options->without_retry },
        { "noredirect", NULL, NULL, NULL, &options->without_redirects },
        { "stream", NULL, NULL, NULL, &options->stream },
        { "any-type", NULL, NULL, NULL, &options->any_content_type },
        { "body-size", &options->body_size, NULL, NULL, NULL },
        { "slow", &order->slow_ms, NULL, NULL, NULL },
        { "cancel", &order->cancel_ms, NULL, NULL, NULL },
        { "fail-at", NULL, &order->fail_at, NULL, NULL },
        { "times", NULL, &order->times, NULL, NULL },
        { "piece-limit", NULL, &order->piece_limit, NULL, NULL },
        { "pieces", NULL, &order->piece_count, NULL, NULL },
        { "piece-size", NULL, &order->piece_size, NULL, NULL },
        { "piece-ms", &order->piece_ms, NULL, NULL, NULL },
        { "post", NULL, NULL, NULL, &order->is_post },
        { "raise", NULL, NULL, NULL, &order->raises },
    };

    return set_number(entries, TN_COUNT(entries), name, value);
}

static bool
set_order_text(struct order *order, const char *name, const char *value)
{
    struct tn_http_options *options = &order->options;
    const struct {
        const char *name;
        const char **text;
    } texts[] = {
        { "method", &options->method },     { "user", &options->username },
        { "password", &options->password }, { "file", &options->body_file },
        { "type", &options->content_type },
    };

    for (size_t i = 0; i < TN_COUNT(texts); i++)
        if (strcmp(texts[i].name, name) == 0) {
            *texts[i].text = value;
            return true;
        }
    return false;
}

/* "name:value"; what is escaped in it is for controls that a line cannot hold.
 */
static void add_field(struct tn_http_field *fields, size_t *count, char *text)
{
    char *colon = strchr(text, ':');

    if (!colon || *count == ORDER_FIELDS)
        refuse(text);
    *colon = '\0';
    for (char *at = colon + 1; *at; at++)
        if (*at == '|')
            *at = '\n';
    fields[(*count)++] = (struct tn_http_field){ text, colon + 1 };
}

static bool set_body(struct order *order, const char *name, char *value)
{
    struct tn_http_options *options = &order->options;
    size_t size = (size_t)number(value);

    if (strcmp(name, "body") == 0)
        options->body = tn_str_from(value);
    else if (strcmp(name, "large-body") == 0) {
        order->made_body = malloc(size + 1);
        if (!order->made_body)
            abort();
        memset(order->made_body, 'x', size);
        options->body = (struct tn_str){ order->made_body, size };
    } else if (strcmp(name, "json") == 0) {
        options->json = strcmp(value, "ada") == 0 ? &ada : &nobody;
        options->json_model = &Person_model;
    } else
        return false;
    return true;
}

static bool set_decode(struct order *order, const char *name, const char *value)
{
    static const char *const names[] = { "not", "tree", "loose", "person" };

    if (strcmp(name, "decode") != 0)
        return false;
    for (size_t i = 0; i < TN_COUNT(names); i++)
        if (strcmp(names[i], value) == 0)
            order->decode = (enum order_decode)i;
    return true;
}

static void set(struct order *order, char *word)
{
    struct tn_http_options *options = &order->options;
    char *value = strchr(word, '=');

    if (!value)
        refuse(word);
    *value++ = '\0';
    if (strcmp(word, "header") == 0)
        add_field(order->headers, &options->header_count, value);
    else if (strcmp(word, "query") == 0)
        add_field(order->query, &options->query_count, value);
    else if (!set_order_number(order, word, value) &&
             !set_order_text(order, word, value) &&
             !set_body(order, word, value) && !set_decode(order, word, value))
        refuse(word);
}

void order_read(struct order *order, char *line)
{
    char *word = strtok(line, "\t\n");

    *order = (struct order){ .url = word, .piece_size = 5 };
    order->options.headers = order->headers;
    order->options.query = order->query;
    while ((word = strtok(NULL, "\t\n")))
        set(order, word);
}

void order_free(struct order *order)
{
    free(order->made_body);
}

/* -- Sessions -------------------------------------------------------------- */

void order_session_option(struct tn_session_options *options, char *word)
{
    static const struct tn_http_field headers[] = {
        { "X-Session", "yes" },
        { "Authorization", "Bearer session" },
    };
    const struct entry entries[] = {
        { "total", &options->timeouts.total_ms, NULL, NULL, NULL },
        { "connect", &options->timeouts.connect_ms, NULL, NULL, NULL },
        { "read", &options->timeouts.read_ms, NULL, NULL, NULL },
        { "retries", NULL, NULL, &options->retry.count, NULL },
        { "connections", NULL, NULL, &options->connection_limit, NULL },
        { "host-connections", NULL, NULL, &options->host_connection_limit,
          NULL },
        { "queue", NULL, NULL, &options->queue_limit, NULL },
        { "redirects", NULL, NULL, &options->redirect_limit, NULL },
        { "head-limit", NULL, &options->head_limit, NULL, NULL },
        { "body-limit", NULL, &options->body_limit, NULL, NULL },
        { "memory-limit", NULL, &options->memory_limit, NULL, NULL },
        { "headers", NULL, &options->header_count, NULL, NULL },
        { "insecure", NULL, NULL, NULL,
          &options->insecure_accept_any_certificate },
        { "default", NULL, NULL, NULL, NULL },
    };
    char *value = strchr(word, '=');

    options->headers = headers;
    if (!value)
        refuse(word);
    *value++ = '\0';
    if (strcmp(word, "ca") == 0)
        options->ca_file = value;
    else if (strcmp(word, "cert") == 0)
        options->client_cert = value;
    else if (strcmp(word, "key") == 0)
        options->client_key = value;
    else if (strcmp(word, "proxy") == 0)
        options->proxy = value;
    else if (!set_number(entries, TN_COUNT(entries), word, value))
        refuse(word);
}
