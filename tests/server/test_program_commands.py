# SPDX-License-Identifier: MIT
"""The commands of a program, and what it says of wrong usage."""

import json
import os
import pathlib
import re
import subprocess
import unittest

from program import MATH_API, run

ROOT = pathlib.Path(__file__).parents[2]


class Commands(unittest.TestCase):
    def test_help_names_commands_and_settings(self):
        for flag in "--help", "-h":
            status, out, err = run(flag)
            self.assertEqual((status, err), (0, ""))
            for word in ("serve", "openapi", "routes", "check", "--port",
                         "--request-timeout", "--body-limit", "--log-level"):
                self.assertIn(word, out)
            self.assertLessEqual(max(map(len, out.splitlines())), 100)

    def test_help_and_docs_agree_on_settings_and_defaults(self):
        helped = re.findall(r"^  --([a-z-]+) \S+.*?(?: \[(\S+)\])?$",
                            run("--help")[1], re.MULTILINE)
        documented = re.findall(
            r"^\| `([a-z-]+)` \| `TENON_([A-Z_]+)` \| (?:`(\S+)`|none) \|",
            (ROOT / "docs/settings.md").read_text(), re.MULTILINE)
        self.assertGreater(len(helped), 15)
        self.assertEqual([(name, default) for name, _, default in documented],
                         helped)
        for name, variable, _ in documented:
            self.assertEqual(name.upper().replace("-", "_"), variable)

    def test_version_names_program_and_library(self):
        self.assertEqual(run("--version"), (0, "math_api 0.1.0 (Tenon 0.1.0)\n", ""))

    def test_openapi_writes_an_indented_document(self):
        status, out, err = run("openapi")
        self.assertEqual((status, err), (0, ""))
        self.assertIn("/add", json.loads(out)["paths"])
        self.assertTrue(out.startswith('{\n  "openapi": "3.1.0"'))
        self.assertTrue(out.endswith("}\n") and not out.endswith("\n\n"))

    def test_routes_writes_a_table(self):
        status, out, err = run("routes")
        self.assertEqual((status, err), (0, ""))
        self.assertEqual(out, "METHOD  PATH  OPERATION    INPUT  OUTPUT\n"
                              "POST    /add  create_item  Add    Result\n")

    def test_check_says_ok(self):
        self.assertEqual(run("check"), (0, "ok\n", ""))

    def test_wrong_usage_is_one_line_and_status_2(self):
        for arguments, message in (
            (["sevre"], "sevre: no such command; did you mean serve?"),
            (["banana"], "banana: no such command; --help lists them"),
            (["check", "routes"], "routes: one command at a time, and it was check"),
            (["--prot", "1"], "--prot: no such flag; did you mean --port?"),
            (["--port"], "--port: needs a value: a whole number from 0 to 65535"),
            (["--port", "http"],
             '--port: "http": expected a whole number from 0 to 65535'),
            (["routes", "--port=65536"],
             '--port: "65536": expected a whole number from 0 to 65535'),
        ):
            with self.subTest(arguments):
                self.assertEqual(run(*arguments),
                                 (2, "", f"math_api: {message}\n"))

    def test_a_full_disk_is_a_failure(self):
        with open("/dev/full", "w", encoding="utf-8") as full:
            for command in "openapi", "routes", "check", "--help":
                status, _, err = run(command, stdout=full)
                self.assertEqual((status, err), (
                    1, "math_api: cannot write the output: "
                       "No space left on device\n"))

    def test_a_closed_output_is_a_failure(self):
        done = subprocess.run([MATH_API, "routes"], stderr=subprocess.PIPE,
                              preexec_fn=lambda: os.close(1), check=False)
        self.assertEqual(done.returncode, 1)
        self.assertEqual(done.stderr, b"math_api: cannot write the output: "
                                      b"Bad file descriptor\n")


if __name__ == "__main__":
    unittest.main()
