"""Each view's template, and the element around it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jinja2 import Template, TemplateRuntimeError
from markupsafe import Markup, escape

from ..cards.card import Card, CitedItem, Link, Reference
from ..excerpt import disarmed, inert
from ..i18n import Translations
from ..model import Publication
from .environment import TEMPLATES, environment, fault, finished

if TYPE_CHECKING:
    from ..excerpt import Preview

ASSETS = Path(__file__).parents[1] / "assets"
STYLE = "assets/resource-cards/resource-cards.css"
SCRIPT = "assets/resource-cards/resource-cards.js"
INDEX_SCRIPT = "assets/resource-cards/resource-cards-index.js"
"""The files in ASSETS that our HTML needs, by their addresses within a site."""

NOT_SEARCHED = {"data-search-exclude": "", "data-pagefind-ignore": ""}
"""Material's search and Pagefind (MaterialX) each have their own way to say: not this."""
_CARDS = {"full": "card", "compact": "compact", "tile": "tile"}
_ITEMS = {"list": "compact", "grid": "tile", "table": "row"}
"""View of a list -> the view that its cards are composed for."""


class RenderedElement(NamedTuple):
    """One element: what a host places in its own tree, and the HTML inside it."""

    tag: str
    attributes: Mapping[str, str]
    """Unescaped values; `""` is an attribute without a value."""
    inner: str
    """Finished HTML."""

    def html(self) -> str:
        """The whole element as HTML."""
        attributes = [f' {name}="{escape(value)}"' if value else f" {name}" for name, value in self.attributes.items()]
        return f"<{self.tag}{inert(''.join(attributes))}>{self.inner}</{self.tag}>"


class Note(NamedTuple):
    """A text of a resource's own page, under a heading of its own."""

    id: str
    """The heading's id."""
    title: str
    html: Markup
    """Sanitised, without headings and ids."""


class _Form(NamedTuple):
    """A rendered template in which values of a reference are still to be put in place."""

    text: str
    """With `%s` for each; `""` when there is no such form."""
    fields: tuple[int, ...]
    """Which ones, by their position in Reference."""


_MARK = re.compile("\x02([0-9]+)\x03")


