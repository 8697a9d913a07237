"""Collects the problems of one file: each with its place, each kind of typo once, up to a limit."""

from __future__ import annotations

from collections.abc import Collection

from ..model import Location, Problem
from ..problems import likely, meant
from .nodes import HasPosition, shown

MAX_PROBLEMS = 10_000
"""Problems of one file that are listed; the others are counted."""
KEEP_ONE = "keep one of them, or give one another {}"
"""What to do about two entries with the same key."""
_GUESSES, _KNOWN, _LENGTH = 100, 2_000, 60
"""Names of one file for which a likely one is looked for, among so many, up to so long: difflib is dear."""
_EFFORT = 3_000_000
"""Pairs of characters that are compared for one file; they take difflib half a second where all names look alike."""

_SYNONYMS = {
    "url": "link href website web uri",
    "published": "year published_on released",
    "summary": "desc description teaser",
    "credibility": "rating stars quality trust",
    "image": "picture thumbnail cover",
    "publication": "venue",
    "domains": "host hosts",
}
"""A field -> what people call it where it is no alias."""


class ProblemCollector:
    """The problems of the file at `path`."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.left: dict[str, Location] = {}
        """The id of an entry that was left out -> where the entry begins."""
        self._problems: list[Problem] = []
        self._beyond = 0
        self._once: set[tuple[str, str]] = set()
        self._guesses = 0
        self._effort = 0

    def location(self, mark: HasPosition) -> Location:
        """A mark as a place, counted from 1."""
        return Location(self.path, mark.line + 1, mark.column + 1)

    def add(self, code: str, mark: HasPosition, message: str, suggestion: str = "") -> None:
        """One problem at `mark`."""
        if len(self._problems) < MAX_PROBLEMS:
            self._problems.append(Problem(code, message, self.location(mark), suggestion))
        else:
            self._beyond += 1

    def leave(self, key: str, mark: HasPosition) -> None:
        """Remembers that the entry with the id `key`, which begins at `mark`, is left out."""
        if len(self.left) < MAX_PROBLEMS:
            self.left.setdefault(key, self.location(mark))

    def once(self, code: str, mark: HasPosition, message: str) -> None:
        """One problem, of which one a file is enough."""
        if (code, message) not in self._once:
            self._once.add((code, message))
            self.add(code, mark, message)

    def unknown(self, where: str, name: str, mark: HasPosition, known: Collection[str]) -> None:
        """A field that `where` does not have; reported at its first use in the file only."""
        if (where, name) not in self._once and len(self._once) < MAX_PROBLEMS:
            self._once.add((where, name))
            form = name.lower().replace("-", "_")
            field = meant(form, _SYNONYMS, known)
            hint = f"did you mean `{field}`?" if field else self.guess(form, known)
            self.add("unknown_entry_field", mark, f"{where} has no field `{shown(name)}`", hint)

    def guess(self, name: str, known: Collection[str]) -> str:
        """The question whether one of `known` was meant, or `""`."""
        self._guesses += 1
        if self._guesses > _GUESSES or len(name) > _LENGTH or len(known) > _KNOWN:
            return ""
        # Only names of about the same length are really compared.
        self._effort += len(name) * sum(len(other) for other in known if len(name) < 2 * len(other) < 4 * len(name))
        if self._effort > _EFFORT:
            return ""
        close = likely(name, known, 0.7)
        return f"did you mean `{close}`?" if close else ""

    def problems(self) -> list[Problem]:
        """All of them, each once, in the order of the file; the last tells how many are not listed."""
        found = sorted(dict.fromkeys(self._problems), key=lambda problem: (problem.location.line, problem.location.column))
        if self._beyond:
            message = f"{self._beyond} more problems in this file are not listed"
            found.append(Problem("invalid_yaml", message, Location(self.path)))
        return found
