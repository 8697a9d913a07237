"""Bytes -> nodes, from PyYAML's event stream, one entry at a time.

Events are used, not PyYAML's own loading: they carry positions, keep scalars as they were written, never build an object from
a tag, and can be stopped. Bounds hold before anything is built: depth, nodes of one entry.
"""

from __future__ import annotations

from typing import Any, Protocol

import yaml
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from .anchors import Anchors
from .nodes import LONGEST, Fields, HasPosition, Items, Node, Position, Refused, Text, shown
from .report import ProblemCollector

DEPTH = 20
"""Collections within collections; an entry needs 4. The C parser takes quadratic time in this, so it must stop early."""
SKIPPED = 1_000
"""Collections within collections that are skipped."""

# A build without the C library gets the same nodes from the Python one, slower.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CORE = "tag:yaml.org,2002:"
_CORE_TAGS = tuple(_CORE + name for name in ("str", "int", "float", "bool", "null", "timestamp", "seq", "map"))
_MERGE = "<<"


ANYWHERE = 1 << 30
"""More than any column."""


class Stream(Protocol):
    """What a parser reads from."""

    def read(self, size: int = -1, /) -> bytes: ...


class BrokenError(Exception):
    """The stream cannot be read further."""

    def __init__(self, reason: str, mark: HasPosition, begun: HasPosition | None = None, read: int = 0) -> None:
        super().__init__(reason)
        self.reason, self.mark = reason, mark
        self.begun = begun
        """Where the thing began that went wrong, such as the quote that is never closed."""
        self.read = read
        """Characters of the stream that were read."""


class BoundError(BrokenError):
    """What is read is YAML, and deeper or longer than one entry may be."""

    def __init__(self, reason: str, mark: HasPosition, opened: int) -> None:
        super().__init__(reason, mark)
        self.opened = opened
        """Collections of the entry that have begun and not ended."""


