/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "http/router.h"

#include <criterion/criterion.h>
#include <stdio.h>

#define ROUTER(...)                                                            \
    router_of((const struct tn__endpoint[]){ __VA_ARGS__ },                    \
              TN_COUNT(((const struct tn__endpoint[]){ __VA_ARGS__ })))

static struct tn__endpoint stored[32];

static struct tn__router *router_of(const struct tn__endpoint *endpoints,
                                    size_t count)
{
    struct tn_error error = { 0 };
    struct tn__router *router;

    memcpy(stored, endpoints, count * sizeof(*endpoints));
    router = tn__router_new(stored, count, &error);
    cr_assert(router, "%s", error.message);
    return router;
}

static struct tn__match
match(const struct tn__router *router, enum tn_method method, const char *path)
{
    struct tn__match found = { 0 };

    tn__router_match(router, method, tn_str_from(path), &found);
    return found;
}

static void expect(const struct tn__router *router,
                   enum tn_method method,
                   const char *path,
                   const char *route)
{
    struct tn__match found = match(router, method, path);

    cr_assert(found.endpoint, "%s finds nothing", path);
    cr_assert_str_eq(found.endpoint->path, route, "%s finds %s", path,
                     found.endpoint->path);
}

static void expect_param(const struct tn__match *found,
                         size_t index,
                         const char *name,
                         const char *value)
{
    cr_assert_lt(index, found->param_count);
    cr_assert(tn_str_equal(found->params[index].name, tn_str_from(name)));
    cr_assert(tn_str_equal(found->params[index].value, tn_str_from(value)));
}

static void expect_error(struct tn__endpoint endpoint, const char *part)
{
    struct tn_error error = { 0 };

    cr_assert_null(tn__router_new(&endpoint, 1, &error));
    cr_assert_eq(error.code, TN_EUSAGE);
    cr_assert(strstr(error.message, part), "%s", error.message);
}

Test(router, finds_static_paths_that_share_a_beginning)
{
    struct tn__router *router =
        ROUTER({ .method = TN_GET, .path = "/" },
               { .method = TN_GET, .path = "/docs" },
               { .method = TN_GET, .path = "/docs/oauth" },
               { .method = TN_GET, .path = "/do" },
               { .method = TN_POST, .path = "/add" });

    expect(router, TN_GET, "/", "/");
    expect(router, TN_GET, "/docs", "/docs");
    expect(router, TN_GET, "/docs/oauth", "/docs/oauth");
    expect(router, TN_GET, "/do", "/do");
    expect(router, TN_POST, "/add", "/add");
    cr_assert_null(match(router, TN_GET, "/doc").endpoint);
    cr_assert_null(match(router, TN_GET, "/doc").allow);
    cr_assert_null(match(router, TN_GET, "/docs/").endpoint);
    cr_assert_null(match(router, TN_GET, "").endpoint);
    tn__router_free(router);
}

Test(router, prefers_a_static_segment_over_a_parameter)
{
    struct tn__router *router =
        ROUTER({ .method = TN_GET, .path = "/items/{id}" },
               { .method = TN_GET, .path = "/items/new" },
               { .method = TN_GET, .path = "/items/{rest:path}" });

    expect(router, TN_GET, "/items/new", "/items/new");
    expect(router, TN_GET, "/items/newer", "/items/{id}");
    expect(router, TN_GET, "/items/7", "/items/{id}");
    expect(router, TN_GET, "/items/7/parts", "/items/{rest:path}");
    tn__router_free(router);
}

Test(router, goes_back_to_a_parameter_when_the_static_way_ends)
{
    struct tn__router *router =
        ROUTER({ .method = TN_GET, .path = "/a/b/c" },
               { .method = TN_GET, .path = "/a/{x}/d" });
    struct tn__match found;

    expect(router, TN_GET, "/a/b/d", "/a/{x}/d");
    found = match(router, TN_GET, "/a/b/d");
    cr_assert_eq(found.param_count, 1);
    expect_param(&found, 0, "x", "b");
    cr_assert_null(match(router, TN_GET, "/a/b/e").endpoint);
    tn__router_free(router);
}

Test(router, gives_parameters_the_names_of_their_own_route)
{
    struct tn__router *router =
        ROUTER({ .method = TN_GET, .path = "/users/{id}/posts/{post}" },
               { .method = TN_PUT, .path = "/users/{user}/posts/{number}" });
    struct tn__match got = match(router, TN_GET, "/users/7/posts/a%2Fb");
    struct tn__match put = match(router, TN_PUT, "/users/7/posts/8");

    expect_param(&got, 0, "id", "7");
    expect_param(&got, 1, "post", "a%2Fb");
    expect_param(&put, 0, "user", "7");
    expect_param(&put, 1, "number", "8");
    tn__router_free(router);
}

