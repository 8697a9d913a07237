"""What all formats share: the rest that a format has no place for, dates in parts."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from bs4 import BeautifulSoup

from ..html_entities import bounded
from ..model import Resource
from ..normalize.identifiers import id_of

Entry = dict[str, Any]
"""field -> text, number, list or mapping; absent fields are left out."""

REST = "resource-cards"
"""The name under which a record keeps, as JSON, what its format has no place for."""

_TELLING = 6
"""Characters from which on a text is hardly part of another by chance."""
_NO_HEADINGS = ("abstract", "summary", "")
_TAG = re.compile(r"</?(?:i|b|em|strong|sub|sup|sc|scp|span)(?:\s[^<>]{0,200})?>", re.IGNORECASE)


class InterchangeError(Exception):
    """A file that cannot be read as its format; the message is one line."""


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What was read."""

    entries: tuple[Entry, ...] = ()
    """Without `id` where the record brought none; `read_entry` checks the values."""
    warnings: tuple[str, ...] = ()
    """What was not taken, one sentence each."""
    locations: tuple[str, ...] = ()
    """Where each entry stands in the file, for messages: ``line 3, `key` ``."""


@dataclass(frozen=True, slots=True)
class WriteResult:
    """What was written."""

    text: str
    warnings: tuple[str, ...] = ()
    """What the format has no place for, one sentence each."""


@dataclass
class Tally:
    """Counts what a format could not take, for one sentence about all records."""

    fields: Counter[str] = field(default_factory=Counter)

    def add(self, names: Iterable[str]) -> None:
        self.fields.update(names)

    def sentence(self, start: str) -> tuple[str, ...]:
        """`start: volume (3 entries), pages (1 entry)`, or nothing."""
        if not self.fields:
            return ()
        counted = (f"{name} ({count} {'entry' if count == 1 else 'entries'})" for name, count in sorted(self.fields.items()))
        return (f"{start}: {', '.join(counted)}",)


def unplaced(texts: Iterable[tuple[str, str]], entry: Mapping[str, Any]) -> set[str]:
    """The names of those texts of a record that stand nowhere in its entry: a registry has room for one venue, one address.

    A text may be part of a longer one, as an identifier is of an address.
    """
    values = [_plain(text) for text in _texts(entry)]
    everything = "\n".join(values)
    lost = set[str]()
    for name, written in texts:
        text = "" if name in lost else _plain(written)
        if text and text not in values and (len(text) < _TELLING or text not in everything):
            lost.add(name)
    return lost


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, (Mapping, list)):
        for inner in value.values() if isinstance(value, Mapping) else value:
            yield from _texts(inner)
    else:
        yield str(value)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def whole(read: ReadResult) -> ReadResult:
    """`read` without the fields that hold half a character (a lone surrogate, as JSON can escape it): no file can."""
    tally = Tally()
    entries = tuple({name: value for name, value in entry.items() if _is_whole(name, value, tally)} for entry in read.entries)
    return ReadResult(entries, (*read.warnings, *tally.sentence("left out, for they hold half a character")), read.locations)


def _is_whole(name: str, value: Any, tally: Tally) -> bool:
    try:
        json.dumps({name: value}, ensure_ascii=False, default=str).encode()
    except (UnicodeEncodeError, RecursionError):
        tally.add([name.encode("utf-8", "replace").decode()])
        return False
    return True


def rest_of(entry: Mapping[str, Any], read_back: Mapping[str, Any]) -> Entry:
    """What of `entry` another program's record does not give back; a field that it makes up is there as None."""
    back = dict(read_back)
    if "id" not in back:
        back["id"] = id_of(str(back.get("url", "")))
    lost = {name: value for name, value in entry.items() if back.get(name) != value}
    return lost | {name: None for name in back if name not in entry}


def with_rest(found: Mapping[str, Any], rest: Any) -> Entry:
    """What a record gives, and what it kept beside."""
    if isinstance(rest, str):
        try:
            rest = json.loads(rest)
        except (ValueError, RecursionError):
            rest = None
    merged = {**found, **rest} if isinstance(rest, dict) else dict(found)
    return {name: value for name, value in merged.items() if value is not None and value not in ("", [], {})}


def lossless(
    entry: Mapping[str, Any], write: Callable[[Mapping[str, Any], Entry], Any], read: Callable[[Any], Entry], tally: Tally
) -> Any:
    """The record of `entry` that `read` turns into the same entry: what is lost on the way is kept beside, and counted."""
    rest = rest_of(entry, read(write(entry, {})))
    tally.add(name for name, value in rest.items() if value is not None and name != "id")
    return write(entry, rest)


def resource_of(entry: Mapping[str, Any]) -> Resource:
    """The resource of an entry that is to be written; one that the registry would not take raises InterchangeError."""
    # The registry stands above this room; writers are about to take resources instead of entries.
    read_entry = import_module("mkdocs_resource_cards.registry.plain_entries").read_entry
    resource: Resource | None
    resource, problems = read_entry(entry, {})
    if resource is None:
        raise InterchangeError(f"an entry cannot be written: {problems[0].message if problems else 'it cannot be read'}")
    return resource


def compact(value: Any) -> str:
    """JSON on one line, with escapes for whatever upsets parsers of line-based formats."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return "".join(f"\\u{ord(character):04x}" if character in "\x7f\x85\u2028\u2029" else character for character in text)


def loaded(text: str) -> Any:
    """JSON, whatever strangers wrote. Raises InterchangeError."""
    try:
        return json.loads(text.removeprefix("\ufeff"), parse_constant=lambda name: None)
    except RecursionError as error:
        raise InterchangeError("the file is nested too deeply") from error
    except ValueError as error:
        raise InterchangeError(f"the file is not JSON: {error}") from error


def placed(number: int, key: Any, what: str = "item") -> str:
    """Where a record stands, and its own key if it has one."""
    return f"{what} {number}" + (f", `{str(key)[:60]}`" if isinstance(key, (str, int)) and str(key) else "")


def without_tags(title: str) -> str:
    """`H<sub>2</sub>O` -> `H2O`: CSL and Zotero take these tags for looks, a registry has none in titles."""
    return _TAG.sub("", title)


def prose(abstract: str) -> str:
    """An abstract without the elements that Crossref (JATS) and others leave in it, and the heading `Abstract`."""
    if "</" not in abstract:
        return abstract
    soup = BeautifulSoup(bounded(abstract), "html.parser")
    for heading in soup.find_all(["jats:title", "title", "h1", "h2", "h3", "h4"]):
        heading.append("\n\n") if heading.get_text().strip().lower() not in _NO_HEADINGS else heading.decompose()
    for block in soup.find_all(["jats:p", "p", "div"]):
        block.append("\n\n")
    return soup.get_text().strip()


def addresses(text: str) -> list[str]:
    """The addresses in a field that is for one: some programs put all of a work's there."""
    parts = text.split()
    return parts if len(parts) > 1 and all(part.lower().startswith(("http://", "https://")) for part in parts) else [text]


def date_of(year: Any, month: Any = None, day: Any = None) -> str:
    """`2025-04-24` from parts that may be numbers, texts or absent."""
    parts = [str(part).strip() for part in (year, month, day) if part is not None and str(part).strip()]
    return "-".join(part.zfill(2) if number else part for number, part in enumerate(parts))
