"""What a parser of YAML says of a file, in one line, with its place."""

from __future__ import annotations

import yaml


def why_no_yaml(error: Exception) -> str:
    """`line 2, column 10: expected ',' or ']', but got '<stream end>' while parsing a flow sequence`"""
    if not isinstance(error, yaml.MarkedYAMLError):
        return " ".join(str(error).split())[:200]
    mark = error.problem_mark or error.context_mark
    place = f"line {mark.line + 1}, column {mark.column + 1}: " if mark else ""
    return place + " ".join(part for part in (error.problem, error.context) if part)
