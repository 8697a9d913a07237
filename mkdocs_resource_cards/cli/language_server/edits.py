"""Changes that an editor is asked to make: another key for a resource, the likely fix of a problem, a link as a shortcode."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ...keys import KEY
from ...model import Resource
from ...normalize.source_urls import source_key
from ..registry_edit.yaml_writer import scalar
from .diagnostics import Diagnosis
from .navigation import Place, citations, place_of
from .site_state import SiteState

_MEANT = re.compile(r"did you mean `?(?P<text>[^`?]+?)`?(?: \(.*)?\?", re.DOTALL)
_LINK = re.compile(r"(?<!!)\[(?P<label>[^\[\]\n]+)\]\((?P<url>https?://[^\s()<>]+)\)")


class Edit(NamedTuple):
    """A stretch of a file becomes a text."""

    place: Place
    text: str


class Action(NamedTuple):
    """One change that is offered."""

    title: str
    edits: tuple[Edit, ...] = ()
    address: str = ""
    """To be added to the registry, by the command `add`, which uses the network."""
    key: str = ""
    """Of an entry that the command `update` is to fill in, from the network."""
    diagnosis: Diagnosis | None = None
    """The problem that it mends."""


class RenameError(ValueError):
    """A key that cannot be given; its text is one line."""


def rename(state: SiteState, one: Resource, old: str, new: str) -> list[Edit]:
    """Every place where `old`, a key of a resource, stands in pages and in its entry. Raises RenameError."""
    if not KEY.fullmatch(new):
        raise RenameError(f"`{new}` is no key")
    other = state.registry.get(new)
    if other is not None and other.id != one.id:
        raise RenameError(f"`{new}` is a key of `{other.title}` already")
    edits = [Edit(place, new) for place in citations(state, one) if _text_at(state, place) == old]
    own = _in_entry(state, one, old, new)
    if own is None:
        raise RenameError(f"`{old}` is not written in an entry that can be changed here")
    return [*edits, own]


def _in_entry(state: SiteState, one: Resource, old: str, new: str) -> Edit | None:
    """The key where its entry writes it; None where a bibliography does, which is never written."""
    start = place_of(state, one.location)
    if start.path.suffix.lower() not in (".yml", ".yaml"):
        return None
    lines = state.text_of(start.path).split("\n")
    later = [other.location.line for other in state.resources if other.location.path == one.location.path]
    end = min((line - 1 for line in later if line - 1 > start.line), default=len(lines))
    pattern = re.compile(rf"(?P<value>(?P<quote>['\"]?){re.escape(old)}(?P=quote))[ \t]*(?=[,\]}}#\r]|$)")
    field = re.compile(r"[ \t{-]*(?:id|stable_id|citation_key|aliases)[ \t]*:|[ \t]*-[ \t]|[ \t]*\[")
    for number in range(start.line, end):
        match = pattern.search(lines[number]) if field.match(lines[number]) else None
        if match:
            return Edit(Place(start.path, number, *match.span("value")), scalar(new, "id"))
    return None


def _text_at(state: SiteState, place: Place) -> str:
    lines = state.text_of(place.path).split("\n")
    return lines[place.line][place.column : place.end] if place.line < len(lines) else ""


def fixes(one: Diagnosis, place: Place, text: str) -> Iterator[Action]:
    """What takes the suggestion of a problem whose stretch of the page is `text`."""
    match = _MEANT.search(one.problem.suggestion)
    if match is None:
        return
    meant = match["text"]
    wrong = re.search(r"`([^`]+)`", one.problem.message)
    if one.problem.code == "unknown_resource" and wrong and wrong[1] in text:
        yield Action(f"Change to {meant}", (Edit(place, text.replace(wrong[1], meant, 1)),), diagnosis=one)
    elif meant.startswith("<<"):
        yield Action(f"Change to {meant}", (Edit(place, meant),), diagnosis=one)
    elif wrong and wrong[1] in text:
        yield Action(f"Change to {meant}", (Edit(place, text.replace(wrong[1], meant, 1)),), diagnosis=one)


def entry_actions(state: SiteState, one: Resource | None) -> Iterator[Action]:
    """For an entry in a registry file of YAML: what it lacks may be filled in from its source."""
    if one is not None and (one.url or one.doi) and not (one.authors and one.published):
        yield Action("Fill in this entry from its source", key=one.id)


def link_actions(state: SiteState, place: Place, line: str) -> Iterator[Action]:
    """For the link at a place of `line`: a shortcode where its source is known, else the offer to add it."""
    for match in _LINK.finditer(line):
        if not match.start() <= place.column <= match.end():
            continue
        known = next((one for one in state.resources if one.url == match["url"]), None)
        if known is not None:
            label = "" if match["label"] == known.title else ' "{}"'.format(match["label"].replace('"', '\\"'))
            stretch = place._replace(column=match.start(), end=match.end())
            yield Action("Turn this link into a shortcode", (Edit(stretch, f"<< resource:{known.typed_key}{label} >>"),))
        elif not any(source_key(one.url) == source_key(match["url"]) for one in state.resources):
            yield Action("Add this address to the registry", address=match["url"])
