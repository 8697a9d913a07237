"""The text of a citation without a citation style: `Roe`, `Lee & Kim`, `2020`, `p. 33`."""

from __future__ import annotations

from ..citation import CitationItem, following
from ..model import OTHERS, Resource

_NAMED = 2
"""How many authors are named; of a longer list, only the first."""


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
        several = any(sign in item.locator for sign in "-\u2013,&") or following(item.locator, len(item.locator) - 1) > 0
        return f"{'pp.' if several else 'p.'} {item.at}"
    return item.at
