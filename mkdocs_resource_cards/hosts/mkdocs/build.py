"""One build: files are scanned, pages are rendered, and the scanned citations are replaced with the rendered ones."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure import StructureItem
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from ...cache import Cache, cache_folder
from ...citations import CitationIndex, Mention, ScanCache, mentions
from ...excerpt import Snapshots, folders_beside, registry_folders
from ...markdown_ext.left_raw import report_left
from ...markdown_scan.headings import named
from ...model import Problem, Resource
from ...options import Options
from ...pictures import FOLDER as PICTURES_FOLDER
from ...pictures import Pictures
from ...registry import Registry, load
from ...render import Renderer
from ...shortcode import likely_keys
from ...site import PageContext, Site, source_names, style_of, words_of
from . import generated_files, reporting
from .generated_pages import Publisher
from .page_facts import SiteFacts
from .previews import PreviewFiles

if TYPE_CHECKING:
    from .notebooks import Notebooks


class Build:
    """Made in `on_config`, done in `on_post_build`. It is the extension's host."""

    def __init__(self, config: MkDocsConfig, options: Options, *, is_dirty: bool = False) -> None:
        """Reads the registry; raises RegistryError when that cannot be done."""
        self._config = config
        self._options = options
        self._is_dirty = is_dirty
        self._root = Path(config.config_file_path).resolve().parent if config.config_file_path else Path.cwd()
        self._cache = Cache(self._cache_folder())
        self._sources = [self._root / source for source in options.registry]
        self._has_registry = not options.is_default_registry or self._sources[0].exists()
        registry = load(self._sources if self._has_registry else [], self._root, self._cache)
        docs_dir = _shown(Path(config.docs_dir), self._root)
        self._facts = SiteFacts(options, docs_dir, config.site_url, source_names(registry))
        self.site = self._make_site(registry)
        """What the extension asks."""
        self.publisher = Publisher(config, self.site, self._facts, self._cache)
        self._pictures = Pictures(self._root)
        self.site.picture = self._picture
        self._previews = PreviewFiles(config, self.site, self._facts, self._cache)
        self._visits: dict[str, PageContext] = {}
        self._current: tuple[Page, PageContext] | None = None
        self._notebooks = _notebooks(config, options)

    def _make_site(self, registry: Registry) -> Site:
        options, theme = self._options, self._config.theme
        language = str(theme.get("language") or theme.locale)
        words = words_of(options, language)
        folders = registry_folders(self._sources)
        own = [Path(folder) for folder in theme.dirs]
        renderer = Renderer(own, words, previews=options.previews, error=PluginError)
        renderer.check(own)
        return Site(
            options=options,
            registry=registry,
            snapshots=Snapshots(self._root, self._cache, options.excerpt, folders),
            words=words,
            renderer=renderer,
            index=CitationIndex(self._facts.facts, self._facts.is_own),
            style=style_of(options, self._root, options.language or language, self._cache),
        )

    def _cache_folder(self) -> Path | None:
        watched = [Path(self._config.docs_dir), *(self._root / source for source in self._options.registry)]
        return cache_folder(self._root, self._options.cache_dir, watched)

    @property
    def watched(self) -> list[Path]:
        """What `serve` must watch beside the docs: registry, snapshots, templates and style of the site's own."""
        beside = folders_beside(self.site.registry.files)
        own = [Path(folder) / "resource-cards" for folder in self._config.theme.dirs]
        style = [self._root / self._options.citation_style] if self._options.has_own_style else []
        # Beside bibliographies stands a file that the configuration does not name.
        files = [path for path in self.site.registry.files if path.parent == self._root]
        return [path for path in dict.fromkeys([*self._sources, *files, *beside, *own, *style]) if path.exists()]

    def take_files(self, files: Files) -> None:
        """Adds the pages that this site will have; to know them, or to show the first card, the docs are scanned."""
        self.publisher.drop_written(files)
        self._facts.refresh(files)
        self.site.index.expect(partial(self._scan_all, files))
        self.publisher.add_assets(files)
        self.publisher.add_pages(files)

    def _scan_all(self, files: Files) -> Iterator[tuple[str, dict[str, Mention]]]:
        kept = ScanCache(self._cache, math=self._has_math, pandoc=self._options.pandoc_citations)
        source = self._whole_source(files) if self._is_dirty else _source
        scans = {file.src_uri: kept.of(source(file)) for file in files.documentation_pages() if not _is_excluded(file)}
        kept.keep()
        registry = self.site.registry
        registry.prefetch(key for cited in scans.values() for key, _, _ in cited)
        names = source_names(registry)
        for path, cited in scans.items():
            yield path, mentions(((key, named(place, names), named(words, names)) for key, place, words in cited), registry)

    def _whole_source(self, files: Files) -> Callable[[File], str]:
        """Gives the source of a page with its snippets: for pages that no rendering will bring to light."""
        from .dirty_builds import expansion_in

        expand = expansion_in(self._config, files)
        return lambda file: expand(_source(file), file.src_uri)

    @property
    def _has_math(self) -> bool:
        return "pymdownx.arithmatex" in self._config.markdown_extensions

    def _picture(self, resource: Resource) -> str:
        """The path of a resource's picture within the site, where it is copied when the first card shows it."""
        found, files = self._pictures.of(resource), self._facts.files
        path = f"{PICTURES_FOLDER}{found.name}" if found else ""
        if found and files.get_file_from_path(path) is None:
            files.append(generated_files.asset(self._config, path, found.path))
        return path

    def complete(self, nav: Navigation, files: Files) -> None:
        """Notes the order of pages, and puts the index into a navigation that MkDocs made of the files."""
        self.site.page_order = lambda: [page.file.src_uri for page in nav.pages]
        if self._config.nav is None:
            self.publisher.enter_navigation(nav)

    def begin(self, page: Page) -> None:
        """The page comes next. A notebook, which another plugin is about to render, gets its citations now."""
        if self._notebooks is not None and self._notebooks.takes(page):
            self.enter(page, "")
            self._notebooks.prepare(page, self.site.registry)

    def filled(self, page: Page, html: str) -> str:
        """A page just rendered to `html`, with what was kept back from who rendered it."""
        return html if self._notebooks is None else self._notebooks.finish(page, html)

    def enter(self, page: Page, markdown: str) -> None:
        """From here on, what is converted belongs to `page`, whose text is `markdown`."""
        self.site.registry.prefetch(likely_keys(markdown))
        if self._current is not None and self._current[0] is page:  # A notebook whose citations are there already.
            return
        page_context = PageContext(self._facts.href_from(page.file.url), page.file.src_uri)
        page_context.section = partial(_section, page)
        page_context.show(page.meta.get("references"), self.site)
        page_context.list_also(page.meta.get("nocite"), self.site)
        self._current = page, page_context
        self._facts.enter(page, markdown)

    def leave(self, page: Page, html: str) -> None:
        """The page has been converted to `html`."""
        if self._current is not None:
            self._visits[page.file.src_uri] = self._current[1]
            if not page.file.src_uri.lower().endswith(_MARKDOWN):
                is_ours = self._notebooks is not None and self._notebooks.takes(page)  # Its mistakes are told already.
                report_left(self._current[1], html, self.site, pandoc=self._options.pandoc_citations and not is_ours)
        self._current = None

    def page_context(self, md: Markdown) -> PageContext:
        """The page that `md` converts; a guest when it converts another page's text, as a blog does for its list of posts."""
        file = md.treeprocessors["relpath"].file if "relpath" in md.treeprocessors else None  # type: ignore[attr-defined]
        if self._current is not None and (file is None or file.src_uri == self._current[0].file.src_uri):
            return self._current[1]
        return PageContext(self._facts.href_from(file.url if file else ""), is_guest=True)

    def reconcile(self, files: Files) -> None:
        """Replaces scanned citations with rendered ones, and renders again what that changes."""
        self._facts.refresh(files)
        for path, page_context in self._visits.items():
            file = files.get_file_from_path(path)
            if file is not None and not _is_excluded(file) and not self.publisher.is_ours(path):
                self.site.index.set_page(path, page_context.mentions)
        if not self._is_dirty:  # Then every page was rendered; else the scan still knows the others.
            self.site.index.expect(None)
        self.publisher.add_pages(files)
        self.site.assign_again()
        for path, page_context in self._visits.items():
            self._renew(files.get_file_from_path(path), page_context)
        self.publisher.fill(files)
        if self._options.previews or self.site.index_path:
            self._previews.add(files, self._previewed())
        if "print-site" in self._config.plugins:
            from . import print_site  # for a plugin that few sites have

            print_site.prepare(files, self._config.site_url or "")
        self._report(files)

    def _previewed(self) -> Iterator[str]:
        """The ids of resources that an inline reference shows; in a dirty build, of those that one may show."""
        for page_context in self._visits.values():
            yield from page_context.previews if self._options.previews else ()
        if self._is_dirty:
            yield from self.site.index.cited
        yield from self.publisher.listed_ids  # A row of the index takes what it copies from the preview.

    def _renew(self, file: File | None, page_context: PageContext) -> None:
        """Puts what the index has changed on a page into its content."""
        if file is not None and file.page is not None and page_context.placed:
            from .rerender import renewed  # Most sites show nothing that may change.

            file.page.content = renewed(file.page.content or "", page_context, self.site)

    def finish(self, output: str, page: Page) -> str:
        """The finished page with the script that it needs, and with what tells machines of its resource."""
        return self._previews.finish(self.publisher.with_head(output, page), page.content or "", page.file.url)

    def close(self) -> None:
        """Writes the cache."""
        if self._notebooks is not None:
            self._notebooks.close()
        self.site.registry.close()
        self._cache.close()

    def _report(self, files: Files) -> None:
        site = self.site
        pages = [*self._page_problems(files), *self._facts.problems, *self.publisher.problems]
        pages += self._facts.unheeded(site.registry, math=self._has_math)
        problems = [*site.style_problems, *site.registry.problems, *pages, *site.snapshots.problems, *self._pictures.problems]
        reporting.log(problems, self._options.validation)

    def _page_problems(self, files: Files) -> list[Problem]:
        visits = [(path, page_context) for path, page_context in sorted(self._visits.items()) if page_context.reports]
        if not visits:
            return []
        from ...source_locations import located, without_registry  # Most builds have nothing to tell.

        found = list[Problem]()
        for path, page_context in visits:
            file = files.get_file_from_path(path)
            source, location = file.content_string if file else "", self._facts.location(path)
            pandoc = self._options.pandoc_citations
            found += located(page_context.reports, source, location.path, math=self._has_math, pandoc=pandoc)
        return found if self._has_registry else without_registry(found, self._options.registry[0])


