"""The scan: Markdown source -> the shortcodes in it, with line, column and section.

It runs before any page is rendered, so that cards can show who cites them while Markdown is converted.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ..shortcode import Found, Malformed, Shortcode, candidates, find
from .literal import mask

_ATX = re.compile(r"\n[ \t]*(?P<level>#{1,6})(?P<text>[^\n]*)")
_SETEXT = re.compile(r"\n[ \t]*(?:=+|-+)[ \t]*(?=\n|\Z)")
_NO_HEADING = ("|", ">", "-", "*", "+", "<")
_ATTRIBUTES = re.compile(r"[ \t]*\{:?[^{}\n]*\}[ \t]*$")
_LINK = re.compile(r"!?\[([^\[\]\n]*)\](?:\([^()\n]*\)|\[[^\[\]\n]*\])")
_MARKUP = re.compile(r"(?<!\\)(?:\*{1,3}|`+|(?<!\w)_{1,3}|_{1,3}(?!\w))|\\(?=[!-/:-@\[-`{-~])|</?[A-Za-z][^<>\n]*>")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One shortcode, or a malformed one, in a source text."""

    item: Shortcode | Malformed
    raw: str
    line: int
    """Counted from 1."""
    column: int
    """Counted from 1, in characters."""
    section: str
    """The text of the heading above it; `""` before the first."""


@dataclass(frozen=True, slots=True)
class Scan:
    """What one source text holds."""

    occurrences: tuple[Occurrence, ...] = ()
    title: str = ""
    """The text of the first heading when it is of level 1, as MkDocs takes a page's title."""

    @property
    def cited_keys(self) -> Iterator[tuple[str, str]]:
        """(key, section) of every citation: a list by query names nothing, so it cites nothing."""
        for occurrence in self.occurrences:
            if isinstance(occurrence.item, Shortcode):
                for key in occurrence.item.keys:
                    yield key, occurrence.section


def scan(text: str, *, math: bool = False, title_of: Callable[[str], str] = str) -> Scan:
    """The shortcodes of a Markdown source outside code, comments, raw HTML and (if `math`) mathematics.

    `title_of` gives the title for a key, for headings that hold a shortcode.
    """
    spots = [match.start("body") for match in candidates(text)]
    if not spots:
        return Scan()
    masked = mask(text, math=math, spots=spots)
    headings = list(_headings(masked, text, title_of))
    found = [one for one in find(masked) if one.item is not None]
    title = headings[0][2] if headings and headings[0][1] == 1 else ""
    return Scan(tuple(_occurrences(text, found, headings)), title)


def first_heading(text: str) -> str:
    """The title that a source gives itself by its first heading, `""` when that is not of level 1."""
    heading = next(_headings(mask(text), text, str), None)
    return heading[2] if heading and heading[1] == 1 else ""


def _occurrences(text: str, found: list[Found], headings: list[tuple[int, int, str]]) -> Iterator[Occurrence]:
    starts = [offset for offset, _, _ in headings]
    line, line_start = 1, 0
    for one in found:
        line += text.count("\n", line_start, one.start)
        line_start = text.rfind("\n", 0, one.start) + 1
        above = bisect_right(starts, one.start) - 1
        section = headings[above][2] if above >= 0 else ""
        assert one.item is not None
        yield Occurrence(one.item, one.raw, line, one.start - line_start + 1, section)


def _headings(masked: str, text: str, title_of: Callable[[str], str]) -> Iterator[tuple[int, int, str]]:
    """(offset, level, text) of each heading; found in the masked text, read from the real one, where code keeps its words."""
    for start, end, level in sorted([*_atx(masked), *_setext(masked)]):
        yield start, level, _words(text[start:end], masked[start:end], title_of)


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


def _words(source: str, masked: str, title_of: Callable[[str], str]) -> str:
    """A heading's words without its Markdown. A shortcode becomes its label, or its resource's title."""
    titles = []
    for one in reversed(list(find(masked))):
        titles.append((one.item.label or title_of(one.item.key)) if isinstance(one.item, Shortcode) else one.raw.lstrip("\\"))
        source = f"{source[: one.start]}\0{source[one.end :]}"
    source = without_attributes(source).strip().rstrip("#")
    source = _MARKUP.sub("", _LINK.sub(r"\1", source))
    for title in reversed(titles):  # What data holds is no Markdown: it enters once Markdown is gone.
        source = source.replace("\0", title, 1)
    return " ".join(source.split())


def without_attributes(heading: str) -> str:
    """A heading's text without the attribute list at its end."""
    return _ATTRIBUTES.sub("", heading)
