"""Problems with the places of their shortcodes in a source: Python-Markdown knows no lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from .citations.scan import Occurrence, scan
from .model import Place, Problem
from .site import Report

_BAR = re.compile(r"(?<!\\)\|")


def located(reports: Iterable[Report], source: str, path: str) -> list[Problem]:
    """The problems of a rendered page, in the order of its source.

    The n-th on the page of those written the same is the n-th in the source; one that the source does not hold came from a
    snippet, a macro or another plugin, and gets the file alone.
    """
    occurrences: dict[str, list[Place]] = {}
    found = scan(source).occurrences
    for one in found:
        occurrences.setdefault(one.raw, []).append(Place(path, one.line, one.column))
    problems = []
    for report in reports:
        places = occurrences.get(report.raw) or _cut(report.raw, found, source, path) or [Place(path)]
        place = places[min(report.number, len(places) - 1)]
        problems.append(Problem(report.code, report.message, place, report.suggestion))
    return sorted(problems, key=lambda problem: (problem.place.line, problem.place.column))


def _cut(raw: str, found: Iterable[Occurrence], source: str, path: str) -> list[Place]:
    """The places of shortcodes whose label a table's bar cuts in two: rendering sees their beginning, the scan all of it."""
    if not raw.startswith("<<") or raw.endswith(">>"):
        return []
    lines = source.split("\n")
    return [
        Place(path, one.line, one.column)
        for one in found
        if one.raw.startswith(raw) and _BAR.search(one.raw) and "|" in lines[one.line - 1].replace(one.raw, "")
    ]


def without_registry(problems: Sequence[Problem], name: str) -> list[Problem]:
    """One cause is one problem: without a registry (looked for at `name`) every key is unknown."""
    unknown = [problem for problem in problems if problem.code == "unknown_resource"]
    if not unknown:
        return list(problems)
    message = f"there is no registry `{name}`, so none of {len(unknown)} shortcodes can be shown"
    problem = Problem("missing_registry", message, unknown[0].place, "create it, or set the option `registry`")
    return [problem, *(other for other in problems if other.code != "unknown_resource")]
