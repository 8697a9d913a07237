"""JSON-LD in a page -> the schema.org objects that describe a work (https://schema.org/CreativeWork)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

TYPES = {
    "scholarlyarticle": "paper",
    "medicalscholarlyarticle": "paper",
    "thesis": "paper",
    "book": "book",
    "report": "report",
    "techarticle": "web",
    "blogposting": "blog",
    "newsarticle": "news",
    "reportagenewsarticle": "news",
    "analysisnewsarticle": "news",
    "opinionnewsarticle": "news",
    "podcastepisode": "podcast",
    "videoobject": "video",
    "movie": "video",
    "dataset": "dataset",
    "softwaresourcecode": "software",
    "softwareapplication": "software",
    "course": "course",
    "legislation": "government",
    "article": "",
    "webpage": "",
    "creativework": "",
}
"""schema.org type in lower case -> resource type; `""` says nothing of it."""
MAX_CHARACTERS = 500_000
"""Characters of one script."""
_DEPTH = 4
_REFERRING = ("author", "creator", "publisher", "isPartOf")
_NAMES = 6
"""Levels of a name: lists of objects with lists of names."""


def works(scripts: Iterable[str]) -> list[dict[str, Any]]:
    """The objects of a known type, those that say most about the kind of work first."""
    things = [thing for script in scripts for thing in _objects(_loaded(script), _DEPTH)]
    nodes = {thing["@id"]: thing for thing in things if isinstance(thing.get("@id"), str) and thing.get("name")}
    found = [_resolved(thing, nodes) for thing in things if kinds(thing) & TYPES.keys()]
    return sorted(found, key=lambda thing: not any(TYPES.get(kind) for kind in kinds(thing)))


def kinds(thing: dict[str, Any]) -> set[str]:
    """Its types, lower case."""
    written = thing.get("@type")
    names = written if isinstance(written, list) else [written]
    return {name.rpartition("/")[2].lower() for name in names if isinstance(name, str)}


def is_group(value: Any) -> bool:
    """Whether a value says that it is an organisation (https://schema.org/Organization, or one of its kinds)."""
    return isinstance(value, dict) and any(kind == "corporation" or kind.endswith("organization") for kind in kinds(value))


def texts(value: Any, depth: int = _NAMES) -> Iterator[str]:
    """The texts of a value that may be a text, an object with a `name`, or a list of them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict) and depth:
        parts = (value.get(part) for part in ("givenName", "familyName"))
        name = value.get("name") or " ".join(part for part in parts if isinstance(part, str))
        if isinstance(name, (str, list)):
            yield from texts(name, depth - 1)
    elif isinstance(value, list) and depth:
        for item in value[:2000]:
            if not isinstance(item, list):
                yield from texts(item, depth - 1)


def _resolved(thing: dict[str, Any], nodes: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """With the people and publishers that it only refers to, `{"@id": "#ann"}`, where they are described beside it."""

    def node(value: Any) -> Any:
        if isinstance(value, list):
            return [one if isinstance(one, list) else node(one) for one in value]
        key = value.get("@id") if isinstance(value, dict) and not value.get("name") else None
        return nodes.get(key, value) if isinstance(key, str) else value

    return {**thing, **{name: node(thing[name]) for name in _REFERRING if name in thing}}


def _loaded(script: str) -> Any:
    if len(script) > MAX_CHARACTERS:
        return None
    try:
        # Line breaks within texts are common, and wrong.
        return json.loads(script.strip().removeprefix("<!--").removesuffix("-->"), strict=False)
    except (ValueError, RecursionError):
        return None


def _objects(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth == 0:
        return
    if isinstance(value, list):
        for item in value[:200]:
            yield from _objects(item, depth - 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _objects(value.get(key), depth - 1)
