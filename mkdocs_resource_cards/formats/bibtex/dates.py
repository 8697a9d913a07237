"""Dates of an entry: `date`, or `year`, `month` and `day`; `eventdate`, `origdate`, `urldate`."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ...edtf import parse
from ...normalize.loose_dates import edtf, first_year, from_parts, is_unknown, state_of
from .latex import text_of
from .tables import DATES
from .verbatim import address

_DAY = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])-[0-9]{2}")


def date_values(fields: Mapping[str, str], messages: list[str]) -> dict[str, str]:
    """CSL variable -> date. Problems are appended to `messages`."""
    found = dict[str, str]()
    for name, variable in DATES.items():
        if name in fields and variable not in found:
            found[variable] = _date(name, fields[name], messages)
    written = _text(fields.get("date", ""))
    if written:
        found["published"] = edtf(written)
        if _DAY.fullmatch(written) and found["published"] != written:
            messages.append(f"`date`: `{written}` is not a day; only {found['published']} is used")
    if not found.get("published") and fields.keys() & {"year", "month"}:
        year, month, day = (_text(fields.get(name, "")) for name in ("year", "month", "day"))
        found["published"] = from_parts(year, month, day)
        if found["published"] and month.strip("0") and from_parts("2000", month, day) == "2000":
            messages.append(f"`month`: `{month[:60]}` is not a month; only {found['published']} is used")
        written = written or year
    if not found.get("published") and written:
        if state := state_of(written):
            found["status"] = state
        elif not is_unknown(written):
            found["published"] = _date("date" if "date" in fields else "year", written, messages)
    return found


def _text(value: str) -> str:
    """What a field says. EDTF is no TeX, for which the mark of `1890~` is a blank."""
    plain = address(value)
    return plain if parse(plain) else text_of(value)


def _date(name: str, value: str, messages: list[str]) -> str:
    written = _text(value)
    date = edtf(written)
    if not date:
        date = first_year(written) or edtf(written[:4])
        said = f"only {date} is used" if date else "it is left out"
        messages.append(f"`{name}`: `{written[:60]}` is not a date; {said}")
    return date
