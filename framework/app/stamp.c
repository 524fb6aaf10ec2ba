/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "app/stamp.h"

#define MILLIS_AT 20

const char *tn__stamp_now(struct tn__stamp *stamp)
{
    struct timespec now;
    unsigned millis;

    clock_gettime(CLOCK_REALTIME, &now);
    if (now.tv_sec != stamp->second || !stamp->text[0]) {
        struct tm calendar;

        gmtime_r(&now.tv_sec, &calendar);
        strftime(stamp->text, sizeof(stamp->text), "%Y-%m-%dT%H:%M:%S.000Z",
                 &calendar);
        stamp->second = now.tv_sec;
    }
    millis = (unsigned)(now.tv_nsec / 1000000);
    stamp->text[MILLIS_AT] = (char)('0' + millis / 100);
    stamp->text[MILLIS_AT + 1] = (char)('0' + millis / 10 % 10);
    stamp->text[MILLIS_AT + 2] = (char)('0' + millis % 10);
    return stamp->text;
}
