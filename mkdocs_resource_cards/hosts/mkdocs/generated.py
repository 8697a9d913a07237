"""Pages that no author wrote: one for each resource, and their index.

They enter MkDocs as finished HTML, never as Markdown or a template: other plugins evaluate those. They stand outside the
navigation, so that thousands of them add nothing to other pages.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from . import languages

_SOURCE = Path(__file__).parents[2] / "templates" / "resource-cards"


class GeneratedPage(Page):
    """A page whose HTML is set once all others have been converted."""

    def __init__(self, file: File, config: MkDocsConfig, title: str, description: str = "") -> None:
        """`title` and `description` are text; themes put both into the page's head unescaped."""
        super().__init__(None, file, config)
        self._own_meta = {"title": escape(title)} | ({"description": escape(description)} if description else {})
        self.read_source(config)  # A page that is added after MkDocs has read all others is complete too.

    def read_source(self, config: MkDocsConfig) -> None:
        """There is no source."""
        self.markdown = ""
        self.meta = dict(self._own_meta)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Content comes with `fill`; converting nothing saves what most of a written page costs."""
        self.content = ""
        self.toc = TableOfContents([])  # autorefs (mkdocstrings) looks through it
        self.present_anchor_ids = set()

    def fill(self, html: str, headings: Iterable[tuple[str, str]]) -> None:
        """Sets the content; `headings` are (id, HTML text) of those that the table of contents lists."""
        self.content = html
        links = [AnchorLink(text, name, 2) for name, text in headings]
        self.toc = TableOfContents(links)
        self.present_anchor_ids = {link.id for link in links}


class GeneratedFile(File):
    """A file whose content may have changed although its source, a template of ours, has not."""

    def is_modified(self) -> bool:
        """Always: who cites a resource changes without any file of its own changing."""
        return True


def file(config: MkDocsConfig, path: str, template: str) -> GeneratedFile:
    """The file of a generated page at source path `path`, outside the navigation."""
    made = GeneratedFile(path, None, config.site_dir, config.use_directory_urls, inclusion=InclusionLevel.NOT_IN_NAV)
    made.generated_by = "resource-cards"
    # A real file, because plugins that ask for a source's path crash without one.
    made.abs_src_path = str(_SOURCE / template)
    languages.assign(made, languages.current(config))
    return made


def asset(config: MkDocsConfig, path: str, source: Path) -> File:
    """A file of ours that is copied into the site."""
    return File.generated(config, path, abs_src_path=str(source), inclusion=InclusionLevel.NOT_IN_NAV)
