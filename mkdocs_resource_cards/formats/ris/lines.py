"""A record of RIS -> its tags and values: where a value ends in files as programs write them."""

from __future__ import annotations

import re
from typing import NamedTuple

_TAG = re.compile(r"[ \t\ufeff]*([A-Z][A-Z0-9])[ \t]{1,2}-(?:[ \t]|$)(.*)")
_LONG_TAG = re.compile(r"([A-Z]{3,6})  - (.*)")
"""`PMID  - 123`, as PsycINFO writes it: no tag of RIS, but no part of the value above it either."""
_JOINED = re.compile(r"(?<![ \t])[ \t]{2,}(?=[A-Z][A-Z0-9]  - )")
"""Between two tags whose line break another program lost, as Rayyan does."""
_LISTS = frozenset(("KW",))
"""Tags of which EndNote writes the first value behind the tag, and each other one on a line of its own."""
_MOST_LINES = 20_000
"""Of one record; a paper may have thousands of authors."""
_LONGEST = 200_000
"""Characters of one value."""


class Line(NamedTuple):
    """One tag of a record."""

    tag: str
    value: str
    number: int
    """Lines above it in the record."""


def lines_of(record: str) -> list[Line]:
    """The tags of a record up to its end; a line without one goes on with that before."""
    found = list[Line]()
    for number, written in enumerate(record.split("\n", _MOST_LINES)[:_MOST_LINES]):
        for part in _JOINED.split(written) if "  - " in written else (written,):
            match = _TAG.match(part) or _LONG_TAG.match(part)
            if match is None:
                _go_on(found, part.strip(), number)
            elif match[1] == "ER":
                return found
            else:
                found.append(Line(match[1], match[2].strip(), number))
    return found


def _go_on(found: list[Line], text: str, number: int) -> None:
    if not found or not text or found[-1].tag == "TY":  # A type is one word.
        return
    last = found[-1]
    if last.tag in _LISTS:
        found.append(Line(last.tag, text, number))
    elif len(last.value) < _LONGEST:
        found[-1] = last._replace(value=f"{last.value} {text}")
