"""Rules about titles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ...formats.values import has_title
from ...model import Problem, Resource
from ...normalize import loose_dates
from ...normalize.source_urls import is_front, source_key
from ...normalize.titles import folded, site_names, without_site
from ...normalize.urls import host_of
from .context import LintContext, problem
from .link_words import LABELS, SERVICES

_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|(?:[a-z0-9-]+\.)+(?:com|org|net|edu|gov|io|ai|dev|co\.uk|eu)(?:/\S*)?", re.IGNORECASE
)
_NUMBER = re.compile(
    r"[\W\d_]+|v?\d+(?:\.\d+)+[\w.+-]{0,20}|(?=[0-9a-f]*\d)[0-9a-f]{7,40}"
    r"|(?:link|source|ref|reference|pr|pull request|issue|bug|ticket|commit|note|fig|figure|page|part|gh)[\s#.:-]*\d{1,7}"
    r"|(?:part|chap|chapter|section|lecture|lesson|week|unit|module|vol|volume|episode|slides?|lab|exercise|session|appendix|table)"
    r"[.:]?\s#?(?:\d{1,7}(?:\.\d+)*|[ivxlc]{1,7}|[a-z])",
    re.IGNORECASE,
)
_CODE = re.compile(r"(?=\S*[^\W\d_])[\w.$@-]+(?:_|::|\(|[./#](?=\w))\S*")
"""A name in code, or of an issue: `ssl.SSLContext`, `total_seconds()`, `encode/httpx#1412`."""
_HANDLE = re.compile(r"@[\w.-]+(?:@[\w.-]+)?")
"""Of a person on some platform; `@scope/name` is a package."""
MANY = 3
"""A text that links to so many sources have is the title of none."""
_WORD = re.compile(r"([^\W\d_]+)[,.:;]?\s")


def why_no_title(title: str, url: str) -> str:
    """Why a text is not a title of the source at `url`: `a number`, `a date`, `an address`...; `""` if it may be one."""
    text = title.strip()
    words = folded(text)
    if _ADDRESS.fullmatch(text) and ("/" in text or text.lower().startswith("www.")):
        return "an address"
    if _NUMBER.fullmatch(text):
        return "a number"
    if _HANDLE.fullmatch(text) or (SERVICES.fullmatch(text) and not (is_front(url) and words in _own_names(url))):
        return "the name of a person or a place"
    if LABELS.fullmatch(text.strip(" .:!…→»›>[]()")) or not words:
        return "" if words in _own_names(url) else "the text of a link"
    if _is_name(words, url) or _CODE.fullmatch(text):
        return ""
    if loose_dates.edtf(text):
        return "a date"
    letters = [character for character in text if character.isalpha()]
    if len(letters) < 2 and not text.endswith(("+", "#")):
        return "too short"
    # Scripts without capitals have no small letters either.
    return "part of a sentence" if letters[0].islower() and not any(one.isupper() for one in letters) else ""


def is_fragment(text: str, url: str) -> bool:
    """Whether the text of a link begins in the middle of a sentence: `disabled in the PS3 by Sony`.

    A name that is written small begins a title, too, but then the URL mostly has it: `npm Docs`, `jq Manual`.
    """
    first = _WORD.match(text.strip())
    return first is not None and first[1].islower() and folded(first[1]) not in folded(url)


def _own_names(url: str) -> set[str]:
    """What a site calls itself by its domain: `go` at go.dev, `r` at www.r-project.org."""
    labels = host_of(url).split(".")[-2:-1]
    return {folded(part) for label in labels for part in (label, *label.split("-"))}


def _is_name(words: str, url: str) -> bool:
    """Whether the URL itself contains this name: `pytest` at docs.pytest.org, `squidfunk/mkdocs-material` at GitHub."""
    host, _, path = url.partition("://")[2].partition("#")[0].partition("?")[0].partition("/")
    parts = path.split("/")
    stems = [part.rpartition(".")[0] for part in parts]
    pairs = ["".join(pair) for pair in pairwise(parts)]
    labels = [part for label in host.split(".") for part in (label, *label.split("-"))]
    return words in set(map(folded, (host, *parts, *stems, *pairs, *labels)))


def addresses_as_titles(subject: LintContext) -> Iterator[Problem]:
    """A title that is a URL or a host with a path. A site may be called by its host alone (`Booking.com`)."""
    for one in filter(has_title, subject.resources):  # What stands for a missing title is told where it is read.
        if why_no_title(one.title, one.url) == "an address":
            yield problem("title_is_url", one, f"the title of `{one.typed_key}` is an address", "use the title of the page")


def labels_as_titles(subject: LintContext) -> Iterator[Problem]:
    """A title that only makes sense as the text of a link: a number, "here", part of a sentence."""
    for one in filter(has_title, subject.resources):
        why = why_no_title(one.title, one.url)
        is_work = bool(one.authors or one.published)  # A book may be called `1984`, an essay `how to do what you love`.
        if why == "the text of a link" or (why in ("a number", "a date", "part of a sentence") and not is_work):
            yield problem("title_is_label", one, f"the title `{one.title}` is {why}", "use the title of the page")


def shared_titles(subject: LintContext) -> Iterator[Problem]:
    """One title shared by many sources."""
    by_title = dict[str, list[Resource]]()
    for one in subject.resources:
        if one.url:
            by_title.setdefault(folded(one.title), []).append(one)
    for words, found in by_title.items():
        sources = {source_key(one.url) for one in found}
        # Works of several people, or of several years, may be called the same.
        bare = [one for one in found if not one.authors and not one.published]
        if len(words) > 1 and len(sources) >= MANY:
            for one in bare:
                message = f"`{one.title}` is the title of {len(sources)} sources"
                yield problem("title_is_label", one, message, "use the title of the page")


def site_names_in_titles(subject: LintContext) -> Iterator[Problem]:
    """A title that ends, or begins, with the name of its site or publication."""
    for one in subject.resources:
        names = site_names(one.url, [one.publication.name] if one.publication else [])
        shorter = without_site(one.title, names) if one.url else one.title
        if shorter != one.title:
            yield problem("title_suffix", one, f"the title of `{one.typed_key}` includes the name of the site", f"`{shorter}`")
