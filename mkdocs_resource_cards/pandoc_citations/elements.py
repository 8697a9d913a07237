"""Inline elements: what ends where, and the citations in each.

Whether brackets hold a citation depends on all that is in them: a key within emphasis or quotation marks, or a bracket
that an unfinished emphasis runs over, make none. So a text is read as Pandoc does, one inline element after the other. Each
place is read once: time grows linearly with the text.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Collection
from typing import NamedTuple

from . import literals
from .found import HeldSpan, PandocCitation

_WORD = re.compile(r"(?:[^\W_]+|\.(?!\.))+")
_BLANKS = re.compile(r"[ \t]+")
_PUT_AWAY = re.compile("\x02[^\x02\x03]*\x03")
_LABEL = re.compile(r"@(?:[_-]?[^\W_]+)*")
"""What may refer to an item in a list of examples."""
_DEEPEST = 24
"""Elements within elements."""
_NONE, _SINGLE, _DOUBLE = 0, 1, 2
"""The quotation marks that a text is in."""


class InlineElement(NamedTuple):
    """One inline element, or several."""

    end: int
    is_word: bool = False
    """Whether a key right after it would be part of a word, such as an e-mail address."""
    found: tuple[PandocCitation, ...] = ()
    held: tuple[HeldSpan, ...] = ()
    """What in it is an element of its own, and neither a word nor a sign."""

    def whole(self, start: int, *, is_word: bool = False) -> InlineElement:
        """What begins at `start` and ends here, as one element."""
        return InlineElement(self.end, is_word, self.found, (HeldSpan(start, self.end),))


class State(NamedTuple):
    """Where an element is read."""

    end: int
    """Of the text that it belongs to."""
    quotes: int = _NONE
    links: bool = True
    """Whether a link may stand here: none is in another."""


class _Several:
    """Elements side by side."""

    def __init__(self, position: int, before: InlineElement | None = None) -> None:
        """`before`: an element that these go on from."""
        self.position = position
        self.is_word = before is not None
        self._found = [*before.found] if before else []
        self._held = [*before.held] if before else []

    def take(self, element: InlineElement) -> None:
        """One more."""
        self.position, self.is_word = element.end, element.is_word
        self._found += element.found
        self._held += element.held

    def all(self) -> InlineElement:
        """All together."""
        return InlineElement(self.position, self.is_word, tuple(self._found), tuple(self._held))

    def closed(self, start: int, length: int, *, is_word: bool = True) -> InlineElement:
        """All together as one element, which began at `start` and ends after `length` characters more."""
        return self.all()._replace(end=self.position + length).whole(start, is_word=is_word)


class Elements(ABC):
    """The elements of one text; what stands in brackets, and what a citation is, its heirs say."""

    def __init__(
        self, text: str, defined: Collection[str] = (), *, links_addresses: bool = False, dollars_are_signs: bool = False
    ) -> None:
        """`defined`: what links by reference may name, in small letters; the others: as for `parser.find`."""
        self.text = text
        self._defined = defined
        self._links_addresses = links_addresses
        self.dollars_are_signs = dollars_are_signs
        self.brackets = literals.brackets(text, dollars_are_signs=dollars_are_signs)
        self._read: dict[tuple[int, bool, State], InlineElement] = {}
        self._never_closed = set[tuple[int, bool, State]]()
        """Places in quotations that nothing ends from there on."""
        self._depth = 0

    @abstractmethod
    def textual(self, position: int, is_word: bool, state: State) -> InlineElement | None:
        """A citation in the text, with the brackets after it."""

    @abstractmethod
    def key_alone(self, position: int, is_word: bool, state: State) -> InlineElement | None:
        """A key in the text, whatever brackets come after it."""

    @abstractmethod
    def enclosed(self, position: int, state: State) -> InlineElement | None:
        """What brackets, tags and the like enclose."""

    def all(self, position: int, state: State) -> tuple[PandocCitation, ...]:
        """The citations from `position` to the end of `state`."""
        return self.until(position, False, state, "").found

    def until(self, position: int, is_word: bool, state: State, stops: str) -> InlineElement:
        """Elements up to one of the characters `stops`, or the end."""
        several = _Several(position)
        several.is_word = is_word
        while several.position < state.end and self.text[several.position] not in stops:
            several.take(self.inline(several.position, several.is_word, state))
        return several.all()

    def inline(self, position: int, is_word: bool, state: State) -> InlineElement:
        """The element that begins at `position`; `is_word`: whether a word ends there."""
        key = (position, is_word, state)
        known = self._read.get(key)
        if known is None:
            self._depth += 1
            read = self._deep if self._depth > _DEEPEST else self._element
            known = self._read[key] = read(position, is_word, state)
            self._depth -= 1
        return known

    def _deep(self, position: int, is_word: bool, state: State) -> InlineElement:
        """Where elements are nested too deep to be read, keys alone are found."""
        return self.key_alone(position, is_word, state) or self._plain(position, state)

    def _plain(self, position: int, state: State) -> InlineElement:
        match = _WORD.match(self.text, position, state.end)
        if match:
            return InlineElement(match.end(), True)
        match = _PUT_AWAY.match(self.text, position, state.end)
        if match:
            return InlineElement(match.end()).whole(position)
        match = _BLANKS.match(self.text, position, state.end)
        return InlineElement(match.end() if match else position + 1)

    def _element(self, position: int, is_word: bool, state: State) -> InlineElement:
        sign = self.text[position]
        if sign in "*_":
            made = self._emphasis(position, is_word, state)
        elif sign in "\"'":
            made = self._quotation(position, is_word, state)
        elif sign in "[!<^~":
            made = self.enclosed(position, state) or self._literal(position, state)
        else:
            made = self.textual(position, is_word, state) if sign in "@-" else None
            made = made or self._literal(position, state)
        return made or self._plain(position, state)

    def _literal(self, position: int, state: State) -> InlineElement | None:
        """What holds no citation, whatever is in it."""
        text, sign, end = self.text, self.text[position], -1
        if sign == "\\":
            end = literals.escaped(text, position, state.end)
        elif sign == "$" and not self.dollars_are_signs:
            end = literals.mathematics(text, position, state.end)
        elif sign == "`":
            end = literals.code(text, position, state.end)
            if end < 0:  # The run as a whole opens nothing.
                return InlineElement(position + 1)
        elif sign == "<":
            end = max(literals.tag(text, position, state.end), literals.address_in_angles(text, position, state.end))
        elif sign == "&":
            end = literals.character(text, position, state.end)
        elif sign in "hHfF" and self._links_addresses:
            end = literals.address(text, position, state.end)
        elif sign in "-.":
            run = 3 if text.startswith(sign * 3, position) else 2 if text.startswith("--", position) else 0
            return InlineElement(position + run) if 0 < run <= state.end - position else None
        elif sign == "@":
            match = _LABEL.match(text, position, state.end)
            return InlineElement(match.end() if match else position + 1)
        return InlineElement(end).whole(position) if 0 <= end <= state.end else None

    # Emphasis

    def _emphasis(self, position: int, is_word: bool, state: State) -> InlineElement | None:
        sign = self.text[position]
        if sign == "_" and is_word:
            return None
        start = position
        while position < state.end and self.text[position] == sign:
            position += 1
        blanks = _BLANKS.match(self.text, position, state.end)
        if blanks:
            return InlineElement(blanks.end())
        run = position - start
        return (self._one, self._two, self._three)[run - 1](position, sign, state) if run < 4 else InlineElement(position)

    def _closes(self, position: int, sign: str, count: int, state: State) -> bool:
        after = position + count
        if after > state.end or not self.text.startswith(sign * count, position):
            return False
        return sign == "*" or after == state.end or not self.text[after].isalnum()

    def _one(self, position: int, sign: str, state: State, before: InlineElement | None = None) -> InlineElement:
        several = _Several(position, before)
        while several.position < state.end:
            here = several.position
            if not self._closes(here, sign, 1, state):
                several.take(self.inline(here, several.is_word, state))
            elif self.text.startswith(sign * 2, here) and not self._closes(here + 2, sign, 1, state):
                several.take(self._two(here + 2, sign, state))
            else:
                return several.closed(position - 1, 1)
        return several.all()

    def _two(self, position: int, sign: str, state: State, before: InlineElement | None = None) -> InlineElement:
        several = _Several(position, before)
        while several.position < state.end and not self._closes(several.position, sign, 2, state):
            several.take(self.inline(several.position, several.is_word, state))
        return several.closed(position - 2, 2) if several.position < state.end else several.all()

    def _three(self, position: int, sign: str, state: State) -> InlineElement:
        several = _Several(position)
        while several.position < state.end and not self._closes(several.position, sign, 1, state):
            several.take(self.inline(several.position, several.is_word, state))
        here = several.position
        if self._closes(here, sign, 3, state):
            return several.closed(position - 3, 3)
        if self._closes(here, sign, 2, state):
            return self._one(here + 2, sign, state, several.closed(position - 2, 2))
        if self._closes(here, sign, 1, state):
            return self._two(here + 1, sign, state, several.closed(position - 1, 1))
        return several.all()

    # Quotations

    def _quotation(self, position: int, is_word: bool, state: State) -> InlineElement:
        sign, quotes = self.text[position], _DOUBLE if self.text[position] == '"' else _SINGLE
        alone, inside = InlineElement(position + 1), state._replace(quotes=quotes)
        first = position + 1
        if is_word or state.quotes == quotes or first >= state.end or self.text[first].isspace():
            return alone
        several, passed = _Several(first), list[tuple[int, bool, State]]()
        while several.position < state.end:
            if self._ends_quotation(several.position, sign, state):
                return alone if several.position == first else several.closed(position, 1, is_word=False)
            passed.append((several.position, several.is_word, inside))
            if passed[-1] in self._never_closed:
                break
            several.take(self.inline(several.position, several.is_word, inside))
        self._never_closed.update(passed)
        return alone

    def _ends_quotation(self, position: int, sign: str, state: State) -> bool:
        after = position + 1
        if self.text[position] != sign:
            return False
        return sign == '"' or after >= state.end or not self.text[after].isalnum()
