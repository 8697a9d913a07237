"""What imports wrote into a registry's entries: the next one may change a value that nobody has changed since.

It is stored next to the registry, in a separate file that may be kept or deleted: without it, no value of an entry
counts as an import's.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ...registry.plain_entries import Entry
from .. import atomic_files

NAME = ".imported.json"
MAX_BYTES = 64_000_000
"""Bytes."""


def path_of(source: Path) -> Path:
    """The file for a registry's file or folder."""
    return (source if source.is_dir() else source.parent) / NAME


def read(path: Path) -> dict[str, Entry]:
    """Id -> the fields that an import wrote; nothing of a file that is damaged."""
    try:
        if path.stat().st_size > MAX_BYTES:
            return {}
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    entries = data.get("entries") if isinstance(data, dict) else None
    return {str(id): entry for id, entry in entries.items() if isinstance(entry, dict)} if isinstance(entries, dict) else {}


def write(path: Path, entries: Mapping[str, Mapping[str, Any]]) -> None:
    """Keeps them, sorted by id."""
    rows = [f"  {json.dumps(id)}: {json.dumps(entries[id], ensure_ascii=False)}" for id in sorted(entries)]
    text = '{"version": 1, "entries": {\n' + ",\n".join(rows) + "\n}}\n"
    atomic_files.replace(path, text.encode("utf-8", "replace"))
