"""Markdown links whose URL is in the registry -> shortcodes. Code, comments, raw HTML and math stay as they are.

What a shortcode cannot say stays a link: a label with markup of its own, a link to a place within the source, a link with
attributes, a reference, and an address that belongs to a definition, an image or another link.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from ...markdown_scan.block_masking import mask
from ...markdown_scan.inline_masking import blank_spans
from ...model import Resource
from ...normalize.source_urls import source_key
from ...normalize.urls import safe_url
from ...shortcode import find
from .label_rules import Rules, rules, why_not

_TEXT = r"(?:[^\[\]\\\n]|\\[^\n]|\n(?!\s*\n))"
_ADDRESS = r"[Hh][Tt][Tt][Pp][Ss]?://"
WITHIN = "leads to a place within the source"
_LINK = re.compile(
    rf"(?<![!<\\\]])\[(?P<label>{_TEXT}{{0,500}})\]"
    rf"\(\s{{0,3}}<?(?P<url>{_ADDRESS}[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*)>?(?P<title>\s+(?:\"[^\"\n]*\"|'[^'\n]*'))?\s{{0,3}}\)(?P<attributes>\{{)?"
)
_BARE = re.compile(rf"(?<![\\<])<(?P<url>{_ADDRESS}[^\s<>]+)>(?P<attributes>\{{)?")
_REFERENCE = re.compile(rf"(?<![!\\\]])\[(?P<label>{_TEXT}{{1,500}})\](?:[ \n]?\[(?P<name>[^\[\]]{{0,500}})\])?(?!\()")
"""`[text][name]`, `[name][]` or `[name]`: a link where that name has an address."""
_LEAD = re.compile(r"(?:[ \t>]*(?:[-*+]|\d{1,9}[.)]|\[\^[^\]\n]{1,100}\]:|:)[ \t])*[ \t>]*")
"""What may begin the line of a paragraph: quotations, items of lists, footnotes and definitions."""
_END = re.compile(r"[^\S\n]*(?:\n|\Z)")
_DEFINITION = re.compile(
    rf"^{_LEAD.pattern}(?:"
    # What follows a reference is all of its line; in prose that begins in the same way there is more.
    r"\[(?!\^)(?P<name>(?:[^\[\]\n]|\n(?!\s*\n)){1,500})\]:(?:[ \t]*\n[ \t>]*(?![ \t>])|[ \t]*)(?P<url>\S+)(?!\S)"
    r"(?:[ \t]+(?:\"[^\n]*\"|'[^\n]*'|\([^\n]*\)))?[ \t]*$"
    r"|\*\[[^\]\n]{1,500}\] ?:(?:[ \t]*\n)?[^\n]*)",
    re.MULTILINE,
)
"""A reference with its address, or an abbreviation: not shown where it stands."""
_TARGET = r"\((?:[^()\n]|\n(?!\s*\n)|\([^()\n]{0,200}\)){0,1000}\)"
_PART_OF_LINK = re.compile(
    r"(?<!\\)\[(?:[^\[\]\\\n]|\\[^\n]|\n(?!\s*\n)|\[[^\[\]\n]{0,200}\]){1,500}\](?=\(|\s?\[)"
    rf"(?:{_TARGET})?|\]{_TARGET}"
)
"""The text of a link or an image, and where it leads: an address within is no link of its own."""
_TEMPLATE = re.compile(r"\{\{[^\n]{0,1000}?\}\}|\{%[^\n]{0,1000}?%\}")
"""What a template engine evaluates, as mkdocs-macros does: code, for us."""
_ID = re.compile(r"\{#[\w-]+[ }]")
"""Of a heading: no comment of a template."""


class SkippedLink(NamedTuple):
    """A link to a known source that stays a link."""

    line: int
    """From 1, as the column in characters."""
    column: int
    reason: str


@dataclass
class Converted:
    """A text with its links turned into shortcodes."""

    text: str
    count: int = 0
    left: list[SkippedLink] = field(default_factory=list)
    """In the order in which they stand there."""


@dataclass(frozen=True, slots=True)
class MarkdownLink:
    """A link in a text."""

    label: str
    """`""` for an address between angle brackets."""
    url: str
    reason: str
    """Why it has to stay a link, whatever it leads to; `""` when a shortcode can say the same."""


Lookup = Callable[[MarkdownLink], Resource | str | None]
"""The entry that a link leads to, or why there can be none; None for a link that is to stay without a word."""


@dataclass(frozen=True, slots=True)
class _Page:
    """What is known while one page is converted."""

    text: str
    lookup: Lookup
    rules: Rules
    left: list[tuple[int, str]] = field(default_factory=list)
    """Offset and reason of each link that stays."""


def convert(text: str, lookup: Lookup, *, math: bool = False, extensions: Collection[str] | None = ()) -> Converted:
    """`text` with every link that `lookup` knows as a shortcode; a second time it changes nothing. Line ends stay.

    `extensions`: those of Markdown that the site uses, None when nobody knows.
    """
    body = text.removeprefix("\ufeff")  # Of the file, not of its first paragraph.
    lines = body.replace("\r\n", "\n")
    masked = _masked(lines, math)
    returns = [match.start() - earlier for earlier, match in enumerate(re.finditer("\r\n", body))]
    page = _Page(lines, lookup, rules(extensions, math))
    parts, end, count = [text[: len(text) - len(body)]], 0, 0
    matches = [*_links(masked, lines), *_bare(masked, lines)]
    for match in sorted(matches, key=lambda match: match.start()):
        start = match.start() + bisect_left(returns, match.start())
        written = _written(match, page) if start >= end else ""
        if written:
            parts += [body[end:start], written]
            end = match.end() + bisect_left(returns, match.end())
            count += 1
    _note_references(masked, page)
    return Converted("".join([*parts, body[end:]]), count, list(_placed(page)))


def _masked(lines: str, math: bool) -> str:
    """What is no Markdown, blanked: in shortcodes, labels are none."""
    masked = mask(lines, math=math)
    for spans in (_spans(_TEMPLATE, masked), list(_comments(masked)), [(one.start, one.end) for one in find(masked)]):
        masked = blank_spans(masked, sorted(spans))
    return blank_spans(masked, _spans(_DEFINITION, lines))


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


def _links(masked: str, text: str) -> list[re.Match[str]]:
    """Links outside of what is literal; what their brackets hold, and where they lead, is read in `text`."""
    found = _LINK.finditer(text)
    return [match for match in found if masked[match.start()] == "[" and masked[match.end("label")] == "]"]


def _bare(masked: str, text: str) -> list[re.Match[str]]:
    """Addresses between angle brackets that are links of their own. Of an image, only `text` still has the description."""
    return list(_BARE.finditer(blank_spans(masked, _spans(_PART_OF_LINK, text))))


def _spans(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    return [match.span() for match in pattern.finditer(text)]


def _note_references(masked: str, page: _Page) -> None:
    """They stay: what their address would become, other links may need."""
    found = (match for match in _DEFINITION.finditer(page.text) if match["name"])
    targets = {_folded(match["name"]): match["url"].strip("<>") for match in found}
    for match in _REFERENCE.finditer(page.text) if targets else ():
        url = targets.get(_folded(match["name"] or match["label"]), "")
        is_text = masked[match.start()] == "[" and masked[match.end("label")] == "]"
        if (
            url
            and is_text
            and page.lookup(MarkdownLink(match["label"], url, reason := "is a reference to an address elsewhere"))
        ):
            page.left.append((match.start(), reason))


def _folded(name: str) -> str:
    return " ".join(name.split()).lower()


def _placed(page: _Page) -> Iterator[SkippedLink]:
    line, start, done = 1, 0, 0
    for offset, reason in sorted(page.left):
        line += page.text.count("\n", done, offset)
        start = page.text.rfind("\n", done, offset) + 1 or start
        done = offset
        yield SkippedLink(line, offset - start + 1, reason)


def _written(match: re.Match[str], page: _Page) -> str:
    """The shortcode in the place of a link; `""` when it stays."""
    raw = "" if match.re is _BARE else page.text[match.start("label") : match.end("label")]
    label = " ".join(raw.split())
    url = page.text[match.start("url") : match.end("url")].replace("&amp;", "&")
    link = MarkdownLink(label, url, _reason(match, raw, url, page.rules))
    resource = page.lookup(link)
    if resource is None:
        return ""
    reason = resource if isinstance(resource, str) else link.reason or _differs(link, resource)
    if reason or isinstance(resource, str):
        page.left.append((match.start(), reason))
        return ""
    own = f' "{_quoted(label)}"' if label not in ("", resource.title) and not _is_address_of(label, link) else ""
    # Alone in its paragraph a shortcode would be a card.
    view = " view=link" if _is_alone(match, page.text) else ""
    return f"<< resource:{resource.id}{own}{view} >>"


def _differs(link: MarkdownLink, resource: Resource) -> str:
    return WITHIN if link.url.partition("#")[2] != resource.url.partition("#")[2] else ""


def _reason(match: re.Match[str], text: str, url: str, of_site: Rules) -> str:
    if match["attributes"]:
        return "has attributes"
    if not safe_url(url):
        return "has an address that no entry can have"
    if match.re is _BARE:
        return ""
    if match["title"]:
        return "has a title of its own"
    return why_not(text, of_site)


def _quoted(label: str) -> str:
    return label.replace('"', '\\"')


def _is_address_of(label: str, link: MarkdownLink) -> bool:
    """Whether a link shows its own address, which says less than the title does."""
    return label.lower().startswith(("http://", "https://")) and source_key(label) == source_key(link.url)


def _is_alone(match: re.Match[str], text: str) -> bool:
    if not _END.match(text, match.end()):
        return False
    start = text.rfind("\n", 0, match.start()) + 1
    return _LEAD.fullmatch(text[start : match.start()]) is not None
