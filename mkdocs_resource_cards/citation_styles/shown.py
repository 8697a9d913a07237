"""What a site shows of the output for a document."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from .data import Item, ListEntry, Processed
from .pieces import StyledDocument
from .rich_text import rich
from .runs import Run, Runs, text_of

_DONE = frozenset(("nocase",))
"""Marks that have had their effect."""


def shown(done: Processed, items: Iterable[Item], *, is_note: bool) -> StyledDocument:
    """The output in as few runs as its looks need, and without empty entries in its list.

    What a style leaves out of its list, as those with notes do with manuscripts, is said by the note. Any other citation leads
    to the list, so there the title stands.
    """
    titles = {} if is_note else {item.id: str(item.variables.get("title") or item.id) for item in items}
    citations = tuple((_joined(one.text), _joined(one.author)) for one in done.citations)
    entries = (one if text_of(one.text).strip() else _titled(one, titles.get(one.id, "")) for one in done.entries)
    return citations, tuple((one.id, _joined(one.first), _joined(one.text)) for one in entries if one.text), done.numbers


def _titled(entry: ListEntry, title: str) -> ListEntry:
    return entry._replace(text=tuple(run._replace(marks=run.marks | {"title"}) for run in rich(title)))


def _joined(runs: Runs) -> Runs:
    alike = groupby(runs, lambda run: (run.marks - _DONE, run.link, run.item))
    return tuple(Run(text_of(some), *looks) for looks, some in alike)
