/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "async/thread.h"

_Thread_local struct tn__thread tn__thread_running;
