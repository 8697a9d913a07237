"""What a template sees: a Card and its parts, with nothing left to decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..model import Resource

if TYPE_CHECKING:
    from ..citation_styles.pieces import Pieces


class Link(NamedTuple):
    """A text that may be a link."""

    text: str
    href: str = ""
    """`""` means plain text."""
    external: bool = False
    """Whether it leaves the site: only then an arrow comes after it."""


class DisplayDate(NamedTuple):
    """A date as readers see it and as machines do."""

    text: str
    machine: str
    """ISO 8601; `""` where that has no form for it, as for `1998–2004`."""


class Kind(NamedTuple):
    """The line above a title: icon, type, host."""

    icon: str
    """One of ICONS, or `resource`."""
    label: str
    host: str
    """The URL's host without `www.`; `""` when there is no URL."""


class Authors(NamedTuple):
    """The authors shown, and those left out."""

    shown: tuple[str, ...] = ()
    rest: tuple[str, ...] = ()


class Credibility(NamedTuple):
    """A source's rating, 1 to 5."""

    level: int
    word: str
    reason: str
    source: str = ""
    """The name of the publication that it is inherited from; `""` for the resource's own."""
    meaning: str = ""
    """A sentence: what a reader may make of this level."""


class Row(NamedTuple):
    """One citing page in "cited by"."""

    page: Link
    type: str
    quality: str
    """`64`, `71.5`, or `–` when unrated."""
    percent: float | None
    """The length of the bar, 0 to 100; None when unrated."""
    section: str
    count: int  # type: ignore[assignment]  # in the place of a method that every tuple has
    sentence: str = ""
    """What the page says where it cites, on the resource's own page."""


class SnapshotLine(NamedTuple):
    """What is known of the cached content: `HTTP 200 · Fetched May 17, 2026 · 40 KB`."""

    status: str
    alert: bool
    """HTTP status 400 and above."""
    fetched: DisplayDate | None
    fetched_words: tuple[str, str]
    """The text before and after the date of `fetched`."""
    size: str


class Card(NamedTuple):
    """All that a template of any view needs."""

    id: str
    view: str
    element_id: str
    """The element's id, `""` for none."""
    title_id: str
    """The id of the title, for `aria-labelledby`; unique on the page, `""` where a page repeats another's text."""
    title: Link
    direction: str
    """`ltr` or `rtl`, from the title's first strong character; `""` when it has none."""
    kind: Kind
    authors: Authors
    date: DisplayDate | None
    """Long (`April 2025`) in full, preview, number and page; short (`Apr 2025`) elsewhere."""
    publication: Link | None
    excerpt: str
    """Plain text: all, or what is shown before the reader asks for more."""
    snapshot: SnapshotLine | None
    credibility: Credibility | None
    tags: tuple[str, ...]
    more_tags: int
    rows: tuple[Row, ...]
    """The citing pages shown at once."""
    more_rows: tuple[Row, ...]
    count: int  # type: ignore[assignment]  # in the place of a method that every tuple has
    """How many pages cite it."""
    cited: str
    """`Cited by 3 pages`, `Not cited`."""
    page_href: str
    """The resource's own page, `""` when it has none."""
    resource: Resource
    """For a site's own templates, and for the parts of a page that only it shows (DOI, archived copy, aliases)."""
    left_rows: int = 0
    """How many citing pages are in neither `rows` nor `more_rows`, because they are too many."""
    note: str = ""
    """In the index: what distinguishes a row from others with the same title; `""` for none."""
    index_href: str = ""
    """The index of all resources, where tags lead; `""` when there is none."""
    more_excerpt: str = ""
    """The rest of the excerpt, on the full card."""
    bibtex: str = ""
    """The resource as an entry of BibTeX, for previews and pages."""
    citation: str = ""
    """A line to copy, in full, preview and page: `Dario Amodei (April 2025). The Urgency of Interpretability. https://...`."""
    image: str = ""
    """The address of a picture, in full, preview and page; `""` for none."""
    language: str = ""
    """The language of title and excerpt (BCP 47), `""` when it is not known."""


class Reference(NamedTuple):
    """What an inline citation shows: far less than a Card, because nearly all citations are inline."""

    id: str
    label: str
    """Plain text: the author's own label, or the title; for a number the title. Names and year are HTML where they are of two
    directions."""
    href: str
    """The source, else the resource's own page; for a number its item in References. `""` for none."""
    icon: str = "resource"
    """As in `Kind`."""
    element_id: str = ""
    number: int = 0
    """1 and up for `[n]`, 0 for a link with a text."""
    title: str = ""
    """The resource's own."""
    language: str = ""
    """That of the label, `""` when it is not known."""
    mixed: bool = False
    """Whether the label holds other characters than those of the site's direction."""
    tooltip: str = ""
    """The link's tooltip (`title`), as its author wrote it."""


class StyledItem(NamedTuple):
    """One item of References in a citation style."""

    id: str
    direction: str
    """As in Card."""
    title_href: str
    """Where the title leads: to the resource's page, else to the source if no address is shown; `""` for nowhere."""
    number: Pieces
    """`[1]`, where the style has it in a margin of its own; else `()`."""
    text: Pieces
    jumps: tuple[str, ...] = ()
    element_id: str = ""
    """Both as in CitedItem."""
    card: Card | None = None
    """Composed for the view `number`, for a site's own templates; None where there are none."""


class CitedItem(NamedTuple):
    """One item of References."""

    card: Card
    """Composed for the view `number`."""
    jumps: tuple[str, ...] = ()
    """The addresses of its citations on this page, in order."""
    address: str = ""
    """Where the source is, as a text."""
    venue: str = ""
    """Where it appeared, with volume and pages."""
    number: int = 0
    """Its number where that is not its place in the list, else 0."""
    element_id: str = ""
    """`""` for that to which the numbers of a page lead."""