Test(router, takes_no_empty_segment_as_a_parameter)
{
    struct tn__router *router =
        ROUTER({ .method = TN_GET, .path = "/items/{id}" });

    cr_assert_null(match(router, TN_GET, "/items/").endpoint);
    cr_assert_null(match(router, TN_GET, "/items//").endpoint);
    cr_assert_null(match(router, TN_GET, "/items/7/").endpoint);
    tn__router_free(router);
}

Test(router, takes_all_that_is_left_also_nothing_as_a_rest)
{
    struct tn__router *router =
        ROUTER({ .method = TN_GET, .path = "/files/{name:path}" });
    struct tn__match found = match(router, TN_GET, "/files/a/b//c");

    expect_param(&found, 0, "name", "a/b//c");
    found = match(router, TN_GET, "/files/");
    expect_param(&found, 0, "name", "");
    cr_assert_null(match(router, TN_GET, "/files").endpoint);
    tn__router_free(router);
}

Test(router, answers_head_from_get)
{
    struct tn__router *router = ROUTER({ .method = TN_GET, .path = "/a" },
                                       { .method = TN_POST, .path = "/b" });

    expect(router, TN_HEAD, "/a", "/a");
    cr_assert_null(match(router, TN_HEAD, "/b").endpoint);
    cr_assert_str_eq(match(router, TN_HEAD, "/b").allow, "POST, OPTIONS");
    tn__router_free(router);
}

Test(router, lists_what_a_path_allows)
{
    struct tn__router *router = ROUTER(
        { .method = TN_GET, .path = "/a" }, { .method = TN_PUT, .path = "/a" },
        { .method = TN_DELETE, .path = "/{name}" });

    cr_assert_str_eq(match(router, TN_POST, "/a").allow,
                     "GET, HEAD, PUT, DELETE, OPTIONS");
    cr_assert_str_eq(match(router, TN_OPTIONS, "/b").allow, "DELETE, OPTIONS");
    cr_assert_str_eq(match(router, TN_METHOD_NONE, "/b").allow,
                     "DELETE, OPTIONS");
    tn__router_free(router);
}

Test(router, looks_for_the_method_past_a_static_path_that_lacks_it)
{
    struct tn__router *router =
        ROUTER({ .method = TN_GET, .path = "/items/new" },
               { .method = TN_PUT, .path = "/items/{id}" });

    expect(router, TN_PUT, "/items/new", "/items/{id}");
    tn__router_free(router);
}

Test(router, holds_sixteen_parameters)
{
    char path[16 * 8 + 1] = "";
    char sent[16 * 8 + 1] = "";
    struct tn__endpoint endpoint = { .method = TN_GET, .path = path };
    struct tn__router *router;
    struct tn__match found;

    for (int i = 0; i < 16; i++) {
        sprintf(path + strlen(path), "/{p%d}", i);
        sprintf(sent + strlen(sent), "/%d", i);
    }
    router = tn__router_new(&endpoint, 1, NULL);
    cr_assert(router);
    found = match(router, TN_GET, sent);
    cr_assert_eq(found.param_count, 16);
    expect_param(&found, 15, "p15", "15");
    tn__router_free(router);
}

Test(router, refuses_malformed_paths)
{
    expect_error((struct tn__endpoint){ .method = TN_GET, .path = "a" },
                 "begins with /");
    expect_error((struct tn__endpoint){ .method = TN_GET, .path = NULL },
                 "begins with /");
    expect_error((struct tn__endpoint){ .method = TN_GET, .path = "/{a" },
                 "whole segment");
    expect_error((struct tn__endpoint){ .method = TN_GET, .path = "/x{a}" },
                 "whole segment");
    expect_error((struct tn__endpoint){ .method = TN_GET, .path = "/{}" },
                 "name");
    expect_error((struct tn__endpoint){ .method = TN_GET, .path = "/{a b}" },
                 "name");
    expect_error((struct tn__endpoint){ .method = TN_GET, .path = "/{a}/{a}" },
                 "twice");
    expect_error(
        (struct tn__endpoint){ .method = TN_GET, .path = "/{a:path}/b" },
        "last segment");
    expect_error((struct tn__endpoint){ .path = "/a" }, "no method");
}

Test(router, names_both_routes_that_match_the_same_paths)
{
    const struct tn__endpoint endpoints[] = {
        { .method = TN_GET, .path = "/items/{id}" },
        { .method = TN_GET, .path = "/items/{name}" },
    };
    struct tn_error error = { 0 };

    cr_assert_null(tn__router_new(endpoints, 2, &error));
    cr_assert(strstr(error.message, "/items/{id}"));
    cr_assert(strstr(error.message, "/items/{name}"));
}
