"""What is being typed in a page: the kind of word, and where it starts."""

from __future__ import annotations

import re
from typing import NamedTuple

from ...shortcode_tokens import SPACE

_KEY = re.compile(rf"<<{SPACE}*resource:{SPACE}*(?P<word>[^\s\"<>]*)\Z")
_QUOTED = r"\"(?:[^\"\\\n]|\\.)*\""
_WITHIN = re.compile(rf"<<{SPACE}*(?P<name>resources?)(?=[:\s])(?P<rest>(?:{_QUOTED}|[^\"<>\n])*)\Z")
_IN_QUOTES = re.compile(
    rf"<<{SPACE}*(?P<name>resources?)(?=[:\s])(?P<rest>(?:{_QUOTED}|[^\"<>\n])*)(?P<typed>\"(?P<word>(?:[^\"\\\n<>]|\\.)*))\Z"
)
_PAIR = re.compile(r"(?<!\S)(?P<name>[a-z_]+)=(?P<word>[^\s\"=]*)\Z")
_NAME_BEFORE = re.compile(r"(?<!\S)(?P<name>[a-z_]+)=\Z")
_KEY_BEFORE = re.compile(rf":{SPACE}*(?P<key>[^\s\"<>=]+){SPACE}+(?:[a-z]+=\S*{SPACE}+)*\Z")
_WORD = re.compile(r"(?<=\s)(?P<word>[^\s\"=<>]*)\Z")
_OPENING = re.compile(rf"<<{SPACE}*(?P<word>[a-z]*)\Z")
_SCOPE = re.compile(rf"<<{SPACE}*references{SPACE}+(?P<word>[a-z]*)\Z")
_PANDOC = re.compile(r"(?:(?<=[\s\[;(\-])|\A)@(?P<brace>\{?)(?P<word>[^\s\[\];{}@]*)\Z")
_LONGEST = 2000
"""Characters before the cursor that are read: no shortcode is longer."""


class Typed(NamedTuple):
    """The word before the cursor."""

    kind: str
    """`key`, `list` (a key or a condition), `option`, `label`, `value` (of `name`), `name` (of a shortcode), `pandoc`; in a
    registry `field`."""
    word: str
    """The text to complete."""
    name: str = ""
    """For a value, its option or field; for an option or label, the key; for a field, the kind of entry."""
    typed: str = ""
    """The text to replace: the word and what belongs to it."""
    lead: str = ""
    """The values before it, in a list with commas."""
    quote: str = ""
    """Its quote or brace; `""` for none."""
    is_closed: bool = False
    """Whether that is already closed after the cursor."""
    is_flow: bool = False
    """Whether it is within brackets or braces, in YAML."""
    has_keys: bool = False
    """For an option of a list: whether the list has keys, so that it may be a citation."""


def in_page(before: str, after: str = "", *, pandoc: bool = False) -> Typed | None:
    """What is typed between the two parts of a line; None outside of shortcodes and citations."""
    before = before[-_LONGEST:]
    if match := _KEY.search(before):
        return Typed("key", match["word"], typed=match["word"])
    if match := _WITHIN.search(before):
        return _within(match)
    if match := _IN_QUOTES.search(before):
        return _in_quotes(match, after.startswith('"'))
    if match := _SCOPE.search(before):
        return Typed("value", match["word"], "references", match["word"])
    if match := _OPENING.search(before):
        return Typed("name", match["word"], typed=match["word"])
    if pandoc and (match := _PANDOC.search(before)):
        typed = match["brace"] + match["word"]
        return Typed("pandoc", match["word"], typed=typed, quote=match["brace"], is_closed=after.startswith("}"))
    return None


def _within(match: re.Match[str]) -> Typed | None:
    name, rest = match["name"], match["rest"]
    if pair := _PAIR.search(rest):
        lead, comma, word = pair["word"].rpartition(",")
        kind = f"{name} {pair['name']}" if pair["name"] == "view" else pair["name"]
        return Typed("value", word, kind, pair["word"], lead + comma, has_keys=_has_keys(rest))
    word = _WORD.search(rest)
    if word is None:
        return None
    if name == "resources":
        return Typed("list", word["word"], typed=word["word"])
    key = _KEY_BEFORE.search(rest[: word.start("word")])
    return Typed("option", word["word"], key["key"] if key else "", word["word"])


def _in_quotes(match: re.Match[str], is_closed: bool) -> Typed | None:
    rest, word, typed = match["rest"], match["word"], match["typed"]
    if name := _NAME_BEFORE.search(rest):
        lead, comma, last = word.rpartition(",")
        return Typed("value", last.lstrip(), name["name"], typed, lead + comma, '"', is_closed)
    key = _KEY_BEFORE.search(rest) if match["name"] == "resource" else None
    return Typed("label", word, key["key"], typed, "", '"', is_closed) if key else None


def _has_keys(rest: str) -> bool:
    """Whether a list consists of keys, without conditions."""
    words = rest.split()[:-1]
    return bool(words) and not any("=" in word for word in words)
