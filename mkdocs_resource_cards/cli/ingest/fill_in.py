"""An entry, and what its source says today -> the fields that the entry lacks."""

from __future__ import annotations

from typing import NamedTuple

from ...model import Resource
from ...registry.plain_entries import Entry, entry_of
from ..lint import LintContext
from ..lint.titles import addresses_as_titles, labels_as_titles
from ..metadata import Draft

BASIC = ("authors", "published")
"""Fields without which an entry is looked at when nobody names it."""
_OF_PEOPLE = frozenset(
    "id url stable_id aliases citation_key tags summary review key_points archive_url credibility credibility_reason cited_by "
    "snapshot image".split()
)
"""Fields that only the author of a registry can know."""


class Filling(NamedTuple):
    """What a source says that its entry does not."""

    sure: Entry
    unsure: Entry
    """What the source does not say outright: a person should look at it."""


def is_lacking(resource: Resource) -> bool:
    """Whether an entry lacks what readers look for first."""
    return has_no_title(resource) or any(not getattr(resource, name) for name in BASIC)


def has_no_title(resource: Resource) -> bool:
    """Whether a title is an address, or the text of a link."""
    context = LintContext((resource,))
    return any(True for rule in (addresses_as_titles, labels_as_titles) for _ in rule(context))


def filling(resource: Resource, draft: Draft, *, overwrite: bool) -> Filling:
    """What of `draft` belongs into the entry: what it lacks; with `overwrite` also what it says otherwise."""
    known = entry_of(resource)
    found = Filling({}, {})
    for name, value in draft.entry.items():
        lacks = has_no_title(resource) if name == "title" else not known.get(name)
        if name in _OF_PEOPLE or not value or value == known.get(name) or not (lacks or overwrite):
            continue
        if (name, value) != ("type", "web"):  # What is called so where nothing else is known.
            (found.unsure if name in draft.doubts else found.sure)[name] = value
    return found
