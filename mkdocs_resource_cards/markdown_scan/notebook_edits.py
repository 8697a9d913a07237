"""The Markdown of a notebook, edited where it stands: every other byte of the file stays."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from .notebook_text import parsed

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[][{}:,]', re.DOTALL)


class _Literal(NamedTuple):
    """A text as JSON has it, between two offsets."""

    start: int
    end: int


def edited(source: str, edit: Callable[[str], str]) -> str:
    """The notebook `source` with the text of each of its cells of Markdown as `edit` gives it; what is no notebook stays."""
    if not isinstance(parsed(source), dict):
        return source
    parts, done = list[str](), 0
    for literals in _cells(source):
        lines = [json.loads(source[one.start : one.end]) for one in literals]
        new = edit("".join(lines))
        if new == "".join(lines):
            continue
        for one, old, line in zip(literals, lines, _divided(new, len(lines)), strict=True):
            written = json.dumps(line, ensure_ascii=source[one.start : one.end].isascii())
            parts += [source[done : one.start], source[one.start : one.end] if line == old else written]
            done = one.end
    return "".join([*parts, source[done:]])


def _divided(text: str, count: int) -> list[str]:
    """A text as so many lines."""
    lines = re.findall(r"[^\n]*\n|[^\n]+", text)
    return lines if len(lines) == count else [text, *[""] * (count - 1)]


def _cells(source: str) -> Iterator[list[_Literal]]:
    """Where the texts of each cell of Markdown stand."""
    kinds, texts = dict[object, str](), dict[object, list[_Literal]]()
    for path, literal in _texts(source):
        if len(path) > 2 and path[0] == "cells":
            if path[2:] == ("cell_type",):
                kinds[path[1]] = json.loads(source[literal.start : literal.end])
            elif path[2] == "source" and len(path) < 5:
                texts.setdefault(path[1], []).append(literal)
    return (texts[cell] for cell in texts if kinds.get(cell) == "markdown")


def _texts(source: str) -> Iterator[tuple[tuple[str | int, ...], _Literal]]:
    """Each text that is a value, with its path: keys, and numbers within lists."""
    path, key = list[str | int](), ""
    for match in _TOKEN.finditer(source):
        sign = match[0]
        if sign in "{[":
            path.append("" if sign == "{" else 0)
        elif sign in "}]":
            path.pop()
        elif sign == ",":
            path[-1] = "" if isinstance(path[-1], str) else path[-1] + 1
        elif sign == ":":
            path[-1] = key
        elif path[-1:] == [""]:
            key = json.loads(sign)
        else:
            yield tuple(path), _Literal(*match.span())
