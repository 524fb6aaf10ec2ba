/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include <tenon/tenon.h>

#include "streams_models.h"

/* A program whose responses come piece by piece: test_streams.py. One worker,
 * so that what it counts needs no lock. */
static struct Counts counts;

static int64_t number_of(struct tn_req *req, const char *name)
{
    struct tn_str text = tn_req_query_param(req, name);

    return text.ptr ? strtoll(text.ptr, NULL, 10) : 0;
}

static void count_cleaned(void *user)
{
    (void)user;
    counts.cleaned++;
}

static int counted(int rc)
{
    counts.yielded += rc == 0;
    counts.cancelled += rc == TN_ECANCELED;
    return rc;
}

TN_STREAM(tick, tn_none, Tick, TN_STREAM_EVENTS);
TN_STREAM(list, tn_none, Tick, TN_STREAM_LINES);
TN_STREAM(speak, tn_none, tn_text, TN_STREAM_TEXT);
TN_STREAM(step, tn_none, Step, TN_STREAM_EVENTS);
TN_STREAM(show_pets, tn_none, Pet, TN_STREAM_EVENTS);
TN_STREAM(name_events, tn_none, Tick, TN_STREAM_EVENTS);
TN_STREAM(refuse, tn_none, Tick, TN_STREAM_LINES);
TN_STREAM(break_off, tn_none, Tick, TN_STREAM_LINES);
TN_STREAM(break_contract, tn_none, Step, TN_STREAM_LINES);
TN_STREAM(pass_on, tn_none, Tick, TN_STREAM_LINES);
TN_STREAM(begin_at_once, tn_none, Tick, TN_STREAM_LINES);
TN_OP(count, tn_none, Counts);

/* -- Handlers -------------------------------------------------------------- */

/* n events, a pause of ms before each; n 0: for ever. */
static int tick(struct tn_req *req, const struct tn_none *in)
{
    int64_t count = number_of(req, "n");
    uint64_t ms = (uint64_t)number_of(req, "ms");
    int rc = 0;

    (void)in;
    tn_defer(count_cleaned, NULL);
    for (int64_t i = 1; rc == 0 && (count == 0 || i <= count); i++) {
        if (ms)
            rc = counted(tn_sleep(ms));
        if (rc == 0)
            rc = counted(tick_yield(&(struct Tick){ .left = count - i }));
    }
    return rc;
}

/* As fast as it goes. */
static int list(struct tn_req *req, const struct tn_none *in)
{
    int64_t count = number_of(req, "n");
    struct tn_str note = tn_req_query_param(req, "note");
    int rc = 0;

    (void)in;
    tn_defer(count_cleaned, NULL);
    for (int64_t i = 0; rc == 0 && i < count; i++)
        rc = counted(list_yield(&(struct Tick){
            .left = i,
            .note = { .has = note.ptr != NULL, .value = note },
        }));
    return rc;
}

static int speak(struct tn_req *req, const struct tn_none *in)
{
    static const char *const words[] = { "one ", "\xd0\xb4\xd0\xb2\xd0\xb0 ",
                                         "three\n" };
    int rc = 0;

    (void)req;
    (void)in;
    for (size_t i = 0; rc == 0 && i < TN_COUNT(words); i++) {
        rc = speak_yield(&(struct tn_text){ tn_str_from(words[i]) });
        if (rc == 0)
            rc = tn_sleep(5);
    }
    return rc;
}

static int step(struct tn_req *req, const struct tn_none *in)
{
    struct Step progress = { .kind = STEP_KIND_PROGRESS };
    int rc = step_yield(&(struct Step){ .kind = STEP_KIND_STARTED });

    (void)req;
    (void)in;
    progress.as.progress.kind = PROGRESS_KIND_PROGRESS;
    for (int64_t percent = 50; rc == 0 && percent <= 100; percent += 50) {
        progress.as.progress.percent = percent;
        rc = step_yield(&progress);
    }
    return rc;
}

static int show_pets(struct tn_req *req, const struct tn_none *in)
{
    struct Pet cat = { .kind = PET_KIND_CAT };
    struct Pet dog = { .kind = PET_KIND_DOG };
    int rc;

    (void)req;
    (void)in;
    cat.as.cat.lives = 9;
    dog.as.dog.bark = tn_str_from("two\nlines");
    rc = show_pets_yield(&cat);
    return rc ? rc : show_pets_yield(&dog);
}

static int name_events(struct tn_req *req, const struct tn_none *in)
{
    static const struct tn_server_event wrong[] = {
        { .name = "two\nlines" },
        { .id = "two\rlines" },
    };
    const struct Tick item = { .left = 1 };
    int64_t refused = 0;
    int rc;

    (void)in;
    for (size_t i = 0; i < TN_COUNT(wrong); i++)
        refused += tn_stream_event(req, &wrong[i]) == TN_EINVALID;
    tn_stream_event(req, &(struct tn_server_event){ "first", "7", 1500 });
    rc = name_events_yield(&(struct Tick){ .left = refused });
    return rc ? rc : name_events_yield(&item);
}

