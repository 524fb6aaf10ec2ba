#!/bin/sh
# SPDX-License-Identifier: MIT
#
# fresh.sh PROGRAM DOCUMENT
#
# Fails where the checked-in document is not what the program writes today.
if ! "$1" openapi | diff -u "$2" -; then
    echo "$2 is not fresh: $(basename "$1") openapi > $2, and read the change"
    exit 1
fi
