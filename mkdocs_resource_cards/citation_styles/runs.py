"""Text with formatting, and the rules for punctuation where two texts meet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

OPEN, CLOSE = "\ue000", "\ue001"
"""Stand for quotation marks until it is known how deep they are nested; taken out of all data."""
STAND_IN = "\U000f0000"
"""The first character that may stand for an author's words until they are put in its place; data hold none of these."""
_MARKS = OPEN + CLOSE


class Run(NamedTuple):
    """A piece of text, all of it formatted alike."""

    text: str
    marks: frozenset[str] = frozenset()
    """Of `italic`, `bold`, `small-caps`, `underline`, `sup`, `sub`; `nocase` (its letters stay as they are), `title`."""
    link: str = ""
    """The address it leads to."""
    item: str = ""
    """The id of the item that it shows, within a citation."""


Runs = tuple[Run, ...]

_KEEP_FIRST = frozenset(("!.", "!:", "?.", "?:", ":.", ";:", ";.", "!!", "??", "..", "::", ";;", ",,"))
_KEEP_SECOND = frozenset((":!", ":?", ";!", ";?", "  ", " ,", " ."))
_ENDS = ".,;:!?"


def text_of(runs: Iterable[Run]) -> str:
    """The text alone, with quotation marks still as marks."""
    return "".join(run.text for run in runs)


def last_character(runs: Sequence[Run]) -> str:
    """The last character that is not a mark; `""` when there is none."""
    for run in reversed(runs):
        bare = run.text.rstrip(_MARKS)
        if bare:
            return bare[-1]
    return ""


def first_character(runs: Iterable[Run]) -> str:
    """The first character that is not a mark; `""` when there is none."""
    for run in runs:
        bare = run.text.lstrip(_MARKS)
        if bare:
            return bare[0]
    return ""


def join(parts: Iterable[Runs]) -> Runs:
    """Texts put one after the other; of two marks of punctuation that meet, one goes where both would be wrong."""
    joined: list[Run] = []
    for part in parts:
        runs = part
        if joined:
            before, after = last_character(joined), first_character(runs)
            pair = before + (after or " ")
            if pair in _KEEP_FIRST:
                runs = strip_start(runs, after)
            elif pair in _KEEP_SECOND and after:
                joined = list(strip_end(joined, before))
        joined.extend(runs)
    return tuple(joined)


def strip_start(runs: Iterable[Run], character: str) -> Runs:
    """Without `character` at the start, however often it is there; marks before it stay."""
    rest = list(runs)
    for at, run in enumerate(rest):
        found = re.match(f"[{_MARKS}{re.escape(character)}]*", run.text)
        end = found.end() if found else 0
        rest[at] = run._replace(text=run.text[:end].replace(character, "") + run.text[end:])
        if end < len(run.text):
            break
    return tuple(run for run in rest if run.text)


def strip_end(runs: Iterable[Run], characters: str) -> Runs:
    """Without any of `characters` at the end, however often they are there; marks after them stay."""
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
    """Runs as readers see them: marks become the quotation marks `quotes` (outer pair, inner pair)."""
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
    """A full stop or comma after a quotation moves into it, or goes where that ends in punctuation already."""
    moved = list(runs)
    for at in range(len(moved) - 1, -1, -1):  # From the end on: a full stop may pass several marks.
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
    """Neighbours that are formatted alike as one."""
    together: list[Run] = []
    for run in runs:
        if together and together[-1][1:] == run[1:]:
            together[-1] = run._replace(text=together[-1].text + run.text)
        elif run.text:
            together.append(run)
    return tuple(together)
