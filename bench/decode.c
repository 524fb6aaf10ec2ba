/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <tenon/attrs.h>
#include <tenon/jansson.h>

#include "base/arena.h"
#include "base/buf.h"
#include "json/reader.h"

/*
 * How fast bodies are decoded, in nanoseconds of processor time: bench/decode
 * [ROUNDS]. The contestants take turns within a round, and each number is the
 * median of the rounds. Each body of a turn is a fresh copy, because Tenon's
 * reader works in place; the copying is not measured.
 */

#define ROUNDS     9
#define TURN_BYTES (8u << 20)  /* text that a turn decodes, about */
#define BLOCK      (96u << 10) /* copies of a small body that lie side by side */

/* -- Bodies ---------------------------------------------------------------- */

struct body {
    const char *name;
    struct tn__buf text;
};

static void add_user(struct tn__buf *text, int id)
{
    static const char *const names[] = { "Ada Lovelace",   "Карл Фридрих Гаусс",
                                         "Grace Hopper",   "Emmy Noether",
                                         "Barbara Liskov", "Donald Knuth" };
    static const char *const cities[] = { "London", "Göttingen", "New York",
                                          "Erlangen", "Los Angeles" };

    tn__buf_printf(
        text,
        "{\"id\":%d,\"name\":\"%s\",\"email\":\"user.%d@mail.example.com\","
        "\"age\":%d,\"active\":%s,\"balance\":%d.%02d,\"score\":0.%d,"
        "\"tags\":[\"reader\",\"%s\"],\"address\":{\"street\":\"%d Main "
        "Street\",\"city\":\"%s\",\"zip\":\"%05d\"},\"created\":"
        "\"2024-%02d-%02dT%02d:30:00Z\",\"referrer\":%s}",
        100000 + id, names[id % 6], id, 18 + id % 60, id % 3 ? "true" : "false",
        id * 37 % 10000, id % 100, 1000 + id * 7919 % 9000,
        id % 2 ? "writer" : "editor", 1 + id % 200, cities[id % 5],
        id * 97 % 100000, 1 + id % 12, 1 + id % 28, id % 24,
        id % 4 ? "null" : "\"newsletter\"");
}

static void add_users(struct tn__buf *text, int count)
{
    for (int id = 0; id < count; id++) {
        tn__buf_char(text, id ? ',' : '[');
        add_user(text, id);
    }
    tn__buf_char(text, ']');
}

/* -- Contestants ----------------------------------------------------------- */

struct bench {
    const struct body *body;
    size_t stride; /* bytes of a copy and its padding */
    size_t copies;
    char *texts;
    struct tn__arena arena;
};

static void fail(const char *what)
{
    fprintf(stderr, "decode: %s\n", what);
    exit(1);
}

static void parse_with_tenon(struct bench *bench)
{
    for (size_t i = 0; i < bench->copies; i++) {
        struct tn__json_error error;
        const struct tn_value *root;

        tn__arena_reset(&bench->arena);
        if (tn__json_read(&bench->arena, bench->texts + i * bench->stride,
                          bench->body->text.size, 0, &root, &error))
            fail(tn__json_fault_text(error.fault));
    }
}

static void parse_with_jansson(struct bench *bench)
{
    for (size_t i = 0; i < bench->copies; i++) {
        json_error_t error;
        json_t *tree = json_loadb(bench->texts + i * bench->stride,
                                  bench->body->text.size, 0, &error);

        if (!tree)
            fail(error.text);
        json_decref(tree);
    }
}

static const struct {
    const char *name;
    void (*run)(struct bench *bench);
} contestants[] = {
    { "Tenon: parse", parse_with_tenon },
    { "jansson: parse", parse_with_jansson },
};

/* -- Measuring ------------------------------------------------------------- */

static double processor_time(void)
{
    struct timespec now;

    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

static void init_bench(struct bench *bench, const struct body *body)
{
    size_t stride = (body->text.size + TN__JSON_PADDING + 63) / 64 * 64;

    bench->body = body;
    bench->stride = stride;
    bench->copies = stride < BLOCK ? BLOCK / stride : 1;
    bench->texts = malloc(bench->copies * stride);
    /* A first chunk that holds all: what a worker has after some requests. */
    tn__arena_init(&bench->arena, NULL, 16 * body->text.size + 4096, 0);
    if (!bench->texts)
        fail("out of memory");
}

static void deinit_bench(struct bench *bench)
{
    tn__arena_deinit(&bench->arena);
    free(bench->texts);
}

/* Returns the nanoseconds for one body. */
static double take_turn(struct bench *bench, void (*run)(struct bench *bench))
{
    size_t size = bench->body->text.size;
    size_t blocks = TURN_BYTES / (size * bench->copies);
    double spent = 0;

    for (size_t i = 0; i < blocks; i++) {
        double before;

        for (size_t copy = 0; copy < bench->copies; copy++)
            memcpy(bench->texts + copy * bench->stride, bench->body->text.data,
                   size);
        before = processor_time();
        run(bench);
        spent += processor_time() - before;
    }
    return spent / (double)(blocks * bench->copies);
}

static int compare_doubles(const void *a, const void *b)
{
    const double *left = a, *right = b;

    return (*left > *right) - (*left < *right);
}

static double median(double *values, size_t count)
{
    qsort(values, count, sizeof(*values), compare_doubles);
    return values[count / 2];
}

static void measure(const struct body *body, size_t rounds)
{
    double *times = malloc(TN_COUNT(contestants) * rounds * sizeof(*times));
    struct bench bench;

    if (!times)
        fail("out of memory");
    init_bench(&bench, body);
    for (size_t round = 0; round < rounds; round++)
        for (size_t i = 0; i < TN_COUNT(contestants); i++)
            times[i * rounds + round] = take_turn(&bench, contestants[i].run);
    for (size_t i = 0; i < TN_COUNT(contestants); i++) {
        double time = median(times + i * rounds, rounds);

        printf("| %s, %zu bytes | %s | %.0f | %.0f |\n", body->name,
               body->text.size, contestants[i].name, time,
               (double)body->text.size / time * 1e3);
    }
    deinit_bench(&bench);
    free(times);
}

int main(int argc, char **argv)
{
    size_t rounds = argc > 1 ? strtoul(argv[1], NULL, 10) : ROUNDS;
    struct body bodies[] = {
        { .name = "small body" },
        { .name = "one user" },
        { .name = "4,000 users" },
    };

    tn__buf_lit(&bodies[0].text,
                "{\"first_number\": 40, \"second_number\": 2}");
    add_user(&bodies[1].text, 4711);
    add_users(&bodies[2].text, 4000);
    printf("| body | what | ns | MB/s |\n| --- | --- | --- | --- |\n");
    for (size_t i = 0; i < TN_COUNT(bodies); i++) {
        measure(&bodies[i], rounds ? rounds : 1);
        tn__buf_deinit(&bodies[i].text);
    }
    return 0;
}
