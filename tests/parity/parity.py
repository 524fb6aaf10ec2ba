#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs the recorded cases through `tenon validate` and holds the table of
their comparison against what must agree.

    parity.py TENON FOLDER

FOLDER has the collection and its programs, run.py and compare.py. Without it
the test is skipped (exit status 77). Models of the collection whose schemas
use keywords that are not supported yet are left out.
"""
import argparse
import pathlib
import subprocess
import sys
import tempfile

MODELS = """
Add AliasModel AnyModel BoolModel Bounds ConstModel DeepNested DefaultsModel
DictModel EnumModel ExtraAllow ExtraForbid ExtraForbidDeep ExtraIgnore
ExtraTyped FloatConstraints FloatModel IntConstraints IntFromStr IntModel
ListAny ListBounds ListModel ListNested ListOfModels LiteralInt LiteralMixed
LiteralOdd LiteralStr Malformed Nested NullModel OptionalModel Recursive
RootList Russian StrAll StrLength StrModel StrPattern Wide40
""".split()

# Columns of the table, and the least that each must reach, in percent.
COLUMNS = {"verdict": 100, "value": 100, "L1": 100, "L2": 100, "L3": 100,
           "L4": 95}
SKIPPED = 77


def run(*command):
    done = subprocess.run(list(command), capture_output=True, text=True,
                          check=False)
    return done.returncode, done.stdout + done.stderr


def rows(table):
    """Yields (model, {column: percent}) of compare.py's table."""
    for line in table.splitlines():
        words = line.split("|")[0].split()
        if len(words) == 2 + len(COLUMNS) and words[0] in MODELS:
            shares = zip(COLUMNS, words[2:])
            # "-": there is nothing to compare.
            yield words[0], {name: float(share.rstrip("%"))
                             for name, share in shares if share != "-"}


def failures(table):
    seen = set()
    for model, shares in rows(table):
        seen.add(model)
        for column, share in shares.items():
            if share < COLUMNS[column]:
                yield f"{model}: {column} {share} % < {COLUMNS[column]} %"
    for model in MODELS:
        if model not in seen:
            yield f"{model}: not in the table"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tenon")
    parser.add_argument("folder", type=pathlib.Path)
    options = parser.parse_args()
    if not (options.folder / "compare.py").is_file():
        print(f"SKIPPED: there is no {options.folder}/compare.py")
        return SKIPPED
    models = [word for model in MODELS for word in ("--model", model)]
    with tempfile.TemporaryDirectory() as scratch:
        results = f"{scratch}/results.jsonl"
        _, said = run(sys.executable, options.folder / "run.py",
                      options.tenon, "--out", results, *models)
        print(said)
        _, table = run(sys.executable, options.folder / "compare.py", results,
                       "--failures", "20", *models)
    print(table)
    found = list(failures(table))
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
