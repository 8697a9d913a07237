"""Problems with the places of their shortcodes in a source: Python-Markdown knows no lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .citations.scan import scan
from .model import Place, Problem
from .site import Report


def located(reports: Iterable[Report], source: str, path: str) -> list[Problem]:
    """The problems of a rendered page, in the order of its source.

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


def without_registry(problems: Sequence[Problem], name: str) -> list[Problem]:
    """One cause is one problem: without a registry (looked for at `name`) every key is unknown."""
    unknown = [problem for problem in problems if problem.code == "unknown_resource"]
    if not unknown:
        return list(problems)
    message = f"there is no registry `{name}`, so none of {len(unknown)} shortcodes can be shown"
    problem = Problem("missing_registry", message, unknown[0].place, "create it, or set the option `registry`")
    return [problem, *(other for other in problems if other.code != "unknown_resource")]
