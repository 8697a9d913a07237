"""The problems that `check` reports, for one file as it is in the editor."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from ...model import Problem
from ...problems import Level, level_of
from .site_state import SiteState


class Diagnosis(NamedTuple):
    """A problem and its range on one line, in characters from 0."""

    problem: Problem
    level: Level
    line: int
    column: int
    end: int


def diagnose(state: SiteState, path: Path, text: str) -> list[Diagnosis]:
    """The problems of a page, registry file or configuration, in the order of lines."""
    page = state.page_of(path)
    if page:
        found = state.page_problems(page)
    elif state.is_registry(path) or path == state.config_path:
        found = state.file_problems(path)
    else:
        return []
    lines = text.split("\n")
    levels = state.site_config.options.validation
    told = [_placed(problem, level_of(problem.code, levels), lines) for problem in dict.fromkeys(found)]
    return sorted((one for one in told if one.level != "ignore"), key=lambda one: (one.line, one.column, one.problem.code))


def _placed(problem: Problem, level: Level, lines: list[str]) -> Diagnosis:
    number = min(max(problem.location.line - 1, 0), len(lines) - 1)
    line = lines[number].rstrip("\r")
    column = min(max(problem.location.column - 1, 0), len(line))
    return Diagnosis(problem, level, number, column, _end(line, column))


def _end(line: str, column: int) -> int:
    """The end column of a problem: that of the shortcode, else the end of the line."""
    close = line.find(">>", column) + 2 if line.startswith("<<", column) else 0
    return close if close > 2 else max(len(line.rstrip()), column)
