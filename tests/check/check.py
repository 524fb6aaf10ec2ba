#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Holds the tree to its formatting, clang-tidy and conventions.

Prints one line for each problem (path:line: what) and exits with 1, or with
0 when there is none. FILE... limits what is printed to these files.
"""

import argparse
import sys
from pathlib import Path

import doc_rules
import layer_rules
import library_rules
import name_rules
import text_rules
import tool_rules
from tree import Problem, Tree

TOP = Path(__file__).resolve().parents[2]


def problems(tree, build, deep):
    for module in (text_rules, doc_rules, layer_rules, name_rules):
        for rule in module.RULES:
            yield from rule(tree)
    for rule in tool_rules.RULES:
        yield from rule(tree, build)
    yield from tool_rules.clang_tidy(tree, build, deep)
    library = build / "framework/libtenon.a"
    if not library.exists():
        yield Problem(str(library), 1, "is not built, so not looked at")
        return
    for rule in library_rules.RULES:
        yield from rule(tree, library)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", type=Path, default=TOP / "build/clang",
                        help="built without sanitizers")
    parser.add_argument("--deep", action="store_true",
                        help="let the static analyzer follow calls")
    parser.add_argument("file", nargs="*")
    arguments = parser.parse_args()
    if not (arguments.build / "compile_commands.json").exists():
        sys.exit(f"check: {arguments.build} is no build: ./dev check makes it")
    tree = Tree.of_git(TOP)
    found = sorted(set(problems(tree, arguments.build.resolve(),
                                arguments.deep)))
    if arguments.file:
        found = [each for each in found if each.path in arguments.file]
    for problem in found:
        print(problem)
    print(f"check: {len(tree.names)} files, {len(found)} problems")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
