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
    "async": ("client", "deferred", "gen", "line", "listener", "loop", "protocol",
              "queue", "signal", "sync", "task", "transport"),
    "http": ("api", "lifespan", "op", "req", "response", "route", "setting",
             "stream"),
    "app": ("app", "tenon"),
}
LAYER_OF_PUBLIC = {header: layer
                   for layer, headers in PUBLIC.items() for header in headers}

# A library's headers are included in one layer only.
THIRD_PARTY = {
    "microhttpd.h": ("http",),
    "uv.h": ("async",),
    "curl/": ("async",),
    "boost/": ("async",),
    "yaml.h": ("schema",),
    "pcre2.h": ("schema",),
    "idn2.h": ("format",),
    "jansson.h": ("json",),
    "cyaml/": ("app",),
    "zlib.h": ("http",),
}

INCLUDE = re.compile(r'\s*#\s*include\s+([<"])([^>"]+)[>"]')


def includes(tree, name):
    for number, line in tree.lines(name):
        if found := INCLUDE.match(line):
            yield number, found[1] == "<", found[2]


def layer_of_folder(folder):
    """A layer may have folders within."""
    layer = folder.partition("/")[0]
    return layer if layer in LAYERS else None


def layer_of(name):
    """The layer that a file of the framework stands in."""
    folder, _, header = name.removeprefix("framework/").rpartition("/")
    if folder == "include/tenon":
        return LAYER_OF_PUBLIC.get(header.removesuffix(".h"))
    return layer_of_folder(folder)


def third_party(tree):
    for name in tree.select(".c", ".h", under=("framework/",)):
        for number, _, header in includes(tree, name):
            for prefix, homes in THIRD_PARTY.items():
                if header.startswith(prefix) and layer_of(name) not in homes:
                    yield Problem(name, number,
                                  f"<{header}> is included in "
                                  f"framework/{homes[0]} only")


def target_layer(header, is_system):
    if header.startswith("tenon/"):
        stem = header.removeprefix("tenon/").removesuffix(".h")
        return LAYER_OF_PUBLIC.get(stem, "no layer")
    if is_system:
        return None
    return layer_of_folder(header.rpartition("/")[0])


def downwards(tree):
    for name in tree.select(".c", ".h", under=("framework/",)):
        own = layer_of(name)
        if own is None:
            yield Problem(name, 1, "belongs to no layer: "
                          "tests/check/layer_rules.py lists them")
            continue
        for number, is_system, header in includes(tree, name):
            target = target_layer(header, is_system)
            if target == "no layer":
                yield Problem(name, number, f"<{header}> has no layer: "
                              "tests/check/layer_rules.py lists them")
            elif target and LAYERS.index(target) > LAYERS.index(own):
                yield Problem(name, number,
                              f"{own} must not know {target} ({header}): "
                              "includes lead downwards")


def own_header_first(tree):
    for name in tree.select(".c", under=("framework/",)):
        own = name.removeprefix("framework/").removesuffix(".c") + ".h"
        if "framework/" + own not in tree.names:
            continue
        first = next((header for _, _, header in includes(tree, name)), None)
        if first not in (own, own.rpartition("/")[2]):
            yield Problem(name, 1, f'the first include is its own: "{own}"')


def public_by_name(tree):
    """A public header includes public headers by <tenon/...> alone."""
    for name in tree.select(".h", under=("framework/include/",)):
        for number, is_system, header in includes(tree, name):
            if not is_system:
                yield Problem(name, number,
                              f'"{header}" is not there for users')


def apps_use_the_public(tree):
    for name in tree.select(".c", ".h", under=("apps/",)):
        for number, is_system, header in includes(tree, name):
            if not is_system and header.partition("/")[0] in LAYERS:
                yield Problem(name, number, f'"{header}" is internal; '
                              "an app includes <tenon/...>")


RULES = (third_party, downwards, own_header_first, public_by_name,
         apps_use_the_public)
