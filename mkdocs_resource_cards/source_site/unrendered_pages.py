"""Problems of pages that were scanned but not rendered, with the same messages as in rendering."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..citation import Citation
from ..citations import CitationIndex, nothing_cited, pandoc
from ..citations.unknown_keys import hint
from ..markdown_scan.scanner import Occurrence, Scan
from ..model import Location, Problem
from ..registry import Registry
from ..resource_query import select
from ..shortcode import Malformed, Shortcode


def unread(found: Scan, path: str, registry: Registry, index: CitationIndex) -> Iterator[Problem]:
    """The problems of the page at `path`, as messages show that."""
    for one in found.occurrences:
        faults = [nothing_cited()] if _is_empty(one, found, registry) else _faults(one, registry, index)
        for code, message, suggestion in faults:
            yield Problem(code, message, Location(path, one.line, one.column), suggestion)


def _is_empty(one: Occurrence, found: Scan, registry: Registry) -> bool:
    """Whether it is a list of what this page cites, which is nothing."""
    is_list = isinstance(one.item, Shortcode) and one.item.name == "references" and not one.item.scope
    return is_list and not any(key in registry for key, _, _ in found.cited_keys)


def _faults(one: Occurrence, registry: Registry, index: CitationIndex) -> Iterable[tuple[str, str, str]]:
    item = one.item
    if isinstance(item, Malformed):
        return [("malformed_shortcode", item.reason, item.suggestion)]
    if isinstance(item, Citation):
        return pandoc.unknown(item.items, registry)
    if item.name == "resources":
        return select(item, registry, index)[1]
    if item.name == "resource" and item.key not in registry:
        return [("unknown_resource", f"no resource has the key `{item.key}`", hint(item.key, registry))]
    return []
