# SPDX-License-Identifier: MIT
"""Settings from defaults, file, variables and flags."""

import json
import unittest

from app_program import SettingsFileTest
from program import Program, run


class Settings(SettingsFileTest):
    def test_later_layers_beat_earlier_ones(self):
        self.write("host: 127.0.0.2\nport: 0\n")
        config = ["--config", self.path]
        variables = {"TENON_HOST": "127.0.0.3"}
        for arguments, env, host in (
            ([], {}, "127.0.0.1"),
            (config, {}, "127.0.0.2"),
            ([], {"TENON_CONFIG": self.path}, "127.0.0.2"),
            (config, variables, "127.0.0.3"),
            ([*config, "--host=127.0.0.4"], variables, "127.0.0.4"),
        ):
            with self.subTest(arguments=arguments, env=env):
                with Program(*arguments, variables=env) as program:
                    self.assertEqual(program.host, host)
                    self.assertEqual(program.post(), (200, '{"result":42}'))

    def test_limits_reach_the_server(self):
        with Program("--body-limit", "64", "--memory-limit", "64KiB") as program:
            self.assertEqual(program.post(), (200, '{"result":42}'))
            self.assertEqual(program.post(" " * 65)[0], 413)

    def test_the_error_limit_cuts_the_list(self):
        body = '{"first_number":"a","second_number":"b"}'
        for limit, errors in ("1", 1), ("2", 2):
            with Program("--error-limit", limit) as program:
                status, answer = program.post(body)
            self.assertEqual(status, 422)
            self.assertEqual(len(json.loads(answer)["detail"]), errors)

    def test_strict_refuses_coercion(self):
        body = '{"first_number":"40","second_number":2}'
        with Program() as program:
            self.assertEqual(program.post(body), (200, '{"result":42}'))
        with Program("--strict") as program:
            self.assertEqual(program.post(body)[0], 422)

    def test_a_wrong_variable_is_one_line_and_status_1(self):
        for name, value, message in (
            ("TENON_PROT", "1", "no such setting; did you mean TENON_PORT?"),
            ("TENON_PORT", "1x",
             '"1x": expected a whole number from 0 to 65535'),
            ("TENON_LOG_LEVEL", "loud",
             '"loud": expected one of debug, info, warning, error'),
        ):
            for command in "serve", "check":
                with self.subTest(name, command=command):
                    self.assertEqual(
                        run(command, variables={name: value}),
                        (1, "", f"math_api: {name}: {message}\n"))

    def test_a_wrong_file_is_one_line_that_names_the_place(self):
        for text, line, message in (
            ("host: ::1\n\nport: 12abc\n", 3,
             'port: "12abc": expected a whole number from 0 to 65535'),
            ("host: ::1\n\nprot: 1\n", 3,
             "prot: no such setting; did you mean port?"),
            ("port: 1\nport: 2\n", 2, "port: stands twice; keep one"),
            ("port: 1\n\thost: 2\n", 2,
             "not YAML: found a tab character that violates indentation"),
        ):
            with self.subTest(text):
                self.write(text)
                self.assertEqual(
                    run("check", "--config", self.path),
                    (1, "", f"math_api: {self.path}:{line}: {message}\n"))

    def test_a_missing_file_is_one_line(self):
        self.assertEqual(run("--config", self.path), (
            1, "", f"math_api: {self.path}: cannot read the settings file: "
                   "No such file or directory\n"))

    def test_commands_that_need_no_settings_read_none(self):
        self.assertEqual(run("routes", variables={"TENON_PROT": "1"})[0], 0)

    def test_a_port_in_use_is_one_line(self):
        with Program("--workers", "1") as program:
            # Not with SO_REUSEPORT, lest two programs share a port unseen.
            status, out, err = run("--port", str(program.port))
        self.assertEqual((status, out), (1, ""))
        self.assertEqual(err, f"math_api: cannot listen on 127.0.0.1:{program.port}:"
                              " Address already in use; --port 0 takes a free one\n")


if __name__ == "__main__":
    unittest.main()
