"""Citations in Pandoc's syntax: an inline pattern of Python-Markdown, right after that of shortcodes."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.util import ETX, STX, AtomicString

from ..citation import CitationItem
from ..citations import pandoc
from ..markdown_scan.inline_masking import inline_masked, with_marks
from ..markdown_scan.pandoc_scan import SIGN, item_of, items_of
from ..markdown_scan.scanner import plain
from ..pandoc_citations import CitationPart, HeldElement, Located, PandocCitation, find, locate
from ..registry import Registry
from ..site import Site
from .descriptions import mark
from .inline_processor import is_linked
from .labels import PLACEHOLDER
from .pending import Host, Pending, PendingCitation, PendingCite
from .put_away import PutAway

_ESCAPED = re.compile(r"(?<!\\)(?:\\\\)*(?P<sign>\\@|\\(?=-@))(?:(?<!@)-@)?\{?(?P<key>[^\s{}\[\];,]+)")
_BLOCKS = ("p", "li", "dd")
LINKED_ADDRESSES = "magic-link"
"""The inline pattern that makes links of bare addresses."""
_INLINE = frozenset("a abbr b cite code del em i ins kbd mark q s small span strong sub sup u".split())
_HELD = range(0xE000, 0xF900)
"""The characters that stand for the elements of a suffix, such as emphasis, and for what Python-Markdown has put away."""
_ESCAPED_SIGN = re.compile(r"\\([^\w\s])")
_MATHEMATICS = "arithmatex"
"""The class of mathematics that Python-Markdown has put away."""

_Pieces = tuple["str | _Written", ...]
"""An author's words, and the citations within them."""


class _WrittenPart(NamedTuple):
    item: CitationItem
    prefix: _Pieces
    suffix: _Pieces


class _Written(NamedTuple):
    """A citation with its texts: other than their places, these stay the same while others before it are replaced."""

    raw: str
    parts: tuple[_WrittenPart, ...]
    items: tuple[CitationItem, ...]
    """All of its keys, those of citations within it among them."""


class _Seen(NamedTuple):
    r"""A citation, or an escaped sign before a key (`written` is None): `\@`, or the backslash of `\-@`, in a text."""

    first: int
    last: int
    written: _Written | None = None

    def end(self, group: int = 0) -> int:
        """Where it ends, as a match of a regular expression tells it."""
        return self.last


class PandocCitations(InlineProcessor):
    """Leaves an empty element for each citation, with the author's words in it, whose Markdown is rendered as any other."""

    def __init__(self, md: Markdown, pending: Pending, host: Host) -> None:
        super().__init__("@", md)
        self.compiled_re = _Citations(md, host)  # type: ignore[assignment]
        self._pending = pending
        self._host = host

    def handleMatch(  # type: ignore[override]  # noqa: N802 (Python-Markdown's name)
        self, m: _Seen, data: str
    ) -> tuple[etree.Element | str | None, int | None, int | None]:
        if m.written is None:  # As an escaped character of Python-Markdown's: it reads some texts twice, those of footnotes.
            return f"{STX}{ord('@')}{ETX}" if data[m.last - 1] == "@" else "", m.first, m.last
        return self._element(m.written, is_linked(data, m.first), is_inner=False), m.first, m.last

    def _element(self, written: _Written, linked: bool, *, is_inner: bool) -> etree.Element:
        holder = etree.Element("span", {"class": "rc-cites"})
        raw = self.unescape(written.raw) if "\x02" in written.raw else written.raw
        if is_inner or pandoc.is_cited(written.items, self._host.site.registry):
            cites = tuple(self._cite(part, linked, is_inner) for part in written.parts)
            for cite in cites:
                holder.extend([*cite.prefix, *cite.suffix])
            self._pending[holder] = PendingCitation(cites, raw, linked)
        else:  # It stays as it was written, with its Markdown.
            words = etree.SubElement(holder, "span")
            words.text = written.raw
            self._pending[holder] = PendingCitation(tuple(PendingCite(one, None) for one in written.items), raw, linked, words)
        if not is_inner:
            mark(holder, len(self._pending))
        return holder

    def _cite(self, part: _WrittenPart, linked: bool, is_inner: bool) -> PendingCite:
        prefix, suffix = (tuple(self._piece(one, linked, is_inner) for one in pieces) for pieces in (part.prefix, part.suffix))
        return PendingCite(part.item, self._host.site.registry.get(part.item.key), prefix, suffix)

    def _piece(self, piece: str | _Written, linked: bool, is_inner: bool) -> etree.Element:
        """Python-Markdown goes on with what stands right within the element of a citation, and no deeper."""
        if isinstance(piece, _Written):
            return self._element(piece, linked, is_inner=True)
        made = etree.Element("span")
        made.text = AtomicString(self.unescape(piece)) if is_inner else piece
        return made


