/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TENON_TENON_H
#define TENON_TENON_H

/* Everything an API needs: models, requests, operations, routes, the app. */

#include <tenon/api.h>
#include <tenon/app.h>
#include <tenon/attrs.h>
#include <tenon/client.h>
#include <tenon/deferred.h>
#include <tenon/dynamic.h>
#include <tenon/error.h>
#include <tenon/gen.h>
#include <tenon/lifespan.h>
#include <tenon/line.h>
#include <tenon/listener.h>
#include <tenon/loop.h>
#include <tenon/model.h>
#include <tenon/op.h>
#include <tenon/protocol.h>
#include <tenon/queue.h>
#include <tenon/req.h>
#include <tenon/response.h>
#include <tenon/route.h>
#include <tenon/rule.h>
#include <tenon/setting.h>
#include <tenon/signal.h>
#include <tenon/str.h>
#include <tenon/stream.h>
#include <tenon/sync.h>
#include <tenon/task.h>
#include <tenon/transport.h>
#include <tenon/value.h>
#include <tenon/version.h>

#endif
