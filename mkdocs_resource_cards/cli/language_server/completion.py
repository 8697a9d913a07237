"""Completion items for what is being typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ...model import Resource
from ...pandoc_citations import written
from ...registry.entries import FORMS
from ...registry.fields import WELL_KNOWN_TYPES
from ...resource_query import CONDITIONS, SORTS
from ...shortcode import GROUP_VIEWS, LIST_VIEWS, SCOPES, VIEWS
from ..link_conversion.label_rules import label_of_title
from ..registry_edit.yaml_writer import scalar
from .site_state import SiteState
from .typing import Typed

MAX_RESOURCES = 10
"""Most resources offered; editors ask again as more is typed."""
_VALUES = 200
_LONGEST = 60
"""Longest title in a list, in characters: people and year follow it."""


_QUOTABLE = re.compile(r'["\\]')
"""Characters that are escaped in quotes."""


class Suggestion(NamedTuple):
    """One completion item."""

    text: str
    """The text that replaces what is typed."""
    label: str
    kind: str
    """`resource`, `value`, `field` or `label`."""
    detail: str = ""
    key: str = ""
    """The id of a resource, for its card; `""` for others."""
    is_searched: bool = False
    """Whether it matches by more than its letters, so that editors must not filter it out."""


def candidates(state: SiteState, typed: Typed, *, labels: bool = False) -> list[Suggestion]:
    """The items, best first. `labels`: whether a key is completed with its title as a label."""
    if typed.kind == "key":
        return [_with_label(one, found) if labels else one for one, found in _resources(state, typed.word)]
    if typed.kind == "pandoc":
        return [_cited(one, found, typed) for one, found in _resources(state, typed.word)]
    if typed.kind == "list":
        conditions = [f"{name}=" for name in (*CONDITIONS, "sort", "limit", "view")]
        return [*(one for one, _ in _resources(state, typed.word)), *_beginning(conditions, typed.word)]
    if typed.kind == "label":
        return _labels(state, typed)
    if typed.kind == "option":
        return [*_beginning(["view=", "at=", "title="], typed.word), *(_labels(state, typed) if not typed.word else [])]
    if typed.kind == "name":
        return _beginning(["resource:", "resources ", "references"], typed.word)
    if typed.kind == "field":
        return _fields(typed)
    return [_as_value(one, typed) for one in _beginning(_values(state, typed), typed.word)[:_VALUES]]


def in_yaml(state: SiteState, typed: Typed) -> list[Suggestion]:
    """As `candidates`, in a YAML registry file: values get quotes if they need them."""
    if typed.kind == "field":
        return _fields(typed)
    # The word being typed counts as in use.
    others = [value for value in _values(state, typed) if value != typed.word]
    return [_as_scalar(one, typed) for one in _beginning(others, typed.word)[:_VALUES]]


def _resources(state: SiteState, word: str) -> Iterator[tuple[Suggestion, Resource]]:
    spaced = word.replace("-", " ").replace("_", " ")
    found = state.search.best(spaced, MAX_RESOURCES) if word else state.resources[:MAX_RESOURCES]
    exact = [one for one in (state.registry.get(word),) if one is not None and one not in found]
    for one in [*exact, *found]:
        title = one.title if len(one.title) <= _LONGEST else f"{one.title[: _LONGEST - 1]}…"
        yield Suggestion(one.typed_key, title, "resource", byline(one), one.id, is_searched=True), one


def byline(one: Resource) -> str:
    """People and year, on one line."""
    people = ", ".join(one.author_names[:2]) + (" and others" if len(one.authors) > 2 else "")
    return " · ".join(part for part in (people, one.published[:4], one.type) if part)


def _with_label(suggestion: Suggestion, one: Resource) -> Suggestion:
    label = label_of_title(one.title)
    return suggestion._replace(text=f'{suggestion.text} "{label}"') if label else suggestion


def _cited(suggestion: Suggestion, one: Resource, typed: Typed) -> Suggestion:
    """A key in Pandoc's syntax, in braces if needed."""
    key = written(one.citation_key or one.typed_key).removeprefix("@")
    if typed.quote:
        key = "{" + key.strip("{}") + ("" if typed.is_closed else "}")
    return suggestion._replace(text=key)


