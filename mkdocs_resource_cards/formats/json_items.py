"""The items of a JSON file, each with its position; of a file that breaks off, those before the break.

A list, or a mapping that holds one under `items`, `references` or `resources`.
"""

from __future__ import annotations

import json
import re
from typing import Any

from .bibliography import RawEntry, ReadProblem

LISTS = ("items", "references", "resources")
_CSL = frozenset(
    ("issued", "URL", "DOI", "author", "container-title", "title-short", "citation-key", "page", "accessed", "categories")
)
_EITHER = frozenset("id type title language abstract keyword note custom categories".split())
"""Members that say nothing of whose item it is; most files of such items are CSL-JSON."""
_BLANK = re.compile(r"[ \t\n\r]*")
_BETWEEN = re.compile(r"[ \t\n\r]*,?[ \t\n\r]*")
_MEMBER = re.compile(r'[ \t\n\r,]*"([^"\\]*)"[ \t\n\r]*:[ \t\n\r]*')
_DECODER = json.JSONDecoder(parse_constant=lambda name: None)


def items(text: str) -> tuple[list[RawEntry], list[ReadProblem]]:
    """Each item of a file's list as it is written."""
    start = _start(text)
    if start < 0:
        return _alone(text)
    found, problems, lines = list[RawEntry](), list[ReadProblem](), _Lines(text)
    position = _after(_BLANK, text, start)
    while position < len(text) and text[position] != "]":
        try:
            value, end = _DECODER.raw_decode(text, position)
        except (ValueError, RecursionError) as error:
            at = getattr(error, "pos", position)
            what = getattr(error, "msg", "it is nested too deeply")
            return found, [*problems, ReadProblem(f"the file is not JSON from here on: {what}", *lines.place(at))]
        if isinstance(value, dict):
            found.append(RawEntry(text[position:end], *lines.place(position), key=key_of(value)))
        else:
            problems.append(ReadProblem("an item is not a mapping; it is left out", *lines.place(position)))
        position = _after(_BETWEEN, text, end)
    if position >= len(text):
        problems.append(ReadProblem("the file ends early: its list is not closed", *lines.place(len(text))))
    return found, problems


def loaded(raw: RawEntry) -> dict[str, Any]:
    """The item that a raw entry holds."""
    value = _DECODER.decode(raw.text)
    return value if isinstance(value, dict) else {}


def key_of(item: dict[str, Any]) -> str:
    """What documents cite an item by: a text, or a number as one."""
    inner = item.get("data")
    fields = inner if isinstance(inner, dict) else item
    for name in ("citation-key", "citationKey", "citekey", "id"):
        value = fields.get(name)
        if isinstance(value, (str, int)) and not isinstance(value, bool) and str(value).strip():
            return str(value).strip()
    return ""


def format_of_items(text: str) -> str:
    """`zotero`, `csl-json` or `json` (a registry's), by the first item; `json` for what cannot be told."""
    start = _start(text)
    try:
        first = _DECODER.raw_decode(text, _after(_BLANK, text, max(start, 0)))[0]
    except (ValueError, RecursionError):
        return "json" if start < 0 or '"resources"' in text[:start] or text[start:].lstrip()[:1] == "]" else "csl-json"
    inner = first.get("data") if isinstance(first, dict) else None
    if not isinstance(first, dict):
        return "json"
    if "itemType" in first or (isinstance(inner, dict) and "itemType" in inner):
        return "zotero"
    return "csl-json" if _CSL & first.keys() or "type" in first.keys() <= _EITHER else "json"


def _start(text: str) -> int:
    """After the bracket of the file's list; -1 when there is none."""
    start = _after(_BLANK, text, 0)
    if text[start : start + 1] == "[":
        return start + 1
    position = start + 1 if text[start : start + 1] == "{" else len(text)
    # Only the outermost mapping is looked at: Better BibTeX's collections have `items` of their own.
    while match := _MEMBER.match(text, position):
        if match[1] in LISTS and text[match.end() : match.end() + 1] == "[":
            return match.end() + 1
        try:
            position = _DECODER.raw_decode(text, match.end())[1]
        except (ValueError, RecursionError):
            return -1
    return -1


def _alone(text: str) -> tuple[list[RawEntry], list[ReadProblem]]:
    """A file that is one item."""
    try:
        value = _DECODER.decode(text)
    except (ValueError, RecursionError) as error:
        place = (getattr(error, "lineno", 1), getattr(error, "colno", 1))
        return [], [ReadProblem(f"the file is not JSON: {getattr(error, 'msg', 'it is nested too deeply')}", *place)]
    if isinstance(value, dict) and value:
        return [RawEntry(text.strip(), 1, 1, key_of(value))], []
    return [], [ReadProblem("the file contains no list of items", 1, 1)] if value else []


def _after(pattern: re.Pattern[str], text: str, position: int) -> int:
    match = pattern.match(text, position)
    return match.end() if match else position


class _Lines:
    """Positions as line and column; asked for in rising order, so that each part of the text is counted once."""

    def __init__(self, text: str) -> None:
        self.text, self.line, self.seen = text, 1, 0

    def place(self, position: int) -> tuple[int, int]:
        """Line and column, counted from 1."""
        self.line += self.text.count("\n", self.seen, position)
        self.seen = position
        return self.line, position - self.text.rfind("\n", 0, position)
