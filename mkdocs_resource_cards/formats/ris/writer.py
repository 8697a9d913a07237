"""Resources -> RIS (Research Information Systems, the specification of 2011).

A record begins with `TY` and ends with `ER`; a line is two characters, two spaces, a hyphen, a space and the value, and ends
with carriage return and line feed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...model import Resource
from ..type_map import kind_of
from ..values import abstract, accessed, author_names, date_parts, doi, line, venue, web_address


def ris(resources: Iterable[Resource]) -> str:
    """A `.ris` file, in UTF-8, records in the order given."""
    return "".join(_record(resource) for resource in resources)


def _record(resource: Resource) -> str:
    lines = [f"{tag}  - {value}\r\n" for tag, value in _fields(resource) if value]
    return f"TY  - {kind_of(resource).ris}\r\n{''.join(lines)}ER  - \r\n\r\n"


def _fields(resource: Resource) -> Iterator[tuple[str, str]]:
    yield "ID", resource.id
    yield "TI", line(resource.title)
    for name in author_names(resource):
        yield "AU", name.sorted
    parts = date_parts(resource.published)
    if parts:
        yield "PY", parts[0]
    if len(parts) > 1:
        yield "DA", _date(parts)
    yield "T2", venue(resource)
    yield "DO", doi(resource)
    yield "UR", web_address(resource.url)
    yield "Y2", _date(date_parts(accessed(resource)))
    yield "AB", abstract(resource)
    for tag in resource.tags:
        yield "KW", line(tag)


def _date(parts: tuple[str, ...]) -> str:
    """`YYYY/MM/DD/` with empty places for what is not known; `""` for no date."""
    return "/".join([*parts, "", "", ""][:4]) if parts else ""
