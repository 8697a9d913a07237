"""The scan: Markdown source -> the shortcodes in it, with line, column and section.

It runs before any page is rendered, so that cards can show who cites them while Markdown is converted.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ..shortcode import Found, Malformed, Shortcode, find
from .literal import mask

_ATX = r"^ {0,3}(?P<level>#{1,6})(?P<atx>[^\n]*)$"
_SETEXT = r"^(?P<setext>[ \t]*[^\s][^\n]*)\n {0,3}(?P<rule>=+|-+)[ \t]*$"
_HEADING = re.compile(f"{_ATX}|{_SETEXT}", re.MULTILINE)
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
    if "<<" not in text or next(find(text), None) is None:
        return Scan()
    masked = mask(text, math=math)
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
    for match in _HEADING.finditer(masked):
        part = "atx" if match["level"] else "setext"
        level = len(match["level"] or "") or (1 if match["rule"][0] == "=" else 2)
        if part == "setext" and match[part].lstrip().startswith(_NO_HEADING) and not match[part].lstrip().startswith("<<"):
            continue
        start, end = match.span(part)
        yield match.start(), level, _words(text[start:end], match[part], title_of)


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
