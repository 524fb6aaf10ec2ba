# SPDX-License-Identifier: MIT
"""Names: tn_ for users, tn__ inside the library, nothing else."""

import re

from tree import Problem

TYPEDEF_STRUCT = re.compile(r"\s*typedef\s+(struct|enum|union)\b")
TYPEDEF_T = re.compile(r"\s*typedef\b.*\b(\w+_t)\s*;")
TAG = re.compile(r"(?:struct|enum|union)\s+(\w+)\s*[{;]")
DEFINITION = re.compile(r"(?:struct|enum|union)\s+(tn_\w+)\s*\{")
# A declaration begins in the first column; a name before "(" is a function.
FUNCTION = re.compile(r"(?:[A-Za-z_][\w\s\*]*?[\s\*])?(\w+)\(")
DEFINE = re.compile(r"#define\s+(\w+)(.*)")
KEYWORDS = {"if", "for", "while", "switch", "return", "sizeof", "typedef",
            "__attribute__", "TN_PRINTF", "static_assert", "_Static_assert"}
SUITE = re.compile(r"(?:Parameterized)?Test\((?:[^,]*\*,\s*)?(\w+),")


def typedefs(tree):
    for name in tree.code():
        for number, line in tree.lines(name):
            if TYPEDEF_STRUCT.match(line):
                yield Problem(name, number, "no typedef of a struct: "
                              "say struct tn_x")
            elif found := TYPEDEF_T.match(line):
                yield Problem(name, number,
                              f"{found[1]}: names in _t belong to POSIX")


def is_public(name):
    return name.startswith("framework/include/")


def declared(tree, name):
    """Tags and functions that a header declares in the first column."""
    in_comment = False
    for number, line in tree.lines(name):
        starts_comment = line.lstrip().startswith("/*")
        if in_comment or starts_comment:
            in_comment = "*/" not in line
            continue
        if not line or line[0] in " #}":
            continue
        if found := TAG.match(line):
            yield number, found[1]
        elif ((found := FUNCTION.match(line)) and found[1] not in KEYWORDS
              and not found[1].isupper()):
            yield number, found[1]


def opaque(tree):
    """Types that users know by name alone; an internal header defines them."""
    headers = tree.select(".h", under=("framework/include/",))
    return {tag for name in headers
            for tag in re.findall(r"^struct (\w+);", tree.read(name), re.M)}


def prefixes(tree):
    known = opaque(tree)
    for name in tree.select(".h", under=("framework/",)):
        wanted = r"tn_[a-z0-9]" if is_public(name) else r"tn__[a-z0-9]"
        for number, word in declared(tree, name):
            if not re.match(wanted, word) and word not in known:
                yield Problem(name, number, f"{word} wants the prefix "
                              + ("tn_" if is_public(name) else "tn__"))


def macros(tree):
    for name in tree.select(".h", under=("framework/include/",)):
        for number, line in tree.lines(name):
            found = DEFINE.match(line)
            if found and not found[1].startswith(("TN_", "TENON_", "tn_")):
                yield Problem(name, number, f"{found[1]} wants the prefix TN_")


def tags(tree):
    """A type has one definition: two of a name could not be used together."""
    homes = {}
    for name in tree.select(".c", ".h", under=("framework/",)):
        for number, line in tree.lines(name):
            found = DEFINITION.match(line)
            if not found:
                continue
            home = homes.setdefault(found[1], name)
            if home != name:
                yield Problem(name, number,
                              f"{found[1]} is another type in {home}")


def suites(tree):
    """ctest runs test_<suite>.c as the suite of that name, no other."""
    for name in tree.select(".c", under=("tests/",)):
        found = re.fullmatch(r"tests/\w+/test_(\w+)\.c", name)
        for number, line in tree.lines(name):
            suite = SUITE.match(line)
            if found and suite and suite[1] != found[1]:
                yield Problem(name, number, f"suite {suite[1]} never runs: "
                              f"in this file it is {found[1]}")


RULES = (typedefs, prefixes, tags, macros, suites)
