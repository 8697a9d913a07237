"""Resources -> CSL-JSON (CSL 1.0.2 input data), which citation processors, pandoc and Zotero read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from ...model import Name, Resource
from ..type_map import kind_of
from ..values import abstract, accessed, author_names, date_parts, doi, line, venue, web_address


def csl_json(resources: Iterable[Resource]) -> str:
    """A `.csl.json` file: an array of items, one a line, in the order given."""
    items = (json.dumps(csl_item(resource), ensure_ascii=False) for resource in resources)
    return "[\n" + ",\n".join(items) + "\n]\n"


def csl_item(resource: Resource) -> dict[str, Any]:
    """One item, as a mapping."""
    return dict(_item(resource))


def _item(resource: Resource) -> Iterator[tuple[str, Any]]:
    yield "id", resource.id
    yield "type", kind_of(resource).csl
    yield "title", line(resource.title)
    if authors := author_names(resource):
        yield "author", [_name(name) for name in authors]
    for name, iso in (("issued", resource.published), ("accessed", accessed(resource))):
        if parts := date_parts(iso):
            yield name, {"date-parts": [[int(part) for part in parts]]}
    texts = {
        "container-title": venue(resource),
        "DOI": doi(resource),
        "URL": web_address(resource.url),
        "abstract": abstract(resource),
        "keyword": ", ".join(line(tag) for tag in resource.tags),
    }
    yield from ((name, text) for name, text in texts.items() if text)


def _name(name: Name) -> dict[str, str | bool]:
    return {part.replace("_", "-"): value for part, value in name._asdict().items() if value}