def _labels(state: SiteState, typed: Typed) -> list[Suggestion]:
    """The title of the preceding key, as a label."""
    one = state.registry.get(typed.name)
    label = label_of_title(one.title) if one is not None else ""
    if one is None or not label:
        return []
    return [Suggestion(f'"{label}' + ("" if typed.is_closed else '"'), f'"{one.title}"', "label", "label", one.id, True)]


def _values(state: SiteState, typed: Typed) -> Iterable[str]:
    """Values of an option, a condition or a registry field."""
    name = typed.name
    if name == "resource view":
        return VIEWS
    if name == "resources view":
        return (*LIST_VIEWS, *(GROUP_VIEWS if typed.has_keys else ()))
    if name == "sort":
        return [sign + one for one in SORTS for sign in ("", "-")]
    if name in ("credibility", "cited"):
        return ("true", "false") if name == "cited" else "12345"
    return SCOPES if name == "references" else _in_use(state, name)


def _in_use(state: SiteState, name: str) -> list[str]:
    """The values in use, with the well-known types."""
    resources = state.resources
    if name == "type":
        return sorted({*WELL_KNOWN_TYPES, *(one.type for one in resources if one.type)})
    if name in ("tag", "tags"):
        return sorted({tag for one in resources for tag in one.tags}, key=str.casefold)
    if name in ("author", "authors"):
        return sorted({person for one in resources for person in one.author_names}, key=str.casefold)
    if name == "language":
        return sorted({one.language for one in resources if one.language})
    if name not in ("publication", "publication_id"):
        return []
    named = {one.publication.name for one in resources if one.publication}
    return sorted({*state.registry.publications, *named}, key=str.casefold)


def _as_value(one: Suggestion, typed: Typed) -> Suggestion:
    """The value as a shortcode writes it: quoted if it has a blank or quote, after the values before it."""
    whole = typed.lead + one.text
    if not typed.quote and not any(sign in whole for sign in ' "\t\u00a0<>'):
        return one._replace(text=whole)
    lead = typed.lead if typed.quote else _QUOTABLE.sub(r"\\\g<0>", typed.lead)
    inner = lead + _QUOTABLE.sub(r"\\\g<0>", one.text)
    return one._replace(text=f'"{inner}' + ("" if typed.is_closed else '"'))


def _as_scalar(one: Suggestion, typed: Typed) -> Suggestion:
    text = scalar(one.text, typed.name if typed.name != "type" else "", flow=typed.is_flow)
    if typed.quote:
        inner = one.text.replace("'", "''") if typed.quote == "'" else scalar(one.text, "id")[1:-1]
        text = typed.quote + inner + ("" if typed.is_closed else typed.quote)
    return one._replace(text=text)


def _beginning(values: Iterable[str], word: str) -> list[Suggestion]:
    """The values that contain the word; those that start with it come first."""
    small = word.casefold().strip()
    fitting = [value for value in values if small in value.casefold()]
    ordered = sorted(fitting, key=lambda value: not value.casefold().startswith(small))
    return [Suggestion(value, value, "value") for value in ordered]


def _fields(typed: Typed) -> list[Suggestion]:
    """Field names for a kind of entry; outside of entries, the names of lists."""
    form = FORMS.get(typed.name)
    names = form.names if form else [name for name in FORMS if name != "references"]
    end = (("" if typed.is_closed else typed.quote) + ": ") if form else ":"
    whats = {name: field.description if (field := form.field(name)) else "" for name in names} if form else {}
    return [
        one._replace(text=f"{typed.quote}{one.text}{end}", kind="field", detail=whats.get(one.label, ""))
        for one in _beginning(dict.fromkeys(names), typed.word)
    ]
