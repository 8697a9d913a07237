"""Elements that brackets, tags and the like enclose: links, images, spans, notes, scripts, what is struck out."""

from __future__ import annotations

import re
from abc import abstractmethod

from . import literals
from .elements import Elements, InlineElement, State
from .found import PandocCitation

_SCRIPT = re.compile(r"(?P<sign>[\^~])(?:\\.|[^\s\\])*?(?P=sign)")
"""Above or below the line, without white space."""
_NO_QUOTES = 0
_NEAR = 500
"""Characters after a bracket in which the one that closes it is looked for once more."""
_MOST_AGAIN = 50
"""How many brackets of a text that is done for."""


class EnclosedElements(Elements):
    """The elements of one text; what a citation is, its heirs say."""

    _again = 0

    @abstractmethod
    def normal(self, position: int, state: State) -> PandocCitation | None:
        """A citation in brackets."""

    def enclosed(self, position: int, state: State) -> InlineElement | None:
        """What begins at `position` with one of the signs `[!<^~`."""
        sign = self.text[position]
        if sign == "[":
            return self._bracket(position, state)
        if sign == "!":
            return self._image(position, state)
        if sign == "<":
            return self._span(position, state)
        if sign == "^":
            return self._note(position, state) or self._script(position, state)
        return self._struck_out(position, state) or self._script(position, state)

    def closing(self, position: int, state: State) -> int:
        """After the bracket that closes the one at `position`, -1 for none."""
        closing = self.brackets.get(position)
        if closing is None:
            self._again += 1
            if self._again > _MOST_AGAIN or not self.text.startswith("[", position):
                return -1
            # Counted from another place, it may be in what is no bracket: in mathematics that begins in a key.
            near = self.text[position : position + _NEAR]
            pairs = literals.brackets(near, dollars_are_signs=self.dollars_are_signs)
            closing = self.brackets[position] = position + pairs[0] if pairs.get(0, -1) >= 0 else -1
        return closing if closing <= state.end else -1

    def _note(self, position: int, state: State) -> InlineElement | None:
        """`^[...]`: Python-Markdown has no such notes, and the text in one is read as Pandoc does nevertheless."""
        closing = self.closing(position + 1, state) if self.text.startswith("[", position + 1) else -1
        if closing < 0 or self.text[closing : closing + 1] in ("(", "["):
            return None
        if literals.attributes(self.text, closing, state.end) >= 0:
            return None
        found = self.all(position + 2, state._replace(end=closing - 1, quotes=_NO_QUOTES))
        return InlineElement(closing, False, found).whole(position)

    def _script(self, position: int, state: State) -> InlineElement | None:
        match = _SCRIPT.match(self.text, position, state.end)
        if match is None:
            return None
        found = self.all(position + 1, state._replace(end=match.end() - 1))
        return InlineElement(match.end(), False, found).whole(position)

    def _struck_out(self, position: int, state: State) -> InlineElement | None:
        start = position + 2
        if not self.text.startswith("~~", position) or start >= state.end or self.text[start] in "~ \t\n":
            return None
        end, is_word, found = start, False, list[PandocCitation]()
        while end < state.end:
            if end > start and self.text.startswith("~~", end) and end + 2 <= state.end:
                return InlineElement(end + 2, False, tuple(found)).whole(position)
            element = self.inline(end, is_word, state)
            end, is_word = element.end, element.is_word
            found += element.found
        return None

    def _span(self, position: int, state: State) -> InlineElement | None:
        """`<span>...</span>`, which is one element, as emphasis is; other tags stand for themselves."""
        opening = literals.span(self.text, position, state.end)
        if opening is None or opening.is_closing:
            return None
        end, is_word, inner = opening.end, False, list[PandocCitation]()
        while end < state.end:
            closing = literals.span(self.text, end, state.end) if self.text[end] == "<" else None
            if closing and closing.is_closing:
                return InlineElement(closing.end, False, tuple(inner)).whole(position)
            element = self.inline(end, is_word, state)
            end, is_word = element.end, element.is_word
            inner += element.found
        return None

    def _bracket(self, position: int, state: State) -> InlineElement | None:
        end = literals.note(self.text, position, state.end)
        if end >= 0:
            return InlineElement(end).whole(position)
        cited = self.normal(position, state)
        if cited:
            return InlineElement(cited.end, False, (cited,)).whole(position)
        closing = self.closing(position, state)
        if closing < 0:
            return None
        end = literals.attributes(self.text, closing, state.end)
        if end >= 0:
            found = self.all(position + 1, state._replace(end=closing - 1))
            return InlineElement(end, False, found).whole(position)
        return self._link(position, closing, state) if state.links else None

    def _link(self, position: int, closing: int, state: State) -> InlineElement:
        """A link, or what looks like one by reference: its text may hold citations."""
        end = literals.target(self.text, closing, state.end)
        if end < 0:
            return self._by_reference(position + 1, closing - 1, closing, state)
        found = self.all(position + 1, state._replace(end=closing - 1, links=False))
        return InlineElement(max(end, literals.attributes(self.text, end, state.end)), False, found).whole(position)

    def _by_reference(self, start: int, end: int, closing: int, state: State) -> InlineElement:
        """What may be a link by reference: its text, and the brackets after it, are read each for itself."""
        inner = self.until(start, False, State(end), "")
        found, held = inner.found, inner.held
        behind = self.closing(closing, state)
        if behind >= 0 and literals.note(self.text, closing, state.end) < 0 and not self.normal(closing, state):
            more = self.until(closing, False, State(behind), "")
            found, held, closing = (*found, *more.found), (*held, *more.held), behind
        return InlineElement(max(closing, literals.attributes(self.text, closing, state.end)), False, found, held)

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
            found = self.all(position + 2, state._replace(end=closing - 1))
            return InlineElement(end, False, found).whole(position)
        return self._by_reference(position + 1, closing, closing, state)
