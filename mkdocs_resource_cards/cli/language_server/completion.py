"""What may follow what is being typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ...model import Resource
from ...registry.entries import FORMS
from ...registry.fields import WELL_KNOWN_TYPES
from ...resource_query import CONDITIONS, SORTS
from ...shortcode import GROUP_VIEWS, LIST_VIEWS, SCOPES, VIEWS
from .site_state import SiteState
from .typing import Typed

LIMIT = 10
"""Resources that are offered; an editor asks again as more is typed."""


class Suggestion(NamedTuple):
    """One thing that may follow."""

    text: str
    """What is inserted in the place of the word."""
    label: str
    kind: str
    """`resource`, `value` or `field`."""
    detail: str = ""
    key: str = ""
    """Of a resource, for its card."""
    title: str = ""
    """Of a resource, for a label."""


def candidates(state: SiteState, typed: Typed) -> list[Suggestion]:
    """The best first."""
    if typed.kind in ("key", "pandoc"):
        return list(_resources(state, typed.word))
    if typed.kind == "list":
        conditions = [*(f"{name}=" for name in (*CONDITIONS, "sort", "limit", "view"))]
        return [*_resources(state, typed.word), *_beginning(conditions, typed.word)]
    if typed.kind == "option":
        return _beginning(["view=", "at=", "title="], typed.word)
    if typed.kind == "name":
        return _beginning(["resource:", "resources ", "references"], typed.word)
    if typed.kind == "field":
        return _fields(typed.word)
    return _beginning(_values(state, typed.name), typed.word)


def _resources(state: SiteState, word: str) -> Iterator[Suggestion]:
    found = state.search.best(word.replace("-", " ").replace("_", " "), LIMIT) if word else state.resources[:LIMIT]
    exact = [one for one in (state.registry.get(word),) if one is not None and one not in found]
    for one in [*exact, *found]:
        yield Suggestion(one.typed_key, one.title, "resource", byline(one), one.id, one.title)


def byline(one: Resource) -> str:
    """People and year, for one line of a list."""
    people = ", ".join(one.author_names[:2]) + (" and others" if len(one.authors) > 2 else "")
    return " · ".join(part for part in (people, one.published[:4], one.type) if part)


def _values(state: SiteState, name: str) -> Iterable[str]:
    """What an option of a shortcode, a condition or a field of the registry may be."""
    if name == "view":
        return dict.fromkeys((*VIEWS, *LIST_VIEWS, *GROUP_VIEWS))
    if name == "sort":
        return [sign + one for one in SORTS for sign in ("", "-")]
    if name in ("type", "tag", "tags", "publication", "publication_id", "language"):
        return _in_use(state, name)
    return SCOPES if name == "references" else ()


def _in_use(state: SiteState, name: str) -> list[str]:
    """The values that entries have, the usual types among them."""
    resources = state.resources
    if name == "type":
        return sorted({*WELL_KNOWN_TYPES, *(one.type for one in resources if one.type)})
    if name in ("tag", "tags"):
        return sorted({tag for one in resources for tag in one.tags}, key=str.casefold)
    if name == "language":
        return sorted({one.language for one in resources if one.language})
    named = {one.publication.name for one in resources if one.publication}
    return sorted({*state.registry.publications, *named}, key=str.casefold)


def _beginning(values: Iterable[str], word: str) -> list[Suggestion]:
    """Those that hold the word, those that begin with it first."""
    small = word.casefold()
    fitting = [value for value in values if small in value.casefold()]
    ordered = sorted(fitting, key=lambda value: not value.casefold().startswith(small))
    return [Suggestion(value, value, "value") for value in ordered]


def _fields(word: str) -> list[Suggestion]:
    names = dict.fromkeys(name for form in FORMS.values() for name in form.names)
    return [one._replace(text=f"{one.text}: ", kind="field") for one in _beginning(names, word)]
