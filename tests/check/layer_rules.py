# SPDX-License-Identifier: MIT
"""Who may include what: docs/architecture.md, as a table."""

import re

from tree import Problem

# From the bottom up; each knows itself and those before it.
LAYERS = ("base", "format", "json", "schema", "evaluate", "model", "async",
          "http", "openapi", "app", "tool")

# The layer that a public header <tenon/NAME.h> belongs to.
PUBLIC = {
    "base": ("alloc", "attrs", "error", "str", "version"),
    "format": ("time", "uuid"),
    "json": ("value", "jansson"),
    "schema": ("schema",),
    "model": ("dynamic", "model", "rule"),
    "async": ("deferred", "gen", "loop", "task"),
