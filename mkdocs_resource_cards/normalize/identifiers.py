"""DOIs, arXiv ids, and the ids of entries that are made from an address."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import unquote

from .text import line

DOI_PREFIX = r"10\.[0-9]{4,9}(?:\.[0-9]+)*/"
"""How every DOI begins, as an expression."""
ARXIV_ID = r"(?:[0-9]{4}\.[0-9]{4,5}|[a-z-]+(?:\.[A-Z]{2})?/[0-9]{7})"
"""arXiv's ids, since April 2007 and before, without a version, as an expression."""
_HOST = r"(?:dx\.|www\.)?doi\.(?:[a-z0-9-]{1,40}\.){0,3}[a-z]{2,12}"
"""Resolvers of DOIs: `doi.org`, and publishers' own, such as `doi.acm.org`."""
_DOI = re.compile(rf"{DOI_PREFIX}\S+")
_WRITTEN_DOI = re.compile(
    rf"(?:(?:https?://)?{_HOST}/|doi:\s*|info:doi/)?(?P<doi>{DOI_PREFIX}[^\s\"<>]+)",
    re.IGNORECASE,
)
_RESOLVER = re.compile(rf"(?:https?://)?{_HOST}/|doi:\s*", re.IGNORECASE)


def bare_doi(text: str) -> str:
    """A DOI without its resolver: `10.1000/182` from `https://doi.org/10.1000/182` and `doi:10.1000/182`; `""` for no DOI."""
    written = line(text)
    prefix = _RESOLVER.match(written)
    name = written[prefix.end() :] if prefix else written
    name = unquote(name) if prefix and "%" in name else name
    return name if _DOI.fullmatch(name) and name == line(name) else ""


def doi_in(text: str) -> str:
    """The DOI that `text` is, in whatever spelling; `""` when it is none."""
    match = _WRITTEN_DOI.fullmatch(text.strip())
    return unquote(match["doi"]).rstrip(".,;") if match else ""


def id_of(url: str) -> str:
    """The id of an entry that has none but a URL, or any other text: the first 16 hex digits of its SHA-256."""
    return hashlib.sha256(url.encode("utf-8", "replace")).hexdigest()[:16]
