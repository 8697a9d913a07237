"""Problems with the places of their shortcodes in a source: Python-Markdown knows no lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from .markdown_scan.block_masking import raw_html_alone
from .markdown_scan.other_brackets import in_other_brackets
from .markdown_scan.scanner import Occurrence, Scan, scan
from .model import Location, Problem
from .shortcode import find
from .site import Report

_Spot = tuple[int, int]
"""Line, column."""
_MEANT = re.compile(r"(?:`|\\\\|<(?:code|kbd|pre|samp)\b[^<>]*>|<!--)[^<>`]*$")
_TAG = re.compile(r"<[A-Za-z/]")
_MARKS = re.compile(r"[`$]|\\[()]")


def located(reports: Sequence[Report], source: str, path: str, *, math: bool = False, pandoc: bool = False) -> list[Problem]:
    """The problems of a rendered page, in the order of its source; `math` and `pandoc` as for `scan`.

    The n-th on the page of those written the same is the n-th in the source; one that the source does not hold came from a
    snippet, a macro or another plugin, and gets the file alone.
    """
    found = scan(source, math=math, pandoc=pandoc).occurrences
    unread_raws = dict.fromkeys(report.raw for report in reports if _is_unread(report))
    spots, unread = _spots(found), _unread(unread_raws, source, found)
    problems, meant = [], dict[str, list[_Spot]]()
    for report in reports:
        raw = _plain(report.raw)
        written = spots.get(raw, [])
        if _was_meant(report):
            meant = meant or _meant(source)
            written = meant.get(report.raw, [])
        elif _is_unread(report):
            written = unread.get(raw) or written or written_spots(report.raw, source)
        line, column = _nth(written, report.number)
        problems.append(Problem(report.code, report.message, Location(path, line, column), report.suggestion))
    return sorted(problems, key=lambda problem: (problem.location.line, problem.location.column))


def placed(whole: Scan, own: Scan) -> Scan:
    """`whole`, of a source with its snippets, with the places that `located` gives by `own`, of the source alone."""
    spots, before = _spots(own.occurrences), Counter[str]()
    occurrences = []
    for one in whole.occurrences:
        line, column = _nth(spots.get(_plain(one.raw), []), before[one.raw])
        occurrences.append(one._replace(line=line, column=column))
        before[one.raw] += 1
    return Scan(tuple(occurrences))


def _spots(found: Iterable[Occurrence]) -> dict[str, list[_Spot]]:
    """Shortcode as written -> where it stands."""
    spots: dict[str, list[_Spot]] = {}
    for one in found:
        spots.setdefault(_plain(one.raw), []).append((one.line, one.column))
    return spots


def _is_unread(report: Report) -> bool:
    return report.code == "shortcode_in_html"


def _was_meant(report: Report) -> bool:
    """Whether it is no shortcode, but was meant for one."""
    return report.code == "malformed_shortcode" and next(find(report.raw), None) is None


def _meant(source: str) -> dict[str, list[_Spot]]:
    """As `_spots`, of what was meant for a shortcode."""
    spots: dict[str, list[_Spot]] = {}
    for one in in_other_brackets(source, lambda key: True):
        line = source.count("\n", 0, one.start) + 1
        spots.setdefault(one.raw, []).append((line, one.start - source.rfind("\n", 0, one.start)))
    return spots


def _unread(raws: Iterable[str], source: str, found: Iterable[Occurrence]) -> dict[str, list[_Spot]]:
    """As `_spots`, of shortcodes and citations that the scan passes over: those in raw HTML, if any are in such a block."""
    read = {(one.line, one.column) for one in found}
    blocks, spots = "", dict[str, list[_Spot]]()
    for raw in raws:
        blocks = blocks or raw_html_alone(source)
        places = [spot for spot in _in_text(raw, source) if spot not in read]
        spots[_plain(raw)] = _in_text(raw, blocks) or _tagged(places, source)
    return spots


def written_spots(raw: str, source: str) -> list[_Spot]:
    """Where a text is in a source, outside of code and comments; on lines that hold HTML if there are any such."""
    return _tagged(_in_text(raw, source), source)


def _in_text(raw: str, source: str) -> list[_Spot]:
    spots = list[_Spot]()
    raw = raw if raw in source else raw.replace('"', '\\"')  # as JSON has it
    for number, line in enumerate(source.splitlines(), 1):
        start = line.find(raw)
        while start >= 0:
            if not _MEANT.search(line[:start]):
                spots.append((number, start + 1))
            start = line.find(raw, start + len(raw))
    return spots


def _tagged(spots: list[_Spot], source: str) -> list[_Spot]:
    """Those of `spots` on lines that hold HTML; all if there are none such."""
    lines = source.splitlines() if spots else []
    return [spot for spot in spots if _TAG.search(lines[spot[0] - 1].replace("<<", ""))] or spots


def _plain(raw: str) -> str:
    """Without the marks of code and math in a label, of which rendering sees the content, or other marks."""
    return _MARKS.sub("", raw)


def _nth(spots: Sequence[_Spot], number: int) -> _Spot:
    return spots[min(number, len(spots) - 1)] if spots else (0, 0)


def without_registry(problems: Sequence[Problem], name: str) -> list[Problem]:
    """Without a registry (expected at `name`) every key is unknown: that is one problem, not many."""
    unknown = [problem for problem in problems if problem.code == "unknown_resource"]
    if not unknown:
        return list(problems)
    message = f"there is no registry `{name}`, so none of {len(unknown)} shortcodes can be shown"
    problem = Problem("missing_registry", message, unknown[0].location, "create it, or set the option `registry`")
    return [problem, *(other for other in problems if other.code != "unknown_resource")]
