"""What a host will complain of when it builds: told from the sources alone, for who does not build."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator

from .. import generated_pages
from ..formats.catalog import FORMATS
from ..model import Place, Problem, Resource
from .docs_folder import address, walk
from .site_config import Ground
from .source_site import ScannedSite


def unwatched(ground: Ground, watch: Iterable[str], config: str) -> Iterator[Problem]:
    """Zensical shows pages as they were until a file changes that it watches. `config` is the name of its configuration."""
    watched = [(ground.root / path).resolve() for path in watch]
    beside = {(path if path.is_dir() else path.parent) / "snapshots" for path in ground.sources}
    needed = [*ground.sources, *sorted(path for path in beside if path.is_dir()), *([ground.docs] if ground.docs else [])]
    missing = [path for path in needed if not any(path.resolve().is_relative_to(one) for one in watched)]
    if missing:
        names = ", ".join(ground.shown(path) for path in missing)
        message = f"Zensical does not watch {names}, so pages it has kept show what was there before"
        yield Problem("missing_watch", message, Place(config), f"add `watch: [{names}]`")


def conflicts(scanned: ScannedSite, form: str) -> list[Problem]:
    """Generated pages and downloads for which MkDocs has no room; `form` is that of its addresses, one of `docs.FORMS`."""
    wanted = generated_pages.wanted(scanned.site)
    room = _surveyed(scanned, form) if wanted else generated_pages.Room()
    told = list[Problem]()

    def take(path: str) -> bool:
        other = room.take(_target(path, form), path)
        if other:
            told.append(generated_pages.conflict(path, other, scanned.docs.place(other)))
        return not other

    folder = scanned.site.options.pages_path
    shown = [one for one in wanted if take(generated_pages.page_path(folder, one.id))]
    for venue in dict.fromkeys(one.publication.id for one in shown if one.publication):
        if venue in scanned.site.registry.publications:
            take(generated_pages.publication_path(folder, venue))
    if shown:
        if not scanned.ground.holds(f"{folder}/index.md"):  # An author's own index is no conflict.
            take(f"{folder}/index.md")
        for path in _downloads(folder, shown):
            take(path)
    return told


def _downloads(folder: str, shown: Iterable[Resource]) -> Iterator[str]:
    for format in FORMATS:
        for key in ("", *(one.id for one in shown)):
            yield generated_pages.download_path(folder, format, key)
    yield f"{folder}/{generated_pages.CATALOGUE}"


def _surveyed(scanned: ScannedSite, form: str) -> generated_pages.Room:
    """The room that the author's files leave. Pages that the command `pages` wrote are none of theirs."""
    room, ground = generated_pages.Room(), scanned.ground
    own = f"{scanned.site.options.pages_path}/"
    for file in walk(ground.docs) if ground.docs else ():
        path = file.relative_to(ground.docs).as_posix() if ground.docs else ""
        is_ours = path in scanned.docs and path.startswith(own) and generated_pages.is_written(scanned.docs.text(path))
        if not is_ours and not ground.is_excluded(path):
            room.note(_target(path, form), path)
    return room


def _target(path: str, form: str) -> str:
    """The file in the finished site that is made of a source."""
    found = address(path, form)
    return posixpath.join(found, "index.html") if not found or found.endswith("/") else found
