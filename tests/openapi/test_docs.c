/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "openapi/docs.h"

#include <criterion/criterion.h>

static struct tn__arena arena;

static void init_arena(void)
{
    tn__arena_init(&arena, NULL, 4096, 0);
}

static void deinit_arena(void)
{
    tn__arena_deinit(&arena);
}

TestSuite(docs, .init = init_arena, .fini = deinit_arena);

/* Returns the endpoint at a path, NULL when there is none. */
static const struct tn__endpoint *find(const struct tn_api *api,
                                       const char *path)
{
    size_t count;
    const struct tn__endpoint *endpoints =
        tn__docs_endpoints(api, &arena, &count);

    cr_assert_not_null(endpoints);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(endpoints[i].path, path) == 0)
            return &endpoints[i];
    }
    return NULL;
}

/* Returns the text of the page; assets are NUL-terminated in the arena. */
static const char *page_of(const struct tn_api *api)
{
    const char *path = api->docs_path ? api->docs_path : "/docs";
    const struct tn__endpoint *page = find(api, path);

    cr_assert_not_null(page);
    return page->asset->data;
}

static void assert_has(const char *text, const char *part)
{
    cr_assert_not_null(strstr(text, part), "%s is not in %s", part, text);
}

Test(docs, lie_at_docs_without_asking)
{
    const struct tn__endpoint *page = find(&(struct tn_api){ 0 }, "/docs");

    cr_assert_not_null(page);
    cr_assert_eq(page->method, TN_GET);
    cr_assert_eq(page->status, 200);
    cr_assert_null(page->op);
    cr_assert_str_eq(page->asset->content_type, "text/html; charset=utf-8");
}

Test(docs, lie_nowhere_when_no_path_is_wanted)
{
    size_t count = 1;

    cr_assert_not_null(tn__docs_endpoints(&(struct tn_api){ .docs_path = "" },
                                          &arena, &count));
    cr_assert_eq(count, 0);
}

Test(docs, lie_nowhere_when_there_is_no_document)
{
    size_t count = 1;

    cr_assert_not_null(tn__docs_endpoints(
        &(struct tn_api){ .openapi_path = "" }, &arena, &count));
    cr_assert_eq(count, 0);
}

Test(docs, show_the_title_with_html_escaped)
{
    const char *page = page_of(&(struct tn_api){ .title = "<b>\"R&D\"</b>" });

    assert_has(page, "<title>&lt;b&gt;&quot;R&amp;D&quot;&lt;/b&gt;</title>");
}

Test(docs, name_their_files_relative_to_the_page)
{
    const char *page = page_of(&(struct tn_api){ .docs_path = "/api/docs" });

    assert_has(page, "src=\"./docs/swagger-ui-bundle.js\"");
    assert_has(page, "href=\"./docs/swagger-ui.css\"");
    assert_has(page, "data-openapi=\"./../openapi.json\"");
}

Test(docs, name_their_files_relative_to_a_folder)
{
    const char *page = page_of(&(struct tn_api){ .docs_path = "/docs/" });

    assert_has(page, "src=\"./swagger-ui-bundle.js\"");
    assert_has(page, "data-openapi=\"./../openapi.json\"");
    cr_assert_not_null(
        find(&(struct tn_api){ .docs_path = "/docs/" }, "/docs/docs.js"));
}

Test(docs, name_no_other_host)
{
    cr_assert_null(strstr(page_of(&(struct tn_api){ 0 }), "//"));
}

Test(docs, bring_their_files_compressed_and_tagged)
{
    const struct tn__asset *script =
        find(&(struct tn_api){ 0 }, "/docs/swagger-ui-bundle.js")->asset;

    cr_assert(script->gzip);
    cr_assert_gt(script->size, 100000);
    cr_assert_eq(memcmp(script->data, "\x1f\x8b\x08", 3), 0);
    cr_assert_eq(strncmp(script->etag, "W/\"", 3), 0);
}

Test(docs, forbid_the_browser_every_other_host)
{
    const struct tn__asset_header *header =
        find(&(struct tn_api){ 0 }, "/docs")->asset->headers;

    while (header->name && strcmp(header->name, "Content-Security-Policy") != 0)
        header++;
    cr_assert_not_null(header->name);
    assert_has(header->value, "default-src 'none'");
    assert_has(header->value, "connect-src 'self'");
    cr_assert_null(strstr(header->value, "http"));
}
