"""What a user typed -> a draft entry and the content behind it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import quote

from ...excerpt.prose import is_prose
from ...normalize import source_urls
from ...normalize.titles import tidy
from ...normalize.urls import host_of
from ...registry.plain_entries import Entry
from ..console import Failure
from ..context import Tools
from ..fetch import Fetched, FetchError
from ..metadata import Draft, draft_of, notes, pdf
from ..metadata.page import SourcePage, text_of
from . import soft_errors
from .identify import SourceTarget

HOPS = 5
"""Pages that lead on by themselves, one after the other."""
MAX_BYTES = 8_000_000
"""Bytes of a local file."""
_HTML = ("text/html", "application/xhtml+xml")
_TEXT = ("text/plain", "text/markdown", "text/x-markdown")
_ENDINGS = {".html": "text/html", ".htm": "text/html", ".xhtml": "text/html", ".md": "text/markdown", ".txt": "text/plain"}


Getter = Callable[..., Fetched]
"""(address, headers) -> what it answers; raises FetchError."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """A draft, and the answer it was made from."""

    draft: Draft
    fetched: Fetched | None = None
    """None when there is no content to be kept."""
    suspicion: str = ""
    """What the answer looks like if hardly like the source, to be read behind its address; `""` for one that looks like it."""
    moved: str = ""
    """Where the source is, if not at the address that was given."""
    description: str = ""
    """What the page says of itself to those who show a link to it."""
    has_text: bool = True
    """Whether it has a text of its own."""
    page: SourcePage = field(default_factory=SourcePage)
    """What the page says of itself."""


def gather(
    target: SourceTarget, tools: Tools, url: str = "", get: Getter | None = None, *, with_page: bool = True
) -> Gathered:
    """Fetches what `target` names, or reads it; `url` is the address of a file. Raises Failure.

    Without `with_page` the page behind a DOI is fetched only where the DOI's agency does not say enough.
    """
    if target.kind == "file":
        return _file(Path(target.value), url)
    get = get or tools.fetcher().get
    if target.kind == "doi":
        return _doi(target.value, get, tools.doi_resolver, with_page)
    address = tools.arxiv + target.value if target.kind == "arxiv" else target.value
    return _led_to(address, _fetched(get, address))


def drafted(fetched: Fetched, url: str = "") -> Gathered:
    """The draft of an answer; `url` is its address where it has none of its own."""
    if not 200 <= fetched.status < 300:  # A redirect that leads nowhere is none either.
        raise Failure(f"{fetched.url} returned HTTP {fetched.status}; nothing was added")
    url, text = fetched.url or url, text_of(fetched.body, fetched.charset)
    if text is not None and is_html(fetched, text):
        seen = soft_errors.see(text, url)
        draft = draft_of(seen.page, url)
        suspicion = soft_errors.like_no_source(seen, draft)
        return Gathered(
            draft if suspicion else _with_guesses(draft, text, url),
            fetched,
            suspicion,
            description=tidy(seen.page.first("og:description", "twitter:description", "description")),
            has_text=any(map(is_prose, seen.blocks)),
            page=seen.page,
        )
    if text is not None and fetched.content_type in (*_TEXT, ""):
        page, body = notes.read(text)
        # Of a file, its front matter is in the entry; the snapshot gets one of its own.
        kept = fetched if fetched.url or body == text else replace(fetched, charset="", body=body.encode("utf-8", "replace"))
        draft = draft_of(page, url)
        return Gathered(replace(draft, doubts=tuple(name for name in draft.doubts if name != "type")), kept)
    if pdf.is_pdf(fetched.body):
        draft = draft_of(pdf.read(fetched.body), url)
        if "doi" in draft.entry and "type" in draft.doubts:
            doubts = tuple(name for name in draft.doubts if name != "type")
            draft = Draft({**draft.entry, "type": "paper"}, doubts)
        return Gathered(draft)
    return Gathered(Draft({"url": url, "type": "web"} if url else {}, ("title", "authors", "published")), None)


def _with_guesses(draft: Draft, html: str, url: str) -> Draft:
    """The draft with what can be guessed of a date and authors that the page does not state; they stay doubts."""
    if {"published", "authors"} <= draft.entry.keys():
        return draft
    from ..metadata.fallbacks import guesses  # 0.4 s; most pages say it themselves

    return Draft({**guesses(html, url), **draft.entry}, draft.doubts)


def followed(fetched: Fetched, get: Getter) -> Fetched:
    """The answer, or the one to which a browser would go on from it by itself. Raises FetchError."""
    visited = {fetched.url}
    for _ in range(HOPS):
        text = text_of(fetched.body, fetched.charset) if fetched.status == 200 else None
        if text is None or not is_html(fetched, text):
            break
        target = soft_errors.leads_on(soft_errors.see(text, fetched.url))
        if not target or target in visited:
            break
        visited.add(target)
        fetched = get(target)
    return fetched


def _led_to(address: str, fetched: Fetched) -> Gathered:
    """The draft of what an address led to; one that led to another source keeps its own."""
    found, suspicion = drafted(fetched), soft_errors.elsewhere(address, fetched.url)
    if suspicion:
        draft = Draft({**found.draft.entry, "url": source_urls.clean(address)}, found.draft.doubts)
        return Gathered(draft, None, suspicion)
    final = str(found.draft.entry.get("url", ""))
    return replace(found, moved=final if source_urls.source_key(final) != source_urls.source_key(address) else "")


def is_html(fetched: Fetched, text: str) -> bool:
    """Whether an answer is HTML, whatever it calls itself."""
    start = text[:2000].lower()
    return fetched.content_type in _HTML or (
        fetched.content_type in ("", "text/plain") and ("<html" in start or "<!doctype html" in start)
    )


def _fetched(get: Getter, url: str) -> Fetched:
    try:
        return followed(get(url), get)
    except FetchError as error:
        host = host_of(url)
        if error.kind == "private" and host in str(error):  # not a host to which another one led
            ways = f"save the page and add the file (add FILE --url {url}), or allow the host (--allow-private {host})"
            raise Failure(f"{url}: {error}; {ways}") from error
        raise Failure(f"{url}: {error}") from error


def _file(path: Path, url: str) -> Gathered:
    try:
        with open(path, "rb") as file:
            body = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise Failure(f"{path}: {error.strerror}") from error
    if len(body) > MAX_BYTES:
        raise Failure(f"{path} is larger than {MAX_BYTES // 1_000_000} MB")
    kind = _ENDINGS.get(path.suffix.lower(), "")
    gathered = drafted(Fetched("", 200, kind, "", body), url)
    if not gathered.draft.entry.get("title"):
        entry = {"title": path.stem.replace("_", " ").replace("-", " "), **gathered.draft.entry}
        gathered = replace(gathered, draft=Draft(entry, (*gathered.draft.doubts, "title")))
    return gathered


def _doi(doi: str, get: Getter, resolver: str, with_page: bool) -> Gathered:
    """What the DOI's registration agency says of it (content negotiation, https://citation.doi.org), and its page."""
    address = resolver + quote(doi, safe="/")
    try:
        stated = get(address, {"Accept": "application/vnd.citationstyles.csl+json"})
    except FetchError as error:
        raise Failure(f"{address}: {error}") from error
    if stated.status in (404, 410):
        raise Failure(f"there is no DOI {doi} (HTTP {stated.status})")
    entry = {**_csl(stated), "doi": doi, "url": f"https://doi.org/{quote(doi, safe='/')}"}
    is_enough = all(entry.get(name) for name in ("title", "authors", "published"))
    page = _page(get, address) if with_page or not is_enough else None
    if page is not None:
        entry = {**page.draft.entry, **entry}
    missing = tuple(name for name in ("title", "authors", "published") if not entry.get(name))
    return Gathered(Draft(entry, missing), page.fetched if page else None, page=page.page if page else SourcePage())


def _csl(stated: Fetched) -> Entry:
    from ...formats.reading import read
    from ..exchange.drafts import draft_of

    found = read(stated.body, "", "csl-json").entries if stated.status == 200 else ()
    entry = draft_of(found[0], "csl-json") if found else {}
    entry.pop("as_written", None)  # What a registrar's record says in its own way is no file of the author's to be given back.
    return {name: tidy(value) if isinstance(value, str) else value for name, value in entry.items()}


def _page(get: Getter, address: str) -> Gathered | None:
    """The page behind a DOI; publishers often refuse, and that is not a failure."""
    try:
        found = drafted(followed(get(address), get))
    except (FetchError, Failure, json.JSONDecodeError):
        return None
    return None if found.suspicion else found
