"""Whether an answer is the source that was asked for at all: what it looks like when it is not."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from ...excerpt.blocks import blocks_of
from ...excerpt.markup import markup_of
from ...excerpt.prose import SHORT_PAGE, failed, is_prose
from ...normalize import source_urls
from ..metadata.choose import Draft
from ..metadata.page import Page

_SIGN_IN = re.compile(
    r"/(?:(?:[a-z]{1,20}[_-])?(?:log|sign)[_-]?(?:in|on)|sso)(?:\.[a-z]{2,5})?(?:/|$)",
    re.IGNORECASE,
)
_SIGN_IN_HOSTS = frozenset(("accounts", "auth", "consent", "idp", "login", "signin", "sso"))


def elsewhere(given: str, final: str) -> str:
    """What an address looks like that another one led to; `""` if like the source."""
    if source_urls.is_front(final) and not source_urls.is_front(given):
        return f"leads to {final}, the front page of a site"
    if _is_sign_in(final) and not _is_sign_in(given):
        return f"leads to {final}, which looks like a page for signing in"
    return ""


def like_no_source(page: Page, draft: Draft, html: str, url: str) -> str:
    """What a page looks like that is an error page or the like; `""` for one that looks like a source.

    A page that says outright when it was published is one, whatever its title.
    """
    if page.first("citation_title") or "published" not in draft.doubts:
        return ""
    titles = (str(draft.entry.get("title", "")), page.title, page.heading)
    told = next((title for title in titles if title and failed(title, ())), "")
    is_titled = bool(page.things or page.first("og:title"))
    if is_titled and not told:
        return ""
    blocks = blocks_of(markup_of(html, "html", url, 2 * SHORT_PAGE).html)
    is_short = sum(len(block.text) for block in blocks if is_prose(block)) < SHORT_PAGE
    if told and is_short:
        return f"looks like an error page or a check for robots: `{told[:80]}`"
    return "looks like an error page or a check for robots" if not is_titled and failed("", blocks) else ""


def _is_sign_in(url: str) -> bool:
    return source_urls.host_of(url).partition(".")[0] in _SIGN_IN_HOSTS or bool(_SIGN_IN.search(urlsplit(url).path))
