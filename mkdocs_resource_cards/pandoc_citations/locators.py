"""What comes after a key, or in `at="..."` -> label, locator, suffix.

A locator is a label (`pp.`, `chapter`) with numbers after it, or numbers alone, which are pages; in braces it may be
anything. Rules: Pandoc's manual, "Citation syntax", and what Pandoc does (`Text.Pandoc.Citeproc.Locator`): it reads a
suffix as tokens, and each inline element within it, such as emphasis, is one token. Only `ff.` and the like stay with the
numbers here: in notes of Pandoc's they stand behind the address of the source.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from ..citation import following
from .labels import labels

_ROMAN = re.compile(r"M*(?:CM)?D?(?:CD)?C*(?:XC)?L?(?:XL)?X*(?:IX)?V?(?:IV)?I*", re.IGNORECASE)
_TYPED = re.compile(r"---|--|\.\.\.")
_SIGNS = {"---": "\u2014", "--": "\u2013", "...": "\u2026"}
_BLANKS = re.compile(r"[ \t\n]+|\u00a0")
_DIGIT = re.compile("[0-9]")
_PAIRS = {"(": ")", "[": "]", "{": "}"}
_IN_BRACES = "[]{}"
_LONGEST_LABEL = 8
"""Tokens."""
_LONGEST = 2000
"""Characters of a suffix in which a locator is looked for."""


class HeldElement(NamedTuple):
    """An inline element in a suffix, which a single character stands for."""

    words: str
    """Its text, without its Markdown."""
    is_math: bool = False
    is_sign: bool = False
    """Whether it is a sign that stood after a backslash, which is a token like any other."""
    is_note: bool = False
    """Whether it is the mark of a footnote: no part of a locator, it comes after it."""


class Located(NamedTuple):
    """What was made of a suffix."""

    label: str = ""
    """By CSL's terms; `""` without a locator, and for one in braces that has none and does not begin with a digit."""
    locator: str = ""
    at: str = ""
    """Label and locator as written."""
    suffix: str = ""
    """The rest, with the space or comma that it begins with."""


def locate(
    text: str,
    language: str = "en",
    *,
    held: Mapping[str, HeldElement] = MappingProxyType({}),
    more: Mapping[str, str] = MappingProxyType({}),
) -> Located:
    """What is in `text`, a suffix as its author wrote it; `language`: of its labels, beside English.

    `more`: further labels, in small letters, and the terms that they stand for. `held`: the elements in `text`, by the
    characters that stand for them; in the suffix these still do.
    """
    typed = _TYPED.sub(lambda match: _SIGNS[match[0]], text[:_LONGEST])
    tokens = list(_tokens(typed, held)) if text.strip() else []
    rest = text[_LONGEST:]
    start = 1 if [str(token) for token in tokens[:1]] == [","] else 0
    start += tokens[start : start + 1] == [" "]
    reader = _Reader(tokens, {**labels(language), **more} if more else labels(language))
    read = reader.delimited(start) or reader.integrated(start)
    if read is None:
        return Located(suffix=_set_off("".join(token.written for token in tokens) + rest))
    end, label, locator, at = read
    notes = "".join(token.written for token in tokens[:end] if token.is_note)
    suffix = notes + "".join(token.written for token in tokens[end:]) + rest
    if not locator.strip() and not label:
        return Located(suffix=_set_off(suffix))
    return Located(label, locator.strip(), at.strip(), suffix.rstrip())


def _set_off(suffix: str) -> str:
    """A suffix without a locator: a comma sets off what does not begin with a space or with punctuation."""
    suffix = suffix.rstrip()
    return f", {suffix}" if suffix and not suffix[0].isspace() and not _is_punctuation(suffix[0]) else suffix


def _is_punctuation(sign: str) -> bool:
    return unicodedata.category(sign).startswith("P")


class _Token(str):
    """A blank, a sign of punctuation, a word, or the words of an element."""

    written: str
    """The character that stands for an element, else the same."""
    is_element: bool
    is_math: bool
    is_note: bool


def _token(text: str, written: str = "", element: HeldElement | None = None) -> _Token:
    made = _Token(text)
    made.written = written or text
    made.is_element = element is not None and not element.is_sign
    made.is_math, made.is_note = (element.is_math, element.is_note) if element else (False, False)
    return made


_END = _token("")


def _tokens(text: str, held: Mapping[str, HeldElement]) -> Iterator[_Token]:
    """Blanks, elements, signs of punctuation one by one, and what is between them; a colon stays in its word."""
    word = ""
    for sign in _BLANKS.sub(" ", text):
        element = held.get(sign)
        if element is None and sign != " " and (sign == ":" or not (_is_punctuation(sign) or sign.isspace())):
            word += sign
            continue
        if word:
            yield _token(word)
        word = ""
        if element is None:
            yield _token(sign)
        else:
            yield _token("" if element.is_note else element.words, sign, element)
    if word:
        yield _token(word)


Read = tuple[int, str, bool]
"""(after it, its text, whether there is a number in it)."""


