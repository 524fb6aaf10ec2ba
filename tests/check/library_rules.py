# SPDX-License-Identifier: MIT
"""What the compiled library shows: its symbols and its sections."""

import re
import subprocess

from tree import Problem

DEFINED = re.compile(r"^[0-9a-f]+ (.{7}) (\S+)\s+[0-9a-f]+ (?:\.hidden )?(\S+)")
PROTOTYPE = re.compile(r"\b(tn_[a-z0-9]\w*)\s*(?=[(;])")
COMMENT = re.compile(r"/\*.*?\*/", re.S)
# What runs on a thread is the thread's (framework/async/thread.h), and what a
# signal did before is the process's (framework/async/overflow.c).
MAY_CHANGE = {("thread.c.o", "tn__thread_running"), ("overflow.c.o", "faults")}
MACRO = re.compile(r"^\s*#define(?:.*\\\n)*.*$", re.M)


def symbols(library):
    """(object file, is global, section, name) of all that is defined."""
    listed = subprocess.run(["objdump", "-t", library], check=True,
                            stdout=subprocess.PIPE, text=True).stdout
    unit = "?"
    for line in listed.splitlines():
        if line.endswith(("elf64-x86-64", "elf64-littleaarch64")):
            unit = line.partition(":")[0]
        elif found := DEFINED.match(line):
            flags, section, name = found.groups()
            if not section.startswith("*") and "d" not in flags:
                yield unit, flags[0] in "gu", section, name


def declared_for_users(tree):
    """Functions and objects that the public headers declare."""
    names = set()
    for name in tree.select(".h", under=("framework/include/",)):
        text = MACRO.sub("", COMMENT.sub("", tree.read(name)))
        names.update(PROTOTYPE.findall(text))
    return names


def exported(tree, library):
    public = declared_for_users(tree)
    for unit, is_global, _, name in symbols(library):
        if not is_global or name.startswith("tn__"):
            continue
        if name not in public:
            yield Problem(f"{library.name}({unit})", 1,
                          f"exports {name}, which no public header declares")


def mutable(tree, library):
    del tree
    for unit, _, section, name in symbols(library):
        root = section.split(".")[1] if "." in section else section
        if (root in ("data", "bss", "tdata", "tbss")
                and not section.startswith(".data.rel.ro")
                and (unit, name.partition(".")[0]) not in MAY_CHANGE):
            yield Problem(f"{library.name}({unit})", 1,
                          f"{name} can change: nothing global or static may")


RULES = (exported, mutable)
