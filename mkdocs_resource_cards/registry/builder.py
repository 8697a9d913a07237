"""Files -> rows: keys are unique, publications are known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from ..cache import Cache
from ..keys import ID, KEY
from ..model import Location, Problem, Publication
from ..normalize.identifiers import id_of
from ..normalize.title_markup import without_markup
from .additions import ForeignEntries, Slot
from .bibliographies import read_bibliography
from .entries import NOTHING, CheckedEntry, EntryReader
from .nodes import HasPosition, Node, Position, Text, shown
from .recovery import read_entries
from .report import KEEP_ONE, MAX_PROBLEMS, ProblemCollector
from .rows import Head, MemoryRows, dumped
from .yaml_hints import cut_lines, cut_off, quoted

_ID = re.compile("[a-z0-9._~-]{1,128}")
"""What looks like the id of a publication; a name has a capital or a space."""
_SINGLE = ("id", "stable_id", "citation_key")
"""Fields that hold one key."""
_UNKNOWN = "no publication has the id `{}`; it is shown as a name"


class RegistryBuilder:
    """Gathers the files of one registry: first all bibliographies, then each file in its place, then `done`."""

    def __init__(self, problems: Iterable[Problem] = ()) -> None:
        self._problems = list(problems)
        self._rows: list[str] = []
        self._keys: dict[str, int] = {}
        self._names: list[tuple[str, str, str]] = []
        self._publications: dict[str, Publication] = {}
        self._left: dict[str, Location] = {}
        """The id of a resource that was left out -> where it is."""
        self._issued: dict[str, Location] = {}
        """The id of a publication in lower case -> where it is."""
        self._taken: dict[str, tuple[str, int, int]] = {}
        """What `_claims` says of a key -> (path, line from 0) of the entry that has it."""
        self._venues: dict[str, Location] = {}
        """A publication that entries name -> where it is first named."""
        self._foreign = ForeignEntries()

    def add_bibliography(self, data: bytes, location: str, cache: Cache, code: str) -> None:
        """Reads a file of another program. All of them come before those in YAML, whose entries may add to theirs."""
        report = ProblemCollector(location)
        self._foreign.add(read_bibliography(data, report, cache, code), location, report)
        for slot in self._foreign.slots(location):
            for claim in _all_claims(slot):
                self._taken.setdefault(claim, (location, *slot.position))
        self._problems += report.problems()

    def place_bibliography(self, location: str) -> None:
        """Says where in the order of files the entries of a bibliography stand."""
        for slot in self._foreign.slots(location):
            slot.row = len(self._rows)
            self._rows.append("")
            self._names.append(("", "", ""))

    def add(self, data: bytes, location: str) -> None:
        """Reads one file of YAML; `location` is its path for messages."""
        report = ProblemCollector(location)
        reader = EntryReader(report)
        name = location.rpartition("/")[2].lower()
        plain = "publications" if name in ("publications.yml", "publications.yaml") else "resources"
        cut = cut_lines(data)
        for kind, node in read_entries(data, report, plain):
            if cut:
                _tell_cut(node, cut, report)
            slot = self._foreign.meant(node) if self._foreign and kind == "resources" else None
            missed, meant = self._foreign.missed(node) if self._foreign and kind == "resources" and not slot else ("", "")
            if missed:
                message = (
                    f"no bibliography has the key `{shown(missed)}`, and a new entry needs a `title`; the entry is left out"
                )
                report.add("invalid_entry", node.mark, message, meant)
            entry = None if missed else reader.read(kind, node, slot.entry if slot else NOTHING)
            if entry is None:
                if kind != "publications" and (key := _id(node)):
                    report.leave(key, node.mark)
            elif kind == "publications":
                self._publication(entry, node, report)
            else:
                self._resource(_identified(entry) if kind == "references" else entry, node, report, slot)
        self._problems += report.problems()
        self._left |= {key: location for key, location in report.left.items() if key not in self._left}

    def skip(self, problem: Problem) -> None:
        """A file that could not be read."""
        self._problems.append(problem)

    def done(self) -> MemoryRows:
        """The whole registry."""
        for slot in self._foreign:
            self._rows[slot.row] = slot.as_row()
            self._names[slot.row] = slot.entry["id"], " ".join(slot.keys[1:]), without_markup(slot.entry["title"])
            self._keys.update(dict.fromkeys(slot.keys, slot.row))
        problems = (*self._problems, *self._unknown_publications())
        left = {key: location for key, location in self._left.items() if key not in self._keys}
        return MemoryRows(Head(len(self._rows), problems, self._publications, left), self._rows, self._keys, self._names)

    def _resource(self, entry: CheckedEntry, node: Node, report: ProblemCollector, slot: Slot | None) -> None:
        if slot and slot.added:
            where = f"{slot.path}:{slot.position.line + 1}:{slot.position.column + 1}"
            message = f"the entry at {where} already adds to `{slot.keys[-1]}`; this one is left out"
            report.add("duplicate_id", node.mark, message)
            return
        keys = self._free_keys(entry, node, report, set(_all_claims(slot)) if slot else set())
        if not keys:
            return
        location = report.location(node.mark)
        venue = entry.get("publication", "")
        if venue not in self._venues and _ID.fullmatch(venue):
            self._venues[venue] = report.location(_mark(node, "publication", "publication_id"))
        if slot:
            slot.take(entry, keys, report.path, Position(node.mark.line, node.mark.column))
            return
        for key in keys:
            self._keys[key] = len(self._rows)
        entry["location"] = [location.path, location.line, location.column]
        self._rows.append(dumped(entry))
        self._names.append((entry["id"], " ".join(keys[1:]), without_markup(entry["title"])))

    def _free_keys(self, entry: CheckedEntry, node: Node, report: ProblemCollector, shared: set[str]) -> list[str]:
        """The keys that the entry brings and nothing has before it, its id first; none when its id is taken.

        `shared` is what the entry to which it adds lays claim to.
        """
        own: dict[str, str] = {}
        aliases = entry.pop("aliases", [])
        for name, key in [*((name, entry[name]) for name in _SINGLE if name in entry), *(("aliases", one) for one in aliases)]:
            claims = _claims(name, key)
            held = next((claim for claim in claims if claim in self._taken and claim not in shared), "")
            if held:
                self._tell_taken(name, key, held, _mark(node, name), report)
                if name == "id":
                    return []
                entry.pop(name, None)
            else:
                own.update(dict.fromkeys(claims, key))
        self._taken.update(dict.fromkeys(own, (report.path, node.mark.line, node.mark.column)))
        said = {entry.get(name) for name in _SINGLE} if aliases else ()
        kept = [alias for alias in aliases if own.get(_claims("aliases", alias)[0]) == alias and alias not in said]
        if kept:
            entry["aliases"] = kept
        return list(dict.fromkeys(own.values()))

    def _tell_taken(self, name: str, key: str, held: str, mark: HasPosition, report: ProblemCollector) -> None:
        path, line, column = self._taken[held]
        lost = "this entry is left out" if name == "id" else "it is left out here"
        message = f"`{key}` is already a key of the entry at {path}:{line + 1}:{column + 1}; {lost}"
        report.add("duplicate_id", mark, message, KEEP_ONE.format("id" if name == "id" else "key"))

    def _publication(self, entry: CheckedEntry, node: Node, report: ProblemCollector) -> None:
        location = report.location(node.mark)
        # Case aside, as keys of resources: some file systems could not hold the pages of both.
        first = self._issued.setdefault(entry["id"].lower(), location)
        if first is not location:
            message = f"`{entry['id']}` is already the publication at {first}; this one is left out"
            report.add("duplicate_id", _mark(node, "id"), message, KEEP_ONE.format("id"))
            return
        entry["domains"] = tuple(entry.get("domains", ()))
        self._publications[entry["id"]] = Publication(**entry, location=location)

    def _unknown_publications(self) -> list[Problem]:
        """Names that look like ids of publications and are none, each where it stands first."""
        names = {publication.name.casefold() for publication in self._publications.values()}
        guess = ProblemCollector("").guess
        return [
            Problem("unknown_publication", _UNKNOWN.format(venue), location, guess(venue, self._publications))
            for venue, location in self._venues.items()
            if venue not in self._publications and venue.casefold() not in names
        ][:MAX_PROBLEMS]


def _identified(entry: CheckedEntry) -> CheckedEntry:
    """A reference with an id: its citation key where that can name a page, else a hash of it."""
    key = entry["id"]
    return entry if ID.fullmatch(key) else {**entry, "id": id_of(key), "citation_key": key}


def _tell_cut(node: Node, lines: Mapping[int, str], report: ProblemCollector) -> None:
    """Tells of values that a comment cuts."""
    for name, (_, value) in getattr(node, "pairs", {}).items():
        if isinstance(value, Text) and value.plain and value.mark.line in lines:
            lost = cut_off(lines[value.mark.line], value.mark.column, value.value)
            if lost:
                message = f"` #` starts a comment, which cuts `{shown(name)}` to `{shown(value.value)}`"
                report.add("cut_value", value.mark, message, f"write `{shown(name)}: {quoted(f'{value.value} {lost}')}`")


def _id(node: Node) -> str:
    """The id that an entry has, should there be one."""
    _, value = getattr(node, "pairs", {}).get("id", (None, None))
    return value.value.strip() if isinstance(value, Text) and KEY.fullmatch(value.value.strip()) else ""


def _mark(node: Node, *names: str) -> HasPosition:
    """Where the value of the first of `names` is in an entry."""
    pairs = getattr(node, "pairs", {})
    return next((pairs[name][1].mark for name in names if name in pairs), node.mark)


def _claims(name: str, key: str) -> tuple[str, ...]:
    """What a key keeps others from having: itself and, as an id, which names a page, the same in other capitals."""
    return (f"={key}", f"~{key.lower()}") if name == "id" else (f"={key}",)


def _all_claims(slot: Slot) -> list[str]:
    """What the keys of a bibliography's entry lay claim to."""
    return [*_claims("id", slot.keys[0]), *(f"={key}" for key in slot.keys[1:])]
