"""What of a resource a format cannot hold: what comes in again from a file is the same in all other fields."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Resource
from .bibtex.writer import verbatim
from .type_map import kind_of, type_of
from .values import accessed, date_parts, doi, line, web_address

_NEVER = (
    *("stable_id", "aliases", "summary", "review", "key_points", "archive_url"),
    *("credibility", "credibility_reason", "cited_by"),
)
"""Fields for which none of the formats has a place."""


def left_out(resource: Resource, format: str) -> tuple[str, ...]:
    """Names of the fields of `resource` that its entry in `format` (bibtex, ris, csl) does not hold, in the model's order.

    A text of several lines counts as held on one. An author's name counts as held although `Amodei, Dario` and
    `Dario Amodei` come out the same.
    """
    lost = {name for name in _NEVER if getattr(resource, name) not in ("", (), None)}
    return tuple(name for name in Resource._fields if name in lost.union(_lost(resource, format)))


def _lost(resource: Resource, format: str) -> Iterator[str]:
    if resource.type and resource.type != type_of(format, getattr(kind_of(resource), format)):
        yield "type"
    if resource.published and not date_parts(resource.published):
        yield "published"
    if resource.url and web_address(resource.url) != resource.url:
        yield "url"
    if resource.doi and (verbatim(resource.doi) if format == "bibtex" else doi(resource)) != resource.doi:
        yield "doi"
    if format != "ris" and any("," in tag or ";" in tag or tag != line(tag) for tag in resource.tags):
        yield "tags"
    told = resource.snapshot
    if told.file or told.text or told.status or told.bytes is not None or told.fetched != accessed(resource):
        yield "snapshot"
