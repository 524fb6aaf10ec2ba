# SPDX-License-Identifier: MIT
"""What holds for every text file, whatever its language."""

import re

from tree import Problem

SPDX = "SPDX-License-Identifier: MIT"
COPYRIGHT = "/* Copyright (c) 2026 The Tenon authors */"
LONGEST_FILE = 500

# Put together here, so that this file does not find itself.
LEFT_OPEN = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b")
CONDITIONAL = re.compile(r"#\s*(if|ifdef|ifndef|elif)\b")
CONDITIONAL_HOMES = (
    "framework/base/compat.h",
    "framework/base/compat_fiber.h",
    "framework/include/tenon/attrs.h",
)
LICENSED = (".c", ".h", ".cpp", ".py", ".sh", ".cmake", ".lua", ".js", ".mjs",
            ".ts", "CMakeLists.txt")


def white_space(tree):
    for name in tree.texts():
        text = tree.read(name)
        for number, line in tree.lines(name):
            if line != line.rstrip():
                yield Problem(name, number, "white space at the end of a line")
            if "\t" in line and name.endswith((".c", ".h", ".py")):
                yield Problem(name, number, "a tab; indent with spaces")
        if text and not text.endswith("\n"):
            yield Problem(name, text.count("\n") + 1,
                          "no newline at the end of the file")


def licence(tree):
    for name in tree.texts():
        if not name.endswith(LICENSED):
            continue
        head = tree.read(name).split("\n")[:3]
        if not any(SPDX in line for line in head):
            yield Problem(name, 1, f'the first line wants "{SPDX}"')
        elif name.endswith((".c", ".h")) and head[1] != COPYRIGHT:
            yield Problem(name, 2, f'the second line wants "{COPYRIGHT}"')


def left_open(tree):
    for name in tree.texts():
        for number, line in tree.lines(name):
            if found := LEFT_OPEN.search(line):
                yield Problem(name, number, f"{found[0]} left in the text")


def length(tree):
    for name in tree.code() + tree.select(".py", ".sh"):
        count = tree.read(name).count("\n")
        if count > LONGEST_FILE:
            yield Problem(name, count,
                          f"{count} lines, {LONGEST_FILE} at most: "
                          "look for the seam")


def conditionals(tree):
    """#if has one home; a header's guard and __cplusplus are its own."""
    for name in tree.select(".c", ".h", under=("framework/", "apps/")):
        if name in CONDITIONAL_HOMES:
            continue
        for number, line in tree.lines(name):
            guard = name.endswith(".h") and re.match(
                r"#ifndef \w+_H$|#ifdef __cplusplus$", line)
            if CONDITIONAL.match(line) and not guard:
                yield Problem(name, number, "conditional code belongs in "
                              + " or ".join(CONDITIONAL_HOMES))


def lock_files(tree):
    """A lock file names packages and hashes, not the registry's host."""
    for name in tree.select("package-lock.json"):
        for number, line in tree.lines(name):
            if '"resolved"' in line:
                yield Problem(name, number, "a host in a lock file; "
                              "npm's omit-lockfile-registry-resolved omits it")


RULES = (white_space, licence, left_open, length, conditionals, lock_files)
