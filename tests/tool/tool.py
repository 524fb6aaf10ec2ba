# SPDX-License-Identifier: MIT
"""The `tenon` command and the compilers, for the tests beside this file."""

import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
TOP = HERE.parents[1]
TENON = os.environ.get("TENON_TOOL", str(TOP / "build/asan/bin/tenon"))
INCLUDE = TOP / "framework/include"
COLLECTION = Path(os.environ.get("TENON_CASES_DIR", TOP.parent / "shared"))
CASES = sorted((HERE / "cases").glob("*.yaml"))
OF_APPS = sorted((TOP / "schemas").glob("*.yaml"))

# What other tests load without an error.
OF_TESTS = sorted(
    path for folder in ("schema/cases/good", "model/cases", "openapi/cases")
    for path in (TOP / "tests" / folder).iterdir()
    if path.suffix in (".yaml", ".json") and path.name != "every_keyword.json")

WARNINGS = """-Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wcast-qual -Wvla
    -Wundef -Wformat=2 -Werror""".split()
ONLY_C = ["-Wstrict-prototypes", "-Wmissing-prototypes"]
ONLY_CXX = ["-x", "c++", "-Wold-style-cast"]
COMPILERS = [
    ["gcc", "-std=c17", *ONLY_C],
    ["clang", "-std=c17", *ONLY_C],
    ["g++", *ONLY_CXX, "-std=c++11"],
    ["clang++", *ONLY_CXX, "-std=c++17"],
]


def collection_schemas():
    return sorted((COLLECTION / "parity/schemas").glob("*.json"))


def run(*command, cwd=None):
    return subprocess.run([str(word) for word in command], cwd=cwd, text=True,
                          capture_output=True, check=False)


def tenon(*arguments, cwd=None):
    return run(TENON, "models", *arguments, cwd=cwd)


def compile_with(compiler, *arguments):
    """What the compiler says of it; None when it is not installed."""
    if not shutil.which(compiler[0]):
        return None
    result = run(*compiler, *WARNINGS, "-fsyntax-only", "-I", INCLUDE,
                 *arguments)
    return result.stderr if result.returncode else ""


class InFolder(unittest.TestCase):
    """A test with a folder of its own."""

    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="tenon-"))
        self.addCleanup(shutil.rmtree, self.folder)

    def schema(self, text, name="case.yaml"):
        path = self.folder / name
        path.write_text(text)
        return path

    def models(self, *schemas):
        """Makes the models in the test's folder."""
        result = tenon("--out", self.folder, *schemas)
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        return result


if __name__ == "__main__":
    # For CMake: a list of the schemas that typed/ compiles.
    print(";".join(str(path) for path in
                   [*CASES, *OF_APPS, *collection_schemas()]))
