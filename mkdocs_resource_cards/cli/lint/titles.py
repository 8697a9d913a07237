"""Rules about titles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model import Problem
from ...normalize.titles import site_names, without_site
from .context import LintContext, problem

_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|(?:[a-z0-9-]+\.)+(?:com|org|net|edu|gov|io|ai|dev|co\.uk|eu)(?:/\S*)?", re.IGNORECASE
)
_LABEL = re.compile(
    r"(?:click )?here|(?:read |learn |see )?more|link|this|source|sources?|website|web ?site|home ?page|pdf|article|paper|"
    r"(?:this|the|full|original) (?:article|page|paper|post|link|source|report|study|blog|blog post|website|text|pdf)|"
    r"untitled|no title|title|n/?a|to ?do|tbd|unknown|(?:link|source) ?[0-9]{1,3}|"
    r"\[?[0-9]{1,3}\]?|ref(?:erence)?|\W+",
    re.IGNORECASE,
)


def addresses_as_titles(subject: LintContext) -> Iterator[Problem]:
    """A title that is a URL or a host with a path. A site may be called by its host alone (`Booking.com`)."""
    for one in subject.resources:
        title = one.title.strip()
        if _ADDRESS.fullmatch(title) and ("/" in title or title.lower().startswith("www.")):
            yield problem("title_is_url", one, f"the title of `{one.id}` is an address", "give the title of the page")


def labels_as_titles(subject: LintContext) -> Iterator[Problem]:
    """A title that only makes sense as the text of a link."""
    for one in subject.resources:
        if _LABEL.fullmatch(one.title.strip()):
            yield problem("title_is_label", one, f"the title `{one.title}` is what a link said", "give the title of the page")


def site_names_in_titles(subject: LintContext) -> Iterator[Problem]:
    """A title that ends, or begins, with the name of its site or publication."""
    for one in subject.resources:
        names = site_names(one.url, [one.publication.name] if one.publication else [])
        shorter = without_site(one.title, names) if one.url else one.title
        if shorter != one.title:
            yield problem("title_suffix", one, f"the title of `{one.id}` carries the name of its site", f"`{shorter}`")
