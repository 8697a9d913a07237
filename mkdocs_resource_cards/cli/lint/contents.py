"""Rules about snapshots."""

from __future__ import annotations

from collections.abc import Iterator

from ...model import Problem
from .context import LintContext, problem


def suspicious(subject: LintContext) -> Iterator[Problem]:
    """Snapshots of which nothing is shown, or that were kept of an error."""
    for one in subject.resources:
        content = subject.contents.get(one.id)
        if content is None:
            continue
        again = f"fetch it again: resource-cards snapshot {one.typed_key}"
        if content.status is not None and content.status >= 400:
            message = f"the snapshot of `{one.typed_key}` was taken from an HTTP {content.status} response"
            yield problem("suspicious_snapshot", one, message, again)
        elif not content.is_shown:
            message = f"the snapshot of `{one.typed_key}` is an error page, a bot check or a refusal"
            yield problem("suspicious_snapshot", one, message, again)


def stale(subject: LintContext) -> Iterator[Problem]:
    """Snapshots that are old."""
    limit = (subject.today - subject.stale).isoformat()
    for one in subject.resources:
        content = subject.contents.get(one.id)
        if content is not None and content.fetched and content.fetched < limit[: len(content.fetched)]:
            message = f"the snapshot of `{one.typed_key}` was fetched on {content.fetched}"
            yield problem("stale_snapshot", one, message, f"resource-cards snapshot {one.typed_key}")
