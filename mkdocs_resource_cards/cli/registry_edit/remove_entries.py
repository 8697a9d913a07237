"""Entries taken out of a registry file, with their own lines; every other byte stays, comments above them included."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterable, Iterator
from typing import Any

import yaml

from ...model import Location
from .append import RefusedError, bare_rows, problem_counts, read_registry, venues
from .flow_items import FlowItem, lists_in_brackets, taken_out
from .yaml_style import UnknownStyleError, events_of


def without_entries(old: bytes, locations: Iterable[Location], name: str = "resources.yml") -> bytes:
    """The file `old` without the entries at `locations`, and nothing else changed, which is verified. Raises RefusedError."""
    mark = codecs.BOM_UTF8 if old.startswith(codecs.BOM_UTF8) else b""
    wanted = {tuple(location[1:]) for location in locations}
    try:
        text = old.removeprefix(mark).decode("utf-8")
        items = dict(_items_of(text, wanted))
        spans = [*items.values(), *(_lines_of(text, *place) for place in _entries(text, wanted - items.keys()))]
    except UnicodeDecodeError as error:
        raise RefusedError(f"{name} is not UTF-8") from error
    except UnknownStyleError as error:
        raise RefusedError(f"nothing can be taken out of {name}: {error}") from error
    if len(spans) != len(wanted):
        raise RefusedError(f"{name} has changed in the meantime; run the command again")
    new = mark + _without_spans(text, spans).encode()
    _verify(old, new, wanted, name)
    return new


def _verify(old: bytes, new: bytes, gone: set[tuple[int, ...]], name: str) -> None:
    before, after = read_registry(old, name), read_registry(new, name)
    kept = [json.loads(row) for row in before.all()]
    expected = [
        {key: value for key, value in row.items() if key != "location"}
        for row in kept
        if tuple(row["location"][1:]) not in gone
    ]
    if expected != bare_rows(after) or venues(before) != venues(after) or problem_counts(after) - problem_counts(before):
        raise RefusedError(f"{name} would not hold exactly the other entries; it is left as it was")


def _without_spans(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """`text` without what lies in one of these (start, end), which may overlap."""
    parts, done = list[str](), 0
    for start, end in sorted(spans):
        parts.append(text[done:start])
        done = max(done, end)
    return "".join([*parts, text[done:]])


def _items_of(text: str, wanted: set[tuple[int, ...]]) -> Iterator[tuple[tuple[int, ...], tuple[int, int]]]:
    """(line, column) of each entry that is in a list within brackets, and what is to go with it."""
    for items in lists_in_brackets(text):
        kept: FlowItem | None = None
        for item in items:
            if item[2:] in wanted:
                yield item[2:], taken_out(text, item, kept)
            else:
                kept = item


def _entries(text: str, wanted: set[tuple[int, ...]]) -> list[tuple[Any, Any]]:
    """The first and the last event of each entry that begins at one of these (line, column)."""
    found, events = list[tuple[Any, Any]](), events_of(text)
    for event in events:
        mark = event.start_mark
        if not isinstance(event, yaml.MappingStartEvent) or (mark.line + 1, mark.column + 1) not in wanted:
            continue
        depth, last = 1, event
        while depth:
            inner = next(events)
            depth += isinstance(inner, (yaml.MappingStartEvent, yaml.SequenceStartEvent))
            depth -= isinstance(inner, (yaml.MappingEndEvent, yaml.SequenceEndEvent))
            if inner.start_mark.index != inner.end_mark.index:
                last = inner
        found.append((event, last))
    return found


def _lines_of(text: str, first: Any, last: Any) -> tuple[int, int]:
    """Where the lines of an entry begin, at its dash, and end, with an empty line that would be left over."""
    dash = text.rfind("-", 0, first.start_mark.index)
    start = text.rfind("\n", 0, dash) + 1
    if dash < 0 or text[start:dash].strip() or text[dash + 1 : first.start_mark.index].strip():
        raise UnknownStyleError("the entry does not begin behind a dash of its own")
    last_line = len(text[: last.end_mark.index].rstrip())
    end = _next_line(text, max(last_line, first.start_mark.index + 1))
    indent = dash - start
    while end < len(text) and _is_own_comment(text, end, indent):
        end = _next_line(text, end + 1)
    above = text[:start].rstrip(" \t")
    is_parted = not above or above.endswith(("\n\n", "\n\r\n"))
    while is_parted and end < len(text) and not (line := text[end : _next_line(text, end + 1)]).strip():
        end += len(line)
    return start, end


def _is_own_comment(text: str, place: int, indent: int) -> bool:
    """Whether the line at `place` is a comment further in than the entry's dash."""
    line = text[place : _next_line(text, place + 1)]
    return line.lstrip(" ").startswith("#") and len(line) - len(line.lstrip(" ")) > indent


def _next_line(text: str, place: int) -> int:
    found = text.find("\n", max(place - 1, 0)) if text[max(place - 1, 0) : place] == "\n" else text.find("\n", place)
    return len(text) if found < 0 else found + 1
