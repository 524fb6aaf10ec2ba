#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""async_tour prints what the same examples print in Python, and its exit
status says how it went."""

import contextlib
import io
import os
import re
import subprocess
import time
import unittest

import tutorial

PROGRAM = os.environ["ASYNC_TOUR"]
NAMES = ["range", "range2", "for_loop", "generator", "genexp", "yield_from",
         "cash", "scheduler", "sleep", "deferred"]
SEED = 7  # its number is below 0.001: nobody waits


def run(*arguments, stdout=subprocess.PIPE):
    """Returns exit status and both outputs."""
    done = subprocess.run([PROGRAM, *arguments], stdout=stdout,
                          stderr=subprocess.PIPE, encoding="utf-8", timeout=30,
                          check=False)
    return done.returncode, done.stdout, done.stderr


def in_python(name, *arguments):
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        getattr(tutorial, f"show_{name}")(*arguments)
    return out.getvalue()


def without_addresses(text):
    return re.sub(r"at 0x[0-9a-f]+", "at 0x...", text)


class Examples(unittest.TestCase):
    def test_each_prints_what_it_prints_in_python(self):
        for name in NAMES:
            if name == "sleep":
                continue
            with self.subTest(name):
                status, out, err = run(name)
                self.assertEqual((status, err), (0, ""))
                self.assertEqual(without_addresses(out),
                                 without_addresses(in_python(name)))

    def test_coroutine_gives_the_sums_of_five_years_at_five_percent(self):
        self.assertEqual(run("cash")[1].split("\n"), [
            "1276.28", "2552.56", "6381.41", "12762.82", "127628.16",
            "Выход из корутины", ""])

    def test_generator_expression_is_printed_as_an_object(self):
        self.assertRegex(run("genexp")[1],
                         r"^<generator object <genexpr> at 0x[0-9a-f]+>\n")

    def test_sleep_is_random_but_for_the_seed(self):
        for seed in SEED, SEED + 2**48, 12:
            with self.subTest(seed=seed):
                status, out, _ = run("--seed", str(seed), "sleep")
                self.assertEqual(status, 0)
                self.assertEqual(out, in_python("sleep", seed))
        numbers = {run("sleep")[1] for _ in range(3)}
        self.assertEqual(len(numbers), 3)
        self.assertTrue(all(0 <= float(number) < 1 for number in numbers))

    def test_sleep_takes_its_time(self):
        seed = next(seed for seed in range(1, 10**6)
                    if 0.2 < tutorial.erand48(seed) < 0.3)
        began = time.monotonic()
        self.assertEqual(run("--seed", str(seed), "sleep")[0], 0)
        self.assertGreater(time.monotonic() - began, 0.19)

    def test_all_are_run_in_their_order(self):
        titles = dict(line.split(maxsplit=1)
                      for line in run("--list")[1].splitlines())
        expected = "\n".join(
            f"# {name}: {titles[name]}\n"
            + in_python(name, *([SEED] if name == "sleep" else []))
            for name in NAMES)
        status, out, err = run("--seed", str(SEED))
        self.assertEqual((status, err), (0, ""))
        self.assertEqual(without_addresses(out), without_addresses(expected))


class CommandLine(unittest.TestCase):
    def test_lists_the_examples(self):
        status, out, err = run("--list")
        self.assertEqual((status, err), (0, ""))
        self.assertEqual([line.split()[0] for line in out.splitlines()], NAMES)

    def test_helps(self):
        status, out, err = run("--help")
        self.assertEqual((status, err), (0, ""))
        self.assertIn("Usage: async_tour [--seed N] [EXAMPLE]\n", out)

    def test_refuses_what_it_does_not_know(self):
        for arguments in (["rang"], ["range", "cash"], ["--lst"], ["--seed"],
                          ["--seed", "x"], ["--seed", "-1"], ["--seed", ""],
                          ["--seed", "7x"], ["--seed", str(2**64)], [""]):
            with self.subTest(arguments):
                status, out, err = run(*arguments)
                self.assertEqual((status, out), (2, ""))
                self.assertRegex(err, r"async_tour: ")

    def test_says_that_it_cannot_write(self):
        with open("/dev/full", "w") as full:
            for argument in "range", "--list", "--help":
                with self.subTest(argument):
                    status, _, err = run(argument, stdout=full)
                    self.assertEqual(status, 1)
                    self.assertIn("cannot write the output", err)


if __name__ == "__main__":
    unittest.main()
