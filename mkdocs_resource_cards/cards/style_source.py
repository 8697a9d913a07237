"""A resource -> what a citation style is told of it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from ..citation_styles.data import SourceItem
from ..model import Location, Resource

if TYPE_CHECKING:
    from ..citation_styles.data import Item

_NOT_IN_STYLES: Mapping[str, Any] = {
    "publication": None,
    "snapshot": None,
    "summary": "",
    "review": "",
    "key_points": (),
    "archive_url": "",
    "credibility": None,
    "credibility_reason": "",
    "cited_by": (),
    "image": "",
    "location": Location(),
}
"""What no citation style shows of a resource: whoever changes it changes no citation. Of a publication its name counts, of a
snapshot its day."""


def style_source(resource: Resource) -> SourceItem:
    """A resource as the source of an item, which is made once a style asks for it."""
    venue = resource.publication and resource.publication.name
    told = resource._replace(**_NOT_IN_STYLES), venue, resource.snapshot.fetched
    return SourceItem(repr(told), partial(_item, resource))


def _item(resource: Resource) -> Item:
    from ..citation_styles.csl_json import item_of  # What it needs is loaded only for what is not kept.
    from ..citation_styles.sentence_titles import with_sentence_case, with_short_title
    from ..formats.csl_json.writer import csl_item

    titles = resource.bibtex_titles
    return item_of(with_short_title(with_sentence_case(csl_item(resource), titles), titles))
