"""What a site shows of the output for a document."""

from __future__ import annotations

from itertools import groupby

from .data import Processed
from .pieces import StyledDocument
from .runs import Run, Runs, text_of

_DONE = frozenset(("nocase",))
"""Marks that have had their effect."""


def shown(done: Processed) -> StyledDocument:
    """The output in as few runs as its looks need, and without empty entries: what a style leaves out of its list.

    So do styles with notes with manuscripts, and APA with letters.
    """
    citations = tuple((_joined(one.text), _joined(one.author)) for one in done.citations)
    entries = (one for one in done.entries if text_of(one.text).strip())
    return citations, tuple((one.id, _joined(one.first), _joined(one.text)) for one in entries), done.numbers


def _joined(runs: Runs) -> Runs:
    alike = groupby(runs, lambda run: (run.marks - _DONE, run.link, run.item))
    return tuple(Run(text_of(some), *looks) for looks, some in alike)
