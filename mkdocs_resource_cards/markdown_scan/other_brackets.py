"""Meant for shortcodes: `{{ resource:KEY }}`, `[[resource:KEY]]`, `<resource:KEY>`, « resource:KEY », `<< cite:KEY >>`.

No processor sees them, and what readers see is the text, or nothing: to a browser `<resource:KEY>` is a tag. With a key of the
registry nothing else can be meant; without `resource:`, with one that is no word of a language. An author who writes
`&lt;&lt;` wants to show less-thans, so that is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from ..keys import normal_key
from ..shortcode import CANDIDATE, read
from .block_masking import mask

_NAME = "resource:"
_OPENING = re.compile(r"(?<!\\)(?:(?<!<)<|\{\{|\{%|(?<!!)\[\[|«|‹|＜＜?)\s{0,3}\Z")
_CLOSING = {"<": ">", "{{": "}}", "{%": "%}", "[[": "]]", "«": "»", "‹": "›", "＜": "＞", "＜＜": "＞＞"}
_WITHOUT_NAME = re.compile(
    r"(?<![<\\])<<(?!\s{0,3}resource)\s{0,3}(?:[A-Za-z]{1,12}[:=]\s{0,3})?"
    r"(?=[A-Za-z0-9._~+-]{0,127}[0-9])(?P<key>[A-Za-z0-9._~+-]{8,128})\s{0,3}>>(?!>)"
)
_LONGEST = 300
"""Characters of one, at most."""


class OtherBrackets(NamedTuple):
    """What was probably meant for a shortcode."""

    start: int
    raw: str
    key: str
    meant: str
    """The shortcode."""


def in_other_brackets(text: str, is_known: Callable[[str], bool]) -> list[OtherBrackets]:
    """Those in a Markdown source, outside of what is literal; `is_known`: whether the registry has a key."""
    candidates = sorted([*_named(text), *_nameless(text)]) if "<<" in text else _named(text)
    found = [one for one in candidates if is_known(one.key)]
    if not found:
        return []
    parts, end = list[str](), 0
    for one in found:  # As words: tags would count as literal.
        parts += [text[end : one.start], "x" * len(one.raw)]
        end = one.start + len(one.raw)
    masked = mask("".join([*parts, text[end:]]))
    return [one for one in found if masked[one.start] == "x"]


def _nameless(text: str) -> Iterator[OtherBrackets]:
    for match in _WITHOUT_NAME.finditer(text):
        candidate = CANDIDATE.match(text, match.start())
        if not (candidate and read(candidate)):
            yield OtherBrackets(match.start(), match[0], match["key"], f"<< resource:{match['key']} >>")


def _named(text: str) -> Iterator[OtherBrackets]:
    at = text.find(_NAME)
    while at >= 0:
        is_ours = text[max(0, at - 3) : at].rstrip(" ").endswith("<<")
        opening = None if is_ours else _OPENING.search(text, max(0, at - 6), at)
        if opening:
            behind = at + len(_NAME)
            closing = _CLOSING[opening[0].rstrip()]
            inside = text[behind : behind + _LONGEST].partition("\n")[0]
            words, closed, _ = inside.partition(closing)
            if closed and words.strip():
                raw = text[opening.start() : behind + len(words) + len(closing)]
                yield OtherBrackets(opening.start(), raw, normal_key(words.split()[0]), f"<< resource:{words.strip()} >>")
        at = text.find(_NAME, at + 1)
