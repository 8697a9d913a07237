"""Text -> the citations in it: where a key ends, what brackets hold, in the order in which Pandoc tries it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from typing import NamedTuple

from . import literals
from .elements import InlineElement, State
from .enclosed import EnclosedElements
from .found import CitationPart, PandocCitation

_INNER = ":.#$%&-+?<>~/"
"""Punctuation that a key may hold, one by one, between letters."""
_LONGEST = 500
"""Characters of a key in braces."""
_EXAMPLE = re.compile(r"\s*(?:\(@[\w-]*\)|@[\w-]*[.)])(?=\s|\Z)")
"""The mark of an item in Pandoc's lists of examples."""


class _Key(NamedTuple):
    end: int
    key: str
    suppress_author: bool


def find(
    text: str,
    *,
    is_block: bool = False,
    defined: Collection[str] = (),
    links_addresses: bool = False,
    dollars_are_signs: bool = False,
) -> tuple[PandocCitation, ...]:
    """All citations in `text`, the inline Markdown of one block, in order; those within others stand in their parts.

    What Python-Markdown has put away, between U+0002 and U+0003, is skipped. `is_block`: whether `text` is a paragraph, or
    an item of a list: what Pandoc takes for the mark of an example, `(@label)`, is not a citation there. `defined`: what
    images by reference may name, in small letters. `links_addresses`: whether bare addresses are links, which citations
    would break. `dollars_are_signs`: whether none begins mathematics, which is put away already.
    """
    if "@" not in text:
        return ()
    example = _EXAMPLE.match(text) if is_block else None
    reader = _Reader(text, defined, links_addresses=links_addresses, dollars_are_signs=dollars_are_signs)
    return reader.all(example.end() if example else 0, State(len(text)))


def written(key: str) -> str:
    """How a key is cited in a text: `@KEY`, or `@{KEY}` for one that would end before its end."""
    found = find(f"@{key}")
    return f"@{key}" if found and found[0].parts[0].key == key else f"@{{{key}}}"


