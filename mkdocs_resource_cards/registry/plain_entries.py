"""Entries as plain values, named and ordered as a person writes them; what is neither YAML nor the model goes through here.

entry_of(resource) -> entry          read_entry(entry) -> Resource and problems, by the registry's own rules
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from .. import csl_variables
from ..model import CitingPage, Name, Problem, Publication, Resource
from ..normalize.identifiers import id_of as id_of
from ..normalize.names import names_of
from ..normalize.text import written_line
from .entries import EntryReader
from .nodes import Position
from .plain_nodes import node_of
from .report import ProblemCollector
from .resource_fields import RESOURCE
from .rows import DamagedError, Decoder

Entry = dict[str, Any]
"""field -> text, number, list or mapping; absent fields are left out."""

ORDER = tuple(field.name.removeprefix("csl.") for field in RESOURCE if not field.name.startswith("snapshot."))
"""Names of fields, in the order in which entries are written."""


def entry_of(resource: Resource) -> Entry:
    """All that a resource holds, in the order of fields that people use."""
    publication = resource.publication
    values: Entry = {name: getattr(resource, name) for name in ORDER if name in Resource._fields}
    values["title"] = written_line(resource.written_title)
    values["authors"] = people_of(resource.authors)
    values["publication"] = (publication.id or publication.name) if publication and not _is_said(resource) else ""
    values["cited_by"] = [_citing(page) for page in resource.cited_by]
    told = resource.snapshot
    values["snapshot"] = {
        name: getattr(told, name) for name in ("file", "text", "status", "fetched", "bytes") if _is_there(getattr(told, name))
    }
    values["as_written"] = dict(resource.as_written)
    for variable in csl_variables.VARIABLES:
        value = resource.csl.get(variable, "")
        values[variable] = value if isinstance(value, str) else people_of(value)
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items() if _is_there(value)}


def people_of(names: Iterable[Name]) -> list[str | dict[str, Any]]:
    """Names as people write them: text where that is read as the same name, else its parts."""
    found: list[str | dict[str, Any]] = []
    for name in names:
        text = written_line(str(name))
        parts = {part.replace("_", "-"): value for part, value in name._asdict().items() if value}
        found.append(text if names_of([text]) == (name,) else parts)
    return found


def _is_said(resource: Resource) -> bool:
    """Whether the publication is named by another field of the entry."""
    name = resource.publication.name if resource.publication else ""
    return name in (resource.csl.get("container-title"), resource.csl.get("publisher"))


def publication_entry(publication: Publication) -> Entry:
    """All that a publication of the registry hands down, under the names that people use."""
    values = {name: value for name, value in publication._asdict().items() if name != "location"}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items() if _is_there(value)}


def read_entry(
    entry: Mapping[str, Any], publications: Mapping[str, Publication], path: str = ""
) -> tuple[Resource | None, list[Problem]]:
    """The resource that `entry` would be in a registry, and what was wrong with it; None when it would be left out."""
    report = ProblemCollector(path)
    values = EntryReader(report).read("resources", node_of(dict(entry), Position(-1, -1)))
    problems = report.problems()
    if values is None:
        return None, problems
    try:
        return Decoder(publications).resource(json.dumps({**values, "location": [path, 0, 0]})), problems
    except DamagedError:
        return None, [*problems, Problem("invalid_entry", "the entry cannot be read")]


def _is_there(value: Any) -> bool:
    return value is not None and value not in ("", (), [], {})


def _citing(page: CitingPage) -> Any:
    values = {"title": page.title, "url": page.url, "type": page.type, "quality": page.quality}
    there = {name: value for name, value in values.items() if _is_there(value)}
    return page.title if set(there) == {"title"} else there
