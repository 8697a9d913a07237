"""Text of data and styles -> runs: the few tags that CSL-JSON allows, quotation marks, apostrophes.

https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html#html-like-formatting-tags
"""

from __future__ import annotations

import re
from functools import lru_cache

from .runs import CLOSE, OPEN, STAND_IN, Run, Runs

_SPECIAL = re.compile("[<\"'‘’“”„«»]")
_PIECE = re.compile(
    '</?(?:i|b|u|sup|sub|sc)>|</span>|<span (?:class="nocase"|class="nodecor"|style="font-variant: ?small-caps;")>'
    "|[\"'‘’“”„«»]"
)
_QUOTE = re.compile("[\"'‘’“”„«»]")
_MARK = {"i": "italic", "b": "bold", "u": "underline", "sup": "sup", "sub": "sub", "sc": "small-caps"}
_DEPTH = 20
"""How deep tags and quotations may be nested."""
_PAIRS = {"“": "”", "„": "“", "‘": "’", "«": "»"}


@lru_cache(maxsize=2048)
def rich(text: str) -> Runs:
    """The runs of `text`. A tag or quotation mark without a partner is plain text."""
    return _runs(text, _PIECE)


def quoted(text: str) -> Runs:
    """As `rich`, for texts in which CSL-JSON allows no tags: names."""
    return _runs(text, _QUOTE)


def _runs(text: str, piece_of: re.Pattern[str]) -> Runs:
    if not _SPECIAL.search(text):
        return (Run(text),) if text else ()
    pieces = _pieces(text, piece_of)
    partners = _partners(pieces)
    runs: list[Run] = []
    open_marks: list[str] = []
    for at, (piece, is_text) in enumerate(pieces):
        if is_text or at not in partners:
            plain = "’" if piece == "'" and not is_text else piece
            runs.append(Run(plain, frozenset(open_marks)))
        elif not piece.startswith("<"):
            runs.append(Run(OPEN if partners[at] > at else CLOSE, frozenset(open_marks)))
        elif partners[at] > at:
            open_marks.append(_mark(piece))
        else:
            open_marks.remove(_mark(pieces[partners[at]][0]))
    return tuple(run for run in runs if run.text)


def as_written(text: str) -> Runs:
    """The runs of an author's words. A placeholder of words kept elsewhere (STAND_IN) stays."""
    return (Run(text),) if text[:1] >= STAND_IN and len(text) == 1 else rich(text)


def _mark(tag: str) -> str:
    if tag.startswith("<span"):
        return "small-caps" if "small-caps" in tag else "nocase"
    return _MARK[tag.strip("</>")]


def _pieces(text: str, piece_of: re.Pattern[str]) -> list[tuple[str, bool]]:
    """(piece, whether it is plain text)."""
    pieces: list[tuple[str, bool]] = []
    at = 0
    for match in piece_of.finditer(text):
        if match.start() > at:
            pieces.append((text[at : match.start()], True))
        pieces.append((match[0], False))
        at = match.end()
    if at < len(text):
        pieces.append((text[at:], True))
    return pieces


def _partners(pieces: list[tuple[str, bool]]) -> dict[int, int]:
    """Index of each opening piece -> index of its closing piece, and the reverse. Properly nested pairs only."""
    partners: dict[int, int] = {}
    waiting: list[tuple[int, str]] = []
    for at, (piece, is_text) in enumerate(pieces):
        if is_text:
            continue
        before = pieces[at - 1][0][-1:] if at else ""
        after = pieces[at + 1][0][:1] if at + 1 < len(pieces) else ""
        closes = next((one for one in range(len(waiting) - 1, -1, -1) if waiting[one][1] == piece), None)
        if closes is not None and _may_close(piece, before, after):
            partners[waiting[closes][0]], partners[at] = at, waiting[closes][0]
            del waiting[closes:]
        elif len(waiting) < _DEPTH and (ending := _ending(piece, before, after)):
            waiting.append((at, ending))
    return partners


def _ending(piece: str, before: str, after: str) -> str:
    """The piece that closes `piece`; `""` if it opens nothing."""
    if piece.startswith("<"):
        return "" if piece.startswith("</") else "</span>" if piece.startswith("<span") else f"</{piece[1:]}"
    if not after.strip() or before.isalnum():
        return ""
    return piece if piece in "\"'" else _PAIRS.get(piece, "")


def _may_close(piece: str, before: str, after: str) -> bool:
    """Whether it may close a quotation: not as an apostrophe within a word."""
    return piece.startswith("<") or not (piece in "'’" and before.isalnum() and after.isalnum())
