"""A scanned site -> what the rules look at."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from ...model import Resource, Snapshot
from ...normalize.refusals import refused
from ...source_site import SourceSite
from .context import LintContext, SnapshotStatus

LONG = 10_000
"""Characters; an error page or a check for robots has fewer."""


def subject_of(source_site: SourceSite, stale: timedelta) -> LintContext:
    """The subject for all rules. All snapshots and pictures are read; what is wrong with one joins the site's problems."""
    site = source_site.site
    resources = tuple(site.registry.resources())
    contents = {one.id: content for one in resources if (content := _content(source_site, one)) is not None}
    for one in resources:
        source_site.pictures.of(one)
    return LintContext(
        resources=resources,
        publications=site.registry.publications,
        today=datetime.now(timezone.utc).date(),
        stale=stale,
        has_docs=bool(source_site.docs.scans),
        citing=lambda one: tuple(page for page in site.index.rows(one) if page.path),
        inherited_from=lambda path: _inherited_from(source_site, path),
        is_own=source_site.docs.is_own,
        contents=contents,
    )


def _inherited_from(source_site: SourceSite, location: str) -> frozenset[str]:
    """The keys of entries in the BibTeX file at `location`, as messages show it, that others inherit from."""
    from ...formats.bibtex.reader import inherited_from
    from ...formats.reading import decoded

    if not location.lower().endswith((".bib", ".bibtex")):
        return frozenset()
    shown = source_site.site_config.shown
    file = next((file for file in source_site.site.registry.files if shown(file) == location), None)
    return inherited_from(decoded(file.read_bytes())[0]) if file and file.is_file() else frozenset()


def _content(source_site: SourceSite, resource: Resource) -> SnapshotStatus | None:
    snapshot = source_site.site.snapshots.look(resource)
    if snapshot is None or not snapshot.text.strip():
        return None
    return SnapshotStatus(_is_shown(source_site, resource, snapshot), snapshot.status, snapshot.fetched)


def _is_shown(source_site: SourceSite, resource: Resource, snapshot: Snapshot) -> bool:
    """Whether a snapshot is the source. A long text is, unless it begins with a refusal: that saves to parse it (12 ms)."""
    if snapshot.format == "html" or len(snapshot.text) < LONG:
        return bool(source_site.site.snapshots.preview(resource).html)
    lines = (line.strip(" #*_>") for line in snapshot.text[:LONG].splitlines())
    return not any(refused(line) for line in [line for line in lines if line][:3])
