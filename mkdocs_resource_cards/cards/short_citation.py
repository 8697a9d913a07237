"""A citation as plain text, `(see Roe 2020, p. 33)` or `Roe (2020)`, for places where no link and no style is possible."""

from __future__ import annotations

from collections.abc import Iterable

from ..citation import CitationItem
from ..model import OTHERS, Resource

_NAMED = 2
"""Authors that are named; of more, the first."""


def names_of(resource: Resource) -> str:
    """The authors as a sentence names them: `Roe`, `Lee & Kim`, `Ito et al.`; the title where nobody is known."""
    names = [name.whole_family or str(name) for name in resource.authors if name != OTHERS]
    if names and (len(names) > _NAMED or len(names) < len(resource.authors)):
        return f"{names[0]} et al."
    return " & ".join(names) or resource.title


def year_of(resource: Resource) -> str:
    """The year of publication, `""` for none."""
    year = resource.published.lstrip("-")[:4]
    return year.lstrip("0") if year.isdigit() else ""


def author_date(resource: Resource) -> str:
    """`Roe 2020`."""
    return " ".join(part for part in (names_of(resource), year_of(resource)) if part)


def place_of(item: CitationItem) -> str:
    """A locator as readers see it, `p. 33`; numbers alone are pages."""
    if item.label == "page" and item.at[:1].isdigit():
        several = any(sign in item.locator for sign in "-\u2013,&")
        return f"{'pp.' if several else 'p.'} {item.at}"
    return item.at


def plain_citation(cited: Iterable[tuple[CitationItem, Resource]]) -> str:
    """The whole citation, prefixes and suffixes as written."""
    pairs = list(cited)
    if pairs and pairs[0][0].author_in_text:
        item, first = pairs[0]
        inner = "; ".join([_behind(year_of(first), item), *map(_one, pairs[1:])])
        return f"{names_of(first)} ({inner})" if inner else names_of(first)
    return f"({'; '.join(map(_one, pairs))})"


def _one(pair: tuple[CitationItem, Resource]) -> str:
    item, resource = pair
    source = (year_of(resource) or resource.title) if item.suppress_author else author_date(resource)
    return f"{item.prefix} {_behind(source, item)}".strip()


def _behind(source: str, item: CitationItem) -> str:
    return ", ".join(part for part in (source, place_of(item)) if part) + item.suffix