class _Reader(EnclosedElements):
    def __init__(self, text: str, defined: Collection[str], *, links_addresses: bool, dollars_are_signs: bool) -> None:
        super().__init__(text, defined, links_addresses=links_addresses, dollars_are_signs=dollars_are_signs)
        self._no_lists: set[tuple[int, State]] = set()
        """Where no list of keys begins that a bracket ends."""

    def normal(self, position: int, state: State) -> PandocCitation | None:
        """`[see @KEY, p. 33; @KEY]`, unless it is the text of a link or has attributes."""
        read = self._list(self._blank(position + 1, state), state)
        if read is None:
            return None
        end = self._blank(read[0], state)
        if end >= state.end or self.text[end] != "]" or self._goes_on(end + 1, state):
            return None
        return PandocCitation(position, end + 1, read[1])

    def _goes_on(self, position: int, state: State) -> bool:
        """Whether brackets that end at `position` belong to what follows."""
        if position >= state.end:
            return False
        follows = self.text[position]
        if follows == "[":
            return literals.note(self.text, position, state.end) < 0 and self.closing(position, state) >= 0
        find = {"(": literals.target, "{": literals.attributes}.get(follows)
        return find is not None and find(self.text, position, state.end) >= 0

    def _list(self, position: int, state: State) -> tuple[int, tuple[CitationPart, ...]] | None:
        """Keys that semicolons hold apart, and where they end: before a bracket, or they are none."""
        parts, starts = list[CitationPart](), list[tuple[int, State]]()
        while (position, state) not in self._no_lists:  # The end of one that was none already.
            starts.append((position, state))
            read = self._part(position, state)
            if read is None:
                break
            position = read[0]
            parts.append(read[1])
            if not self.text.startswith(";", position) or position >= state.end:
                end = self._blank(position, state)
                if end < state.end and self.text[end] == "]":
                    return position, tuple(parts)
                break
            position = self._blank(position + 1, state)
        self._no_lists.update(starts)
        return None

    def _part(self, position: int, state: State) -> tuple[int, CitationPart] | None:
        start, is_word, found = position, False, list[PandocCitation]()
        key = self._key(position, is_word, state)
        while key is None:
            if position >= state.end or self.text[position] == ";":
                return None
            if self.text[position] == "]":  # The bracket that ends a prefix: `[foo]@KEY]`.
                end, key = position, self._key(position + 1, False, state)
                return self._with_suffix(key, (start, end), state, found) if key else None
            if self.text[position] == ";" and self._key(self._blank(position + 1, state), False, state):
                return None
            element = self.inline(position, is_word, state)
            position, is_word = element.end, element.is_word
            found += element.found
            key = self._key(position, is_word, state)
        return self._with_suffix(key, (start, position), state, found)

    def _with_suffix(
        self, key: _Key, prefix: tuple[int, int], state: State, found: list[PandocCitation]
    ) -> tuple[int, CitationPart]:
        element = self.until(self._blank(key.end, state), False, state, ";]")
        suffix, inner = (key.end, element.end), (*found, *element.found)
        part = CitationPart(key.key, prefix, suffix, key.suppress_author, inner=inner, held=element.held)
        return element.end, part

    def textual(self, position: int, is_word: bool, state: State) -> InlineElement | None:
        """`@KEY`, `-@KEY`, `@KEY [p. 33]`, `@KEY [see @KEY]`."""
        key = self._key(position, is_word, state)
        if key is None:
            return None
        first = CitationPart(key.key, (position, position), (key.end, key.end), key.suppress_author, not key.suppress_author)
        start = self._blank(key.end, state)
        more = self.normal(start, state) if start < state.end and self.text[start] == "[" else None
        if more:
            found = PandocCitation(position, more.end, (first, *more.parts))
        else:
            found = self._with_place(position, start, first, state) or PandocCitation(position, key.end, (first,))
        return InlineElement(found.end, False, (found,))

    def key_alone(self, position: int, is_word: bool, state: State) -> InlineElement | None:
        """`@KEY`."""
        key = self._key(position, is_word, state)
        if key is None:
            return None
        part = CitationPart(key.key, (position, position), (key.end, key.end), key.suppress_author, not key.suppress_author)
        return InlineElement(key.end, False, (PandocCitation(position, key.end, (part,)),))

    def _with_place(self, position: int, start: int, first: CitationPart, state: State) -> PandocCitation | None:
        """The brackets after a key in the text, which begin at `start`: a locator, then other keys."""
        if not self.text.startswith("[", start) or self.text.startswith("[^", start) or start >= state.end:
            return None
        element = self.until(self._blank(start + 1, state), False, state, ";]")
        end = element.end
        parts: tuple[CitationPart, ...] = (first._replace(suffix=(start + 1, end), inner=element.found, held=element.held),)
        if self.text.startswith(";", end) and end < state.end:
            read = self._list(self._blank(end + 1, state), state)
            if read:
                end, parts = read[0], (*parts, *read[1])
        end = self._blank(end, state)
        if end >= state.end or self.text[end] != "]" or (end + 1 < state.end and self.text[end + 1] in "[({"):
            return None
        return PandocCitation(position, end + 1, parts)

    def _blank(self, position: int, state: State) -> int:
        """The offset behind white space with at most one line's end."""
        has_broken = False
        while position < state.end and (self.text[position] in " \t" or (self.text[position] == "\n" and not has_broken)):
            has_broken = has_broken or self.text[position] == "\n"
            position += 1
        return position

    def _key(self, position: int, is_word: bool, state: State) -> _Key | None:
        is_suppressed = self.text.startswith("-@", position)
        start = position + is_suppressed + 1
        if is_word or start >= state.end or self.text[start - 1] != "@":
            return None
        end = self._end_of_key(start, state)
        if end > start:
            return _Key(end, self.text[start:end], is_suppressed)
        end = self._end_of_braces(start, state)
        return _Key(end, self.text[start + 1 : end - 1], is_suppressed) if end > start else None

    def _end_of_key(self, start: int, state: State) -> int:
        """Letters, digits and `_`, and between them single signs of punctuation; `//` may stand in an address."""
        text, end = self.text, start + 1
        if not (_is_letter(text[start]) or text[start] == "*"):
            return start
        while end < state.end:
            sign, follows = text[end], text[end + 1] if end + 1 < state.end else " "
            if not (_is_letter(sign) or (sign in _INNER and _is_letter(follows)) or (sign in ":/" and follows == "/")):
                break
            end += 1
        return end

    def _end_of_braces(self, start: int, state: State) -> int:
        """After the brace that closes the one at `start`, with no white space between them; `start` for none."""
        depth, position, end = 0, start, min(state.end, start + _LONGEST)
        while position < end and not self.text[position].isspace():
            depth += (self.text[position] == "{") - (self.text[position] == "}")
            position += 1
            if not depth:
                return position if self.text[start] == "{" else start
        return start


def _is_letter(sign: str) -> bool:
    """Letters, digits, `_`, and the accents that a letter may have as signs of their own."""
    return sign.isalnum() or sign == "_" or unicodedata.combining(sign) > 0
