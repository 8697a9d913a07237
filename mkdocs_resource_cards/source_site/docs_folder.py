"""The folder of Markdown sources: which pages there are, what they cite, what they are called, where they are."""

from __future__ import annotations

import os
import posixpath
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from ..citations import PageFacts, facts_from, may_be_told
from ..citations.internal_pages import InternalPages
from ..markdown_scan import notebook_text
from ..markdown_scan.headings import SourceNames
from ..markdown_scan.inline_masking import blank_spans
from ..markdown_scan.scanner import Occurrence, Scan, first_heading, scan
from ..model import CitingPage, Location, Problem
from ..site import Href
from ..source_locations import placed, written_spots
from . import front_matter
from .site_config import SiteConfig
from .snippets import asks_for_snippets

FORMS = ("source", "html", "folder")
"""How a link to the page `a/b.md` is written: `a/b.md`, `a/b.html` or `a/b/`."""
SUFFIXES = (".md", ".markdown", ".mdown", ".mkd", ".mkdn")
"""Of sources, in small letters."""
_MAX_BYTES = 16 * 1024 * 1024
"""Bytes of one source; more is not a page that people wrote."""


@dataclass(frozen=True, slots=True)
class _Source:
    stamp: tuple[int, int]
    """Time of the last change in nanoseconds, size in bytes."""
    scan: Scan
    has_snippets: bool = False
    """Whether other files are part of it, whose changes its stamp does not show."""
    may_be_told: bool = False
    """Whether `citations.unheeded` may have to tell of it."""


