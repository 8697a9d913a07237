"""RIS, the line-based format of reference managers, by rispy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ...keys import KEY
from ...normalize import author_lists, dates
from ...normalize.identifiers import id_of
from ..records import (
    REST,
    Entry,
    InterchangeError,
    ReadResult,
    Tally,
    WriteResult,
    addresses,
    compact,
    date_of,
    lossless,
    placed,
    resource_of,
    unplaced,
    with_rest,
)
from ..type_map import type_of
from .writer import ris

_FROM = {
    "CONF": "paper",
    "CPAPER": "paper",
    "THES": "paper",
    "EJOUR": "paper",
    "INPR": "paper",
    "CHAP": "book",
    "EBOOK": "book",
    "EDBOOK": "book",
    "ECHAP": "book",
    "ENCYC": "reference",
    "DICT": "reference",
    "MGZN": "news",
    "MPCT": "video",
    "STAT": "government",
    "BILL": "government",
    "LEGAL": "government",
}
"""What our own files never say."""
_TITLES = ("title", "primary_title")
_VENUES = ("alternate_title3", "secondary_title", "book_title", "journal_name", "publisher")
"""Names in full before one that may be short."""
_DATES = ("date", "publication_year", "year")
_TAKEN = frozenset(
    (
        *("type_of_reference", "id", "authors", "first_authors", "urls", "doi", "keywords", "abstract", "notes"),
        *("type_of_work", "notes_abstract", "access_date"),
        *_TITLES,
        *_VENUES,
        *_DATES,
    )
)
_RECORD_END = re.compile(r"^ER {1,2}-.*$|^(?=TY {1,2}-)", re.MULTILINE)
"""A record ends at the next one, too: some programs write no `ER`."""


def read(text: str) -> ReadResult:
    """The records of a file; one that cannot be read costs itself alone."""
    import rispy  # type: ignore[import-untyped, unused-ignore]

    mapping = {**rispy.TAG_KEY_MAPPING, "BT": "book_title"}
    tally, entries, warnings, locations = Tally(), list[Entry](), list[str](), list[str]()
    parts = _RECORD_END.split(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    for number, part in enumerate((part for part in parts if part.strip()), 1):
        try:
            records = rispy.loads(part.strip("\n") + "\nER  - \n", mapping=mapping)
        except (ValueError, LookupError, OSError, TypeError) as error:
            warnings.append(f"record {number} is no RIS and left out: {' '.join(str(error).split())[:100]}")
            continue
        for record in records:
            entries.append(_entry(record))
            locations.append(placed(number, record.get("id"), "record"))
            unknown = record.pop("unknown_tag", {})
            tally.add({*unknown, *(record.keys() - _TAKEN)} | unplaced(_alternatives(record), entries[-1]))
    if not entries and warnings:
        raise InterchangeError(warnings[0])
    return ReadResult(tuple(entries), (*warnings, *tally.sentence("fields with no place in a registry")), tuple(locations))


def write(entries: Iterable[Mapping[str, Any]]) -> WriteResult:
    """Records; the rest stands in a note."""
    tally = Tally()
    texts = [lossless(entry, _text, _read_back, tally) for entry in entries]
    return WriteResult("".join(texts), tally.sentence("kept in a note, where RIS has no place"))


def _read_back(text: str) -> Entry:
    import rispy  # type: ignore[import-untyped, unused-ignore]

    return next(iter(map(_entry, rispy.loads(text))), {})


def _text(entry: Mapping[str, Any], rest: Entry) -> str:
    """A record, with the rest as a note."""
    text = ris([resource_of(entry)])
    note = f"N1  - {REST}: {compact(rest)}\r\n" if rest else ""
    return text.replace("\r\nER  - ", f"\r\n{note}ER  - ")


def _entry(record: Mapping[str, Any]) -> Entry:
    notes = [str(note) for note in record.get("notes", ())]
    rest = next((note.partition(": ")[2] for note in notes if note.startswith(f"{REST}: ")), None)
    authors = [*record.get("authors", ()), *record.get("first_authors", ())]
    key, url = str(record.get("id") or ""), next(iter(_addresses(record)), "")
    found = {
        "title": _first(record, _TITLES),
        "url": url,
        "type": _type(str(record.get("type_of_reference", ""))),
        "authors": list(dict.fromkeys(author_lists.first_last(str(name)) for name in authors)),
        "published": _date(record),
        "publication": _first(record, _VENUES),
        "doi": record.get("doi"),
        "tags": [str(word) for word in record.get("keywords", ())],
        "abstract": record.get("abstract") or record.get("notes_abstract"),
        "aliases": [key] if KEY.fullmatch(key) and not key.isdigit() and key != id_of(url) else [],
    }
    return with_rest(found, rest)


def _alternatives(record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(name, text) of what a record may have in several places, or more exactly, than a registry."""
    if any(str(note).startswith(f"{REST}: ") for note in record.get("notes", ())):
        return  # Ours: the other fields are views of what stands there.
    for name in (*_TITLES, *_VENUES, "notes_abstract", "abstract", "type_of_work"):
        yield name, str(record.get(name) or "")
    yield from (("notes", str(note)) for note in record.get("notes", ()))
    yield from (("urls", url) for url in _addresses(record)[1:])
    written = str(record.get("access_date") or "")
    yield "access_date", dates.parse(written.strip("/ ").replace("/", "-")) or written


def _addresses(record: Mapping[str, Any]) -> list[str]:
    return [address for text in record.get("urls", ()) for address in addresses(str(text))]


def _date(record: Mapping[str, Any]) -> str:
    """What is no date comes as it is written: who takes it says so."""
    for name in _DATES:
        written = str(record.get(name) or "").strip()
        parts = [part for part in written.split("/")[:3] if part]
        found = dates.parse(date_of(*parts) if "/" in written and parts else written)
        if found:
            return found
    return _first(record, _DATES)


def _type(name: str) -> str:
    return type_of("ris", name) or _FROM.get(name, "web")


def _first(record: Mapping[str, Any], keys: Iterable[str]) -> str:
    return next((str(record[key]) for key in keys if record.get(key)), "")