class _Citations:
    """What Python-Markdown searches with, text by text. It asks again after each find, which a placeholder has replaced."""

    def __init__(self, md: Markdown, host: Host) -> None:
        self._md = md
        self._host = host
        self._text = ""
        self._seen: list[_Seen] = []
        """What is still to come in `_text`, the last first, and by how much it has moved."""
        self._shift = 0

    def finditer(self, text: str, start: int = 0) -> Iterable[_Seen]:
        """The citations in `text` from `start` on."""
        if "@" not in text or not SIGN.search(text, start):
            return ()
        # Pieces of emphasis and links come once more, seen before as part of a paragraph: a key may be cut short there.
        if not _INLINE.isdisjoint(self._md.treeprocessors["inline"].ancestors):  # type: ignore[attr-defined]
            return ()
        if text != self._text:
            if not self._is_moved(text):
                self._seen, self._shift = [*self._search(text)][::-1], 0
            self._text = text
        # Python-Markdown takes the first, and a text may hold thousands.
        moved = (_Seen(one.first + self._shift, one.last + self._shift, one.written) for one in reversed(self._seen))
        return (one for one in moved if one.first >= start)

    def _is_moved(self, text: str) -> bool:
        """Whether it is the text of before, whose first find a placeholder has replaced; that one is left out then."""
        if not self._seen:
            return False
        start, end = self._seen[-1].first + self._shift, self._seen[-1].last + self._shift
        shift = len(text) - len(self._text)
        placeholder = PLACEHOLDER.match(text, start)
        if not placeholder or placeholder.end() != end + shift:
            return False
        if not (text.startswith(self._text[:start]) and text.endswith(self._text[end:])):
            return False
        self._seen.pop()
        self._shift += shift
        return True

    def _search(self, text: str) -> Iterator[_Seen]:
        parents = self._md.treeprocessors["inline"].ancestors  # type: ignore[attr-defined]
        masked, site = with_marks(inline_masked(text, False), text), self._host.site
        writer = _Writer(text, site, self._md)
        links_addresses = LINKED_ADDRESSES in self._md.inlinePatterns
        is_block = bool(parents) and parents[-1] in _BLOCKS
        found = find(masked, is_block=is_block, defined=self._md.references, links_addresses=links_addresses)
        cited = [_Seen(one.start, one.end, writer.written(one)) for one in _meant(found, masked, site.registry)]
        yield from sorted([*cited, *_escaped(masked, site.registry)])


def _escaped(text: str, registry: Registry) -> Iterator[_Seen]:
    """The escaped signs before keys, and in what would be told as a citation without them."""
    signs = list(_ESCAPED.finditer(text))
    if signs:
        plain_text = _ESCAPED.sub(lambda match: f" {match[0][1:]}", text)
        told = [(one.start, one.end) for one in _meant(find(plain_text), plain_text, registry)]
        for sign in signs:
            place = sign.start("sign")
            if sign["key"].rstrip(".:!?)") in registry or any(start <= place < end for start, end in told):
                yield _Seen(place, sign.end("sign"))


def _meant(several: Iterable[PandocCitation], text: str, registry: Registry) -> Iterator[PandocCitation]:
    """The citations that name a source, or nearly; of others, those within them."""
    for found in several:
        items = tuple(item_of(part, text) for part in found.parts)
        if pandoc.is_cited(items, registry) and pandoc.is_handle(items, registry):
            first, second, *others = found.parts
            if text[slice(*first.suffix)].strip():  # Words that stand behind a name stay there.
                second = second._replace(prefix=(first.suffix[0], second.prefix[1]), inner=(*first.inner, *second.inner))
            yield PandocCitation(text.index("[", first.suffix[0] - 1), found.end, (second, *others))
        elif next(pandoc.unknown(items, registry), None) or pandoc.is_cited(items, registry):
            yield found
        else:
            yield from _meant((one for part in found.parts for one in part.inner), text, registry)


class _Writer:
    """Cuts the texts of citations out of the text that they are in."""

    def __init__(self, text: str, site: Site, md: Markdown) -> None:
        self._text = text
        self._site = site
        self._md = md

    def written(self, found: PandocCitation) -> _Written:
        items = tuple(items_of((found,), self._text))
        return _Written(self._text[found.start : found.end], tuple(map(self._part, found.parts)), items)

    def _part(self, part: CitationPart) -> _WrittenPart:
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
        return _WrittenPart(item, prefix, suffix)

    def _located(self, text: str, held: Mapping[str, HeldElement]) -> Located:
        return locate(text, self._site.words.language, held=held, more=self._site.locator_labels) if text else Located()

    def _spans(self, part: CitationPart, length: int) -> list[tuple[int, int]]:
        """The offsets of the elements in the first `length` characters of a suffix, from its beginning."""
        start = part.suffix[0]
        found = ((one.start - start, one.end - start) for one in part.held)
        return [(first, last) for first, last in found if first >= 0 and last <= length]

    def _held(self, part: CitationPart, length: int) -> dict[str, HeldElement]:
        signs = (chr(code) for code in _HELD if chr(code) not in self._text)
        start = part.suffix[0]
        spans = self._spans(part, length)
        texts = (self._text[start + first : start + last] for first, last in spans)
        return {sign: self._element(text) for text, sign in zip(texts, signs, strict=False)}

    def _element(self, written: str) -> HeldElement:
        if written.startswith("$") and not PLACEHOLDER.search(written):
            return HeldElement(written.strip("$"), is_math=True)
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

    def _pieces(self, span: tuple[int, int], inner: Iterable[PandocCitation]) -> _Pieces:
        pieces, position = list["str | _Written"](), span[0]
        for one in inner:
            if span[0] <= one.start < span[1]:
                pieces += [self._text[position : one.start], self.written(one)]
                position = one.end
        pieces.append(self._text[position : span[1]])
        if isinstance(pieces[-1], str):
            pieces[-1] = pieces[-1].rstrip()
        return tuple(piece for piece in pieces if piece)
