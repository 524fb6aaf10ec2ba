/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "format/check.h"

#include <stddef.h>

tn__format_check tn__format_check_find(struct tn_str name)
{
    (void)name;
    return NULL;
}
