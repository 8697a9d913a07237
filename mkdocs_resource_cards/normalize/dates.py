"""Dates as web pages write them -> ISO 8601, as exact as they are."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..edtf import iso_date
from . import loose_dates

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6})\.?"
_MONTH_OR_DAY = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])(?:-[0-9]{2})?")
_NOUGHTS = re.compile(r"(?<=[0-9])(?:-00){1,2}$")
"""Zotero's way to leave out month and day."""
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?P<year>[0-9]{4})[/.](?P<number>[0-9]{1,2})(?:[/.](?P<day>[0-9]{1,2}))?(?:\s.*)?",
        r"(?P<year>[0-9]{4})(?P<number>[0-9]{2})(?P<day>[0-9]{2})",
        rf"(?:[a-z]{{3,9}},?\s+)?{_MONTH}\s+(?:(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?,?\s+)?(?P<year>[0-9]{{4}})(?:\s.*)?",
        rf"(?:[a-z]{{3,9}},?\s+)?(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th|\.)?\s+{_MONTH},?\s+(?P<year>[0-9]{{4}})(?:\s.*)?",
    )
)


def parse(text: str) -> str:
    """`2018`, `2025-04` or `2025-04-24`; `""` for what is not a date, and for `05/04/2025`, which may be two days."""
    text = _NOUGHTS.sub("", " ".join(text.split())[:80])
    found = iso_date(text) or iso_date(text[:10])
    if found:
        return found
    for form in _FORMS:
        match = form.fullmatch(text)
        if match:
            return _joined(match.groupdict())
    return ""


def stated(text: str) -> str:
    """As `parse`, also in other languages: `2 de enero de 2020`, `2020年1月2日`."""
    if found := parse(text):
        return found
    found = loose_dates.edtf(text)
    return found if _MONTH_OR_DAY.fullmatch(found) else ""


def first(texts: Iterable[str]) -> str:
    """The first date among `texts`."""
    return next((date for date in map(stated, texts) if date), "")


def _joined(parts: dict[str, str | None]) -> str:
    month = parts.get("number") or ""
    if parts.get("month"):
        month = str(_MONTHS.index(str(parts["month"])[:3].lower()) + 1)
    return iso_date("-".join(part.zfill(2) for part in (parts["year"], month, parts.get("day")) if part))
