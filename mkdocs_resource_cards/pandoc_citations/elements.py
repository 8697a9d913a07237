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
from .found import PandocCitation

_WORD = re.compile(r"(?:[^\W_]+|\.(?!\.))+")
_BLANKS = re.compile(r"[ \t]+")
_PUT_AWAY = re.compile("\x02[^\x02\x03]*\x03")
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


class State(NamedTuple):
    """Where an element is read."""

    end: int
    """Of the text that it belongs to."""
    quotes: int = _NONE
    links: bool = True
    """Whether a link may stand here: none is in another."""


class Elements(ABC):
    """The elements of one text; what a citation is, its heirs say."""

    def __init__(self, text: str, defined: Collection[str] = ()) -> None:
        """`defined`: what links by reference may name, in small letters."""
        self.text = text
        self._defined = defined
        self.brackets = literals.brackets(text)
        self._read: dict[tuple[int, bool, State], InlineElement] = {}
        self._depth = 0

    @abstractmethod
    def normal(self, position: int, state: State) -> PandocCitation | None:
        """A citation in brackets."""

    @abstractmethod
    def textual(self, position: int, is_word: bool, state: State) -> InlineElement | None:
        """A citation in the text, with the brackets after it."""

    @abstractmethod
    def key_alone(self, position: int, is_word: bool, state: State) -> InlineElement | None:
        """A key in the text, whatever brackets come after it."""

    def all(self, position: int, state: State) -> tuple[PandocCitation, ...]:
        """The citations from `position` to the end of `state`."""
        return self._until(position, False, state, "").found

    def _until(self, position: int, is_word: bool, state: State, stops: str) -> InlineElement:
        """Elements up to one of the characters `stops`, or the end."""
        found: list[PandocCitation] = []
        while position < state.end and self.text[position] not in stops:
            element = self.inline(position, is_word, state)
            position, is_word = element.end, element.is_word
            found += element.found
        return InlineElement(position, is_word, tuple(found))

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
        match = _BLANKS.match(self.text, position, state.end) or _PUT_AWAY.match(self.text, position, state.end)
        return InlineElement(match.end() if match else position + 1)

    def _element(self, position: int, is_word: bool, state: State) -> InlineElement:
        sign = self.text[position]
        if sign in "*_":
            made = self._emphasis(position, is_word, state)
        elif sign in "\"'":
            made = self._quotation(position, is_word, state)
        elif sign == "[":
            made = self._bracket(position, state)
        elif sign == "!":
            made = self._image(position, state)
        elif sign == "<":
            made = self._span(position, state) or self._literal(position, state)
        else:
            made = self.textual(position, is_word, state) if sign in "@-" else None
            made = made or self._literal(position, state)
        return made or self._plain(position, state)

    def _literal(self, position: int, state: State) -> InlineElement | None:
        """What holds no citation, whatever is in it."""
        text, sign, end = self.text, self.text[position], -1
        if sign == "\\" and position + 1 < state.end:
            end = -1 if text[position + 1].isalnum() or text[position + 1] == "\n" else position + 2
        elif sign == "`":
            end = literals.code(text, position, state.end)
            if end < 0:  # The run as a whole opens nothing.
                end = position + 1
        elif sign == "<":
            end = max(literals.tag(text, position, state.end), literals.address_in_angles(text, position, state.end))
        elif sign == "&":
            end = literals.character(text, position, state.end)
        elif sign in "hHfF":
            end = literals.address(text, position, state.end)
        elif sign in "-.":
            run = 3 if text.startswith(sign * 3, position) else 2 if text.startswith("--", position) else 0
            end = position + run if run else -1
        return InlineElement(end) if 0 <= end <= state.end else None

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

    def _one(self, position: int, sign: str, state: State, found: tuple[PandocCitation, ...] | None = None) -> InlineElement:
        inner, is_word = [*(found or ())], found is not None
        while position < state.end:
            if not self._closes(position, sign, 1, state):
                element = self.inline(position, is_word, state)
            elif self.text.startswith(sign * 2, position) and not self._closes(position + 2, sign, 1, state):
                element = self._two(position + 2, sign, state)
            else:
                return InlineElement(position + 1, True, tuple(inner))
            position, is_word = element.end, element.is_word
            inner += element.found
        return InlineElement(position, is_word, tuple(inner))

    def _two(self, position: int, sign: str, state: State, found: tuple[PandocCitation, ...] | None = None) -> InlineElement:
        inner, is_word = [*(found or ())], found is not None
        while position < state.end and not self._closes(position, sign, 2, state):
            element = self.inline(position, is_word, state)
            position, is_word = element.end, element.is_word
            inner += element.found
        is_closed = position < state.end
        return InlineElement(position + 2 * is_closed, is_closed or is_word, tuple(inner))

    def _three(self, position: int, sign: str, state: State) -> InlineElement:
        inner, is_word = list[PandocCitation](), False
        while position < state.end and not self._closes(position, sign, 1, state):
            element = self.inline(position, is_word, state)
            position, is_word = element.end, element.is_word
            inner += element.found
        if self._closes(position, sign, 3, state):
            return InlineElement(position + 3, True, tuple(inner))
        if self._closes(position, sign, 2, state):
            return self._one(position + 2, sign, state, tuple(inner))
        if self._closes(position, sign, 1, state):
            return self._two(position + 1, sign, state, tuple(inner))
        return InlineElement(position, is_word, tuple(inner))

    # Quotations

    def _quotation(self, position: int, is_word: bool, state: State) -> InlineElement:
        sign, quotes = self.text[position], _DOUBLE if self.text[position] == '"' else _SINGLE
        alone, inside = InlineElement(position + 1), state._replace(quotes=quotes)
        position += 1
        if is_word or state.quotes == quotes or position >= state.end or self.text[position].isspace():
            return alone
        inner, is_word, is_first = list[PandocCitation](), False, True
        while position < state.end:
            if self._ends_quotation(position, sign, state):
                return alone if is_first else InlineElement(position + 1, False, tuple(inner))
            element = self.inline(position, is_word, inside)
            position, is_word, is_first = element.end, element.is_word, False
            inner += element.found
        return alone

    def _ends_quotation(self, position: int, sign: str, state: State) -> bool:
        after = position + 1
        if self.text[position] != sign:
            return False
        return sign == '"' or after >= state.end or not self.text[after].isalnum()

    # Spans, and brackets

    def _span(self, position: int, state: State) -> InlineElement | None:
        """`<span>...</span>`, which is one element, as emphasis is; other tags stand for themselves."""
        opening = literals.span(self.text, position, state.end)
        if opening is None or opening.is_closing:
            return None
        position, is_word, inner = opening.end, False, list[PandocCitation]()
        while position < state.end:
            closing = literals.span(self.text, position, state.end) if self.text[position] == "<" else None
            if closing and closing.is_closing:
                return InlineElement(closing.end, False, tuple(inner))
            element = self.inline(position, is_word, state)
            position, is_word = element.end, element.is_word
            inner += element.found
        return None

    def _bracket(self, position: int, state: State) -> InlineElement | None:
        end = literals.note(self.text, position, state.end)
        if end >= 0:
            return InlineElement(end)
        cited = self.normal(position, state)
        if cited:
            return InlineElement(cited.end, False, (cited,))
        closing = self.closing(position, state)
        if closing < 0:
            return None
        end = literals.attributes(self.text, closing, state.end)
        if end >= 0:
            return InlineElement(end, False, self.all(position + 1, state._replace(end=closing - 1)))
        return self._link(position, closing, state) if state.links else None

    def _link(self, position: int, closing: int, state: State) -> InlineElement:
        """A link, or what looks like one by reference: its text may hold citations."""
        end = literals.target(self.text, closing, state.end)
        if end < 0:
            return self._by_reference(position + 1, closing - 1, closing, state)
        found = self.all(position + 1, state._replace(end=closing - 1, links=False))
        return InlineElement(max(end, literals.attributes(self.text, end, state.end)), False, found)

    def _by_reference(self, start: int, end: int, closing: int, state: State) -> InlineElement:
        """What may be a link by reference: its text, and the brackets after it, are read each for itself."""
        inner = State(end)
        found = self.all(start, inner)
        behind = self.closing(closing, state)
        if behind >= 0 and literals.note(self.text, closing, state.end) < 0 and not self.normal(closing, state):
            found, closing = (*found, *self.all(closing, inner._replace(end=behind))), behind
        return InlineElement(max(closing, literals.attributes(self.text, closing, state.end)), False, found)

    def _image(self, position: int, state: State) -> InlineElement | None:
        """An image, whose description may hold citations; without a target its brackets are read for themselves."""
        closing = self.closing(position + 1, state) if self.text.startswith("![", position) else -1
        if closing < 0:
            return None
        end = literals.target(self.text, closing, state.end)
        behind = self.closing(closing, state) if end < 0 and self._defined else -1
        if behind >= 0 and " ".join(self.text[closing + 1 : behind - 1].lower().split()) in self._defined:
            end = behind
        if end >= 0:
            return InlineElement(end, False, self.all(position + 2, state._replace(end=closing - 1)))
        return self._by_reference(position + 1, closing, closing, state)

    def closing(self, position: int, state: State) -> int:
        closing = self.brackets.get(position, -1)
        return closing if closing <= state.end else -1
