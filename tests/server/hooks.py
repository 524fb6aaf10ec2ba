# SPDX-License-Identifier: MIT
"""The program that HOOKS names: one with hooks of every kind."""

import os

import app_program
from app_program import PATIENCE, App, environment  # noqa: F401

HOOKS = os.environ["HOOKS"]


def run(*arguments, variables=None):
    return app_program.run("HOOKS", *arguments, variables=variables)


class Program(App):
    def __init__(self, *arguments, workers=1, variables=None):
        super().__init__("HOOKS", *arguments, workers=workers,
                         variables=variables)

    def ask(self, octets, head_only=False):
        return self.exchange(octets, head_only)
