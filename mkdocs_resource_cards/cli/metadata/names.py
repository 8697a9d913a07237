"""Author names as web pages write them -> one name each, first name first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..titles import tidy

LIMIT = 2000
"""Authors; the longest real list has 1,351."""

_BY = re.compile(r"(?:(?:written|posted|published|edited) )?by:?\s+", re.IGNORECASE)
_AND = re.compile(r"\s*(?:;|\s&\s|\s(?:and|und|et|y)\s|,\s*(?:and|und|et|y)\s)\s*|\s+[·•|]\s+", re.IGNORECASE)
_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv|ph\.?\s?d|m\.?d|msc|esq)\.?", re.IGNORECASE)
_NOISE = re.compile(
    r"https?:|www\.|@|^(?:admin|administrator|staff|guest|editor|unknown|none|null|n/?a|anonymous|author)$", re.IGNORECASE
)
_NOTE = re.compile(r"\s*\([^)]*\)\s*$")


def split(texts: Iterable[str]) -> tuple[str, ...]:
    """The names in `texts`, each once, in order; what is no name (addresses, `admin`) is left out."""
    names = (name for text in texts for name in _names(tidy(text)[:20_000]))
    return tuple(dict.fromkeys(name for name in names if _is_name(name)))[:LIMIT]


def first_last(name: str) -> str:
    """`Amodei, Dario` -> `Dario Amodei`; other names as they are."""
    parts = [part.strip() for part in name.split(",")]
    if len(parts) == 2 and all(parts) and not _SUFFIX.fullmatch(parts[1]):
        return f"{parts[1]} {parts[0]}"
    if len(parts) == 3 and all(parts) and _SUFFIX.fullmatch(parts[2]):
        return f"{parts[1]} {parts[0]}, {parts[2]}"
    return name


def is_last_first(text: str) -> bool:
    """Whether `text` is one name, the family name first: `Amodei, Dario`; not `Ann Lee, Bo Ek`, `Smith, Jr.`, `Acme, Inc.`"""
    last, comma, first = text.partition(",")
    words = first.split()
    if not comma or "," in first or not last.strip() or not 1 <= len(words) <= 3:
        return False
    if _SUFFIX.fullmatch(first.strip()) or re.search(
        r"\d|\b(?:inc|ltd|llc|corp|gmbh|co|university|institute)\b", text, re.IGNORECASE
    ):
        return False
    return len(last.split()) == 1 and all(word[0].isupper() for word in words)


def _names(text: str) -> Iterator[str]:
    for part in _AND.split(_BY.sub("", text, count=1) if _BY.match(text) else text):
        yield from _by_commas(_NOTE.sub("", part or "").strip())


def _by_commas(text: str) -> list[str]:
    """Names between commas, or one name whose family name stands first."""
    parts = text.split(",")
    whole = len(parts) == 3 and " " not in parts[0].strip() and _SUFFIX.fullmatch(parts[2].strip())
    if len(parts) == 1 or whole or is_last_first(text):
        return [first_last(text)]
    names: list[str] = []
    for part in map(str.strip, parts):
        if names and _SUFFIX.fullmatch(part):
            names[-1] += f", {part}"
        elif part:
            names.append(part)
    return names


def _is_name(name: str) -> bool:
    return 1 < len(name) <= 120 and not _NOISE.search(name) and any(character.isalpha() for character in name)
