#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Each rule finds the fault that is planted for it, and nothing in a clean
tree."""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import doc_rules
import layer_rules
import library_rules
import name_rules
import text_rules
import tool_rules
from tree import Tree

TREE_RULES = (text_rules, doc_rules, layer_rules, name_rules)
HEAD = f"/* {text_rules.SPDX} */\n{text_rules.COPYRIGHT}\n"
NOTE = "TO" "DO"

CLEAN = {
    "README.md": "`libuv1-dev` [the licence](LICENSE) [x](https://x.org)\n"
    "`TN_E...`, tn_value_free(), tn__value_kind(), tn_opt_int\n"
    "# What, where\n[there](#what-where)\n",
    "CHANGELOG.md": "tn_value_delete() is gone.\n",
    "LICENSE": "MIT\n",
    "cmake/dev/packages.txt": "build libc6-dev x\nbuild libuv1-dev x\n",
    "framework/include/tenon/value.h": HEAD + "struct tn_value;\n"
    "#define TN_OPT(name) struct tn_opt_##name { int name; };\n"
    "void tn_value_free(struct tn_value *value);\n",
    "framework/json/value.h": HEAD + "#include <tenon/value.h>\n"
    "struct tn_value {\n    int kind;\n};\nint tn__value_kind(void);\n",
    "framework/json/value.c": HEAD + '#include "json/value.h"\n'
    "#include <jansson.h>\n",
    "tests/json/test_value.c": HEAD + "Test(value, has_a_kind)\n",
}

# rule, file, its text, what the problem says
PLANTED = [
    (text_rules.white_space, "a.md", "text \n", "white space"),
    (text_rules.white_space, "a.c", HEAD + "\tint a;\n", "a tab"),
    (text_rules.white_space, "a.md", "text", "no newline"),
    (text_rules.licence, "a.py", "import os\n", "SPDX"),
    (text_rules.licence, "a.c", f"/* {text_rules.SPDX} */\n", "Copyright"),
    (text_rules.left_open, "a.c", HEAD + f"/* {NOTE}: later */\n", NOTE),
    (text_rules.length, "a.c", "\n" * 501, "501 lines"),
    (text_rules.conditionals, "framework/base/a.c", "#ifdef DEBUG\n",
     "conditional"),
    (text_rules.conditionals, "framework/base/a.c", "#if 0\n", "conditional"),
    (text_rules.lock_files, "package-lock.json", '"resolved": "x"\n', "host"),
    (doc_rules.links, "docs/a.md", "[a](../LICENCE)\n", "../LICENCE"),
    (doc_rules.anchors, "docs/a.md", "# Here\n[a](#hear)\n", "#hear"),
    (doc_rules.anchors, "docs/a.md", "[a](../README.md#what-else)\n",
     "README.md has no heading #what-else"),
    (doc_rules.libraries, "cmake/dev/packages.txt", "build libz-dev x\n",
     "no reason for libz-dev"),
    (doc_rules.names, "docs/a.md", "`tn_value_delete()`\n",
     "tn_value_delete: no public header"),
    (doc_rules.names, "docs/a.md", "TN_EMANY\n", "TN_EMANY: no public header"),
    (layer_rules.third_party, "framework/app/a.c", "#include <uv.h>\n",
     "framework/async only"),
    (layer_rules.downwards, "framework/base/a.c",
     '#include "json/reader.h"\n', "base must not know json"),
    (layer_rules.downwards, "framework/base/a.c",
     "#include <tenon/app.h>\n", "base must not know app"),
    (layer_rules.downwards, "framework/include/tenon/odd.h", "\n", "no layer"),
    (layer_rules.downwards, "framework/app/a.c", "#include <tenon/odd.h>\n",
     "has no layer"),
    (layer_rules.own_header_first, "framework/json/value.c",
     '#include <stdio.h>\n#include "json/value.h"\n', "its own"),
    (layer_rules.public_by_name, "framework/include/tenon/app.h",
     '#include "json/value.h"\n', "not there for users"),
    (layer_rules.apps_use_the_public, "apps/x/main.c",
     '#include "json/value.h"\n', "internal"),
    (name_rules.typedefs, "a.h", "typedef struct a {\n", "typedef"),
    (name_rules.typedefs, "a.h", "typedef int count_t;\n", "count_t"),
    (name_rules.prefixes, "framework/include/tenon/app.h",
     "int tn__app(void);\n", "wants the prefix tn_"),
    (name_rules.prefixes, "framework/include/tenon/app.h",
     "struct app {\n", "app wants"),
    (name_rules.prefixes, "framework/app/app.h",
     "static inline struct tn_str *app_make(int a,\n", "app_make wants"),
    (name_rules.tags, "framework/app/a.c", "struct tn_value {\n",
     "tn_value is another type in"),
    (name_rules.macros, "framework/include/tenon/app.h",
     "#define MAX(a, b) a\n", "MAX"),
    (name_rules.suites, "tests/json/test_value.c",
     "Test(values, are_many)\n", "never runs"),
]


def plant(folder, files):
    for name, text in files.items():
        path = Path(folder) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return Tree(folder, files)


class Rules(unittest.TestCase):
    def found(self, rule, files, *more):
        with tempfile.TemporaryDirectory() as folder:
            return [str(each) for each in rule(plant(folder, files), *more)]

    def test_a_clean_tree_has_no_problems(self):
        for module in TREE_RULES:
            for rule in module.RULES:
                with self.subTest(rule.__name__):
                    self.assertEqual(self.found(rule, CLEAN), [])

    def test_each_planted_fault_is_found(self):
        for rule, name, text, says in PLANTED:
            with self.subTest(rule.__name__, text=text[:40]):
                found = self.found(rule, {**CLEAN, name: text})
                self.assertEqual(len(found), 1, found)
                self.assertIn(says, found[0])

    def test_every_rule_has_a_planted_fault(self):
        planted = {rule for rule, *_ in PLANTED}
        for module in TREE_RULES:
            self.assertLessEqual(set(module.RULES), planted)


class Tools(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.build = Path(self.folder.name) / "build"

    def found(self, rule, files):
        tree = plant(self.folder.name, files)
        return [str(each) for each in rule(tree, self.build)]

    def test_clang_format_sees_every_time_what_is_not_formatted(self):
        files = {".clang-format": "BasedOnStyle: LLVM\n", "a.c": "int  a;\n"}
        for _ in range(2):
            self.assertIn("a.c:1", self.found(tool_rules.clang_format,
                                              files)[0])
        files["a.c"] = "int a;\n"
        self.assertEqual(self.found(tool_rules.clang_format, files), [])

    def test_shellcheck_sees_an_unquoted_variable(self):
        files = {"a.sh": "#!/bin/sh\nrm $1\n"}
        self.assertIn("a.sh:2", self.found(tool_rules.shellcheck, files)[0])

    def test_clang_tidy_looks_again_when_a_header_changes(self):
        files = {".clang-tidy": "Checks: '-*,readability-function-size'\n"
                 "WarningsAsErrors: '*'\nHeaderFilterRegex: '.*'\n"
                 "CheckOptions: [{key: readability-function-size."
                 "ParameterThreshold, value: 1}]\n",
                 "a.h": "static int f(int a) { return a; }\n",
                 "a.c": '#include "a.h"\nint g(int a) { return f(a); }\n'}
        top = self.folder.name
        self.build.mkdir()
        (self.build / "compile_commands.json").write_text(
            f'[{{"directory": "{top}", "file": "{top}/a.c",'
            f' "command": "cc -c a.c"}}]')
        self.assertEqual(self.found(tool_rules.clang_tidy, files), [])
        files["a.h"] = "static int f(int a) { return a; }\nint h(int, int);\n" \
            "int h(int a, int b) { return a + b; }\n"
        self.assertIn("a.h:3", self.found(tool_rules.clang_tidy, files)[0])


class Library(unittest.TestCase):
    def test_sees_what_is_exported_and_what_can_change(self):
        with tempfile.TemporaryDirectory() as folder:
            tree = plant(folder, {
                **CLEAN, "a.c": "int tn_value_free; int tn__a(void);\n"
                "int tn__a(void) { static int calls; return ++calls; }\n"
                "int helper(void); int helper(void) { return 1; }\n"
                "const int tn__table[] = {1};\n"})
            subprocess.run(["cc", "-c", "a.c"], cwd=folder, check=True)
            subprocess.run(["ar", "rc", "liba.a", "a.o"], cwd=folder,
                           check=True)
            library = Path(folder) / "liba.a"
            exported = list(library_rules.exported(tree, library))
            mutable = list(library_rules.mutable(tree, library))
        self.assertIn("helper", str(exported))
        self.assertEqual(len(exported), 1)
        self.assertEqual(len(mutable), 2)
        self.assertIn("calls", str(mutable))


if __name__ == "__main__":
    sys.exit(unittest.main())
