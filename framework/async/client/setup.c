/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "async/client/setup.h"

#include <limits.h>

#include "async/client/response.h"

/* -- Header fields --------------------------------------------------------- */

static bool
add(struct tn_http_response *response, const char *name, const char *value)
{
    struct curl_slist **fields = &response->transfer.fields;
    struct curl_slist *longer;
    /* libcurl's way to send a field without a value. */
    struct tn_str line = tn__arena_printf(
        &response->arena, *value ? "%s: %s" : "%s;%s", name, value);

    longer = line.ptr ? curl_slist_append(*fields, line.ptr) : NULL;
    if (longer)
        *fields = longer;
    return longer;
}

static bool is_left_out(const struct tn__request *request, const char *name)
{
    return (request->is_elsewhere && tn__field_is_confidential(name)) ||
           (!request->has_body && tn__field_is_of_body(name));
}

static bool add_own(struct tn_http_response *response)
{
    const struct tn__request *request = &response->request;
    const struct tn_http_options *options = request->options;

    for (size_t i = 0; i < options->header_count; i++) {
        const struct tn_http_field *field = &options->headers[i];

        if (!is_left_out(request, field->name) &&
            !add(response, field->name, field->value))
            return false;
    }
    return true;
}

static bool add_inherited(struct tn_http_response *response)
{
    const struct tn_session_options *options = &response->session->options;
    const struct tn_http_options *own = response->request.options;

    for (size_t i = 0; i < options->header_count; i++) {
        const struct tn_http_field *field = &options->headers[i];

        if (!is_left_out(&response->request, field->name) &&
            !tn__fields_find(own->headers, own->header_count, field->name) &&
            !add(response, field->name, field->value))
            return false;
    }
    return true;
}

static bool has_field(const struct tn_http_response *response, const char *name)
{
    const struct tn_session_options *options = &response->session->options;
    const struct tn_http_options *own = response->request.options;

    return tn__fields_find(own->headers, own->header_count, name) ||
           tn__fields_find(options->headers, options->header_count, name);
}

/* Appends a line that takes away what libcurl would send by itself. */
static bool take_away(struct tn_http_response *response, const char *line)
{
    struct curl_slist **fields = &response->transfer.fields;
    struct curl_slist *longer = curl_slist_append(*fields, line);

    if (longer)
        *fields = longer;
    return longer;
}

static bool add_of_body(struct tn_http_response *response)
{
    const struct tn__request *request = &response->request;
    bool is_chunked =
        request->upload.next && request->upload.size == UINT64_MAX;

    if (!request->has_body)
        return true;
    if (!take_away(response, "Expect:"))
        return false;
    if (is_chunked && !add(response, "Transfer-Encoding", "chunked"))
        return false;
    if (has_field(response, "Content-Type"))
        return true;
    return request->content_type
               ? add(response, "Content-Type", request->content_type)
               : take_away(response, "Content-Type:");
}

bool tn__setup_fields(struct tn_http_response *response)
{
    return add_own(response) && add_inherited(response) &&
           add_of_body(response);
}

/* -- The request ----------------------------------------------------------- */

/* A method is told by its own option, so that libcurl knows what it means, and
 * its name is set where it has none. */
static CURLcode set_method(const struct tn__request *request, CURL *curl)
{
    const char *method = request->method;
    bool is_head = strcmp(method, "HEAD") == 0 && !request->has_body;
    bool is_named = strcmp(method, request->has_body ? "POST" : "GET") != 0;

    curl_easy_setopt(curl, request->has_body ? CURLOPT_POST : CURLOPT_HTTPGET,
                     1L);
    if (is_head)
        curl_easy_setopt(curl, CURLOPT_NOBODY, 1L);
    return curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST,
                            is_named && !is_head ? method : NULL);
}

static void set_body(const struct tn__request *request, CURL *curl)
{
    const struct tn__upload *upload = &request->upload;
    bool is_text = request->has_body && !upload->next;
    uint64_t size = is_text ? request->body.len : upload->size;
    bool is_known = is_text || (upload->next && size != UINT64_MAX);

    curl_easy_setopt(curl, CURLOPT_POSTFIELDS,
                     is_text ? request->body.ptr : NULL);
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE,
                     is_known ? (curl_off_t)size : (curl_off_t)-1);
    /* On a connection that was kept libcurl may have to send it once more,
     * which pieces that are gone cannot be. */
    curl_easy_setopt(curl, CURLOPT_FRESH_CONNECT, upload->next ? 1L : 0L);
}

static long to_long(uint64_t ms)
{
    return ms < LONG_MAX ? (long)ms : LONG_MAX;
}

int tn__setup_handle(struct tn_http_response *response, CURL *curl)
{
    const struct tn__request *request = &response->request;
    bool is_known = !request->is_elsewhere;
    CURLcode rc;

    set_body(request, curl);
    rc = set_method(request, curl);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, response->transfer.fields);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS,
                     to_long(request->timeouts.connect_ms));
    if (!rc)
        rc = curl_easy_setopt(curl, CURLOPT_USERNAME,
                              is_known ? request->username : NULL);
    if (!rc)
        rc = curl_easy_setopt(curl, CURLOPT_PASSWORD,
                              is_known ? request->password : NULL);
    if (!rc)
        rc = curl_easy_setopt(curl, CURLOPT_URL, request->url.text.ptr);
    return rc ? TN_ENOMEM : 0;
}
