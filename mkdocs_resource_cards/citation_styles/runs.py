"""Text with formatting, and the rules for punctuation where two texts meet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from .pieces import STAND_IN as STAND_IN
from .pieces import text_of as text_of

OPEN, CLOSE = "\ue000", "\ue001"
"""Placeholders for quotation marks until their nesting depth is known. Removed from all data."""
_MARKS = OPEN + CLOSE


class Run(NamedTuple):
    """A piece of text with one format."""

    text: str
    marks: frozenset[str] = frozenset()
    """A set of `italic`, `bold`, `small-caps`, `underline`, `sup`, `sub`, `nocase` (letters keep their case), `title`."""
    link: str = ""
    """The address of a link; `""` for none."""
    item: str = ""
    """Within a citation: the id of the item it belongs to."""


Runs = tuple[Run, ...]

_KEEP_FIRST = frozenset(("!.", "!:", "?.", "?:", ":.", ";:", ";.", "!!", "??", "..", "::", ";;", ",,"))
_KEEP_SECOND = frozenset((":!", ":?", ";!", ";?", "  ", " ,", " ."))
_ENDS = ".,;:!?"


def last_character(runs: Sequence[Run]) -> str:
    """The last character that is not a placeholder; `""` for none."""
    for run in reversed(runs):
        bare = run.text.rstrip(_MARKS)
        if bare:
            return bare[-1]
    return ""


def first_character(runs: Iterable[Run]) -> str:
    """The first character that is not a placeholder; `""` for none."""
    for run in runs:
        bare = run.text.lstrip(_MARKS)
        if bare:
            return bare[0]
    return ""


def join(parts: Iterable[Runs]) -> Runs:
    """Joins texts, and removes double punctuation where two of them meet."""
    joined: list[Run] = []
    for part in parts:
        runs = part
        if joined:
            before, after = last_character(joined), first_character(runs)
            if after and before + after in _KEEP_SECOND:
                joined = list(strip_end(joined, before))
                before = last_character(joined)
            if before + (after or " ") in _KEEP_FIRST:
                runs = strip_start(runs, after)
        joined.extend(runs)
    return tuple(joined)


def strip_start(runs: Iterable[Run], character: str) -> Runs:
    """Removes every `character` at the start; placeholders before it stay."""
    rest = list(runs)
    for at, run in enumerate(rest):
        found = re.match(f"[{_MARKS}{re.escape(character)}]*", run.text)
        end = found.end() if found else 0
        rest[at] = run._replace(text=run.text[:end].replace(character, "") + run.text[end:])
        if end < len(run.text):
            break
    return tuple(run for run in rest if run.text)


def strip_end(runs: Iterable[Run], characters: str) -> Runs:
    """Removes all `characters` at the end; placeholders after them stay."""
    rest = list(runs)
    for at in range(len(rest) - 1, -1, -1):
        text = rest[at].text
        kept = text.rstrip(_MARKS + characters)
        marks = "".join(one for one in text[len(kept) :] if one in _MARKS)
        rest[at] = rest[at]._replace(text=kept + marks)
        if kept:
            break
    return tuple(run for run in rest if run.text)


def finish(runs: Runs, quotes: tuple[str, str, str, str], punctuation_in_quotes: bool) -> Runs:
    """Replaces placeholders by the quotation marks `quotes` (outer pair, inner pair)."""
    moved = _punctuation_inside(runs) if punctuation_in_quotes else runs
    depth = 0
    finished = []
    for run in moved:
        text = run.text
        if OPEN in text or CLOSE in text:
            pieces = []
            for one in text:
                if one == OPEN:
                    one = quotes[depth % 2 * 2]
                    depth += 1
                elif one == CLOSE:
                    depth = max(0, depth - 1)
                    one = quotes[depth % 2 * 2 + 1]
                pieces.append(one)
            text = "".join(pieces)
        finished.append(run._replace(text=text))
    return merged(strip_end(finished, " "))


def _punctuation_inside(runs: Runs) -> Runs:
    """Moves a full stop or comma into the quotation before it; removes it if that ends in punctuation."""
    moved = list(runs)
    for at in reversed(range(len(moved))):  # From the end: a full stop may pass several placeholders.
        run = moved[at]
        if CLOSE not in run.text:
            continue
        behind = at + 1
        if run.text.endswith(CLOSE) and behind < len(moved) and moved[behind].text[:1] in (".", ","):
            run, moved[behind] = (
                run._replace(text=run.text + moved[behind].text[0]),
                moved[behind]._replace(text=moved[behind].text[1:]),
            )
        ends = last_character([*moved[max(0, at - 4) : at], run._replace(text=run.text[: run.text.index(CLOSE)])]) in _ENDS
        moved[at] = run._replace(text=re.sub(f"({CLOSE}+)([.,])", r"\1" if ends else r"\2\1", run.text))
    return tuple(run for run in moved if run.text)


def merged(runs: Iterable[Run]) -> Runs:
    """Merges adjacent runs of the same format."""
    together: list[Run] = []
    for run in runs:
        if together and together[-1][1:] == run[1:]:
            together[-1] = run._replace(text=together[-1].text + run.text)
        elif run.text:
            together.append(run)
    return tuple(together)