static int refuse(struct tn_req *req, const struct tn_none *in)
{
    (void)in;
    if (number_of(req, "ms"))
        tn_sleep((uint64_t)number_of(req, "ms"));
    return number_of(req, "nothing") ? 0 : tn_fail(req, 404, "nothing to tell");
}

/* Two items, a pause of ms between them. */
static int begin_at_once(struct tn_req *req, const struct tn_none *in)
{
    int rc = begin_at_once_yield(&(struct Tick){ .left = 1 });

    (void)in;
    tn_defer(count_cleaned, NULL);
    if (rc == 0)
        rc = counted(tn_sleep((uint64_t)number_of(req, "ms")));
    return rc ? rc : begin_at_once_yield(&(struct Tick){ .left = 0 });
}

static int break_off(struct tn_req *req, const struct tn_none *in)
{
    int rc = break_off_yield(&(struct Tick){ .left = 1 });

    (void)in;
    if (rc == 0)
        rc = tn_sleep((uint64_t)number_of(req, "ms"));
    return rc ? rc : TN_EIO;
}

/* More percent than there are. */
static int break_contract(struct tn_req *req, const struct tn_none *in)
{
    struct Step progress = { .kind = STEP_KIND_PROGRESS };

    (void)req;
    (void)in;
    progress.as.progress.kind = PROGRESS_KIND_PROGRESS;
    progress.as.progress.percent = 101;
    return break_contract_yield(&progress);
}

static int count_to_three(void *user)
{
    int rc = 0;

    (void)user;
    for (int64_t i = 1; rc == 0 && i <= 3; i++) {
        struct Tick item = { .left = i };

        rc = tn_gen_yield(&item, NULL);
    }
    return rc;
}

/* What another generator gives. */
static int pass_on(struct tn_req *req, const struct tn_none *in)
{
    struct tn_gen *gen = tn_gen_new(count_to_three, NULL);
    int rc = gen ? tn_gen_yield_from(gen, NULL) : TN_ENOMEM;

    (void)req;
    (void)in;
    tn_gen_free(gen);
    return rc;
}

static int
count(struct tn_req *req, const struct tn_none *in, struct Counts *out)
{
    (void)req;
    (void)in;
    *out = counts;
    return 0;
}

/* -- The program ----------------------------------------------------------- */

static const struct tn_route routes[] = {
    { .method = TN_GET, .path = "/ticks", .op = &tick_op },
    { .method = TN_GET,
      .path = "/ticks/limited",
      .op = &tick_op,
      .timeout_ms = 60 },
    { .method = TN_GET, .path = "/lines", .op = &list_op },
    { .method = TN_GET, .path = "/text", .op = &speak_op },
    { .method = TN_GET, .path = "/steps", .op = &step_op },
    { .method = TN_GET, .path = "/pets", .op = &show_pets_op },
    { .method = TN_GET, .path = "/names", .op = &name_events_op },
    { .method = TN_GET, .path = "/refuse", .op = &refuse_op },
    { .method = TN_GET, .path = "/break", .op = &break_off_op },
    { .method = TN_GET, .path = "/contract", .op = &break_contract_op },
    { .method = TN_GET, .path = "/pass", .op = &pass_on_op },
    { .method = TN_GET, .path = "/at-once", .op = &begin_at_once_op },
    { .method = TN_GET,
      .path = "/at-once/limited",
      .op = &begin_at_once_op,
      .timeout_ms = 60 },
    { .method = TN_GET, .path = "/counts", .op = &count_op },
};

/* Does what the field Do says. */
static int do_what_is_asked(struct tn_req *req, struct tn_res *res)
{
    struct tn_str asked = tn_req_header(req, "Do");

    if (tn_str_equal(asked, (struct tn_str)TN_STR("fail")))
        return TN_EIO;
    if (tn_str_equal(asked, (struct tn_str)TN_STR("empty")))
        return tn_res_set_status(res, 204);
    if (tn_str_equal(asked, (struct tn_str)TN_STR("write")))
        return tn_res_set_body(res, "a body", 6);
    if (tn_str_equal(asked, (struct tn_str)TN_STR("untype")))
        return tn_res_set_content_type(res, NULL);
    return 0;
}

static const tn_response_hook_fn hooks[] = { do_what_is_asked, NULL };

int main(int argc, char **argv)
{
    const struct tn_api api = {
        .title = "Streams",
        .version = "1",
        .routes = routes,
        .route_count = TN_COUNT(routes),
        .response_hooks = hooks,
    };

    return tn_main(argc, argv, &api);
}
