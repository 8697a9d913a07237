"""CSL-JSON (https://docs.citationstyles.org, schema 1.0.2), which Zotero, Pandoc, Crossref and DataCite write."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from ..entries import Entry
from .records import REST, InterchangeError, Read, Tally, Written, date_of, loaded, lossless, split_name, with_rest

_TYPES = {
    "paper": "article-journal",
    "book": "book",
    "blog": "post-weblog",
    "web": "webpage",
    "report": "report",
    "government": "legislation",
    "reference": "entry-encyclopedia",
    "talk": "speech",
    "podcast": "broadcast",
    "video": "motion_picture",
    "dataset": "dataset",
    "software": "software",
    "news": "article-newspaper",
}
_FROM = {value: key for key, value in _TYPES.items()} | {
    "article": "paper",
    "article-magazine": "news",
    "paper-conference": "paper",
    "thesis": "paper",
    "chapter": "book",
    "entry": "reference",
    "entry-dictionary": "reference",
    "post": "blog",
    "interview": "talk",
    "bill": "government",
    "journal-article": "paper",
    "posted-content": "paper",
    "proceedings-article": "paper",
    "book-chapter": "book",
    "monograph": "book",
}
"""Crossref's own names come with its CSL-JSON."""
_TAKEN = frozenset(
    "id type title author issued URL DOI container-title publisher abstract keyword custom citation-key note language".split()
)


def read(text: str) -> Read:
    """The items of a list, or one alone."""
    data = loaded(text)
    items = data.get("items", [data]) if isinstance(data, dict) else data
    if not isinstance(items, list):
        raise InterchangeError("the file is no list of CSL-JSON items")
    tally, entries = Tally(), []
    for item in items:
        if isinstance(item, dict):
            entries.append(entry_of(item))
            tally.add(str(name) for name in item.keys() - _TAKEN)
    return Read(tuple(entries), tally.sentence("fields with no place in a registry"))


def write(entries: Iterable[Mapping[str, Any]]) -> Written:
    """A list of items; the rest stands in `custom`, which other programs keep or ignore."""
    tally = Tally()
    items = [lossless(entry, _item, entry_of, tally) for entry in entries]
    text = json.dumps(items, ensure_ascii=False, indent=2) + "\n"
    return Written(text, tally.sentence("kept in `custom`, where CSL-JSON has no place"))


def entry_of(item: Mapping[str, Any]) -> Entry:
    """The entry of one item."""
    custom = item.get("custom")
    found = {
        "title": _text(item.get("title")),
        "url": _text(item.get("URL")),
        "type": _FROM.get(_text(item.get("type")), _text(item.get("type"))),
        "authors": [name for name in map(_name, _list(item.get("author"))) if name],
        "published": _date(item.get("issued")),
        "publication": _text(item.get("container-title")) or _text(item.get("publisher")),
        "doi": _text(item.get("DOI")),
        "tags": [tag.strip() for tag in _text(item.get("keyword")).split(",") if tag.strip()],
        "abstract": _text(item.get("abstract")),
        "aliases": [key] if (key := _text(item.get("citation-key"))) else [],
    }
    return with_rest(found, custom.get(REST) if isinstance(custom, dict) else None)


def _item(entry: Mapping[str, Any], rest: Entry) -> dict[str, Any]:
    kind = str(entry.get("type", ""))
    venue = "publisher" if kind in ("book", "report", "software", "dataset") else "container-title"
    item = {
        "id": entry.get("id"),
        "type": _TYPES.get(kind, "document"),
        "title": entry.get("title"),
        "author": [_person(name) for name in entry.get("authors", ())],
        "issued": {"date-parts": [[int(part) for part in entry["published"].split("-")]]} if entry.get("published") else None,
        venue: entry.get("publication"),
        "DOI": entry.get("doi"),
        "URL": entry.get("url"),
        "abstract": entry.get("abstract"),
        "keyword": ", ".join(entry.get("tags", ())),
        "custom": {REST: rest} if rest else None,
    }
    return {name: value for name, value in item.items() if value}


def _person(name: str) -> dict[str, str]:
    parts = split_name(name)
    return {"given": parts[0], "family": parts[1]} if parts else {"literal": name}


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
    return _text(value.get("raw")) or _text(value.get("literal"))


def _text(value: Any) -> str:
    """A text; Crossref wraps some in a list."""
    if isinstance(value, list):
        value = value[0] if value else ""
    return str(value) if isinstance(value, (str, int, float)) and not isinstance(value, bool) else ""


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []
