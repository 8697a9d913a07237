"""Markdown links whose URL is in the registry -> shortcodes. Code, comments, raw HTML and math stay as they are.

What a shortcode cannot say stays a link: a label with markup of its own, a link to a place within the source, a link with
attributes, and an address that belongs to a definition, an image or another link.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from ..citations.literal import mask
from ..citations.spans import blank_spans
from ..model import Resource
from ..registry.urls import safe_url
from ..shortcode import find

WITHIN = "leads to a place within the source"
_LINK = re.compile(
    r"(?<![!<\\\]])\[(?P<label>(?:[^\[\]\\\n]|\\[^\n]|\n(?!\s*\n)){1,500})\]"
    r"\(\s{0,3}<?(?P<url>https?://[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*)>?(?P<title>\s+(?:\"[^\"\n]*\"|'[^'\n]*'))?\s{0,3}\)(?P<attributes>\{)?"
)
_BARE = re.compile(r"(?<![\\<])<(?P<url>https?://[^\s<>]+)>(?P<attributes>\{)?")
_MARKUP = re.compile(r"[*`<>$|]|(?<!\w)_|_(?!\w)|\[|\]|&[#\w]+;|\\(?![\"'])|~~|==|\^\^|:[a-z0-9_+-]+:|\{")
_LEAD = re.compile(r"(?:[ \t>]*(?:[-*+]|\d{1,9}[.)]|\[\^[^\]\n]{1,100}\]:|:)[ \t])*[ \t>]*")
"""What may begin the line of a paragraph: quotations, items of lists, footnotes and definitions."""
_END = re.compile(r"[^\S\n]*(?:\n|\Z)")
_DEFINITION = re.compile(
    rf"^{_LEAD.pattern}(?:"
    # What follows a reference is all of its line; in prose that begins in the same way there is more.
    r"\[(?!\^)(?:[^\[\]\n]|\n(?!\s*\n)){1,500}\]:(?:[ \t]*\n[ \t>]*(?![ \t>])|[ \t]*)\S+(?!\S)"
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


@dataclass
class Converted:
    """A text with its links turned into shortcodes."""

    text: str
    count: int = 0
    left: Counter[str] = field(default_factory=Counter)
    """Why links to known sources stayed links."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a text."""

    label: str
    """`""` for an address between angle brackets."""
    url: str
    reason: str
    """Why it has to stay a link, whatever it leads to; `""` when a shortcode can say the same."""


Lookup = Callable[[Link], Resource | str | None]
"""The entry that a link leads to, or why there can be none; None for a link that is to stay without a word."""


def convert(text: str, lookup: Lookup, *, math: bool = False) -> Converted:
    """`text` with every link that `lookup` knows as a shortcode; a second time it changes nothing. Line ends stay."""
    lines = text.replace("\r\n", "\n")
    masked = mask(lines, math=math)
    masked = blank_spans(masked, _spans(_TEMPLATE, masked))
    masked = blank_spans(masked, [(one.start, one.end) for one in find(masked)])  # Their labels are no Markdown.
    masked = blank_spans(masked, _spans(_DEFINITION, lines))
    returns = [match.start() - earlier for earlier, match in enumerate(re.finditer("\r\n", text))]
    found = Converted("")
    parts, end = [], 0
    matches = [*_links(masked, lines), *_bare(masked, lines)]
    for match in sorted(matches, key=lambda match: match.start()):
        start = match.start() + bisect_left(returns, match.start())
        written = _written(match, lines, lookup, found) if start >= end else ""
        if written:
            parts += [text[end:start], written]
            end = match.end() + bisect_left(returns, match.end())
    found.text = "".join([*parts, text[end:]])
    return found


def _links(masked: str, text: str) -> list[re.Match[str]]:
    """Links outside of what is literal; what their brackets hold, and where they lead, is read in `text`."""
    found = _LINK.finditer(text)
    return [match for match in found if masked[match.start()] == "[" and masked[match.end("label")] == "]"]


def _bare(masked: str, text: str) -> list[re.Match[str]]:
    """Addresses between angle brackets that are links of their own. Of an image, only `text` still has the description."""
    return list(_BARE.finditer(blank_spans(masked, _spans(_PART_OF_LINK, text))))


def _spans(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    return [match.span() for match in pattern.finditer(text)]


def _written(match: re.Match[str], text: str, lookup: Lookup, found: Converted) -> str:
    """The shortcode in the place of a link; `""` when it stays."""
    is_bare = match.re is _BARE
    label = "" if is_bare else " ".join(text[match.start("label") : match.end("label")].split())
    url = text[match.start("url") : match.end("url")].replace("&amp;", "&")
    link = Link(label, url, _reason(match, label, url))
    resource = lookup(link)
    if resource is None:
        return ""
    reason = resource if isinstance(resource, str) else link.reason or _differs(link, resource)
    if reason or isinstance(resource, str):
        found.left[reason] += 1
        return ""
    found.count += 1
    own = f' "{_quoted(label)}"' if label and _plain(label) != resource.title and not _is_address(label) else ""
    # Alone in its paragraph a shortcode would be a card.
    view = " view=link" if _is_alone(match, text) else ""
    return f"<< resource:{resource.id}{own}{view} >>"


def _differs(link: Link, resource: Resource) -> str:
    return WITHIN if link.url.partition("#")[2] != resource.url.partition("#")[2] else ""


def _reason(match: re.Match[str], label: str, url: str) -> str:
    if match["attributes"]:
        return "has attributes"
    if not safe_url(url):
        return "has an address that no entry can have"
    if match.re is _BARE:
        return ""
    if match["title"]:
        return "has a title of its own"
    if _MARKUP.search(label) or "<<" in label or not label.isprintable():
        return "has markup in its text"
    return ""


def _plain(label: str) -> str:
    return re.sub(r"\\([\"'])", r"\1", label)


def _quoted(label: str) -> str:
    return _plain(label).replace('"', '\\"')


def _is_address(label: str) -> bool:
    return label.startswith(("http://", "https://"))


def _is_alone(match: re.Match[str], text: str) -> bool:
    if not _END.match(text, match.end()):
        return False
    start = text.rfind("\n", 0, match.start()) + 1
    return _LEAD.fullmatch(text[start : match.start()]) is not None
