# SPDX-License-Identifier: MIT
"""What waiting costs: handlers that do not wait, and requests that sleep."""

import footprint
import instructions
import load
import report
from options import pick
from servers import handler_servers, sleep_servers

SLEEPING = 2000             # connections
HANDLER_ROUNDS = 6          # times as many as elsewhere


def handlers(chosen):
    """A handler that does not wait, in a coroutine and without. The difference
    is less than what disturbs a turn: they are many, and short."""
    pair = handler_servers(chosen.build)
    table = load.compare(pair, load.Plan(chosen.rounds * HANDLER_ROUNDS, 1))
    for server in pair:
        table[server.key]["instructions"] = instructions.per_request(server)
    return report.handler_table(table["direct"], table["tenon"])


def sleeping(servers, chosen):
    # Long enough that those count little which the end of a turn cuts off.
    plan = load.Plan(chosen.rounds, 2 * chosen.seconds + 2, SLEEPING)
    return report.load_table(servers, load.compare(servers, plan))


def measure(chosen):
    """All tables, by their marks."""
    sleepers = pick(sleep_servers(chosen.build), chosen)
    tables = {"handlers": handlers(chosen),
              "sleeping": sleeping(sleepers, chosen)}
    for server in sleepers:
        if server.key == "tenon":
            tables["asleep"] = report.asleep_table(*footprint.asleep(server))
    return tables
