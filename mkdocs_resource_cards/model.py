"""The core data types, frozen: named tuples, which are three times as cheap to define and create as frozen dataclasses.

All other modules use them; they know nothing of files, hosts or templates. Absent text is `""`, an absent list is
`()`, an absent number is `None`: a card asks "is there one?" the same way everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

_MADE = re.compile("[0-9a-f]{16}|sid_[A-Za-z0-9_-]{1,40}")
"""Keys that programs make: the hash of an address, and the Longterm Wiki's stable ids."""
_EAST_ASIAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
"""Scripts that write the family name first, and nothing between it and the given name."""


class Location(NamedTuple):
    """Where something is written, for messages."""

    path: str = ""
    """The file, relative to the folder of the site's configuration, with `/` between the parts; `""` when unknown."""
    line: int = 0
    """Counted from 1; 0 when unknown."""
    column: int = 0
    """Counted from 1, in characters; 0 when unknown."""

    def __str__(self) -> str:
        numbers = [str(number) for number in (self.line, self.column) if number]
        return ":".join([self.path, *numbers])


class Problem(NamedTuple):
    """One diagnostic. The core returns problems; only hosts and the command line print them."""

    code: str
    """A key of `problems.CODES`."""
    message: str
    """One sentence without the place, without a trailing full stop."""
    location: Location = Location()
    suggestion: str = ""
    """The likely fix, such as `did you mean f19373dc25a8a96f (The Urgency of Interpretability)?`; `""` when there is none."""

    def __str__(self) -> str:
        tail = f"; {self.suggestion}" if self.suggestion else ""
        return f"{self.location}: {self.code} {self.message}{tail}"


class Name(NamedTuple):
    """A person's or an organisation's name in CSL's parts: `family` with or without the others, or `literal` alone."""

    family: str = ""
    given: str = ""
    dropping_particle: str = ""
    """Left out where the family name is alone: `van` of Ludwig van Beethoven."""
    non_dropping_particle: str = ""
    """Part of the family name, though not always sorted by: `van der` of Piet van der Berg."""
    suffix: str = ""
    """Such as `Jr.`"""
    comma_suffix: bool = False
    """Whether a comma comes before the suffix."""
    literal: str = ""
    """The whole name, where it is not to be taken apart."""

    def __str__(self) -> str:
        """The name as people say it: `Dario Amodei`, `Martin Luther King, Jr.`, `OpenAI`."""
        if self.literal:
            return self.literal
        if self.given and _EAST_ASIAN.fullmatch(self.family) and _EAST_ASIAN.fullmatch(self.given):
            return self.family + self.given
        name = " ".join(filter(None, (self.given, self.dropping_particle, self.non_dropping_particle, self.family)))
        return f"{name}{',' if self.comma_suffix else ''} {self.suffix}" if self.suffix else name

    @property
    def whole_family(self) -> str:
        """The family name with its particles: `van der Berg`."""
        return " ".join(filter(None, (self.dropping_particle, self.non_dropping_particle, self.family)))

    @property
    def sorted(self) -> str:
        """`Amodei, Dario`, with a suffix `King, Martin Luther, Jr.`, or the literal name."""
        return ", ".join(filter(None, (self.whole_family, self.given, self.suffix))) or self.literal


OTHERS = Name(literal="et al.")
"""The last of a list of names that is known not to be complete."""


class Publication(NamedTuple):
    """A venue (a journal, a lab's blog) whose credibility its resources inherit."""

    id: str
    """`""` for a venue that the registry only names."""
    name: str
    url: str = ""
    domains: tuple[str, ...] = ()
    """Host names, lower case; a resource of one of them, or of a subdomain, belongs to this publication."""
    type: str = ""
    credibility: int | None = None
    """1 to 5."""
    peer_reviewed: bool | None = None
    description: str = ""
    location: Location = Location()


class SnapshotSource(NamedTuple):
    """What the registry says about a resource's cached content, before any file is opened."""

    file: str = ""
    """A path relative to the registry file's folder; `""` means the default `snapshots/ID.{md,html,txt}`."""
    text: str = ""
    """The content itself, as Markdown, when the registry holds it inline."""
    status: int | None = None
    """The HTTP status, 100 to 599."""
    fetched: str = ""
    """The day it was fetched, `2026-05-17`."""
    bytes: int | None = None
    """The size of the whole source, in bytes."""


