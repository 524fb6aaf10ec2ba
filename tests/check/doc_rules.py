# SPDX-License-Identifier: MIT
"""What the documents say of the tree."""

import os
import re

from tree import Problem

LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")
ANCHOR = re.compile(r"\]\(([^)#\s:]*)#([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.*)$", re.M)
CODE = re.compile(r"^```.*?^```$", re.M | re.S)
LIBRARY = re.compile(r"^build\s+(lib(?!c6)\S+-dev)", re.M)
PACKAGES = "cmake/dev/packages.txt"
PUBLIC = "framework/include/"
COMMENT = re.compile(r"/\*.*?\*/", re.S)
NAME = re.compile(r"\b(?:tn|TN)_(?!_)\w+\b(?!\.\.\.)")
PASTED = re.compile(r"\b(tn_\w+)##")


def links(tree):
    for name in tree.select(".md"):
        for number, line in tree.lines(name):
            for target in LINK.findall(line):
                path = os.path.normpath(
                    os.path.join(os.path.dirname(name), target))
                if ":" not in target and not (tree.top / path).exists():
                    yield Problem(name, number, f"{target} is not there")


def anchors_of(text):
    """The names that GitHub gives a page's headings."""
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
            for heading in HEADING.findall(CODE.sub("", text))}


def anchors(tree):
    for name in tree.select(".md"):
        for number, line in tree.lines(name):
            for target, anchor in ANCHOR.findall(line):
                path = os.path.normpath(os.path.join(
                    os.path.dirname(name), target)) if target else name
                if path in tree.names and anchor not in anchors_of(
                        tree.read(path)):
                    yield Problem(name, number,
                                  f"{path} has no heading #{anchor}")


def libraries(tree):
    """README.md gives the reason for each library that is installed."""
    if PACKAGES not in tree.names:
        return
    readme = tree.read("README.md")
    for library in LIBRARY.findall(tree.read(PACKAGES)):
        if f"`{library}`" not in readme:
            yield Problem("README.md", 1, f"no reason for {library}, which "
                          f"{PACKAGES} installs")


def names(tree):
    """What the documents call by name is there for users. The changelog may
    name what once was."""
    public = "".join(COMMENT.sub(" ", tree.read(header))
                     for header in tree.select(".h", under=(PUBLIC,)))
    known = set(NAME.findall(public))
    beginnings = tuple(PASTED.findall(public))
    for name in tree.select(".md"):
        if name == "CHANGELOG.md":
            continue
        for number, line in tree.lines(name):
            for word in NAME.findall(line):
                if word not in known and not word.startswith(beginnings):
                    yield Problem(name, number,
                                  f"{word}: no public header declares it")


RULES = (links, anchors, libraries, names)
