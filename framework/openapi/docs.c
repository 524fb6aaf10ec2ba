/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "openapi/docs.h"

#include <inttypes.h>
#include <string.h>

#include "base/buf.h"
#include "openapi/docs_files.h"

/* The page asks nobody but the host it came from: the browser sees to it.
 * Swagger UI has pictures in data: URLs. */
static const struct tn__asset_header headers[] = {
    { "Content-Security-Policy",
      "default-src 'none'; script-src 'self'; "
      "style-src 'self'; img-src 'self' data:; "
      "connect-src 'self'; base-uri 'none'; form-action 'none'; "
      "frame-ancestors 'none'" },
    { "Cache-Control", "no-cache" }, /* kept, and asked for by its ETag */
    { "Referrer-Policy", "no-referrer" },
    { "X-Content-Type-Options", "nosniff" },
    { NULL, NULL },
};

/* @t title, @f folder of the files, @o the OpenAPI document. All addresses are
 * relative, so that the page also works where a proxy takes off a prefix. */
static const char page_template[] =
    "<!doctype html>\n"
    "<html lang=\"en\">\n"
    "<head>\n"
    "<meta charset=\"utf-8\">\n"
    "<meta name=\"viewport\" content=\"width=device-width\">\n"
    "<title>@t</title>\n"
    "<link rel=\"icon\" sizes=\"32x32\" href=\"@ffavicon-32x32.png\">\n"
    "<link rel=\"icon\" sizes=\"16x16\" href=\"@ffavicon-16x16.png\">\n"
    "<link rel=\"stylesheet\" href=\"@fswagger-ui.css\">\n"
    "</head>\n"
    "<body>\n"
    "<div id=\"swagger-ui\" data-openapi=\"@o\""
    " data-oauth2=\"@foauth2-redirect\"></div>\n"
    "<script src=\"@fswagger-ui-bundle.js\"></script>\n"
    "<script src=\"@fdocs.js\"></script>\n"
    "</body>\n"
    "</html>\n";

struct page {
    const char *title;
    const char *path;
    const char *openapi_path;
};

/* Appends text as HTML, fit for an attribute in double quotes too. */
static void append_html(struct tn__buf *buf, const char *text)
{
    static const char *const entities[] = {
        ['&'] = "&amp;",
        ['<'] = "&lt;",
        ['>'] = "&gt;",
        ['"'] = "&quot;",
    };

    for (; *text; text++) {
        size_t c = (unsigned char)*text;

        if (c < TN_COUNT(entities) && entities[c])
            tn__buf_str(buf, tn_str_from(entities[c]));
        else
            tn__buf_char(buf, *text);
    }
}

/* Appends the way from the page to the files below it: "./docs/". */
static void append_folder(struct tn__buf *buf, const char *path)
{
    const char *slash = strrchr(path, '/');

    tn__buf_lit(buf, "./");
    if (slash && slash[1]) {
        append_html(buf, slash + 1);
        tn__buf_char(buf, '/');
    }
}

/* Appends the way from the page to another path: "./../openapi.json" from
 * "/api/docs" to "/openapi.json". */
static void
append_way(struct tn__buf *buf, const char *path, const char *target)
{
    tn__buf_char(buf, '.');
    while ((path = strchr(path + 1, '/')))
        tn__buf_lit(buf, "/..");
    append_html(buf, target);
}

static void append_page(struct tn__buf *buf, const struct page *page)
{
    for (const char *at = page_template; *at; at++) {
        if (*at != '@') {
            tn__buf_char(buf, *at);
            continue;
        }
        switch (*++at) {
        case 't':
            append_html(buf, page->title);
            break;
        case 'f':
            append_folder(buf, page->path);
            break;
        case 'o':
            append_way(buf, page->path, page->openapi_path);
            break;
        }
    }
}

/* The gzip trailer (RFC 1952, section 2.3.1) has the content's CRC-32 and size:
 * enough to tell two releases apart. Weak, as one tag stands for the compressed
 * and the inflated form. */
static const char *etag_of(struct tn__arena *arena,
                           const struct tn__docs_file *file)
{
    uint32_t trailer[2];

    memcpy(trailer, file->end - sizeof(trailer), sizeof(trailer));
    return tn__arena_printf(arena, "W/\"%" PRIx32 "-%" PRIx32 "\"", trailer[0],
                            trailer[1])
        .ptr;
}

static const struct tn__asset *file_asset(struct tn__arena *arena,
                                          const struct tn__docs_file *file)
{
    struct tn__asset *asset = tn__arena_alloc(arena, sizeof(*asset));

    if (asset)
        *asset = (struct tn__asset){
            .content_type = file->content_type,
            .data = file->data,
            .size = (size_t)(file->end - file->data),
            .gzip = true,
            .etag = etag_of(arena, file),
            .headers = headers,
        };
    return asset && asset->etag ? asset : NULL;
}

/* The page differs from API to API and is small: no tag, no compression. */
static const struct tn__asset *page_asset(struct tn__arena *arena,
                                          const struct page *page)
{
    struct tn__asset *asset = tn__arena_alloc(arena, sizeof(*asset));
    struct tn__buf buf = { 0 };
    struct tn_str text = { 0 };

    append_page(&buf, page);
    if (!buf.failed)
        text = tn__arena_copy(arena, buf.data, buf.size);
    tn__buf_deinit(&buf);
    if (!asset || !text.ptr)
        return NULL;
    *asset = (struct tn__asset){
        .content_type = "text/html; charset=utf-8",
        .data = text.ptr,
        .size = text.len,
        .headers = headers,
    };
    return asset;
}

static struct tn__endpoint get_endpoint(const char *path,
                                        const struct tn__asset *asset)
{
    return (struct tn__endpoint){
        .method = TN_GET,
        .path = path,
        .status = 200,
        .asset = asset,
    };
}

/* Returns the path of a file below the page's. */
static const char *
file_path(struct tn__arena *arena, const char *page, const char *file)
{
    size_t size = strlen(page);
    const char *slash = size && page[size - 1] == '/' ? "" : "/";

    return tn__arena_printf(arena, "%s%s%s", page, slash, file).ptr;
}

const struct tn__endpoint *tn__docs_endpoints(const struct tn_api *api,
                                              struct tn__arena *arena,
                                              size_t *count)
{
    const struct page page = {
        .title = api->title ? api->title : "",
        .path = api->docs_path ? api->docs_path : "/docs",
        .openapi_path = api->openapi_path ? api->openapi_path : "/openapi.json",
    };
    bool is_wanted = page.path[0] && page.openapi_path[0];
    size_t total = is_wanted ? tn__docs_file_count + 1 : 0;
    struct tn__endpoint *endpoints =
        tn__arena_alloc(arena, (total + 1) * sizeof(*endpoints));
    bool complete = endpoints != NULL;

    for (size_t i = 0; complete && i < total; i++) {
        const struct tn__docs_file *file = i ? &tn__docs_files[i - 1] : NULL;

        endpoints[i] =
            file ? get_endpoint(file_path(arena, page.path, file->path),
                                file_asset(arena, file))
                 : get_endpoint(page.path, page_asset(arena, &page));
        complete = endpoints[i].path && endpoints[i].asset;
    }
    *count = total;
    return complete ? endpoints : NULL;
}
