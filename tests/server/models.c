/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "models.h"

#include <tenon/attrs.h>

static const char text[] =
    "{ \"$defs\": {"
    "  \"Add\": {"
    "    \"type\": \"object\", \"required\": [\"first_number\"],"
    "    \"properties\": {"
    "      \"first_number\": { \"type\": \"integer\" },"
    "      \"second_number\": { \"type\": [\"integer\", \"null\"] } } },"
    "  \"Result\": {"
    "    \"type\": \"object\", \"required\": [\"result\"],"
    "    \"properties\": { \"result\": { \"type\": \"integer\" } } },"
    "  \"Text\": {"
    "    \"type\": \"object\", \"required\": [\"text\"],"
    "    \"properties\": { \"text\": { \"type\": \"string\" } } },"
    "  \"Number\": {"
    "    \"type\": \"object\", \"required\": [\"number\"],"
    "    \"properties\": { \"number\": { \"type\": \"number\" } } },"
    "  \"Anything\": {"
    "    \"type\": \"object\", \"required\": [\"value\"],"
    "    \"properties\": { \"value\": {} } }"
    "} }";

static const struct tn_schema_source source = {
    .name = "models.json",
    .text = text,
    .size = sizeof(text) - 1,
};

#define MODEL(model, ...)                                                      \
    static const struct tn_member model##_members[] = { __VA_ARGS__ };         \
    const struct tn_model model##_model = {                                    \
        .name = #model,                                                        \
        .pointer = "/$defs/" #model,                                           \
        .source = &source,                                                     \
        .size = sizeof(struct model),                                          \
        .members = model##_members,                                            \
        .member_count = TN_COUNT(model##_members),                             \
    }

MODEL(Add,
      { "first_number", offsetof(struct Add, first_number) },
      { "second_number", offsetof(struct Add, second_number) });
MODEL(Result, { "result", offsetof(struct Result, result) });
MODEL(Text, { "text", offsetof(struct Text, text) });
MODEL(Number, { "number", offsetof(struct Number, number) });
MODEL(Anything, { "value", offsetof(struct Anything, value) });
