"""`make compat`: the matrix site on every host and beside every neighbour, in environments of their own, as a table.

    python tests/compat/run.py [--write] [WORD...]     only cases with one of the words in their name

The table goes to standard output, complaints to standard error; with `--write` the table also goes into the guide, which only
a run of all cases may do. Exits 1 when a cell is red.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path

if __package__ in (None, ""):  # run as a file
    sys.path.insert(0, str(Path(__file__).parents[1]))

from compat import hosts, neighbours
from compat.case import Case
from compat.environments import ROOT, environment, versions

PAGE = ROOT / "example-site" / "docs" / "compatibility.md"
HEAD = """\
---
type: Guide
---
# Compatibility

What works beside what, found by building one site of a few pages for every line below, in an environment of its own. On each
built site a program looks for shortcodes left raw, ids that stand twice, wrong or missing rows of "cited by", links that lead
nowhere, and anything of ours in feeds, `llms.txt` or search indexes. Builds are strict where the host can be.

*This page is written by `make compat`; do not edit it.* Last run: {day}, with Python {python}.
"""


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    case: Case
    version: str
    complaints: dict[str, list[str]]
    """Order of plugins -> what did not hold."""

    @property
    def is_green(self) -> bool:
        return not any(self.complaints.values())

    @property
    def cell(self) -> str:
        if self.is_green:
            return "works" + (", with a limit" if self.case.limit else "")
        return "**fails**"


def run(case: Case, base: Path) -> Row:
    """Builds and checks one case in all its orders."""
    complaints = {}
    for order in case.orders:
        root = base / order
        root.mkdir(parents=True)
        complaints[order] = case.run(root, order)
    found = versions(environment(case.env, case.requirements), case.shows)
    return Row(case, ", ".join(f"{name} {version}" for name, version in found.items()), complaints)


def run_all(cases: Sequence[Case]) -> list[Row]:
    for case in cases:
        environment(case.env, case.requirements)
    with tempfile.TemporaryDirectory(prefix="compat-") as folder, ThreadPoolExecutor(2) as pool:
        return list(pool.map(lambda pair: run(pair[1], Path(folder) / str(pair[0])), enumerate(cases)))


def table(rows: Iterable[Row], title: str) -> Iterator[str]:
    yield from (f"\n## {title}\n", "| | version | plugin order | result |", "|---|---|---|---|")
    for row in rows:
        orders = "either" if len(row.case.orders) > 1 else _ORDERS.get(row.case.orders[0], "") if row.case.plugins else ""
        limit = f": {row.case.limit}" if row.case.limit else ""
        yield f"| {row.case.name} | {row.version} | {orders} | {row.cell}{limit} |"


_ORDERS = {"after": "ours last", "before": "ours first"}


def main(words: Sequence[str]) -> int:
    names = [word for word in words if word != "--write"]
    cases = [case for case in (*hosts.CASES, *neighbours.CASES) if not names or any(name in case.name for name in names)]
    rows = run_all(cases)
    ours = [row for row in rows if row.case in hosts.CASES]
    others = [row for row in rows if row.case in neighbours.CASES]
    text = "\n".join([*table(ours, "Hosts and themes"), *table(others, "Other plugins"), ""])
    print(text)
    for row in rows:
        for order, complaints in row.complaints.items():
            for complaint in complaints:
                print(f"{row.case.name} ({order}): {complaint[-600:]}", file=sys.stderr)
    if "--write" in words and not names:
        head = HEAD.format(day=date.today().isoformat(), python=".".join(map(str, sys.version_info[:2])))
        PAGE.write_text(head + text, encoding="utf-8")
    return 0 if all(row.is_green for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
