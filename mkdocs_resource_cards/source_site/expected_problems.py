"""Problems that a host will report when it builds, found from the sources, for commands that do not build."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator

from .. import generated_pages
from ..excerpt import registry_folders
from ..excerpt.files import FOLDER
from ..formats import EXPORT_FORMATS
from ..model import Location, Problem, Resource
from .docs_folder import address, walk
from .site_config import SiteConfig
from .source_site import SourceSite


def unwatched(site_config: SiteConfig, watch: Iterable[str], config: str) -> Iterator[Problem]:
    """Zensical shows pages as they were until a file changes that it watches. `config` is the name of its configuration."""
    listed = list(watch)
    watched = [(site_config.root / path).resolve() for path in listed]
    beside = [folder / FOLDER for folder in registry_folders(site_config.sources)]
    needed = [
        *site_config.sources,
        *sorted(path for path in {*beside} if path.is_dir()),
        *([site_config.docs] if site_config.docs else []),
    ]
    missing = [path for path in needed if not any(path.resolve().is_relative_to(one) for one in watched)]
    if missing:
        is_toml = config.endswith(".toml")
        names = [site_config.shown(path) for path in missing]
        items = ", ".join(f'"{name}"' if is_toml else name for name in names)
        line = f"watch = [{items}]" if is_toml else f"watch: [{items}]"
        message = f"Zensical does not watch {', '.join(names)}, so it serves outdated pages from its cache"
        fix = f"append {items} to the list `watch`" if listed else f"add `{line}`"
        yield Problem("missing_watch", message, Location(config), fix)


def unextended(config: str) -> Problem:
    """The problem of a configuration, by its name, that lists the plugin where Zensical looks for extensions only."""
    return Problem(
        "missing_extension",
        "lists the plugin `resource-cards`, which Zensical ignores, so shortcodes stay as written",
        Location(config),
        "list `resource_cards` under `markdown_extensions`",
    )


def conflicts(source_site: SourceSite, form: str) -> list[Problem]:
    """Generated pages and downloads for which MkDocs has no room; `form` is that of its addresses, one of `docs.FORMS`."""
    listed = generated_pages.listed(source_site.site)
    wanted = generated_pages.wanted(source_site.site, listed)
    room = _surveyed(source_site, form) if listed else generated_pages.PathReservations()
    told = list[Problem]()

    def take(path: str) -> bool:
        other = room.take(_target(path, form), path)
        if other:
            told.append(generated_pages.conflict(path, other, source_site.docs.location(other)))
        return not other

    folder = source_site.site.options.pages_path
    shown = [one for one in wanted if take(generated_pages.page_path(folder, one.id))]
    for venue in dict.fromkeys(one.publication.id for one in listed if one.publication):
        if venue in source_site.site.registry.publications:
            take(generated_pages.publication_path(folder, venue))
    if listed:
        take(f"{folder}/index.md")
        for path in _downloads(folder, shown):
            take(path)
    return told


def _downloads(folder: str, shown: Iterable[Resource]) -> Iterator[str]:
    for format in EXPORT_FORMATS:
        for key in ("", *(one.id for one in shown)):
            yield generated_pages.download_path(folder, format, key)
    yield f"{folder}/{generated_pages.CATALOGUE}"


def _surveyed(source_site: SourceSite, form: str) -> generated_pages.PathReservations:
    """The room that the author's files leave. What the command `pages` wrote is none of theirs."""
    room, site_config = generated_pages.PathReservations(), source_site.site_config
    own = f"{source_site.site.options.pages_path}/"
    downloads = generated_pages.listed_files(site_config.docs) if site_config.docs else {}
    for file in walk(site_config.docs) if site_config.docs else ():
        path = file.relative_to(site_config.docs).as_posix() if site_config.docs else ""
        is_page = path in source_site.docs and path.startswith(own) and generated_pages.is_written(source_site.docs.text(path))
        is_ours = is_page or (site_config.docs is not None and generated_pages.is_listed(downloads, site_config.docs, path))
        if not is_ours and not site_config.is_excluded(path):
            room.note(_target(path, form), path)
    return room


def _target(path: str, form: str) -> str:
    """The file in the finished site that is made of a source."""
    found = address(path, form)
    return posixpath.join(found, "index.html") if not found or found.endswith("/") else found
