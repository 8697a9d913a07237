"""The card of a resource as Markdown, for a hover."""

from __future__ import annotations

import re

from ...model import Resource
from .site_state import SiteState

_SIGNS = re.compile(r"([\\`*_{}\[\]<>()#+!|~&$^])")
_EXCERPT = 400
"""Characters."""
_PAGES = 5


def card(state: SiteState, one: Resource) -> str:
    """Title, people, date, publication, credibility, excerpt, citing pages. Data is escaped."""
    site = state.source_site.site
    title = f"**{plain(one.title)}**"
    facts = [", ".join(one.author_names[:4]), one.published, one.type, one.publication.name if one.publication else ""]
    rating = f"credibility {one.rating}/5" if one.rating is not None else ""
    lines = [title, " · ".join(plain(part) for part in (*facts, rating) if part)]
    if excerpt := site.snapshots.excerpt(one).text[:_EXCERPT]:
        lines.append(f"> {plain(excerpt)}")
    rows = site.index.rows(one)
    if rows:
        more = f" and {len(rows) - _PAGES} more" if len(rows) > _PAGES else ""
        lines.append(f"Cited by {len(rows)}: {', '.join(plain(page.title) for page in rows[:_PAGES])}{more}")
    if one.url:
        lines.append(f"<{one.url}>")
    lines.append(f"`{'` `'.join(one.keys)}`")
    return "\n\n".join(line for line in lines if line)


def plain(text: str) -> str:
    """Plain text -> Markdown."""
    return _SIGNS.sub(r"\\\1", " ".join(text.split()))
