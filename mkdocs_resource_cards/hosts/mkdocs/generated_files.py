"""Pages and files that no author wrote.

Pages enter MkDocs as finished HTML, never as Markdown or a template: other plugins evaluate those. They stand outside the
navigation, so that thousands of them add nothing to other pages.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from html import escape
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from ...cards.compose import direction
from ...excerpt import inert
from ...generated_pages import PageBody
from . import languages

_SOURCE = Path(__file__).parents[2] / "templates" / "resource-cards"


class GeneratedPage(Page):
    """A page whose HTML is set once all others have been converted."""

    searched = ""
    """HTML that search shall index instead of the content."""
    head_tags = ""
    """What it adds to the head of the finished page."""

    def __init__(self, file: File, config: MkDocsConfig, title: str) -> None:
        """`title` is text; themes put it into the page's head and the navigation unescaped."""
        super().__init__(None, file, config)
        self._own_meta = {"title": inert(escape(title))}
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

    def fill(self, body: PageBody, heading: str) -> None:
        """Sets the content, below a title with the id `heading`."""
        written = direction(body.title)
        marks = (f' dir="{written}"' if written else "") + (f' lang="{escape(body.language)}"' if body.language else "")
        title = f'<h1 id="{heading}"{marks}>{inert(escape(body.title, quote=False))}</h1>\n'
        self.content = title + body.html
        self.searched = title + body.searched
        links = [AnchorLink(text, name, 2) for name, text in body.headings]
        self.toc = TableOfContents(links)
        self.present_anchor_ids = {heading, *(link.id for link in links)}
        if body.description:
            self.meta["description"] = inert(escape(body.description))

    def describe(self, description: str) -> None:
        """Tells the description before the page is filled."""
        self.meta["description"] = self._own_meta["description"] = inert(escape(description))


class GeneratedFile(File):
    """A file whose content may have changed although its source, a template of ours, has not."""

    def is_modified(self) -> bool:
        """Always: who cites a resource changes without any file of its own changing."""
        return True


class Download(GeneratedFile):
    """A text that is made when it is written, so that thousands of them are never all in memory."""

    make: Callable[[], str]

    def copy_file(self, dirty: bool = False) -> None:
        """Writes it, line ends as they are."""
        data, path = self.make().encode("utf-8", "replace"), self.abs_dest_path
        try:
            _write(path, data)
        except FileNotFoundError:  # The first of its folder; to look each time takes as long as to write.
            os.makedirs(os.path.dirname(path), exist_ok=True)
            _write(path, data)


def _write(path: str, data: bytes) -> None:
    with open(path, "wb") as file:
        file.write(data)


def page_file(config: MkDocsConfig, path: str, template: str) -> GeneratedFile:
    """The file of a generated page at source path `path`, outside the navigation."""
    return _placed(
        GeneratedFile(path, None, config.site_dir, config.use_directory_urls, inclusion=_INCLUSION), config, template
    )


def download(config: MkDocsConfig, path: str, make: Callable[[], str]) -> Download:
    """The file of a text at `path` within the site."""
    made = Download(path, None, config.site_dir, config.use_directory_urls, inclusion=_INCLUSION)
    made.make = make
    _placed(made, config, "parts.html")
    return made


def asset(config: MkDocsConfig, path: str, source: Path) -> File:
    """A file of ours that is copied into the site."""
    return File.generated(config, path, abs_src_path=str(source), inclusion=_INCLUSION)


_INCLUSION = InclusionLevel.NOT_IN_NAV


def _placed(file: GeneratedFile, config: MkDocsConfig, template: str) -> GeneratedFile:
    file.generated_by = "resource-cards"
    # A real file, because plugins that ask for a source's path crash without one.
    file.abs_src_path = str(_SOURCE / template)
    languages.assign(file, languages.current(config))
    return file
