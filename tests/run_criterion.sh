#!/bin/sh
# SPDX-License-Identifier: MIT
#
# run_criterion.sh PROGRAM [ARG...]
#
# Runs a Criterion program and fails where Criterion itself would not: when a
# test leaked (its own process prints the report, and passes), and when no test
# ran at all (a filter that matches nothing). Tests that all skip themselves make
# exit status 77. TENON_VALGRIND=1 runs it in valgrind.
set -u

logs=$(mktemp -d) || exit 2
trap 'rm -rf "$logs"' EXIT

export ASAN_OPTIONS="detect_leaks=1:${ASAN_OPTIONS:-}"
export LSAN_OPTIONS="log_path=$logs/leak:${LSAN_OPTIONS:-}"
if [ "${TENON_VALGRIND:-0}" = 1 ]; then
    # Children that a test forks itself are those that are to die.
    set -- valgrind --quiet --trace-children=yes \
        --child-silent-after-fork=yes --leak-check=full \
        --show-leak-kinds=definite --errors-for-leak-kinds=definite \
        --log-file="$logs/leak.%p" "$@"
fi

"$@" --verbose >"$logs/all" 2>&1
status=$?
grep -v 'Test is disabled$' "$logs/all" >"$logs/out"
cat "$logs/out"

for leak in "$logs"/leak*; do
    [ -s "$leak" ] || continue
    cat "$leak"
    status=1
done
if ! grep -q 'Tested: [1-9]' "$logs/out"; then
    echo "run_criterion: no test ran"
    [ $status != 0 ] || status=1
    grep -q '^\[SKIP\]' "$logs/out" && status=77
fi
exit $status
