"""Resource + context -> Card: everything a template shows, decided here.

A template only renders what a Card contains. Rules about content (how many authors, which rows, how exact a date) are in this
module and nowhere else; their numbers are at its top.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import NamedTuple
from urllib.parse import quote

from ..edtf import iso_date
from ..excerpt import ELLIPSIS, shorten
from ..i18n import Translations
from ..model import CitingPage, Publication, Resource, Snapshot
from ..normalize.urls import host_of
from .card import Authors, Card, Credibility, DisplayDate, Kind, Link, Row, SnapshotLine

ROWS_WHOLE, ROWS_TOP = 7, 5
"""Up to this many citing pages are all shown; if there are more, this many, and the rest behind "Show all"."""
ROWS_MOST = {"full": 500, "page": 5000, "index": 1}
"""view -> most rows on the page; a page has many cards, and a registry may declare any number of rows."""
SENTENCE = 200
"""Characters of the sentence around a citation."""
VIEWS_WITH_ROWS = frozenset(("full", "page"))
"""The index shows one, of what has no page of its own."""
VIEWS_WITH_IMAGE = frozenset(("full", "preview", "page"))
TAGS_WHOLE, TAGS_TOP = 7, 6
EXCERPT_PREVIEW, EXCERPT_TILE = 400, 260
"""Characters; the full card's excerpt is the option `excerpt`."""
EXCERPT_SHOWN, EXCERPT_REST = 360, 90
"""Characters of the full card's excerpt that show at once; a rest shorter than the second number shows with them."""
AUTHORS = {"full": (4, 3), "preview": (4, 3), "number": (4, 3), "page": (12, 12)}
AUTHORS_ELSEWHERE = (2, 1)
"""view -> (up to so many are all shown, of more so many); the other views show one, or two rather than "and 1 more"."""

ICONS = frozenset("web paper book blog report government reference talk podcast video dataset software news course".split())
"""Types with an icon of their own; the style sheet has `--rc-icon-TYPE` for each, and `--rc-icon-resource` for the rest."""

_VENUE = ("container-title", "publisher", "volume", "issue", "page")
_ENDS, _CLOSING = ".?!…。？！", "”’»›\"')] "


class CardContext(NamedTuple):
    """What a card needs besides its resource; hosts and the extension fill it in."""

    words: Translations
    view: str = "full"
    citing: Sequence[CitingPage] = ()
    """Sorted: best quality first, unrated last, then title. Only VIEWS_WITH_ROWS show them."""
    cited_count: int | None = None
    """How many cite it, where `citing` was not asked for."""
    link: Callable[[CitingPage], str] = lambda page: page.url
    """The address of a citing page's citation, as seen from the page being rendered."""
    page_href: str = ""
    index_href: str = ""
    publication_href: str = ""
    image: str = ""
    """The address of the resource's picture."""
    excerpt: str = ""
    """Plain text, already cut to the option `excerpt`."""
    snapshot: Snapshot | None = None
    element_id: str = ""
    bibtex: Callable[[Resource], str] | None = None
    """The resource as an entry of BibTeX; None where nobody asks for that."""
    cite: Callable[[Resource], str] | None = None
    """The resource as a reference in the site's citation style; None where it has none."""
    suffix: str | None = ""
    """Makes the ids of several cards of one resource on one page unique; None for a card without ids."""


