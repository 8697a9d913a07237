"""Resources -> RIS (Research Information Systems, the specification of 2011).

A record begins with `TY` and ends with `ER`; a line is two characters, two spaces, a hyphen, a space and the value, and ends
with carriage return and line feed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ...csl_variables import PEOPLE
from ...edtf import edtf
from ...model import OTHERS, Resource
from ...normalize.text import line
from ..bibliography import NOTHING, OWN, Own, own_json
from ..type_map import kind_of
from ..values import abstract, accessed, citation_keys, clean_names, date_parts, doi, variable, venue, web_address
from .tables import COUNTED, LIKE, MEANINGS, TEXTS

_TEXTS = {variable: tag for tag, variable in reversed(TEXTS.items()) if tag not in ("VL", "IS", "CP", "PP", "JA", "J1", "JO")}
_PEOPLE = {"translator": "A4", "collection-editor": "A3"}
_ELSEWHERE = frozenset(("A2", "A3", "A4", "VL", "IS"))
_PAGES = re.compile(r"([A-Za-z]?[0-9]+[A-Za-z]?)\s?[-–]\s?([A-Za-z]?[0-9]+[A-Za-z]?)")


def ris(resources: Iterable[Resource], own: Own = NOTHING) -> str:
    """A `.ris` file, in UTF-8, records in the order given. `own` is kept in a note."""
    listed = list(resources)
    keys = citation_keys(listed, line)
    return "".join(_record(resource, key, own.get(resource.id)) for resource, key in zip(listed, keys, strict=True))


def _record(resource: Resource, key: str, own: Mapping[str, Any] | None) -> str:
    type = kind_of(resource).ris
    lines = [f"{tag}  - {value}\r\n" for tag, value in _fields(resource, type, key) if value]
    if own:
        lines.append(f"N1  - {OWN}: {own_json(own)}\r\n")
    return f"TY  - {type}\r\n{''.join(lines)}ER  - \r\n\r\n"


def _fields(resource: Resource, type: str, key: str) -> Iterator[tuple[str, str]]:
    yield "ID", key
    yield "TI", line(resource.written_title)
    for name in clean_names(resource.authors):
        yield "AU", "et al." if name == OTHERS else name.sorted
    yield from _people(resource, type)
    yield from _dates(resource)
    container = variable(resource, "container-title") or venue(resource)
    yield "T2", container if container != variable(resource, "publisher") else ""
    yield "DO", doi(resource)
    yield "UR", web_address(resource.url)
    yield from _texts(resource, type)
    yield "AB", abstract(resource)
    for tag in resource.tags:
        yield "KW", line(tag)


def _people(resource: Resource, type: str) -> Iterator[tuple[str, str]]:
    special = {role: tag for tag, role in MEANINGS.get(LIKE.get(type, type), {}).items() if role in PEOPLE}
    for role, people in resource.csl.items():
        usual = "ED" if role == "editor" else _PEOPLE.get(role, "")
        tag = special.get(role) or (usual if usual not in special.values() else "")
        for name in clean_names(people) if tag and not isinstance(people, str) else ():
            yield tag, "et al." if name == OTHERS else name.sorted


def _dates(resource: Resource) -> Iterator[tuple[str, str]]:
    parts = date_parts(resource.published)
    if parts:
        yield "PY", parts[0]
    if len(parts) > 1 or resource.published not in ("", *parts[:1]):
        yield "DA", _date(parts) if resource.published == "-".join(parts) else edtf(resource.published)
    yield "Y2", _date(date_parts(variable(resource, "accessed") or accessed(resource)))


def _date(parts: tuple[str, ...]) -> str:
    """`YYYY/MM/DD/` with empty places for what is not known; `""` for no date."""
    return "/".join([*parts, "", "", ""][:4]) if parts else ""


def _texts(resource: Resource, type: str) -> Iterator[tuple[str, str]]:
    special = {variable: tag for tag, variable in MEANINGS.get(LIKE.get(type, type), {}).items() if variable}
    taken = _ELSEWHERE.union(special.values())
    yield special.get("volume", "VL"), variable(resource, "volume")
    page = variable(resource, "page") or (variable(resource, "number-of-pages") if type in COUNTED else "")
    pages = _PAGES.fullmatch(page)
    yield "SP", pages[1] if pages else page
    yield "EP", pages[2] if pages else ""
    yield "SN", variable(resource, "ISBN")
    yield "SN", variable(resource, "ISSN")
    yield "LA", line(resource.language)
    if "genre" not in special:
        yield "M3", variable(resource, "genre")
    if "issue" not in special and "IS" not in special.values():
        yield "IS", variable(resource, "issue")
    for name, tag in {**_TEXTS, **special}.items():
        if name not in ("volume", "issue", "container-title") and (name in special or tag not in taken):
            yield tag, variable(resource, name)
