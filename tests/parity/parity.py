#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs the recorded cases through `tenon validate` and holds the table of
their comparison against what must agree.

    parity.py TENON FOLDER

FOLDER has the collection and its programs, run.py and compare.py. Without it
the test is skipped (exit status 77). What falls short is listed with its
reason.
"""
import argparse
import pathlib
import subprocess
import sys
import tempfile

# Columns of the table, and the least that each must reach, in percent.
COLUMNS = {"verdict": 100, "value": 100, "L1": 100, "L2": 100, "L3": 100,
           "L4": 100}

# What falls short, and why.
EXCEPTIONS = {
    # Pydantic also finds a discriminator by the name that its field has in
    # Python, and shows it; the schema has the alias only.
    "DiscMore": {"L1": 92, "L2": 92, "L3": 85, "L4": 85},
}
SKIPPED = 77


def run(*command):
    done = subprocess.run(list(command), capture_output=True, text=True,
                          check=False)
    return done.returncode, done.stdout + done.stderr


def rows(table):
    """Yields (model, {column: percent}) of compare.py's table."""
    for line in table.splitlines():
        words = line.split("|")[0].split()
        if len(words) == 2 + len(COLUMNS) and words[1].isdigit():
            shares = zip(COLUMNS, words[2:])
            # "-": there is nothing to compare.
            yield words[0], {name: float(share.rstrip("%"))
                             for name, share in shares if share != "-"}


def failures(table, models):
    seen = set()
    for model, shares in rows(table):
        seen.add(model)
        if model == "TOTAL":
            continue
        for column, share in shares.items():
            least = EXCEPTIONS.get(model, {}).get(column, COLUMNS[column])
            if share < least:
                yield f"{model}: {column} {share} % < {least} %"
    for model in sorted(models - seen):
        yield f"{model}: not in the table"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tenon")
    parser.add_argument("folder", type=pathlib.Path)
    options = parser.parse_args()
    if not (options.folder / "compare.py").is_file():
        print(f"SKIPPED: there is no {options.folder}/compare.py")
        return SKIPPED
    models = {path.stem for path in (options.folder / "schemas").iterdir()}
    with tempfile.TemporaryDirectory() as scratch:
        results = f"{scratch}/results.jsonl"
        _, said = run(sys.executable, options.folder / "run.py",
                      options.tenon, "--out", results)
        print(said)
        _, table = run(sys.executable, options.folder / "compare.py", results,
                       "--failures", "20")
    print(table)
    found = list(failures(table, models))
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
