"""New entries into the registry: what is known already is told apart under the lock, so that two writers add it once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ..model import Resource
from .entries import ORDER, Entry, read_entry
from .known import Known, is_same
from .output import Failure
from .session import Session
from .write import BusyError, RefusedError, append, locked


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


def add_all(session: Session, drafts: Sequence[Entry], file: str = "", *, dry: bool = False) -> list[Outcome]:
    """Adds what is new, all of one file at once; on return it is on the disk. With `dry` only tells what would happen."""
    anchor = session.sources[0]
    anchor = anchor / "x" if anchor.is_dir() else anchor
    try:
        anchor.parent.mkdir(parents=True, exist_ok=True)
        with locked(anchor):
            return _add(session, drafts, file, dry)
    except (BusyError, RefusedError) as error:
        raise Failure(str(error)) from error
    except OSError as error:
        raise Failure(f"{error.filename or anchor}: {error.strerror}") from error


def _add(session: Session, drafts: Sequence[Entry], file: str, dry: bool) -> list[Outcome]:
    registry = session.registry()
    known = Known(registry.resources())
    outcomes, files = list[Outcome](), dict[Path, list[Entry]]()
    for draft in drafts:
        outcome, resource = _judge(draft, known, registry.publications)
        if resource is not None:
            known.take(resource)
            path = session.target(outcome.entry, registry, file)
            files.setdefault(path, []).append(outcome.entry)
            outcome = Outcome(outcome.entry, path=path)
        outcomes.append(outcome)
    for path, entries in files.items() if not dry else ():
        append(path, entries)
    return outcomes


def _judge(draft: Entry, known: Known, publications: object) -> tuple[Outcome, Resource | None]:
    """Whether a draft is new; the resource it makes, if so."""
    entry = ordered({"id": known.free_id(draft), **draft})
    same, holder = known.same_source(str(entry.get("url", "")), str(entry.get("doi", ""))), known.by_key(str(entry["id"]))
    if holder is not None and same is None and "id" in draft and not is_same(entry, holder):
        return Outcome(entry, fault=_taken(f"the id `{draft['id']}`", holder)), None
    if same or holder:
        return Outcome(entry, known=same or holder), None
    entry = _with_free_keys(entry, known)
    resource, problems = read_entry(entry, publications)  # type: ignore[arg-type]
    if resource is None:
        return Outcome(entry, fault=problems[0].message if problems else "it cannot be read"), None
    return Outcome(_readable(entry, publications)), resource


def _taken(key: str, holder: Resource) -> str:
    place = f" at {holder.place}" if holder.place.path else ""
    return f"{key} is taken by `{holder.title}`{place} (case makes no difference); give it another one"


def ordered(entry: Entry) -> Entry:
    """Fields in the order that people use; unknown ones last."""
    names = [*(name for name in ORDER if name in entry), *(name for name in entry if name not in ORDER)]
    return {name: entry[name] for name in names}


def _with_free_keys(entry: Entry, known: Known) -> Entry:
    """Without the stable id and aliases that another entry has."""
    kept = dict(entry)
    aliases = [key for key in entry.get("aliases", ()) if known.by_key(str(key)) is None]
    kept.update({"aliases": aliases} if aliases else {})
    if not aliases:
        kept.pop("aliases", None)
    if "stable_id" in entry and known.by_key(str(entry["stable_id"])) is not None:
        kept.pop("stable_id")
    return kept


def _readable(entry: Entry, publications: object) -> Entry:
    """`entry` without the fields that the registry's reader would complain of: they would be left out anyway."""
    good: Entry = {}
    for name, value in entry.items():
        _, problems = read_entry({"id": "x", "title": "x", **good, name: value}, publications)  # type: ignore[arg-type]
        if not problems:
            good[name] = value
    return good
