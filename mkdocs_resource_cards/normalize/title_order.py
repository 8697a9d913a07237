"""The order of titles in a list: the one in which people look for them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

_ARTICLES: Mapping[str, str] = {
    "de": "der|die|das|ein|eine",
    "en": "the|an|a",
    "es": "el|la|los|las|un|una",
    "fr": "les|le|la|une|un|l['’]",
    "it": "gli|il|lo|la|le|i|una|uno|un|l['’]|un['’]",
    "nl": "de|het|een",
    "pt": "os|as|o|a|uma|um",
}
"""language -> the articles that a title may begin with."""
_SPACED = r"(?:(?<=['’])|[\s\u00a0]+)(?=\w)"
_EDGE = re.compile(r"^[\W_]+")
_BETWEEN = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"[0-9]+")
_DIGITS = 999
"""Digits by which two numbers are told apart by their length."""


def title_order(title: str, language: str = "en") -> str:
    """What titles are sorted by: quotes, brackets, accents, case and leading articles aside, numbers by their value.

    `language` is a BCP 47 code; articles of English are left out beside its own, for most lists hold English titles, too.
    """
    bare = _EDGE.sub("", title)
    for code in dict.fromkeys((language.lower().replace("_", "-").split("-")[0], "en")):
        if code in _ARTICLES and (article := _leading(code).match(bare)):
            bare = bare[article.end() :]
            break
    if not bare.isascii():
        bare = "".join(one for one in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(one))
    return _NUMBER.sub(_by_value, _BETWEEN.sub(" ", bare.casefold()).strip())


@cache
def _leading(code: str) -> re.Pattern[str]:
    return re.compile(f"(?:{_ARTICLES[code]}){_SPACED}", re.IGNORECASE)


def _by_value(number: re.Match[str]) -> str:
    """The digits behind how many they are: of two numbers, the one with more digits is the greater one."""
    digits = number[0].lstrip("0") or "0"
    return f"{min(len(digits), _DIGITS):03}{digits}"
