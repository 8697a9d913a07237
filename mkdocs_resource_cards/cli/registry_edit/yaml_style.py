"""The style of a registry file: where its list of resources ends, how it is indented, which list style it uses.

Read from the YAML event stream, so that the text itself stays as it is and new entries look like their neighbours.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from ..config.values import why_no_yaml

DEPTH = 20
_EMPTY_LIST = re.compile(r"\[ *\][ \t]*(?P<comment>#.*)?")


class UnknownStyleError(Exception):
    """A file that text cannot be appended to; the message says why."""


@dataclass(frozen=True, slots=True)
class YamlStyle:
    """Where a new entry goes, and how it looks."""

    line: int
    """It goes before this line, counted from 0."""
    dash: int = 0
    """Columns before the `-` of an entry."""
    gap: int = 1
    """Columns between the `-` and the first field."""
    blank: bool = False
    """Whether an empty line is between entries."""
    flow: bool = True
    """Lists of texts as `[a, b]`; else a line each."""
    list_indent: int = 2
    """Columns by which such a line is further in than its field."""
    quote: str = '"'
    """Around ids."""
    opening: str = ""
    """What has to come before the first entry, such as `resources:`."""
    replaced: int = 0
    """How many lines the opening takes the place of."""


@dataclass
class _Item:
    """One entry of the list, as events tell of it."""

    line: int
    column: int
    last: Any = None
    """The event that ends furthest in the text."""


@dataclass
class _Walk:
    """What was seen on the way through the events."""

    items: list[_Item] = field(default_factory=list)
    lists: Counter[tuple[bool, int]] = field(default_factory=Counter)
    """(flow, indentation) of the lists within entries."""
    quotes: Counter[str] = field(default_factory=Counter)
    flow: bool = False
    """The list of entries itself is written with brackets."""
    key_line: int = -1
    """Where `resources:` stands."""
    root: str = ""
    """`list`, `mapping`, or `""` for an empty file."""


def style_of(text: str) -> YamlStyle:
    r"""The style of a registry file's text, line ends `\n`. Raises UnknownStyleError."""
    walk = _walked(text)
    lines = text.split("\n")
    if walk.flow and walk.items:
        raise UnknownStyleError(
            "its entries are written within brackets, as in JSON; write each behind a dash, on a line of its own"
        )
    if walk.items:
        return _of_items(walk, lines)
    if walk.key_line >= 0:
        return _of_empty_key(walk, lines)
    if walk.root == "list":
        return _of_empty_list(lines)
    if walk.root == "mapping":
        return YamlStyle(_end(lines), dash=2, opening="resources:")
    return YamlStyle(_end(lines), opening="" if walk.root == "" else "resources:")


def _walked(text: str) -> _Walk:
    walk = _Walk()
    path: list[_Level] = []
    event: Any
    for event in events_of(text):
        if isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            path.pop()
            _step(path, event)
            continue
        if isinstance(event, yaml.NodeEvent):
            _look(walk, path, event)
        if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            path.append(_Level(isinstance(event, yaml.MappingStartEvent), _mark(event).column))
            if len(path) > DEPTH:
                raise UnknownStyleError("it is nested too deeply")
        else:
            _step(path, event)
    return walk


@dataclass
class _Level:
    """A collection that the walk is in."""

    mapping: bool
    column: int
    key: str | None = None
    """The key whose value comes next; None when a key comes."""


def _look(walk: _Walk, path: list[_Level], event: Any) -> None:
    """Records what a node says of the style."""
    location = _location(path)
    if not path:
        walk.root = {yaml.SequenceStartEvent: "list", yaml.MappingStartEvent: "mapping"}.get(type(event), "")
        walk.flow = bool(getattr(event, "flow_style", False))
    elif location == "resources":
        walk.key_line = event.start_mark.line if walk.key_line < 0 else walk.key_line
        walk.flow = bool(getattr(event, "flow_style", False))
    elif location == "item":
        walk.items.append(_Item(event.start_mark.line, event.start_mark.column))
    if walk.items and location in ("item", "within"):
        walk.items[-1].last = event
        _look_within(walk, path, event)


def _look_within(walk: _Walk, path: list[_Level], event: Any) -> None:
    level = path[-1]
    if level.key is not None and isinstance(event, yaml.SequenceStartEvent):
        walk.lists[bool(event.flow_style), 0 if event.flow_style else _mark(event).column - level.column] += 1
    if level.key == "id" and isinstance(event, yaml.ScalarEvent) and event.style in ("'", '"'):
        walk.quotes[event.style] += 1


