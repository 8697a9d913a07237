"""Dates as CSL data holds them (`{"date-parts": [[2006, 3]]}`) <-> EDTF, in which they are kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..edtf import OPEN, SEASONS, Point, Span, parse
from . import dates

_NO_END = (0,)
"""The row of `date-parts` for the end of what goes on."""
_SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}


def edtf_of(value: Any) -> str:
    """A CSL date in EDTF; `""` for what is none.

    Taken are date variables (`date-parts`, `season`, `circa`, `raw`, `literal`), Pandoc's older `{year, month, day}`, lists of
    one or two of these, numbers and texts.
    """
    if isinstance(value, Mapping):
        return _of_mapping({str(name).lower().replace("_", "-"): part for name, part in value.items()})
    if isinstance(value, (list, tuple)):
        points = [parse(edtf_of(one)) for one in value[:2]]
        return _joined([span.first for span in points if span and span.first]) if all(points) else ""
    return _of_text(" ".join(str(value).split())) if isinstance(value, (str, int, float)) else ""


def csl_date(text: str) -> dict[str, Any]:
    """The CSL date variable of a kept date; `{}` for none.

    CSL has no word for an end that has not come yet. As in pandoc that is a year 0; an open beginning is left out.
    """
    span = parse(text)
    points = list(dict.fromkeys(point for point in (span.first, span.last) if point)) if span else []
    if not points:
        return {}
    found: dict[str, Any] = {"date-parts": [_parts(point) for point in points]}
    if points[0].first_year != points[0].last_year:  # `201X`
        found["date-parts"] = [[points[0].first_year], [points[-1].last_year]]
    if len(points) == 1 and points[0].month in SEASONS:
        found = {"date-parts": [[found["date-parts"][0][0]]], "season": points[0].month - 20}
    if span and span.last is None and len(found["date-parts"]) == 1:
        found["date-parts"].append(list(_NO_END))
    if any(point.is_approximate or point.is_uncertain for point in points):
        found["circa"] = True
    return found


def _parts(point: Point) -> list[int]:
    # CSL counts as historians do: -1 is 1 BC.
    year = point.first_year if point.first_year > 0 else point.first_year - 1
    return [year, *(part for part in (point.month, point.day) if part)]


def _of_mapping(value: Mapping[str, Any]) -> str:
    parts = value.get("date-parts")
    found = ""
    if isinstance(parts, (list, tuple)) and parts:
        rows = parts if isinstance(parts[0], (list, tuple)) else [parts]
        points = [_point(*row[:3], season=value.get("season")) for row in rows[:2] if isinstance(row, (list, tuple)) and row]
        found = _joined([point for point in points if point])
        if found and len(rows) > 1 and _is_no_end(rows[1]):
            found = f"{found}/{OPEN}"
    elif "year" in value:
        point = _point(value["year"], value.get("month"), value.get("day"), season=value.get("season"))
        found = _joined([point] if point else [])
    for name in ("edtf", "raw", "literal"):
        found = found or edtf_of(str(value.get(name) or ""))
    return _about(found) if _is_true(value.get("circa")) else found


def _point(year: Any, month: Any = None, day: Any = None, *, season: Any = None) -> Point | None:
    """One row of `date-parts`; numbers may be texts, absent ones empty."""
    numbers = [_whole(part) for part in (year, month, day)]
    if not numbers[0]:
        return None
    first = numbers[0] if numbers[0] > 0 else numbers[0] + 1
    months, days = numbers[1] or 0, numbers[2] or 0
    if not months and season:
        months = 20 + (_SEASONS.get(str(season).strip().lower()) or _whole(season) or 0)
    if 13 <= months <= 16:  # citeproc-js's seasons
        months += 8
    months = months if 1 <= months <= 12 or months in SEASONS else 0
    point = Point(first, first, months, days if months and months not in SEASONS else 0)
    span = parse(point.text)
    return span.first if span else point._replace(day=0)


def _is_no_end(row: Any) -> bool:
    return isinstance(row, (list, tuple)) and [_whole(part) for part in row] == list(_NO_END)


def _whole(value: Any) -> int | None:
    text = (
        str(value).strip().removesuffix(".0") if isinstance(value, (str, int, float)) and not isinstance(value, bool) else ""
    )
    return int(text) if text.removeprefix("-").isdecimal() and len(text) < 10 else None


def _joined(points: list[Point]) -> str:
    return Span(points[0], points[-1]).text if points else ""


def _about(text: str) -> str:
    span = parse(text)
    if span is None:
        return text
    first, last = (point and point._replace(is_approximate=True) for point in (span.first, span.last))
    return Span(first, last, span.is_open).text


def _is_true(value: Any) -> bool:
    return str(value).strip().lower() not in ("", "none", "false", "0")


def _of_text(text: str) -> str:
    span = parse(text)
    return span.text if span else dates.parse(text)
