"""Positions of cites: first, subsequent, `ibid.`

https://docs.citationstyles.org/en/v1.0.2/specification.html#locators
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from .data import Cite, Cites


class CitePosition(NamedTuple):
    """The position of a cite among all cites."""

    kinds: frozenset[str]
    """A set of `first`, `subsequent`, `ibid`, `ibid-with-locator`, `near-note`."""
    first_note: int = 0
    """The number of the first citation of the item; 0 in that citation."""


class _Last(NamedTuple):
    citation: int
    place: int
    is_alone: bool
    cite: Cite


def positions(citations: Sequence[Cites], near_note: int, *, in_notes: bool) -> list[list[CitePosition]]:
    """The position of every cite; citations are numbered from 1."""
    last: dict[str, _Last] = {}
    first: dict[str, int] = {}
    found = []
    for number, citation in enumerate(citations, 1):
        row = []
        is_named = bool(citation) and citation[0].author == "only"  # Names in the sentence do not count as a cite.
        for place, cite in enumerate(citation, -1 if is_named else 0):
            earlier = last.get(cite.id)
            row.append(CitePosition(_kinds(cite, number, place, earlier, near_note if in_notes else 0), first.get(cite.id, 0)))
            if cite.author != "only":
                last[cite.id] = _Last(number, place, len(citation) == 1 or is_named, cite)
        for cite in citation:
            first.setdefault(cite.id, number)
        found.append(row)
    return found


def _kinds(cite: Cite, number: int, place: int, earlier: _Last | None, near_note: int) -> frozenset[str]:
    if earlier is None:
        return frozenset(("first",))
    kinds = {"subsequent"}
    if number - earlier.citation < near_note:
        kinds.add("near-note")
    in_row = number == earlier.citation and place == earlier.place + 1
    behind = number == earlier.citation + 1 and place == 0 and earlier.is_alone
    if in_row or behind:
        kinds |= _ibid(cite, earlier.cite)
    return frozenset(kinds)


def _ibid(cite: Cite, earlier: Cite) -> set[str]:
    if not cite.locator:
        return set() if earlier.locator else {"ibid"}
    same = (cite.locator, cite.label) == (earlier.locator, earlier.label)
    return {"ibid"} if same else {"ibid", "ibid-with-locator"}
