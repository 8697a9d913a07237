"""Fields of entries that are in a registry file: written or replaced, every other byte stays.

YAML's own events tell where the parts of an entry begin and end; what is new is written in the style of the file. The
registry's reader has the last word: a result that it reads differently is refused, and the file stays as it was.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from ...model import Location
from ...registry.entries import FORMS
from ...registry.plain_entries import ORDER
from .. import atomic_files
from .append import RefusedError, bare_rows, escaped, problem_counts, read_registry, venues
from .yaml_items import item_edits
from .yaml_style import UnknownStyleError, YamlStyle, events_of, style_of
from .yaml_writer import field_lines, flow_value

_KEYS = ("id", "stable_id", "citation_key")


class Change(NamedTuple):
    """What is to be written into one entry."""

    location: Location
    """Of the entry, as the registry has it."""
    fields: Mapping[str, Any]
    """name -> its new value; None removes the field."""


class _Field(NamedTuple):
    """One field of an entry, by offsets in the text."""

    name: str
    start: int
    key_end: int
    value_start: int
    value_end: int
    """After the last character of the value; what may come after it on the line is a comment."""


@dataclass(frozen=True, slots=True)
class _Span:
    """One entry in the text."""

    fields: tuple[_Field, ...]
    column: int
    is_flow: bool
    """Written within braces."""
    quote: str = ""
    """What is around its first key."""

    def field(self, name: str) -> _Field | None:
        """The field of that name, or of another name for it."""
        return next((one for one in self.fields if _meant(one) == name), None)

    def before(self, name: str) -> _Field:
        """The field after which a new one is expected."""
        earlier = [one for one in self.fields if _rank(_meant(one)) <= _rank(name)]
        return earlier[-1] if earlier else self.fields[0]


class _Edit(NamedTuple):
    start: int
    end: int
    text: str


def set_fields(path: Path, changes: Sequence[Change]) -> None:
    """Writes `changes` into the registry file at `path`. Hold the lock. Raises RefusedError, OSError.

    On return they are on the disk.
    """
    old = path.read_bytes()
    atomic_files.replace(path, changed(old, changes, path.name))


def changed(old: bytes, changes: Sequence[Change], name: str = "resources.yml") -> bytes:
    """The file `old` with `changes`, and nothing else changed, which is verified. Raises RefusedError."""
    mark = codecs.BOM_UTF8 if old.startswith(codecs.BOM_UTF8) else b""
    try:
        text = old.removeprefix(mark).decode("utf-8")
        spans, style = _spans(text, [change.location for change in changes]), _style(text)
        places = [(spans[change.location[1:]], change.fields) for change in changes]
        new = _applied(text, places, style)
        # An entry that adds to a bibliography is none by itself: to be read alone, it gets what it lacks.
        lacks = [(span, _lacking(span)) for span, _ in places]
        filled = [(span, {**more, **fields}) for (span, more), (_, fields) in zip(lacks, places, strict=True)]
        whole = _applied(text, lacks, style), _applied(text, filled, style)
    except UnicodeDecodeError as error:
        raise RefusedError(f"{name} is not UTF-8") from error
    except UnknownStyleError as error:
        raise RefusedError(f"nothing can be changed in {name}: {error}") from error
    except KeyError as error:
        raise RefusedError(f"{name} has changed in the meantime; run the command again") from error
    ids = [_lacking(span).get("id") or _scalar(text, span.field("id")) for span, _ in places]
    _verify(whole[0].encode(), whole[1].encode(), dict(zip(ids, [change.fields for change in changes], strict=True)), name)
    return mark + new.encode()


def _applied(text: str, places: Iterable[tuple[_Span, Mapping[str, Any]]], style: YamlStyle) -> str:
    edits = [one for span, fields in places for one in _edits(text, span, fields, style)]
    # From the end, so that places before stay; of two at one place the first one has to come out first.
    for _, edit in sorted(enumerate(edits), key=lambda one: (one[1].start, one[0]), reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def _lacking(span: _Span) -> dict[str, str]:
    """What an entry lacks to be one by itself."""
    made = {"id": f"x-{span.fields[0].start}", "title": "x"}
    return {name: value for name, value in made.items() if span.field(name) is None}


def _scalar(text: str, field: _Field | None) -> str:
    return str(yaml.load(text[field.value_start : field.value_end], Loader=yaml.BaseLoader)).strip() if field else ""  # noqa: S506  makes texts only


def _verify(old: bytes, new: bytes, changes: Mapping[str, Mapping[str, Any]], name: str) -> None:
    """Raises RefusedError unless `new` holds what `old` holds, except for what `changes` (id -> fields) say."""
    before, after = read_registry(old, name), read_registry(new, name)
    expected, found = bare_rows(before), bare_rows(after)
    numbers = {row["id"]: number for number, row in enumerate(expected)}
    for key, fields in changes.items():
        if key not in numbers:
            raise RefusedError(f"{name} has changed in the meantime; run the command again")
        expected[numbers[key]] = _merged(expected[numbers[key]], fields, name)
    if expected != found:
        raise RefusedError(f"{name} would not hold exactly what is new; it is left as it was")
    if venues(before) != venues(after) or problem_counts(after) - problem_counts(before):
        raise RefusedError(f"{name} would be read differently; it is left as it was")


def _merged(row: Mapping[str, Any], fields: Mapping[str, Any], name: str) -> dict[str, Any]:
    """The row of an entry with other `fields`."""
    new = {field: value for field, value in fields.items() if value is not None}
    alone = read_registry(escaped([{"id": "x", "title": "x", **new}]), "new.json")
    if problem_counts(alone) or not list(alone.all()):
        raise RefusedError(f"{name} cannot hold what is new: {alone.head.problems[0].message}")
    merged = {field: value for field, value in row.items() if fields.get(field, "") is not None}
    for field, value in bare_rows(alone)[0].items():
        if field in fields or field not in ("id", "title"):
            known = merged.get(field)
            merged[field] = {**known, **value} if isinstance(value, dict) and isinstance(known, dict) else value
    return merged


def _style(text: str) -> YamlStyle:
    try:
        return style_of(text.replace("\r\n", "\n"))
    except UnknownStyleError:  # Nothing can be appended to such a file; a field can.
        return YamlStyle(0)


def _spans(text: str, locations: Iterable[Location]) -> dict[tuple[int, int], _Span]:
    """(line, column) of each entry -> its parts."""
    wanted, found = {tuple(location[1:]) for location in locations}, dict[tuple[int, int], _Span]()
    events = events_of(text)
    for event in events:
        if isinstance(event, yaml.MappingStartEvent):
            place = (_start(event).line + 1, _start(event).column + 1)
            if place in wanted:
                found[place] = _span(text, event, events)
                wanted.discard(place)
    return found


def _span(text: str, start: Any, events: Iterator[Any]) -> _Span:
    fields = list[_Field]()
    for key in events:
        if isinstance(key, yaml.MappingEndEvent):
            break
        value = next(events)
        if not isinstance(key, yaml.ScalarEvent):
            raise UnknownStyleError("an entry has a key that is no text")
        end = _last_of(value, events)
        # A block of lines ends where the next thing begins; what is its own ends with its last letter.
        own = len(text[: _end(end).index].rstrip())
        last = max(_end(key).index + 1, own if _is_block(end) else _end(end).index)
        fields.append(_Field(key.value, _start(key).index, _end(key).index, _start(value).index, last))
    if not fields:
        raise UnknownStyleError("an entry is empty")
    quote = text[fields[0].start]
    return _Span(tuple(fields), start.start_mark.column, bool(start.flow_style), quote if quote in "\"'" else "")


def _last_of(value: Any, events: Iterator[Any]) -> Any:
    """The event with which a value ends: its last scalar, or the bracket that closes it."""
    depth, last = 0, value
    event = value
    while True:
        if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            depth += 1
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            depth -= 1
        if event.start_mark.index != event.end_mark.index:  # The end of a block has no letters of its own.
            last = event
        if depth == 0:
            return last
        event = next(events)


def _start(event: Any) -> Any:
    return event.start_mark


def _end(event: Any) -> Any:
    return event.end_mark


def _is_block(event: Any) -> bool:
    return isinstance(event, yaml.ScalarEvent) and event.style in ("|", ">")


def _edits(text: str, span: _Span, fields: Mapping[str, Any], style: YamlStyle) -> Iterator[_Edit]:
    end = "\r\n" if "\r\n" in text else "\n"
    for name in sorted(fields, key=_rank):
        old, value = span.field(name), fields[name]
        if value is None:
            yield from [_removed(text, span, old)] if old else ()
        elif name in _KEYS and old is not None and text[old.value_start : old.value_end].strip("\"'"):
            # One key for another, in the quotes that its author chose.
            quote = text[old.value_start] if text[old.value_start] in "\"'" else ""
            yield _Edit(old.value_start, old.value_end, f"{quote}{value}{quote}")
        elif name == "aliases" and old is not None and (items := item_edits(text, old.value_start, value)) is not None:
            yield from (_Edit(*item) for item in items)
        elif span.is_flow:
            yield _in_braces(span, old, name, flow_value(name, value, style, span.quote))
        elif old is None:
            yield _behind(text, span, span.before(name).value_end, field_lines(name, value, style), end)
        else:
            yield from _replaced(text, span, old, field_lines(name, value, style), end)


def _in_braces(span: _Span, old: _Field | None, name: str, value: str) -> _Edit:
    if old is not None:
        return _Edit(old.value_start, old.value_end, value)
    place = span.before(name).value_end
    return _Edit(place, place, f", {span.quote}{name}{span.quote}: {value}")


def _behind(text: str, span: _Span, place: int, lines: Iterable[str], end: str) -> _Edit:
    """`lines` of an entry after the line of `place`."""
    place = _next_line(text, place)
    block = "".join(f"{' ' * span.column}{line}{end}" if line else end for line in lines)
    return _Edit(place, place, block if text[:place].endswith("\n") else end + block.removesuffix(end))


def _replaced(text: str, span: _Span, old: _Field, lines: Iterable[str], end: str) -> Iterator[_Edit]:
    first, *others = lines
    start = old.key_end + text[old.key_end :].index(":") + 1
    # A comment after the key of a block stays there; one after the value is not touched.
    head, is_below, _ = text[start : old.value_start].partition("\n")
    comment = f"  {head.strip()}" if is_below and head.strip() else ""
    stop = _next_line(text, old.value_end) if is_below else old.value_end  # with what was said of its last item
    stop -= len(text[old.value_end : stop]) - len(text[old.value_end : stop].rstrip("\r\n"))
    yield _Edit(start, stop, first.partition(":")[2] + comment)
    if others:
        yield _behind(text, span, old.value_end, others, end)


def _removed(text: str, span: _Span, old: _Field) -> _Edit:
    number = span.fields.index(old)
    if len(span.fields) == 1:
        raise UnknownStyleError("an entry would be empty")
    if span.is_flow or number == 0:
        following = span.fields[number + 1].start if number + 1 < len(span.fields) else old.value_end
        start = old.start if number + 1 < len(span.fields) else span.fields[number - 1].value_end
        return _Edit(start, following, "")
    return _Edit(text.rfind("\n", 0, old.start) + 1, _next_line(text, old.value_end), "")


def _next_line(text: str, place: int) -> int:
    """Where the line after the one of the character before `place` begins."""
    if text[:place].endswith("\n"):
        return place
    found = text.find("\n", place)
    return len(text) if found < 0 else found + 1


def _meant(one: _Field) -> str:
    field = FORMS["resources"].field(one.name)
    return field.name.removeprefix("csl.") if field else one.name


def _rank(name: str) -> int:
    return ORDER.index(name) if name in ORDER else len(ORDER)
