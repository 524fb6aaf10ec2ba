/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "app/command.h"

#include <string.h>

#include "app/route_check.h"
#include "base/utf8.h"

enum column {
    METHOD,
    PATH,
    OPERATION,
    INPUT,
    OUTPUT,
    COLUMN_COUNT,
};

struct line {
    const char *cells[COLUMN_COUNT];
};

static const struct line heading = { { "METHOD", "PATH", "OPERATION", "INPUT",
                                       "OUTPUT" } };

static const char *model_name(const struct tn_model *model)
{
    return model == &tn_none_model ? "-" : model->name;
}

static struct line line_of(const struct tn_route *route)
{
    return (struct line){ {
        [METHOD] = tn__route_method_text(route->method),
        [PATH] = route->path,
        [OPERATION] = route->op->name,
        [INPUT] = model_name(route->op->input),
        [OUTPUT] = model_name(route->op->output),
    } };
}

/* Characters, as most of them take one column. */
static size_t width_of(const char *text)
{
    return tn__utf8_count(text, strlen(text));
}

static void widen(size_t *widths, const struct line *line)
{
    for (int i = 0; i < COLUMN_COUNT; i++) {
        size_t width = width_of(line->cells[i]);

        if (width > widths[i])
            widths[i] = width;
    }
}

static void write_line(FILE *out, const size_t *widths, const struct line *line)
{
    for (int i = 0; i < COLUMN_COUNT - 1; i++) {
        const char *cell = line->cells[i];

        fprintf(out, "%s%*s", cell, (int)(widths[i] - width_of(cell)) + 2, "");
    }
    fprintf(out, "%s\n", line->cells[COLUMN_COUNT - 1]);
}

int tn__command_routes(const struct tn__program *program,
                       struct tn_error *error)
{
    const struct tn_api *api = program->api;
    size_t widths[COLUMN_COUNT] = { 0 };

    (void)error;
    widen(widths, &heading);
    for (size_t i = 0; i < api->route_count; i++) {
        struct line line = line_of(&api->routes[i]);

        widen(widths, &line);
    }
    write_line(program->out, widths, &heading);
    for (size_t i = 0; i < api->route_count; i++) {
        struct line line = line_of(&api->routes[i]);

        write_line(program->out, widths, &line);
    }
    return 0;
}
