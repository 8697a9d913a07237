"""`resource-cards snapshot`"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ...model import Resource
from ..console import Failure, count, progress, result, say
from ..context import Session, allow_private, pass_session
from ..snapshots.durations import DURATION

if TYPE_CHECKING:
    from ..fetch.rate_limit import Politeness

RECENT = timedelta(days=1)
"""With `--all`, what was asked for in this span is not asked for again: a run that was killed goes on where it stopped."""


@dataclass(frozen=True, slots=True)
class _Job:
    """A resource to be fetched, and the file for it."""

    resource: Resource
    path: Path


@dataclass
class _Results:
    """What became of the jobs, by resource id."""

    kept: dict[str, str] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    """Those whose snapshot is a person's."""


@click.command("snapshot")
@click.argument("ids", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Every entry with a URL, except those fetched within the last day.")
@click.option("--older-than", type=DURATION, help="Entries without a snapshot, or with one older than 90d, 6w, 3m or 1y.")
@allow_private
@pass_session
def command(session: Session, /, ids: tuple[str, ...], everything: bool, older_than: timedelta | None) -> None:
    """Fetch snapshots of sources, or refresh them.

    Without IDS or --all, fetches the entries that have no snapshot yet. Hosts are fetched in parallel, each at a polite pace
    and as its robots.txt allows; unchanged pages are not downloaded again. When a page has become an error, its good snapshot
    stays and the failure is noted in it. Snapshots that this command did not write are left alone. You can stop the command
    at any time; the next run continues.

    \b
    Example:
      resource-cards snapshot f19373dc25a8a96f
      resource-cards snapshot --all --older-than 90d
    """
    from ..fetch.rate_limit import Politeness, each

    results, age = _Results(), older_than if older_than is not None else RECENT if everything else None
    jobs = list(_jobs(session, _chosen(session, ids), age, bool(ids), results))
    manners = Politeness(session.fetcher(), session.tools.pause)
    with progress(len(jobs), "Fetching") as bar:
        for job in each(jobs, lambda job: job.resource.url, lambda job: _fetch(job, manners, results), manners):
            bar.step(job.resource.title)
    _report(jobs, results)
    if results.refused and age is not None and not ids:
        say(f"skipped, because this command did not write their snapshots: {count(len(results.refused), 'entry', 'entries')}")
    click.get_current_context().exit(1 if results.failed or (ids and results.refused) else 0)


def _chosen(session: Session, ids: Sequence[str]) -> list[Resource]:
    registry = session.registry()
    if not ids:
        return [one for one in registry.resources() if one.url]
    chosen = []
    for key in ids:
        one = registry.get(key)
        if one is None:
            raise Failure(f"no resource has the key `{key}`; {registry.suggest(key)}".removesuffix("; "))
        if not one.url:
            raise Failure(f"`{key}` has no URL")
        chosen.append(one)
    return chosen


def _jobs(
    session: Session, chosen: Sequence[Resource], age: timedelta | None, named: bool, results: _Results
) -> Iterator[_Job]:
    """Those that are to be fetched: the ones `named`, else those without a snapshot or, with `age`, with an older one."""
    from ..snapshots.writer import target_of

    before = (datetime.now(timezone.utc) - age).strftime("%Y-%m-%dT%H:%M:%SZ") if age is not None else ""
    finder = session.finder()
    for one in chosen:
        target = target_of(one, session.folder_of(one), finder)
        if target.refusal:
            if named:
                say(f"{one.id} ({one.title}): {target.refusal}; skipped", "red")
            results.refused.append(one.id)
        elif named or max(target.front.fetched, target.front.failed[:20]) < before or not target.front.fetched:
            yield _Job(one, target.path)


def _fetch(job: _Job, manners: Politeness, results: _Results) -> None:
    """Fetches one page, and keeps what is good."""
    from ..fetch import FetchError
    from ..fetch.rate_limit import now
    from ..ingest.fetch_source import followed
    from ..snapshots.writer import NotKeptError, check_size, confirm, content_of, load, record_failure, save

    front, old = load(job.path)
    headers = {"If-None-Match": front.etag} if front.etag and front.url else {}
    try:
        fetched = followed(manners.get(job.resource.url, headers), manners.get)
        if fetched.status == 304 and headers:
            confirm(job.path, now())
            results.kept[job.resource.id] = "not changed"
            return
        text = content_of(fetched, job.resource)
        check_size(text, old)
        save(job.path, fetched, text, now())
        results.kept[job.resource.id] = f"{len(text.encode())} bytes"
    except (FetchError, NotKeptError) as error:
        results.failed[job.resource.id] = str(error)
        record_failure(job.path, now(), str(error))
    except OSError as error:
        results.failed[job.resource.id] = f"{job.path}: {error.strerror}"


def _report(jobs: Sequence[_Job], results: _Results) -> None:
    for job in jobs:
        key = job.resource.id
        if key in results.failed:
            say(f"{key} ({job.resource.title}): {results.failed[key]}", "red")
        else:
            result(f"{key}\t{results.kept.get(key, '')}\t{job.resource.title}")
    say(f"{len(results.kept)} kept, {len(results.failed)} failed")
