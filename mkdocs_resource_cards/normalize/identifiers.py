"""The forms of dates and DOIs, as plain functions of text: each gives `""` for a text that has not its form."""

from __future__ import annotations

import calendar
import re
from urllib.parse import unquote

from .text import line

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2})(?:(?:[Tt]|[ \t]+)(.*))?)?)?")
_TIME = re.compile(r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]*)?)?[ \t]*(?:[Zz]|UTC|[+-][0-9]{1,2}(?::?[0-9]{2})?)?")
_DOI = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/\S+")
_RESOLVER = re.compile(r"(?:https?://)?(?:dx\.|www\.)?doi\.org/|doi:\s*", re.IGNORECASE)


def iso_date(text: str) -> str:
    """`2018`, `2025-04` or `2025-04-24` from a year, month, day or date-time; `""` for all else and for impossible days."""
    match = _DATE.fullmatch(text)
    if match is None or match[1] == "0000" or (match[4] and not _TIME.fullmatch(match[4])):
        return ""
    year, month, day = (int(part) if part else None for part in match.groups()[:3])
    if month is not None and not 1 <= month <= 12:
        return ""
    if day is not None and not 1 <= day <= calendar.monthrange(year or 1, month or 1)[1]:
        return ""
    return "-".join([match[1], *(f"{part:02d}" for part in (month, day) if part is not None)])


def bare_doi(text: str) -> str:
    """A DOI without its resolver: `10.1000/182` from `https://doi.org/10.1000/182` and `doi:10.1000/182`."""
    written = line(text)
    prefix = _RESOLVER.match(written)
    name = written[prefix.end() :] if prefix else written
    name = unquote(name) if prefix and "%" in name else name
    return name if _DOI.fullmatch(name) and name == line(name) else ""
