"""A baseline: known problems that are not reported again. One per line, without line numbers, so that it stays valid."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from ...model import Problem

HEAD = "# Problems of resource-cards check that are known and passed over; written by --write-baseline.\n"


_PLACES = re.compile(r"(?<=\S)(?::[0-9]+){1,2}(?![0-9A-Za-z/.:])|(?<=\bline )[0-9]+")
"""Places within messages: `resources.yml:4:3`, `line 11`."""


def line(problem: Problem) -> str:
    """A problem without its place within the file. Its path is relative to the folder of the configuration."""
    return _without_places(f"{problem.location.path}: {problem.code} {problem.message}")


def _without_places(text: str) -> str:
    return _PLACES.sub("", text)


def text(problems: Iterable[Problem]) -> str:
    """The file for `problems`, sorted."""
    return HEAD + "".join(f"{one}\n" for one in sorted(map(line, problems)))


def without(problems: Iterable[Problem], baseline: str) -> list[Problem]:
    """`problems` less those that the file names, each as often as it names them."""
    known = Counter(_without_places(one) for one in baseline.splitlines() if one and not one.startswith("#"))
    left = []
    for problem in problems:
        if known[line(problem)] > 0:
            known[line(problem)] -= 1
        else:
            left.append(problem)
    return left
