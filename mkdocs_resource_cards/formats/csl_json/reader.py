"""CSL-JSON (CSL 1.0.2 input data), as Zotero, Pandoc, Crossref and DataCite write it -> plain entries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ...csl_variables import DATES, NAMES, OTHER, PRIVATE
from ...normalize.csl_dates import edtf_of
from ...normalize.loose_dates import edtf, is_unknown
from ..bibliography import OWN, ForeignEntry, RawEntry, ReadProblem, with_own
from ..json_items import items, key_of, loaded
from ..markup import marked_title, plain_title, prose
from ..type_map import type_of_csl
from ..values import doi_and_address, stand_in_title
from .as_written import LONGEST, date_of, date_text, is_short, kept, text_of

_FROM = {
    "journal-article": "paper",
    "posted-content": "preprint",
    "proceedings-article": "conference",
    "book-chapter": "chapter",
    "book-section": "chapter",
    "monograph": "book",
    "edited-book": "book",
    "reference-book": "book",
    "dissertation": "thesis",
    "report-component": "report",
    "journal": "periodical",
    "peer-review": "review",
    "reference-entry": "entry",
}
"""Crossref's own names, which come with its CSL-JSON."""
_RENAMED = {
    "journalAbbreviation": "container-title-short",
    "shortTitle": "title-short",
    "event": "event-title",
    "short-container-title": "container-title-short",
}
_OWN = frozenset("id type title author issued URL DOI abstract keyword language citation-key custom categories".split())
_TEXTS = frozenset(OTHER)


def split(text: str) -> tuple[list[RawEntry], list[ReadProblem]]:
    """The items of a file."""
    return items(text)


def read_entry(raw: RawEntry) -> tuple[ForeignEntry | None, list[ReadProblem]]:
    """The values of one item."""
    written = {str(name): value for name, value in loaded(raw).items() if value not in (None, "", [], {})}
    item = {**{_RENAMED[name]: value for name, value in written.items() if name in _RENAMED}, **written}
    messages = list[str]()
    values: dict[str, Any] = {name: value for name, value in _values(item, messages) if value not in (None, "", [], {})}
    custom = item.get("custom")
    if isinstance(custom, dict):
        item["custom"] = {name: value for name, value in custom.items() if name != OWN}
    if "title" not in values:
        values["title"] = stand_in_title(values, raw.key)
        messages.append(f"`title` is missing; `{values['title'][:60]}` is used instead")
    as_written = kept(item, values)
    if is_short(as_written):
        values |= {"as_written": as_written} if as_written else {}
    else:
        messages.append(f"more than {LONGEST} characters that only CSL has a place for are left out")
    values, own = with_own(values, custom.get(OWN) if isinstance(custom, dict) else None)
    private = tuple(name for name in written if name in PRIVATE)
    problems = [ReadProblem(message, raw.line, raw.column, raw.key) for message in messages]
    return ForeignEntry(raw.key, values, raw.line, raw.column, private, tuple(_unplaced(written)), own), problems


def _unplaced(item: Mapping[str, Any]) -> Iterator[str]:
    known = _OWN.union(_TEXTS, NAMES, DATES, PRIVATE, _RENAMED)
    yield from (name for name in item if name not in known)
    yield from (f"{name} (all but the first)" for name in item if _is_several(name, item[name]))


def _is_several(name: str, value: Any) -> bool:
    """Whether there are several texts where an entry has one; Crossref wraps one in a list."""
    return isinstance(value, list) and len(value) > 1 and (name in _TEXTS or name in ("title", "URL", "DOI", "abstract"))


def _values(item: Mapping[str, Any], messages: list[str]) -> Iterator[tuple[str, Any]]:
    type = text_of(item.get("type"))
    yield "title", marked_title(text_of(item.get("title")))
    yield "type", _FROM.get(type) or type_of_csl(type) or type
    yield "authors", _names(item.get("author"))
    yield "published", _date("issued", item.get("issued"), messages)
    yield from doi_and_address(text_of(item.get("DOI")), text_of(item.get("URL"))).items()
    yield "abstract", prose(text_of(item.get("abstract")))
    yield "language", text_of(item.get("language"))
    keys = {one for name in ("id", "citation-key") if (one := text_of(item.get(name)))}
    yield "aliases", sorted(keys - {key_of(dict(item))})
    yield "tags", list(dict.fromkeys(tag.strip() for tag in text_of(item.get("keyword")).split(",") if tag.strip()))
    for name, value in item.items():
        if name in NAMES:
            yield name, _names(value)
        elif name in DATES:
            yield name, _date(name, value, messages)
        elif name in _TEXTS and name not in _RENAMED:
            yield name, plain_title(text_of(value)) if name == "container-title" else text_of(value)
    issued = item.get("issued")
    if isinstance(issued, dict) and "status" not in item and not edtf_of(issued):
        yield "status", _status(issued)


def _status(issued: Mapping[str, Any]) -> str:
    """`in press` instead of a date."""
    written = text_of(issued.get("literal")) or text_of(issued.get("raw"))
    return "" if any(sign.isdigit() for sign in written) or is_unknown(written) else written


def _date(name: str, value: Any, messages: list[str]) -> str:
    date, written = date_of(value) if value is not None else "", date_text(value)
    if value is not None and not edtf_of(value) and not edtf(written) and any(sign.isdigit() for sign in written):
        said = f"only {date} is used" if date else "it is left out"
        messages.append(f"`{name}`: `{written[:60]}` is not a date; {said}")
    return date


def _names(value: Any) -> list[Any]:
    """Names in CSL's parts; a text is a name, too."""
    found = list[Any]()
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict):
            name: dict[str, Any] = {part: text for part in _PARTS if (text := text_of(one.get(part)))}
            if one.get("comma-suffix") in (True, "true", 1):
                name["comma-suffix"] = True
            if "literal" not in name and not name.keys() & {"family", "given"} and text_of(one.get("name")):
                name["literal"] = text_of(one["name"])
            if name.get("literal") in ("others", "et al.") and len(name) == 1:
                found.append("et al.")
            elif name:
                found.append(name)
        elif text := text_of(one):
            found.append({"literal": text})
    return found


_PARTS = ("family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal")
