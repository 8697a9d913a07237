"""Converts the links of one page to shortcodes, if the rendered page stays the same."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from html import escape
from typing import NamedTuple

from ...model import Resource
from .label_rules import label_of, on_one_line, title_option
from .links import NO_ADDRESS, MarkdownLink
from .proof import CandidateLink, mark
from .sources import Refusal

CHANGES = "would read differently as a shortcode"


class SkippedLink(NamedTuple):
    """A link that was not converted."""

    line: int
    """Line, from 1; the column, too, in characters."""
    column: int
    reason: str
    detail: str = ""


class Converted(NamedTuple):
    """A converted text."""

    text: str
    used: tuple[str, ...] = ()
    """The id of the entry of each new shortcode."""
    skipped: tuple[SkippedLink, ...] = ()
    """In the order of the text."""


_TITLE = re.compile(r"(?P<quote>\s[\"'])(?:(?<=\")[^\"\n]*\"|(?<=')[^'\n]*')\Z")
_BACKSLASH = re.compile(r"\\(?=[!-/:-@\[-`{-~])")

Lookup = Callable[[MarkdownLink], Resource | Refusal | None]
"""The entry of a link, or why there is none; None for a link to skip without a message."""
Prove = Callable[[str, Sequence[CandidateLink]], Sequence[int | None]]
"""(text, candidates) -> for each, the form that leaves the rendered page unchanged, or None."""


def plain_lines(text: str) -> str:
    """A text without byte order mark and with plain line ends, in which links are searched."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


def convert(text: str, links: Sequence[MarkdownLink], lookup: Lookup, prove: Prove) -> Converted:
    """`text` with those of its `links`, found in `plain_lines(text)`, as shortcodes that `lookup` knows. Line ends stay."""
    lines = plain_lines(text)
    chosen, skipped = list[tuple[MarkdownLink, Resource]](), list[tuple[int, Refusal]]()
    for link in links:
        found = lookup(link)
        if found is not None and link.reason == NO_ADDRESS:
            skipped.append((link.start, Refusal(NO_ADDRESS)))
        elif isinstance(found, Refusal):
            skipped.append((link.start, found))
        elif found is not None and link.reason:
            skipped.append((link.start, Refusal(link.reason)))
        elif found is not None:
            chosen.append((link, found))
    candidates = [_candidate(number, link, resource) for number, (link, resource) in enumerate(chosen)]
    forms = prove(lines, candidates) if candidates else ()
    written, used = list[tuple[int, int, str]](), list[str]()
    for number, (form, one) in enumerate(zip(forms, candidates, strict=True)):
        if form is None:
            skipped.append((one.start, Refusal(CHANGES)))
        else:
            used.append(one.resource.id)
            written.append((one.start, one.end, one.forms[form].replace(mark(number), one.resource.typed_key, 1)))
    return Converted(replaced(text, written), tuple(used), tuple(_placed(lines, skipped)))


def _candidate(number: int, link: MarkdownLink, resource: Resource) -> CandidateLink:
    label = f' "{label_of(link.label)}"'
    labels = ["", label] if on_one_line(link.label) == resource.title else [label]
    # Alone in its paragraph, a shortcode without a title would be a card.
    views = [f" {title_option(link.title)}"] if link.title else [" view=link"] if link.is_alone else ["", " view=link"]
    forms = tuple(f"<< resource:{mark(number)}{one}{view} >>" for view in views for one in labels)
    return CandidateLink(link.start, link.end, _marked(link, mark(number)), resource, forms)


def _marked(link: MarkdownLink, title: str) -> str:
    """The link, with this text in front of its title."""
    if not link.written.startswith("("):
        address = link.url.replace("&", "&amp;")
        shown = _BACKSLASH.sub(r"\\\\", escape(link.title))
        return f'[{link.label}](<{address}> "{f"{title} {shown}".rstrip()}")'
    target = link.written[1:-1].rstrip()
    own = _TITLE.search(target) if link.title else None
    if own is None:
        return f'[{link.label}]({target} "{title}")'
    return f"[{link.label}]({target[: own.end('quote')]}{title} {target[own.end('quote') :]})"


def replaced(text: str, written: Sequence[tuple[int, int, str]]) -> str:
    """`text` with ascending replacements (start, end, new text), as offsets in `plain_lines(text)`. Line ends stay."""
    body = text.removeprefix("\ufeff")
    returns = [match.start() - earlier for earlier, match in enumerate(re.finditer("\r\n", body))]
    parts, done = [text[: len(text) - len(body)]], 0
    for start, end, new in written:
        parts += [body[done : start + bisect_left(returns, start)], new]
        done = end + bisect_left(returns, end)
    return "".join([*parts, body[done:]])


def _placed(text: str, skipped: Sequence[tuple[int, Refusal]]) -> Iterator[SkippedLink]:
    line, start, done = 1, 0, 0
    for offset, refusal in sorted(skipped):
        line += text.count("\n", done, offset)
        start = text.rfind("\n", done, offset) + 1 or start
        done = offset
        yield SkippedLink(line, offset - start + 1, *refusal)
