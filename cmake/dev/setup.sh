# SPDX-License-Identifier: MIT
# Installs what a purpose needs and is missing. Sourced by ./dev, in the top
# folder of the project.
# shellcheck shell=bash

readonly log=build/dev.log
readonly node_least=18

step() { printf '== %s\n' "$*"; }

# fail WHAT [MEND]: says what is wrong and what mends it, and ends.
fail() {
    printf 'dev: %s\n' "$1" >&2
    [ $# -lt 2 ] || printf '     %s\n' "$2" >&2
    exit 1
}

# logged COMMAND...: runs it with its output in the log alone.
logged() {
    mkdir -p build
    { printf '\n$ %s\n' "$*"; "$@"; } >>"$log" 2>&1
}

fail_logged() {
    tail -n 5 "$log" >&2
    fail "$1" "$2 (all of the output: $log)"
}

packages_for() {
    awk -v purpose="$1" '$1 == purpose { print $2 }' cmake/dev/packages.txt
}

# packages_missing PACKAGE...: prints those that are not installed.
packages_missing() {
    dpkg-query -W -f '${Package} ${db:Status-Status}\n' "$@" 2>/dev/null |
        awk -v wanted="$*" '
            $2 == "installed" { have[$1] = 1 }
            END {
                n = split(wanted, names, " ")
                for (i = 1; i <= n; i++)
                    if (!(names[i] in have)) print names[i]
            }'
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        env DEBIAN_FRONTEND=noninteractive "$@"
    else
        sudo env DEBIAN_FRONTEND=noninteractive "$@"
    fi
}

can_be_root() {
    [ "$(id -u)" = 0 ] || { command -v sudo >/dev/null && sudo true; }
}

install_packages() {
    [ $# -gt 0 ] || return 0
    step "installing Debian packages: $*"
    can_be_root ||
        fail "packages are missing, and sudo is not there or refuses" \
            "As root: apt-get install $*"
    logged as_root apt-get update ||
        fail_logged "apt-get update failed" "Is there a network? Then again."
    logged as_root apt-get install -y --no-install-recommends "$@" ||
        fail_logged "apt-get could not install: $*" \
            "Is there a network, and is this Debian 12? Then again."
}

not_debian() {
    fail "this is not Debian: there is no apt-get to install packages with" \
        "Install what cmake/dev/packages.txt lists, then set DEV_INSTALL=0."
}

# need PURPOSE...: the Debian packages of these purposes.
need() {
    local wanted=() missing=() purpose

    [ "${DEV_INSTALL:-1}" = 1 ] || return 0
    [ -x /usr/bin/apt-get ] || not_debian
    for purpose in "$@"; do
        mapfile -t -O "${#wanted[@]}" wanted < <(packages_for "$purpose")
    done
    mapfile -t missing < <(packages_missing "${wanted[@]}")
    install_packages "${missing[@]}"
}

node_is_new_enough() {
    command -v npm >/dev/null || return 1
    node -e "process.exit(parseInt(process.versions.node) < $node_least ? 1 : 0)" \
        2>/dev/null
}

# Debian's Node, unless there is one that is new enough already.
need_node() {
    node_is_new_enough && return
    need node
    hash -r
    node_is_new_enough ||
        fail "node $node_least or newer and npm are needed" \
            "The first in PATH is: $(command -v node || echo none)."
}

# need_npm FOLDER: what its package-lock.json names, once for each state of it.
need_npm() {
    local lock stamp

    [ -f "$1/package-lock.json" ] || return 0
    lock=$(cksum <"$1/package-lock.json")
    stamp=$1/node_modules/.dev-stamp
    [ "$(cat "$stamp" 2>/dev/null)" = "$lock" ] && return
    need_node
    step "installing npm packages of $1"
    logged npm --prefix "$1" ci --no-audit --no-fund ||
        fail_logged "npm could not install the packages of $1" \
            "Is there a network? Then again."
    printf '%s\n' "$lock" >"$stamp"
}
