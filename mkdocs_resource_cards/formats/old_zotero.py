"""Zotero's own JSON: of its web API (`[{"data": {...}}]`) and of Better BibTeX (`{"items": [...]}`). Read only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..normalize import dates
from .records import Entry, InterchangeError, ReadResult, Tally, WriteResult, loaded, placed, prose, unplaced, without_tags
from .type_map import type_of

_TYPES = {
    "conferencePaper": "paper",
    "thesis": "paper",
    "bookSection": "book",
    "statute": "government",
    "bill": "government",
    "hearing": "government",
    "encyclopediaArticle": "reference",
    "dictionaryEntry": "reference",
    "interview": "talk",
    "film": "video",
    "magazineArticle": "news",
}
"""Beside those that `kinds` knows."""
_VENUES = (
    "publicationTitle",
    "blogTitle",
    "websiteTitle",
    "proceedingsTitle",
    "bookTitle",
    "institution",
    "university",
    "publisher",
)
_NO_WORKS = frozenset(("note", "attachment", "annotation"))
_TAKEN = frozenset("itemType title url creators date DOI abstractNote tags citationKey citekey".split()) | frozenset(_VENUES)
_OF_ZOTERO = frozenset(
    "key version itemKey itemID libraryID uri select relations collections dateAdded dateModified libraryCatalog "
    "seeAlso".split()
)
"""What only a library needs."""
_AUTHORS = ("author", "presenter", "podcaster", "director", "programmer")


def read(text: str) -> ReadResult:
    """The works among the items."""
    data = loaded(text)
    items = data.get("items") if isinstance(data, dict) else data
    if not isinstance(items, list):
        raise InterchangeError("the file holds no list of Zotero items")
    tally, entries, locations, others = Tally(), list[Entry](), list[str](), 0
    for number, item in enumerate(items, 1):
        fields = item.get("data", item) if isinstance(item, dict) else {}
        if not isinstance(fields, dict) or fields.get("itemType") in (None, *_NO_WORKS):
            others += 1
            continue
        entries.append(_entry(fields))
        locations.append(placed(number, fields.get("citationKey") or fields.get("citekey") or fields.get("key")))
        unknown = {str(name) for name, value in fields.items() if value and name not in _TAKEN | _OF_ZOTERO}
        tally.add(unknown | unplaced(_alternatives(fields), entries[-1]))
    said = (f"{others} notes and attachments are no works, and left out",) if others else ()
    return ReadResult(tuple(entries), (*said, *tally.sentence("fields with no place in a registry")), tuple(locations))


def write(entries: Iterable[Mapping[str, Any]]) -> WriteResult:
    """Zotero reads CSL-JSON, BibTeX and RIS."""
    raise InterchangeError("Zotero's own JSON is only read; Zotero itself reads csl-json")


def _entry(fields: Mapping[str, Any]) -> Entry:
    written = str(fields.get("date") or "")
    key = fields.get("citationKey") or fields.get("citekey")
    found = {
        "title": without_tags(str(fields.get("title") or "")),
        "url": fields.get("url"),
        "type": type_of("zotero", str(fields["itemType"])) or _TYPES.get(str(fields["itemType"]), "web"),
        "authors": [name for name in map(_name, _items(fields.get("creators"))) if name],
        "published": dates.parse(written) or written,
        "publication": next((without_tags(str(fields[name])) for name in _VENUES if fields.get(name)), ""),
        "doi": fields.get("DOI"),
        "tags": [tag for tag in map(_tag, _items(fields.get("tags"))) if tag],
        "abstract": prose(str(fields.get("abstractNote") or "")),
        "aliases": [str(key)] if key else [],
    }
    return {name: value for name, value in found.items() if value}


def _alternatives(fields: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(name, text) of what an item may have several of, where a registry has one."""
    yield from ((name, without_tags(str(fields.get(name) or ""))) for name in _VENUES)
    for creator in _items(fields.get("creators")):
        kind = creator.get("creatorType") if isinstance(creator, dict) else None
        if kind not in _AUTHORS:
            yield f"creators ({kind})" if isinstance(kind, str) else "creators", str(creator)


def _name(creator: Any) -> str:
    if not isinstance(creator, dict) or creator.get("creatorType") not in _AUTHORS:
        return ""
    return str(creator.get("name") or " ".join(str(creator.get(part) or "") for part in ("firstName", "lastName")).strip())


def _tag(value: Any) -> str:
    return str((value.get("tag") if isinstance(value, dict) else value) or "")


def _items(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
