"""Problems as text, JSON, GitHub annotations and SARIF."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

from ... import __version__
from ...model import Problem
from ...problems import CODES, Level

Found = Sequence[tuple[Problem, Level]]
"""Problems with their levels, `warn` or `info`."""
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"


def formatted(found: Found, name: str) -> str:
    """`found` in the format `name`, without a line end behind the last line; `""` for nothing to print."""
    return {"text": text, "json": as_json, "github": github, "sarif": sarif}[name](found)


def text(found: Found) -> str:
    """`path:line:column: CODE message; suggestion`, a line each."""
    return "\n".join(str(problem) for problem, _ in found)


def summary(found: Found, entries: int) -> str:
    """One line about it all."""
    counts = Counter[str](level for _, level in found)
    parts = [
        f"{counts[level]} {name}{'' if counts[level] == 1 else 's'}"
        for level, name in (("warn", "problem"), ("info", "hint"))
        if counts[level]
    ]
    return f"{entries} {'entry' if entries == 1 else 'entries'}: {', '.join(parts) or 'no problems found'}"


def as_json(found: Found) -> str:
    """An object with all problems; `version` goes up when a field changes its meaning."""
    problems = [
        {
            "code": problem.code,
            "level": level,
            "path": problem.location.path,
            "line": problem.location.line or None,
            "column": problem.location.column or None,
            "message": problem.message,
            "suggestion": problem.suggestion,
        }
        for problem, level in found
    ]
    return json.dumps({"version": 1, "problems": problems}, ensure_ascii=False, indent=2)


def github(found: Found) -> str:
    """Workflow commands of GitHub Actions, which show up beside the lines of a pull request."""
    return "\n".join(_annotation(problem, level) for problem, level in found)


def _annotation(problem: Problem, level: Level) -> str:
    location = problem.location
    values = {"file": location.path, "line": location.line, "col": location.column, "title": problem.code}
    properties = ",".join(f"{name}={_escaped(str(value), ':,')}" for name, value in values.items() if value)
    message = problem.message + (f"; {problem.suggestion}" if problem.suggestion else "")
    return f"::{'warning' if level == 'warn' else 'notice'} {properties}::{_escaped(message)}"


def _escaped(value: str, more: str = "") -> str:
    for character in "%\r\n" + more:
        value = value.replace(character, f"%{ord(character):02X}")
    return value


def sarif(found: Found) -> str:
    """SARIF 2.1.0 (OASIS), which code scanning takes."""
    used = sorted({problem.code for problem, _ in found})
    driver = {
        "name": "resource-cards",
        "version": __version__,
        "informationUri": "https://pypi.org/project/mkdocs-resource-cards/",
        "rules": [
            {
                "id": code,
                "shortDescription": {"text": CODES[code][1]},
                "defaultConfiguration": {"level": _level(CODES[code][0])},
            }
            for code in used
        ],
    }
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": [_result(*one, used) for one in found]}
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _result(problem: Problem, level: Level, used: list[str]) -> dict[str, Any]:
    message = problem.message + (f"; {problem.suggestion}" if problem.suggestion else "")
    found: dict[str, Any] = {
        "ruleId": problem.code,
        "ruleIndex": used.index(problem.code),
        "level": _level(level),
        "message": {"text": message},
    }
    location = problem.location
    if location.path:
        physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(location.path)}}
        if location.line:
            physical["region"] = {"startLine": location.line} | ({"startColumn": location.column} if location.column else {})
        found["locations"] = [{"physicalLocation": physical}]
    return found


def _level(level: Level) -> str:
    return {"warn": "warning", "info": "note", "ignore": "none"}[level]


def _uri(path: str) -> str:
    from urllib.parse import quote

    return quote(path)
