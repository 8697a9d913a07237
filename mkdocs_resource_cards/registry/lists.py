"""Events -> entries: what a registry file is, a list or a mapping of lists."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from yaml.events import DocumentStartEvent, MappingEndEvent, MappingStartEvent, SequenceEndEvent, SequenceStartEvent

from .events import ANYWHERE, BoundError, Parser
from .nodes import Fields, HasPosition, Node, Text, shown
from .report import ProblemCollector

SECTIONS = ("resources", "references", "publications")


def entries(parser: Parser, report: ProblemCollector, kind: str) -> Iterator[tuple[str, Node]]:
    """(kind, node) of each entry of a stream: `kind` for those of a plain list, else the key above them."""
    while (event := parser.event()) is not None:
        if event.__class__ is DocumentStartEvent:
            parser.expect(parser.mark(event).line, kind, ANYWHERE)
            yield from _document(parser, report, kind)


def _document(parser: Parser, report: ProblemCollector, kind: str) -> Iterator[tuple[str, Node]]:
    event = parser.event()
    parser.keyed = event.__class__ is MappingStartEvent
    if event.__class__ is SequenceStartEvent:
        yield from _list(parser, event, kind)
    elif parser.keyed:
        yield from _sections(parser, report, kind)
    else:
        node = parser.node(event)
        if not (isinstance(node, Text) and node.absent):
            message = "expected a list of resources, or a mapping with `resources` and `publications`"
            is_yaml = report.path.lower().endswith((".yml", ".yaml"))
            fix = "" if is_yaml else "export a bibliography as BibTeX (`.bib`), RIS (`.ris`) or CSL-JSON (`.json`)"
            report.add("invalid_yaml", node.mark, message, fix)


def _list(parser: Parser, start: Any, kind: str) -> Iterator[tuple[str, Node]]:
    parser.begin_list(start, kind)
    while (event := parser.event()).__class__ is not SequenceEndEvent:
        try:
            node = parser.entry(event)
        except BoundError as error:
            parser.pass_over(error)
        else:
            yield kind, node
    # A block list ends where a line is that does not belong to it: that line may be an entry with another indentation.
    parser.expect(parser.mark(event).line - 1, kind, ANYWHERE)


def _sections(parser: Parser, report: ProblemCollector, kind: str) -> Iterator[tuple[str, Node]]:
    seen: set[str] = set()
    while (event := parser.event()).__class__ is not MappingEndEvent:
        key = parser.node(event)
        name = key.value if isinstance(key, Text) else ""
        known = name in SECTIONS
        parser.expect(key.mark.line, name if known else kind, ANYWHERE if known else 0)
        event = parser.event()
        if known and event.__class__ is SequenceStartEvent:
            if name in seen:
                report.add("duplicate_key", key.mark, f"`{name}` appears twice; the entries of both count")
            seen.add(name)
            yield from _list(parser, event, name)
        else:
            if event.__class__ is SequenceStartEvent and not event.flow_style:
                parser.kind = ""  # The dashes of another list.
            _part(parser, event, name, key.mark, report)


def _part(parser: Parser, event: Any, name: str, mark: HasPosition, report: ProblemCollector) -> None:
    """The value of a key that has no list of entries."""
    try:
        node = parser.node(event)
    except BoundError as error:
        parser.pass_over(error, "this part of the file")
    else:
        _other(name, mark, node, report)


def _other(name: str, mark: HasPosition, value: Node, report: ProblemCollector) -> None:
    """A part of the file that holds no entries. `x-...` is where YAML authors keep what they only want to anchor."""
    if name in SECTIONS:
        if not (isinstance(value, Text) and value.absent):
            report.add("invalid_yaml", value.mark, f"`{name}` takes a list of entries, each starting with `- `")
    elif name in ("id", "title", "url"):
        report.once("invalid_yaml", mark, "a registry file is a list: start each entry with `- `")
    elif isinstance(value, Fields) and {"title", "url"} & value.pairs.keys():
        report.once(
            "invalid_yaml", mark, f"a registry file is a list: start each entry with `- `, such as `- id: {shown(name)}`"
        )
    elif not name.startswith(("x-", ".", "$", "_")):
        report.unknown("a registry file", shown(name), mark, SECTIONS)
