"""Which links to web pages a Markdown source holds, as Python-Markdown reads them: inline, and by reference.

What is code, a comment, raw HTML or a template's is none. A link that no shortcode can take the place of has its reason with
it. Every step is linear in the length of the text.
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
"""A path, an anchor, another scheme."""
_BARE = re.compile(rf"(?<![\\<])<(?P<url>{_ADDRESS}[^\s<>]+)>")
_BRACKETS = re.compile(r"\\.|[\[\]]|\n[ \t]*\n")
_LEAD = re.compile(r"(?:[ \t>]*(?:[-*+]|\d{1,9}[.)]|\[\^[^\]\n]{1,100}\]:|:)[ \t])*[ \t>]*")
"""What may begin the line of a paragraph: quotations, items of lists, footnotes and definitions."""
_END = re.compile(r"[^\S\n]*(?:\n|\Z)")
_DEFINITION = re.compile(
    rf"^{_LEAD.pattern}(?:"
    # What follows a reference is all of its line; in prose that begins in the same way there is more.
    r"\[(?!\^)(?P<name>(?:[^\[\]\n]|\n(?!\s*\n)){1,500})\]:(?:[ \t]*\n[ \t>]*(?![ \t>])|[ \t]*)(?P<url>\S+)(?!\S)"
    r"(?:[ \t]+(?:\"(?P<title>[^\n]*)\"|'(?P<title2>[^\n]*)'|\((?P<title3>[^\n]*)\)))?[ \t]*$"
    r"|\*\[[^\]\n]{1,500}\] ?:(?:[ \t]*\n)?[^\n]*)",
    re.MULTILINE,
)
"""A reference with its address, or an abbreviation: not shown where it stands."""
_TEMPLATE = re.compile(r"\{\{[^\n]{0,1000}?\}\}|\{%[^\n]{0,1000}?%\}")
"""What a template engine evaluates, as mkdocs-macros does: code, for us."""
_ID = re.compile(r"\{#[\w-]+[ }]")
"""Of a heading: no comment of a template."""
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
    """Between the brackets, as written; `""` for an address between angle brackets."""
    url: str
    """The address that the finished page has."""
    written: str
    """What comes after the label: `(url)`, `[name]` or nothing."""
    title: str = ""
    """What shows while a pointer rests on it, as readers see it."""
    is_alone: bool = False
    """Whether it is all of its line, where a shortcode without a view would be a card."""
    reason: str = ""
    """Why it has to stay a link, whatever it leads to; `""` when a shortcode may say the same."""


def find_links(text: str, definitions: Mapping[str, Definition], *, math: bool = False) -> list[MarkdownLink]:
    """The links of a source with plain line ends, in order. `definitions`: those that it and its snippets hold."""
    masked = masked_source(text, math)
    found = [*_bracketed(text, masked, definitions)]
    taken = [(one.start, one.end) for one in found]
    bare = blank_spans(masked, taken)
    found += [_bare(match, text) for match in _BARE.finditer(bare)]
    return sorted(found)


def masked_source(text: str, math: bool) -> str:
    """What is not Markdown, blanked: in shortcodes, labels are none."""
    masked = mask(text, math=math)
    for spans in (_spans(_TEMPLATE, masked), list(_comments(masked)), [(one.start, one.end) for one in find(masked)]):
        masked = blank_spans(masked, sorted(spans))
    return blank_spans(masked, _spans(_DEFINITION, text))


def definitions_in(text: str) -> dict[str, Definition]:
    """Folded name -> the address that a text gives it, the last one where there are several."""
    shown = literal_blocks_masked(text) if "]:" in text else ""
    found = (match for match in _DEFINITION.finditer(shown) if match["name"])
    return {
        # One written with several blanks in a row is found by no reference.
        match["name"].strip().lower(): Definition(
            _decoded(match["url"].strip("<>")),
            _unescaped(match["title"] or match["title2"] or match["title3"] or ""),
            " ".join(match["name"].split()),
        )
        for match in found
    }


def folded(name: str) -> str:
    """A reference's name as Python-Markdown compares it."""
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
    """Opening bracket -> its closing one. Brackets within code, tags or addresses are none; none reaches over a paragraph."""
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
    """Code, and what is escaped, is read before references are: a name with one of them is the name of none."""
    return None if _READ_EARLIER.search(name) else definitions.get(folded(name))


def _reference(text: str, close: int, pairs: Mapping[int, int]) -> tuple[str, int]:
    """The name in the brackets that follow a label, `""` for none, and where the link ends."""
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
    """An address, or a title, as a browser has it: what is escaped in Markdown, or in HTML, without that."""
    return _unescaped(_ESCAPE.sub(r"\1", url))


def _unescaped(text: str) -> str:
    return re.sub(r"&(?:#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6}|[A-Za-z0-9]{1,40});", lambda match: unescape(match[0]), text)


def _is_alone(text: str, start: int, end: int) -> bool:
    if not _END.match(text, end):
        return False
    line = text.rfind("\n", 0, start) + 1
    return _LEAD.fullmatch(text, line, start) is not None
