"""A work of another program's file -> an entry as a person would write it."""

from __future__ import annotations

from typing import Any

from ...csl_variables import PEOPLE
from ...formats.bibliography import ForeignEntry
from ...keys import KEY
from ...model import OTHERS, Name
from ...normalize.identifiers import bare_doi, id_of
from ...normalize.names import names_of
from ...normalize.text import display_line, written_line
from ...registry.plain_entries import Entry, people_of

_PARTS = frozenset(Name._fields)


def draft_of(found: ForeignEntry, format: str) -> Entry:
    """The entry, without an id where the file brought none of ours; its key becomes an alias."""
    entry = dict(found.values)
    if format == "json":
        return entry
    if "title" not in found.own:
        entry["title"] = written_line(display_line(str(entry.get("title", ""))))
    for name in ("authors", *PEOPLE):
        if name in entry and name not in found.own:
            names = names_in(entry[name])
            # Which particles are dropped is a guess unless CSL says so.
            entry[name] = people_of(names if format == "csl-json" else map(_as_written, names))
    is_venue = "publication" not in entry and not {"publication", "container-title"} & {*found.own}
    if "container-title" in entry and is_venue and entry["container-title"] != entry.get("publisher"):
        entry["publication"] = entry.pop("container-title")
    if "publication" in found.own and "container-title" not in found.own:
        entry.pop("container-title", None)  # The record's way to say it.
    doi = bare_doi(str(entry.get("doi") or ""))
    if doi and not entry.get("url") and not {"doi", "url"} & {*found.own}:
        entry["url"] = f"https://doi.org/{doi}"
    if "aliases" in found.own:
        return entry
    keys = [found.key, *map(str, entry.get("aliases", ()))]
    is_number = found.key.isdigit() and format != "bibtex"
    taken = {"", doi, id_of(str(entry.get("url", ""))), entry.get("id"), found.key if is_number else ""}
    entry["aliases"] = [key for key in dict.fromkeys(keys) if key not in taken]
    return {name: value for name, value in entry.items() if value not in (None, "", [], {})}


def keyed_draft(found: ForeignEntry, format: str) -> tuple[Entry, str]:
    """The entry, and the key by which a later import finds it again; `""` for none."""
    draft = draft_of(found, format)
    is_kept = found.key in draft.get("aliases", ()) and KEY.fullmatch(found.key)
    return draft, found.key if is_kept or found.key == draft.get("id") else ""


def names_in(value: Any) -> list[Name]:
    """Names of a plain entry as the model has them."""
    return [name for one in (value if isinstance(value, list) else [value]) if (name := _name(one))]


def _as_written(name: Name) -> Name:
    """With its particles as a text has them, where one says as much: `Piet van der Berg` is better read than its parts."""
    said = name._replace(dropping_particle="", non_dropping_particle=name.dropping_particle)
    is_text = name.dropping_particle and not name.non_dropping_particle and names_of([str(name)]) == (said,)
    return said if is_text else name


def _name(value: Any) -> Name | None:
    if value == str(OTHERS):
        return OTHERS
    if not isinstance(value, dict):
        return Name(literal=str(value)) if value else None
    parts = {part: text for written, text in value.items() if (part := written.replace("-", "_")) in _PARTS}
    return Name(**parts) if parts else None
