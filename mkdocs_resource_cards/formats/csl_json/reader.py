"""CSL-JSON (https://docs.citationstyles.org, schema 1.0.2), which Zotero, Pandoc, Crossref and DataCite write."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ...keys import KEY
from ...normalize import dates
from ...normalize.identifiers import id_of
from ..records import (
    REST,
    Entry,
    InterchangeError,
    ReadResult,
    Tally,
    WriteResult,
    date_of,
    loaded,
    lossless,
    placed,
    prose,
    resource_of,
    unplaced,
    with_rest,
    without_tags,
)
from ..type_map import type_of
from .writer import csl_json

_FROM = {
    "article-magazine": "news",
    "paper-conference": "paper",
    "thesis": "paper",
    "chapter": "book",
    "entry": "reference",
    "entry-encyclopedia": "reference",
    "entry-dictionary": "reference",
    "post": "blog",
    "interview": "talk",
    "bill": "government",
    "legislation": "government",
    "journal-article": "paper",
    "posted-content": "paper",
    "proceedings-article": "paper",
    "book-chapter": "book",
    "monograph": "book",
}
"""What our own files never say; Crossref's own names come with its CSL-JSON."""
_TAKEN = frozenset(
    "id type title author issued accessed URL DOI container-title publisher abstract keyword custom citation-key".split()
)


def read(text: str) -> ReadResult:
    """The items of a list, or one alone."""
    data = loaded(text)
    items = data.get("items", [data]) if isinstance(data, dict) else data
    if not isinstance(items, list):
        raise InterchangeError("the file is no list of CSL-JSON items")
    tally, entries, locations = Tally(), list[Entry](), list[str]()
    for number, item in enumerate(items, 1):
        if isinstance(item, dict):
            entries.append(entry_of(item))
            locations.append(placed(number, item.get("citation-key") or item.get("id")))
            tally.add({*map(str, item.keys() - _TAKEN), *unplaced(_alternatives(item), entries[-1])})
    skipped = len(items) - len(entries)
    said = (f"{skipped} items are no mappings, and left out",) if skipped else ()
    return ReadResult(tuple(entries), (*said, *tally.sentence("fields with no place in a registry")), tuple(locations))


def write(entries: Iterable[Mapping[str, Any]]) -> WriteResult:
    """A list of items; the rest stands in `custom`, which other programs keep or ignore."""
    tally = Tally()
    items = [lossless(entry, _item, entry_of, tally) for entry in entries]
    text = json.dumps(items, ensure_ascii=False, indent=2) + "\n"
    return WriteResult(text, tally.sentence("kept in `custom`, where CSL-JSON has no place"))


def entry_of(item: Mapping[str, Any]) -> Entry:
    """The entry of one item."""
    custom, url = item.get("custom"), _text(item.get("URL"))
    found = {
        "title": without_tags(_text(item.get("title"))),
        "url": url,
        "type": _type(_text(item.get("type"))),
        "authors": [name for name in map(_name, _list(item.get("author"))) if name],
        "published": _date(item.get("issued")),
        "publication": without_tags(_text(item.get("container-title"))) or _text(item.get("publisher")),
        "doi": _text(item.get("DOI")),
        "tags": [tag.strip() for tag in _text(item.get("keyword")).split(",") if tag.strip()],
        "abstract": prose(_text(item.get("abstract"))),
        "aliases": [key] if (key := _key(item)) and key != id_of(url) else [],
    }
    return with_rest(found, custom.get(REST) if isinstance(custom, dict) else None)


def _alternatives(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(name, text) of what an item may have in several places, or more exactly, than a registry."""
    custom = item.get("custom")
    if isinstance(custom, dict):
        yield from (("custom", str(name)) for name in custom if name != REST)
        if REST in custom:  # Ours: the other fields are views of what stands there.
            return
    yield "publisher", _text(item.get("publisher"))
    for name in ("container-title", "publisher", "title", "URL", "DOI"):
        yield from ((name, without_tags(_text(text))) for text in _list(item.get(name))[1:])
    yield "accessed", _date(item.get("accessed"))
    if isinstance(issued := item.get("issued"), dict):
        ends = parts[1:] if isinstance(parts := issued.get("date-parts"), list) else []
        yield from (("issued (the end of a period)", _date({"date-parts": [end]})) for end in ends)
        yield from ((f"issued ({name})", _text(issued.get(name))) for name in ("season", "circa"))


def _key(item: Mapping[str, Any]) -> str:
    """What documents cite the item by, if that can be a key here."""
    keys = (_text(item.get(name)) for name in ("citation-key", "id"))
    return next((key for key in keys if KEY.fullmatch(key) and not key.isdigit()), "")


def _item(entry: Mapping[str, Any], rest: Entry) -> dict[str, Any]:
    item: dict[str, Any] = json.loads(csl_json([resource_of(entry)]))[0]
    return {**item, "custom": {**item.get("custom", {}), REST: rest}} if rest else item


def _type(name: str) -> str:
    return type_of("csl", name) or _FROM.get(name, "" if name == "document" else name)


def _name(value: Any) -> str:
    if not isinstance(value, dict):
        return _text(value)
    parts = (value.get(part) for part in ("given", "dropping-particle", "non-dropping-particle", "family"))
    name = _text(value.get("literal")) or " ".join(_text(part) for part in parts if part) or _text(value.get("name"))
    return f"{name}, {_text(value['suffix'])}" if value.get("suffix") else name


def _date(value: Any) -> str:
    if not isinstance(value, dict):
        return _text(value)
    parts = value.get("date-parts")
    first = parts[0] if isinstance(parts, list) and parts else []
    if isinstance(first, list) and first and first[0]:
        return date_of(*first[:3])
    written = _text(value.get("raw")) or _text(value.get("literal"))
    return dates.parse(written) or written  # What is no date comes as it is: who takes it says so.


def _text(value: Any) -> str:
    """A text; Crossref wraps some in a list."""
    if isinstance(value, list):
        value = value[0] if value else ""
    return str(value) if isinstance(value, (str, int, float)) and not isinstance(value, bool) else ""


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []
