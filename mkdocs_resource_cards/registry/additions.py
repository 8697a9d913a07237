"""The entries of all bibliographies of a registry: their ids, and what entries in YAML add to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from ..csl_variables import OWN
from ..keys import ID, KEY, normal_key
from ..normalize.identifiers import bare_doi, id_of
from .bibliographies import Foreign
from .entries import FORMS, CheckedEntry
from .nodes import Fields, Items, Node, Position, Text, shown
from .report import KEEP_ONE, ProblemCollector
from .rows import dumped
from .suggest import Suggester

_KEYS = ("id", "stable_id", "citation_key", "aliases")
_OWN_KEYS = frozenset(("id", "citation_key", "aliases"))
"""Fields of an entry that are worked out again."""


@dataclass(slots=True)
class Slot:
    """One entry of a bibliography, and what was added to it."""

    entry: CheckedEntry
    keys: list[str]
    """Its id first."""
    path: str
    position: Position
    """Where it stands, in the bibliography or, when something was added to it, in YAML."""
    text: str = ""
    """The entry as JSON, without the brace at its end; `""` where it is still to be put into words."""
    added: bool = False
    row: int = -1

    def take(self, entry: CheckedEntry, keys: list[str], path: str, position: Position) -> None:
        """Adds an entry in YAML, which wins field by field. `keys` are those that it brings, its id first."""
        csl = {**self.entry.get("csl", {}), **entry.get("csl", {})}
        aliases = [*entry.get("aliases", ()), *self.entry.get("aliases", ())]
        own = self.entry.get("citation_key") or self.entry["id"]
        merged = {**self.entry, **entry}
        others = [key for key in self.keys if key not in keys and (key == own or key in aliases)]
        if own in others and "citation_key" not in entry:
            merged["citation_key"] = own
        elif own in others:
            aliases.append(own)
        said = (merged["id"], merged.get("stable_id"), merged.get("citation_key"))
        merged |= {"aliases": [key for key in dict.fromkeys(aliases) if key not in said]}
        if merged.get("citation_key") == merged["id"] and not merged["aliases"]:
            del merged["citation_key"]
        as_written = {**_unsaid(self.entry, "as_written", entry), **entry.get("as_written", {})}
        merged |= {"csl": csl, "as_written": as_written}
        merged["bibtex_titles"] = _unsaid(self.entry, "bibtex_titles", entry)
        self.entry = {name: value for name, value in merged.items() if value not in ([], {})}
        self.keys, self.path, self.position, self.added, self.text = [*keys, *others], path, position, True, ""

    def as_row(self) -> str:
        """The entry with its place, as a row of a registry."""
        line, column = self.position.line + 1, self.position.column + 1
        if self.text:
            return f'{self.text},"location":[{_quoted(self.path)},{line},{column}]}}'
        return dumped({**self.entry, "location": [self.path, line, column]})


@dataclass(slots=True)
class ForeignEntries:
    """All of them, by key and DOI."""

    _files: dict[str, list[Slot]] = field(default_factory=dict)
    _by_key: dict[str, Slot] = field(default_factory=dict)
    _by_doi: dict[str, Slot] = field(default_factory=dict)
    _suggester: Suggester | None = None
    _ids: set[str] = field(default_factory=set)
    """In lower case."""

    def add(self, entries: list[Foreign], path: str, report: ProblemCollector) -> None:
        """The entries of one file. Of two with the same key the first counts; keys that differ in capitals are two."""
        slots = self._files.setdefault(path, [])
        for one in entries:
            first = self._by_key.get(one.key) if one.key else None
            if first is None:
                slots.append(self._slot(one, report))
                continue
            where = f"{first.path}:{first.position.line + 1}:{first.position.column + 1}"
            report.add(
                "duplicate_id",
                one.position,
                f"`{shown(one.key)}` is already the key of the entry at {where}; this one is left out",
                KEEP_ONE.format("key"),
            )

    def slots(self, path: str) -> list[Slot]:
        """The entries of one file, in order."""
        return self._files.get(path, [])

    def __iter__(self) -> Iterator[Slot]:
        return (slot for slots in self._files.values() for slot in slots)

    def __bool__(self) -> bool:
        return bool(self._by_key or self._by_doi)

    def meant(self, node: Node) -> Slot | None:
        """The entry that one in YAML adds to: one with a key of its own or, if no entry has such a key, with its DOI."""
        if not isinstance(node, Fields):
            return None
        found = next((self._by_key[key] for key in _texts(node, _KEYS) if key in self._by_key), None)
        return found or next((self._by_doi[doi] for doi in map(_folded, _texts(node, ("doi",))) if doi in self._by_doi), None)

    def missed(self, node: Node) -> tuple[str, str]:
        """The key or DOI of an entry that could only add to another and adds to none, and which was probably meant."""
        if not isinstance(node, Fields) or any(_texts(node, ("title",))):
            return "", ""
        written = [*_texts(node, ("doi",)), *_texts(node, ("citation_key", "aliases", "stable_id", "id"))]
        if not written:
            return "", ""
        if self._suggester is None:
            names = [
                (slot.keys[0], " ".join([*slot.keys[1:], slot.entry.get("doi", "")]), slot.entry["title"]) for slot in self
            ]
            self._suggester = Suggester(names)
        return written[0], next((found for one in written if (found := self._suggester.suggest(one))), "")

    def _slot(self, one: Foreign, report: ProblemCollector) -> Slot:
        id = self._free_id(one)
        entry = {"id": id, **one.entry}
        # An id is JSON once it is in quotes.
        text = f'{{"id":"{id}",{one.text[1:-1]}' if _OWN_KEYS.isdisjoint(one.entry) else ""
        if one.key and one.key != id:
            entry["citation_key"] = one.key
            text = f'{text},"citation_key":{dumped(one.key)}' if text else ""
            if not KEY.fullmatch(one.key):
                message = f"the key `{shown(one.key)}` cannot be used in a page; cite the entry as `{id}`"
                report.add("invalid_bibliography", one.position, message)
        aliases = [key for key in entry.pop("aliases", ()) if key not in self._by_key and key != one.key]
        keys = [id, one.key] if one.key and one.key != id else [id]
        slot = Slot(entry, keys, one.path, one.position, text)
        if aliases:
            slot.entry["aliases"] = aliases
            slot.entry.setdefault("citation_key", id)  # Exports would take an alias for it.
            keys += aliases
        self._ids.add(id.lower())
        for key in keys:
            self._by_key.setdefault(key, slot)
        if doi := entry.get("doi", "").lower():  # It was checked, and has no resolver.
            self._by_doi.setdefault(doi, slot)
        return slot

    def _free_id(self, one: Foreign) -> str:
        """The citation key where it can name a page, else a hash: of it, or of what the entry is about."""
        if ID.fullmatch(one.key) and one.key.lower() not in self._ids and one.key not in self._by_key:
            return one.key
        about = one.key or one.entry.get("url") or one.entry.get("doi") or one.entry["title"]
        found, number = id_of(about), 1
        while found in self._ids or found in self._by_key:
            number += 1
            found = id_of(f"{about}\0{number}")
        return found


@lru_cache(64)
def _quoted(path: str) -> str:
    """A path as JSON; thousands of entries are of the same file."""
    return dumped(path)


def _unsaid(own: CheckedEntry, name: str, entry: CheckedEntry) -> dict[str, Any]:
    """What a bibliography's entry notes of variables, in its field `name`: for those of which `entry` says nothing else."""
    before = {**own, **own.get("csl", {})}
    said = {field for field, value in {**entry, **entry.get("csl", {})}.items() if value != before.get(field)}
    return {variable: note for variable, note in own.get(name, {}).items() if OWN.get(variable, variable) not in said}


def _texts(node: Fields, names: tuple[str, ...]) -> Iterator[str]:
    """The texts of some fields of an entry that was not read yet."""
    known = FORMS["resources"]
    for written, (_, value) in node.pairs.items():
        found = known.field(written)
        if found is not None and found.name in names:
            for one in value.items if isinstance(value, Items) else [value]:
                if isinstance(one, Text) and not one.absent:
                    yield normal_key(one.value.strip())


def _folded(doi: str) -> str:
    """Capitals do not tell DOIs apart."""
    return bare_doi(doi).lower()
