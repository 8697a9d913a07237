"""Python-Markdown's own inline patterns, made to look for what they need before they search.

A page has several hundred texts, and in most of them a pattern finds nothing: to see that no `[` is there takes a tenth of the
time that a regular expression takes to find no link, and all these searches are a fifth of what converting a page takes.

For each `[` Python-Markdown goes on, character by character, to the bracket that closes it. If there is none it reads to the
end, so that a text of unclosed brackets takes time with the square of its length; and a placeholder for a citation is several
times as long as the citation. So from the second bracket that is no link on, all are found in one go.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from markdown import inlinepatterns as own

NEEDED = {
    own.BACKTICK_RE: "`",
    own.ESCAPE_RE: "\\",
    own.LINK_RE: "[",
    own.REFERENCE_RE: "[",
    own.IMAGE_LINK_RE: "![",
    own.IMAGE_REFERENCE_RE: "![",
    own.AUTOLINK_RE: "<",
    own.AUTOMAIL_RE: "<",
    own.LINE_BREAK_RE: "  \n",
    own.HTML_RE: "<",
    own.ENTITY_RE: "&",
}
"""Regular expression -> what is part of all that it matches."""
_TARGET = re.compile(r"\((?=(\s*<)?)")
"""Before an address in angle brackets, which needs nothing that closes it."""
_ENDING = ")'\""
"""One of these is in any other target: Python-Markdown takes some for one in which nothing closes a quotation mark."""
_NAME = re.compile(r"\s?\[")
BEHIND: dict[type, re.Pattern[str] | None] = {
    own.LinkInlineProcessor: _TARGET,
    own.ImageInlineProcessor: _TARGET,
    own.ReferenceInlineProcessor: _NAME,
    own.ImageReferenceInlineProcessor: _NAME,
    own.ShortReferenceInlineProcessor: None,
    own.ShortImageReferenceInlineProcessor: None,
}
"""Pattern that begins with a bracket -> what comes right after the one that closes it."""
_BRACKETS = re.compile(r"[\[\]]")


class Quick:
    """A regular expression as Python-Markdown searches with it."""

    __slots__ = ("_finditer", "_needed")

    def __init__(self, expression: re.Pattern[str], needed: str) -> None:
        self._finditer = expression.finditer
        self._needed = needed

    def finditer(self, text: str, start: int = 0) -> Iterable[re.Match[str]]:
        """The matches in `text` from `start` on."""
        return self._finditer(text, start) if self._needed in text else ()


class QuickBrackets(Quick):
    """As `Quick`, of what begins with a bracket: from the second match in a text on, only where a link may be."""

    __slots__ = ("_behind", "_rest", "_starts")

    def __init__(self, expression: re.Pattern[str], needed: str, behind: re.Pattern[str] | None) -> None:
        super().__init__(expression, needed)
        self._behind = behind
        self._rest = ""
        """Of a text, as far as its brackets are known."""
        self._starts = frozenset[int]()
        """The brackets in it that may begin a link, counted from its end: what comes before changes with each find."""

    def finditer(self, text: str, start: int = 0) -> Iterator[re.Match[str]]:
        """The matches in `text` from `start` on."""
        if self._needed not in text:
            return
        starts = self._starts if self._rest and self._rest.endswith(text[start:]) else None
        for match in self._finditer(text, start):
            if starts is None:
                yield match
                # That was no link. Most texts have no other bracket, and those of links are closed soon.
                self._rest, self._starts = text[start:], frozenset(self._may_begin(text, start))
                starts = self._starts
            elif len(text) - match.end() in starts:
                yield match

    def _may_begin(self, text: str, start: int) -> Iterator[int]:
        opened = list[int]()
        last = max(text.rfind(sign) for sign in _ENDING)
        for bracket in _BRACKETS.finditer(text, start):
            if bracket[0] == "[":
                opened.append(bracket.end())
            elif opened:
                begin = opened.pop()
                behind = self._behind.match(text, bracket.end()) if self._behind else None
                if self._behind is None or (behind and (self._behind is _NAME or behind[1] or behind.end() <= last)):
                    yield len(text) - begin


def quick(pattern: Any) -> Any:
    """A pattern that finds the same: a copy of one of Python-Markdown's own, any other as it is.

    What another package has derived from one may use its regular expression in other ways.
    """
    needed = NEEDED.get(pattern.pattern) if type(pattern).__module__ == own.__name__ else None
    if needed is None:
        return pattern
    copied = object.__new__(type(pattern))  # A fifth of what `copy.copy` takes, a dozen times for each page.
    kind = type(pattern)
    expression = pattern.compiled_re
    quicker = QuickBrackets(expression, needed, BEHIND[kind]) if kind in BEHIND else Quick(expression, needed)
    copied.__dict__.update(pattern.__dict__, compiled_re=quicker)
    return copied
