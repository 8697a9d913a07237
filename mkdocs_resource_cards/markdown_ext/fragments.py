"""Citations in texts that another program renders: each becomes a mark that it leaves alone, and the HTML to be put there.

The citations of all texts are converted as one page, so that they share numbers, ids and a list of references.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from html import escape, unescape
from typing import NamedTuple

from markdown import Markdown
from markdown.extensions.toc import strip_tags

from ..citation import Citation
from ..markdown_scan.headings import SourceNames
from ..markdown_scan.scanner import Occurrence, scan
from ..shortcode import Shortcode

_PARAGRAPH = re.compile(r"<p>\s*rcfragment([0-9]{1,6})x\s*</p>")
_PLACE = re.compile(r"<[^<>]*>|rcfragment([0-9]{1,6})x")
_NAMED = re.compile(r"(?P<before>\s?)rcfragment(?P<number>[0-9]{1,6})x")
_MARK = re.compile("rcfragment([0-9]{1,6})x")
_ID = re.compile(r'(?<= id=")[^"<>]+')
_TAG = re.compile("<[^<>]*>")
_IN_NAME = re.compile(r"-?rcfragment[0-9]{1,6}x", re.IGNORECASE)
_PARTED = "\n\n"


class Fragments(NamedTuple):
    """Texts with marks, and what the marks stand for."""

    texts: tuple[str, ...]
    html: Mapping[int, str]
    names: Mapping[int, str]
    """What stands for a citation in Pandoc's syntax in a heading's words."""
    rest: str = ""
    """HTML for the end: the list of references that no text has a place for."""

    def filled(self, html: str) -> str:
        """What was rendered of the texts, with the citations."""
        html = _PARAGRAPH.sub(lambda match: self._block(match), html)
        return _PLACE.sub(lambda match: self._one(match), html) + self.rest

    def plain(self, text: str) -> str:
        """A heading's words: of a link its text, of a number nothing."""
        html = _NAMED.sub(lambda match: match["before"] + name if (name := self._name(int(match["number"]))) else "", text)
        return unescape(strip_tags(html)).strip()

    def _name(self, number: int) -> str:
        name = self.names.get(number)
        return re.sub(r"<sup.*?</sup>", "", self.html.get(number, ""), flags=re.DOTALL) if name is None else escape(name)

    def _block(self, match: re.Match[str]) -> str:
        html = self.html.get(int(match[1]), "")
        return html if html.startswith(("<article", "<aside", "<ol", "<ul", "<table")) else match[0]

    def _one(self, match: re.Match[str]) -> str:
        if not match[1]:
            return self._described(match[0]) if match[0].startswith("<img") else unmarked(match[0])
        return self.html.get(int(match[1]), "")

    def _described(self, tag: str) -> str:
        """An image, in whose description a citation is words; its ids stand before it."""
        html = [self.html.get(int(number), "") for number in _MARK.findall(tag)]
        ids = (f'<span id="{name}"></span>' for one in html for name in _ID.findall(one))
        return "".join(ids) + _MARK.sub(lambda match: escape(unescape(_TAG.sub("", self.html.get(int(match[1]), "")))), tag)


def unmarked(name: str) -> str:
    """A tag, or an address, without the marks that the ids of headings took."""
    return _IN_NAME.sub("", name) if "rcfragment" in name.lower() else name


def fragments(
    texts: Sequence[str],
    md: Markdown,
    is_meant: Callable[[Citation], bool],
    *,
    names: SourceNames,
    pandoc: bool,
) -> Fragments | None:
    """The citations of `texts`, which are Markdown, as `md` makes them; None where there are none.

    `is_meant`: whether a citation in Pandoc's syntax is one. `names` and `pandoc` are those of `scan`.
    """
    whole = _PARTED.join(texts)
    found = [one for one in scan(whole, math=True, pandoc=pandoc, names=names).occurrences if _counts(one, is_meant)]
    if not found:
        return None
    html = md.convert("\n\n".join(_source(found, whole.split("\n"))))
    made = {number: _made(html, number) for number in range(len(found))}
    behind = html[html.rindex(_end(len(found) - 1)) + len(f"{_end(len(found) - 1)}</p>") :]
    return Fragments(tuple(_marked(texts, whole, found, made)), made, _names(found, names), behind.strip())


def _counts(one: Occurrence, is_meant: Callable[[Citation], bool]) -> bool:
    return not isinstance(one.item, Citation) or is_meant(one.item)


def _names(found: Sequence[Occurrence], names: SourceNames) -> dict[int, str]:
    cited = ((number, one.item, one.raw) for number, one in enumerate(found))
    return {
        number: names.citation(item.keys, item.items[0].author_in_text, raw)
        for number, item, raw in cited
        if isinstance(item, Citation)
    }


def _start(number: int) -> str:
    return f"rcfragment{number}a"


def _end(number: int) -> str:
    return f"rcfragment{number}z"


def _source(found: Sequence[Occurrence], lines: Sequence[str]) -> list[str]:
    parts, section = list[str](), ""
    for number, one in enumerate(found):
        if one.section != section:
            section = one.section
            parts.append(f"## {re.sub(r'([^0-9A-Za-z ])', _escaped, section)}")
        apart = "\n\n" if _is_alone(one, lines) else " "
        parts.append(f"{_start(number)}{apart}{one.raw}{apart}{_end(number)}")
    return parts


def _escaped(match: re.Match[str]) -> str:
    return f"&#{ord(match[1])};"


def _is_alone(one: Occurrence, lines: Sequence[str]) -> bool:
    """Whether it makes a block: all of a paragraph."""
    before, after = lines[one.line - 2 : one.line - 1], lines[one.line : one.line + 1]
    is_paragraph = lines[one.line - 1].strip() == one.raw and not any(map(str.strip, [*before, *after]))
    return is_paragraph and isinstance(one.item, Shortcode) and not one.item.is_inline


def _made(html: str, number: int) -> str:
    start = html.index(_start(number)) + len(_start(number))
    made = html[start : html.index(_end(number), start)]
    return made.removeprefix("</p>").removesuffix("<p>").strip(" \n\u00a0")


def _marked(texts: Sequence[str], whole: str, found: Sequence[Occurrence], made: Mapping[int, str]) -> list[str]:
    starts = [0]
    for line in whole.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    parts, end = list[str](), 0
    for number, one in enumerate(found):
        start = starts[one.line - 1] + one.column - 1
        before = whole[end:start]
        if made[number].startswith("<sup") and before.endswith(" ") and before.strip():  # No line breaks there.
            before = f"{before.rstrip(' ')}\u00a0"
        parts += [before, f"rcfragment{number}x"]
        end = start + len(one.raw)
    marked, lengths = "".join([*parts, whole[end:]]), [text.count("\n") + 1 for text in texts]
    lines, first, cells = marked.split("\n"), 0, list[str]()
    for length in lengths:
        cells.append("\n".join(lines[first : first + length]))
        first += length + 1
    return cells
