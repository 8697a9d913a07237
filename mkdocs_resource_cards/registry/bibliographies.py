"""Bibliographies of other programs as part of a registry: bytes -> checked entries, reusing cached ones.

A file is cut into raw entries, which is cheap; what was read of one is kept in the cache by its content. Positions come
from the file, so that an entry which only moved is not read again.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from ..cache import Cache
from ..formats.bibliography import BibliographyError, ForeignEntry, Parts, RawEntry, ReadProblem
from ..keys import KEY, normal_key
from .entries import CheckedEntry, EntryReader
from .nodes import Position, shown
from .plain_nodes import node_of
from .report import ProblemCollector
from .rows import dumped

MOST = 100_000
"""Entries of one file."""
LONGEST_KEY = 256
"""Characters of a citation key."""
_FAULTS = (BibliographyError, ValueError, LookupError, TypeError, AttributeError, RecursionError)
"""Errors that a malformed file may cause in a reader."""
_BUCKET = "bibliography"
_NOTHING_ELSE = '",[],[],[]]'
"""The end of what is kept of an entry of which there is nothing to tell."""
_DECODER = json.JSONDecoder()
_NAMED = 8
"""Fields that a message names."""
Told = list[Any]
"""A problem of one entry: [code, line and column relative to the entry, message, suggestion]."""


class Foreign(NamedTuple):
    """One entry of a bibliography, checked."""

    key: str
    """The citation key, in NFC; `""` for none."""
    entry: CheckedEntry
    """Values as those of a registry's entry, without an id."""
    position: Position
    path: str
    text: str
    """The entry as JSON."""


class _Kept(NamedTuple):
    """What was read of one raw entry."""

    entry: CheckedEntry | None
    text: str
    """The entry as JSON: what was read of one that did not change is not put into words again."""
    problems: list[Told]
    private: list[str]
    """Names of fields that are notes, which nobody but their author shall see."""
    unplaced: list[str]
    """Names of fields for which a registry has no place."""


def read_bibliography(data: bytes, report: ProblemCollector, cache: Cache, code: str) -> list[Foreign]:
    """The entries of a file, in order; problems go to `report`. `code` changes with the code that reads."""
    from ..formats import reading  # Loaded where such a file is there.

    try:
        parts = reading.split(data, report.path)
    except _FAULTS as error:
        reason = str(error) if isinstance(error, BibliographyError) else f"the file cannot be read ({type(error).__name__})"
        report.add("invalid_bibliography", Position(0, 0), reason)
        return []
    for problem in parts.problems:
        report.add("invalid_bibliography", _position(problem), problem.message)
    if len(parts.entries) > MOST:
        report.add(
            "invalid_bibliography", Position(0, 0), f"the file contains more than {MOST} entries; the first ones are read"
        )
    return _entries(parts._replace(entries=parts.entries[:MOST]), report, cache, code)


def is_own(data: bytes, path: str) -> bool:
    """Whether a JSON file is a registry of ours, which YAML's reader reads."""
    from ..formats import reading

    return path.lower().endswith(".json") and reading.format_of(path, data[:100_000].decode("utf-8", "replace")) == "json"


def _entries(parts: Parts, report: ProblemCollector, cache: Cache, code: str) -> list[Foreign]:
    known, fresh = _load(cache, report.path, code), dict[str, _Kept]()
    found, private, unplaced, changed = list[Foreign](), Counter[str](), Counter[str](), False
    for raw in parts.entries:
        digest = raw.digest
        kept = fresh.get(digest) or known.get(digest)
        if kept is None:
            kept, changed = _read(parts.format, raw), True
        fresh[digest] = kept
        if kept.private or kept.unplaced:
            private.update(kept.private)
            unplaced.update(kept.unplaced)
        for kind, line, column, message, suggestion in kept.problems:
            position = Position(raw.line - 1 + line, column if line else raw.column - 1 + column)
            report.add(kind, position, message, suggestion)
        for message, fix in _of_key(raw) if parts.format == "bibtex" else ():
            report.add("invalid_bibliography", Position(raw.line - 1, raw.column - 1), message, fix)
        if kept.entry is not None:
            found.append(Foreign(_key(raw), kept.entry, Position(raw.line - 1, raw.column - 1), report.path, kept.text))
    if private:
        report.add("private_field", Position(0, 0), f"notes are private and not read: {_counted(private)}")
    if unplaced:
        report.add(
            "unplaced_field", Position(0, 0), f"fields without a place in the registry are not read: {_counted(unplaced)}"
        )
    if changed or len(fresh) != len(known):
        _keep(cache, report.path, code, fresh)
    return found


def _counted(names: Counter[str]) -> str:
    """`note` (12), `groups` (3) and 2 others."""
    said = ", ".join(f"`{shown(name)}` ({count})" for name, count in names.most_common(_NAMED))
    return said if len(names) <= _NAMED else f"{said} and {len(names) - _NAMED} others"


