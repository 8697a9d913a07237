"""Citations in Pandoc's syntax: an inline pattern of Python-Markdown, right after that of shortcodes."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.util import ETX, STX, AtomicString

from ..citations import pandoc
from ..markdown_scan.inline_masking import inline_masked, with_marks
from ..markdown_scan.pandoc_scan import SIGN, item_of
from ..pandoc_citations import PandocCitation, find
from ..registry import Registry
from .citation_texts import CitationTexts, CitedPart, CitedText
from .descriptions import mark
from .inline_processor import is_linked
from .labels import PLACEHOLDER
from .pending import Host, Pending, PendingCitation, PendingCite

_ESCAPED = re.compile(r"(?<!\\)(?:\\\\)*(?P<sign>\\@|\\(?=-@))(?:(?<!@)-@)?\{?(?P<key>[^\s{}\[\];,]+)")
_BEHIND_EMPHASIS = re.compile(r"(?<=[*_])@\{?(?P<key>[^\s{}\[\];,]+)")
_BLOCKS = ("p", "li", "dd")
LINKED_ADDRESSES = "magic-link"
"""The inline pattern that makes links of bare addresses."""
MATHEMATICS = "arithmatex-inline"
"""The inline pattern that puts away what is between dollars."""
_INLINE = frozenset("a abbr b cite code del em i ins kbd mark q s small span strong sub sup u".split())


class _Seen(NamedTuple):
    r"""A citation, or an escaped sign before a key (`written` is None): `\@`, or the backslash of `\-@`, in a text."""

    first: int
    last: int
    written: CitedText | None = None

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

    def _element(self, written: CitedText, linked: bool, *, is_inner: bool) -> etree.Element:
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

    def _cite(self, part: CitedPart, linked: bool, is_inner: bool) -> PendingCite:
        prefix, suffix = (tuple(self._piece(one, linked, is_inner) for one in pieces) for pieces in (part.prefix, part.suffix))
        return PendingCite(part.item, self._host.site.registry.get(part.item.key), prefix, suffix)

    def _piece(self, piece: str | CitedText, linked: bool, is_inner: bool) -> etree.Element:
        """Python-Markdown goes on with what stands right within the element of a citation, and no deeper."""
        if isinstance(piece, CitedText):
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
        writer = CitationTexts(text, site, self._md)
        links_addresses = LINKED_ADDRESSES in self._md.inlinePatterns
        is_block = bool(parents) and parents[-1] in _BLOCKS
        found = find(
            masked,
            is_block=is_block,
            defined=self._md.references,
            links_addresses=links_addresses,
            dollars_are_signs=MATHEMATICS in self._md.inlinePatterns,
        )
        cited = [_Seen(one.start, one.end, writer.written(one)) for one in _meant(found, masked, site.registry)]
        plain_signs = (*_escaped(masked, site.registry), *_behind_emphasis(masked, found, site.registry))
        yield from sorted([*cited, *plain_signs])


def _behind_emphasis(text: str, found: Sequence[PandocCitation], registry: Registry) -> Iterator[_Seen]:
    """The signs before keys that are none, as Pandoc has it, since emphasis ends right before them.

    As escaped ones: of a footnote, Python-Markdown reads what follows an element once more, alone.
    """
    for match in _BEHIND_EMPHASIS.finditer(text):
        if match["key"].rstrip(".:!?)*_") in registry and not _is_within(match.start(), found):
            yield _Seen(match.start(), match.start() + 1)


def _escaped(text: str, registry: Registry) -> Iterator[_Seen]:
    """The escaped signs before keys, and in what would be told as a citation without them."""
    signs = list(_ESCAPED.finditer(text))
    if signs:
        plain_text = _ESCAPED.sub(lambda match: f" {match[0][1:]}", text)
        told = list(_meant(find(plain_text), plain_text, registry))
        for sign in signs:
            place = sign.start("sign")
            if sign["key"].rstrip(".:!?)") in registry or _is_within(place, told):
                yield _Seen(place, sign.end("sign"))


def _is_within(place: int, found: Sequence[PandocCitation]) -> bool:
    """Whether `place` lies within one of these citations, which stand in order."""
    at = bisect_right(found, place, key=lambda one: one.start) - 1
    return at >= 0 and place < found[at].end


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
