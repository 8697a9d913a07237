"""PDF -> what it says of itself: title, authors, DOI, and a guess at the title from its first page.

The file is read by a process of its own (`pdf_process`) with a limit on its time and memory: a few kilobytes made to hurt keep
a parser busy for hours.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from ...normalize import dates
from ...normalize.identifiers import DOI_PREFIX, doi_in
from ...normalize.text import display_line
from .page import SourcePage

SECONDS = 15.0
_CODE = f"import sys; sys.path[:] = sys.argv[1:]; from {__package__}.pdf_process import main; main()"
"""Neither the working directory nor the environment says what is imported: strangers' files lie there."""
_NO_TITLE = re.compile(
    r"(?:microsoft (?:word|powerpoint|excel)|powerpoint(?: presentation)?|presentation|no ?title|title|model|layout|"
    r"(?:untitled|unbenannt|sans titre|sin título|document|dokument|binder|folie|slide|page|seite|sheet|scan)\W*\d*"
    r"(?: document)?|"
    r"(?:draft|final|main|paper|article|manuscript|template|output|print)[\W\d_]*)",
    re.IGNORECASE,
)
_FILE = re.compile(r"\S{1,200}\.(?:pdf|docx?|pptx?|xlsx?|dvi|tex|ps|eps|indd|qxd|key|odt|rtf|txt|md|html?)", re.IGNORECASE)
_MADE_BY = re.compile(r"microsoft (?:word|powerpoint|excel) -\s*", re.IGNORECASE)
_DOI = re.compile(rf"(?:doi:?\s{{0,3}}|https?://(?:dx\.)?doi\.org/)({DOI_PREFIX}[^\s\"<>,;]{{1,200}})", re.IGNORECASE)
_ARXIV = re.compile(r"arXiv:([0-9]{4}\.[0-9]{4,5})(?:v[0-9]+)? {0,3}\[[\w.-]{1,20}\] {0,3}([^\[\]]{8,14})")
"""The stamp on the first page of what arXiv serves."""
_CREATED = re.compile(r"(?:D:)?([0-9]{4})([0-9]{2})([0-9]{2})")
_SHORT, _LONG = 5, 300
"""Characters of a title that the first page gives."""


def is_pdf(body: bytes) -> bool:
    """Whether a body is a PDF (ISO 32000-1, 7.5.2, and annex H.3: some have a few bytes before the header)."""
    return b"%PDF-" in body[:1024]


def read(body: bytes) -> SourcePage:
    """What the PDF `body` says of itself; an empty page for one that cannot be read, or not in time."""
    return page_of(_statements(body))


def page_of(said: Mapping[str, Any]) -> SourcePage:
    """The statements of a PDF, under the names that web pages have for them; what is not said outright as guesses."""
    lines = said.get("lines", ())
    stamp = next((match for _, text in lines if (match := _ARXIV.search(text))), None)
    doi = _doi(said) or (f"10.48550/arXiv.{stamp[1]}" if stamp else "")
    title = next((text for text in map(_title, (*said.get("xmp_titles", ()), said.get("title", ""))) if text), "")
    creators = [name for name in said.get("xmp_creators", ()) if _is_name(name)]
    authors = creators or [name for name in [str(said.get("author", ""))] if _is_name(name)]
    published = said.get("prism_coverDate") or said.get("prism_publicationDate") or (dates.parse(stamp[2]) if stamp else "")
    metas = {
        "dc.title": [title],
        "dc.creator": creators,
        "author": authors,
        "citation_doi": [doi],
        "citation_publication_date": [str(published or "")],
        "citation_journal_title": [str(said.get("prism_publicationName", ""))],
    }
    created = _CREATED.match(str(said.get("created", "")))
    return SourcePage(
        metas={name: values for name, values in metas.items() if any(values)},
        title=title or _largest(lines),
        time="-".join(created.groups()) if created else "",
        guesses=("authors",) if authors and "prism_publicationName" not in said else (),
    )


def _statements(body: bytes) -> dict[str, Any]:
    paths = [path for path in sys.path if path]
    try:
        done = subprocess.run(  # noqa: S603  our own code, in Python's own program
            [sys.executable, "-I", "-c", _CODE, *paths], input=body, capture_output=True, timeout=SECONDS, check=False
        )
        found = json.loads(done.stdout[:2_000_000])
    except (OSError, subprocess.TimeoutExpired, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _title(text: object) -> str:
    """A title, `""` for what a program put in its place."""
    line = _MADE_BY.sub("", display_line(str(text)).strip("\0 "))
    return "" if _FILE.fullmatch(line) or _NO_TITLE.fullmatch(line) or not any(map(str.isalpha, line)) else line


def _is_name(text: str) -> bool:
    """Whether a text may be a person's name, and is not that of an account: `cheng`, `1671251`."""
    return len(text.split()) > 1 and not any(map(str.isdigit, text))


def _doi(said: Mapping[str, Any]) -> str:
    """The DOI that the metadata name; one in the text may be another work's."""
    stated = (said.get("prism_doi", ""), said.get("doi", ""), said.get("xmp_identifier", ""), said.get("prism_url", ""))
    found = next((doi for doi in (doi_in(str(text)) for text in stated) if doi), "")
    match = _DOI.search(str(said.get("subject", "")))
    return found or (doi_in(match[1]) if match else "")


def _largest(lines: Iterable[tuple[float, str]]) -> str:
    """What the first page says in its largest letters, if these are larger than those of its text; `""` if not."""
    runs = [(size, [text for _, text in run]) for size, run in groupby(lines, key=lambda line: line[0])]
    room = Counter[float]()
    for size, texts in runs:
        room[size] += sum(map(len, texts))
    usual = max(room, key=lambda size: (room[size], -size), default=0.0)
    for size, texts in sorted(runs, key=lambda run: -run[0]):
        text = display_line(" ".join(texts))
        words = [word for word in text.split() if sum(map(str.isalpha, word)) > 1]
        if _SHORT <= len(text) <= _LONG and len(words) > 1:
            return text if size > usual or len(room) == 1 else ""
    return ""
