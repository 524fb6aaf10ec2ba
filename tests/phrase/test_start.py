# SPDX-License-Identifier: MIT
"""What the program is told at its start."""

import os
import subprocess
import unittest

PROGRAM = os.environ.get("PHRASE_API", "build/asan/bin/phrase_api")


def run(*arguments, **variables):
    """Runs to the end; returns exit status and both outputs."""
    env = {k: v for k, v in os.environ.items() if not k.startswith("TENON_")}
    done = subprocess.run([PROGRAM, *arguments], env={**env, **variables},
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          text=True, timeout=20, check=False)
    return done.returncode, done.stdout, done.stderr


class Start(unittest.TestCase):
    def test_help_shows_its_settings(self):
        status, out, err = run("--help")
        self.assertEqual((status, err), (0, ""))
        self.assertIn("  --upstream URL             where the phrases come from "
                      "[https://fish-text.ru/get]\n", out)
        self.assertIn("  --upstream-timeout TIME    longest time for it to "
                      "answer [10s]\n", out)

    def test_a_wrong_address_ends_it(self):
        for address, why in (
                ("fish-text.ru", "the URL: "),
                ("ftp://fish-text.ru/", "the URL is neither http:// nor "
                 "https://\n"),
                ("http://", "the URL: "),
                ("http://a:secret@b:99999/", "the URL: "),
                ("http://a:secret@ b/", "the URL holds white space or a "
                 "control character: percent-encode it\n"),
                ("", '"": expected a URL, http:// or https://\n')):
            with self.subTest(address=address):
                status, out, err = run("--port", "0", "--upstream", address)
                self.assertEqual((status, out), (2, ""))
                self.assertTrue(err.startswith(
                    f"phrase_api: --upstream: {why}"), err)
                self.assertEqual(err.count("\n"), 1, err)
                self.assertNotIn("secret", err)
                self.assertEqual(
                    run("check", TENON_UPSTREAM=address),
                    (1, "", err.replace("--upstream", "TENON_UPSTREAM")))

    def test_a_wrong_time_ends_it(self):
        for time in "", "soon", "-1s", "0", "25h", "1 s", "99999999999999999999":
            with self.subTest(time=time):
                self.assertEqual(
                    run("--port", "0", f"--upstream-timeout={time}"),
                    (2, "", f'phrase_api: --upstream-timeout: "{time}": '
                     "expected a time from 1ms to 24h, such as 500ms, 30s or "
                     "2m\n"))

    def test_right_ones_are_ok(self):
        self.assertEqual(
            run("check", "--upstream-timeout", "1.5s",
                TENON_UPSTREAM="http://[::1]:9000/get?a=b"), (0, "ok\n", ""))


if __name__ == "__main__":
    unittest.main()
