"""One page while it is rendered: the numbers of its citations, and what was found on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from ..citations import Mention, anchor_of, listed_keys
from ..options import numbering

if TYPE_CHECKING:
    from .site import Href, Site


class Report(NamedTuple):
    """A problem of a page being rendered: its place is found in the source afterwards, on this path only."""

    code: str
    message: str
    suggestion: str
    raw: str
    """The shortcode as it was written."""
    number: int = 0
    """How many that were written the same come before it on the page."""


class RerenderableFragment(NamedTuple):
    """HTML that depends on the state of the index, and how to make it again."""

    html: str
    make: Callable[[], str]


@dataclass(slots=True, repr=False, eq=False)
class PageContext:
    """One page while it is rendered, and what was found on it."""

    href: Href
    path: str = ""
    """The page's source path within the docs, `""` when it has none."""
    is_guest: bool = False
    """Whether another page's text is repeated here (a blog's list of posts): it cites nothing, and no id is given twice."""
    is_numbered: bool = False
    """Whether inline references without a view are numbers."""
    marks_numbers: bool = False
    """Whether numbers carry the attribute by which a site's search leaves them out, since it reads the page as it is."""
    numbers: dict[str, int] = field(default_factory=dict)
    """resource id -> its number on this page, from 1, by first appearance."""
    listed: tuple[str, ...] = ()
    """Ids of resources that are listed though no text cites them."""
    site_numbers: dict[str, int] | None = None
    """resource id -> its number in the whole site; None where each page has its own."""
    section: Callable[[], Iterable[str]] | None = None
    """Tells the source paths of the pages in the same section of the navigation; None where nobody knows of one."""
    occurrences: dict[str, int] = field(default_factory=dict)
    """resource id -> how often it stood on this page so far."""
    cards: int = 0
    """How many cards stood on this page so far."""
    mentions: dict[str, Mention] = field(default_factory=dict)
    previews: dict[str, None] = field(default_factory=dict)
    """Ids of the resources that an inline reference shows, in order."""
    reports: list[Report] = field(default_factory=list)
    written: dict[str, int] = field(default_factory=dict)
    """Shortcode as written -> how many of them stood on this page so far."""
    placed: list[RerenderableFragment] = field(default_factory=list)

    def cite(self, resource_id: str, section: str) -> str:
        """Counts one citation; returns the id for its element, `""` for none."""
        if self.is_guest:
            return ""
        occurrence = self.occurrences[resource_id] = self.occurrences.get(resource_id, 0) + 1
        earlier = self.mentions.get(resource_id)
        self.mentions[resource_id] = Mention(occurrence, earlier.section if earlier else section)
        return anchor_of(resource_id, occurrence)

    def suffix(self) -> str | None:
        """What tells apart the ids within the next card of this page; None for a guest, whose cards have no ids."""
        self.cards += 1
        return None if self.is_guest else f":{self.cards}"

    def number(self, resource_id: str) -> int:
        """The number of a resource on this page."""
        through = self.numbers if self.site_numbers is None else self.site_numbers
        number = self.numbers[resource_id] = through.setdefault(resource_id, len(through) + 1)
        return number

    def list_also(self, nocite: object, site: Site) -> None:
        """What Pandoc's `nocite` in the page's front matter names, `@KEY` or `@*`, is listed without being cited."""
        text = "; ".join(one for one in nocite if isinstance(one, str)) if isinstance(nocite, list) else nocite
        if isinstance(text, str) and "@" in text and site.options.pandoc_citations:
            named = list(listed_keys(text))
            keys = list(site.registry) if "*" in named else [key for key in named if key in site.registry]
            self.listed = tuple(site.registry[key].id for key in keys)

    def show(self, wanted: object, site: Site) -> None:
        """How citations look here: `wanted` is what the page's front matter says of `references`."""
        how = numbering(wanted, site.options.references)
        self.is_numbered = how != "linked"
        if how == "site":
            self.site_numbers = site.numbers

    def report_again(self, told: list[Report], problems: Iterable[tuple[str, str, str]], raw: str, number: int) -> None:
        """Replaces the problems in `told` with these (code, message, suggestion)."""
        if not self.is_guest:
            kept = [one for one in self.reports if not any(one is earlier for earlier in told)]
            told[:] = [Report(*problem, raw, number) for problem in problems]
            self.reports[:] = [*kept, *told]

    def count(self, raw: str) -> int:
        """Counts a shortcode written as `raw`; returns how many of them came before it."""
        number = self.written.get(raw, 0)
        self.written[raw] = number + 1
        return number

    def report(self, code: str, message: str, suggestion: str, raw: str, number: int = 0) -> None:
        """Notes a problem of the shortcode `raw` that has the number `number`; a guest's were noted where its text stands."""
        if not self.is_guest:
            self.reports.append(Report(code, message, suggestion, raw, number))
