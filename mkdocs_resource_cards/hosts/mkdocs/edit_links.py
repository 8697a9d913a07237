"""Where a generated page is edited: at its entry in the registry."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import quote, urljoin, urlsplit

from mkdocs.config.defaults import MkDocsConfig

from ...model import Location
from .page_facts import SiteFacts

_LINES = {"bitbucket": "#lines-{line}", **dict.fromkeys(("github", "gitlab", "gitea", "forgejo", "codeberg"), "#L{line}")}
"""Part of a host's name -> how it points at a line."""

_UP = re.compile(r"(?:(?<![^/?#&=])|(?<=%2F))(?!\.\.(?:/|%2F))(?:[^/?#&=%]|%(?!2F))+(/|%2F)\.\.\1", re.I)
"""A folder and the step out of it, in a path or in one that is a quoted part of an address."""
_LEFT = re.compile(r"(?:^|[/?#&=]|%2F)\.\.(?:/|%2F)", re.I)
"""A step out of what has no name there."""


def edit_url(config: MkDocsConfig, facts: SiteFacts, location: Location) -> str | None:
    """The address at which `place` is edited, as `repo_url` and `edit_uri` say; None when they do not."""
    if not location.path or location.path.startswith("../") or not (config.edit_uri or config.edit_uri_template):
        return None
    inside = posixpath.relpath(location.path, facts.location("").path)
    path = _Path(inside)
    if config.edit_uri_template:
        written = config.edit_uri_template.format(path=path, path_noext=_Path(posixpath.splitext(inside)[0]))
    else:
        written = f"{config.edit_uri}{path}"
    base = config.repo_url or ""
    if base and not written.startswith(("?", "#")):
        base = f"{base.rstrip('/')}/"
    parts = urlsplit(urljoin(base, written))
    way, query, fragment = map(_resolved, (parts.path, parts.query, parts.fragment))
    way = posixpath.normpath(way) if "/../" in way else way
    if any(map(_LEFT.search, (way, query, fragment))):  # A link to another file would be worse than none.
        return None
    host = parts.netloc.lower()
    line = (
        next((form.format(line=location.line) for name, form in _LINES.items() if name in host), "") if location.line else ""
    )
    return parts._replace(path=way, query=query, fragment=fragment).geturl() + (line if not fragment else "")


class _Path(str):
    """A path for MkDocs' templates: `{path}` has it quoted for an address, `{path!q}` quotes it itself, slashes too."""

    __slots__ = ()

    def __format__(self, spec: str) -> str:
        return format(quote(str(self)), spec)


def _resolved(part: str) -> str:
    """A part of an address without `..`: MkDocs' edit links start at the docs folder, and registries stand above it."""
    shorter = _UP.sub("", part, count=1)
    while shorter != part:
        part, shorter = shorter, _UP.sub("", shorter, count=1)
    return part