class _Reader:
    def __init__(self, tokens: list[_Token], terms: Mapping[str, str]) -> None:
        self._tokens = tokens
        self._terms = terms

    def _at(self, index: int) -> _Token:
        return self._tokens[index] if index < len(self._tokens) else _END

    def _sign(self, index: int) -> str:
        """The token, `""` for an element: what is in it ends and closes nothing."""
        token = self._at(index)
        return "" if token.is_element else str(token)

    def delimited(self, start: int) -> tuple[int, str, str, str] | None:
        """`{...}` -> (after it, label, locator, both)."""
        if self._sign(start) != "{":
            return None
        start += 1
        while self._sign(start) == " ":
            start += 1
        behind, label = self._label(start, lambda index: index < len(self._tokens))
        if not label and len(self._sign(behind)) == 1 and _DIGIT.match(self._sign(behind)):
            label = "page"
        end = behind
        while (after := self._unbraced(end)) > end:
            end = after
        if self._sign(end) != "}":
            return None
        return end + 1, label, "".join(self._tokens[behind:end]), "".join(self._tokens[start:end])

    def _unbraced(self, index: int) -> int:
        """After the token at `index`, or after a pair of braces with one token in it at most; `index` for other braces."""
        sign = self._sign(index)
        if index >= len(self._tokens) or not sign or sign not in _IN_BRACES:
            return index + (index < len(self._tokens))
        inner = index + 1
        if sign in _PAIRS and (self._at(inner).is_element or self._sign(inner) not in ("", *_IN_BRACES)):
            inner += 1
        return inner + 1 if sign in _PAIRS and self._sign(inner) == _PAIRS[sign] else index

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
        more = self._following(end, text)
        text, end = text + "".join(self._tokens[end:more]), more
        return (end, label or "page", text, "".join(self._tokens[start:end])) if text else None

    def _following(self, start: int, number: str) -> int:
        """After `ff.` and the like, which belong to the number before; Pandoc leaves them to the suffix."""
        end, behind = start, number
        while end < len(self._tokens) and end < start + _LONGEST_LABEL and (sign := self._sign(end)):
            end, behind = end + 1, behind + sign
        left = following(behind, len(number))
        while start < end and left > len(number):
            number, start = number + self._tokens[start], start + 1
        return start

    @staticmethod
    def _counts(word: Read | None, needs_digits: bool) -> bool:
        return word is not None and (bool(_DIGIT.search(word[1])) if needs_digits else word[2])

    def _label(self, start: int, may_follow: Callable[[int], bool]) -> tuple[int, str]:
        """(after it, its term) of the longest label that begins at `start`, if what may follow one does."""
        for end in range(min(start + _LONGEST_LABEL, len(self._tokens)), start, -1):
            term = self._terms.get("".join(self._tokens[start:end]).strip().casefold())
            if term and may_follow(end):
                return end, term
        return start, ""

    def _word(self, start: int, is_first: bool) -> Read | None:
        before = ""
        if not is_first and self._sign(start) in (",", ";"):
            before, start = self._sign(start), start + 1
        if self._sign(start) == " ":
            before, start = f"{before} ", start + 1
        read, end, text, has_number = self._piece(start), start, before, False
        while read is not None:
            end, text, has_number = read[0], text + read[1], has_number or read[2]
            read = self._piece(end)
        return (end, text, has_number) if end > start else None

    def _piece(self, start: int) -> Read | None:
        """Numbers, or one pair of braces around them."""
        closing = _PAIRS.get(self._sign(start))
        if closing is None:
            return self._numbers(start)
        inner = self._numbers(start + 1) or (start + 1, "", False)
        if self._sign(inner[0]) != closing:
            return None
        return inner[0] + 1, f"{self._sign(start)}{inner[1]}{closing}", inner[2]

    def _numbers(self, start: int) -> Read | None:
        """`1`, `1.2`, `.2`: never with a full stop at its end."""
        read = self._unit(start) or self._behind_stop(start)
        while read is not None and (more := self._behind_stop(read[0])):
            read = (more[0], read[1] + more[1], read[2] or more[2])
        return read

    def _behind_stop(self, start: int) -> Read | None:
        read = self._unit(start + 1) if self._sign(start) == "." else None
        return (read[0], f".{read[1]}", read[2]) if read else None

    def _unit(self, start: int) -> Read | None:
        sign = self._sign(start)
        if sign and _ROMAN.fullmatch(sign):
            return start + 1, sign, True
        end = start
        while end < len(self._tokens) and self._is_part(self._tokens[end]):
            end += 1
        text = "".join(self._tokens[start:end])
        return (end, text, bool(_DIGIT.search(text))) if end > start else None

    @staticmethod
    def _is_part(read: _Token) -> bool:
        """Whether it may be part of a number: no mathematics, and of signs only those of ranges."""
        if read.is_element:
            return not read.is_math
        return read != " " and (read in ("-", "\u2013", ":") or not _is_punctuation(read[0]))
