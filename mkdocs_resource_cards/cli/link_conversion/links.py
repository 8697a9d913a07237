"""Finds links to web pages in Markdown, as Python-Markdown reads them: inline and by reference.

Skips code, comments, raw HTML and template syntax. A link that cannot become a shortcode has a reason. Every step takes time
linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ...html_entities import unescape
from ...markdown_scan.block_masking import literal_blocks_masked, mask
from ...markdown_scan.inline_masking import blank_spans, code_masked
from ...normalize.urls import safe_url
from ...shortcode import find
from .label_rules import why_no_label

_ADDRESS = r"[Hh][Tt][Tt][Pp][Ss]?://"
_TARGET = re.compile(
    rf"\(\s{{0,3}}(?:<(?P<angled>{_ADDRESS}[^<>\s]{{0,4000}})>|(?P<url>{_ADDRESS}[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*))"
    r"(?:\s{1,3}(?:\"(?P<title>[^\"\n]{0,1000})\"|'(?P<title2>[^'\n]{0,1000})'))?\s{0,3}\)"
)
_OTHER_TARGET = re.compile(r"\((?:[^()\n]|\n(?!\s*\n)|\([^()\n]{0,200}\)){0,1000}\)")
"""An address that is not of the web: a path, an anchor, another scheme."""
_BARE = re.compile(rf"(?<![\\<])<(?P<url>{_ADDRESS}[^\s<>]+)>")
_BRACKETS = re.compile(r"\\.|[\[\]]|\n[ \t]*\n")
_LEAD = re.compile(r"(?:[ \t>]*(?:[-*+]|\d{1,9}[.)]|\[\^[^\]\n]{1,100}\]:|:)[ \t])*[ \t>]*")
"""Markup at the start of a paragraph's line: quotations, lists, footnotes, definitions."""
_END = re.compile(r"[^\S\n]*(?:\n|\Z)")
_DEFINITION = re.compile(
    rf"^{_LEAD.pattern}(?:"
    # What follows a reference is all of its line; in prose that begins in the same way there is more.
    r"\[(?!\^)(?P<name>(?:[^\[\]\n]|\n(?!\s*\n)){1,500})\]:(?:[ \t]*\n[ \t>]*(?![ \t>])|[ \t]*)(?P<url>\S+)(?!\S)"
    r"(?:[ \t]+(?:\"(?P<title>[^\n]*)\"|'(?P<title2>[^\n]*)'|\((?P<title3>[^\n]*)\)))?[ \t]*$"
    r"|\*\[[^\]\n]{1,500}\] ?:(?:[ \t]*\n)?[^\n]*)",
    re.MULTILINE,
)
"""A definition of a reference or abbreviation: not shown on the page."""
_TEMPLATE = re.compile(r"\{\{[^\n]{0,1000}?\}\}|\{%[^\n]{0,1000}?%\}")
"""Template syntax, as of mkdocs-macros: treated as code."""
_ID = re.compile(r"\{#[\w-]+[ }]")
"""Attributes of a heading, not a template comment."""
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()>#+\-.!])")
_READ_EARLIER = re.compile(rf"{_ESCAPE.pattern}|(?P<run>`+)[^`]+(?P=run)(?!`)")
SHOWN_ADDRESS = "shows its URL as its text"
NO_ADDRESS = "has a URL that an entry cannot have"


class Definition(NamedTuple):
    """`[name]: url "title"`"""

    url: str
    title: str
    name: str = ""
    """As written."""


class MarkdownLink(NamedTuple):
    """One link in a text."""

    start: int
    end: int
    label: str
    """The source between the brackets; `""` for an address in angle brackets."""
    url: str
    """The address on the rendered page."""
    written: str
    """The source after the label: `(url)`, `[name]` or nothing."""
    title: str = ""
    """The title, as shown to readers."""
    is_alone: bool = False
    """Whether it is alone on its line, where a shortcode would be a card."""
    reason: str = ""
    """Why it cannot become a shortcode; `""` if it can."""


def find_links(text: str, definitions: Mapping[str, Definition], *, math: bool = False) -> list[MarkdownLink]:
    """The links of a text with plain line ends, in order. `definitions`: those of the text and its snippets."""
    masked = masked_source(text, math)
    found = [*_bracketed(text, masked, definitions)]
    taken = [(one.start, one.end) for one in found]
    bare = blank_spans(masked, taken)
    found += [_bare(match, text) for match in _BARE.finditer(bare)]
    return sorted(found)


def masked_source(text: str, math: bool) -> str:
    """The source with everything but Markdown blanked out; of shortcodes, labels stay hidden."""
    masked = mask(text, math=math)
    for spans in (_spans(_TEMPLATE, masked), list(_comments(masked)), [(one.start, one.end) for one in find(masked)]):
        masked = blank_spans(masked, sorted(spans))
    return blank_spans(masked, _spans(_DEFINITION, text))


