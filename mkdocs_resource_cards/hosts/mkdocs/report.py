"""Problems -> MkDocs' log, each at its level; `--strict` fails on warnings there."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping

from ...citations import scan
from ...model import Place, Problem
from ...problems import Level, level_of
from ...site import Report

# No prefix with our name: a message begins with its place, which editors and CI make a link.
_LOG = logging.getLogger("mkdocs.plugins.mkdocs_resource_cards")
_LEVELS: dict[Level, int] = {"warn": logging.WARNING, "info": logging.INFO, "ignore": logging.NOTSET}


def log(problems: Iterable[Problem], validation: Mapping[str, Level]) -> None:
    """Writes each problem once, in the order given."""
    for problem in dict.fromkeys(problems):
        level = _LEVELS[level_of(problem.code, validation)]
        if level:
            _LOG.log(level, "%s", problem)


def placed(reports: Iterable[Report], source: str, path: str) -> list[Problem]:
    """Problems of a rendered page with the places of their shortcodes in its source (Python-Markdown knows no lines).

    The n-th report of a shortcode belongs to its n-th occurrence; one that the source does not hold came from a snippet, a
    macro or another plugin, and gets the file alone.
    """
    occurrences: dict[str, list[Place]] = {}
    for one in scan(source).occurrences:
        occurrences.setdefault(one.raw, []).append(Place(path, one.line, one.column))
    used: dict[tuple[str, str], int] = {}
    problems = []
    for report in reports:
        places = occurrences.get(report.raw) or [Place(path)]
        number = used[report.raw, report.code] = used.get((report.raw, report.code), -1) + 1
        place = places[min(number, len(places) - 1)]
        problems.append(Problem(report.code, report.message, place, report.suggestion))
    return sorted(problems, key=lambda problem: (problem.place.line, problem.place.column))
