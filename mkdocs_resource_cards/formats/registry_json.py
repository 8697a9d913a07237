"""Our own JSON: a registry file's mapping, in JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from .bibliography import ForeignEntry, RawEntry, ReadProblem
from .json_items import items, loaded

_LOOKS: dict[str, Any] = {"ensure_ascii": False, "indent": 2}


def split(text: str) -> tuple[list[RawEntry], list[ReadProblem]]:
    """The resources of a list, or of a mapping with `resources`."""
    return items(text)


def read_entry(raw: RawEntry) -> tuple[ForeignEntry | None, list[ReadProblem]]:
    """An entry as it stands; its key is its id."""
    values = {str(name): value for name, value in loaded(raw).items()}
    return ForeignEntry(raw.key, values, raw.line, raw.column), []


def write(entries: Iterable[Mapping[str, Any]], publications: Iterable[Mapping[str, Any]] = ()) -> str:
    """Everything has a place."""
    parts = {"publications": [dict(one) for one in publications], "resources": [dict(entry) for entry in entries]}
    return json.dumps({name: part for name, part in parts.items() if part or name == "resources"}, **_LOOKS) + "\n"
