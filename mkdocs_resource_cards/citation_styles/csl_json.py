"""CSL-JSON, as our export writes it -> items."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from .data import Date, Item, Name, Value
from .name_parts import split

_PRIVATE = re.compile("[\ue000-\ue0ff\U000f0000-\U0010ffff]")
"""Characters with a meaning only for us; they are removed from data."""
_NUMBER = re.compile("-?[0-9]{1,6}")
_SHORT = {"journalAbbreviation": "container-title-short", "shortTitle": "title-short"}


def item_of(item: Mapping[str, Any], language: str = "") -> Item:
    """The item. Values of an unknown form are left out. `language`: see `Item`."""
    variables: dict[str, Value] = {}
    for name, given in item.items():
        value = _value(given)
        if value and name not in ("id", "type"):
            variables[_SHORT.get(name, name)] = value
    return Item(str(item["id"]), str(item.get("type", "document")), variables, language)


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
    """The date; None if it is empty. Of its parts, those before the first that is none count."""
    parts = given.get("date-parts", ())
    rows = [one for one in parts if isinstance(one, (list, tuple))] if isinstance(parts, (list, tuple)) else []
    ends = [end for one in rows if (end := _end(one))]
    literal = _text(given.get("literal", given.get("raw", "")))
    if not ends:
        return Date(literal=literal) if literal else None
    season = given.get("season", "")
    if str(season) in ("1", "2", "3", "4") and len(ends[0]) == 1:
        ends[0] = (ends[0][0], 20 + int(season))
    return Date(ends[0], ends[1] if len(ends) > 1 else (), bool(given.get("circa")))


def _end(parts: Sequence[Any]) -> tuple[int, ...]:
    """(year), (year, month) or (year, month, day); months from 13 on are seasons."""
    numbers: list[int] = []
    for part, most in zip(parts, (99_999, 24, 31), strict=False):
        text = str(part).strip()
        number = int(text) if _NUMBER.fullmatch(text) else None
        if number is None or number > most or (numbers and number < 1):
            break
        numbers.append(number + 8 if len(numbers) == 1 and 13 <= number <= 16 else number)
    return tuple(numbers)