class Snapshot(NamedTuple):
    """The cached content of a resource, read and bounded, not yet sanitised."""

    text: str = ""
    format: str = "markdown"
    """`markdown`, `html` or `text`."""
    status: int | None = None
    fetched: str = ""
    """`2026-05-17`, or `""`."""
    bytes: int | None = None
    """The size of the whole source in bytes, which may be more than what is kept here."""
    path: str = ""
    """The file it was read from, as in `Location.path`; `""` for inline text."""


class CitingPage(NamedTuple):
    """A page with at least one citation of a resource: one row of its "cited by"."""

    title: str
    path: str = ""
    """The page's source path within the docs folder; `""` for a page outside this site."""
    url: str = ""
    """http(s) address of a page outside this site; `""` when unknown, and for pages of this site (hosts make their links)."""
    type: str = ""
    quality: float | None = None
    """0 to 100."""
    section: str = ""
    """The heading under which the first citation stands; `""` above the first heading."""
    anchor: str = ""
    """The id of the first citation's element on the page."""
    count: int = 1  # type: ignore[assignment]  # in the place of a method that every tuple has
    """How many times the page cites the resource."""
    sentence: str = ""
    """The sentence around the first citation, as text; `""` when it is not known."""


def typed_key(keys: Sequence[str]) -> str:
    """The key of an entry that a person would type: not a hash, if it has another. `keys` begins with the id."""
    return next((key for key in keys if not is_made(key)), keys[0])


def is_made(key: str) -> bool:
    """Whether a program made a key: a hash, or a stable id."""
    return _MADE.fullmatch(key) is not None


class Resource(NamedTuple):
    """One entry of the registry: a page, paper, book, talk... outside the site."""

    id: str
    title: str
    url: str = ""
    """http or https, without credentials; `""` when there is none."""
    type: str = ""
    """As written; the well-known ones are lower case (`web`, `paper`, `book`...)."""
    stable_id: str = ""
    aliases: tuple[str, ...] = ()
    citation_key: str = ""
    """The key under which people cite it elsewhere, as in `\\cite{roe2020}`."""
    authors: tuple[Name, ...] = ()
    """In order; OTHERS as the last where there are more."""
    published: str = ""
    """EDTF level 1, as exact as it was given: `2018`, `2025-04`, `2025-04-24`, `1998/2004`, `1890~`; see `edtf`."""
    language: str = ""
    """BCP 47: `de`, `pt-BR`."""
    publication: Publication | None = None
    doi: str = ""
    """Without a resolver: `10.1000/182`."""
    tags: tuple[str, ...] = ()
    abstract: str = ""
    summary: str = ""
    review: str = ""
    key_points: tuple[str, ...] = ()
    archive_url: str = ""
    credibility: int | None = None
    """1 to 5, the entry's own; see `rating` for what readers see."""
    credibility_reason: str = ""
    cited_by: tuple[CitingPage, ...] = ()
    """Citing pages that the registry declares; those of this site count only when the page really cites."""
    snapshot: SnapshotSource = SnapshotSource()
    image: str = ""
    """A picture's path relative to the registry file's folder."""
    csl: Mapping[str, str | tuple[Name, ...]] = MappingProxyType({})
    """Every other variable of CSL (see `csl_variables`) under CSL's name: people as names, dates in EDTF, the rest as text."""
    title_markup: str = ""
    """The title with the tags that format parts of it (see `normalize.title_markup`), `""` where it has none."""
    bibtex_titles: Mapping[str, str] = MappingProxyType({})
    """Of titles that a .bib file has in title case, CSL's variable -> the title with CSL's tags, `nocase` around what stands
    in braces; `""` for one without braces. For citation styles alone."""
    as_written: Mapping[str, Any] = MappingProxyType({})
    """Variables of CSL as another program has them, where the other fields cannot say all of it; see `formats.csl_json`."""
    location: Location = Location()

    @property
    def written_title(self) -> str:
        """The title as the registry has it."""
        return self.title_markup or self.title

    @property
    def rating(self) -> int | None:
        """The credibility readers see, 1 to 5: the entry's own, else its publication's."""
        if self.credibility is not None or self.publication is None:
            return self.credibility
        return self.publication.credibility

    @property
    def author_names(self) -> tuple[str, ...]:
        """The authors as people say their names."""
        return tuple(map(str, self.authors))

    @property
    def keys(self) -> tuple[str, ...]:
        """Every key a shortcode may use, the id first."""
        return tuple(dict.fromkeys(key for key in (self.id, self.stable_id, self.citation_key, *self.aliases) if key))

    @property
    def typed_key(self) -> str:
        """The key that a person would type."""
        return typed_key(self.keys)
