"""Works of a file into the registry: what is new is added, what is there already gets a further key, or newer values.

All of it under one lock, so that two writers add a work once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ...keys import KEY
from ...model import Publication, Resource
from ...normalize.identifiers import bare_doi, id_of
from ...normalize.urls import safe_url
from ...registry.plain_entries import Entry, entry_of, read_entry
from ...registry.sources import is_bibliography
from ..context import Session
from ..registry_edit.append import append
from ..registry_edit.new_entries import locked_registry, ordered, readable, taken
from ..registry_edit.set_fields import Change, set_fields
from . import last_import
from .updates import Difference, differences
from .works import WorkIndex

_YAML = (".yml", ".yaml")


@dataclass(frozen=True, slots=True)
class Taken:
    """What becomes of one work."""

    entry: Entry
    """As it is, or would be, written."""
    known: Resource | None = None
    """The entry of the same work: then none was added."""
    fault: str = ""
    """Why the registry would not take it."""
    path: Path | None = None
    """The file it was added to."""
    notes: tuple[str, ...] = ()
    """What of it was not kept, and what it shares with others, a sentence each."""
    new_key: str = ""
    """The key that the known entry gets."""
    differences: tuple[Difference, ...] = ()
    """What it says otherwise than the known entry."""


@dataclass
class _Plan:
    """What is to be written."""

    index: WorkIndex
    publications: Mapping[str, Publication]
    last: dict[str, Entry]
    appended: dict[Path, list[Entry]] = field(default_factory=dict)
    changes: dict[Path, dict[str, Change]] = field(default_factory=dict)
    new: dict[str, Entry] = field(default_factory=dict)
    """id -> an entry that is not in the registry yet."""
    met: set[str] = field(default_factory=set)
    """Ids of entries that a record of the file was about."""


def take_all(
    session: Session, drafts: Sequence[tuple[Entry, str]], into: str = "", *, update: bool = False, dry: bool = False
) -> list[Taken]:
    """Takes drafts, each with the key it has in its file; on return all is on the disk. `dry`: only tells what would happen.

    Raises Failure.
    """
    with locked_registry(session):
        registry = session.registry()
        own = next((source for source in session.sources if not is_bibliography(source)), session.sources[0])
        memory, target = last_import.path_of(own), session.targets(registry, into)
        plan = _Plan(WorkIndex(registry.resources()), registry.publications, last_import.read(memory))
        outcomes = [_take(session, plan, draft, key, target, update) for draft, key in drafts]
        if not dry:
            _write(session, plan, memory)
    return outcomes


def _take(session: Session, plan: _Plan, draft: Entry, key: str, target: Callable[[Entry], Path], update: bool) -> Taken:
    known = plan.index.same(draft, key)
    if known is None and "id" in draft:
        holder = plan.index.by_id(str(draft["id"]))
        if holder is not None and holder.written_title == str(draft.get("title")):
            known = holder
        elif holder is not None:
            return Taken(draft, fault=taken(f"the id `{draft['id']}`", holder))
    if known is not None:
        return _met(session, plan, draft, key, known, update)
    entry, notes = _with_free_keys(ordered({"id": _free_id(plan, draft, key), **draft}), plan)
    notes += [
        f"added, although it has {shared.what} of `{one.title}` (<< resource:{one.typed_key} >>)"
        for shared, one in plan.index.shared(entry)
    ]
    resource, problems = read_entry(entry, plan.publications)
    if resource is None:
        return Taken(entry, fault=problems[0].message if problems else "it cannot be read")
    good, faults = readable(entry, plan.publications)
    plan.index.take(resource)
    path = target(good)
    plan.appended.setdefault(path, []).append(good)
    plan.new[resource.id] = good
    plan.last[resource.id] = entry_of(resource)
    return Taken(good, path=path, notes=(*notes, *faults))


def _met(session: Session, plan: _Plan, draft: Entry, key: str, known: Resource, update: bool) -> Taken:
    """A work that is there already."""
    found = Taken(draft, known=known)
    is_new = known.id in plan.new
    can_change = is_new or Path(known.location.path).suffix.lower() in _YAML
    if key and can_change and KEY.fullmatch(key) and plan.index.by_key(key) is None:
        found = replace(found, new_key=key)
        _change(session, plan, known, {"aliases": [*_aliases(plan, known), key]})
        plan.index.take(known._replace(aliases=(*known.aliases, key)))
    if is_new or known.id in plan.met:  # Of two records of one work the first counts.
        return found
    plan.met.add(known.id)
    # What is in a bibliography is its owner's.
    last = plan.last.get(known.id, {})
    differ = tuple(one if can_change else one._replace(is_ours=True) for one in differences(draft, known, last))
    found = replace(found, differences=differ)
    new = {one.name: one.new for one in differ if not one.is_ours} if update and can_change else {}
    good, faults = readable(new, plan.publications)
    if good:
        _change(session, plan, known, good)
        read, _ = read_entry({**draft, "id": known.id}, plan.publications)
        kept = entry_of(read) if read else {}
        plan.last[known.id] = {**plan.last.get(known.id, {}), **{name: kept.get(name, good[name]) for name in good}}
    return replace(found, notes=tuple(faults))


def _aliases(plan: _Plan, known: Resource) -> list[str]:
    if known.id in plan.new:
        return list(plan.new[known.id].get("aliases", ()))
    path = next((path for path, changes in plan.changes.items() if known.id in changes), None)
    pending = plan.changes[path][known.id].fields.get("aliases") if path else None
    return list(pending or known.aliases)


def _change(session: Session, plan: _Plan, known: Resource, fields: Entry) -> None:
    """Fields of an entry of the registry, or of one that is about to be added."""
    if known.id in plan.new:
        plan.new[known.id].update(fields)
        return
    changes = plan.changes.setdefault(session.site_config.root / known.location.path, {})
    before = changes[known.id].fields if known.id in changes else {}
    changes[known.id] = Change(known.location, {**before, **fields})


def _write(session: Session, plan: _Plan, memory: Path) -> None:
    for path, changes in plan.changes.items():
        set_fields(path, list(changes.values()))
    for path, entries in plan.appended.items():
        append(path, [ordered(entry) for entry in entries])
    if plan.changes or plan.appended:
        last_import.write(memory, plan.last)


def _free_id(plan: _Plan, draft: Entry, key: str) -> str:
    """The hash of the address, else of DOI or title; of more, where another work has that."""
    address = safe_url(str(draft.get("url") or "")) or bare_doi(str(draft.get("doi") or ""))
    title = str(draft.get("title") or "")
    names = [address] if address else []
    names += [title, f"{title}\n{draft.get('authors', '')}\n{draft.get('published', '')}"]
    names += [f"{address}\n{title}\n{key}", *(f"{address}\n{title}\n{key}\n{number}" for number in range(2, 1000))]
    return next((id for name in names if plan.index.by_id(id := id_of(name)) is None), id_of(title))


def _with_free_keys(entry: Entry, plan: _Plan) -> tuple[Entry, list[str]]:
    """Without the stable id and aliases that another entry has; which these are."""
    kept, notes = dict(entry), list[str]()
    for name in ("stable_id", "citation_key", "aliases"):
        value = entry.get(name, ())
        keys = [str(key) for key in (value if isinstance(value, (list, tuple)) else [value])]
        holders = {key: holder for key in keys if (holder := plan.index.by_key(key))}
        if holders:
            notes += [f"the key `{key}` is left out, because `{holder.title}` has it" for key, holder in holders.items()]
            kept[name] = [key for key in keys if key not in holders]
    return {name: value for name, value in kept.items() if value != []}, notes
