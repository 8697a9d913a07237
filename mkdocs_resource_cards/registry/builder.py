"""Files -> rows: keys are unique, publications are known."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..keys import KEY
from ..model import Location, Problem, Publication
from .entries import Entry, EntryReader
from .nodes import HasPosition, Node, Text
from .recovery import read_entries
from .report import LIMIT, ProblemCollector
from .rows import Head, MemoryRows, dumped

_ID = re.compile("[a-z0-9._~-]{1,128}")
"""What looks like the id of a publication; a name has a capital or a space."""
_UNKNOWN = "no publication has the id `{}`; it is shown as a name"


class RegistryBuilder:
    """Gathers the files of one registry; `add` each, then `done`."""

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
        self._taken: dict[str, tuple[str, int]] = {}
        """A key in lower case -> (path, line from 0) of the entry that has it."""
        self._venues: dict[str, Location] = {}
        """A publication that entries name -> where it is first named."""

    def add(self, data: bytes, location: str) -> None:
        """Reads one file; `place` is its path for messages."""
        report = ProblemCollector(location)
        reader = EntryReader(report)
        name = location.rpartition("/")[2].lower()
        plain = "publications" if name in ("publications.yml", "publications.yaml") else "resources"
        for kind, node in read_entries(data, report, plain):
            entry = reader.read(kind, node)
            if entry is not None:
                self._resource(entry, node, report) if kind == "resources" else self._publication(entry, node, report)
            elif kind == "resources" and (key := _id(node)):
                report.leave(key, node.mark)
        self._problems += report.problems()
        self._left |= {key: location for key, location in report.left.items() if key not in self._left}

    def skip(self, problem: Problem) -> None:
        """A file that could not be read."""
        self._problems.append(problem)

    def done(self) -> MemoryRows:
        """The whole registry."""
        problems = (*self._problems, *self._unknown_publications())
        left = {key: location for key, location in self._left.items() if key not in self._keys}
        return MemoryRows(Head(len(self._rows), problems, self._publications, left), self._rows, self._keys, self._names)

    def _resource(self, entry: Entry, node: Node, report: ProblemCollector) -> None:
        keys = self._free_keys(entry, node, report)
        if not keys:
            return
        location = report.location(node.mark)
        for key in keys:
            self._keys[key] = len(self._rows)
        venue = entry.get("publication", "")
        if venue not in self._venues and _ID.fullmatch(venue):
            self._venues[venue] = report.location(_mark(node, "publication", "publication_id"))
        entry["location"] = [location.path, location.line, location.column]
        self._rows.append(dumped(entry))
        self._names.append((entry["id"], " ".join(keys[1:]), entry["title"]))

    def _free_keys(self, entry: Entry, node: Node, report: ProblemCollector) -> list[str]:
        """The keys that the entry brings and nothing has before it, its id first; none when its id is taken."""
        own: dict[str, str] = {}
        aliases = entry.pop("aliases", [])
        for name, key in [
            ("id", entry["id"]),
            ("stable_id", entry.get("stable_id", "")),
            *(("aliases", alias) for alias in aliases),
        ]:
            lower = key.lower()
            if not key or lower in own:
                continue
            if lower in self._taken:
                self._tell_taken(name, key, _mark(node, name), report)
                if name == "id":
                    return []
                entry.pop(name, None)
            else:
                own[lower] = key
        self._taken.update(dict.fromkeys(own, (report.path, node.mark.line)))
        kept = [
            alias
            for alias in aliases
            if own.get(alias.lower()) == alias and alias not in (entry["id"], entry.get("stable_id"))
        ]
        if kept:
            entry["aliases"] = kept
        return list(own.values())

    def _tell_taken(self, name: str, key: str, mark: HasPosition, report: ProblemCollector) -> None:
        path, line = self._taken[key.lower()]
        lost = "this entry is left out" if name == "id" else "it is left out here"
        report.add("duplicate_id", mark, f"`{key}` is a key of the entry at {path}:{line + 1} already; {lost}")

    def _publication(self, entry: Entry, node: Node, report: ProblemCollector) -> None:
        location = report.location(node.mark)
        # Case aside, as keys of resources: some file systems could not hold the pages of both.
        first = self._issued.setdefault(entry["id"].lower(), location)
        if first is not location:
            where = f"{first.path}:{first.line}"
            message = f"`{entry['id']}` is the publication at {where} already; this one is left out"
            report.add("duplicate_id", _mark(node, "id"), message)
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
        ][:LIMIT]


def _id(node: Node) -> str:
    """The id that an entry has, should there be one."""
    _, value = getattr(node, "pairs", {}).get("id", (None, None))
    return value.value.strip() if isinstance(value, Text) and KEY.fullmatch(value.value.strip()) else ""


def _mark(node: Node, *names: str) -> HasPosition:
    """Where the value of the first of `names` stands in an entry."""
    pairs = getattr(node, "pairs", {})
    return next((pairs[name][1].mark for name in names if name in pairs), node.mark)
