#!/bin/sh
# SPDX-License-Identifier: MIT
#
# run.sh SCRIPT [ARG...]
#
# Runs one of the scripts here with the tools of package-lock.json, which
# ./dev test installs: npm ci --prefix tests/docs. Skips (exit 77) where they
# are not there, unless CI=true.
set -u

here=$(dirname -- "$0")
if ! command -v node >/dev/null || [ ! -d "$here/node_modules/typescript" ]; then
    echo "skipped: node or tests/docs/node_modules is missing;" \
        "./dev test installs them"
    [ "${CI:-}" = true ] && exit 1
    exit 77
fi
script=$1
shift
exec node "$here/$script" "$@"
