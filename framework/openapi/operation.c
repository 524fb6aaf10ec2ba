/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "openapi/operation.h"

#include <stdio.h>

#include "http/stream.h"
#include "openapi/naming.h"
#include "openapi/stream.h"

/* Writes a text from the arena; a zeroed view is a failure of it. */
static void
put_made(struct tn__json_out *out, const char *key, struct tn_str text)
{
    if (!text.ptr)
        out->buf->failed = true;
    tn__json_key(out, key);
    tn__json_put_str(out, text);
}

static void put_tags(struct tn__json_out *out, const char *const *tags)
{
    tn__json_key(out, "tags");
    tn__json_begin_array(out);
    for (; *tags; tags++)
        tn__json_put_text(out, *tags);
    tn__json_end_array(out);
}

static void put_names(struct tn__schema_writer *writer,
                      const struct tn__operation *operation)
{
    const struct tn_route *route = operation->route;
    struct tn__json_out *out = writer->out;
    struct tn_str name = tn_str_from(operation->endpoint->op->name);

    if (route->tags)
        put_tags(out, route->tags);
    put_made(out, "summary",
             route->summary ? tn_str_from(route->summary)
                            : tn__title_from_name(writer->scratch, name));
    if (route->description)
        tn__json_put_member(out, "description", route->description);
    put_made(out, "operationId", operation->id);
    if (route->deprecated) {
        tn__json_key(out, "deprecated");
        tn__json_put_bool(out, true);
    }
}

static void put_parameter(struct tn__schema_writer *writer, struct tn_str name)
{
    struct tn__json_out *out = writer->out;

    tn__json_begin_object(out);
    tn__json_key(out, "name");
    tn__json_put_str(out, name);
    tn__json_put_member(out, "in", "path");
    tn__json_key(out, "required");
    tn__json_put_bool(out, true);
    tn__json_key(out, "schema");
    tn__json_begin_object(out);
    tn__json_put_member(out, "type", "string");
    put_made(out, "title", tn__title_from_name(writer->scratch, name));
    tn__json_end_object(out);
    tn__json_end_object(out);
}

/* Writes what stands in braces in the path: text, as the handler gets it. */
static void put_parameters(struct tn__schema_writer *writer, const char *path)
{
    struct tn_str name = tn__path_next_param(&path);

    if (!name.ptr)
        return;
    tn__json_key(writer->out, "parameters");
    tn__json_begin_array(writer->out);
    for (; name.ptr; name = tn__path_next_param(&path))
        put_parameter(writer, name);
    tn__json_end_array(writer->out);
}

#define JSON "application/json"

/* Begins the content of a body, up to its schema. */
static void begin_content(struct tn__json_out *out, const char *type)
{
    tn__json_key(out, "content");
    tn__json_begin_object(out);
    tn__json_key(out, type);
    tn__json_begin_object(out);
    tn__json_key(out, "schema");
}

static void end_content(struct tn__json_out *out)
{
    tn__json_end_object(out);
    tn__json_end_object(out);
}

/* Writes the content of struct tn_text, as FastAPI does of a
 * PlainTextResponse. */
static void put_text_content(struct tn__json_out *out)
{
    begin_content(out, "text/plain");
    tn__json_begin_object(out);
    tn__json_put_member(out, "type", "string");
    tn__json_end_object(out);
    end_content(out);
}

static void put_request_body(struct tn__schema_writer *writer,
                             const struct tn__node *input)
{
    struct tn__json_out *out = writer->out;

    tn__json_key(out, "requestBody");
    tn__json_begin_object(out);
    begin_content(out, JSON);
    tn__schema_write(writer, input);
    end_content(out);
    tn__json_key(out, "required");
    tn__json_put_bool(out, true);
    tn__json_end_object(out);
}

/* Begins an answer, up to its content. */
static void begin_response(struct tn__json_out *out,
                           const char *status,
                           const char *description)
{
    tn__json_key(out, status);
    tn__json_begin_object(out);
    tn__json_put_member(out, "description", description);
}

static void put_success(struct tn__schema_writer *writer,
                        const struct tn__endpoint *endpoint)
{
    struct tn__json_out *out = writer->out;
    char status[12];

    snprintf(status, sizeof(status), "%d", endpoint->status);
    begin_response(out, status, "Successful Response");
    if (tn__endpoint_is_text(endpoint)) {
        put_text_content(out);
    } else if (endpoint->op->stream) {
        begin_content(
            out, tn__stream_content_type((enum tn_stream)endpoint->op->stream));
        tn__stream_schema_write(writer, endpoint);
        end_content(out);
    } else if (endpoint->output) {
        begin_content(out, JSON);
        tn__schema_write(writer, endpoint->output);
        end_content(out);
    }
    tn__json_end_object(out);
}

static void put_refusal(struct tn__schema_writer *writer)
{
    struct tn__json_out *out = writer->out;

    begin_response(out, "422", "Validation Error");
    begin_content(out, JSON);
    tn__schema_write_ref(writer, TN__HTTP_VALIDATION_ERROR);
    end_content(out);
    tn__json_end_object(out);
}

void tn__operation_write(struct tn__schema_writer *writer,
                         const struct tn__operation *operation)
{
    const struct tn__endpoint *endpoint = operation->endpoint;
    struct tn__json_out *out = writer->out;

    tn__json_begin_object(out);
    put_names(writer, operation);
    put_parameters(writer, operation->path);
    if (endpoint->input)
        put_request_body(writer, endpoint->input);
    tn__json_key(out, "responses");
    tn__json_begin_object(out);
    put_success(writer, endpoint);
    if (tn__operation_validates(endpoint))
        put_refusal(writer);
    tn__json_end_object(out);
    tn__json_end_object(out);
}