_MARKDOWN = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")


def _source(file: File) -> str:
    """A page's source, `""` for one that cannot be read: MkDocs tells of that when it comes to it."""
    try:
        source = file.content_string
    except (OSError, ValueError):
        return ""
    if not file.src_uri.lower().endswith(".ipynb"):
        return source
    from ...markdown_scan.notebook_text import text_of  # Few sites have any.

    return text_of(source)


def _notebooks(config: MkDocsConfig, options: Options) -> Notebooks | None:
    """What puts citations into notebooks; None for a site without the plugin for them."""
    if "mkdocs-jupyter" not in config.plugins:
        return None
    from .notebooks import Notebooks

    return Notebooks(config, options)


def _section(page: Page) -> list[str]:
    """The source paths of the pages in the same section of the navigation, those of its own sections included."""
    pages = _pages_in(page.parent.children) if page.parent else [page]
    return [one.file.src_uri for one in pages]


def _pages_in(items: Iterable[StructureItem]) -> Iterator[Page]:
    for item in items:
        if isinstance(item, Page):
            yield item
        elif isinstance(item, Section):
            yield from _pages_in(item.children)


def _is_excluded(file: File) -> bool:
    return bool(file.inclusion.is_excluded())  # type: ignore[no-untyped-call]


def _shown(path: Path, root: Path) -> str:
    """A path as messages show it: relative to the configuration's folder where it lies within."""
    try:
        return path.resolve().relative_to(root).as_posix()
    except ValueError:
        return Path(os.path.relpath(path, root)).as_posix()
