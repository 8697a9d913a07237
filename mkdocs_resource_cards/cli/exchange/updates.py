"""Where a file differs from the registry's entry of the same work, and which of its values are taken over.

Taken over is what the entry lacks, and what it still says as the last import wrote it. What a person wrote stays.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from ...csl_variables import PEOPLE
from ...model import Resource
from ...registry.plain_entries import Entry, entry_of, read_entry

_OURS = frozenset(("id", "aliases", "stable_id", "citation_key", "snapshot", "cited_by", "image"))
"""Fields that no other program has a say in."""


class Difference(NamedTuple):
    """One field."""

    name: str
    old: Any
    """What the registry says; None where it says nothing."""
    new: Any
    is_ours: bool
    """Whether a person wrote, or took out, what the registry says, so that it stays."""


def differences(draft: Entry, known: Resource, last: Entry) -> list[Difference]:
    """The fields in which a draft and the entry of the same work differ; `last` is what an import wrote into it."""
    read, _ = read_entry({**draft, "id": known.id}, {})
    if read is None:
        return []
    new, old = entry_of(read), entry_of(known)
    venue = known.publication.name if known.publication else None
    found = list[Difference]()
    for name, value in new.items():
        says = venue if name == "publication" else old.get(name)
        if name in _OURS or says == value or (name == "url" and _is_doi(value, known)) or _are_same_people(name, read, known):
            continue
        is_ours = name in last if says is None else last.get(name) != says
        found.append(Difference(name, says, draft.get(name, value), is_ours))
    return found


def _is_doi(url: str, known: Resource) -> bool:
    """Whether an address is the one that was made of the DOI, for want of another."""
    is_own = url.lower() == f"https://doi.org/{known.doi}".lower()
    return is_own or (bool(known.url) and url.startswith("https://doi.org/"))


def _are_same_people(field: str, one: Resource, other: Resource) -> bool:
    """Whether two lists name the same people in the same words: which of these are particles is no difference to anybody."""
    if field != "authors" and field not in PEOPLE:
        return False
    first, second = ((work.authors if field == "authors" else work.csl.get(field, ())) for work in (one, other))
    return [str(name) for name in first] == [str(name) for name in second]


def shown(value: Any) -> str:
    """A value in a line."""
    if value is None:
        return "nothing"
    items = value if isinstance(value, list) else [value]
    parts = [str(one.get("literal") or one.get("family", "")) if isinstance(one, dict) else str(one) for one in items]
    text = " ".join("; ".join(parts).split())
    return f"`{text if len(text) <= 80 else text[:79] + '…'}`"
