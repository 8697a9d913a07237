"""Adds new entries to the registry. Duplicates are detected under the lock, so that two writers add an entry only once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from ...model import Resource, typed_key
from ...registry.plain_entries import ORDER, Entry, read_entry
from ..atomic_files import BusyError, locked
from ..console import Failure
from ..context import Session
from .append import RefusedError, append
from .known_sources import SourceIndex, is_same


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one new entry."""

    entry: Entry
    known: Resource | None = None
    """The entry that leads to the same source, or has the same key: then nothing was added."""
    fault: str = ""
    """Why the registry would not take it."""
    path: Path | None = None
    """The file it was added to."""
    notes: tuple[str, ...] = ()
    """What of it was not kept, a sentence each."""

    @property
    def key(self) -> str:
        """The key of the new entry that people would type."""
        aliases = self.entry.get("aliases") or ()
        others = (self.entry.get("citation_key"), *(aliases if isinstance(aliases, (list, tuple)) else (aliases,)))
        return typed_key([str(key) for key in (self.entry["id"], *others) if key])


def add_all(
    session: Session, drafts: Sequence[Entry], file: str = "", *, dry: bool = False, exact: bool = False
) -> list[Outcome]:
    """Adds what is new, all of one file at once; on return it is on the disk. With `dry` only tells what would happen.

    With `exact` an entry is known by its exact address alone: another spelling, or another place there, is another one.
    """
    with locked_registry(session):
        return _add(session, drafts, file, dry, exact)


@contextmanager
def locked_registry(session: Session) -> Iterator[None]:
    """Holds the lock of the registry. What is refused or fails meanwhile is raised as Failure."""
    anchor = session.sources[0]
    anchor = anchor / "x" if anchor.is_dir() else anchor
    try:
        anchor.parent.mkdir(parents=True, exist_ok=True)
        with locked(anchor):
            yield
    except (BusyError, RefusedError) as error:
        raise Failure(str(error)) from error
    except OSError as error:
        raise Failure(f"{error.filename or anchor}: {error.strerror}") from error


def _add(session: Session, drafts: Sequence[Entry], file: str, dry: bool, exact: bool) -> list[Outcome]:
    registry = session.registry()
    known = SourceIndex(registry.resources())
    outcomes, files, target = list[Outcome](), dict[Path, list[Entry]](), session.targets(registry, file)
    for draft in drafts:
        outcome, resource = _judge(draft, known, registry.publications, exact)
        if resource is not None:
            known.take(resource)
            path = target(outcome.entry)
            files.setdefault(path, []).append(outcome.entry)
            outcome = replace(outcome, path=path)
        outcomes.append(outcome)
    for path, entries in files.items() if not dry else ():
        append(path, entries)
    return outcomes


def _judge(draft: Entry, known: SourceIndex, publications: object, exact: bool) -> tuple[Outcome, Resource | None]:
    """Whether a draft is new; the resource it makes, if so."""
    entry = ordered({"id": known.free_id(draft), **draft})
    url, holder = str(entry.get("url", "")), known.by_key(str(entry["id"]))
    same = known.by_address(url) if exact else known.same_source(url, str(entry.get("doi", "")))
    if holder is not None and same is None and "id" in draft and not is_same(entry, holder):
        return Outcome(entry, fault=taken(f"the id `{draft['id']}`", holder)), None
    if same or holder:
        return Outcome(entry, known=same or holder), None
    entry, lost = _with_free_keys(entry, known)
    resource, problems = read_entry(entry, publications)  # type: ignore[arg-type]
    if resource is None:
        return Outcome(entry, fault=problems[0].message if problems else "it cannot be read"), None
    good, faults = readable(entry, publications)
    return Outcome(good, notes=(*lost, *faults)), resource


def taken(key: str, holder: Resource) -> str:
    """The message that another entry already has this key."""
    location = f" at {holder.location}" if holder.location.path else ""
    return f"{key} is taken by `{holder.title}`{location} (case makes no difference); choose another one"


def ordered(entry: Entry) -> Entry:
    """Fields in the order that people use; unknown ones last."""
    names = [*(name for name in ORDER if name in entry), *(name for name in entry if name not in ORDER)]
    return {name: entry[name] for name in names}


def _with_free_keys(entry: Entry, known: SourceIndex) -> tuple[Entry, list[str]]:
    """Without the stable id and aliases that another entry has; which these are."""
    kept, notes = dict(entry), list[str]()
    for name in ("stable_id", "aliases"):
        value = entry.get(name, ())
        keys = [str(key) for key in (value if isinstance(value, (list, tuple)) else [value])]
        free = [key for key in keys if known.by_key(key) is None]
        if len(free) == len(keys):
            continue
        for key in keys:
            if holder := known.by_key(key):
                notes.append(f"the key `{key}` is left out, because `{holder.title}` has it")
        kept[name] = free
    return {name: value for name, value in kept.items() if value != []}, notes


def readable(entry: Entry, publications: object) -> tuple[Entry, list[str]]:
    """`entry` without the values that the registry's reader rejects, and the reader's messages."""
    good, notes = Entry(), list[str]()

    def fault(name: str, value: object) -> str:
        _, problems = read_entry({"id": "x", "title": "x", name: value}, publications)  # type: ignore[arg-type]
        return problems[0].message if problems else ""

    for name, value in entry.items():
        first = fault(name, value)
        if not first:
            good[name] = value
            continue
        items = value if isinstance(value, list) else []
        faults = [(item, fault(name, [item])) for item in items] or [(value, first)]
        notes += [f"{message}; it is left out" for _, message in faults if message]
        kept = [item for item, message in faults if not message]
        good.update({name: kept} if kept else {})
    return good, notes
