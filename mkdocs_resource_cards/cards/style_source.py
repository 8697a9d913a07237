"""A resource -> what a citation style is told of it."""

from __future__ import annotations

from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING

from ..model import Resource
from ..normalize.languages import is_in_latin_letters

if TYPE_CHECKING:
    from ..citation_styles.data import Item
    from ..citation_styles.site_style import StyleSource

_NOT_IN_STYLES = frozenset(
    "publication snapshot summary review key_points archive_url credibility credibility_reason cited_by image location".split()
)
"""What no citation style shows of a resource: whoever changes it changes no citation. Of a publication its name counts, of a
snapshot its day."""
_COPIES = frozenset(
    "arxiv biorxiv chemrxiv hal jstor medrxiv pmc pmcid pmid psyarxiv pubmed repec socarxiv ssrn techrxiv".split()
)
"""Archives of preprints and of copies, as `eprinttype` names them."""
_told = attrgetter(*(field for field in Resource._fields if field not in {*_NOT_IN_STYLES, "authors"}))


def style_source(resource: Resource, language: str) -> StyleSource:
    """A resource as the source of an item, which is made once a style asks for it.

    `language`: that of the site, and of a resource that does not say its own.
    """
    language = "" if resource.language else language
    venue = resource.publication and resource.publication.name
    authors = [tuple(name) for name in resource.authors]  # Their own `repr` takes ten times as long.
    return repr((_told(resource), authors, venue, resource.snapshot.fetched, language)), partial(_item, resource, language)


def _item(resource: Resource, language: str) -> Item:
    from ..citation_styles.csl_json import item_of  # What it needs is loaded only for what is not kept.
    from ..citation_styles.sentence_titles import with_sentence_case, with_short_title
    from ..formats.csl_json.writer import csl_item

    titles, csl = resource.bibtex_titles, csl_item(resource)
    if csl["type"] == "document" and resource.type != "document":
        csl["type"] = ""  # Styles leave documents out that nobody can get at; of this one nobody said what it is.
    if {"container-title", "archive_location"} <= csl.keys() and str(csl.get("archive", "")).lower() in _COPIES:
        # What a journal or a book has is not cited as kept in an archive of copies, where it has a number.
        csl = {name: value for name, value in csl.items() if name not in ("archive", "archive_location")}
    if not resource.language and not is_in_latin_letters(resource.title):
        language = "und"  # Not English, whatever the language of the site.
    return item_of(with_short_title(with_sentence_case(csl, titles, language), titles), language)
