"""The few tags that titles may hold by CSL's rule, as reference managers write them: `<i>Homo sapiens</i>`, `H<sub>2</sub>O`.

https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html#html-like-formatting-tags
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_TAG = re.compile(r'</?(?:i|b|sup|sub|sc)>|<span (?:class="nocase"|style="font-variant: ?small-caps;")>|</span>')
KEPT, KEPT_END = '<span class="nocase">', "</span>"
"""Around what keeps its capitals and small letters in any style."""
_DEPTH = 20
"""So deep tags may be nested."""


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """(piece, whether it is a tag). A tag without its partner, and every other one, is text."""
    found = list(_TAG.finditer(text)) if "</" in text else []
    partners = _partners([match[0] for match in found])
    position = 0
    for number, match in enumerate(found):
        if number in partners:
            yield text[position : match.start()], False
            yield match[0], True
            position = match.end()
    yield text[position:], False


def without_markup(text: str) -> str:
    """The text alone; all of it where nothing else is left."""
    if "</" not in text:
        return text
    bare = "".join(piece for piece, is_tag in pieces(text) if not is_tag)
    return bare if bare.strip() else text


def has_only_kept(text: str) -> bool:
    """Whether it has no tags, or as most titles with some, none but those around what keeps its case."""
    return "<" not in text or text.count("<") == 2 * text.count(KEPT) == 2 * text.count(KEPT_END)


def without_kept(text: str) -> str:
    """`text` without the tags around what keeps its case."""
    if has_only_kept(text):
        return text.replace(KEPT, "").replace(KEPT_END, "") if "<" in text else text
    opened, found = list[bool](), list[str]()
    for piece, is_tag in pieces(text):
        if is_tag and piece.startswith("<span"):
            opened.append(piece == KEPT)
        is_left_out = is_tag and (opened.pop() if piece == KEPT_END else piece == KEPT)
        found += [] if is_left_out else [piece]
    return "".join(found)


def as_written(text: str) -> str:
    """The title as its entry writes it: `text` without the tags around what keeps its case, or their spaces."""
    return " ".join(without_kept(text).split()) if KEPT in text else text


def _partners(tags: list[str]) -> set[int]:
    """Which of the tags open or close an element, properly nested."""
    partners: set[int] = set()
    waiting: list[tuple[int, str]] = []
    for number, tag in enumerate(tags):
        if not tag.startswith("</"):
            if len(waiting) < _DEPTH:
                waiting.append((number, "</span>" if tag.startswith("<span") else f"</{tag[1:]}"))
            continue
        opened = next((at for at in range(len(waiting) - 1, -1, -1) if waiting[at][1] == tag), None)
        if opened is not None:
            partners |= {waiting[opened][0], number}
            del waiting[opened:]
    return partners
