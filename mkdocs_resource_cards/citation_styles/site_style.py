"""The citation style of a site. Its output is cached, so that a build processes only documents that changed.

With all output cached, neither the processor nor what it works with is imported.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ..cache import Cache
from ..model import Location, Problem
from . import StyleError
from .files import StyleHead, find_style, read_head
from .pieces import StyledDocument, packed, text_of, unpacked

if TYPE_CHECKING:
    from .assigned import Assigned
    from .data import Item
    from .processor import SharedOutput
    from .style import Style

__all__ = ["PlainCite", "SiteStyle", "StyleError", "StyleSource"]

_BUCKET = "citation-style"
_CACHE_VERSION = 18
"""The format of cached output. Increase it when that format, or the output for a resource, changes."""

StyleSource = tuple[str, Callable[[], "Item"]]
"""What identifies the content of an item (without a zero character), and how to make it if its output is not cached."""
PlainCite = tuple[str, str, str, str, str, str]
"""The fields of `data.Cite`, which is one."""


class SiteStyle:
    """A style in the language of a site."""

    def __init__(self, name: str, root: Path, language: str, cache: Cache) -> None:
        """Raises StyleError, in one line, if the style cannot be found or read."""
        self.site_language = language
        """That of the site, which a style with a language of its own does not share."""
        self._cache = cache
        self._file = find_style(name, root, language, self._head)
        self._style: Style | None = None
        self._labels: dict[str, str] | None = None
        self._items: dict[str, Item] = {}
        self._shared: SharedOutput | None = None
        self._digest = f"{_CACHE_VERSION} {language} {self._file.digest}"
        self.problems = self._checked()
        """What has no effect in a style of the site's own."""

    def _checked(self) -> list[Problem]:
        """Reads the style, unless that was done in an earlier build. Raises StyleError."""
        kept = self._cache.get(_BUCKET, self._digest)
        with suppress(ValueError, TypeError):
            return [_problem(self._file.path, *one) for one in json.loads(kept or "")]
        self._read()
        found = self._file.problems()
        self._cache.put(_BUCKET, self._digest, json.dumps(found))
        return [_problem(self._file.path, *one) for one in found]

    @property
    def digest(self) -> str:
        """Changes whenever the output may change."""
        return self._digest

    @property
    def is_note(self) -> bool:
        """Whether citations are notes."""
        return self._file.is_note

    @property
    def is_numeric(self) -> bool:
        """Whether citations are numbers of the list of references."""
        return self._file.is_numeric

    @property
    def language(self) -> str:
        """The language of its terms: `en-US`."""
        return self._file.language

    def language_beside(self, site: str) -> str:
        """`language` if it differs from that of the site, else `""`."""
        own = self._file.language
        return "" if own.split("-")[0] == site.split("-")[0] else own

    @property
    def locator_labels(self) -> Mapping[str, str]:
        """What its locale calls locators, in any form and in small letters -> CSL's term."""
        if self._labels is None:
            key = self._key([], "labels")
            with suppress(ValueError):
                self._labels = json.loads(self._cache.get(_BUCKET, key) or "")
            if not isinstance(self._labels, dict):
                from .locale import locator_labels  # As the parser, not needed where all output is cached.

                self._labels = locator_labels(self._read().locale)
                self._cache.put(_BUCKET, key, json.dumps(self._labels, ensure_ascii=False))
        return self._labels

    def process(
        self, sources: Iterable[StyleSource], citations: Sequence[Sequence[PlainCite]], assigned: Assigned | None = None
    ) -> StyledDocument:
        """As `processor.process`, as far as a site shows it."""
        known = list(sources)
        key = self._key([told for told, _ in known], citations, assigned and assigned.packed())
        with suppress(ValueError, TypeError, AttributeError):
            return unpacked(json.loads(self._cache.get(_BUCKET, key) or ""))
        from .data import Cite
        from .processor import SharedOutput, process
        from .shown import shown

        cites = [tuple(Cite(*cite) for cite in one) for one in citations]
        items = [self._item(one) for one in known]
        self._shared = self._shared or SharedOutput()
        before = set(self._shared.entries)
        done = shown(process(self._read(), items, cites, assigned, self._shared))
        for item, (told, _) in zip(items, known, strict=True):
            if item.id in self._shared.entries and item.id not in before:
                _, entry = self._shared.entries[item.id]
                self._cache.put(_BUCKET, self._key([told], "reference"), text_of(entry.text).strip())
        self._cache.put(_BUCKET, key, json.dumps(packed(done), ensure_ascii=False))
        return done

    def assign(self, sources: Iterable[StyleSource]) -> Assigned:
        """As `processor.assign`."""
        from .assigned import unpacked  # Only lists beyond a page need it.

        known = list(sources)
        key = self._key([told for told, _ in known], "assign")
        with suppress(ValueError, TypeError, AttributeError):
            return unpacked(json.loads(self._cache.get(_BUCKET, key) or ""))
        from .processor import assign

        done = assign(self._read(), map(self._item, known))
        self._cache.put(_BUCKET, key, json.dumps(done.packed(), ensure_ascii=False))
        return done

    def reference(self, source: StyleSource) -> str:
        """The entry of a single item, as plain text."""
        key = self._key(source[:1], "reference")
        kept = self._cache.get(_BUCKET, key)
        if kept is None:
            from .processor import reference

            kept = text_of(reference(self._read(), self._item(source))).strip()
            self._cache.put(_BUCKET, key, kept)
        return kept

    def _item(self, source: StyleSource) -> Item:
        told, make = source
        item = self._items.get(told)
        if item is None:
            item = self._items[told] = make()
        return item

    def _head(self, text: bytes, digest: str) -> StyleHead:
        key = f"{_CACHE_VERSION} head {digest}"
        with suppress(ValueError, TypeError):
            locale, parent, kind, is_numeric = json.loads(self._cache.get(_BUCKET, key) or "")
            return locale + "", parent + "", kind + "", bool(is_numeric)
        head = read_head(text, digest)
        self._cache.put(_BUCKET, key, json.dumps(head))
        return head

    def _key(self, told: Iterable[str], *others: object) -> str:
        text = "\0".join((self._digest, *told, json.dumps(others, ensure_ascii=False)))
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()

    def _read(self) -> Style:
        if self._style is None:
            self._style = self._file.read()
        return self._style


def _problem(path: str, line: int, column: int, message: str, suggestion: str) -> Problem:
    return Problem("invalid_style", message, Location(path, line, column), suggestion)
