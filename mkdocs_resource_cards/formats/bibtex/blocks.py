"""A `.bib` file, cut into its blocks: entries, `@string`, `@preamble`, `@comment`. Nothing within them is read.

BibTeX counts every brace, with a backslash before it or not, and takes all that is between blocks for comments
(Patashnik, "BibTeXing", 1988). Where a brace is missing, an entry ends before the next line that begins one: one slip
costs one entry's rest, not the file's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_BEGIN = re.compile(r"@[ \t]*([A-Za-z][A-Za-z0-9_:.+-]*)\s*([{(])")
_SIGN = re.compile(r"[{}]|^[ \t]*@[ \t]*[A-Za-z]\w*[ \t]*[{(](?=[^\s,={}\"()]*[ \t]*,)", re.MULTILINE)
"""A brace, or the beginning of an entry where none is allowed."""
_SIGN_ROUND = re.compile(r"[{}()\"]|^[ \t]*@[ \t]*[A-Za-z]\w*[ \t]*[{(](?=[^\s,={}\"()]*[ \t]*,)", re.MULTILINE)
_BALANCED = re.compile(r"[^{}]*(?:\{[^{}]*(?:\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}[^{}]*)*\}[^{}]*)*\}")
"""All of a body and its closing brace, where no more than three pairs are within one another."""
_AT_LINE = re.compile(r"\n[ \t]*@")
_LONGEST = 100_000
"""Characters of a body that are tried as a whole."""
_GOES_ON = re.compile(r"\s*,\s*[A-Za-z][\w-]*\s*=\s*[{\"\w]")
"""What follows a closing brace that was one too many."""


_MOST_UNCLOSED = 20
"""Comments without an end, for each of which the whole file is looked through."""


class BibtexBlock(NamedTuple):
    """One block of a file."""

    kind: str
    """In lower case, without `@`."""
    body: str
    """What is between its braces."""
    start: int
    """Where its `@` stands, in characters from 0."""
    offset: int
    """Where its body begins."""
    is_closed: bool
    """Whether its closing brace is there."""


def blocks(text: str) -> Iterator[BibtexBlock]:
    """The blocks of a file, in order, without comments and preambles."""
    position, unclosed = 0, 0
    while match := _BEGIN.search(text, position):
        kind, offset = match[1].lower(), match.end()
        if (
            "%" in text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
        ):  # As biber has it; BibTeX knows no such comment.
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
    """After a comment; entries may stand in it. One that does not end is its line."""
    depth = 1
    for match in (_SIGN if opening == "{" else _SIGN_ROUND).finditer(text, offset):
        sign = match[0]
        depth += sign.endswith(("{", "(")) - (sign in ("}", ")"))
        if depth <= 0:
            return match.end()
    line_end = text.find("\n", offset)
    return len(text) if line_end < 0 else line_end


def _end(text: str, offset: int, opening: str) -> tuple[int, bool]:
    """Where a block's body ends, and whether with a closing sign."""
    if opening == "(":
        return _round_end(text, offset)
    whole = _BALANCED.match(text, offset, _next_line(text, offset))  # As nearly all are, and five times as fast.
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
    """Where the next line begins that may be that of another entry, or as far as is tried."""
    limit = offset + _LONGEST
    match = _AT_LINE.search(text, offset, limit)
    return match.start() + 1 if match else limit


def _round_end(text: str, offset: int) -> tuple[int, bool]:
    """The same for `@article(...)`: it ends at a `)` outside of values."""
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
