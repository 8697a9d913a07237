"""Problems -> MkDocs' log, each at its level; `--strict` fails on warnings there."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping

from ...model import Problem
from ...problems import Level, level_of

# No prefix with our name: a message begins with its place, which editors and CI make a link.
_LOG = logging.getLogger("mkdocs.plugins.mkdocs_resource_cards")
_LEVELS: dict[Level, int] = {"warn": logging.WARNING, "info": logging.INFO, "ignore": logging.NOTSET}


def log(problems: Iterable[Problem], validation: Mapping[str, Level]) -> None:
    """Writes each problem once, in the order given."""
    for problem in dict.fromkeys(problems):
        level = _LEVELS[level_of(problem.code, validation)]
        if level:
            _LOG.log(level, "%s", problem)
