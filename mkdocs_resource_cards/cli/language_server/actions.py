"""Code actions: fix a problem, fill in an entry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ...model import Resource
from .diagnostics import Diagnosis
from .edits import Edit
from .navigation import Place

_MEANT = re.compile(r"did you mean `?(?P<text>[^`?]+?)`?(?: \(.*)?\?", re.DOTALL)


_WRITE = re.compile(r"write `(?P<text>(?P<name>[\w-]+): [^`\n]+)`")
"""The corrected line of a registry file."""


class Action(NamedTuple):
    """One change that is offered."""

    title: str
    edits: tuple[Edit, ...] = ()
    address: str = ""
    """An address to add to the registry with the command `add`, which uses the network."""
    key: str = ""
    """The key of an entry to fill in with the command `update`, which uses the network."""
    diagnosis: Diagnosis | None = None
    """The problem that it fixes."""
    refusal: str = ""
    """Why it is disabled; `""` if it is not."""


def fixes(one: Diagnosis, place: Place, line: str) -> Iterator[Action]:
    """The actions that apply the suggestion of a problem in `line`."""
    written = _WRITE.fullmatch(one.problem.suggestion)
    start = line.find(f"{written['name']}:") if written else -1
    if written and start >= 0:
        whole = place._replace(column=start, end=len(line.rstrip()))
        yield Action(f"Write {written['text']}", (Edit(whole, written["text"]),), diagnosis=one)
    match = _MEANT.search(one.problem.suggestion)
    if match is None:
        return
    meant, text = match["text"], line[place.column : place.end]
    named = re.findall(r"`([^`]+)`", one.problem.message)
    wrong = next((word for word in named if word in text), "")
    name, equals, value = meant.partition("=")
    if equals and not value:  # The name of an option; its value stays.
        wrong = wrong.partition("=")[0] + equals
    elif equals and not wrong.startswith(f"{name}="):
        wrong = f"{name}={wrong}" if f"{name}={wrong}" in text else f'{name}="{wrong}"'
    if meant.startswith("<<"):
        yield Action(f"Change to {meant}", (Edit(place, meant),), diagnosis=one)
    elif wrong and wrong in text:
        yield Action(f"Change to {meant}", (Edit(place, text.replace(wrong, meant, 1)),), diagnosis=one)


def entry_actions(one: Resource | None) -> Iterator[Action]:
    """The action for an entry in a YAML registry file: fill in missing fields from its source."""
    from ..ingest.fill_in import is_lacking  # Imported late, so that the server starts quickly.

    if one is not None and (one.url or one.doi) and is_lacking(one):
        yield Action("Fill in this entry from its source", key=one.id)
