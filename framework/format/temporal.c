/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "format/temporal.h"

struct tn_str tn__temporal_fault_text(enum tn__temporal_fault fault)
{
    static const char *const texts[] = {
#define FAULT_TEXT(name, text) [TN__TEMPORAL_##name] = (text),
        TN__TEMPORAL_FAULTS(FAULT_TEXT)
#undef FAULT_TEXT
    };

    return tn_str_from(texts[fault]);
}
