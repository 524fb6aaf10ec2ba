/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "http/app.h"

#include <string.h>

#include "http/request.h"
#include "http/server_state.h"

/* Returns the setting's place, the count where none has this name. */
static size_t find(const struct tn_app *app, const char *name)
{
    size_t i = 0;

    while (i < app->setting_count && strcmp(app->settings[i].name, name) != 0)
        i++;
    return i;
}

struct tn_str tn_app_setting(const struct tn_app *app, const char *name)
{
    size_t i = find(app, name);

    return i < app->setting_count ? tn_str_from(app->setting_values[i])
                                  : (struct tn_str){ 0 };
}

uint64_t tn_app_setting_ms(const struct tn_app *app, const char *name)
{
    size_t i = find(app, name);

    return i < app->setting_count ? app->setting_times[i] : 0;
}

void *tn_app_state(const struct tn_app *app)
{
    return app->state;
}

void *tn_req_app_state(const struct tn_req *req)
{
    const struct tn_app *app = req->server->options.app;

    return app ? app->state : NULL;
}

void *tn_req_worker_state(const struct tn_req *req)
{
    return req->server->worker_state;
}

struct tn_str tn_req_setting(const struct tn_req *req, const char *name)
{
    const struct tn_app *app = req->server->options.app;

    return app ? tn_app_setting(app, name) : (struct tn_str){ 0 };
}

uint64_t tn_req_setting_ms(const struct tn_req *req, const char *name)
{
    const struct tn_app *app = req->server->options.app;

    return app ? tn_app_setting_ms(app, name) : 0;
}
