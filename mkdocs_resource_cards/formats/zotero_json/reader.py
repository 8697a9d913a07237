"""Zotero's items -> plain entries."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ...normalize.identifiers import bare_doi
from ...normalize.loose_dates import edtf, first_year, is_unknown, state_of
from ...normalize.names import parted_given
from ..bibliography import ForeignEntry, RawEntry, ReadProblem
from ..json_items import items, loaded
from ..markup import marked_title, plain_title, prose
from ..values import doi_and_address
from .tables import CONTAINERS, DATES, EXTRA, HOUSEKEEPING, MAIN, NAMES, NO_WORKS, PRIVATE, PUBLISHERS, TEXTS, TYPES

_EXTRA_LINE = re.compile(r"\s*([A-Za-z][A-Za-z -]{1,30}):\s*(\S.*?)\s*")
_YEARS = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} .+")
"""Zotero's own double form of a date, for databases: `2010-00-00 2010`."""


def split(text: str) -> tuple[list[RawEntry], list[ReadProblem]]:
    """The items of a file."""
    return items(text)


def read_entry(raw: RawEntry) -> tuple[ForeignEntry | None, list[ReadProblem]]:
    """The values of one item; None for notes and attachments."""
    item = loaded(raw)
    inner = item.get("data")
    fields = {
        str(name): value for name, value in (inner if isinstance(inner, dict) else item).items() if value not in (None, "")
    }
    type = str(fields.get("itemType", "document"))
    if type in NO_WORKS:
        return None, []
    extra, has_notes = _extra(fields)
    problems = list[ReadProblem]()
    values = {**_values(type, fields, raw, problems), **{name: text for name, text in extra.items() if name in _VARIABLES}}
    if extra.get("arxiv"):
        values.setdefault("url", f"https://arxiv.org/abs/{extra['arxiv'].removeprefix('arXiv:').split()[0]}")
    key = _text(fields.get("citationKey") or fields.get("citekey") or extra.get("citation key") or fields.get("citation-key"))
    if "title" not in values:
        values["title"] = str(values.get("title-short") or values.get("container-title") or values.get("url") or key or type)
        values["as_written"] = {"title": ""}
        problems.append(
            ReadProblem(f"`title` is missing; `{values['title'][:60]}` is used instead", raw.line, raw.column, key)
        )
    private = tuple(name for name in fields if name in PRIVATE and (name != "extra" or has_notes) and fields[name])
    known = (TEXTS, DATES, PRIVATE, HOUSEKEEPING, CONTAINERS, PUBLISHERS)
    unplaced = tuple(name for name, value in fields.items() if value and not any(name in names for names in known))
    return ForeignEntry(key, values, raw.line, raw.column, private, unplaced), problems


_VARIABLES = frozenset(EXTRA.values()) - {"citation key", "arxiv"}


def _values(type: str, fields: Mapping[str, Any], raw: RawEntry, problems: list[ReadProblem]) -> dict[str, Any]:
    values: dict[str, Any] = {
        "title": marked_title(_text(fields.get("title"))),
        "type": TYPES.get(type, type),
        "container-title": plain_title(next((_text(fields[name]) for name in CONTAINERS if fields.get(name)), "")),
        "publisher": next((_text(fields[name]) for name in PUBLISHERS if fields.get(name)), ""),
        **doi_and_address(_text(fields.get("DOI")), _text(fields.get("url"))),
        "language": _text(fields.get("language")),
        "abstract": prose(_text(fields.get("abstractNote"))),
        "tags": list(dict.fromkeys(tag for tag in map(_tag, _items(fields.get("tags"))) if tag)),
        **_people(type, fields),
    }
    for name, variable in TEXTS.items():
        if fields.get(name) and not values.get(variable) and variable != "published":
            values[variable] = plain_title(_text(fields[name]))
    for name, variable in DATES.items():
        if fields.get(name) and not values.get(variable):
            values[variable] = _date(name, _text(fields[name]), raw, problems)
    if state := state_of(_text(fields.get("date"))):
        values.setdefault("status", state)
    if "page" in values:
        values["page"] = values["page"].replace("–", "-")
    return {name: value for name, value in values.items() if value}


def _date(name: str, written: str, raw: RawEntry, problems: list[ReadProblem]) -> str:
    if _YEARS.fullmatch(written):
        written = re.sub(r"(?:-00){1,2}$", "", written[:10])
    date = edtf(written)
    if not date and any(sign.isalnum() for sign in written) and not (state_of(written) or is_unknown(written)):
        date = first_year(written)
        said = f"only {date} is used" if date else "it is left out"
        problems.append(ReadProblem(f"`{name}`: `{written[:60]}` is not a date; {said}", raw.line, raw.column, raw.key))
    return date


def _people(type: str, fields: Mapping[str, Any]) -> dict[str, list[Any]]:
    creators = [one for one in _items(fields.get("creators")) if isinstance(one, dict)]
    kinds = {one.get("creatorType") for one in creators}
    main = MAIN.get(type, "author")
    found = dict[str, list[Any]]()
    for creator in creators:
        kind = creator.get("creatorType")
        is_main = kind in (main, "author", "creator") or (kind not in NAMES and main not in kinds)
        name = _name(creator)
        if name:
            found.setdefault("authors" if is_main else NAMES.get(str(kind), "contributor"), []).append(name)
    holder = _text(fields.get("assignee"))
    return {**found, "holder": [{"literal": holder}]} if holder else found


def _name(creator: Mapping[str, Any]) -> dict[str, str]:
    whole, family, given = (_text(creator.get(part)) for part in ("name", "lastName", "firstName"))
    if family and not given and creator.get("fieldMode") == 1:
        whole = family
    if whole:
        return {"literal": whole}
    given, comma, suffix = given.partition(", ")
    given, particles = parted_given(given)
    parts = {"family": family, "given": given, "dropping-particle": particles, "suffix": suffix if comma else ""}
    return {part: text for part, text in parts.items() if text} if family else {"literal": given} if given else {}


def _extra(fields: Mapping[str, Any]) -> tuple[dict[str, str], bool]:
    """What `extra` holds of fields, and whether it holds more, which are notes."""
    found, has_notes = dict[str, str](), False
    for line in _text(fields.get("extra")).split("\n"):
        match = _EXTRA_LINE.fullmatch(line)
        name = EXTRA.get(match[1].strip().lower()) if match else None
        if match and name:
            value = edtf(match[2]) if name.endswith("-date") else bare_doi(match[2]) if name == "doi" else match[2]
            if value:
                found[name] = value
        elif line.strip():
            has_notes = True
    return found, has_notes


def _tag(value: Any) -> str:
    return _text((value.get("tag") if isinstance(value, dict) else value) or "").strip()


def _items(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: Any) -> str:
    return str(value).strip() if isinstance(value, (str, int, float)) and not isinstance(value, bool) else ""
