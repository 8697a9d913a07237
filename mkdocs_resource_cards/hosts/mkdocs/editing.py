"""Where a generated page is edited: at its entry in the registry."""

from __future__ import annotations

import posixpath
from urllib.parse import quote, urljoin, urlsplit

from mkdocs.config.defaults import MkDocsConfig

from ...model import Place
from .facts import SiteFacts

_LINES = {"bitbucket": "#lines-{line}", **dict.fromkeys(("github", "gitlab", "gitea", "forgejo", "codeberg"), "#L{line}")}
"""Part of a host's name -> how it points at a line."""


def edit_url(config: MkDocsConfig, facts: SiteFacts, place: Place) -> str | None:
    """The address at which `place` is edited, as `repo_url` and `edit_uri` say; None when they do not."""
    inside = posixpath.relpath(place.path, facts.place("").path) if place.path else ""
    if not inside or place.path.startswith("../") or not (config.edit_uri or config.edit_uri_template):
        return None
    path = quote(inside)
    if config.edit_uri_template:
        written = config.edit_uri_template.format(path=path, path_noext=posixpath.splitext(path)[0])
    else:
        written = f"{config.edit_uri}{path}"
    address = urljoin(f"{config.repo_url.rstrip('/')}/" if config.repo_url else "", written)
    parts = urlsplit(address)
    host = parts.netloc.lower()
    line = next((form.format(line=place.line) for name, form in _LINES.items() if name in host), "") if place.line else ""
    # MkDocs' edit links start at the docs folder, and registries stand above it.
    return parts._replace(path=_resolved(parts.path)).geturl() + (line if not parts.fragment else "")


def _resolved(path: str) -> str:
    return posixpath.normpath(path) if "/../" in path else path