def compose(resource: Resource, context: CardContext) -> Card:
    """The card of `resource` for `context.view`: full, compact, tile, preview, link, number, page, index or row."""
    words, view = context.words, context.view
    wide = view in AUTHORS
    excerpt, more_excerpt = _excerpt(context.excerpt, view)
    count = len(context.citing) if context.cited_count is None else context.cited_count
    rows = tuple(_row(page, context.link(page), view) for page in context.citing[: ROWS_MOST.get(view, 0)])
    top = len(rows) if len(rows) <= ROWS_WHOLE else ROWS_TOP
    tags = resource.tags if len(resource.tags) <= TAGS_WHOLE or view == "page" else resource.tags[:TAGS_TOP]
    return Card(
        id=resource.id,
        view=view,
        element_id=context.element_id,
        title_id="" if context.suffix is None else f"rc-title-{resource.id}{context.suffix}",
        title=title_link(resource, context.page_href),
        direction=direction(resource.title),
        kind=_kind(resource, words),
        authors=_authors(resource.author_names, view),
        date=moment(resource.published, words, "long" if wide else "short"),
        publication=_publication(resource.publication, context.publication_href),
        excerpt=excerpt,
        snapshot=_snapshot_line(context.snapshot, words) if _tells(resource, context) else None,
        credibility=_credibility(resource, words),
        tags=tags,
        more_tags=len(resource.tags) - len(tags),
        rows=rows[:top],
        more_rows=rows[top:],
        left_rows=count - len(rows) if rows else 0,
        count=count,
        cited=words.count("cited", count),
        page_href=context.page_href,
        resource=resource,
        index_href=context.index_href,
        more_excerpt=more_excerpt,
        bibtex=context.bibtex(resource) if context.bibtex and view in ("preview", "page") else "",
        citation=_citation(resource, context) if view in ("full", "preview", "page") else "",
        language=resource.language,
        image=context.image if view in VIEWS_WITH_IMAGE else "",
    )


def _citation(resource: Resource, context: CardContext) -> str:
    in_style = context.cite(resource) if context.cite else ""  # Some styles list no manuscripts.
    return in_style or citation(resource, context.words)


def full_stop(text: str) -> str:
    """The full stop after a text; `""` where it ends in one, or in what takes its place, already."""
    return "" if text.rstrip(_CLOSING)[-1:] in _ENDS else "."


def citation(resource: Resource, words: Translations) -> str:
    """A resource as people name it in a text of their own: `Authors (date). Title. Publication. Address`.
    `Title (date). Publication. Address` where nobody is known to have written it.
    `""` for one that nobody could find by it.
    """
    authors = _authors(resource.author_names, "page")
    people = words.text("list_separator").join(authors.shown)
    if authors.rest:
        people += " " + words.text("more_authors").replace("{more}", words.count("n_more", len(authors.rest)))
    date = f"({words.date(resource.published, 'long')})" if resource.published else ""
    address = f"https://doi.org/{quote(resource.doi, safe='/')}" if resource.doi else source_of(resource)
    venue = venue_of(resource)
    if not (address or people):
        return ""
    parts = [people, date] if people else [resource.title, date]
    sentences = [" ".join(filter(None, parts)), resource.title if people else "", venue]
    return " ".join([*(part + full_stop(part) for part in sentences if part), address]).rstrip()


def venue_of(resource: Resource) -> str:
    """Where a resource appeared, and where in that: `Annals of Words, 12(3), 101–107`; `""` where nothing is known."""
    csl = {name: value for name in _VENUE if isinstance(value := resource.csl.get(name, ""), str)}
    name = resource.publication.name if resource.publication else csl["container-title"] or csl["publisher"]
    issue = f"({csl['issue']})" if csl["issue"] else ""
    parts = (name, csl["volume"] + issue, csl["page"].replace("-", "–"))
    return ", ".join(part for part in parts if part)


def title_link(resource: Resource, page_href: str) -> Link:
    """Where a title leads: to the source, else to the resource's own page, else nowhere."""
    source = source_of(resource)
    return Link(resource.title, source or page_href, bool(source))


def source_of(resource: Resource) -> str:
    """The address of a resource outside the site: its URL, else its DOI's, else that of an archived copy; `""` for none."""
    if resource.url:
        return resource.url
    return f"https://doi.org/{quote(resource.doi, safe='/')}" if resource.doi else resource.archive_url


def address_of(resource: Resource) -> str:
    """The address as it is on paper: of the DOI, else of the source; `""` for none."""
    return f"https://doi.org/{resource.doi}" if resource.doi else resource.url or resource.archive_url


_NOT_ASCII = re.compile(r"[^\x00-\x7f]")


def moment(date: str, words: Translations, style: str) -> DisplayDate | None:
    """A date in EDTF (`2025-04`) as readers see it; None for `""`. `style` is long or short."""
    return DisplayDate(words.date(date, style), iso_date(date)) if date else None


