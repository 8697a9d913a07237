"""A list of keys within an entry: some of them other ones, some more after them; the quotes and lines of the others stay."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import yaml

from .yaml_style import events_of
from .yaml_writer import scalar

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9._~/-]*")


def item_edits(text: str, start: int, values: Sequence[str]) -> list[tuple[int, int, str]] | None:
    """(start, end, new text) of what makes the list that begins at `start` hold `values`; None where no such edit can."""
    items, is_flow = _items(text, start)
    if not items or len(values) < len(items):
        return None
    edits = [
        (item.start_mark.index, item.end_mark.index, _written(value, text[item.start_mark.index]))
        for item, value in zip(items, values, strict=False)
        if item.value != value
    ]
    last = items[-1]
    more = [_written(value, text[last.start_mark.index]) for value in values[len(items) :]]
    if more and is_flow:
        edits.append((last.end_mark.index, last.end_mark.index, "".join(f", {one}" for one in more)))
    elif more:
        line = text.rfind("\n", 0, last.start_mark.index) + 1
        lead, end = text[line : last.start_mark.index], text.find("\n", last.end_mark.index)
        if lead.strip() != "-":
            return None
        ending = "\r\n" if text[:end].endswith("\r") else "\n"
        place, before = (len(text), ending) if end < 0 else (end + 1, "")
        after = "" if end < 0 else ending
        edits.append((place, place, before + ending.join(f"{lead}{one}" for one in more) + after))
    return edits


def _items(text: str, start: int) -> tuple[list[Any], bool]:
    """The texts of the list that begins at `start`, none where it holds anything else, and whether it is in brackets."""
    events = events_of(text)
    for event in events:
        mark: Any = event.start_mark
        if isinstance(event, yaml.SequenceStartEvent) and mark.index == start:
            found = list[Any]()
            for item in events:
                if not isinstance(item, yaml.ScalarEvent) or item.style in ("|", ">"):
                    is_whole = isinstance(item, yaml.SequenceEndEvent)
                    return (found if is_whole else []), bool(event.flow_style)
                found.append(item)
    return [], False


def _written(value: str, quote: str) -> str:
    """A key in the quotes of its neighbour, without any where that has none and it needs none."""
    if quote not in "\"'" and _PLAIN.fullmatch(value):
        return value
    return scalar(value, "aliases", quote if quote in "\"'" else '"')
