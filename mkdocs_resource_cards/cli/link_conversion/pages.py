"""Reads the pages of a site for conversion: their links and shortcodes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from ...citation import Citation
from ...generated_pages import is_written
from ...markdown_scan import notebook_text
from ...markdown_scan.scanner import Occurrence, scan
from ...registry import Registry
from ...shortcode import Shortcode, find
from ...source_site import SUFFIXES, SiteConfig, front_matter
from ...source_site.docs_folder import walk
from .converter import plain_lines
from .label_rules import text_of, words_of
from .links import Definition, MarkdownLink, definitions_in, find_links
from .sources import Use


class MarkdownPage(NamedTuple):
    """One file."""

    file: Path
    path: str
    """Path within the docs; `""` for a file elsewhere."""
    text: str
    links: tuple[MarkdownLink, ...]
    definitions: Mapping[str, Definition]
    """Folded name -> definition that its references may use."""

    @property
    def is_notebook(self) -> bool:
        """Whether it is a notebook: JSON with cells."""
        return self.file.suffix.lower() == notebook_text.SUFFIX


def read_page(file: Path, config: SiteConfig) -> MarkdownPage:
    """Reads a file and its links. Raises OSError, UnicodeError."""
    return page_of(file, file.read_bytes().decode("utf-8"), config)


def page_of(file: Path, text: str, config: SiteConfig) -> MarkdownPage:
    """The page with this text. A page written by a command has no links."""
    if is_written(text):
        return MarkdownPage(file, "", "", (), {})
    docs = config.docs.resolve() if config.docs else None
    path = file.relative_to(docs).as_posix() if docs and file.is_relative_to(docs) else ""
    if file.suffix.lower() == notebook_text.SUFFIX:
        return MarkdownPage(file, path, text, (), {})
    lines = plain_lines(text)
    body = front_matter.body_of(lines, plain=config.has_plain_front_matter)
    whole = config.filled(body, path)
    definitions = {**(definitions_in(whole) if whole != body else {}), **definitions_in(lines)}
    return MarkdownPage(file, path, text, tuple(find_links(lines, definitions, math=config.has_math)), definitions)


def docs_files(config: SiteConfig, root: Path | None = None, *, notebooks: bool = False) -> Iterator[Path]:
    """The sources that a build renders, below `root` or in all docs; with notebooks if asked for."""
    docs = config.docs.resolve() if config.docs else None
    start = root or docs
    suffixes = (*SUFFIXES, notebook_text.SUFFIX) if notebooks else SUFFIXES
    for file in walk(start) if start is not None and start.is_dir() else ():
        if file.suffix.lower() in suffixes and not (
            docs and file.is_relative_to(docs) and config.is_excluded(file.relative_to(docs).as_posix())
        ):
            yield file


def uses_of(pages: Iterable[MarkdownPage], registry: Registry, config: SiteConfig) -> Iterator[Use]:
    """The uses of sources in links and shortcodes: after one run, the next finds shortcodes in place of links."""
    for page in pages:
        for link in page.links:
            yield Use(link.url, words_of(link.label), link.title)
        for _, item in shortcodes_in(plain_lines(page.text), math=config.has_math):
            resource = registry.get(item.key) if item.name == "resource" else None
            if resource is not None and resource.url:
                yield Use(resource.url, words_of(text_of(item.label)) or resource.title)


def shortcodes_in(text: str, *, math: bool) -> Iterator[tuple[Occurrence, Shortcode]]:
    """The shortcodes of a text, including those with code in their labels, which the scan misses."""
    for one in ours_in(text, math=math) if "<<" in text else ():
        if isinstance(one.item, Shortcode):
            yield one, one.item


def ours_in(text: str, *, math: bool, pandoc: bool = False) -> Iterator[Occurrence]:
    """As `shortcodes_in`, with malformed ones and, if `pandoc`, citations in Pandoc's syntax."""
    for one in scan(text, math=math, pandoc=pandoc).occurrences:
        whole = None if isinstance(one.item, Citation) else next(find(one.raw), None)
        yield one._replace(item=whole.item) if whole is not None and whole.item is not None else one
