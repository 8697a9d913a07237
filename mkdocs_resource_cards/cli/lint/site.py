"""A scanned site -> what the rules look at."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from ...model import Resource
from ...scanned import ScannedSite
from .subject import STALE, Content, Subject


def subject_of(scanned: ScannedSite, stale: timedelta = STALE) -> Subject:
    """The subject for all rules. Every snapshot is read; what is wrong with one is then among the site's problems."""
    site = scanned.site
    resources = tuple(site.registry.resources())
    contents = {one.id: content for one in resources if (content := _content(scanned, one)) is not None}
    return Subject(
        resources=resources,
        publications=site.registry.publications,
        today=datetime.now(timezone.utc).date(),
        stale=stale,
        has_docs=bool(scanned.docs.scans),
        citing=lambda one: tuple(page for page in site.index.rows(one) if page.path),
        is_own=scanned.docs.is_own,
        contents=contents,
    )


def _content(scanned: ScannedSite, resource: Resource) -> Content | None:
    found = scanned.site.snapshots.preview(resource)
    snapshot = found.snapshot
    if snapshot is None or not (snapshot.path or resource.snapshot.text):
        return None
    return Content(bool(found.html), snapshot.status, snapshot.fetched)
