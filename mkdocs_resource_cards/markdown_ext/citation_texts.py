"""The texts of citations, cut out of the text that they are in: the author's words, locators, and what they hold."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

from markdown import Markdown

from ..citation import CitationItem
from ..markdown_scan.pandoc_scan import item_of, items_of
from ..markdown_scan.scanner import plain
from ..pandoc_citations import CitationPart, HeldElement, Located, PandocCitation, locate
from ..site import Site
from .labels import PLACEHOLDER
from .put_away import PutAway

_HELD = range(0xE000, 0xF900)
"""The characters that stand for the elements of a suffix, such as emphasis, and for what Python-Markdown has put away."""
_ESCAPED_SIGN = re.compile(r"\\([^\w\s])")

AuthorsWords = tuple["str | CitedText", ...]
"""An author's words, and the citations within them."""


class CitedPart(NamedTuple):
    """One key of a citation, with the author's words before and behind it."""

    item: CitationItem
    prefix: AuthorsWords
    suffix: AuthorsWords


class CitedText(NamedTuple):
    """A citation with its texts: other than their places, these stay the same while others before it are replaced."""

    raw: str
    parts: tuple[CitedPart, ...]
    items: tuple[CitationItem, ...]
    """All of its keys, those of citations within it among them."""


class CitationTexts:
    """Cuts the texts of citations out of the text that they are in."""

    def __init__(self, text: str, site: Site, md: Markdown) -> None:
        self._text = text
        self._site = site
        self._md = md
        self._footnotes: Collection[str] = ()
        """The names of those that the page has."""
        if "footnote" in md.inlinePatterns:
            marks: Any = md.inlinePatterns["footnote"]
            self._footnotes = marks.footnotes.footnotes

    def written(self, found: PandocCitation) -> CitedText:
        """The texts of one citation."""
        items = tuple(items_of((found,), self._text))
        return CitedText(self._text[found.start : found.end], tuple(map(self._part, found.parts)), items)

    def _part(self, part: CitationPart) -> CitedPart:
        prefix = self._pieces(part.prefix, part.inner)
        first, *others = self._pieces(part.suffix, part.inner) or ("",)
        held = self._held(part, len(first)) if isinstance(first, str) else {}
        place = self._located(self._without(part, first, held) if isinstance(first, str) else "", held)
        behind = self._with(part, place.suffix, held)
        if others and isinstance(first, str) and first[-1:].isspace():
            behind += " "
        suffix = tuple(one for one in (behind if isinstance(first, str) else first, *others) if one)
        item = item_of(part, self._text)._replace(
            prefix=self._text[slice(*part.prefix)].strip(),
            suffix=behind,
            locator=place.locator,
            label=place.label,
            at=place.at,
        )
        return CitedPart(item, prefix, suffix)

    def _located(self, text: str, held: Mapping[str, HeldElement]) -> Located:
        return locate(text, self._site.words.language, held=held, more=self._site.locator_labels) if text else Located()

    def _spans(self, part: CitationPart, length: int) -> list[tuple[int, int]]:
        """The offsets of the elements in the first `length` characters of a suffix, from its beginning."""
        start = part.suffix[0]
        held = (one for one in part.held if not self._is_text(self._text[one.start : one.end]))
        found = ((one.start - start, one.end - start) for one in held)
        return [(first, last) for first, last in found if first >= 0 and last <= length]

    def _is_text(self, written: str) -> bool:
        """Whether it is the mark of a footnote that the page does not have."""
        return written.startswith("[^") and written[2:-1] not in self._footnotes

    def _held(self, part: CitationPart, length: int) -> dict[str, HeldElement]:
        signs = (chr(code) for code in _HELD if chr(code) not in self._text)
        start = part.suffix[0]
        spans = self._spans(part, length)
        texts = (self._text[start + first : start + last] for first, last in spans)
        return {sign: self._element(text) for text, sign in zip(texts, signs, strict=False)}

    def _element(self, written: str) -> HeldElement:
        if written.startswith("[^"):
            return HeldElement("", is_note=True)
        if written.startswith("$") and not PLACEHOLDER.search(written):
            return HeldElement(written.strip("$"), is_math=True)
        mathematics = PutAway(self._md).mathematics(written)
        if mathematics is not None:
            return HeldElement(mathematics, is_math=True)
        escaped = _ESCAPED_SIGN.fullmatch(written)
        if escaped:
            return HeldElement(escaped[1], is_sign=True)
        return HeldElement(plain(PLACEHOLDER.sub(lambda match: PutAway(self._md).text(match[0]), written)))

    def _without(self, part: CitationPart, text: str, held: Mapping[str, HeldElement]) -> str:
        """`text`, the beginning of a suffix, with characters instead of its elements."""
        pieces, done = list[str](), 0
        for (first, last), sign in zip(self._spans(part, len(text)), held, strict=False):
            pieces += [text[done:first], sign]
            done = last
        return "".join([*pieces, text[done:]])

    def _with(self, part: CitationPart, text: str, held: Mapping[str, HeldElement]) -> str:
        start = part.suffix[0]
        for (first, last), sign in zip(self._spans(part, part.suffix[1] - start), held, strict=False):
            text = text.replace(sign, self._text[start + first : start + last])
        return text

    def _pieces(self, span: tuple[int, int], inner: Iterable[PandocCitation]) -> AuthorsWords:
        pieces, position = list["str | CitedText"](), span[0]
        for one in inner:
            if span[0] <= one.start < span[1]:
                pieces += [self._text[position : one.start], self.written(one)]
                position = one.end
        pieces.append(self._text[position : span[1]])
        if isinstance(pieces[-1], str):
            pieces[-1] = pieces[-1].rstrip()
        return tuple(piece for piece in pieces if piece)