class Parser:
    """Nodes from one stream. Raises BrokenError where the text is not YAML, or is too deep or too much."""

    def __init__(self, stream: Stream, report: ProblemCollector, anchors: Anchors, kind: str, first_line: int = 0) -> None:
        self._parser = _Loader(stream)
        self._first_line = first_line
        self._report = report
        self._anchors = anchors
        self._weight = 0
        self._count = 0
        self._begun: HasPosition = Position(first_line, 0)
        self.keyed = False
        """Whether the lists of this document stand below keys."""
        self.line = first_line
        """Should the text be broken: below this line is more. In a list, that of its last entry, or the one above the list."""
        self.kind, self.column = kind, ANYWHERE
        """Kind of an entry whose dash is there, in this column or one before it; `""` where a dash begins none."""
        self.listing = False
        """Whether a block list of entries is being read."""
        self.whole = True
        """Whether the last entry was read to its end."""

    def event(self) -> Any:
        """The next event, None at the end."""
        try:
            return self._parser.get_event()
        except yaml.MarkedYAMLError as error:
            mark, begun = error.problem_mark or error.context_mark, error.context_mark
            reason = " ".join(part for part in (error.problem, error.context) if part) or "this is not YAML"
            raise BrokenError(
                reason, self._position(mark), begun and self._position(begun), mark.index if mark else 0
            ) from error
        except (yaml.YAMLError, UnicodeError) as error:
            raise BrokenError("the text cannot be read", Position(self._first_line, 0)) from error

    def _position(self, mark: HasPosition | None) -> Position:
        return Position(mark.line + self._first_line, mark.column) if mark else Position(self._first_line, 0)

    def begin_list(self, start: Any, kind: str) -> None:
        """Remembers where the entries of a list are to be found, should one of them be broken."""
        block = not start.flow_style
        self.expect(self.mark(start).line - block, kind, start.start_mark.column if block else 0)
        self.listing = block

    def expect(self, line: int, kind: str, column: int) -> None:
        """Remembers what may stand below a line that is outside of all lists."""
        self.line, self.kind, self.column = line, kind, column
        self._begun, self._count = Position(max(line, 0), 0), 0
        self.listing, self.whole = False, True

    def entry(self, event: Any) -> Node:
        """The node of one entry, with bounds of its own."""
        self._count = 0
        self._begun = self.mark(event)
        self.line, self.whole = event.start_mark.line + self._first_line, False
        node = self.node(event)
        self.whole = True
        return node

    def pass_over(self, error: BoundError, what: str = "the entry") -> None:
        """Goes to the end of what broke a bound. In flow style only the parser finds it; in a block list it would be slow."""
        if self.listing:
            raise error
        opened = error.opened
        while opened:
            event = self.event().__class__
            opened += (event in (SequenceStartEvent, MappingStartEvent)) - (event in (SequenceEndEvent, MappingEndEvent))
            if opened > SKIPPED:
                raise error
        self._report.add("invalid_yaml", error.mark, f"{error.reason}; {what} is left out")
        self.whole = True

    def node(self, event: Any, depth: int = 0) -> Node:
        """The node that begins with `event`."""
        kind = event.__class__
        if kind is ScalarEvent:
            self._weight += 16 + len(event.value)
            text = Text(event.value, not event.style, self.mark(event))
            return text if event.anchor is None and event.tag is None else self._decorated(event, text, 16 + len(event.value))
        if kind is AliasEvent:
            return self._alias(event)
        self._bounded(event, depth)
        before, self._weight = self._weight, self._weight + 16
        node = self._items(event, depth + 1) if kind is SequenceStartEvent else self._fields(event, depth + 1)
        return node if event.anchor is None and event.tag is None else self._decorated(event, node, self._weight - before)

    def mark(self, event: Any) -> HasPosition:
        """Where an event begins, in the file."""
        mark: HasPosition = event.start_mark
        return Position(mark.line + self._first_line, mark.column) if self._first_line else mark

    def _bounded(self, event: Any, depth: int) -> None:
        if depth >= DEPTH:
            raise BoundError(f"more than {DEPTH} levels of nesting", self.mark(event), depth + 1)

    def _counted(self, event: Any, depth: int) -> None:
        self._count += 1
        if self._count > LONGEST:
            opened = depth + (event.__class__ in (SequenceStartEvent, MappingStartEvent))
            raise BoundError(f"more than {LONGEST} values in one entry", self.mark(event), opened)

    def _items(self, start: Any, depth: int) -> Items:
        items = []
        while (event := self.event()).__class__ is not SequenceEndEvent:
            self._counted(event, depth)
            items.append(self.node(event, depth))
        return Items(items, self.mark(start))

    def _fields(self, start: Any, depth: int) -> Fields:
        pairs: dict[str, tuple[HasPosition, Node]] = {}
        merged: list[Node] = []
        while (event := self.event()).__class__ is not MappingEndEvent:
            self._counted(event, depth)
            key, value = self.node(event, depth), self.node(self.event(), depth)
            if key.__class__ is not Text:
                self._report.add("invalid_field", key.mark, "the name of a field is not a text")
            elif key.value == _MERGE and key.plain:
                merged.append(value)
            elif key.value in pairs:
                self._twice(key, pairs)
            else:
                pairs[key.value] = (key.mark, value)
        for value in merged:
            self._merge(pairs, value)
        return Fields(pairs, self.mark(start))

    def _twice(self, key: Text, pairs: dict[str, tuple[HasPosition, Node]]) -> None:
        first = pairs[key.value][0].line + 1
        self._report.add(
            "duplicate_key", key.mark, f"`{shown(key.value)}` appears twice here; the first one, on line {first}, counts"
        )

    def _merge(self, pairs: dict[str, tuple[HasPosition, Node]], value: Node) -> None:
        """YAML 1.1's `<<`: what the mapping itself says counts, then the earlier of several."""
        for base in value.items if isinstance(value, Items) else [value]:
            if isinstance(base, Fields):
                for name, pair in base.pairs.items():
                    pairs.setdefault(name, pair)
            else:
                self._report.add("invalid_field", value.mark, "`<<` takes a mapping, or a list of mappings")

    def _decorated(self, event: Any, node: Node, weight: int) -> Node:
        """A node with an anchor or a tag."""
        if event.tag is not None and event.tag != "!" and event.tag not in _CORE_TAGS:
            tag = shown(event.tag.replace(_CORE, "!!", 1))
            node = Refused(f"a value with the tag `{tag}` (tags are not evaluated)", node.mark)
        if event.anchor is not None:
            self._anchors.keep(event.anchor, node, weight, self._begun, self._report)
        return node

    def _alias(self, event: Any) -> Node:
        node, weight = self._anchors.repeat(event.anchor, self.mark(event))
        self._weight += weight
        return node
