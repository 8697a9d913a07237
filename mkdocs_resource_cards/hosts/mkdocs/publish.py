"""Which generated pages a site has, and what stands on them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from ...excerpt import inert
from ...model import Problem, Resource
from ...site import Site
from . import generated
from .facts import SiteFacts
from .generated import GeneratedPage

_ASSETS = Path(__file__).parents[2] / "assets"
ASSETS_PATH = "assets/resource-cards"
_HEADING = re.compile(r'<h2 id="([^"]+)"[^>]*>(.*?)</h2>', re.DOTALL)


class Publisher:
    """Adds generated pages to the files of one build, and fills them once it is known who cites what."""

    def __init__(self, config: MkDocsConfig, site: Site, facts: SiteFacts) -> None:
        self.problems: list[Problem] = []
        self._config = config
        self._site = site
        self._facts = facts
        self._folder = site.options.pages_path
        self._pages: dict[str, GeneratedPage] = {}
        self._index: GeneratedPage | None = None
        self._taken: set[str] = set()
        self._paths: set[str] = set()
        site.pages = {}

    def is_ours(self, path: str) -> bool:
        """Whether the page at a source path is generated, or is the author's own index: such pages do not cite."""
        return path in self._paths or path == self._site.index_path

    def drop_written(self, files: Files) -> None:
        """Takes out pages that the command `pages` wrote for another host: here they are generated."""
        own = [file for file in files.documentation_pages() if file.src_uri.startswith(f"{self._folder}/")]
        if own:
            from ...scanned import is_written  # Few sites have pages of their own there.

            for file in own:
                if file.abs_src_path and is_written(file.content_string):
                    files.remove(file)

    def add_assets(self, files: Files) -> None:
        """Style sheet and script, once."""
        for source in sorted(_ASSETS.glob("resource-cards.*")):
            path = f"{ASSETS_PATH}/{source.name}"
            if files.get_file_from_path(path) is None:
                files.append(generated.asset(self._config, path, source))

    def add_pages(self, files: Files) -> None:
        """A page for each resource that has none yet and shall have one, and the index when there is any."""
        missing = [resource for resource in self._wanted() if resource.id not in self._pages]
        if missing and not self._taken:
            self._taken = {file.dest_uri for file in files}
        for resource in missing:
            path = f"{self._folder}/{resource.id}.md"
            page = self._add(files, path, "page.html", resource.title, _description(resource))
            if page is not None:
                self._pages[resource.id] = page
        self._site.pages = {key: page.file.src_uri for key, page in self._pages.items()}
        if self._pages and self._index is None and self._site.index_path == "":
            self._add_index(files)

    def _wanted(self) -> Iterable[Resource]:
        site = self._site
        if site.options.pages == "none":
            return []
        return site.registry.resources() if site.options.pages == "all" else [site.registry[key] for key in site.index.cited]

    def _add_index(self, files: Files) -> None:
        path = f"{self._folder}/index.md"
        if files.get_file_from_path(path) is None:
            self._index = self._add(files, path, "index.html", self._site.words.text("resources"))
        if files.get_file_from_path(path) is not None:
            self._site.index_path = path

    def _add(self, files: Files, path: str, template: str, title: str, description: str = "") -> GeneratedPage | None:
        file = generated.file(self._config, path, template)
        if file.dest_uri in self._taken:
            if template == "page.html":
                message = f"`{path}` stands in the docs already, so no page is generated there"
                self.problems.append(Problem("page_conflict", message, self._facts.place(path)))
            return None
        files.append(file)
        self._paths.add(path)
        return GeneratedPage(file, self._config, title, description)

    def enter_navigation(self, nav: Navigation) -> None:
        """The index at the end, behind the author's own pages."""
        if self._index is None or self._index in nav.pages:
            return
        if nav.pages:
            nav.pages[-1].next_page, self._index.previous_page = self._index, nav.pages[-1]
        nav.items.append(self._index)
        nav.pages.append(self._index)

    def drop_uncited(self, files: Files) -> None:
        """Takes back pages of resources that the scan found but no page really cites."""
        if self._site.options.pages != "cited":
            return
        cited = set(self._site.index.cited)
        for key in [key for key in self._pages if key not in cited]:
            files.remove(self._pages.pop(key).file)
        self._site.pages = {key: page.file.src_uri for key, page in self._pages.items()}

    def fill(self) -> None:
        """Puts the content on every generated page."""
        for key, page in self._pages.items():
            self._fill_resource(page, self._site.registry[key])
        if self._index is not None:
            self._fill_index(self._index)

    def _fill_resource(self, page: GeneratedPage, resource: Resource) -> None:
        site, href = self._site, self._facts.href_from(page.file.url)
        body = site.renderer.page(site.card(resource, "page", href), site.snapshots.preview(resource))
        _fill(page, body)

    def _fill_index(self, page: GeneratedPage) -> None:
        site, href = self._site, self._facts.href_from(page.file.url)
        resources = sorted((site.registry[key] for key in self._pages), key=lambda one: (one.title.casefold(), one.id))
        _fill(page, site.renderer.index(site.card(one, "row", href) for one in resources))


def _fill(page: GeneratedPage, body: str) -> None:
    page.fill(f'<h1 id="resource">{inert(page.meta["title"])}</h1>\n{body}', _HEADING.findall(body))


def _description(resource: Resource) -> str:
    return (resource.summary or resource.abstract)[:200]
