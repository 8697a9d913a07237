"""Resources -> a file of another program that `import` turns back into the same entries."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...formats import EXPORT_FORMATS, registry_json, write
from ...formats.reading import read
from ...model import Publication, Resource
from ...normalize.identifiers import id_of
from ...registry.plain_entries import Entry, entry_of, publication_entry, read_entry
from .drafts import draft_of

_CATALOG = {one.option: name for name, one in EXPORT_FORMATS.items()}
_PLACES = {"bibtex": "the field `resource-cards`", "ris": "a note", "csl-json": "`custom`"}


@dataclass(frozen=True, slots=True)
class Given:
    """What was written."""

    text: str
    warnings: tuple[str, ...] = ()
    """What the format has no place for, one sentence each."""


def give(resources: Sequence[Resource], format: str) -> Given:
    """`resources` as the text of one file."""
    venues = {one.publication.id: one.publication for one in resources if one.publication and one.publication.id}
    entries = [exported(one) for one in resources]
    if format == "json":
        return Given(registry_json.write(entries, map(publication_entry, venues.values())))
    own, placeless = dict[str, Entry](), Counter[str]()
    for one, entry in zip(resources, entries, strict=True):
        back = _read_back(write([one], _CATALOG[format]), format)
        if rest := _rest(entry, back):
            own[one.id] = rest
            placeless.update(_placeless(rest, back))
    said = _counted(placeless, f"kept in {_PLACES[format]}, where the format has no place")
    return Given(write(resources, _CATALOG[format], own), (*said, *_inherited(list(venues.values()))))


def exported(resource: Resource) -> Entry:
    """An entry as others know it: they, and the registry, know a publication by its name."""
    entry = entry_of(resource)
    return {**entry, "publication": resource.publication.name} if resource.publication and "publication" in entry else entry


def _rest(entry: Entry, back: Entry) -> Entry:
    """What of an entry its record does not give back; a field that the record makes up is there as None."""
    lost = {name: value for name, value in entry.items() if back.get(name) != value}
    return lost | {name: None for name in back if name not in entry}


def _placeless(rest: Entry, back: Entry) -> list[str]:
    """The fields of which the format does not hold the value, not even under another name, as that of a journal."""
    found = [value for values in back.values() for value in (values if isinstance(values, list) else [values])]
    return [name for name, value in rest.items() if value is not None and name != "id" and value not in found]


def _read_back(text: str, format: str) -> Entry:
    found = read(text.encode("utf-8", "replace"), "", format).entries
    if not found:
        return {}
    draft = draft_of(found[0], format)
    resource, _ = read_entry({"id": id_of(str(draft.get("url", ""))), **draft}, {})
    return entry_of(resource) if resource else {}


def _counted(fields: Mapping[str, int], start: str) -> tuple[str, ...]:
    """`start: volume (3 entries), pages (1 entry)`, or nothing."""
    counted = (f"{name} ({number} {'entry' if number == 1 else 'entries'})" for name, number in sorted(fields.items()))
    return (f"{start}: {', '.join(counted)}",) if fields else ()


def _inherited(venues: Sequence[Publication]) -> tuple[str, ...]:
    if not venues:
        return ()
    names = ", ".join(one.name for one in venues[:3]) + (", ..." if len(venues) > 3 else "")
    return (f"left out, because the format has no publications: what entries inherit from {names}",)


def is_whole(value: Any) -> bool:
    """Whether a value can stand in a file: half a character, as JSON can escape it, cannot."""
    try:
        json.dumps(value, ensure_ascii=False, default=str).encode()
    except (UnicodeEncodeError, RecursionError):
        return False
    return True