def direction(text: str) -> str:
    """`ltr` or `rtl` by the first strong character (Unicode Bidirectional Algorithm, rules P2 and P3); `""` without one."""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in ("L", "R", "AL"):
            return "ltr" if kind == "L" else "rtl"
    return ""


def is_mixed(text: str, direction: str) -> bool:
    """Whether a text holds strong characters of another direction than `direction` (`ltr` or `rtl`)."""
    is_ltr = direction == "ltr"  # ASCII has no letters of another direction; lists of references ask for each entry.
    others, own = set(_NOT_ASCII.findall(text) if is_ltr else text), ("L",) if is_ltr else ("R", "AL")
    return any(kind in ("L", "R", "AL", "AN") and kind not in own for kind in map(unicodedata.bidirectional, others))


def icon_of(kind: str) -> str:
    """The icon of a resource's type."""
    name = kind.lower()
    return name if name in ICONS else "resource"


def quality_text(quality: float | None) -> str:
    """`64`, `71.5`, or `–` when unrated; at most one decimal."""
    return "–" if quality is None else f"{quality:.1f}".removesuffix(".0")


def _kind(resource: Resource, words: Translations) -> Kind:
    return Kind(icon_of(resource.type), words.type_name(resource.type), host_of(source_of(resource)))


def _authors(names: tuple[str, ...], view: str) -> Authors:
    whole, top = AUTHORS.get(view, AUTHORS_ELSEWHERE)
    cut = len(names) if len(names) <= whole else top
    return Authors(names[:cut], names[cut:])


def _publication(publication: Publication | None, href: str) -> Link | None:
    return Link(publication.name, href) if publication and publication.name else None


def _excerpt(text: str, view: str) -> tuple[str, str]:
    """The part shown at once, and the rest; both end at the end of a sentence or a word."""
    if view == "full":
        return _opening(text)
    limit = {"preview": EXCERPT_PREVIEW, "tile": EXCERPT_TILE}.get(view)
    return (shorten(text, limit) if limit else ""), ""


def _opening(text: str) -> tuple[str, str]:
    if len(text) <= EXCERPT_SHOWN + EXCERPT_REST:
        return text, ""
    shown = shorten(text, EXCERPT_SHOWN)
    if text.startswith(shown):
        return shown, text[len(shown) :].strip()
    return shown, f"{ELLIPSIS} {text[len(shown) - len(ELLIPSIS) :].strip()}"


def _tells(resource: Resource, context: CardContext) -> bool:
    """Whether more is known of a snapshot than the size of the text that the registry itself holds."""
    found, own = context.snapshot, resource.snapshot
    return found is not None and bool(found.status or found.fetched or not own.text or own.bytes is not None)


def _snapshot_line(snapshot: Snapshot | None, words: Translations) -> SnapshotLine | None:
    if snapshot is None or not (snapshot.status or snapshot.fetched or snapshot.bytes is not None):
        return None
    before, _, after = words.text("fetched").partition("{date}")
    return SnapshotLine(
        status=f"HTTP {snapshot.status}" if snapshot.status else "",
        alert=(snapshot.status or 0) >= 400,
        fetched=moment(snapshot.fetched, words, "long"),
        fetched_words=(before, after),
        size="" if snapshot.bytes is None else words.size(snapshot.bytes),
    )


def _credibility(resource: Resource, words: Translations) -> Credibility | None:
    rating = resource.rating
    if rating is None:
        return None
    inherited = resource.credibility is None and resource.publication is not None
    source = resource.publication.name if inherited and resource.publication else ""
    word, meaning = words.text(f"credibility_{rating}"), words.text(f"credibility_{rating}_means")
    return Credibility(rating, word, resource.credibility_reason, source, meaning)


def _row(page: CitingPage, href: str, view: str) -> Row:
    return Row(
        page=Link(page.title, href, not page.path and bool(href)),
        type=page.type,
        quality=quality_text(page.quality),
        percent=page.quality,
        section=page.section,
        count=page.count,
        sentence=shorten(page.sentence, SENTENCE) if view == "page" else "",
    )