def definitions_in(text: str) -> dict[str, Definition]:
    """Folded name -> address defined in a text; the last definition wins."""
    shown = literal_blocks_masked(text) if "]:" in text else ""
    found = (match for match in _DEFINITION.finditer(shown) if match["name"])
    return {
        # A name with several blanks in a row never matches.
        match["name"].strip().lower(): Definition(
            _decoded(match["url"].strip("<>")),
            _unescaped(match["title"] or match["title2"] or match["title3"] or ""),
            " ".join(match["name"].split()),
        )
        for match in found
    }


def folded(name: str) -> str:
    """The name of a reference, as Python-Markdown compares it."""
    return " ".join(name.split()).lower()


def _spans(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    return [match.span() for match in pattern.finditer(text)]


def _comments(text: str) -> Iterator[tuple[int, int]]:
    """Comments of a template engine."""
    start = text.find("{#")
    while start >= 0:
        if _ID.match(text, start):
            end = start + 2
        else:
            end = text.find("#}", start + 2) + 2
            if end < 2:
                return
            yield start, end
        start = text.find("{#", end)


def _pairs(text: str, masked: str) -> dict[int, int]:
    """Offset of each opening bracket -> offset of its closing bracket, within a paragraph. Skips code, tags and addresses."""
    pairs, open_ = dict[int, int](), list[int]()
    for match in _BRACKETS.finditer(code_masked(text)):
        sign = match[0]
        if sign == "[" and masked[match.start()] == "[":
            open_.append(match.start())
        elif sign == "]" and masked[match.start()] == "]" and open_:
            pairs[open_.pop()] = match.start()
        elif sign[0] == "\n":
            open_.clear()
    return dict(sorted(pairs.items()))


def _bracketed(text: str, masked: str, definitions: Mapping[str, Definition]) -> Iterator[MarkdownLink]:
    pairs, done = _pairs(text, masked), 0
    for start, close in pairs.items():
        if start < done or text[start - 1 : start] == "!":
            continue
        label = text[start + 1 : close]
        if text[close + 1 : close + 2] == "(":
            target = _TARGET.match(text, close + 1)
            if target is None:
                other = _OTHER_TARGET.match(text, close + 1)
                done = other.end() if other else done
                continue
            url, title = target["angled"] or target["url"], _decoded(target["title"] or target["title2"] or "")
            done = target.end()
        else:
            name, end = _reference(text, close, pairs)
            definition = _defined(name or label, definitions)
            if definition is None and name:  # What follows is a link of its own, or nothing.
                definition, end = _defined(label, definitions), close + 1
            if definition is None:
                continue
            url, title, done = definition.url, definition.title, end
            if url[:4].lower() != "http":
                continue
        yield _link(text, start, done, label, _decoded(url), text[close + 1 : done], title)


def _defined(name: str, definitions: Mapping[str, Definition]) -> Definition | None:
    """Whether a name is defined. Code and escapes are processed before references, so a name with them never is."""
    if not definitions:  # Names are long where brackets stand within brackets.
        return None
    return None if _READ_EARLIER.search(name) else definitions.get(folded(name))


def _reference(text: str, close: int, pairs: Mapping[int, int]) -> tuple[str, int]:
    """(name in the brackets after a label or `""`, offset of the end of the link)."""
    following = close + 2 if text[close + 1 : close + 2] in (" ", "\n") else close + 1
    end = pairs.get(following)
    return (text[following + 1 : end], end + 1) if end is not None else ("", close + 1)


def _link(text: str, start: int, end: int, label: str, url: str, written: str, title: str) -> MarkdownLink:
    if text[end : end + 1] == "{":
        reason = "has attributes"
    elif safe_url(url) != url:
        reason = NO_ADDRESS
    elif label.lower().startswith(("http://", "https://")) and " " not in label:
        reason = SHOWN_ADDRESS
    else:
        reason = why_no_label(label)
    return MarkdownLink(start, end, label, url, written, title, _is_alone(text, start, end), reason)


def _bare(match: re.Match[str], text: str) -> MarkdownLink:
    url = _decoded(text[match.start("url") : match.end("url")])
    reason = SHOWN_ADDRESS if safe_url(url) == url else NO_ADDRESS
    return MarkdownLink(match.start(), match.end(), "", url, "", reason=reason)


def _decoded(url: str) -> str:
    """An address or title without Markdown escapes and HTML entities."""
    return _unescaped(_ESCAPE.sub(r"\1", url))


def _unescaped(text: str) -> str:
    return re.sub(r"&(?:#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6}|[A-Za-z0-9]{1,40});", lambda match: unescape(match[0]), text)


def _is_alone(text: str, start: int, end: int) -> bool:
    if not _END.match(text, end):
        return False
    line = text.rfind("\n", 0, start) + 1
    return _LEAD.fullmatch(text, line, start) is not None
