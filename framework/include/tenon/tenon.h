/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TENON_TENON_H
#define TENON_TENON_H

/* Everything an API needs: models, requests, operations, routes, the app. */

#include <tenon/api.h>
#include <tenon/app.h>
#include <tenon/attrs.h>
#include <tenon/client.h>
#include <tenon/dynamic.h>
#include <tenon/error.h>
#include <tenon/loop.h>
#include <tenon/model.h>
#include <tenon/op.h>
#include <tenon/req.h>
#include <tenon/route.h>
#include <tenon/rule.h>
#include <tenon/str.h>
#include <tenon/task.h>
#include <tenon/value.h>
#include <tenon/version.h>

#endif
