"""Room for generated files beside the author's own, on every file system."""

from __future__ import annotations

import posixpath

from mkdocs.structure.files import File, Files

from ...model import Problem
from .facts import SiteFacts


class Room:
    """Knows which places in the site are taken. Case aside, because some file systems do not tell `A` from `a`."""

    def __init__(self, facts: SiteFacts) -> None:
        self.problems: list[Problem] = []
        self._facts = facts
        self._files: set[str] = set()
        self._folders: set[str] = set()

    def survey(self, files: Files) -> None:
        """Takes in the author's files, once."""
        if not self._files:
            for file in files:
                self._note(file.dest_uri.casefold())

    def take(self, file: File, *, is_silent: bool = False) -> bool:
        """Whether `file` has room; if so, it has it from now on. If not, the author is told, or not."""
        place = file.dest_uri.casefold()
        if place in self._files or place in self._folders or any(folder in self._files for folder in _above(place)):
            if not is_silent:
                message = f"`{file.src_uri}` stands in the docs already, so nothing is generated there"
                self.problems.append(Problem("page_conflict", message, self._facts.place(file.src_uri)))
            return False
        self._note(place)
        return True

    def _note(self, place: str) -> None:
        self._files.add(place)
        folder = posixpath.dirname(place)
        while folder and folder not in self._folders:
            self._folders.add(folder)
            folder = posixpath.dirname(folder)


def _above(place: str) -> list[str]:
    """The folders in which `place` lies."""
    found = []
    while place := posixpath.dirname(place):
        found.append(place)
    return found
