"""One citation in a text: its sources and the author's words around them, whichever syntax it was written in.

`<< resource:KEY at="p. 33" >>`, `<< resources KEY KEY view=number >>` and Pandoc's `[see @KEY, p. 33; @KEY]` all become a
`Citation`; how it looks is for the built-in numbers, or a citation style, to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple, TypeVar

_Item = TypeVar("_Item")

_ABBREVIATIONS = r"\s?(?:ff\.?|f\.|sqq?\.)|\sf|\sss?\.|\s(?:et|y|e)\s(?:sqq?|seqq?|ss?|suiv|segg)\."
_FOLLOWING = re.compile(rf"(?<=[0-9ivxlcdm])(?:{_ABBREVIATIONS})(?!\w)")

_NEAR = 12
"""Characters of a number and what stands behind it, before a full stop."""
RANGE = 3
"""So many successive numbers are written as a range: `1–3`."""


def following(text: str, start: int) -> int:
    """Where `f.`, `ff.`, `et seq.` or the like ends that stands behind a number and goes beyond `start`; -1 for none.

    It belongs to the number: that page and those that follow.
    """
    found = _FOLLOWING.finditer(text, max(0, start - _NEAR))
    return next((match.end() for match in found if match.start() <= start < match.end()), -1)


class CitationItem(NamedTuple):
    """One source within a citation."""

    key: str
    """As written; a registry looks it up."""
    prefix: str = ""
    """The author's words before it (`see`), without the white space that sets them off."""
    suffix: str = ""
    """The author's words after it and its locator (` and passim`), with the space or comma that they begin with."""
    locator: str = ""
    """The place in the source, without its label: `33-35`."""
    label: str = ""
    """What the locator counts, by CSL's terms: `page`, `chapter`...; `""` where there is no locator."""
    suppress_author: bool = False
    """Whether the author is named in the text already: `-@KEY`."""
    author_in_text: bool = False
    """Whether the author is to be named in the text, before the citation proper: `@KEY [p. 33]`."""
    at: str = ""
    """Label and locator as written: `pp. 33-35`."""


class Citation(NamedTuple):
    """The sources cited in one place, in the author's order."""

    items: tuple[CitationItem, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys, one for each item."""
        return tuple(item.key for item in self.items)


def successive(items: Iterable[_Item], number_of: Callable[[_Item], int | None]) -> list[list[_Item]]:
    """The items in their order, those together whose numbers follow one another; one without a number is alone."""
    runs: list[list[_Item]] = []
    last: int | None = None
    for item in items:
        number = number_of(item)
        if last is not None and number == last + 1:
            runs[-1].append(item)
        else:
            runs.append([item])
        last = number
    return runs
