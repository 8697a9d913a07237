"""Registry and docs -> Site, kept in sync with the disk while the process runs."""

from __future__ import annotations

import os
import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from ..cache import Cache
from ..citations import CitationIndex, mentions, unheeded
from ..excerpt import Snapshots, folders_beside, registry_folders
from ..generated_pages import LIST, is_written, page_path, publication_path
from ..model import Problem, Resource
from ..pictures import Pictures
from ..registry import load
from ..render import Renderer
from ..render.preview_data import embedded
from ..site import PageContext, Report, Site, source_names, style_of, words_of
from ..source_locations import located, without_registry
from .docs_folder import DocsFolder, href_from
from .site_config import SiteConfig
from .unrendered_pages import unread
from .written_previews import WrittenPreviews

_SHARE, _LONGEST = 20, 2.0
"""Looking for changes takes at most one part in so many of the time; after so many seconds it is done in any case."""

FileStamps = dict[str, tuple[int, int]]
"""File -> time of its last change in nanoseconds, size in bytes."""


class SourceSite:
    """One site whose citations the scan alone gives."""

    def __init__(
        self,
        site_config: SiteConfig,
        unsaved: Mapping[str, str] | None = None,
        unsaved_registry: Mapping[Path, bytes] | None = None,
    ) -> None:
        """Reads registry and docs; raises RegistryError when the registry cannot be read.

        `unsaved` as in DocsFolder, `unsaved_registry` as in `registry.load`.
        """
        self.site_config = site_config
        self._unsaved_registry = {} if unsaved_registry is None else unsaved_registry
        self.docs = DocsFolder(site_config, unsaved)
        self._cache = Cache(site_config.cache)
        self._stamps: FileStamps | None = None
        self._due = 0.0
        self.refresh()

    site: Site
    """What the extension asks; another object after a change of the registry, a snapshot or a template."""
    pictures: Pictures
    """What is asked for pictures; it has what is wrong with them."""
    _written_previews: WrittenPreviews

    def refresh(self, *, at_once: bool = False) -> None:
        """Takes in what has changed on disk. Cheap to call for every page: it looks only so often, unless `at_once`."""
        begun = time.monotonic()
        if begun < self._due and not at_once:
            return
        stamps = self._stamp_all()
        is_new = stamps != self._stamps
        if is_new:
            self.site = self._make_site()
        if self.docs.refresh(source_names(self.site.registry), is_new=is_new) or is_new:
            self._take()
        self._stamps = stamps if not is_new else self._stamp_all()
        now = time.monotonic()
        self._due = now + min(_SHARE * (now - begun), _LONGEST)

    def refresh_page(self, path: str) -> None:
        """Takes in the text of one page that an editor has changed, at what this page costs: for each key that is typed."""
        folder, site = self.site.options.pages_path, self.site
        if path.startswith(f"{folder}/") or not self.docs.refresh_page(path):
            self.refresh(at_once=True)
            return
        site.index.set_page(path, {})  # Nothing of what stood there stays.
        site.index.set_page(path, mentions(self.docs.scan(path).cited_keys, site.registry))

    def _take(self) -> None:
        site, scans = self._make_site(self.site), self.docs.scans
        self.site = site
        site.registry.prefetch(key for scan in scans.values() for key, _, _ in scan.cited_keys)
        for path, scan in scans.items():
            site.index.set_page(path, mentions(scan.cited_keys, site.registry))
        self._take_pages(site.options.pages_path)
        self._written_previews = WrittenPreviews(site, self.site_config.docs)

    def _take_pages(self, folder: str) -> None:
        """Resources have a page here only if its file is in the docs: the command `pages` writes them."""
        site, docs = self.site, self.docs
        names = [path[len(folder) + 1 : -3].strip("=") for path in docs.scans if path.startswith(f"{folder}/")]
        site.registry.prefetch(names)
        paths = {name: page_path(folder, name) for name in names if (one := site.registry.get(name)) and one.id == name}
        site.pages = {name: path for name, path in paths.items() if path in docs}
        venues = {venue: publication_path(folder, venue) for venue in site.registry.publications}
        site.publication_pages = {venue: path for venue, path in venues.items() if path in docs}
        index = f"{folder}/index.md"
        site.index_path = (
            index if index in docs and is_written(docs.text(index)) else ""
        )  # An index that the author wrote has no filter.

    def _make_site(self, before: Site | None = None) -> Site:
        """A site without citations, from `before` what it has read already."""
        site_config, options = self.site_config, self.site_config.options
        index = CitationIndex(self.docs.facts, self.docs.is_own)
        if before is not None:
            kept = Site(options, before.registry, before.snapshots, before.words, before.renderer, index)
            kept.style, kept.picture, kept.page_order = before.style, before.picture, before.page_order
            return kept
        self.pictures = Pictures(site_config.root)
        words = words_of(options, site_config.language)
        folders = registry_folders(site_config.sources)
        return Site(
            options=options,
            registry=load(
                site_config.sources if site_config.has_registry else [], site_config.root, self._cache, self._unsaved_registry
            ),
            snapshots=Snapshots(site_config.root, self._cache, options.excerpt, folders),
            words=words,
            renderer=Renderer(site_config.templates, words, previews=options.previews),
            index=index,
            style=style_of(options, site_config.root, options.language or site_config.language, self._cache),
            picture=partial(_picture, self.pictures, site_config),
            page_order=lambda: site_config.titles,
        )

    def _stamp_all(self) -> FileStamps:
        """Of every file that cards are made from, the docs aside."""
        site = getattr(self, "site", None)
        files = [*self.site_config.sources, *(site.registry.files if site else ())]
        own = [folder / "resource-cards" for folder in self.site_config.templates]
        options = self.site_config.options
        style = [self.site_config.root / options.citation_style] if options.has_own_style else []
        written = [self.site_config.docs / LIST] if self.site_config.docs else []
        edited = {str(path): (hash(data), -len(data)) for path, data in self._unsaved_registry.items()}
        return dict(_stamps([*files, *folders_beside(files), *own, *style, *written])) | edited

    def page_context(self, path: str, *, references: object = None) -> PageContext:
        """A page about to be rendered, by its source path (`""` for a text that is not a page).

        `references`: what its front matter says under that name.
        """
        page_context = PageContext(href_from(path, self.site_config.form), path)
        page_context.show(references, self.site)
        return page_context

    def previews(self, page_context: PageContext, form: str = "", *, is_index: bool = False) -> str:
        """The previews of a rendered page's inline references, as data; `""` where the site wants none.

        `form`: how the finished site writes its addresses, where files that the command `pages` wrote are part of it: they
        hold the previews that have not changed since. The index may ask for any of them.
        """
        site, wanted = self.site, list(page_context.previews)
        if (not site.options.previews and not is_index) or page_context.is_guest:
            return ""
        written = self._written_previews
        if form and written.count and (wanted or is_index):
            folder = written.folder(page_context.path, form)
            own = site.previews(written.without(wanted), page_context.href)
            return embedded(own, site.words, folder, written.count)
        return embedded(site.previews(wanted, page_context.href), site.words) if wanted else ""

    def problems_of(self, page_context: PageContext, source: str = "", name: str = "") -> list[Problem]:
        """What was found on a rendered page. `source` and `name` are for a text that is not a page of the docs."""
        path = self.docs.location(page_context.path).path if page_context.path in self.docs else name or page_context.path
        return self._as_told(self._located(page_context.reports, source or self.docs.text(page_context.path), path))

    def _located(self, reports: Sequence[Report], text: str, path: str) -> list[Problem]:
        if not reports:
            return []
        pandoc = self.site_config.options.pandoc_citations
        return located(reports, text, path, math=self.site_config.has_math, pandoc=pandoc)

    def _as_told(self, found: list[Problem]) -> list[Problem]:
        return found if self.site_config.has_registry else without_registry(found, self.site.options.registry[0])

    @property
    def shared_problems(self) -> list[Problem]:
        """What is wrong with no page in particular: registry, front matter, snapshots and pictures that were asked for."""
        of_files = [*self.site.snapshots.problems, *self.pictures.problems]
        return [*self.site.style_problems, *self.site.registry.problems, *self.docs.problems, *self._unheeded(), *of_files]

    def _unheeded(self) -> Iterator[Problem]:
        return unheeded(self.docs.worth_a_look, self.site.registry, self.site.options, math=self.site_config.has_math)

    def all_problems(
        self, reported: Mapping[str, Sequence[Report]] | None = None, pages: Collection[str] | None = None
    ) -> list[Problem]:
        """Everything that can be told of all `pages`: by what was `reported` of one (by source path), else by its scan."""
        registry, index, known = self.site.registry, self.site.index, reported or {}
        found = list[Problem]()
        for path, scan in self.docs.scans.items():
            if pages is not None and path not in pages:
                continue
            shown = self.docs.location(path).path
            if path in known:
                found += self._located(known[path], self.docs.text(path), shown)
            else:
                found += unread(scan, shown, registry, index)
        of_files = [*self.site.snapshots.problems, *self.pictures.problems]
        found = [*self._as_told(found), *self._unheeded()]
        return [*self.site.style_problems, *registry.problems, *found, *self.docs.problems, *of_files]

    def flush(self) -> None:
        """Writes the cache."""
        self._cache.flush()


def _picture(pictures: Pictures, site_config: SiteConfig, resource: Resource) -> str:
    """The path of a resource's picture within the docs: what lies elsewhere nobody copies."""
    found, docs = pictures.of(resource), site_config.docs.resolve() if site_config.docs else None
    return found.path.relative_to(docs).as_posix() if found and docs and found.path.is_relative_to(docs) else ""


def _stamps(paths: Iterable[Path]) -> Iterator[tuple[str, tuple[int, int]]]:
    for path in paths:
        for file in _files(path):
            try:
                status = os.stat(file)
            except OSError:  # not there, or gone since the folder was listed
                continue
            yield file, (status.st_mtime_ns, status.st_size)


def _files(path: Path) -> Iterator[str]:
    if not path.is_dir():
        yield str(path)
    for folder, _, names in os.walk(path):
        yield from (os.path.join(folder, name) for name in names)
