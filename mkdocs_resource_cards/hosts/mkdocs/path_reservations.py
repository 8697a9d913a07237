"""Which paths are free for generated files, next to the author's own."""

from __future__ import annotations

from mkdocs.structure.files import File, Files

from ... import generated_pages
from ...model import Problem
from .page_facts import SiteFacts


class FreePaths:
    """Which places in the site are taken, in MkDocs' own objects."""

    def __init__(self, facts: SiteFacts) -> None:
        self.problems: list[Problem] = []
        self._facts = facts
        self._room = generated_pages.PathReservations()

    def survey(self, files: Files) -> None:
        """Takes in the author's files, once."""
        if not self._room:
            for file in files:
                self._room.note(file.dest_uri, file.src_uri)

    def take(self, file: File) -> bool:
        """Whether `file` has room; if so, it has it from now on. If not, the author is told."""
        other = self._room.take(file.dest_uri, file.src_uri)
        if other:
            self.problems.append(generated_pages.conflict(file.src_uri, other, self._facts.location(other)))
        return not other
