"""Which generated pages a site has, and their contents."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from ... import generated_pages
from ...cache import Cache
from ...generated_pages import PageBody
from ...model import Location, Problem, Publication, Resource
from ...nav_titles import nav_titles
from ...render import ASSETS, INDEX_SCRIPT, SCRIPT, STYLE
from ...site import Href, Site
from . import generated_files
from .downloads import Downloads
from .edit_links import edit_url
from .generated_files import GeneratedPage
from .kept_texts import KeptTexts
from .navigation import beside_generated
from .page_facts import SiteFacts
from .path_reservations import FreePaths

if TYPE_CHECKING:
    from .page_shells import PageShells


class Publisher:
    """Adds generated pages to the files of one build, and fills them once it is known who cites what."""

    def __init__(self, config: MkDocsConfig, site: Site, facts: SiteFacts, cache: Cache) -> None:
        self._config = config
        self._site = site
        self._facts = facts
        self._folder = site.options.pages_path
        self._room = FreePaths(facts)
        self._kept = KeptTexts(cache)
        self._downloads = Downloads(config, site, facts, self._room, self._kept)
        self._pages: dict[str, GeneratedPage] = {}
        self._venues: dict[str, GeneratedPage] = {}
        self._index: GeneratedPage | None = None
        self._paths: set[str] = set()
        self._listed: list[Resource] = []
        self._cited: list[str] | None = None
        self._navigation: Navigation | None = None
        self._shells: PageShells | None = None
        self._look: tuple[str, ...] = ()
        site.pages = {}

    @property
    def listed_ids(self) -> list[str]:
        """The ids of the resources that the generated index lists; none where the author has an index."""
        return [one.id for one in self._listed] if self._site.index_path else []

    @property
    def problems(self) -> list[Problem]:
        """Pages and downloads for which there was no room."""
        return self._room.problems

    def is_ours(self, path: str) -> bool:
        """Whether the page at a source path is generated, or is the author's own index: such pages do not cite."""
        return path in self._paths or path == self._site.index_path

    def drop_written(self, files: Files) -> None:
        """Takes out pages and downloads that the command `pages` wrote for another host: here they are generated."""
        docs = Path(self._config.docs_dir)
        downloads = generated_pages.listed_files(docs)
        for path in downloads:
            file = files.get_file_from_path(path)
            if file is not None and generated_pages.is_listed(downloads, docs, path):
                files.remove(file)
        for file in list(files.documentation_pages()):
            if (
                file.src_uri.startswith(f"{self._folder}/")
                and file.abs_src_path
                and generated_pages.is_written(file.content_string)
            ):
                files.remove(file)

    def add_assets(self, files: Files) -> None:
        """Style sheet and scripts, once."""
        for path in (STYLE, SCRIPT, INDEX_SCRIPT):
            if files.get_file_from_path(path) is None:
                files.append(generated_files.asset(self._config, path, ASSETS / posixpath.basename(path)))

    def add_pages(self, files: Files) -> None:
        """A page for each resource, and each of their publications, that has none yet and shall have one; and the index.

        Asked again when more is known of who cites what, it takes back those that there is no more reason for.
        """
        self._listed = self._list()
        wanted = {resource.id: resource for resource in generated_pages.wanted(self._site, self._listed)}
        self._drop(files, self._pages, wanted)
        if self._listed:
            self._room.survey(files)
        for resource in wanted.values():
            if resource.id not in self._pages:
                self._add_page(files, resource)
        venues = {one.publication.id: one.publication for one in self._listed if one.publication}
        self._drop(files, self._venues, venues)
        for key in sorted(venues.keys() - self._venues.keys()):
            self._add_venue(files, venues[key])
        if self._listed and self._index is None and not self._site.index_path:
            self._add_index(files)
        self._tell()
        if any(name.rpartition("/")[2] == "social" for name in self._config.plugins):
            self._describe()

    def _describe(self) -> None:
        """Tells what pages are about before they are filled: the plugin social draws that while pages are still converted."""
        for resource in self._listed:
            if page := self._pages.get(resource.id):
                href = self._facts.href_from(page.file.url)
                page.describe(generated_pages.resource_description(self._site, resource, href))
        for key, page in self._venues.items():
            count = sum(one.publication is not None and one.publication.id == key for one in self._listed)
            venue = self._site.registry.publications[key]
            page.describe(generated_pages.publication_description(self._site, venue, count))
        if self._index is not None:
            self._index.describe(self._site.words.count("count", len(self._listed)))

    def _list(self) -> list[Resource]:
        """The resources that the index lists: mostly those that the scan has found, in the order that they have by now."""
        cited = self._site.index.cited if self._site.options.pages == "cited" else []
        if self._cited is None or cited != self._cited:
            self._cited = cited
            return generated_pages.listed(self._site)
        return self._listed

    def _drop(self, files: Files, added: dict[str, GeneratedPage], wanted: Collection[str]) -> None:
        for key in [key for key in added if key not in wanted]:
            files.remove(added.pop(key).file)

    def _add_page(self, files: Files, resource: Resource) -> None:
        page = self._add(files, generated_pages.page_path(self._folder, resource.id), "page.html", resource.title)
        if page is not None:
            page.edit_url = edit_url(self._config, self._facts, resource.location)
            self._pages[resource.id] = page
            self._paths.add(page.file.src_uri)

    def _add_venue(self, files: Files, venue: Publication) -> None:
        if venue.id not in self._site.registry.publications:
            return
        page = self._add(files, generated_pages.publication_path(self._folder, venue.id), "publication.html", venue.name)
        if page is not None:
            page.edit_url = edit_url(self._config, self._facts, venue.location)
            self._venues[venue.id] = page
            self._paths.add(page.file.src_uri)

    def _add_index(self, files: Files) -> None:
        path = f"{self._folder}/index.md"
        own = (title for source, title in nav_titles(self._config.nav) if source == path)
        title = next(own, "") or self._site.words.text("resources")
        self._index = self._add(files, path, "index.html", title)
        if self._index is not None:
            self._site.index_path = path
            self._paths.add(path)

    def _add(self, files: Files, path: str, template: str, title: str) -> GeneratedPage | None:
        file = generated_files.page_file(self._config, path, template)
        if not self._room.take(file):
            return None
        files.append(file)
        return GeneratedPage(file, self._config, title)

    def _tell(self) -> None:
        self._site.pages = {key: page.file.src_uri for key, page in self._pages.items()}
        self._site.publication_pages = {key: page.file.src_uri for key, page in self._venues.items()}

    def enter_navigation(self, nav: Navigation) -> None:
        """The index at the end, behind the author's own pages."""
        if self._index is None or self._index in nav.pages:
            return
        if nav.pages:
            nav.pages[-1].next_page, self._index.previous_page = self._index, nav.pages[-1]
        nav.items.append(self._index)
        nav.pages.append(self._index)

    def show_navigation(self, context: TemplateContext, page: Page, nav: Navigation) -> None:
        """Gives a template the navigation that its page needs. The index is within it."""
        if isinstance(page, GeneratedPage) and page is not self._index:
            self._navigation = self._navigation or beside_generated(nav)
            context["nav"] = self._navigation

    def lend_templates(self, env: Environment) -> None:
        """Has what `env` puts around pages rendered once for many of them."""
        if self._pages:
            from .page_shells import PageShells  # for sites that have such pages

            self._shells = PageShells(env, self._config)
            self._shells.lend([*self._pages.values(), *self._venues.values()])

    def take_back_template(self, page: Page) -> None:
        """A page is about to be rendered: nobody else shall see what was done to it."""
        if self._shells is not None and isinstance(page, GeneratedPage):
            self._shells.take_back(page)

    def fill(self, files: Files) -> None:
        """Puts the content on every generated page, and adds the downloads."""
        site = self._site
        self._look = site.look() if self._listed else ()
        self._downloads.add(files, self._listed, [resource for resource in self._listed if resource.id in self._pages])
        for resource in self._listed:
            if resource.id in self._pages:
                self._fill_resource(self._pages[resource.id], resource)
        members: dict[str, list[Resource]] = {}
        for resource in self._listed:
            members.setdefault(resource.publication.id if resource.publication else "", []).append(resource)
        for key, page in self._venues.items():
            self._fill_venue(page, site.registry.publications[key], members[key])
        if self._index is not None:
            self._fill_index(self._index)

    def _fill_index(self, page: GeneratedPage) -> None:
        href, downloads = self._facts.href_from(page.file.url), self._downloads.links("", page.file.url)
        rows = [self._row_inputs(one, href) for one in self._listed]
        body = self._body(
            page,
            (downloads, rows),
            lambda: generated_pages.index_page(self._site, self._listed, href, downloads),
        )
        page.fill(body._replace(html=f'{body.html}\n<script src="{href(INDEX_SCRIPT, "")}" defer></script>'), "all-resources")

    def _fill_venue(self, page: GeneratedPage, venue: Publication, members: list[Resource]) -> None:
        href = self._facts.href_from(page.file.url)
        cards = [(self._site.snapshots.excerpt(one).snapshot, *self._row_inputs(one, href)) for one in members]
        inputs = venue._replace(location=Location()), cards
        body = self._body(page, inputs, lambda: generated_pages.publication_page(self._site, venue, members, href))
        page.fill(body, "publication")

    def _row_inputs(self, resource: Resource, href: Href) -> tuple[object, ...]:
        return (self._kept.told(resource), *generated_pages.row_inputs(self._site, resource, href))

    def _fill_resource(self, page: GeneratedPage, resource: Resource) -> None:
        url = page.file.url
        downloads, href = self._downloads.links(resource.id, url), self._facts.href_from(url)
        inputs = self._kept.told(resource), downloads, generated_pages.page_inputs(self._site, resource, href)
        body = self._body(page, inputs, lambda: generated_pages.resource_page(self._site, resource, href, downloads), resource)
        page.fill(body, "resource")

    def _body(
        self, page: GeneratedPage, inputs: tuple[object, ...], make: Callable[[], PageBody], source: Resource | None = None
    ) -> PageBody:
        """What is on a page, made again where it depends on something else than an earlier build's."""

        def text() -> str:
            from ...formats import head_tags  # Loaded for pages that are made again.

            return json.dumps((head_tags(source) if source else "", *make()))

        page.head_tags, *body = json.loads(
            self._kept.text("pages", page.file.src_uri, (self._look, self._site.index_path, *inputs), text)
        )
        return PageBody(*body)

    def with_head(self, output: str, page: Page) -> str:
        """A finished page; one of a resource with what tells machines of the source."""
        tags = page.head_tags if isinstance(page, GeneratedPage) else ""
        end = output.find("</head>") if tags else -1
        return output if end < 0 else f"{output[:end]}{tags}{output[end:]}"
