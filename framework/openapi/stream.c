/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "openapi/stream.h"

#include <tenon/stream.h>

#include "http/event_name.h"

/* Begins an object with its type. */
static void begin_type(struct tn__json_out *out, const char *type)
{
    tn__json_begin_object(out);
    tn__json_put_member(out, "type", type);
}

static void put_required(struct tn__json_out *out, bool has_name)
{
    tn__json_key(out, "required");
    tn__json_begin_array(out);
    if (has_name)
        tn__json_put_text(out, "event");
    tn__json_put_text(out, "data");
    tn__json_end_array(out);
}

static void put_name(struct tn__json_out *out, struct tn_str name)
{
    tn__json_key(out, "event");
    begin_type(out, "string");
    if (name.len) {
        tn__json_key(out, "const");
        tn__json_put_str(out, name);
    }
    tn__json_end_object(out);
}

static void put_data(struct tn__schema_writer *writer,
                     const struct tn__node *node)
{
    struct tn__json_out *out = writer->out;

    tn__json_key(out, "data");
    begin_type(out, "string");
    tn__json_put_member(out, "contentMediaType", "application/json");
    tn__json_key(out, "contentSchema");
    tn__schema_write(writer, node);
    tn__json_end_object(out);
}

static void put_event(struct tn__schema_writer *writer,
                      const struct tn__node *node,
                      struct tn_str name)
{
    struct tn__json_out *out = writer->out;

    begin_type(out, "object");
    put_required(out, name.len > 0);
    tn__json_key(out, "properties");
    tn__json_begin_object(out);
    put_name(out, name);
    put_data(writer, node);
    tn__json_key(out, "id");
    begin_type(out, "string");
    tn__json_end_object(out);
    tn__json_key(out, "retry");
    begin_type(out, "integer");
    tn__json_key(out, "minimum");
    tn__json_put_int(out, 0);
    tn__json_end_object(out);
    tn__json_end_object(out);
    tn__json_end_object(out);
}

/* Each member of a union is an event of its own name. */
static void put_events(struct tn__schema_writer *writer,
                       const struct tn__node *node)
{
    const struct tn__union_rules *rules = &node->u.any_of;

    if (node->kind != TN__NODE_UNION) {
        put_event(writer, node, (struct tn_str){ 0 });
        return;
    }
    tn__json_begin_object(writer->out);
    tn__json_key(writer->out, "oneOf");
    tn__json_begin_array(writer->out);
    for (size_t i = 0; i < rules->count; i++)
        put_event(writer, rules->members[i], tn__event_member_name(node, i));
    tn__json_end_array(writer->out);
    tn__json_end_object(writer->out);
}

void tn__stream_schema_write(struct tn__schema_writer *writer,
                             const struct tn__endpoint *endpoint)
{
    begin_type(writer->out, "array");
    tn__json_key(writer->out, "items");
    if (endpoint->op->stream == TN_STREAM_EVENTS)
        put_events(writer, endpoint->output);
    else
        tn__schema_write(writer, endpoint->output);
    tn__json_end_object(writer->out);
}
