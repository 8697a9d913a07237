"""CSL-JSON, as our export writes it -> items."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from .data import Date, Item, Name, Value
from .name_parts import split

_PRIVATE = re.compile("[\ue000-\ue0ff\U000f0000-\U0010ffff]")
"""Characters with a meaning only for us; they are removed from data."""
_SHORT = {"journalAbbreviation": "container-title-short", "shortTitle": "title-short"}


def item_of(item: Mapping[str, Any]) -> Item:
    """The item. Values of an unknown form are left out."""
    variables: dict[str, Value] = {}
    for name, given in item.items():
        value = _value(given)
        if value and name not in ("id", "type"):
            variables[_SHORT.get(name, name)] = value
    return Item(str(item["id"]), str(item.get("type", "document")), variables)


def _value(given: Any) -> Value | None:
    if isinstance(given, (str, int, float)):
        return _text(given)
    if isinstance(given, Mapping):
        return date_of(given)
    if isinstance(given, Sequence):
        names = tuple(_name(one) for one in given if isinstance(one, Mapping))
        return tuple(name for name in names if any(name))
    return None


def _text(given: Any) -> str:
    return _PRIVATE.sub("", str(given)).strip()


def _name(given: Mapping[str, Any]) -> Name:
    text = {part: _text(given.get(part.replace("_", "-"), "")) for part in Name._fields if part != "comma_suffix"}
    return split(Name(comma_suffix=bool(given.get("comma-suffix")), **text))


def date_of(given: Mapping[str, Any]) -> Date | None:
    """The date; None if it is empty."""
    ends = [tuple(int(part) for part in end) for end in given.get("date-parts", ()) if end]
    literal = _text(given.get("literal", given.get("raw", "")))
    if not ends:
        return Date(literal=literal) if literal else None
    season = given.get("season", "")
    if str(season) in ("1", "2", "3", "4") and len(ends[0]) == 1:
        ends[0] = (ends[0][0], 20 + int(season))
    return Date(ends[0], ends[1] if len(ends) > 1 else (), bool(given.get("circa")))
