# SPDX-License-Identifier: MIT
"""Tables in Markdown and a bar chart in SVG, from what was measured."""

import re
from html import escape

BAR = 22
LEFT, WIDTH = 290, 760


def rows(*lines):
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


BASES = {"floor": "x the floor (range)", "tenon": "Tenon / it (range)"}


def spread(ratio):
    return f"{ratio['median']:.2f} ({ratio['low']:.2f} to {ratio['high']:.2f})"


def load_table(servers, table):
    """With the ratios that were taken."""
    shown = [server for server in servers if server.key in table]
    bases = [base for base in BASES if base in table]
    lines = [("server", "CPU per request", *(BASES[base] for base in bases),
              "p99", "requests/s"),
             ("---", *["---:"] * (len(bases) + 3))]
    for server in shown:
        row = table[server.key]
        lines.append((
            server.title, f"{row['cpu_us']:.2f} us",
            *(spread(row[base]) for base in bases),
            f"{row['p99_us'] / 1000:.2f} ms", f"{row['rate']:,.0f}"))
    return rows(*lines)


def handler_table(direct, coroutine):
    ratio = coroutine["direct"]
    lines = [("per request", "called directly", "in a coroutine",
              "ratio (quartiles)"), ("---", "---:", "---:", "---:"),
             ("CPU", f"{direct['cpu_us']:.2f} us",
              f"{coroutine['cpu_us']:.2f} us",
              f"{ratio['median']:.3f} ({ratio['first_quarter']:.3f} to "
              f"{ratio['last_quarter']:.3f})")]
    if direct["instructions"]:
        lines.append((
            "instructions, without the kernel's",
            f"{direct['instructions']:,.0f}",
            f"{coroutine['instructions']:,.0f}",
            f"{coroutine['instructions'] / direct['instructions']:.3f}"))
    return rows(*lines)


def asleep_table(count, each_kib):
    return rows(("what", "measured"), ("---", "---:"),
                ("requests asleep at once, all answered", f"{count:,}"),
                ("resident memory of each", f"{each_kib:.1f} KiB"))


def footprint_table(taken):
    return rows(
        ("what", "measured"), ("---", "---:"),
        ("heap allocations per request, our own", f"{taken['own']:.4f}"),
        ("heap allocations per request, libmicrohttpd's",
         f"{taken['microhttpd']:.2f}"),
        ("resident memory, 64 busy connections",
         f"{taken['busy_kib'] / 1024:.1f} MiB"),
        ("each further idle connection", f"{taken['idle_kib']:.1f} KiB"),
        ("start to first answer", f"{taken['start_ms']:.0f} ms"))


def fill(page, tables):
    """The page with each table between its marks."""
    for name, table in tables.items():
        page = re.sub(rf"(<!-- {name} -->\n).*?(<!-- end -->)",
                      lambda marks: f"{marks[1]}{table}\n{marks[2]}",
                      page, flags=re.S)
    return page


def bar(number, title, value, longest):
    top = 34 + number * (BAR + 8)
    width = (WIDTH - LEFT - 80) * value / longest
    return (
        f'<text x="{LEFT - 8}" y="{top + 15}" text-anchor="end">'
        f"{escape(title)}</text>"
        f'<rect x="{LEFT}" y="{top}" width="{width:.1f}" height="{BAR}"/>'
        f'<text x="{LEFT + width + 6:.1f}" y="{top + 15}">{value:.1f}</text>')


def chart(servers, table):
    """CPU per request as bars; it reads on a light and on a dark page."""
    shown = [server for server in servers if server.key in table]
    longest = max(table[server.key]["cpu_us"] for server in shown)
    bars = [bar(number, server.title, table[server.key]["cpu_us"], longest)
            for number, server in enumerate(shown)]
    height = 44 + len(bars) * (BAR + 8)
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" '
        f'height="{height}" font-family="sans-serif" font-size="13" '
        f'fill="#808080">',
        '<style>rect { fill: #2f6fab }</style>',
        '<text x="8" y="18" font-weight="bold">CPU time per POST /add, '
        'microseconds (less is better)</text>',
        *bars, "</svg>", ""])
