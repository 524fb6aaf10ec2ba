# SPDX-License-Identifier: MIT
"""What waiting costs: handlers that do not wait, requests that sleep, and
requests that ask another server."""

import footprint
import instructions
import load
import report
from options import pick
from servers import handler_servers, phrase_servers, sleep_servers, upstream

SLEEPING = 2000             # connections
HANDLER_ROUNDS = 4          # times as many as elsewhere


def handlers(chosen):
    """A handler that does not wait, in a coroutine and without."""
    pair = handler_servers(chosen.build)
    plan = load.Plan(chosen.rounds * HANDLER_ROUNDS, 2)
    table = load.summary(load.side_by_side(pair, plan))
    for server in pair:
        table[server.key]["instructions"] = instructions.per_request(server)
    return report.handler_table(table["direct"], table["tenon"])


def sleeping(servers, chosen):
    # Long enough that those count little which the end of a turn cuts off.
    plan = load.Plan(chosen.rounds, 2 * chosen.seconds + 2, SLEEPING)
    table = load.summary(load.in_turns(servers, plan))
    return report.load_table(servers, table)


def asking(chosen):
    """Whoever asks waits for the upstream, which is no part of its time."""
    asked = upstream(chosen.build)
    servers = pick(phrase_servers(chosen.build, asked.url()), chosen)
    asked.start()
    try:
        asked.wait_until_it_answers()
        plan = load.Plan(chosen.rounds, chosen.seconds)
        table = load.summary(load.in_turns(servers, plan))
    finally:
        asked.stop()
    return report.load_table(servers, table)


def measure(chosen):
    """All tables, by their marks."""
    sleepers = pick(sleep_servers(chosen.build), chosen)
    tables = {"handlers": handlers(chosen),
              "sleeping": sleeping(sleepers, chosen),
              "phrase": asking(chosen)}
    for server in sleepers:
        if server.key == "tenon":
            tables["asleep"] = report.asleep_table(*footprint.asleep(server))
    return tables
