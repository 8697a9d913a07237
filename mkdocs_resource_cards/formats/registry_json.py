"""Our own JSON: a registry file's mapping, in JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from .records import InterchangeError, ReadResult, WriteResult, loaded, placed

_LOOKS: dict[str, Any] = {"ensure_ascii": False, "indent": 2}


def read(text: str) -> ReadResult:
    """The resources of a list, or of a mapping with `resources`."""
    data = loaded(text)
    items = data.get("resources") if isinstance(data, dict) else data
    if not isinstance(items, list):
        raise InterchangeError("the file is neither a list of entries nor a mapping with `resources`")
    entries = tuple({str(key): value for key, value in item.items()} for item in items if isinstance(item, dict))
    skipped = len(items) - len(entries)
    venues = len(data.get("publications") or ()) if isinstance(data, dict) else 0
    warnings = [f"{skipped} items are no mappings, and left out"] if skipped else []
    if venues:
        warnings.append(f"{venues} publications are not imported; entries that name one by its id keep the name")
    locations = [placed(number, item.get("id")) for number, item in enumerate(items, 1) if isinstance(item, dict)]
    return ReadResult(entries, tuple(warnings), tuple(locations))


def write(entries: Iterable[Mapping[str, Any]], publications: Iterable[Mapping[str, Any]] = ()) -> WriteResult:
    """Everything has a place."""
    parts = {"publications": [dict(one) for one in publications], "resources": [dict(entry) for entry in entries]}
    return WriteResult(
        json.dumps({name: part for name, part in parts.items() if part or name == "resources"}, **_LOOKS) + "\n"
    )
