/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <tenon/attrs.h>
#include <tenon/jansson.h>
#include <tenon/schema.h>

#include "base/arena.h"
#include "base/buf.h"
#include "model/decode.h"
#include "model/encode.h"
#include "model/layout.h"
#include "json/reader.h"

/*
 * How fast bodies are decoded and structs encoded, in nanoseconds of processor
 * time: bench/decode [ROUNDS]. The contestants take turns within a round, and
 * each number is the median of the rounds. Each body of a turn is a fresh copy,
 * because Tenon's reader works in place; the copying is not measured.
 */

#define ROUNDS     9
#define TURN_BYTES (8u << 20)  /* text that a turn decodes, about */
#define BLOCK      (96u << 10) /* copies of a small body that lie side by side */

/* -- Bodies ---------------------------------------------------------------- */

struct body {
    const char *name;
    const char *pointer;         /* of its schema */
    const struct tn__node *node; /* the same, compiled */
    struct tn__buf text;
};

static const char schemas[] =
    "$defs:\n"
    "  Add:\n"
    "    type: object\n"
    "    required: [first_number]\n"
    "    properties:\n"
    "      first_number: { type: integer }\n"
    "      second_number: { type: [integer, 'null'] }\n"
    "  Address:\n"
    "    type: object\n"
    "    required: [street, city, zip]\n"
    "    properties:\n"
    "      street: { type: string }\n"
    "      city: { type: string }\n"
    "      zip: { type: string, minLength: 5, maxLength: 5 }\n"
    "  User:\n"
    "    type: object\n"
    "    required: [id, name, email, age, active, balance, score, tags,\n"
    "               address, created]\n"
    "    properties:\n"
    "      id: { type: integer, minimum: 1 }\n"
    "      name: { type: string, minLength: 1, maxLength: 200 }\n"
    "      email: { type: string, maxLength: 254 }\n"
    "      age: { type: integer, minimum: 0, maximum: 150 }\n"
    "      active: { type: boolean }\n"
    "      balance: { type: number }\n"
    "      score: { type: number, minimum: 0, maximum: 1 }\n"
    "      tags: { type: array, items: { type: string }, maxItems: 10 }\n"
    "      address: { $ref: '#/$defs/Address' }\n"
    "      created: { type: string }\n"
    "      referrer: { type: [string, 'null'], default: null }\n"
    "  Users: { type: array, items: { $ref: '#/$defs/User' } }\n";

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
    struct tn__arena kept; /* of what is encoded */
    void *kept_form;
    struct tn__buf answer;
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

/* Parses, checks and binds: the whole way from a body to a struct. */
static void *
decode(const struct bench *bench, struct tn__arena *arena, char *text)
{
    struct tn__issues issues = { 0 };
    const struct tn__decode_options options = { .issues = &issues };
    const struct tn__node *node = bench->body->node;
    const struct tn__body body = { text, bench->body->text.size, true };
    void *form = tn__arena_alloc(arena, tn__layout_form_size(node));

    if (!form || tn__decode_body(arena, node, &body, &options, form))
        fail("a body is refused");
    return form;
}

static void decode_with_tenon(struct bench *bench)
{
    for (size_t i = 0; i < bench->copies; i++) {
        tn__arena_reset(&bench->arena);
        decode(bench, &bench->arena, bench->texts + i * bench->stride);
    }
}

static void encode_with_tenon(struct bench *bench)
{
    for (size_t i = 0; i < bench->copies; i++) {
        tn__arena_reset(&bench->arena);
        tn__buf_reset(&bench->answer);
        if (tn__encode(&bench->answer, &bench->arena, bench->body->node,
                       bench->kept_form, NULL))
            fail("a struct is refused");
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
    { "Tenon: decode (parse, check, bind)", decode_with_tenon },
    { "Tenon: encode", encode_with_tenon },
    { "jansson: parse", parse_with_jansson },
};

/* -- Measuring ------------------------------------------------------------- */

static double processor_time(void)
{
    struct timespec now;

    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

/* Decodes a body that stays, to be encoded. */
static void keep_struct(struct bench *bench)
{
    const struct tn__buf *text = &bench->body->text;
    char *copy;

    tn__arena_init(&bench->kept, NULL, 16 * text->size, 0);
    copy = tn__arena_alloc(&bench->kept, text->size + TN__JSON_PADDING);
    if (!copy)
        fail("out of memory");
    memcpy(copy, text->data, text->size);
    bench->kept_form = decode(bench, &bench->kept, copy);
}

static void init_bench(struct bench *bench, const struct body *body)
{
    size_t stride = (body->text.size + TN__JSON_PADDING + 63) / 64 * 64;

    *bench = (struct bench){ .body = body, .stride = stride };
    bench->copies = stride < BLOCK ? BLOCK / stride : 1;
    bench->texts = malloc(bench->copies * stride);
    /* A first chunk that holds all: what a worker has after some requests. */
    tn__arena_init(&bench->arena, NULL, 16 * body->text.size + 4096, 0);
    if (!bench->texts)
        fail("out of memory");
    keep_struct(bench);
}

static void deinit_bench(struct bench *bench)
{
    tn__arena_deinit(&bench->arena);
    tn__arena_deinit(&bench->kept);
    tn__buf_deinit(&bench->answer);
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

static struct tn_schema *load_schemas(void)
{
    struct tn_error error = { 0 };
    struct tn_schema *schema = tn_schema_load_text(schemas, sizeof(schemas) - 1,
                                                   "decode.yaml", &error);

    if (!schema || tn__layout_schema(schema, &error))
        fail(error.message);
    return schema;
}

int main(int argc, char **argv)
{
    size_t rounds = argc > 1 ? strtoul(argv[1], NULL, 10) : ROUNDS;
    struct body bodies[] = {
        { .name = "small body", .pointer = "/$defs/Add" },
        { .name = "one user", .pointer = "/$defs/User" },
        { .name = "4,000 users", .pointer = "/$defs/Users" },
    };
    struct tn_schema *schema = load_schemas();

    tn__buf_lit(&bodies[0].text,
                "{\"first_number\": 40, \"second_number\": 2}");
    add_user(&bodies[1].text, 4711);
    add_users(&bodies[2].text, 4000);
    printf("| body | what | ns | MB/s |\n| --- | --- | --- | --- |\n");
    for (size_t i = 0; i < TN_COUNT(bodies); i++) {
        bodies[i].node = tn__schema_node(schema, bodies[i].pointer, NULL);
        measure(&bodies[i], rounds ? rounds : 1);
        tn__buf_deinit(&bodies[i].text);
    }
    tn_schema_free(schema);
    return 0;
}
