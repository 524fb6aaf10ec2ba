# SPDX-License-Identifier: MIT
"""What was asked for on the command line, and what is said meanwhile."""

import argparse
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
PARTS = ("all", "async")


def say(text):
    print(text, file=sys.stderr, flush=True)


def parse(description):
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("part", nargs="?", choices=PARTS, default=PARTS[0],
                        help="what is measured")
    parser.add_argument("--build", type=Path,
                        default=HERE.parent / "build/bench")
    parser.add_argument("--quick", action="store_true",
                        help="few and short rounds: to see that it works")
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--seconds", type=int, help="of one run")
    parser.add_argument("--only", help="servers, by key, with commas")
    parser.add_argument("--write", action="store_true",
                        help="into bench/README.md and bench/cpu.svg")
    chosen = parser.parse_args()
    chosen.rounds = chosen.rounds or (1 if chosen.quick else 7)
    chosen.seconds = chosen.seconds or (1 if chosen.quick else 4)
    chosen.build = chosen.build.resolve()
    return chosen


def pick(servers, chosen):
    """The servers that can run; says which cannot."""
    wanted = chosen.only.split(",") if chosen.only else None
    picked = []
    for server in servers:
        if wanted and server.key not in wanted:
            continue
        if server.missing:
            say(f"without {server.title}: {server.missing}")
        else:
            picked.append(server)
    return picked
