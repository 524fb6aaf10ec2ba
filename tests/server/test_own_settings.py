# SPDX-License-Identifier: MIT
"""Settings of a program's own: from everywhere, to its handlers."""

import os
import unittest

from app_program import SettingsFileTest
from harness import request
from hooks import HOOKS, Program, run

NAME = os.path.basename(HOOKS)


class OwnSettings(SettingsFileTest):
    def ask(self, program, name):
        reply = program.ask(request("GET", f"/setting/{name}"))
        return reply.body.decode() if reply.status == 200 else None

    def test_later_layers_beat_earlier_ones(self):
        self.write("upstream: file\napi_key: key of the file\n")
        config = ["--config", self.path]
        variables = {"TENON_UPSTREAM": "variable"}
        for arguments, env, upstream, key in (
                ([], {}, "http://127.0.0.1:9", None),
                (config, {}, "file", "key of the file"),
                (config, variables, "variable", "key of the file"),
                ([*config, "--upstream=flag", "--api-key", "x y"], variables,
                 "flag", "x y")):
            with self.subTest(arguments=arguments, env=env):
                with Program(*arguments, variables=env) as program:
                    self.assertEqual(self.ask(program, "upstream"), upstream)
                    self.assertEqual(self.ask(program, "api-key"), key)

    def test_a_name_that_is_none_has_no_value(self):
        with Program() as program:
            for name in "port", "nothing", "upstrea", "upstreamer":
                self.assertIsNone(self.ask(program, name), name)

    def test_a_time_is_given_in_milliseconds(self):
        self.write("pause: 2m\n")
        with Program("--config", self.path, "--mirror", "http://a/b?c") as program:
            for name, value in (("patience", "1500 alone"),
                                ("pause", "120000 alone"),
                                ("mirror", "0 and a text"),
                                ("nothing", "0 alone")):
                reply = program.ask(request("GET", f"/time/{name}"))
                self.assertEqual(reply.body.decode(), value, name)
            self.assertEqual(self.ask(program, "mirror"), "http://a/b?c")
        with Program() as program:
            reply = program.ask(request("GET", "/time/pause"))
            self.assertEqual(reply.body, b"0 alone")

    def test_help_lists_them_and_keeps_a_secret_one(self):
        status, out, err = run("--help")
        self.assertEqual((status, err), (0, ""))
        self.assertIn("  --upstream TEXT            where it comes from "
                      "[http://127.0.0.1:9]\n", out)
        self.assertIn("  --mirror URL               where it comes from as "
                      "well\n", out)
        self.assertIn("  --patience TIME            longest time to wait for it "
                      "[1.5s]\n", out)
        self.assertIn("  --salt TEXT                what is mixed in\n", out)
        self.assertNotIn("unguessable", out)
        with Program() as program:
            self.assertEqual(self.ask(program, "salt"), "unguessable")

    def test_a_wrong_one_is_one_line(self):
        for arguments, env, status, message in (
                (["--upstraem", "x"], {}, 2,
                 "--upstraem: no such flag; did you mean --upstream?"),
                (["--upstream"], {}, 2,
                 "--upstream: needs a value: a text that is not empty"),
                (["--upstream="], {}, 2,
                 '--upstream: "": expected a text that is not empty'),
                (["--mirror"], {}, 2,
                 "--mirror: needs a value: a URL, http:// or https://"),
                (["--mirror=ftp://a:secret@b"], {}, 2,
                 "--mirror: the URL is neither http:// nor https://"),
                (["check"], {"TENON_MIRROR": "http://a:secret@b c"}, 1,
                 "TENON_MIRROR: the URL holds white space or a control "
                 "character: percent-encode it"),
                (["--patience=1 s"], {}, 2,
                 '--patience: "1 s": expected a time from 1ms to 24h, such as '
                 "500ms, 30s or 2m"),
                (["check"], {"TENON_PAUSE": "0"}, 1,
                 'TENON_PAUSE: "0": expected a time from 1ms to 24h, such as '
                 "500ms, 30s or 2m"),
                (["check"], {"TENON_API_KYE": "x"}, 1,
                 "TENON_API_KYE: no such setting; did you mean "
                 "TENON_API_KEY?")):
            with self.subTest(arguments=arguments, env=env):
                self.assertEqual(run(*arguments, variables=env),
                                 (status, "", f"{NAME}: {message}\n"))

    def test_check_reads_them(self):
        self.assertEqual(run("check", variables={"TENON_UPSTREAM": "x"}),
                         (0, "ok\n", ""))
        self.write("port: 1\nupstraem: x\n")
        self.assertEqual(
            run("check", "--config", self.path),
            (1, "", f"{NAME}: {self.path}:2: upstraem: no such setting; did "
                    "you mean upstream?\n"))


if __name__ == "__main__":
    unittest.main()
