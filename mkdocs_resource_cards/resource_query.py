"""`<< resources ... >>`: which resources a list shows, and in which order.

A list names keys, or asks by fields: `type=paper,book tag=interpretability year=2020..2024 credibility=4 sort=-date limit=5`.
A comma means "one of these", except in quotes around a name that has one; a field given twice must hold twice; `credibility=4`
means 4 or more. Without `sort` a query is sorted by title; keys keep the author's order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from .citations import CitationIndex
from .citations.unknown_keys import with_sign
from .edtf import order, years
from .model import Resource
from .normalize.title_order import title_order
from .problems import likely, meant
from .registry import Registry
from .shortcode import Shortcode

QueryProblem = tuple[str, str, str]
"""(code, message, suggestion) of a problem."""
Test = Callable[[Resource, CitationIndex], bool]
Named = Callable[[Resource, set[str]], bool]
"""Whether a resource has one of the names, which are casefolded."""


class _QueryError(ValueError):
    """Args are those of a QueryProblem."""


def select(
    shortcode: Shortcode, registry: Registry, index: CitationIndex, language: str = "en"
) -> tuple[list[Resource], list[QueryProblem]]:
    """The resources of a list, and what is wrong with it. An invalid field makes the list empty.

    `language` is that of the site: articles that titles begin with are left out where they are sorted.
    """
    faults: list[QueryProblem] = [
        ("unknown_resource", f"no resource has the key `{key}`", _meant(key, registry))
        for key in shortcode.keys
        if key not in registry
    ]
    named = list({registry[key].id: registry[key] for key in shortcode.keys if key in registry}.values())
    try:
        tests, sort, limit = _read(shortcode, registry)
    except _QueryError as error:
        return [], [*faults, error.args]
    pool: Iterable[Resource] = named if shortcode.keys else (registry[key] for key in registry)
    chosen = [resource for resource in pool if all(test(resource, index) for test in tests)]
    if sort or not shortcode.keys:
        chosen = _sorted(by_title(chosen, language), sort or "title", index)
    if not chosen and not faults:
        faults.append(_nothing_found(shortcode, registry, index))
    return chosen[:limit], faults


def asks_who_cites(shortcode: Shortcode) -> bool:
    """Whether what a list by query shows depends on who cites what."""
    return any(name == "cited" or (name == "sort" and value.lstrip("-") in _BY_CITATIONS) for name, value in shortcode.query)


def _read(shortcode: Shortcode, registry: Registry) -> tuple[list[Test], str, int | None]:
    tests: list[Test] = []
    sort, limit = "", None
    for name, value in shortcode.query:
        if name == "sort":
            sort = _sort_key(value)
        elif name == "limit":
            hint = "write `limit=5`, or leave it out to show all"
            limit = _whole(value, 1, 10**9, f"`limit={value}` is not a number of resources", hint)
        elif name in _NAMES:
            tests.append(_named(_NAMES[name], _words(value, registry, _NAMES[name], value in shortcode.quoted)))
        elif name in _NUMBERS:
            tests.append(_NUMBERS[name](value))
        else:
            hint = _hint(name, [*_NAMES, *_NUMBERS, "sort", "limit", "view"])
            raise _QueryError("unknown_field", f"there is no field `{name}` to filter by", hint)
    return tests, sort, limit


def _sort_key(value: str) -> str:
    if value.removeprefix("-") in SORTS:
        return value
    field = value.strip("-")
    close = _close(field, SORTS)
    if "," in value:
        hint = "a list is sorted by one field"
    elif close:
        hint = f"did you mean `sort={'-' if '-' in value or field in _DOWN else ''}{close}`?"
    else:
        hint = f"fields are {', '.join(SORTS)}; `-` before one turns the order round"
    raise _QueryError("unknown_field", f"there is no field `{field}` to sort by", hint)


def _whole(value: str, least: int, most: int, message: str, hint: str) -> int:
    number = _number(value)
    if number is None or not least <= number <= most:
        raise _QueryError("malformed_shortcode", message, hint)
    return number


def _number(value: str) -> int | None:
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else None


def _hint(word: str, known: Sequence[str]) -> str:
    close = _close(word, known)
    return f"did you mean `{close}`?" if close else f"fields are {', '.join(known)}"


def _close(word: str, known: Sequence[str]) -> str:
    """The one of `known` that a word means or misspells, `""` for none."""
    return meant(word, _SYNONYMS, known) or likely(word, known, 0.7)  # At less, `title` is near to `cited`.


def _words(value: str, registry: Registry, is_named: Named, is_quoted: bool) -> set[str]:
    """The names that a value asks for. Some names hold a comma: quotes keep it, where a resource is so named."""
    whole = {value.casefold()}
    if is_quoted and "," in value and any(is_named(registry[key], whole) for key in registry):
        return whole
    return {word.strip().casefold() for word in value.split(",") if word.strip()}


def _named(is_named: Named, wanted: set[str]) -> Test:
    return lambda resource, index: is_named(resource, wanted)


def _type(resource: Resource, wanted: set[str]) -> bool:
    return resource.type.casefold() in wanted


def _tag(resource: Resource, wanted: set[str]) -> bool:
    return any(tag.casefold() in wanted for tag in resource.tags)


def _author(resource: Resource, wanted: set[str]) -> bool:
    """Whichever way round a name is written: `Donald Knuth`, `Knuth, Donald`."""
    forms = [form.casefold() for name in resource.authors for form in (str(name), name.sorted)]
    return any(word in form for word in wanted for form in forms)


def _publication(resource: Resource, wanted: set[str]) -> bool:
    venue = resource.publication
    return venue is not None and not wanted.isdisjoint((venue.id.casefold(), venue.name.casefold()))


def _year(value: str) -> Test:
    first, dots, last = value.partition("..")
    low = _number(first or "0")
    high = _number(last or "9999") if dots else low
    if low is None or high is None or value == "..":
        hint = "write `year=2020`, or from one to another `year=2020..2024`, `year=2020..`, `year=..2024`"
        if (two := re.fullmatch("([0-9]{4})[-\u2013]([0-9]{4})", value)) is not None:
            hint = f"did you mean `year={two[1]}..{two[2]}`?"
        raise _QueryError("malformed_shortcode", f"`year={value}` is not a year or a range of years", hint)
    return lambda resource, index: _is_within(years(resource.published), low, high)


def _is_within(meant: tuple[int, int] | None, low: int, high: int) -> bool:
    """Whether years that a date may mean, such as those of an interval, are among those asked for."""
    return meant is not None and meant[0] <= high and low <= meant[1]


def _cited(value: str) -> Test:
    wanted = value.casefold()
    if wanted not in ("true", "false", "yes", "no"):
        raise _QueryError(
            "malformed_shortcode", f"`cited={value}` is neither true nor false", "write `cited=true` or `cited=false`"
        )
    return lambda resource, index: bool(index.rows(resource)) == (wanted in ("true", "yes"))


def _credibility(value: str) -> Test:
    hint = "write a number from 1 to 5: `credibility=4` finds 4 and 5"
    least = _whole(value, 1, 5, f"`credibility={value}` is not a rating", hint)
    return lambda resource, index: (resource.rating or 0) >= least


_NAMES: dict[str, Named] = {"type": _type, "tag": _tag, "author": _author, "publication": _publication}
_NUMBERS: dict[str, Callable[[str], Test]] = {"year": _year, "cited": _cited, "credibility": _credibility}


_HELD: dict[str, Callable[[Resource], Iterable[str]]] = {
    "type": lambda resource: (resource.type,),
    "tag": lambda resource: resource.tags,
    "author": lambda resource: resource.author_names,
    "publication": lambda resource: (resource.publication.id, resource.publication.name) if resource.publication else (),
}
_SYNONYMS = {
    "sort": "order order_by orderby sort_by sortby",
    "limit": "max count first top n number",
    "year": "date published from since after",
    "tag": "keyword keywords topic subject",
    "author": "by",
    "publication": "journal venue publisher container",
    "credibility": "rating quality",
    "date": "newest latest recent oldest year published",
    "citations": "cited popular",
}
"""A field -> what people call it."""
_DOWN = ("newest", "latest", "recent", "popular")
_FEW = 12
"""Values that are all named where none is like the one asked for."""
_COMPARED = 5_000
"""Values among which one is looked for that was meant."""


def _nothing_found(shortcode: Shortcode, registry: Registry, index: CitationIndex) -> QueryProblem:
    """Why a query finds nothing: a value that nobody has, else that all conditions together are too many."""
    for name, value in shortcode.query:
        if name in _NUMBERS and not any(_NUMBERS[name](value)(registry[key], index) for key in registry):
            return "empty_query", f"no resource has `{name}={value}`", _range(name, registry)
        if name not in _NAMES:
            continue
        for word in sorted(_words(value, registry, _NAMES[name], value in shortcode.quoted)):
            if not any(_NAMES[name](registry[key], {word}) for key in registry):
                held = _held(name, registry)
                close = held.get(likely(word, list(held)[:_COMPARED], 0.7), "")
                written = f'"{close}"' if " " in close or "," in close else close
                values = sorted(set(held.values()))
                known = f"values are {', '.join(values)}" if 0 < len(values) <= _FEW else ""
                hint = f"did you mean `{name}={written}`?" if close else known
                return "empty_query", f"no resource has the {name} `{word}`", hint
    return "empty_query", "the query matches no resource", "use fewer or other conditions"


def _held(name: str, registry: Registry) -> dict[str, str]:
    """What a condition may ask for, casefolded -> as written; people by family names, too."""
    held = {one.casefold(): one for key in registry for one in _HELD[name](registry[key]) if one}
    if name == "author":
        people = [name for key in registry for name in registry[key].authors]
        held = {**{one.family.casefold(): str(one) for one in people if one.family}, **held}
    return held


def _range(name: str, registry: Registry) -> str:
    """What the resources have of something that is a number."""
    if name == "year":
        spans = [span for key in registry if (span := years(registry[key].published))]
        return f"years are {min(spans)[0]} to {max(last for _, last in spans)}" if spans else "no resource has a date"
    ratings = [rating for key in registry if (rating := registry[key].rating)]
    if name == "credibility":
        return f"the highest is {max(ratings)}" if ratings else "no resource has a rating"
    return ""


def _meant(key: str, registry: Registry) -> str:
    """What an unknown key in a list meant: another key, or a condition."""
    field, colon, value = key.partition(":")
    if colon and field in CONDITIONS:
        return f"did you mean `{field}={value}`?"
    found = with_sign(key, registry) or registry.suggest(key)
    if not found and key == "all":
        return "`<< resources >>` lists all"
    names = () if found or not len(registry) else (name for name in ("type", "tag") if key.casefold() in _held(name, registry))
    return found or next((f"did you mean `{name}={key}`?" for name in names), "")


def _best_quality(resource: Resource, index: CitationIndex) -> float | None:
    qualities = [row.quality for row in index.rows(resource) if row.quality is not None]
    return max(qualities, default=None)


_SORTS: dict[str, Callable[[Resource, CitationIndex], tuple[int, int, int] | str | float | None]] = {
    "date": lambda resource, index: order(resource.published) if resource.published else None,
    "credibility": lambda resource, index: resource.rating,
    "citations": lambda resource, index: len(index.rows(resource)),
    "quality": _best_quality,
}
CONDITIONS = (*_NAMES, *_NUMBERS)
"""What a list can ask by."""
SORTS = ("title", *_SORTS)
"""What a list can be sorted by; `-` before it turns the order round."""


_BY_CITATIONS = ("citations", "quality")


def by_title(resources: Iterable[Resource], language: str = "en") -> list[Resource]:
    """Sorted as people look for titles on a site in that language; no two are equal."""
    return sorted(resources, key=lambda one: (title_order(one.title, one.language or language), one.title, one.id))


def _sorted(resources: list[Resource], sort: str, index: CitationIndex) -> list[Resource]:
    """By a field, `-` for the greatest first. What lacks the field comes last either way; ties stay in their order."""
    if sort.removeprefix("-") == "title":
        return resources if sort == "title" else resources[::-1]
    value = _SORTS[sort.removeprefix("-")]
    having = [(value(resource, index), resource) for resource in resources]
    known = [(key, resource) for key, resource in having if key is not None]
    known.sort(key=lambda pair: pair[0], reverse=sort.startswith("-"))
    return [resource for _, resource in known] + [resource for key, resource in having if key is None]