class Renderer:
    """The templates, loaded once for a build.

    `folders` may hold templates of the site's own, the first wins. `previews` says whether inline references have one.
    Every method raises `error`, by default `jinja2.TemplateError`, when a template of the site's own cannot be used.
    """

    def __init__(
        self,
        folders: Sequence[Path],
        words: Translations,
        *,
        previews: bool = True,
        error: type[Exception] = TemplateRuntimeError,
    ) -> None:
        self._environment = environment(folders, words)
        self._folders = folders
        self.bare = "" if previews else " rc-ref--bare"
        """The class, after others, of a reference without a preview; `""` where all have one."""
        self._error = error
        self._templates: dict[str, Template] = {}
        self._forms: dict[tuple[object, ...], _Form] = {}

    def check(self, folders: Iterable[Path]) -> None:
        """Reads every template of a site's own in `folders`; raises TemplateSyntaxError, which names file and line."""
        for folder in folders:
            for path in sorted((folder / "resource-cards").glob("*.html")):
                self._environment.get_template(f"resource-cards/{path.name}")

    @property
    def digest(self) -> str:
        """Changes whenever a template does, including the site's own."""
        sha = hashlib.sha256()
        for folder in (*self._folders, TEMPLATES):
            for path in sorted((folder / "resource-cards").glob("*.html")):
                sha.update(b"%s\0%s\0" % (path.name.encode(), path.read_bytes()))
        return sha.hexdigest()

    def card(self, card: Card) -> RenderedElement:
        """A card composed for the view full, compact or tile, as an `article`."""
        return RenderedElement("article", _card_attributes(card), self.rendered(_CARDS[card.view], card=card))

    def reference(self, reference: Reference) -> RenderedElement:
        """An inline citation: a `span` with its link, or a `sup` with its number."""
        numbered = bool(reference.number)
        attributes = {"class": f"rc-ref{' rc-ref--num' * numbered}{self.bare}", "data-rc-id": reference.id}
        if reference.element_id:
            attributes["id"] = reference.element_id
        if numbered:
            return RenderedElement("sup", attributes, self.filled("number", reference))
        return RenderedElement("span", attributes, self.filled("reference", reference))

    def cited_number(self, reference: Reference, *, is_between: bool = False) -> RenderedElement:
        """One of several numbers; `is_between`: whether a range leaves it out."""
        attributes = {"class": f"rc-ref rc-ref--num{self.bare}", "data-rc-id": reference.id}
        return RenderedElement(
            "span", attributes, self.filled("number-between" if is_between else "cited-number", reference).strip()
        )

    def missing(
        self, key: str, *, label: str = "", closest: tuple[str, str] = ("", ""), inline: bool = False
    ) -> RenderedElement:
        """What stands where `key` is in no registry; `closest` is the (id, title) that may have been meant."""
        inner = self.rendered("missing-inline" if inline else "missing", key=key, label=label, closest=closest)
        if inline:
            return RenderedElement("span", {"class": "rc-ref rc-ref--missing", "data-rc-id": key}, inner)
        # The role: an `aside` of its own would be a landmark, which this is not.
        attributes = {"class": "rc-card rc-card--missing", "data-rc-id": key, "role": "note"}
        return RenderedElement("aside", {**attributes, **NOT_SEARCHED}, inner)

    def preview(self, card: Card) -> str:
        """The popover over inline references, from a card composed for the view preview.

        Where a site wants none, what a row of the index offers to copy.
        """
        if self.bare:
            return RenderedElement("p", {"class": "rc-copies"}, self.rendered("copies", card=card)).html()
        attributes = {
            "class": "rc-pop",
            "id": f"rc-pop-{card.id}",
            "popover": "auto",
            "role": "group",
            "aria-labelledby": card.title_id,
        }
        return RenderedElement("section", {**attributes, **_dir(card)}, self.rendered("preview", card=card)).html()

    def page(
        self, card: Card, preview: Preview | None = None, notes: Sequence[Note] = (), downloads: Sequence[Link] = ()
    ) -> str:
        """A resource's own page after its `h1`: HTML with `h2` headings, from a card composed for the view page."""
        cached = finished(preview.html if preview else "")
        return self.rendered("page", card=card, preview=preview, cached=cached, notes=notes, downloads=downloads)

    def listing(self, cards: Iterable[Card], view: str) -> RenderedElement:
        """A list (of compact cards), a grid (of tiles) or a table (of rows)."""
        if view == "table":
            # Rows answer to the width of the block around them; a table itself cannot be asked for its own.
            return RenderedElement("div", {"class": "rc-table", **NOT_SEARCHED}, self.rendered("table", cards=list(cards)))
        items = [finished(self.card(card).html()) for card in cards]
        # The role: for Safari a list without markers is none.
        return RenderedElement("ul", {"class": f"rc-{view}", "role": "list", **NOT_SEARCHED}, self.rendered(view, items=items))

    def references(self, items: Iterable[CitedItem]) -> RenderedElement:
        """Everything a page cites, in the order of its numbers; item n has the id `rc-cite-ID`."""
        return RenderedElement("ol", {"class": "rc-refs", **NOT_SEARCHED}, self.rendered("references", items=list(items)))

    def index(self, cards: Iterable[Card], downloads: Sequence[Link] = ()) -> str:
        """The index of all resources after its `h1`, from cards composed for the view row, sorted by title."""
        rows = list(cards)
        types = sorted({(card.kind.label, card.resource.type.lower() or "resource") for card in rows})
        return self.rendered("index", cards=rows, types=types, downloads=downloads)

    def publication(self, publication: Publication, cards: Iterable[Card]) -> str:
        """A publication's page after its `h1`, with its resources as compact cards."""
        listing = self.listing(cards, "list")
        return self.rendered("publication", publication=publication, listing=finished(listing.html()))

    def rendered(self, name: str, **context: object) -> str:
        """What the template `name` makes of `context`."""
        try:
            return inert(self._template(name).render(context))
        except Exception as error:  # A template may call anything.
            raise self._error(fault(error, name)) from error

    def _template(self, name: str) -> Template:
        template = self._templates.get(name)
        if template is None:
            template = self._templates[name] = self._environment.get_template(f"resource-cards/{name}.html")
        return template

    def is_ours(self, name: str) -> bool:
        """Whether the template `name` is none of the site's own."""
        return str(self._template(name).filename).startswith(str(TEMPLATES))

    def filled(self, name: str, reference: Reference, **others: str) -> str:
        """As `rendered`, several times as fast, for what is on every page in dozens.

        A template of ours does no more with these values than put them in place, or leave out what is not there. So it is
        rendered once for each choice of what is there. One of the site's own may do anything.
        """
        values = (*reference, *others.values())
        shape = (name, *map(bool, values))
        form = self._forms.get(shape)
        if form is None:
            form = self._forms[shape] = self._form(name, values, tuple(others))
        if not form.text:
            return self.rendered(name, ref=reference, **others)
        return inert(form.text % tuple([escape(values[field]) for field in form.fields]))

    def _form(self, name: str, values: Sequence[object], others: Sequence[str]) -> _Form:
        if not self.is_ours(name):
            return _Form("", ())
        marks = [f"\x02{field}\x03" if value else value for field, value in enumerate(values)]
        own = len(marks) - len(others)
        text = self.rendered(name, ref=Reference._make(marks[:own]), **dict(zip(others, marks[own:], strict=True)))
        text = text.replace("%", "%%")
        return _Form(_MARK.sub("%s", text), tuple(int(field) for field in _MARK.findall(text)))


def item_view(view: str) -> str:
    """The view that the cards of a list, grid or table are composed for."""
    return _ITEMS[view]


def _card_attributes(card: Card) -> dict[str, str]:
    attributes = {"class": f"rc-card rc-card--{card.view}", "data-rc-id": card.id}
    if card.element_id:
        attributes["id"] = card.element_id
    attributes.update({"aria-labelledby": card.title_id} if card.title_id else {"aria-label": disarmed(card.title.text)})
    # A tile is all of its title's direction; in wider cards only the blocks of data are, labels follow the page.
    return {**attributes, **_dir(card)} if card.view == "tile" else attributes


def _dir(card: Card) -> dict[str, str]:
    return {"dir": card.direction} if card.direction else {}
