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
        self._files: dict[str, str] = {}
        self._folders: set[str] = set()

    def survey(self, files: Files) -> None:
        """Takes in the author's files, once."""
        if not self._files:
            for file in files:
                self._note(file.dest_uri.casefold(), file.src_uri)

    def take(self, file: File) -> bool:
        """Whether `file` has room; if so, it has it from now on. If not, the author is told."""
        place = file.dest_uri.casefold()
        if place in self._files or place in self._folders or any(folder in self._files for folder in _above(place)):
            other = self._files.get(place, file.src_uri)
            where = "there" if other == file.src_uri else f"at `{file.src_uri}`, which has the same address"
            message = f"`{other}` stands in the docs already, so nothing is generated {where}"
            self.problems.append(Problem("page_conflict", message, self._facts.place(other)))
            return False
        self._note(place, file.src_uri)
        return True

    def _note(self, place: str, source: str) -> None:
        self._files[place] = source
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