def _read(format: str, raw: RawEntry) -> _Kept:
    from ..formats import reading

    try:
        entry, faults = reading.read_entry(format, raw)
    except _FAULTS as error:
        entry, faults = None, [ReadProblem(f"the entry cannot be read ({type(error).__name__})", raw.line, raw.column)]
    told = [["invalid_bibliography", *_relative(raw, _placed(format, raw, fault)), fault.message, ""] for fault in faults]
    if entry is None:
        return _Kept(None, dumped(None), told, [], [])
    report = ProblemCollector("")
    values = _checked(entry, report)
    for problem in report.problems():
        fault = _placed(format, raw, ReadProblem(problem.message, raw.line, raw.column))
        told.append([problem.code, *_relative(raw, fault), problem.message, problem.suggestion])
    return _Kept(values, dumped(values), told, list(entry.private), list(entry.unplaced))


def _checked(entry: ForeignEntry, report: ProblemCollector) -> CheckedEntry | None:
    """The values by the registry's own rules; those of no use are left out."""
    values = {name: value for name, value in entry.values.items() if name != "id"}
    found = EntryReader(report).read("resources", node_of({"id": "x", **values}, Position(0, 0)))
    if found is not None:
        del found["id"]
        if entry.cased:
            found["bibtex_titles"] = dict(entry.cased)
    return found


def _placed(format: str, raw: RawEntry, problem: ReadProblem) -> ReadProblem:
    """A problem that is told of the whole entry, at the field that it names."""
    name = problem.message.split("`")[1] if problem.message.count("`") > 1 else ""
    if not name or (problem.line, problem.column) != (raw.line, raw.column):
        return problem
    from ..formats.field_places import field_place  # Loaded where something is wrong.

    line, column = field_place(format, raw, name)
    return problem._replace(line=line, column=column)


def _relative(raw: RawEntry, problem: ReadProblem) -> tuple[int, int]:
    line = max(0, problem.line - raw.line)
    return line, max(0, problem.column - 1) if line else max(0, problem.column - raw.column)


def _position(problem: ReadProblem) -> Position:
    return Position(max(0, problem.line - 1), max(0, problem.column - 1))


def _of_key(raw: RawEntry) -> Iterator[tuple[str, str]]:
    """Why no page can cite an entry by its key, and what to write."""
    if len(raw.key.split()) > 1:
        yield f"the key `{shown(raw.key)}` contains spaces, so that no page can cite it", f"write `{shown(_joined(raw))}`"
    elif len(raw.key) > LONGEST_KEY:
        yield f"the key `{shown(raw.key)}` has more than {LONGEST_KEY} characters, so that no page can cite it", ""


def _joined(raw: RawEntry) -> str:
    return "-".join(raw.key.split())


def _key(raw: RawEntry) -> str:
    key = normal_key(raw.key.strip())
    return key if KEY.fullmatch(key) or (key.isprintable() and len(key.split()) == 1 and len(key) <= LONGEST_KEY) else ""


def _load(cache: Cache, path: str, code: str) -> dict[str, _Kept]:
    """What was kept of a file. A cache is not trusted: what is malformed is read again."""
    kept_code, *lines = (cache.get(_BUCKET, path) or "").split("\n")
    if kept_code != code or not code:
        return {}
    try:
        return dict(found for found in map(_kept, lines) if found)
    except (ValueError, TypeError, AttributeError, RecursionError):
        return {}


def _kept(line: str) -> tuple[str, _Kept] | None:
    """What a line keeps, with the digest of its raw entry: JSON of all but the entry, a tab, JSON of the entry."""
    head, _, text = line.partition("\t")
    entry, end = _DECODER.raw_decode(text)  # `loads` looks for white space around each of thousands.
    if end != len(text):
        raise ValueError
    if (
        head.endswith(_NOTHING_ELSE)
        and head.startswith('["')
        and isinstance(entry, dict)
        and isinstance(entry.get("title"), str)
    ):
        return head[2 : -len(_NOTHING_ELSE)], _Kept(entry, text, [], [], [])  # As nearly all are.
    digest, problems, *names = json.loads(head)
    is_entry = entry is None or (isinstance(entry, dict) and isinstance(entry.get("title"), str))
    is_sound = is_entry and all(isinstance(one, list) and len(one) == 5 for one in problems) and _are_names(names)
    return (digest, _Kept(entry, text, problems, *names)) if is_sound else None


def _are_names(lists: list[Any]) -> bool:
    return len(lists) == 2 and all(isinstance(one, list) and all(isinstance(name, str) for name in one) for one in lists)


def _head(digest: str, kept: _Kept) -> str:
    """All that is kept but the entry. Most have no more than their digest, which is put into JSON without an encoder."""
    return dumped([digest, *kept[2:]]) if any(kept[2:]) else f'["{digest}{_NOTHING_ELSE}'


def _keep(cache: Cache, path: str, code: str, kept: dict[str, _Kept]) -> None:
    cache.put(_BUCKET, path, "\n".join([code, *(f"{_head(digest, one)}\t{one.text}" for digest, one in kept.items())]))
    cache.flush()
