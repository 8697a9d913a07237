"""The scan: Markdown source -> the shortcodes in it, with line, column and section.

It runs before any page is rendered, so that cards can show who cites them while Markdown is converted.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from heapq import merge
from typing import NamedTuple

from ..citation import Citation
from ..html_entities import unescape
from ..shortcode import CANDIDATE, FoundShortcode, Malformed, Shortcode, find
from .block_masking import literal_blocks_masked, mask
from .headings import SourceNames, without_attributes
from .inline_masking import with_marks
from .pandoc_scan import DELIMITERS, SIGN, spotted, spotted_in
from .sentences import around

_ATX = re.compile(r"\n[ \t]*(?P<level>#{1,6})(?P<text>[^\n]*)")
_SETEXT = re.compile(r"\n[ \t]*(?:=+|-+)[ \t]*(?=\n|\Z)")
_NO_HEADING = ("|", ">", "-", "*", "+", "<")
_BAR = re.compile(r"(?<!\\)\|")
_LINK = re.compile(r"!?\[([^\[\]\n]*)\](?:\([^()\n]*\)|\[[^\[\]\n]*\])")
_MARKUP = re.compile(
    r"(?<!\\)(?:\*{1,3}|`+|(?<!\w)_{1,3}|_{1,3}(?!\w))|\\(?=[!-/:-@\[-`{-~])|</?[A-Za-z][^<>\n]*>|<!--[^\n]*?-->"
)


_NAMES = SourceNames()
_Title = tuple[int, int, str]
"""Start and end of a citation, and what stands for it in a text without citations."""


class Occurrence(NamedTuple):
    """One shortcode, a malformed one, or a citation in a source text."""

    item: Shortcode | Malformed | Citation
    """A citation is one in Pandoc's syntax, with its keys alone; whether it names any source, a registry has to tell."""
    raw: str
    line: int
    """Counted from 1."""
    column: int
    """Counted from 1, in characters."""
    section: str
    """The text of the heading above it; `""` before the first."""
    sentence: str = ""
    """The text of the sentence that it is in; `""` where nothing else is there, or its keys have been cited before."""


class CitedKey(NamedTuple):
    """One key in a citation, and what is around it, as in Occurrence."""

    key: str
    section: str
    sentence: str


class Scan(NamedTuple):
    """What one source text holds."""

    occurrences: tuple[Occurrence, ...] = ()

    @property
    def cited_keys(self) -> Iterator[CitedKey]:
        """Every citation: a list by query names nothing, so it cites nothing."""
        for occurrence in self.occurrences:
            if not isinstance(occurrence.item, Malformed):
                for key in occurrence.item.keys:
                    yield CitedKey(key, occurrence.section, occurrence.sentence)


def scan(text: str, *, math: bool = False, pandoc: bool = False, names: SourceNames = _NAMES) -> Scan:
    """The shortcodes of a Markdown source outside code, comments, raw HTML and (if `math`) mathematics.

    `pandoc`: whether citations in Pandoc's syntax are among them. `names`: for headings and sentences that cite.
    """
    spots = [match.start() for match in CANDIDATE.finditer(text)]
    if pandoc and "@" in text:
        spots = sorted([*spots, *(match.start() for match in SIGN.finditer(text))])
    if not spots:
        return Scan()
    masked = mask(text, math=math, spots=spots)
    return Scan(tuple(_occurrences(text, masked, names, math, pandoc)))


def first_heading(text: str, *, pandoc: bool = False, names: SourceNames = _NAMES) -> str:
    """The title that a source gives itself by its first heading, `""` unless that is of level 1; the rest as for `scan`."""
    masked = mask(text)
    start, end, level = next(iter(_headings(masked)), (0, 0, 0))
    source, masked = text[start:end], masked[start:end]
    found = spotted_in(with_marks(masked, source)) if pandoc and level == 1 else ()
    cited = [(one.start, one.end, _name(one.citation, source[one.start : one.end], names)) for one in found]
    return _words(source, masked, names, cited) if level == 1 else ""


def _occurrences(text: str, masked: str, names: SourceNames, math: bool, pandoc: bool) -> Iterator[Occurrence]:
    headings = _headings(masked)
    starts = [start for start, _, _ in headings]
    sections = {-1: ""}
    line, line_start, read = 1, 0, 0
    known = set[str]()
    found = list(_found(text, masked, math, pandoc))
    whole = _as_words(masked, found)
    cited = [(start, end, _name(item, text[start:end], names)) for start, end, item in found if isinstance(item, Citation)]
    for start, end, item in found:
        line += text.count("\n", read, start)
        line_start = text.rfind("\n", read, start) + 1 or line_start
        read = start
        above = bisect_right(starts, start) - 1
        if above not in sections:
            first, last, _ = headings[above]
            sections[above] = _words(text[first:last], masked[first:last], names, _within(cited, first, last))
        sentence, keys = "", () if isinstance(item, Malformed) else item.keys
        if not known.issuperset(keys):  # "Cited by" tells the sentence of a page's first citation.
            sentence = _sentence(text, masked, around(whole, start, end), (start, end), names, cited)
            known.update(keys)
        yield Occurrence(item, text[start:end], line, start - line_start + 1, sections[above], sentence)


