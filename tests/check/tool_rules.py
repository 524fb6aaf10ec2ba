# SPDX-License-Identifier: MIT
"""clang-format, clang-tidy and shellcheck; what passed is remembered."""

import hashlib
import json
import os
import re
import subprocess
from concurrent.futures import ThreadPoolExecutor

from layer_rules import includes
from tree import Problem

FOUND = re.compile(r"(?P<path>[^\s:]+):(?P<line>\d+):\d+: (?P<text>.*)")
PRINTED = re.compile(r"(warning|error): ")


class Passed:
    """Inputs that passed before, by their hash: files in a folder."""

    def __init__(self, folder):
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def has(self, key):
        return (self.folder / key).exists()

    def add(self, key):
        (self.folder / key).touch()


def digest(*texts):
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()


def run(command, top):
    return subprocess.run(command, cwd=top, text=True, check=False,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def problems_in(output, top):
    """What a tool printed as path:line:column: text. Of the notes after it
    only those stay that say which limit was passed."""
    problems = {}
    for line in output.splitlines():
        found = FOUND.match(line)
        if not found:
            continue
        path = os.path.relpath(top / found["path"], top)
        place = path, int(found["line"])
        text, is_problem = PRINTED.subn("", found["text"], count=1)
        if is_problem:
            problems.setdefault(place, []).append(text)
        elif "(threshold" in text and place in problems:
            problems[place].append(text.removeprefix("note: "))
    return [Problem(*place, "; ".join(dict.fromkeys(texts)))
            for place, texts in problems.items()]


def cached(tree, passed, jobs):
    """Runs each (key, command) that has not passed; yields its problems."""
    jobs = [job for job in jobs if not passed.has(job[0])]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        results = pool.map(lambda job: run(job[1], tree.top), jobs)
        for (key, command), result in zip(jobs, results):
            problems = list(problems_in(result.stdout, tree.top))
            if result.returncode == 0 and not problems:
                passed.add(key)
            elif problems:
                yield from problems
            else:
                yield Problem(command[-1], 1, result.stdout.strip()[-300:])


def clang_format(tree, build):
    style = tree.read(".clang-format")
    jobs = [(digest(style, name, tree.read(name)),
             ["clang-format", "--dry-run", "-Werror", name])
            for name in tree.code()]
    first = {}
    for problem in cached(tree, Passed(build / "check/format"), jobs):
        first.setdefault(problem.path, problem)
    for name, problem in first.items():
        yield Problem(name, problem.line, "not as clang-format writes it: "
                      "./dev format mends it")


def shellcheck(tree, build):
    scripts = [name for name in tree.names
               if name.endswith(".sh")
               or re.match(r"#!.*\b(ba)?sh\b", tree.read(name)[:40])]
    everything = "".join(map(tree.read, scripts))
    jobs = [(digest(name, everything),
             ["shellcheck", "-x", "--format=gcc", name]) for name in scripts]
    yield from cached(tree, Passed(build / "check/shell"), jobs)


class Closure:
    """A file's text with that of the project's headers it includes."""

    def __init__(self, tree):
        self.tree = tree

    def resolve(self, name, header):
        folder = name.rpartition("/")[0]
        for place in (folder, "framework", "framework/include", "tests"):
            path = os.path.normpath(os.path.join(place, header))
            if path in self.tree.names:
                return path
        return None

    def texts(self, name, seen=None):
        seen = {} if seen is None else seen
        if name not in seen:
            seen[name] = self.tree.read(name)
            for _, _, header in includes(self.tree, name):
                if path := self.resolve(name, header):
                    self.texts(path, seen)
        return seen


# The static analyzer follows calls only in a deep check: ten times as long.
SHALLOW = [f"--extra-arg={each}" for each in
           ("-Xclang", "-analyzer-config", "-Xclang", "mode=shallow")]


def clang_tidy(tree, build, deep=False):
    """Every C file that the build compiles, with its own flags."""
    command = ["clang-tidy", "--quiet", "-p", str(build),
               *([] if deep else SHALLOW)]
    database = build / "compile_commands.json"
    entries = json.loads(database.read_text())
    version = run(["clang-tidy", "--version"], tree.top).stdout
    configs = [tree.read(name) for name in tree.names
               if name.endswith(".clang-tidy")]
    closure = Closure(tree)
    jobs = {}
    for entry in entries:
        name = os.path.relpath(entry["file"], tree.top)
        if name not in tree.names:
            continue
        texts = closure.texts(name)
        key = digest(version, *command, *configs, entry["command"],
                     *sorted(texts), *(texts[part] for part in sorted(texts)))
        jobs[name] = (key, [*command, name])
    yield from cached(tree, Passed(build / "check/tidy"), jobs.values())


RULES = (clang_format, shellcheck)
