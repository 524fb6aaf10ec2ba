#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""README.md is true: its endpoints are added to the math API, which is built
outside the tree with the installed package, and its curl lines are run.

    test_readme.py SOURCE BUILD [CMAKE_OPTION...]
"""

import os
import re
import shlex
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.M | re.S)
SERVED = "http://127.0.0.1:8000"


def run(*command, **options):
    done = subprocess.run(command, text=True, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, check=False, **options)
    if done.returncode != 0:
        sys.exit(f"{shlex.join(map(str, command))}\n{done.stdout}")
    return done.stdout


def insert_before(text, mark, addition):
    head, found, tail = text.partition(mark)
    assert found, f"main.c has no {mark!r}"
    return head + addition + found + tail


def by_name(blocks):
    """Blocks of one name are parts of one text."""
    named = {}
    for _, name, text in blocks:
        if name in named:
            text = named[name] + "\n" + text
        named[name] = text
    return named


def write_project(folder, source, blocks, port):
    """The math API with README's endpoints, as a project of one's own."""
    named = by_name(blocks)
    models = (source / "schemas/math.yaml").read_text()
    main = (source / "apps/math_api/main.c").read_text()
    main = insert_before(main, "static const struct tn_route",
                         named["handler"] + "\n")
    main = insert_before(main, "};\n\nint main", named["route"])
    main = main.replace(SERVED, f"http://127.0.0.1:{port}")
    (folder / "math.yaml").write_text(models + named["schemas/math.yaml"])
    (folder / "main.c").write_text(main)
    (folder / "CMakeLists.txt").write_text(named["CMakeLists.txt"])


def build_project(folder, build, options):
    prefix = folder / "prefix"
    run("cmake", "--install", build, "--prefix", prefix)
    run("cmake", "-G", "Ninja", "-S", folder, "-B", folder / "build",
        f"-DCMAKE_PREFIX_PATH={prefix}", *options)
    run("cmake", "--build", folder / "build")
    return folder / "build/my_api"


def take_port():
    """Returns a socket that keeps its port until it is closed."""
    taken = socket.socket()
    taken.bind(("127.0.0.1", 0))
    return taken


def wait_for(port):
    for _ in range(200):
        try:
            return socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.05)
    sys.exit("the program does not listen")


def ask_all(blocks, port):
    """Runs each curl line; what follows it is the answer."""
    asked = 0
    for (kind, _, text), (_, _, expected) in zip(blocks, blocks[1:]):
        if kind != "sh" or not text.startswith("curl "):
            continue
        line = text.replace(SERVED, f"http://127.0.0.1:{port}")
        answer = run(*shlex.split(line)).strip()
        if answer != expected.strip():
            sys.exit(f"{line}\nanswers {answer}\ninstead {expected}")
        asked += 1
    assert asked >= 4, "README.md lost its curl lines"


def main():
    source, build = Path(sys.argv[1]), Path(sys.argv[2])
    blocks = BLOCK.findall((source / "README.md").read_text())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with take_port() as taken:
            port = taken.getsockname()[1]
            write_project(folder, source, blocks, port)
            program = build_project(folder, build, sys.argv[3:])
        env = {name: value for name, value in os.environ.items()
               if not name.startswith("TENON_")}
        with subprocess.Popen([program, "--port", str(port)], env=env,
                              stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL) as server:
            try:
                wait_for(port)
                ask_all(blocks, port)
            finally:
                server.terminate()
        if server.returncode != 0:
            sys.exit(f"the program ended with {server.returncode}")


if __name__ == "__main__":
    main()
