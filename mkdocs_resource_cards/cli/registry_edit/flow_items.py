"""Where the items of lists within brackets stand: `[{id: a, ...}, {id: b, ...}]`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

from .yaml_style import events_of

_COMMA = re.compile(r"(?:\s|(?<=\s)#[^\n]*\n)*,")
_REST = re.compile(r"[ \t]*(?:(?<=[ \t,])#[^\n\r]*)?(?=\r?\n|\Z)")
"""Nothing more on the line, or what was said of the item before."""
_BLANKS = re.compile(r"\s*")


class FlowItem(NamedTuple):
    """An item, by offsets in the text."""

    start: int
    end: int
    """After its last character."""
    line: int
    column: int
    """Both from 1."""


def lists_in_brackets(text: str) -> Iterator[list[FlowItem]]:
    """The mappings of each list that is within brackets, inner lists before those around them."""
    lists, begun = list[list[FlowItem] | None](), list[Any]()
    for event in events_of(text):
        if isinstance(event, yaml.SequenceStartEvent):
            lists.append([] if event.flow_style else None)
        elif isinstance(event, yaml.MappingStartEvent):
            lists.append(None)
            begun.append(event.start_mark)
        elif isinstance(event, yaml.SequenceEndEvent):
            yield lists.pop() or []
        elif isinstance(event, yaml.MappingEndEvent):
            lists.pop()
            mark, end = begun.pop(), event.end_mark
            if lists and (items := lists[-1]) is not None and end is not None:
                items.append(FlowItem(mark.index, end.index, mark.line + 1, mark.column + 1))


def taken_out(text: str, item: FlowItem, kept: FlowItem | None) -> tuple[int, int]:
    """The (start, end) of what is to go with an item: its comma, its line where it has one, and what was said after it.

    `kept`: the item before it that stays.
    """
    line, comma = text.rfind("\n", 0, item.start) + 1, _COMMA.match(text, item.end)
    end = comma.end() if comma else item.end
    rest = _REST.match(text, end)
    if rest and not text[line : item.start].strip():
        return line, text.find("\n", rest.end()) + 1 or len(text)
    if comma is None:  # The comma before it goes.
        return kept.end if kept else item.start, end
    blanks = _BLANKS.match(text, rest.end() if rest else end)
    return item.start, blanks.end() if blanks else end
