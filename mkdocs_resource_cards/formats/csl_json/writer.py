"""Resources -> CSL-JSON (CSL 1.0.2 input data), which citation processors, pandoc and Zotero read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from ...csl_variables import CSL_ROLES, DATES, NAMES, ROLES, VARIABLES
from ...model import OTHERS, Name, Resource
from ...normalize.csl_dates import csl_date
from ...normalize.text import line
from ..bibliography import NOTHING, OWN, Own
from ..type_map import kind_of
from ..values import accessed, citation_keys, clean_names, doi, paragraphs, venue, web_address
from .as_written import restored


def csl_json(resources: Iterable[Resource], own: Own = NOTHING) -> str:
    """A `.csl.json` file: an array of items, one a line, in the order given. `own` is kept in `custom`."""
    listed = list(resources)
    items = [csl_item(one, key) for one, key in zip(listed, citation_keys(listed, line), strict=True)]
    for resource, item in zip(listed, items, strict=True):
        if resource.id in own:
            item["custom"] = {**item.get("custom", {}), OWN: own[resource.id]}
    lines = (json.dumps(item, ensure_ascii=False) for item in items)
    return "[\n" + ",\n".join(lines) + "\n]\n"


def csl_item(resource: Resource, key: str = "") -> dict[str, Any]:
    """One item, as citation processors take it; `key` is its `id` instead of the resource's."""
    values = {"id": key or resource.id, "type": kind_of(resource).csl, **dict(_values(resource))}
    found = {name: value for name, value in values.items() if value}
    return restored(found, resource) if resource.as_written else found


def _values(resource: Resource) -> Iterator[tuple[str, Any]]:
    yield "title", line(resource.written_title)
    yield "author", [csl_name(name) for name in clean_names(resource.authors)]
    yield "issued", csl_date(resource.published)
    yield "accessed", csl_date(accessed(resource))
    yield "container-title", "" if resource.csl.get("publisher") == venue(resource) else venue(resource)
    yield "DOI", doi(resource)
    yield "URL", web_address(resource.url)
    yield "abstract", paragraphs(resource.abstract)
    yield "keyword", ", ".join(line(tag) for tag in resource.tags)
    yield "language", resource.language
    people = _people(resource)
    for variable in VARIABLES:
        value = resource.csl.get(variable)
        if variable in people:
            yield variable, [csl_name(name) for name in clean_names(people[variable])]
        elif isinstance(value, str) and variable not in ROLES:
            yield variable, csl_date(value) if variable in DATES else line(value)


def _people(resource: Resource) -> dict[str, tuple[Name, ...]]:
    """The people under CSL's variables, each once: those whose part only biblatex names join others."""
    found = {name: people for name in NAMES if (people := resource.csl.get(name)) and not isinstance(people, str)}
    has_editors = "editor" in found
    for role in ROLES if not resource.csl.keys().isdisjoint(ROLES) else ():
        people = resource.csl.get(role, ())
        variable = "contributor" if has_editors else CSL_ROLES[role]
        if people and not isinstance(people, str):
            found[variable] = tuple(dict.fromkeys((*found.get(variable, ()), *people)))
    return found


def csl_name(name: Name) -> dict[str, str | bool]:
    """A name in CSL's parts; that there are more is said as Pandoc says it."""
    if name == OTHERS:
        return {"literal": "others"}
    return {part.replace("_", "-"): value for part, value in name._asdict().items() if value}
