"""Reports problems for hosts without a log: by level, and as the error that stops a strict build."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..model import Problem
from ..problems import Level, level_of


class ResourceCardsWarning(UserWarning):
    """A problem of level `warn` in a text, the docs or the registry: `path:line:column: CODE message`."""


class StrictError(Exception):
    """Problems of level `warn` where `strict` is set; its text has a line for each."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def at_level(level: Level, problems: Iterable[Problem], validation: Mapping[str, Level]) -> list[Problem]:
    """Those of a level, each once, in the order given."""
    return [problem for problem in dict.fromkeys(problems) if level_of(problem.code, validation) == level]
