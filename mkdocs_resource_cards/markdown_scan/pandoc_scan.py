"""Pandoc's citations in a Markdown source whose literal parts are blanked: its blocks are read one by one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..citation import Citation, CitationItem
from ..pandoc_citations import CitationPart, PandocCitation, find
from ..shortcode import CANDIDATE

SIGN = re.compile(r"@(?=[\w{])")
"""Where a citation may be."""
DELIMITERS = re.compile(r"[ \t>]*\|?(?:[ \t]*:?-+:?[ \t]*\|)*[ \t]*:?-*:?[ \t]*")
"""The line below a table's head."""
_BLANK_LINE = re.compile(r"\n[ \t>]*\n")
_MARK = re.compile(r"[ \t>]*(?:[-*+]|\d{1,9}[.)]|\[\^[^\]\n]+\]:|:)[ \t]+")
"""Of an item of a list, a footnote, a definition."""
_HEADING = re.compile(r"[ \t>]*#{1,6}(?!#)")
_TITLED = re.compile(r"[ \t>]*(?:!!!|\?\?\?|===)")
_QUOTE = re.compile(r"[ \t>]*")
_DEFINITION = re.compile(r"^ {0,3}\[(?P<name>[^\[\]\n]+)\]:", re.MULTILINE)
"""Of what a link or an image names instead of an address."""
_BAR = re.compile(r"(?<!\\)\|")


class Spotted(NamedTuple):
    """A citation in a source."""

    start: int
    end: int
    citation: Citation


class _Text(NamedTuple):
    start: int
    end: int
    is_block: bool = True
    """Whether it is a paragraph, which Pandoc may take for an item of a list of examples."""


def spotted(masked: str, *, links_addresses: bool = False, math: bool = False) -> Iterator[Spotted]:
    """The citations of a source, in order.

    `links_addresses`: whether bare addresses are links, so that none is in one. `math`: whether mathematics is blanked, too.
    """
    masked = CANDIDATE.sub(lambda match: f"\x02{'x' * (len(match[0]) - 2)}\x03", masked)
    defined = {" ".join(one["name"].lower().split()) for one in _DEFINITION.finditer(masked)} if "![" in masked else ()
    for text in _texts(masked):
        if SIGN.search(masked, text.start, text.end):
            here = masked[text.start : text.end]
            for found in find(
                here, is_block=text.is_block, defined=defined, links_addresses=links_addresses, dollars_are_signs=math
            ):
                yield Spotted(text.start + found.start, text.start + found.end, Citation(tuple(items_of([found], here))))


def spotted_in(masked: str) -> Iterator[Spotted]:
    """The citations of one text, such as a heading's."""
    if SIGN.search(masked):
        for found in find(masked):
            yield Spotted(found.start, found.end, Citation(tuple(items_of([found], masked))))


def items_of(several: Iterable[PandocCitation], text: str) -> Iterator[CitationItem]:
    """Those of a citation in `text`, then those of the citations in it."""
    for found in several:
        for part in found.parts:
            yield item_of(part, text)
        for part in found.parts:
            yield from items_of(part.inner, text)


def item_of(part: CitationPart, text: str) -> CitationItem:
    """A key of a citation in `text`, with the words around it as they were written, but for the citations among them."""
    prefix, suffix = (_without(text, span, part.inner).strip() for span in (part.prefix, part.suffix))
    return CitationItem(part.key, prefix, suffix, suppress_author=part.suppress_author, author_in_text=part.author_in_text)


def _without(text: str, span: tuple[int, int], inner: Iterable[PandocCitation]) -> str:
    start, end = span
    pieces = list[str]()
    for one in inner:
        if start <= one.start < end:
            pieces.append(text[start : one.start])
            start = one.end
    return "".join([*pieces, text[start:end]])


def _texts(masked: str) -> Iterator[_Text]:
    """The texts of all blocks that may hold a citation."""
    start = 0
    for end in [*(match.start() for match in _BLANK_LINE.finditer(masked)), len(masked)]:
        if masked.find("@", start, end) >= 0:
            yield from _block(masked, start, end)
        start = end


def _block(masked: str, start: int, end: int) -> Iterator[_Text]:
    lines = list(_lines(masked, start, end))
    while lines and not masked[slice(*lines[0])].strip():
        lines.pop(0)
    if len(lines) > 1 and DELIMITERS.fullmatch(masked, *lines[1]) and "-" in masked[slice(*lines[1])]:
        for row in lines:
            yield from _cells(masked, *row)
        return
    in_list = bool(lines) and bool(_MARK.match(masked, *lines[0]))
    begin = lines[0][0] if lines else start
    for line, stop in lines:
        is_heading = bool(_HEADING.match(masked, line, stop))
        marked = _MARK.match(masked, line, stop) if in_list else None
        if is_heading or marked or _TITLED.match(masked, line, stop):
            yield _Text(begin, line)
            begin = marked.end() if marked else line
        if is_heading:
            yield _Text(line, stop, is_block=False)
            begin = stop
    yield _Text(begin, end)


def _lines(masked: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        stop = masked.find("\n", start, end)
        stop = end if stop < 0 else stop
        yield start, stop
        start = stop + 1


def _cells(masked: str, start: int, end: int) -> Iterator[_Text]:
    for bar in _BAR.finditer(masked, start, end):
        yield _Text(start, bar.start(), is_block=False)
        start = bar.end()
    yield _Text(start, end, is_block=False)
