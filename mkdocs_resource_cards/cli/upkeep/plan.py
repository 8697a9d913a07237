"""What renaming, merging or removing an entry changes: files of the registry, snapshots, pages. Nothing is written here."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from ...excerpt.files import UnusableError
from ...keys import ID, KEY, normal_key
from ...markdown_scan import notebook_edits, notebook_text
from ...model import Location, Resource
from ...registry import Registry
from ...registry.plain_entries import Entry, entry_of
from ...registry.sources import list_files
from ...shortcode import Shortcode
from ...source_site import SUFFIXES
from ...source_site.docs_folder import walk
from ..console import Failure, say
from ..context import Session
from ..link_conversion.back import Turn, link_for, links_again
from ..link_conversion.pages import page_of
from ..registry_edit.append import RefusedError, read_registry
from ..registry_edit.known_sources import SourceIndex
from ..registry_edit.remove_entries import without_entries
from ..registry_edit.set_fields import Change, changed
from .page_keys import renamed, without

_YAML = (".yml", ".yaml")
_OWN = ("id", "title", "stable_id", "aliases", "snapshot", "url", "citation_key")
"""Fields that a merged entry does not take from the other."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done."""

    files: Mapping[Path, tuple[bytes, bytes]]
    """What each file holds, and what it will hold; those of the registry first."""
    moved: Mapping[Path, Path] = field(default_factory=dict)
    """Snapshots that get another name."""
    notes: tuple[str, ...] = ()
    """What is to be looked at, a sentence each."""


def rename(session: Session, key: str, new: str) -> Plan:
    """Replaces the key `key` of an entry with `new`, in the registry and on every page."""
    one = _entry(session, key)
    key, new = normal_key(key), normal_key(new)
    if not (ID if key == one.id else KEY).fullmatch(new):
        raise Failure(f"`{new}` cannot be {'an id' if key == one.id else 'a key'}")
    holder = SourceIndex(session.registry().resources()).by_key(new)
    if holder is not None and (holder.id != one.id or new in one.keys):
        raise Failure(f"the key `{new}` is taken by `{holder.title}` at {holder.location}")
    _refuse_foreign(session, [key])
    path = _path(session, one)
    old = _read(session, path)
    files = {path: (old, _tried(changed, old, [Change(one.location, _renamed_field(one, key, new))], path.name))}
    moved = _snapshot_moves(session, one, path.parent, new) if key == one.id else {}
    pages = _pages(session, lambda _, text: _with_keys(session, text, {key: new}))
    return Plan({**files, **pages}, moved, tuple(_revived(session, files, [key], new)))


def merge(session: Session, key: str, into: str) -> Plan:
    """Makes one entry of two: the one of `into` stays, with the other's keys and what it lacks; pages name it alone."""
    one, two = _entry(session, key), _entry(session, into)
    if one.id == two.id:
        raise Failure(f"`{key}` and `{into}` are one entry already")
    _refuse_foreign(session, [*one.keys, *two.keys])
    files = _without(session, [one])
    path = _path(session, two)
    old, held = files[path] if path in files else (_read(session, path),) * 2
    fields = _taken(one, two)
    location = _found(held, path, two)
    files[path] = (old, _tried(changed, held, [Change(location, fields)], path.name))
    moved = {} if _snapshot(session, two) else _snapshot_moves(session, one, path.parent, two.id)
    notes = [f"`{one.title}` is now `{two.title}`"] if one.title != two.title else []
    notes += (
        [f"its address {one.url} is not kept; the entry has {two.url}"] if one.url and two.url and one.url != two.url else []
    )
    notes += [f"its snapshot {left} stays; remove it by hand"] if not moved and (left := _snapshot(session, one)) else []
    notes += _revived(session, files, one.keys, two.id)
    keys = dict.fromkeys(one.keys, normal_key(into))
    return Plan({**files, **_pages(session, lambda _, text: _with_keys(session, text, keys))}, moved, tuple(notes))


def remove(session: Session, keys: Sequence[str]) -> Plan:
    """Takes entries out; on pages their shortcodes become links, or plain text where an entry has no address."""
    gone = list({one.id: one for one in (_entry(session, key) for key in keys)}.values())
    ids, config = frozenset(one.id for one in gone), session.site_config
    names = {normal_key(key): link_for(Shortcode(""), one, {}) for one in gone for key in one.keys}
    math, pandoc = config.has_math, config.options.pandoc_citations
    _refuse_foreign(session, names)
    turn = Turn(session.registry().get, math, pandoc, lambda one: one.id in ids, always=True)

    def edited(file: Path, text: str) -> str:
        links = links_again(text, page_of(file, text, config).definitions, turn)
        return without(links.text, names, math=math, pandoc=pandoc)

    notes = [f"the snapshot {left} stays; remove it by hand" for one in gone if (left := _snapshot(session, one))]
    files = _without(session, gone)
    notes += _revived(session, files, names)
    return Plan({**files, **_pages(session, edited)}, notes=tuple(notes))


def _entry(session: Session, key: str) -> Resource:
    registry = session.registry()
    one = registry.get(normal_key(key))
    if one is None:
        raise Failure(f"no resource has the key `{key}`; {registry.suggest(key)}".removesuffix("; "))
    return one


