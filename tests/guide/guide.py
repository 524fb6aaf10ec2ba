#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The programs of a document, and what it says that they print.

    guide.py DOCUMENT FOLDER

writes them into a folder, for CMake, and names them.
"""

import re
import sys
from pathlib import Path

BLOCK = re.compile(r"^```(\w*)(?: (\S+))?\n(.*?)^```$", re.M | re.S)
SHELL = "sh"


def blocks(document):
    return BLOCK.findall(Path(document).read_text(encoding="utf-8"))


def files(document):
    """Name and text of each block that is a file."""
    return [(name, text) for _, name, text in blocks(document) if name]


def programs(document):
    return [Path(name).stem for name, _ in files(document)
            if name.endswith(".c")]


def outputs(document):
    """What each program that ends by itself prints."""
    found = blocks(document)
    return {Path(name).stem: text
            for (_, name, _), (kind, unnamed, text) in zip(found, found[1:])
            if name.endswith(".c") and kind == "text" and not unnamed}


def questions(document):
    """For each program that serves: command lines, and their answers."""
    asked, program = {}, None
    found = blocks(document)
    for (kind, name, text), (_, _, answer) in zip(found, found[1:]):
        if name.endswith(".c"):
            program = Path(name).stem
        elif kind == SHELL:
            asked.setdefault(program, []).append((text, answer))
    return asked


def write(document, folder):
    for name, text in files(document):
        path = Path(folder) / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    Path(sys.argv[2]).mkdir(parents=True, exist_ok=True)
    write(sys.argv[1], sys.argv[2])
    print(";".join(programs(sys.argv[1])))
