"""What a user typed (a URL, a DOI, an arXiv id, a file) -> what to fetch."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass

from ...normalize.identifiers import ARXIV_ID, doi_in
from ...normalize.urls import safe_url

_ARXIV = re.compile(
    r"(?:arxiv:\s*|(?:https?://)?(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html)/)?"
    rf"(?P<id>{ARXIV_ID})(?:v[0-9]+)?(?:\.pdf)?/?",
    re.IGNORECASE,
)
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}(?:[/?#]\S*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SourceTarget:
    """What is to be added."""

    kind: str
    """`url`, `doi`, `arxiv` or `file`."""
    value: str
    """An http(s) URL, a DOI, an arXiv id without its version, or a path."""


def identify(text: str) -> SourceTarget | None:
    """What `text` means; None when it means nothing that can be added. A file that exists is a file."""
    text = text.strip()
    if not text:
        return None
    if "://" not in text and os.path.isfile(text):
        return SourceTarget("file", text)
    arxiv = _ARXIV.fullmatch(text)
    if arxiv:
        return SourceTarget("arxiv", arxiv["id"])
    doi = doi_in(text)
    if doi:
        return SourceTarget("doi", doi)
    url = safe_url(text) or (safe_url(f"https://{text}") if _HOST.fullmatch(text) else "")
    return SourceTarget("url", url) if url else None
