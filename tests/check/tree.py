# SPDX-License-Identifier: MIT
"""The files of the project, as the rules see them."""

import subprocess
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

# Data that is taken as it comes: no rule about text holds for it.
DATA = ("tests/fuzz/corpus/", "LICENSE")
DATA_SUFFIXES = (".json", ".jsonl", ".bin", ".svg", ".png", ".golden")


@dataclass(frozen=True, order=True)
class Problem:
    path: str
    line: int
    text: str

    def __str__(self):
        return f"{self.path}:{self.line}: {self.text}"


class Tree:
    """A folder and the names of its files, relative to it."""

    def __init__(self, top, names):
        self.top = Path(top)
        self.names = sorted(names)

    @classmethod
    def of_git(cls, top):
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others",
             "--exclude-standard"],
            cwd=top, check=True, stdout=subprocess.PIPE, text=True).stdout
        names = [name for name in listed.split("\0")
                 if name and (Path(top) / name).is_file()]
        return cls(top, names)

    def select(self, *suffixes, under=("",)):
        return [name for name in self.names
                if name.endswith(suffixes) and name.startswith(tuple(under))]

    def texts(self):
        return [name for name in self.names
                if not name.startswith(DATA)
                and "/cases/" not in name
                and not name.endswith(DATA_SUFFIXES)]

    def code(self):
        return self.select(".c", ".h")

    @lru_cache(maxsize=None)
    def read(self, name):
        return (self.top / name).read_bytes().decode("utf-8", "replace")

    def lines(self, name):
        return enumerate(self.read(name).split("\n"), 1)
