"""The pages of a site, read for conversion: their links, and what these and their shortcodes say of sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from ...generated_pages import is_written
from ...markdown_scan.scanner import Occurrence, scan
from ...registry import Registry
from ...shortcode import Shortcode, find
from ...source_site import SiteConfig, front_matter, sources
from .converter import plain_lines
from .label_rules import text_of, words_of
from .links import Definition, MarkdownLink, definitions_in, find_links
from .sources import Use


class MarkdownPage(NamedTuple):
    """One file."""

    file: Path
    path: str
    """Within the docs; `""` for a file elsewhere."""
    text: str
    links: tuple[MarkdownLink, ...]
    definitions: Mapping[str, Definition]
    """Those that its references may use, by their folded names."""


def read_page(file: Path, config: SiteConfig) -> MarkdownPage | None:
    """A file with its links; None for one that is no UTF-8, or that a command wrote."""
    try:
        text = file.read_bytes().decode("utf-8")
    except (OSError, UnicodeError):
        return None
    if is_written(text):
        return MarkdownPage(file, "", "", (), {})
    docs = config.docs.resolve() if config.docs else None
    path = file.relative_to(docs).as_posix() if docs and file.is_relative_to(docs) else ""
    lines = plain_lines(text)
    body = front_matter.body_of(lines, plain=config.has_plain_front_matter)
    whole = config.filled(body, path)
    definitions = {**(definitions_in(whole) if whole != body else {}), **definitions_in(lines)}
    return MarkdownPage(file, path, text, tuple(find_links(lines, definitions, math=config.has_math)), definitions)


def docs_files(config: SiteConfig, root: Path | None = None) -> Iterator[Path]:
    """The sources below `root`, or all of the docs, that a build shows."""
    docs = config.docs.resolve() if config.docs else None
    start = root or docs
    for file in sources(start) if start is not None and start.is_dir() else ():
        if not (docs and file.is_relative_to(docs) and config.is_excluded(file.relative_to(docs).as_posix())):
            yield file


def uses_of(pages: Iterable[MarkdownPage], registry: Registry, config: SiteConfig) -> Iterator[Use]:
    """What links and shortcodes say of sources: a second run finds the one where the first found the other."""
    for page in pages:
        for link in page.links:
            yield Use(link.url, words_of(link.label), link.title)
        for _, item in shortcodes_in(plain_lines(page.text), math=config.has_math):
            resource = registry.get(item.key) if item.name == "resource" else None
            if resource is not None and resource.url:
                yield Use(resource.url, words_of(text_of(item.label)) or resource.title)


def shortcodes_in(text: str, *, math: bool) -> Iterator[tuple[Occurrence, Shortcode]]:
    """The shortcodes of a text, with the code in their labels, which the scan does not see."""
    for one in scan(text, math=math).occurrences if "<<" in text else ():
        whole = next(find(one.raw), None)
        item = whole.item if whole is not None and whole.item is not None else one.item
        if isinstance(item, Shortcode):
            yield one, item
