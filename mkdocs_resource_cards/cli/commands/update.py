"""`resource-cards update`"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ...model import Resource
from ..console import Failure, count, may_write, progress, say, show_difference
from ..context import Session, allow_private, pass_session

if TYPE_CHECKING:
    from ..fetch import Fetched
    from ..fetch.rate_limit import Politeness
    from ..ingest.fill_in import Filling

_YAML = (".yml", ".yaml")


@dataclass
class _Results:
    """What became of the entries, by id."""

    found: dict[str, Filling] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)


@click.command("update")
@click.argument("keys", nargs=-1)
@click.option("--overwrite", is_flag=True, help="Also replace values that the entry already has.")
@click.option("-y", "--write", is_flag=True, help="Write the changes without asking.")
@click.option("--dry-run", is_flag=True, help="Show the changes without writing them.")
@allow_private
@pass_session
def command(session: Session, /, keys: tuple[str, ...], overwrite: bool, write: bool, dry_run: bool) -> None:
    """Fill in missing fields of entries from their sources.

    Fetches the sources of the entries with these KEYS, or of all entries without authors, a date or a proper title. Shows
    the changes as a diff and writes them after you confirm; every other byte of the registry stays, comments and quotes
    included. Values that an entry already has stay too, unless you give --overwrite. What only you can know (tags, summary,
    rating, keys) is never changed.

    \b
    Example:
      resource-cards update
      resource-cards update deep-learning --overwrite
    """
    from ..fetch.rate_limit import Politeness, each

    results = _Results()
    jobs = list(_jobs(session, _chosen(session, keys)))
    manners = Politeness(session.fetcher(), session.tools.pause)
    with progress(len(jobs), "Asking") as bar:
        for job in each(
            jobs, lambda job: _address(session, job), lambda job: _ask(session, job, manners, results, overwrite), manners
        ):
            bar.step(job.title)
    _tell(jobs, results)
    changed = _changed(session, jobs, results)
    for path, (old, new) in changed.items():
        show_difference(session.site_config.shown(path), old.decode("utf-8", "replace"), new.decode("utf-8", "replace"))
    if changed and not dry_run:
        _write(session, changed, write)
    click.get_current_context().exit(1 if results.failed else 0)


def _chosen(session: Session, keys: Sequence[str]) -> list[Resource]:
    from ..ingest.fill_in import is_lacking

    registry = session.registry()
    if not keys:
        return [one for one in registry.resources() if (one.url or one.doi) and is_lacking(one)]
    chosen = dict[str, Resource]()
    for key in keys:
        one = registry.get(key)
        if one is None:
            raise Failure(f"no resource has the key `{key}`; {registry.suggest(key)}".removesuffix("; "))
        if not one.url and not one.doi:
            raise Failure(f"`{key}` has neither URL nor DOI")
        chosen[one.id] = one
    return list(chosen.values())


def _jobs(session: Session, chosen: Sequence[Resource]) -> Iterator[Resource]:
    """Those whose entry can be written: a bibliography belongs to the program that made it."""
    foreign = [one for one in chosen if Path(one.location.path).suffix.lower() not in _YAML]
    if foreign:
        names = ", ".join(dict.fromkeys(one.location.path for one in foreign))
        say(f"skipped {count(len(foreign), 'entry', 'entries')} of {names}, which commands do not change", "yellow")
    yield from (one for one in chosen if one not in foreign)


def _address(session: Session, one: Resource) -> str:
    return session.tools.doi_resolver + one.doi if one.doi else one.url


def _ask(session: Session, one: Resource, manners: Politeness, results: _Results, overwrite: bool) -> None:
    """What the source of one entry says."""
    from ..ingest.fetch_source import gather
    from ..ingest.fill_in import filling
    from ..ingest.identify import SourceTarget

    def get(url: str, headers: dict[str, str] | None = None) -> Fetched:
        # What a DOI's agency answers to programs is not a page that its robots.txt speaks of.
        is_data = headers is not None and url.startswith(session.tools.doi_resolver)
        return manners.fetcher.get(url, headers) if is_data else manners.get(url, headers)

    target = SourceTarget("doi", one.doi) if one.doi else SourceTarget("url", one.url)
    try:
        found = gather(target, session.tools, get=get, with_page=False)
    except Failure as error:
        results.failed[one.id] = error.message.removesuffix("; nothing was added")
        return
    if found.suspicion:
        results.failed[one.id] = f"{one.url} {found.suspicion}"
        return
    if found.moved:
        results.moved[one.id] = found.moved
    results.found[one.id] = filling(one, found.draft, overwrite=overwrite)


def _tell(jobs: Sequence[Resource], results: _Results) -> None:
    for one in jobs:
        name = f"{one.id} ({one.title})"
        if one.id in results.failed:
            say(f"{name}: {results.failed[one.id]}", "red")
            continue
        if one.id in results.moved:
            say(f"{name}: its address redirects to {results.moved[one.id]}", "yellow")
        if unsure := results.found[one.id].unsure:
            values = ", ".join(f"{field} {_shown(value)}" for field, value in unsure.items())
            say(f"{name}: not sure about {values}; if it is right, add it by hand", "yellow")
    new = [one for one in results.found.values() if one.sure]
    say(f"{len(jobs)} asked, {len(new)} with something new, {len(results.failed)} failed")


def _shown(value: object) -> str:
    text = "; ".join(map(str, value)) if isinstance(value, list) else str(value)
    return f"`{text if len(text) <= 80 else text[:79] + '…'}`"


def _changed(session: Session, jobs: Sequence[Resource], results: _Results) -> dict[Path, tuple[bytes, bytes]]:
    """What the registry's files hold, and what they become, by path."""
    from ..registry_edit.append import RefusedError
    from ..registry_edit.new_entries import readable
    from ..registry_edit.set_fields import Change, changed

    changes = dict[Path, list[Change]]()
    publications = session.registry().publications
    for one in jobs:
        new, notes = readable(results.found[one.id].sure if one.id in results.found else {}, publications)
        for note in notes:
            say(f"{one.id} ({one.title}): {note}", "yellow")
        if new:
            changes.setdefault(session.site_config.root / one.location.path, []).append(Change(one.location, new))
    made = dict[Path, tuple[bytes, bytes]]()
    for path, wanted in sorted(changes.items()):
        try:
            old = path.read_bytes()
            made[path] = (old, changed(old, wanted, path.name))
        except RefusedError as error:
            raise Failure(str(error)) from error
        except OSError as error:
            raise Failure(f"{path}: {error.strerror}") from error
    return made


def _write(session: Session, changed: dict[Path, tuple[bytes, bytes]], write: bool) -> None:
    from ..atomic_files import replace
    from ..registry_edit.new_entries import locked_registry

    if not may_write(write):
        return
    with locked_registry(session):
        for path, (old, new) in changed.items():
            if path.read_bytes() != old:
                raise Failure(f"{path}: it has changed in the meantime, so it was left as it is; run the command again")
            replace(path, new)
            say(f"written: {session.site_config.shown(path)}", "green")
