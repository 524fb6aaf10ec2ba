/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "base/number.h"

int tn__number_compare(int64_t integer, double number)
{
    int64_t whole;
    double rest;

    if (!(number < 0x1p63))
        return -1;
    if (number < -0x1p63)
        return 1;
    whole = (int64_t)number;
    if (integer != whole)
        return integer < whole ? -1 : 1;
    rest = number - (double)whole;
    return (rest < 0) - (rest > 0);
}
