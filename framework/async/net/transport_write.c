/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "async/net/transport.h"

#include <stdlib.h>
#include <string.h>

/* What one call of the system takes at most. */
#define BATCH_COUNT 16
#define BATCH_SIZE  ((size_t)256 * 1024)

/* Small copies share memory of this size. */
#define CHUNK_SIZE ((size_t)4096 - sizeof(struct tn__chunk))

/* How long the other side may still read, and end, what this one closes. */
#define LINGER_MS 1000

#define WRITE_LIMIT ((size_t)16 * 1024 * 1024)
#define HIGH_WATER  ((size_t)64 * 1024)

struct tn__chunk {
    struct tn__chunk *next;
    char *data; /* within it, or adopted */
    size_t begin;
    size_t end;
    size_t capacity;
    void *adopted;
    tn_free_fn free_data;
};

/* -- The queue ------------------------------------------------------------- */

static void add_chunk(struct tn__outgoing *out, struct tn__chunk *chunk)
{
    *out->end = chunk;
    out->end = &chunk->next;
    out->last = chunk;
}

static void chunk_free(struct tn__chunk *chunk)
{
    if (chunk->adopted && chunk->free_data)
        chunk->free_data(chunk->adopted);
    free(chunk);
}

static void drop_first(struct tn__outgoing *out)
{
    struct tn__chunk *first = out->first;

    out->first = first->next;
    if (!out->first) {
        out->end = &out->first;
        out->last = NULL;
    }
    chunk_free(first);
}

/* Returns a chunk with room for some bytes at its end. */
static struct tn__chunk *reserve(struct tn__outgoing *out, size_t size)
{
    size_t capacity = size > CHUNK_SIZE ? size : CHUNK_SIZE;
    struct tn__chunk *chunk = out->last;

    if (chunk && chunk->capacity - chunk->end >= size)
        return chunk;
    chunk = malloc(sizeof(*chunk) + capacity);
    if (!chunk)
        return NULL;
    *chunk = (struct tn__chunk){
        .data = (char *)(chunk + 1),
        .capacity = capacity,
    };
    add_chunk(out, chunk);
    return chunk;
}

/* Takes bytes that went out from the front. */
static void consume(struct tn__outgoing *out, size_t size)
{
    out->size -= size;
    while (out->first) {
        size_t here = out->first->end - out->first->begin;

        if (here > size) {
            out->first->begin += size;
            return;
        }
        size -= here;
        drop_first(out);
    }
}

/* Returns how many buffers it filled, of `size` bytes together. */
static unsigned
fill_batch(const struct tn__outgoing *out, uv_buf_t *bufs, size_t *size)
{
    unsigned count = 0;

    *size = 0;
    for (const struct tn__chunk *chunk = out->first;
         chunk && count < BATCH_COUNT && *size < BATCH_SIZE;
         chunk = chunk->next) {
        size_t here = chunk->end - chunk->begin;

        if (here > BATCH_SIZE - *size)
            here = BATCH_SIZE - *size;
        bufs[count++] = uv_buf_init(chunk->data + chunk->begin, (unsigned)here);
        *size += here;
    }
    return count;
}

/* -- Going out ------------------------------------------------------------- */

static void linger_over(void *user)
{
    tn__transport_close(user, TN_ETIMEDOUT);
}

/* Both directions have ended, or the other side is given time to read what was
 * written: a socket closed over unread octets tells it to forget that. */
static void finish_closing(struct tn_transport *transport)
{
    if (transport->is_eof_read || transport->is_hurried) {
        tn__transport_close(transport, transport->reason);
        return;
    }
    if (!transport->is_closing || transport->is_lingering)
        return;
    transport->is_lingering = true;
    if (tn__timeout_start(&transport->linger, LINGER_MS, linger_over,
                          transport))
        tn__transport_close(transport, transport->reason);
    else
        tn__transport_read(transport);
}

static void after_shutdown(uv_shutdown_t *request, int status)
{
    struct tn_transport *transport = request->data;

    if (transport->is_closed)
        return;
    transport->is_eof_done = true;
    if (status)
        tn__transport_close(transport, TN_EIO);
    else
        finish_closing(transport);
}

/* All went out that was to go out before the end. */
static void finish_writing(struct tn_transport *transport)
{
    if (!transport->is_eof_wanted && !transport->is_closing)
        return;
    if (transport->is_eof_done) {
        finish_closing(transport);
        return;
    }
    if (transport->is_eof_begun)
        return;
    transport->is_eof_begun = true;
    transport->shutdown.data = transport;
    if (uv_shutdown(&transport->shutdown, &transport->uv.stream,
                    after_shutdown))
        tn__transport_close(transport, TN_EIO);
}

static void resume_if_low(struct tn_transport *transport)
{
    struct tn__outgoing *out = &transport->out;
    const struct tn_factory *factory = &transport->factory;

    if (!out->is_paused || out->size > factory->low_water)
        return;
    out->is_paused = false;
    tn__waiters_wake_all(&out->drain, 0);
    if (factory->protocol->resume_writing && !transport->is_closing)
        factory->protocol->resume_writing(transport, transport->user);
}

static void after_write(uv_write_t *request, int status)
{
    struct tn_transport *transport = request->data;
    struct tn__outgoing *out = &transport->out;

    if (transport->is_closed)
        return;
    if (status) {
        tn__transport_close(transport, TN_EIO);
        return;
    }
    consume(out, out->in_flight);
    out->in_flight = 0;
    tn__transport_touch(transport);
    tn__transport_flush(transport);
}

