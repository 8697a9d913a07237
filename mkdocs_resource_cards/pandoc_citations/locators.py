"""What comes after a key, or in `at="..."` -> label, locator, suffix.

A locator is a label (`pp.`, `chapter`) with numbers after it, or numbers alone, which are pages; in braces it may be
anything. Rules: Pandoc's manual, "Citation syntax".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from .labels import labels

_ROMAN = re.compile(r"M*(?:CM)?D?(?:CD)?C{0,4}(?:XC)?L?(?:XL)?X{0,4}(?:IX)?V?(?:IV)?I{0,4}", re.IGNORECASE)
_TYPED = re.compile(r"---|--|\.\.\.")
_SIGNS = {"---": "\u2014", "--": "\u2013", "...": "\u2026"}
_PAIRS = {"(": ")", "[": "]", "{": "}"}
_BRACES = "()[]{}"
_LONGEST_LABEL = 8
"""Tokens."""
_LONGEST = 2000
"""Characters of a suffix in which a locator is looked for."""


class Located(NamedTuple):
    """What was made of a suffix."""

    label: str = ""
    """By CSL's terms; `""` without a locator."""
    locator: str = ""
    at: str = ""
    """Label and locator as written."""
    suffix: str = ""
    """The rest, with the space or comma that it begins with."""


def locate(text: str, language: str = "en") -> Located:
    """What is in `text`, a suffix as its author wrote it; `language`: of its labels, beside English."""
    tokens = list(_tokens(_TYPED.sub(lambda match: _SIGNS[match[0]], text[:_LONGEST]))) if text.strip() else []
    rest = text[_LONGEST:]
    start = 1 if tokens[:1] == [","] else 0
    start += tokens[start : start + 1] == [" "]
    reader = _Reader(tokens, labels(language))
    read = reader.delimited(start) or reader.integrated(start)
    if read is None:
        return Located(suffix=_set_off("".join(tokens) + rest))
    end, label, locator, at = read
    suffix = "".join(tokens[end:]) + rest
    if not locator.strip():
        return Located(suffix=_set_off(suffix))
    return Located(label, locator.strip(), at.strip(), suffix.rstrip())


def _set_off(suffix: str) -> str:
    """A suffix without a locator: a comma sets off what does not begin with a space or with punctuation."""
    suffix = suffix.rstrip()
    return f", {suffix}" if suffix and not suffix[0].isspace() and not _is_punctuation(suffix[0]) else suffix


def _is_punctuation(sign: str) -> bool:
    return unicodedata.category(sign).startswith("P")


def _tokens(text: str) -> Iterator[str]:
    """Blanks, signs of punctuation one by one, and what is between them; a colon stays in its word."""
    word = ""
    for sign in re.sub(r"\s+", " ", text):
        is_blank = sign == " "
        if not is_blank and (sign == ":" or not _is_punctuation(sign)):
            word += sign
            continue
        if word:
            yield word
        word = ""
        yield " " if is_blank else sign
    if word:
        yield word


Read = tuple[int, str, bool]
"""(after it, its text, whether there is a number in it)."""


class _Reader:
    def __init__(self, tokens: list[str], terms: Mapping[str, str]) -> None:
        self._tokens = tokens
        self._terms = terms

    def _at(self, index: int) -> str:
        return self._tokens[index] if index < len(self._tokens) else ""

    def delimited(self, start: int) -> tuple[int, str, str, str] | None:
        """`{...}` -> (after it, label, locator, both)."""
        if self._at(start) != "{":
            return None
        start += 1
        while self._at(start) == " ":
            start += 1
        behind, label = self._label(start, lambda index: index < len(self._tokens))
        depth, end = 1, behind
        while end < len(self._tokens):
            depth += (self._at(end) == "{") - (self._at(end) == "}")
            if not depth:
                label = label or ("page" if self._at(behind)[:1].isdigit() else "")
                return end + 1, label, "".join(self._tokens[behind:end]), "".join(self._tokens[start:end])
            end += 1
        return None

    def integrated(self, start: int) -> tuple[int, str, str, str] | None:
        """A label with numbers after it, or numbers alone -> (after them, label, locator, both)."""
        behind, label = self._label(start, lambda index: self._counts(self._word(index, True), False))
        is_bare = not label
        if is_bare and not self._counts(self._word(start, True), True):
            return None
        end, text = behind, ""
        word = self._word(behind, not is_bare)
        while word is not None and self._counts(word, is_bare):
            end, text = word[0], text + word[1]
            word = self._word(end, False)
        return (end, label or "page", text, "".join(self._tokens[start:end])) if text else None

    @staticmethod
    def _counts(word: Read | None, needs_digits: bool) -> bool:
        return word is not None and (any(sign.isdigit() for sign in word[1]) if needs_digits else word[2])

    def _label(self, start: int, may_follow: Callable[[int], bool]) -> tuple[int, str]:
        """(after it, its term) of the longest label that begins at `start`, if what may follow one does."""
        for end in range(min(start + _LONGEST_LABEL, len(self._tokens)), start, -1):
            term = self._terms.get("".join(self._tokens[start:end]).strip().casefold())
            if term and may_follow(end):
                return end, term
        return start, ""

    def _word(self, start: int, is_first: bool) -> Read | None:
        before = ""
        if not is_first and self._at(start) in (",", ";"):
            before, start = self._at(start), start + 1
        if self._at(start) == " ":
            before, start = f"{before} ", start + 1
        read, end, text, has_number = self._piece(start), start, before, False
        while read is not None:
            end, text, has_number = read[0], text + read[1], has_number or read[2]
            read = self._piece(end)
        return (end, text, has_number) if end > start else None

    def _piece(self, start: int) -> Read | None:
        """Numbers, or one pair of braces around them."""
        closing = _PAIRS.get(self._at(start))
        if closing is None:
            return self._numbers(start)
        inner = self._numbers(start + 1) or (start + 1, "", False)
        if self._at(inner[0]) != closing:
            return None
        return inner[0] + 1, f"{self._at(start)}{inner[1]}{closing}", inner[2]

    def _numbers(self, start: int) -> Read | None:
        """`1`, `1.2`, `.2`: never with a full stop at its end."""
        read = self._unit(start) or self._behind_stop(start)
        while read is not None and (more := self._behind_stop(read[0])):
            read = (more[0], read[1] + more[1], read[2] or more[2])
        return read

    def _behind_stop(self, start: int) -> Read | None:
        read = self._unit(start + 1) if self._at(start) == "." else None
        return (read[0], f".{read[1]}", read[2]) if read else None

    def _unit(self, start: int) -> Read | None:
        token = self._at(start)
        if token and _ROMAN.fullmatch(token):
            return start + 1, token, True
        end = start
        while self._at(end) not in ("", " ") and not (_is_punctuation(self._at(end)[0]) and self._at(end) not in "-\u2013:"):
            end += 1
        text = "".join(self._tokens[start:end])
        return (end, text, any(sign.isdigit() for sign in text)) if text else None
