"""Files for reference managers and scripts beside the generated pages."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.utils import get_relative_url

from ... import generated_pages
from ...cards.card import Link
from ...formats import EXPORT_FORMATS, write
from ...model import Location, Resource
from ...site import Site
from . import generated_files
from .kept_texts import KeptTexts
from .page_facts import SiteFacts
from .path_reservations import FreePaths


class Downloads:
    """One of each format for each resource with a page, one of each for all of them, and the catalogue."""

    def __init__(self, config: MkDocsConfig, site: Site, facts: SiteFacts, room: FreePaths, kept: KeptTexts) -> None:
        self._config = config
        self._site = site
        self._facts = facts
        self._room = room
        self._kept = kept
        self._urls: dict[tuple[str, str], str] = {}

    def add(self, files: Files, resources: list[Resource], with_pages: list[Resource]) -> None:
        """Adds the files of all `resources`, and of each that has a page; they are written with the site's other files."""
        folder = self._site.options.pages_path
        if not resources:
            return
        for format in EXPORT_FORMATS:
            for key, some in [("", resources), *((resource.id, [resource]) for resource in with_pages)]:
                path = generated_pages.download_path(folder, format, key)
                self._urls[key, format] = self._add(files, path, partial(self._text, path, some, format))
        path = f"{folder}/{generated_pages.CATALOGUE}"
        self._add(files, path, lambda: self._catalogue(resources, path))

    def _text(self, path: str, resources: list[Resource], format: str) -> str:
        return self._kept.text("downloads", path, map(self._kept.told, resources), lambda: write(resources, format))

    def links(self, resource_id: str, url: str) -> list[Link]:
        """Links to the downloads of a resource, or with `""` of all, as seen from the page at `url`."""
        found = ((form, self._urls.get((resource_id, name), "")) for name, form in EXPORT_FORMATS.items())
        return [Link(form.label, get_relative_url(target, url)) for form, target in found if target]

    def _add(self, files: Files, path: str, make: Callable[[], str]) -> str:
        """The address within the site; `""` when the author's own file is there."""
        file = generated_files.download(self._config, path, make)
        if not self._room.take(file):
            return ""
        files.append(file)
        return file.url

    def _catalogue(self, resources: list[Resource], path: str) -> str:
        file = self._facts.files.get_file_from_path(path)
        href = self._facts.href_from(file.url if file else "")
        site = self._site
        rows = [
            (self._kept.told(one), site.page_href(one, href), generated_pages.citing_rows(site, one, href))
            for one in resources
        ]
        venues = [(key, href(page, ""), site.registry.publications[key]) for key, page in site.publication_pages.items()]
        inputs = rows, [(*one, venue._replace(location=Location())) for *one, venue in venues]
        return self._kept.text("downloads", path, inputs, lambda: generated_pages.catalogue_text(site, resources, href))