/* The system takes no more: libuv waits until it does. */
static void
leave_to_libuv(struct tn_transport *transport, uv_buf_t *bufs, unsigned count)
{
    struct tn__outgoing *out = &transport->out;

    for (unsigned i = 0; i < count; i++)
        out->in_flight += bufs[i].len;
    out->left = out->in_flight;
    out->request.data = transport;
    if (uv_write(&out->request, &transport->uv.stream, bufs, count,
                 after_write)) {
        out->in_flight = 0;
        tn__transport_close(transport, TN_EIO);
    }
}

/* Returns whether all of a batch went out. */
static bool write_batch(struct tn_transport *transport)
{
    struct tn__outgoing *out = &transport->out;
    uv_buf_t bufs[BATCH_COUNT];
    size_t size;
    unsigned count = fill_batch(out, bufs, &size);
    int written = uv_try_write(&transport->uv.stream, bufs, count);

    if (written < 0 && written != UV_EAGAIN) {
        tn__transport_close(transport, TN_EIO);
        return false;
    }
    if (written > 0) {
        tn__transport_touch(transport);
        consume(out, (size_t)written);
    }
    if (written > 0 && (size_t)written == size)
        return true;
    count = fill_batch(out, bufs, &size);
    leave_to_libuv(transport, bufs, count);
    return false;
}

void tn__transport_flush(struct tn_transport *transport)
{
    struct tn__outgoing *out = &transport->out;

    if (out->in_flight || transport->is_closed)
        return;
    while (out->first && write_batch(transport))
        ;
    if (transport->is_closed)
        return;
    resume_if_low(transport);
    if (!out->first && !transport->is_closed)
        finish_writing(transport);
}

static void flush_due(void *user)
{
    struct tn_transport *transport = user;

    transport->out.is_flush_due = false;
    tn__transport_flush(transport);
}

static void flush_soon(struct tn_transport *transport)
{
    struct tn__outgoing *out = &transport->out;

    if (out->is_flush_due || out->in_flight || transport->is_closed)
        return;
    out->is_flush_due = true;
    tn__ready_add(transport->loop, &out->flush);
}

void tn__transport_write_init(struct tn_transport *transport)
{
    struct tn_factory *factory = &transport->factory;
    struct tn__outgoing *out = &transport->out;

    out->end = &out->first;
    out->flush = (struct tn__call){ .fn = flush_due, .user = transport };
    if (!factory->high_water)
        factory->high_water = HIGH_WATER;
    if (!factory->low_water)
        factory->low_water = factory->high_water / 4;
    if (!factory->write_limit)
        factory->write_limit = WRITE_LIMIT;
}

void tn__transport_write_deinit(struct tn_transport *transport)
{
    struct tn__outgoing *out = &transport->out;

    while (out->first)
        drop_first(out);
    tn__waiters_wake_all(&out->drain, TN_ECLOSED);
}

/* -- For protocols --------------------------------------------------------- */

static void pause_if_high(struct tn_transport *transport)
{
    struct tn__outgoing *out = &transport->out;
    const struct tn_factory *factory = &transport->factory;

    if (out->is_paused || out->size <= factory->high_water)
        return;
    tn__transport_flush(transport);
    if (transport->is_closed || out->size <= factory->high_water)
        return;
    out->is_paused = true;
    if (factory->protocol->pause_writing)
        factory->protocol->pause_writing(transport, transport->user);
}

static int check_write(const struct tn_transport *transport, size_t size)
{
    size_t limit = transport->factory.write_limit;

    if (!transport->is_made || transport->is_closed || transport->is_closing ||
        transport->is_eof_wanted)
        return TN_ECLOSED;
    if (transport->out.size > limit || size > limit - transport->out.size)
        return TN_ELIMIT;
    return 0;
}

static int after_adding(struct tn_transport *transport, size_t size, int rc)
{
    if (rc == 0) {
        transport->out.size += size;
        flush_soon(transport);
        pause_if_high(transport);
    } else if (rc != TN_ECLOSED) {
        tn__transport_close(transport, rc);
    }
    return rc;
}

int tn_transport_write(struct tn_transport *transport,
                       const void *data,
                       size_t size)
{
    int rc = check_write(transport, size);

    if (rc == 0 && size) {
        struct tn__chunk *chunk = reserve(&transport->out, size);

        if (chunk) {
            memcpy(chunk->data + chunk->end, data, size);
            chunk->end += size;
        } else {
            rc = TN_ENOMEM;
        }
    }
    return after_adding(transport, size, rc);
}

int tn_transport_write_adopt(struct tn_transport *transport,
                             void *data,
                             size_t size,
                             tn_free_fn free_data)
{
    int rc = check_write(transport, size);
    struct tn__chunk *chunk = rc == 0 && size ? malloc(sizeof(*chunk)) : NULL;

    if (chunk) {
        *chunk = (struct tn__chunk){
            .data = data,
            .end = size,
            .capacity = size,
            .adopted = data,
            .free_data = free_data,
        };
        add_chunk(&transport->out, chunk);
    } else {
        if (rc == 0 && size)
            rc = TN_ENOMEM;
        if (data && free_data)
            free_data(data);
    }
    return after_adding(transport, size, rc);
}

void tn_transport_write_eof(struct tn_transport *transport)
{
    transport->is_eof_wanted = true;
    flush_soon(transport);
}

size_t tn_transport_write_size(const struct tn_transport *transport)
{
    return transport->out.size;
}

int tn_transport_drain(struct tn_transport *transport)
{
    if (!tn_task_current())
        return TN_ENOTASK;
    if (transport->is_closed)
        return TN_ECLOSED;
    return transport->out.is_paused ? tn__wait_in(&transport->out.drain) : 0;
}
