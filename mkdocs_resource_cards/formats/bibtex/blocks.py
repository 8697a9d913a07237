"""Cuts a `.bib` file into blocks: entries, `@string`, `@preamble`, `@comment`. Does not look inside them.

BibTeX counts every brace, even after a backslash, and ignores text between blocks (Patashnik, "BibTeXing", 1988). If a
brace is missing, an entry ends before the next line that starts one, so that a mistake costs the rest of one entry only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_BEGIN = re.compile(r"@[ \t]*([A-Za-z][A-Za-z0-9_:.+-]*)\s*([{(])")
_SIGN = re.compile(r"[{}]|^[ \t]*@[ \t]*[A-Za-z]\w*[ \t]*[{(](?=[^\s,={}\"()]*[ \t]*,)", re.MULTILINE)
"""A brace, or the start of an entry where it is not allowed."""
_SIGN_ROUND = re.compile(r"[{}()\"]|^[ \t]*@[ \t]*[A-Za-z]\w*[ \t]*[{(](?=[^\s,={}\"()]*[ \t]*,)", re.MULTILINE)
_BALANCED = re.compile(r"[^{}]*(?:\{[^{}]*(?:\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}[^{}]*)*\}[^{}]*)*\}")
"""A whole body with its closing brace, if braces are nested at most three deep."""
_AT_LINE = re.compile(r"\n[ \t]*@")
_LONGEST = 100_000
"""Longest body, in characters, that is tried with one expression."""
_GOES_ON = re.compile(r"\s*,\s*[A-Za-z][\w-]*\s*=\s*[{\"\w]")
"""What follows a surplus closing brace."""


_MOST_UNCLOSED = 20
"""Most unclosed comments: for each, the whole file is searched."""


class BibtexBlock(NamedTuple):
    """One block of a file."""

    kind: str
    """Type of the block: lower case, without `@`."""
    body: str
    """The text between its braces."""
    start: int
    """Offset of its `@`, in characters."""
    offset: int
    """Offset of its body, in characters."""
    is_closed: bool
    """Whether it has its closing brace."""


def blocks(text: str) -> Iterator[BibtexBlock]:
    """The blocks of a file, in order, without comments and preambles."""
    position, unclosed = 0, 0
    while match := _BEGIN.search(text, position):
        kind, offset = match[1].lower(), match.end()
        if (
            "%" in text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
        ):  # As biber reads it; BibTeX has no such comment.
            position = offset
            continue
        if kind in ("comment", "preamble"):
            position = _comment_end(text, offset, match[2]) if unclosed < _MOST_UNCLOSED else offset
            unclosed += position < offset or text[position - 1] not in "})"
            continue
        end, is_closed = _end(text, offset, match[2])
        yield BibtexBlock(kind, text[offset:end], match.start(), offset, is_closed)
        position = end + is_closed


def _comment_end(text: str, offset: int, opening: str) -> int:
    """Offset after a comment, which may contain entries. An unclosed comment ends with its line."""
    depth = 1
    for match in (_SIGN if opening == "{" else _SIGN_ROUND).finditer(text, offset):
        sign = match[0]
        depth += sign.endswith(("{", "(")) - (sign in ("}", ")"))
        if depth <= 0:
            return match.end()
    line_end = text.find("\n", offset)
    return len(text) if line_end < 0 else line_end


def _end(text: str, offset: int, opening: str) -> tuple[int, bool]:
    """(offset of the end of a body, whether it is closed)."""
    if opening == "(":
        return _round_end(text, offset)
    whole = _BALANCED.match(text, offset, _next_line(text, offset))  # Fits nearly all, and is five times as fast.
    if whole and not _GOES_ON.match(text, whole.end()):
        return whole.end() - 1, True
    depth = 1
    for match in _SIGN.finditer(text, offset):
        sign = match[0]
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth -= 1
            if depth == 0:
                if not _GOES_ON.match(text, match.end()):
                    return match.start(), True
                depth = 1
        else:
            return match.start(), False
    return len(text), False


def _next_line(text: str, offset: int) -> int:
    """Offset of the next line that may start another entry, or of the limit of the search."""
    limit = offset + _LONGEST
    match = _AT_LINE.search(text, offset, limit)
    return match.start() + 1 if match else limit


def _round_end(text: str, offset: int) -> tuple[int, bool]:
    """As `_end`, for `@article(...)`: it ends at a `)` outside of values."""
    depth, is_quoted = 0, False
    for match in _SIGN_ROUND.finditer(text, offset):
        sign = match[0]
        if sign in "{}":
            depth += 1 if sign == "{" else -1
        elif sign == '"':
            is_quoted = is_quoted != (depth == 0)
        elif sign == ")":
            if depth <= 0 and not is_quoted:
                return match.start(), True
        elif sign != "(":
            return match.start(), False
    return len(text), False
