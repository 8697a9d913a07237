"""What MkDocs knows of a page: title, type, quality, address."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url, meta

from ...citations import PageFacts, facts_from, may_be_told, unheeded
from ...html_entities import unescape
from ...markdown_scan.headings import SourceNames, plain_title
from ...model import CitingPage, Location, Problem
from ...options import Options
from ...registry import Registry
from ...site import Href

if TYPE_CHECKING:
    from ...citations.internal_pages import InternalPages


class SiteFacts:
    """Answers the index's questions about the pages of one build."""

    def __init__(self, options: Options, docs_dir: str, site_url: str | None, names: SourceNames) -> None:
        """`docs_dir`: as shown in messages, relative to the configuration file; `names` as for `scan`."""
        self.files = Files([])
        self.problems: list[Problem] = []
        self._options = options
        self._docs_dir = docs_dir
        self._names = names
        self._site_url = site_url or ""
        self._known: dict[str, PageFacts] = {}
        self._own: InternalPages | None = None
        self._worth_a_look: dict[str, None] = {}

    def refresh(self, files: Files) -> None:
        """The pages have changed, or more is known of them."""
        self.files = files
        self._known.clear()
        self._own = None

    def facts(self, path: str) -> PageFacts:
        """Title, type and quality of a page, by its source path."""
        found = self._known.get(path)
        if found is None:
            found = self._known[path] = self._read(path)
        return found

    def is_own(self, page: CitingPage) -> bool:
        """Whether a page that the registry declares is one of this site, by path, name, address or title."""
        if self._own is None:
            from ...citations.internal_pages import InternalPages  # Few registries declare citing pages.

            pages = list(self.files.documentation_pages())
            paths = (path for file in pages for path in _paths(file))
            titles = (_title(file.page) for file in pages if file.page is not None and file.page.markdown is not None)
            self._own = InternalPages(self._site_url, self._docs_dir, paths, titles)
        return page in self._own

    def href_from(self, url: str) -> Href:
        """Addresses as seen from the page at `url` (relative to the site's root)."""

        def href(path: str, anchor: str) -> str:
            file = self.files.src_uris.get(path)  # `get_file_from_path` takes a path apart first: four times as slow.
            if file is None or (anchor and file.url == url):
                return f"#{anchor}"
            target = get_relative_url(file.url, url)
            return f"{target}#{anchor}" if anchor else target

        return href

    def enter(self, page: Page, markdown: str) -> None:
        """Notes a page whose text is `markdown` if `unheeded` may have to tell of it."""
        if may_be_told(page.meta, markdown, self._options):
            self._worth_a_look[page.file.src_uri] = None

    def unheeded(self, registry: Registry, *, math: bool) -> Iterator[Problem]:
        """What pages say in Pandoc's way against the site's options; `math` as for `scan`."""
        files = ((path, self.files.get_file_from_path(path)) for path in sorted(self._worth_a_look))
        pages = ((self.location(path), file.content_string) for path, file in files if file is not None)
        return unheeded(pages, registry, self._options, math=math)

    def location(self, path: str, line: int = 0, column: int = 0) -> Location:
        """A place in a page's source, for messages."""
        return Location(posixpath.join(self._docs_dir, path), line, column)

    def _read(self, path: str) -> PageFacts:
        file = self.files.get_file_from_path(path)
        if file is None:
            return PageFacts(path)
        page = file.page
        if page is not None and page.markdown is not None:
            return self._facts(path, _title(page), page.meta)
        return self._unread(file)

    def _unread(self, file: File) -> PageFacts:
        """Of a page that MkDocs has not read yet; what differs in the end is reconciled."""
        text, front_matter = meta.get_data(file.content_string)
        title = getattr(file.page, "title", None) or front_matter.get("title") or self._first_heading(text) or file.name
        return self._facts(file.src_uri, str(title), front_matter)

    def _first_heading(self, text: str) -> str:
        title = plain_title(text)
        if not title:
            from ...markdown_scan.scanner import first_heading  # with all that masks code: few titles need it

            title = first_heading(text, pandoc=self._options.pandoc_citations, names=self._names)
        return title

    def _facts(self, path: str, title: str, front_matter: Any) -> PageFacts:
        found, faults = facts_from(title, front_matter, self._options)
        for message in faults:
            problem = Problem("invalid_page_field", message, self.location(path))
            if problem not in self.problems:
                self.problems.append(problem)
        return found


def _title(page: Page) -> str:
    title = page.title
    if not isinstance(title, str):
        return str(title or page.file.name)
    # A title taken from a heading is HTML, one from front matter or navigation is text.
    return unescape(title) if title == page._title_from_render else title


def _paths(file: File) -> Iterator[str]:
    """What a registry may call a page, its title aside."""
    path = posixpath.splitext(file.src_uri)[0]
    yield from (file.src_uri, file.url)
    yield posixpath.basename(posixpath.dirname(path) if file.name == "index" else path)
