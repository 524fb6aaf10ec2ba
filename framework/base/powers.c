/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "base/powers.h"

const struct tn__power tn__powers[] = {
#include "powers_of_five.inc" /* made by the build: cmake/powers_of_five.c */
};
