"""Dates of publication in EDTF level 1 (ISO 8601-2:2019, Library of Congress): read, put in order, taken apart.

`2018`, `2025-04`, `2025-04-24`, `1998/2004`, `1890~`, `2004-06?`, `2003-21` (spring), `201X`, `1985/..`, `-0044` (45 BC).
"""

from __future__ import annotations

import calendar
import re
from functools import lru_cache
from typing import NamedTuple

OPEN, UNKNOWN = "..", ""
"""The end of an interval that has none yet, and one that nobody knows."""
_POINT = re.compile(
    r"(?P<year>-?[0-9]{4}|[0-9]{1,3}X{1,3}|Y-?[1-9][0-9]{4,8})"
    r"(?:-(?P<month>[0-9]{1,2}|XX)(?:-(?P<day>[0-9]{1,2}|XX)(?:(?:T|[ \t]+)(?P<time>.*))?)?)?(?P<sign>[?~%]?)",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(?:[01]?[0-9]|2[0-4]):[0-5][0-9](?::(?:[0-5][0-9]|60)(?:[.,][0-9]*)?)?"
    r"[ \t]*(?:Z|UTC|[+-](?:[01]?[0-9]|2[0-3])(?::?[0-5][0-9])?)?",
    re.IGNORECASE,
)
_SHORT = 64
"""Texts of at most so many characters may be kept: a date has no more."""
SEASONS = (21, 22, 23, 24)
"""What replaces a month: spring, summer, autumn, winter."""


class Point(NamedTuple):
    """One date: a year, season, month or day."""

    first_year: int
    """As astronomers count: 0 is 1 BC."""
    last_year: int
    """Another one for `201X`, which is 2010 to 2019."""
    month: int = 0
    """1 to 12, one of SEASONS, or 0 where none is known."""
    day: int = 0
    is_uncertain: bool = False
    is_approximate: bool = False

    @property
    def text(self) -> str:
        """The date in EDTF."""
        sign = "%" if self.is_uncertain and self.is_approximate else "?" if self.is_uncertain else "~"
        parts = [self._year, *(f"{part:02d}" for part in (self.month, self.day) if part)]
        return "-".join(parts) + (sign if self.is_uncertain or self.is_approximate else "")

    @property
    def _year(self) -> str:
        if self.first_year != self.last_year:
            unknown = len(str(self.last_year - self.first_year))
            return f"{self.first_year:04d}"[:-unknown] + "X" * unknown
        year = f"{abs(self.first_year):04d}"
        return ("Y" if len(year) > 4 else "") + ("-" if self.first_year < 0 else "") + year

    @property
    def order(self) -> tuple[int, int, int]:
        """What dates are sorted by: a year before its months, a season with the month it begins in."""
        month = self.month if self.month < SEASONS[0] else 3 * (self.month - 20)
        return self.first_year, month, self.day


class Span(NamedTuple):
    """A date, or an interval between two."""

    first: Point | None
    """None for an interval without a known beginning."""
    last: Point | None
    """The same as `first` where there is one date only; None for an interval without a known end."""
    is_open: bool = False
    """Whether what is not known is left open (`..`), as of a journal that still appears."""

    @property
    def text(self) -> str:
        """The date in EDTF, which `parse` reads as the same."""
        if self.first == self.last and self.first:
            return self.first.text
        unknown = OPEN if self.is_open else UNKNOWN
        return "/".join(point.text if point else unknown for point in (self.first, self.last))

    @property
    def years(self) -> tuple[int, int]:
        """The first and the last year that it may mean."""
        first, last = self.first or self.last, self.last or self.first
        return (first.first_year, last.last_year) if first and last else (0, 0)


def parse(text: str) -> Span | None:
    """The date that `text` writes in EDTF level 1 or as a date-time, whose day counts; None for all else.

    A month or day may have one digit, the space of SQL may stand for the `T`. Days that do not exist are no dates.
    """
    first, slash, last = text.strip().partition("/")
    if not slash:
        point = _point(first)
        return Span(point, point) if point else None
    begin, end = _point(first), _point(last)
    ends = {written for written, point in ((first, begin), (last, end)) if point is None}
    if not (begin or end) or not ends <= {OPEN, UNKNOWN} or (begin and end and _is_after(begin, end)):
        return None
    return Span(begin, end, OPEN in ends) if begin != end else Span(begin, begin)


def edtf(text: str) -> str:
    """The one form in which a date is kept, such as `2025-04-24`, `1998/2004` or `1890~`; `""` for what is not a date."""
    return _kept_form(text) if len(text) <= _SHORT else _form(text)


def _form(text: str) -> str:
    span = parse(text)
    return span.text if span else ""


_kept_form = lru_cache(4096)(_form)
"""Thousands of sources are of the same few hundred months."""


def order(text: str) -> tuple[int, int, int]:
    """What kept dates are sorted by: where they begin, else where they end."""
    span = parse(text)
    point = (span.first or span.last) if span else None
    return point.order if point else (0, 0, 0)


def years(text: str) -> tuple[int, int] | None:
    """The first and the last year that a kept date may mean."""
    span = parse(text)
    return span.years if span else None


def iso_date(text: str) -> str:
    """`2018`, `2025-04` or `2025-04-24` from a year, month, day or date-time; `""` for all else, also for other EDTF."""
    span = parse(text)
    point = span.first if span and span.first == span.last else None
    is_plain = point and point.first_year == point.last_year and 0 < point.first_year < 10_000 and point.month not in SEASONS
    return point.text if point and is_plain and not (point.is_uncertain or point.is_approximate) else ""


def _is_after(first: Point, last: Point) -> bool:
    """Whether an interval would end before it begins. Of a year's winter nobody knows at which end of it it was."""
    if SEASONS[0] <= max(first.month, last.month):
        return first.first_year > last.last_year
    return first.order > last.order


def _point(text: str) -> Point | None:
    match = _POINT.fullmatch(text)
    if match is None or (match["time"] and not _TIME.fullmatch(match["time"].rstrip("?~%"))):
        return None
    year, month, day = match["year"].upper().removeprefix("Y"), match["month"], match["day"]
    if len(year.removeprefix("-")) < 4:
        return None
    first, last = int(year.replace("X", "0")), int(year.replace("X", "9"))
    months, days = (int(part) if part and part.isdigit() else 0 for part in (month, day))
    # A year 0 is what programs write for none, not 1 BC.
    if not last or not _exists(first, month, months, day, days) or (first != last and month):
        return None
    return Point(first, last, months, days, match["sign"] in ("?", "%"), match["sign"] in ("~", "%"))


def _exists(year: int, month: str | None, months: int, day: str | None, days: int) -> bool:
    if month is None or not month.isdigit():  # `2004-XX` is a year; no day follows it but `XX`.
        return day is None or not day.isdigit()
    if months in SEASONS:
        return day is None
    if not 1 <= months <= 12:
        return False
    # The calendar repeats every 400 years.
    return day is None or not day.isdigit() or 1 <= days <= calendar.monthrange(year % 400 + 2000, months)[1]
