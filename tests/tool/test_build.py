#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""tenon_models() of cmake/TenonModels.cmake, in a project of its own."""

import os
import shutil
import unittest

from tool import INCLUDE, TENON, TOP, InFolder, run

PROJECT = """cmake_minimum_required(VERSION 3.22)
project(user C)
add_executable(tenon::tool IMPORTED)
set_target_properties(tenon::tool PROPERTIES IMPORTED_LOCATION "{tool}")
include("{function}")
add_library(user STATIC user.c)
target_include_directories(user PRIVATE "{include}")
tenon_models(user schemas/user.yaml)
"""
SCHEMA = """$defs:
  User:
    type: object
    properties:
      name: {type: string}
"""
USER = """#include "user_models.h"
const struct tn_model *user_model(void);
const struct tn_model *user_model(void) { return &User_model; }
"""


class Project(InFolder):
    """A library with models, outside of this tree."""

    generator = "Ninja"

    def setUp(self):
        super().setUp()
        self.tool = self.folder / "tenon"
        shutil.copy(TENON, self.tool)
        (self.folder / "schemas").mkdir()
        self.path = self.schema(SCHEMA, "schemas/user.yaml")
        self.schema(USER, "user.c")
        self.schema(PROJECT.format(
            tool=self.tool, include=INCLUDE,
            function=TOP / "cmake/TenonModels.cmake"), "CMakeLists.txt")
        self.header = self.folder / "build/user_models/user_models.h"

    def configure(self):
        return run("cmake", "-B", "build", "-G", self.generator,
                   cwd=self.folder)

    def build(self):
        result = run("cmake", "--build", "build", cwd=self.folder)
        return result.returncode, result.stdout + result.stderr

    def build_first(self):
        self.configure()
        status, said = self.build()
        self.assertEqual(status, 0, said)
        # What is written next must be newer, also by a coarse clock.
        for path in self.folder.rglob("*"):
            times = path.stat()
            os.utime(path, (times.st_atime, times.st_mtime - 10))


class Building:
    """What holds with every generator."""

    def test_the_models_are_built_and_found(self):
        self.build_first()
        self.assertIn("struct User {", self.header.read_text())

    def test_a_changed_schema_is_built_again(self):
        self.build_first()
        self.path.write_text(SCHEMA.replace("name", "surname"))
        status, said = self.build()
        self.assertEqual(status, 0, said)
        self.assertIn("surname;", self.header.read_text())
        self.assertIn("user.c", said)

    def test_a_schema_that_says_the_same_compiles_nothing(self):
        self.build_first()
        self.path.write_text("# a comment\n" + SCHEMA)
        _, said = self.build()
        self.assertIn("Models of schemas/user.yaml", said)
        self.assertNotIn("Building C object", said)


@unittest.skipUnless(shutil.which("make"), "no make")
class WithMake(Building, Project):
    generator = "Unix Makefiles"


class WithNinja(Building, Project):
    def test_nothing_to_do_does_nothing(self):
        self.build_first()
        self.path.write_text("# a comment\n" + SCHEMA)
        self.build()
        self.assertIn("no work to do", self.build()[1])

    def test_a_new_tool_makes_the_models_again(self):
        self.build_first()
        self.tool.touch()
        self.assertIn("Models of schemas/user.yaml", self.build()[1])

    def test_a_broken_schema_is_told_with_its_place(self):
        self.build_first()
        self.path.write_text(SCHEMA.replace("string", "strong"))
        status, said = self.build()
        self.assertNotEqual(status, 0)
        self.assertIn(f"{self.path}:5:20: ", said)

    def test_an_absent_schema_is_told_at_once(self):
        self.path.unlink()
        said = self.configure().stderr
        self.assertIn("tenon_models(user): there is no schema", said)
        self.assertIn("schemas/user.yaml", said)


if __name__ == "__main__":
    unittest.main()
