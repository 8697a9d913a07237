"""Which files of a docs folder are no pages of a build: by the configuration, and by the rules of its host."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

_MKDOCS_EXCLUDES = (".*", "/templates/")
"""Before what a site excludes."""
_BLOGS = ("blog", "material/blog")
"""Names of Material's plugin."""
_HEAD = 64 * 1024
"""Bytes of a post in which its front matter is looked for."""

Excluded = Callable[[str], bool]
"""Path within the docs -> whether it is not a page."""


def exclusion(values: Mapping[str, Any], plugins: Iterator[tuple[str, Any]], docs: Path, *, is_for_mkdocs: bool) -> Excluded:
    """What the site with these values leaves out. `plugins`: names and settings of those that run."""
    from ...source_site import SUFFIXES, gives_way  # 90 ms, with all that renders

    listed = _listed(values, _MKDOCS_EXCLUDES if is_for_mkdocs else ())
    if not is_for_mkdocs:
        return lambda path: listed(path) or gives_way(docs, path, listed)
    drafts = [_drafts(docs, settings if isinstance(settings, Mapping) else {}) for name, settings in plugins if name in _BLOGS]

    def excluded(path: str) -> bool:
        suffix = posixpath.splitext(path)[1]
        is_file = suffix not in SUFFIXES and suffix.lower() in SUFFIXES  # `a.MD` is copied as it is.
        return (
            is_file or listed(path) or gives_way(docs, path, listed, (*SUFFIXES, ".html")) or any(one(path) for one in drafts)
        )

    return excluded


def _listed(values: Mapping[str, Any], always: tuple[str, ...]) -> Excluded:
    given = {name: text.splitlines() for name in ("exclude_docs", "draft_docs") if isinstance(text := values.get(name), str)}
    try:
        import pathspec  # comes with every host that knows these settings
    except ModuleNotFoundError:
        return lambda path: False
    lists = [[*always, *given.get("exclude_docs", [])], given.get("draft_docs", [])]
    specs = [pathspec.GitIgnoreSpec.from_lines(lines) for lines in lists if lines]
    return lambda path: any(spec.match_file(path) for spec in specs)


def _drafts(docs: Path, settings: Mapping[str, Any]) -> Excluded:
    """Posts of a blog that a build leaves out."""
    blog = str(settings.get("blog_dir", "blog"))
    folder = posixpath.normpath(str(settings.get("post_dir", "{blog}/posts")).replace("{blog}", blog))
    if settings.get("draft") is True:
        return lambda path: False
    by_date = settings.get("draft_if_future_date") is True
    return lambda path: path.startswith(f"{folder}/") and _is_draft(docs / path, by_date=by_date)


def _is_draft(post: Path, *, by_date: bool) -> bool:
    from ...source_site import front_matter  # as above

    try:
        with post.open(encoding="utf-8-sig", errors="replace") as file:
            values = front_matter.marked_values(file.read(_HEAD))
    except OSError:
        return False
    marked, date = values.get("draft"), values.get("date")
    if isinstance(marked, bool) or not by_date:
        return bool(marked)
    created = date.get("created") if isinstance(date, Mapping) else date
    return _moment(created) > datetime.now(timezone.utc)


def _moment(value: Any) -> datetime:
    """A date of front matter, midnight if it has no time; UTC if it has no zone."""
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError:
        moment = datetime.min
    return moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)