def _location(path: list[_Level]) -> str:
    """Where a node stands: `resources` (the value of that key), `item` (an entry), `within` an entry, or `""`."""
    start = 0
    if path and path[0].mapping:
        if path[0].key != "resources":
            return ""
        if len(path) == 1:
            return "resources"
        start = 1
    if len(path) == start or path[start].mapping:
        return ""
    return "item" if len(path) == start + 1 else "within"


def _step(path: list[_Level], event: Any) -> None:
    """Keys and values take turns; `event` ends one of them."""
    if path and path[-1].mapping:
        path[-1].key = (getattr(event, "value", None) or "") if path[-1].key is None else None


def _mark(event: Any) -> Any:
    """Where an event begins."""
    return event.start_mark


def events_of(text: str) -> Iterator[Any]:
    """YAML's own events. Raises UnknownStyleError for what is not YAML."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        yield from yaml.parse(text, Loader=loader)
    except (yaml.YAMLError, UnicodeError, RecursionError) as error:
        raise UnknownStyleError(f"it is not whole YAML: {why_no_yaml(error)} (resource-cards check tells more)") from error


def _of_items(walk: _Walk, lines: list[str]) -> YamlStyle:
    last = walk.items[-1]
    marker = lines[last.line][: last.column]
    dash = marker.find("-")
    if dash < 0 or marker.strip(" -"):
        raise UnknownStyleError("its last entry does not begin on the line of its `-`")
    shape = max(walk.lists, key=lambda key: (walk.lists[key], key)) if walk.lists else (True, 0)
    return YamlStyle(
        line=_line_after(last, dash, lines),
        dash=dash,
        gap=last.column - dash - 1,
        blank=len(walk.items) > 1 and _blank_above(last.line, lines),
        flow=shape[0],
        list_indent=shape[1],
        quote=walk.quotes.most_common(1)[0][0] if walk.quotes else '"',
    )


def _line_after(item: _Item, dash: int, lines: list[str]) -> int:
    """The line after an entry, with the comments that are within it."""
    mark = item.last.end_mark
    line: int = mark.line + 1 if mark.column else mark.line
    line = min(line, len(lines))
    keeps = getattr(item.last, "style", None) in ("|", ">") and item.last.value.endswith("\n\n")
    while not keeps and line > item.line + 1 and not lines[line - 1].strip():
        line -= 1
    while line < len(lines) and lines[line].strip() and _is_inner(lines[line], dash):
        line += 1
    return line


def _is_inner(line: str, dash: int) -> bool:
    """Whether a line after an entry's last value still belongs to it: closing brackets, comments further in than its dash."""
    indent = len(line) - len(line.lstrip(" "))
    return line.lstrip().startswith(("#", "]", "}")) and indent > dash


def _blank_above(line: int, lines: list[str]) -> bool:
    """Whether an empty line is above an entry, or above the comments over it."""
    while line > 0 and lines[line - 1].lstrip().startswith("#"):
        line -= 1
    return line > 0 and not lines[line - 1].strip()


def _of_empty_key(walk: _Walk, lines: list[str]) -> YamlStyle:
    """`resources:` with nothing, `~` or `[]` after it."""
    line = next(number for number in range(walk.key_line, -1, -1) if lines[number].lstrip("\ufeff").startswith("resources"))
    head, _, rest = lines[line].partition(":")
    value, hash_sign, comment = rest.partition("#")
    if value.strip() not in ("", "[]", "~", "null"):
        raise UnknownStyleError("its `resources` is no list")
    opening = f"{head}:" + (f"  #{comment}" if hash_sign else "")
    return YamlStyle(line, dash=2, opening=opening, replaced=1)


def _of_empty_list(lines: list[str]) -> YamlStyle:
    """A file with nothing but `[]`; a comment after it stays."""
    found = ((number, _EMPTY_LIST.fullmatch(line)) for number, line in enumerate(lines))
    line, match = next(((number, match) for number, match in found if match), (0, None))
    if match is None:
        raise UnknownStyleError("its list is `[]`; remove the brackets")
    return YamlStyle(line, opening=match["comment"] or "", replaced=1)


def _end(lines: list[str]) -> int:
    """The line after the last one that holds something."""
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    return end