class DocsFolder:
    """The sources below one folder, read again only when they change."""

    def __init__(self, site_config: SiteConfig, unsaved: Mapping[str, str] | None = None) -> None:
        """`unsaved`: source path -> the text that counts instead of the file's, as an editor holds it."""
        self.problems: list[Problem] = []
        """What is wrong with the front matter of citing pages."""
        self._unsaved = {} if unsaved is None else unsaved
        self._site_config = site_config
        self._sources: dict[str, _Source] = {}
        self._facts: dict[str, PageFacts] = {}
        self._own: InternalPages | None = None
        self._names = SourceNames()

    @property
    def scans(self) -> Mapping[str, Scan]:
        """Source path -> what the page holds, sorted by path."""
        return {path: source.scan for path, source in sorted(self._sources.items())}

    def scan(self, path: str) -> Scan:
        """What one page holds."""
        return self._sources[path].scan

    def refresh(self, names: SourceNames, *, is_new: bool = False) -> bool:
        """Reads what is new or has changed, all if `is_new`; whether anything did. `names` as for `scan`."""
        before, now = {} if is_new else self._sources, dict[str, _Source]()
        self._names = names
        for path, file, stamp in self._files():
            known = before.get(path)
            is_same = known and known.stamp == stamp and not known.has_snippets
            now[path] = known if known and is_same else self._source(Path(file), path, stamp)
        if now == before:
            return False
        self._sources = now
        self._facts.clear()
        self._own = None
        self.problems.clear()
        return True

    def refresh_page(self, path: str) -> bool:
        """Reads one page again, whose text an editor has changed; False for what is not a page yet."""
        known = self._sources.get(path)
        if known is None or self._site_config.docs is None:
            return False
        file, text = self._site_config.docs / path, self._unsaved.get(path)
        self._sources[path] = self._source(file, path, known.stamp if text is None else _stamp_of(text))
        self._facts.pop(path, None)
        self._own = None
        self.problems[:] = [one for one in self.problems if one.location != self.location(path)]
        return True

    def __contains__(self, path: object) -> bool:
        return path in self._sources

    def text(self, path: str) -> str:
        """A page's source as it is now, `""` when it cannot be read."""
        return self._read(self._site_config.docs / path, path) if self._site_config.docs and path in self._sources else ""

    def _read(self, file: Path, path: str) -> str:
        text = self._unsaved.get(path)
        return _read(file) if text is None else text

    @property
    def worth_a_look(self) -> Iterator[tuple[Location, str]]:
        """The pages that `citations.unheeded` may have to tell of, and their sources."""
        return ((self.location(path), self.text(path)) for path, one in sorted(self._sources.items()) if one.may_be_told)

    def body(self, path: str) -> str:
        """A page's source without its front matter, and with its snippets; of a notebook, its Markdown."""
        if path.lower().endswith(notebook_text.SUFFIX):
            return notebook_text.text_of(self.text(path))
        return self._site_config.filled(self._body(self.text(path)), path)

    def location(self, path: str) -> Location:
        """A page, for messages."""
        return Location(self._site_config.shown(self._site_config.docs / path) if self._site_config.docs else path)

    def facts(self, path: str) -> PageFacts:
        """Title, type and quality of a page."""
        found = self._facts.get(path)
        if found is None:
            found = self._facts[path] = self._page_facts(path)
        return found

    def is_own(self, page: CitingPage) -> bool:
        """Whether a page that the registry declares is one of this site, by path, name, address or title."""
        if self._own is None:
            paths = (name for path in self._sources for name in _paths(path))
            folder = self._site_config.shown(self._site_config.docs) if self._site_config.docs else ""
            self._own = InternalPages(
                self._site_config.site_url, folder, paths, (self.facts(path).title for path in self._sources)
            )
        return page in self._own

    def _files(self) -> Iterator[tuple[str, str, tuple[int, int]]]:
        """(source path, file, stamp) of each; what is hidden or excluded is not a page."""
        root = self._site_config.docs
        edited = {path: _stamp_of(text) for path, text in self._unsaved.items()}
        suffixes = (*SUFFIXES, notebook_text.SUFFIX) if self._site_config.has_notebooks else SUFFIXES
        for folder, within, names in _folders(root) if root else ():
            for name in names:
                if not name.lower().endswith(suffixes):
                    continue
                path, file = within + name, f"{folder}{os.sep}{name}"
                if path in edited:
                    yield path, file, edited[path]
                elif not self._site_config.is_excluded(path):
                    try:
                        status = os.stat(file)
                    except OSError:  # gone since the folder was listed
                        continue
                    yield path, file, (status.st_mtime_ns, status.st_size)

    def _source(self, file: Path, path: str, stamp: tuple[int, int]) -> _Source:
        text = self._read(file, path)
        if file.suffix.lower() == notebook_text.SUFFIX:
            return _Source(stamp, _in_notebook(self._scan(notebook_text.text_of(text)), text))
        body = self._body(text)
        own = self._scan(blank_spans(text, [(0, len(text) - len(body))]))
        whole = self._site_config.filled(body, path)
        told = may_be_told(text[: len(text) - len(body)], body, self._site_config.options)
        # The blank line: what a snippet begins with is not a front matter of the page.
        found = own if whole == body else placed(self._scan(f"\n{whole}"), own)
        return _Source(stamp, found, whole != body or asks_for_snippets(body), told)

    def _scan(self, text: str) -> Scan:
        found = scan(
            text,
            math=self._site_config.has_math,
            pandoc=self._site_config.options.pandoc_citations,
            names=self._names,
        )
        return Scan(tuple(one for one in found.occurrences if self._site_config.is_whole(one.raw)))

    def _body(self, text: str) -> str:
        return front_matter.body_of(text, plain=self._site_config.has_plain_front_matter)

    def _page_facts(self, path: str) -> PageFacts:
        written_values = front_matter.values_of(self.text(path), plain=self._site_config.has_plain_front_matter)
        written = _written(written_values.get("title"))
        heading = "" if written else self._heading(path)
        title = self._site_config.titles.get(path) or written or heading or _named(path)
        found, faults = facts_from(title, written_values, self._site_config.options)
        self.problems += [Problem("invalid_page_field", message, self.location(path)) for message in faults]
        return found

    def _heading(self, path: str) -> str:
        pandoc = self._site_config.options.pandoc_citations
        return first_heading(f"\n{self.body(path)}", pandoc=pandoc, names=self._names)


