/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "async/client/head.h"

#include <criterion/criterion.h>

struct fixture {
    struct tn__arena arena;
    struct tn__response_head head;
};

static void begin(struct fixture *fixture)
{
    *fixture = (struct fixture){ 0 };
    tn__arena_init(&fixture->arena, NULL, 256, 0);
}

static void end(struct fixture *fixture)
{
    tn__arena_deinit(&fixture->arena);
}

static int add(struct fixture *fixture, const char *line)
{
    return tn__response_head_add(&fixture->head, &fixture->arena,
                                 tn_str_from(line), 1000);
}

Test(client_head, keeps_fields_in_their_order)
{
    struct fixture fixture;

    begin(&fixture);
    cr_assert_eq(add(&fixture, "HTTP/1.1 200 OK\r\n"), 0);
    cr_assert_eq(add(&fixture, "A:  b \r\n"), 0);
    cr_assert_eq(add(&fixture, "C:\r\n"), 0);
    cr_assert_not(fixture.head.is_complete);
    cr_assert_eq(add(&fixture, "\r\n"), 0);
    cr_assert(fixture.head.is_complete);
    cr_assert_eq(fixture.head.status, 200);
    cr_assert_eq(fixture.head.count, 2);
    cr_assert_str_eq(fixture.head.fields[0].name, "A");
    cr_assert_str_eq(fixture.head.fields[0].value, "b");
    cr_assert_str_eq(fixture.head.fields[1].value, "");
    end(&fixture);
}

Test(client_head, has_room_for_many)
{
    struct fixture fixture;

    begin(&fixture);
    add(&fixture, "HTTP/1.1 200\r\n");
    for (int i = 0; i < 100; i++)
        cr_assert_eq(add(&fixture, "A: b\r\n"), 0);
    cr_assert_eq(fixture.head.count, 100);
    end(&fixture);
}

Test(client_head, passes_over_what_is_no_field)
{
    struct fixture fixture;

    begin(&fixture);
    add(&fixture, "HTTP/1.1 200 OK\r\n");
    cr_assert_eq(add(&fixture, "no colon\r\n"), 0);
    cr_assert_eq(add(&fixture, ": no name\r\n"), 0);
    cr_assert_eq(fixture.head.count, 0);
    end(&fixture);
}

Test(client_head, forgets_interim_answers_and_trailers)
{
    struct fixture fixture;

    begin(&fixture);
    add(&fixture, "HTTP/1.1 103 Early\r\n");
    add(&fixture, "A: early\r\n");
    add(&fixture, "\r\n");
    cr_assert_not(fixture.head.is_complete);
    add(&fixture, "HTTP/1.1 204 No\r\n");
    add(&fixture, "\r\n");
    cr_assert_eq(fixture.head.status, 204);
    add(&fixture, "A: trailer\r\n");
    cr_assert_eq(fixture.head.count, 0);
    end(&fixture);
}

Test(client_head, refuses_what_it_cannot_mean)
{
    static const char *const lines[] = {
        "HTTP/1.1 2x0 OK\r\n",
        "HTTP/1.1\r\n",
        "HTTP/1.1 20\r\n",
    };
    struct fixture fixture;

    for (size_t i = 0; i < TN_COUNT(lines); i++) {
        begin(&fixture);
        cr_expect_eq(add(&fixture, lines[i]), TN_EHTTP, "%s", lines[i]);
        end(&fixture);
    }
    begin(&fixture);
    add(&fixture, "HTTP/1.1 101 Switching Protocols\r\n");
    cr_assert_eq(add(&fixture, "\r\n"), TN_EHTTP);
    end(&fixture);
}

Test(client_head, has_a_ceiling)
{
    struct fixture fixture;
    int rc = 0;

    begin(&fixture);
    for (int i = 0; i < 100 && rc == 0; i++)
        rc = add(&fixture, "HTTP/1.1 100 Continue\r\n");
    cr_assert_eq(rc, TN_ELIMIT);
    end(&fixture);
}

Test(client_head, knows_a_redirect)
{
    struct fixture fixture;

    begin(&fixture);
    add(&fixture, "HTTP/1.1 302 Found\r\n");
    cr_assert_not(tn__response_head_is_redirect(&fixture.head));
    add(&fixture, "location: /x\r\n");
    cr_assert(tn__response_head_is_redirect(&fixture.head));
    fixture.head.status = 304;
    cr_assert_not(tn__response_head_is_redirect(&fixture.head));
    end(&fixture);
}