def _as_words(masked: str, found: Iterable[tuple[int, int, object]]) -> str:
    """`masked` with a word instead of each citation: a full stop in one, as in `p. 3`, ends no sentence."""
    parts, done = list[str](), 0
    for start, end, _ in found:
        parts += [masked[done:start], "x" * (end - start)]
        done = end
    return "".join([*parts, masked[done:]])


def _within(cited: Sequence[_Title], start: int, end: int) -> list[_Title]:
    """Those from `start` to `end`, by their offsets from there."""
    first = bisect_left(cited, (start, start, ""))
    return [(one - start, last - start, title) for one, last, title in cited[first : bisect_left(cited, (end, end, ""))]]


def _sentence(
    text: str,
    masked: str,
    within: tuple[int, int],
    place: tuple[int, int],
    names: SourceNames,
    cited: Sequence[_Title],
) -> str:
    start, end = within
    if not f"{masked[start : place[0]]}{masked[place[1] : end]}".strip(" .,;:\n\t|*_"):
        return ""
    return _words(text[start:end], masked[start:end], names, _within(cited, start, end), has_numbers=False)


def _found(text: str, masked: str, math: bool, pandoc: bool) -> Iterator[tuple[int, int, Shortcode | Malformed | Citation]]:
    """(start, end, what is there), in order."""
    shortcodes = ((one.start, one.end, one.item) for one in _shortcodes(text, masked) if one.item is not None)
    if not pandoc:
        return shortcodes
    marked = with_marks(masked, literal_blocks_masked(text))
    return merge(shortcodes, spotted(marked, math=math), key=lambda one: one[0])


def _shortcodes(text: str, masked: str) -> Iterator[FoundShortcode]:
    for one in find(masked):
        bar = _BAR.search(one.raw)
        if bar and _is_row(text, text.rfind("\n", 0, one.start) + 1):  # A cell ends there, whatever is around it.
            cut = next(find(one.raw[: bar.start()].rstrip()), None)
            one = one._replace(item=cut.item if cut else None, end=one.start + (cut.end if cut else 0))
        yield one


def _is_row(text: str, position: int) -> bool:
    """Whether the line that begins at `position` belongs to a table: the second of its paragraph is one of dashes."""
    before = text.rfind("\n\n", 0, position)
    second = text.find("\n", before + 2 if before >= 0 else 0, position) + 1
    end = text.find("\n", second, position) if second else -1
    return end >= 0 and DELIMITERS.fullmatch(text, second, end) is not None


def _headings(masked: str) -> list[tuple[int, int, int]]:
    """(start, end, level) of the text of each heading."""
    return sorted([*_atx(masked), *_setext(masked)])


def _atx(text: str) -> Iterator[tuple[int, int, int]]:
    for match in _ATX.finditer(f"\n{text}"):
        yield match.start("text") - 1, match.end() - 1, len(match["level"])


def _setext(text: str) -> Iterator[tuple[int, int, int]]:
    """Underlined headings: the line above, when it is the first of its block."""
    for match in _SETEXT.finditer(text):
        end = match.start()
        start = text.rfind("\n", 0, end) + 1
        line = text[start:end].strip()
        is_first = not text[text.rfind("\n", 0, max(start - 1, 0)) + 1 : max(start - 1, 0)].strip()
        if line and is_first and (line.startswith("<<") or not line.startswith(_NO_HEADING)):
            yield start, end, 1 if "=" in match[0] else 2


def _words(source: str, masked: str, names: SourceNames, cited: Sequence[_Title] = (), *, has_numbers: bool = True) -> str:
    """A heading's words without its Markdown, read from the source, where code keeps its words; of a shortcode its title.

    `cited`: the citations in Pandoc's syntax; `has_numbers`: whether the title stands for a number, too, which in a sentence
    would say the same twice.
    """
    titles = sorted([*_titles(source, masked, names, has_numbers=has_numbers), *cited])
    for start, end, title in reversed(titles):
        before = source[:start] if title else source[:start].rstrip()
        source = f"{before}\0{source[end:]}"
    source = plain(without_attributes(source).strip().rstrip("#"))
    for _, _, title in titles:  # What data holds is not Markdown: it enters once Markdown is gone.
        source = source.replace("\0", title, 1)
    return " ".join(source.split())


def _titles(source: str, masked: str, names: SourceNames, *, has_numbers: bool) -> Iterator[_Title]:
    """(start, end, what stands for it) of each shortcode in a heading or sentence."""
    for one in find(masked):
        whole = next(find(source[one.start : one.end]), one)  # with the code in its label
        item = whole.item if isinstance(whole.item, Shortcode) else one.item
        if isinstance(item, Shortcode):
            is_nothing = item.view == "number" and not item.label and not has_numbers
            yield one.start, one.end, "" if is_nothing else _title(item, names)
        else:
            yield one.start, one.end, one.raw.lstrip("\\")


def _name(citation: Citation, raw: str, names: SourceNames) -> str:
    return names.citation(citation.keys, citation.items[0].author_in_text, plain(raw))


def _title(shortcode: Shortcode, names: SourceNames) -> str:
    """What stands for a shortcode where there is nothing but text."""
    return plain(shortcode.label) or ", ".join(map(names.title, shortcode.keys))


def plain(markdown: str) -> str:
    """The words of a line of Markdown, without its marks."""
    return unescape(_MARKUP.sub("", _LINK.sub(r"\1", markdown)))