def _in_notebook(found: Scan, source: str) -> Scan:
    """`found` in a notebook's Markdown, with the places that it has in the file."""
    before, placed_there = Counter[str](), list[Occurrence]()
    for one in found.occurrences:
        spots = written_spots(one.raw, source)
        line, column = spots[min(before[one.raw], len(spots) - 1)] if spots else (0, 0)
        placed_there.append(one._replace(line=line, column=column))
        before[one.raw] += 1
    return Scan(tuple(placed_there))


def href_from(page: str, form: str = "source") -> Href:
    """Addresses as seen from the page with source path `page`; `""` stands for a page in the docs folder itself."""
    base = posixpath.dirname(address(page, form))

    def href(path: str, anchor: str) -> str:
        fragment = f"#{anchor}" if anchor else ""
        if anchor and path == page:
            return fragment
        target = address(path, form)
        relative = posixpath.relpath(target or ".", base or ".")
        if not target or target.endswith("/"):
            relative += "/"
        return quote(relative, safe="/~!$&'()*+,;=@") + fragment

    return href


def address(path: str, form: str) -> str:
    """Where the page or file with source path `path` is found in the finished site, `""` for its start."""
    stem, suffix = posixpath.splitext(path)
    if form == "source" or suffix.lower() not in SUFFIXES:
        return path
    folder, name = posixpath.split(stem)
    if name == "README":
        name = "index"
    if form == "html":
        return posixpath.join(folder, f"{name}.html")
    location = folder if name == "index" else posixpath.join(folder, name)
    return f"{location}/" if location else ""


def gives_way(docs: Path, path: str, excluded: Callable[[str], bool], suffixes: Sequence[str] = SUFFIXES) -> bool:
    """Whether a `README.md` stands beside an index file with one of `suffixes`, so that both would be one page."""
    folder, name = posixpath.split(path)
    if posixpath.splitext(name)[0] != "README":
        return False
    beside = (posixpath.join(folder, f"index{suffix}") for suffix in suffixes)
    return any((docs / one).is_file() and not excluded(one) for one in beside)


def _paths(path: str) -> Iterator[str]:
    """What a registry may call a page, its title aside."""
    stem = posixpath.splitext(path)[0]
    name = posixpath.basename(stem)
    yield from (path, posixpath.basename(posixpath.dirname(stem) if name in ("index", "README") else stem))


def sources(root: Path) -> Iterator[Path]:
    """All Markdown files below `root` that are not hidden, in a fixed order."""
    return (file for file in walk(root) if file.suffix.lower() in SUFFIXES)


def walk(root: Path) -> Iterator[Path]:
    """All files below `root` that are not hidden, sorted; links are followed, but never in a circle."""
    return (Path(folder, name) for folder, _, names in _folders(root) for name in names)


def _folders(root: Path) -> Iterator[tuple[str, str, list[str]]]:
    """(folder, its path within `root`, which ends with `/`, its files) of `root` and all below: texts, which cost less."""
    seen: set[str] = set()
    for folder, folders, files in os.walk(root, followlinks=True):
        real = os.path.realpath(folder)
        folders[:] = [] if real in seen else sorted(name for name in folders if not name.startswith("."))
        if real not in seen:
            within = Path(folder).relative_to(root).as_posix()
            yield folder, "" if within == "." else f"{within}/", sorted(name for name in files if not name.startswith("."))
        seen.add(real)


def _stamp_of(text: str) -> tuple[int, int]:
    """The stamp of a text that an editor holds: no file has a size below 0."""
    return hash(text), -len(text)


def _read(file: Path) -> str:
    try:
        with file.open(encoding="utf-8-sig", errors="replace") as stream:
            return stream.read(_MAX_BYTES)
    except OSError:  # A source that cannot be read is for the host to tell.
        return ""


def _written(title: object) -> str:
    """A title of front matter as text, `""` for none and for a number so long that Python refuses to write it."""
    try:
        return str(title) if title else ""
    except ValueError:
        return ""


def _named(path: str) -> str:
    """The title that a file's name gives, as MkDocs makes it."""
    title = posixpath.splitext(posixpath.basename(path))[0].replace("-", " ").replace("_", " ")
    return title.capitalize() if title.lower() == title else title