def _revived(session: Session, files: Mapping[Path, tuple[bytes, bytes]], keys: Iterable[str], heir: str = "") -> list[str]:
    """What else gets the keys: entries that have one of them, too, and did not count. `heir`: who is to get them."""
    if all(problem.code != "duplicate_id" for problem in session.registry().problems):
        return []
    later = session.registry({path: new for path, (_, new) in files.items()})
    found = [(key, one) for key in keys if (one := later.get(key)) is not None and one.id != heir]
    return [f"`{key}` is then a key of `{one.title}` at {one.location}, which has it, too" for key, one in found]


def _path(session: Session, one: Resource) -> Path:
    path = session.site_config.root / one.location.path
    if path.suffix.lower() not in _YAML:
        raise Failure(_unchangeable(one))
    return path


def _refuse_foreign(session: Session, keys: Iterable[str]) -> None:
    """Raises Failure for keys of bibliographies: an entry in YAML that adds to theirs depends on them."""
    listing = list_files([path for path in session.sources if path.exists()], session.site_config.root)
    files = tuple(file for file in listing.files if file.is_bibliography)
    foreign = Registry(listing._replace(files=files), session.cache)
    for one in filter(None, map(foreign.get, keys) if files else ()):
        raise Failure(_unchangeable(one))


def _unchangeable(one: Resource) -> str:
    return f"`{one.typed_key}` is an entry of {one.location.path}, which commands do not change"


def _read(session: Session, path: Path) -> bytes:
    try:
        return session.read(path)
    except OSError as error:
        raise Failure(f"{path}: {error.strerror}") from error


def _tried(edit: Callable[..., bytes], *arguments: object) -> bytes:
    try:
        return edit(*arguments)
    except RefusedError as error:
        raise Failure(str(error)) from error


def _renamed_field(one: Resource, key: str, new: str) -> Entry:
    if key == one.id:
        return {"id": new}
    if key in (one.stable_id, one.citation_key):
        return {"stable_id" if key == one.stable_id else "citation_key": new}
    return {"aliases": [new if alias == key else alias for alias in one.aliases]}


def _without(session: Session, gone: Sequence[Resource]) -> dict[Path, tuple[bytes, bytes]]:
    locations = dict[Path, list[Location]]()
    for one in gone:
        locations.setdefault(_path(session, one), []).append(one.location)
    files = dict[Path, tuple[bytes, bytes]]()
    for path, places in locations.items():
        old = _read(session, path)
        files[path] = (old, _tried(without_entries, old, places, path.name))
    return files


def _taken(one: Resource, two: Resource) -> Entry:
    """What the entry `two` takes from `one`."""
    theirs, own = entry_of(one), entry_of(two)
    fields = {name: value for name, value in theirs.items() if name not in own and name not in _OWN}
    for name in ("tags", "cited_by"):
        if name in theirs and name in own:
            more = [item for item in theirs[name] if item not in own[name]]
            fields.update({name: [*own[name], *more]} if more else {})
    if one.url and not two.url:
        fields["url"] = one.url
    return {**fields, "aliases": [*dict.fromkeys([*two.aliases, *one.keys])]}


def _found(data: bytes, path: Path, one: Resource) -> Location:
    """Where an entry is in the file `data`."""
    for row in read_registry(data, path.name).all():
        values = json.loads(row)
        if values["id"] == one.id:
            return Location(*values["location"])
    raise Failure(f"{path.name} has changed in the meantime; run the command again")


def _snapshot(session: Session, one: Resource) -> str:
    """The file of an entry's snapshot that lies next to the registry, `""` for none."""
    if one.snapshot.text:
        return ""
    try:
        found = session.finder().find(one)
    except UnusableError:
        return ""
    return session.site_config.shown(Path(found)) if found else ""


def _snapshot_moves(session: Session, one: Resource, folder: Path, new: str) -> dict[Path, Path]:
    """A snapshot that is found by its entry's id gets the name of the new one."""
    shown = _snapshot(session, one)
    if not shown or one.snapshot.file:
        return {}
    old = session.site_config.root / shown
    target = folder / old.parent.name / f"{new}{old.suffix}"
    return {} if target.exists() else {old: target}


def _with_keys(session: Session, text: str, keys: Mapping[str, str]) -> str:
    config = session.site_config
    return renamed(text, keys, math=config.has_math, pandoc=config.options.pandoc_citations)


def _pages(session: Session, edit: Callable[[Path, str], str]) -> dict[Path, tuple[bytes, bytes]]:
    """Every source below the docs that `edit` changes, drafts among them."""
    docs, changed_pages = session.site_config.docs, dict[Path, tuple[bytes, bytes]]()
    for file in walk(docs.resolve()) if docs is not None and docs.is_dir() else ():
        if file.suffix.lower() not in (*SUFFIXES, notebook_text.SUFFIX):
            continue
        try:
            old = session.read(file)
            text = old.decode("utf-8")
        except (OSError, UnicodeError) as error:
            why = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
            say(f"{session.site_config.shown(file)}: cannot be read, so it is skipped: {why}", "yellow")
            continue
        is_notebook = file.suffix.lower() == notebook_text.SUFFIX
        new = notebook_edits.edited(text, partial(edit, file)) if is_notebook else edit(file, text)
        if new != text:
            changed_pages[file] = (old, new.encode())
    return changed_pages
