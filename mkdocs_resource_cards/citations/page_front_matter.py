"""What a citing page's front matter says about it: its type and its quality score."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from ..options import Options, is_choice

_LONGEST = 80
"""Characters of a value in a message."""


class PageFacts(NamedTuple):
    """What a row says of its page."""

    title: str
    type: str = ""
    quality: float | None = None


def facts_from(title: str, front_matter: Mapping[str, Any], options: Options) -> tuple[PageFacts, list[str]]:
    """What a row says of a page with that front matter, and a message for each field that is not of its form."""
    faults = list[str]()

    def complain(key: str, expected: str) -> None:
        faults.append(f"`{key}` must be {expected}, not {_shown(front_matter[key])}")

    try:
        quality = _quality_of(front_matter.get(options.quality_key))
    except ValueError:
        quality = None
        complain(options.quality_key, "a number from 0 to 100")
    try:
        kind = _text_of(front_matter.get(options.type_key))
    except ValueError:
        kind = ""
        complain(options.type_key, "a text")
    if not is_choice("references", front_matter.get("references")):
        complain("references", "linked, numbered or site")
    return PageFacts(title, kind, quality), faults


def _text_of(value: object) -> str:
    """A text of front matter, which may look like a number. Else raises ValueError, as for a number of thousands of digits."""
    if not isinstance(value, (str, int, float, type(None))):
        raise ValueError(value)
    return "" if value is None else str(value)


def _shown(value: object) -> str:
    """A value of front matter, for messages."""
    try:
        text = repr(value)
    except ValueError:  # Python refuses to write them out: it would take too long.
        return "a number of thousands of digits"
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _quality_of(value: object) -> float | None:
    """A page's quality, 0 to 100, from its front matter: a number, or one written as text. Else raises ValueError."""
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        raise ValueError(value)
    number = float(value) if isinstance(value, str) else value  # An integer may be too long for a float.
    if not 0 <= number <= 100:
        raise ValueError(value)
    return float(number)
