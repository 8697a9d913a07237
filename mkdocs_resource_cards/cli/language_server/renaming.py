"""Renames a key as the command `rename` does, including unsaved texts, as edits for an editor."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from ..context import Session
from ..upkeep import plan
from . import edits
from .navigation import Place, key_in_entry, position, span_at
from .site_state import SiteState


class Renaming(NamedTuple):
    """The edits of a renaming."""

    edits: tuple[edits.Edit, ...]
    moved: Mapping[Path, Path]
    """Snapshots to rename."""


def key_at(state: SiteState, path: Path, text: str, offset: int) -> tuple[str, Place] | None:
    """(key as written, range) at an offset of a page or of its entry."""
    if state.page_of(path):
        span = span_at(state, text, offset)
        if span is None or span.key not in state.registry:
            return None
        line, column = position(text, span.start)
        return span.key, Place(path, line, column, column + span.end - span.start)
    found = key_in_entry(state, path, text, offset)
    if found is None:
        return None
    _, place = found
    return text.split("\n")[place.line][place.column : place.end], place


def rename(state: SiteState, key: str, new: str) -> Renaming:
    """The edits. Raises Failure, with the reason."""
    unsaved, docs = state.unsaved, state.site_config.docs
    found = plan.rename(Session(config_path=state.config_path, unsaved=unsaved), key, new)
    changes = list[edits.Edit]()
    for path, (old, text) in found.files.items():
        shown = docs / path.relative_to(docs.resolve()) if docs and path.is_relative_to(docs.resolve()) else path
        changes += edits.between(shown, old.decode("utf-8"), text.decode("utf-8"))
    return Renaming(tuple(changes), found.moved)
