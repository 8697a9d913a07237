"""A page that only redirects -> the address it redirects to.

Three ways: a refresh in a `meta` element (https://html.spec.whatwg.org/#attr-meta-http-equiv-refresh), an assignment to
`location` in a script, a link below words such as "you are being redirected". Scripts are read, never run.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urljoin, urlsplit

from ...normalize.urls import safe_url
from ..metadata.page import SourcePage

SOON = 10
"""Seconds; a page that waits longer is meant to be read, and only refreshes itself."""
BARE = 400
"""Characters: a page with more text of its own is read before anything leads on."""
SCRIPT = 20_000
"""Characters of scripts that are looked at: a page that only leads on has few."""
_REFRESH = re.compile(r"\s*([0-9]{1,6})[0-9.]*\s*[;,\s]\s*(?:url\s*=\s*)?[\"']?\s*([^\"'\s<>][^\"'<>]{0,2000})", re.IGNORECASE)
_GO = re.compile(
    r"(?<![\w.$])(?:(?:window|self|top|parent|document)\s{0,9}\.\s{0,9}){0,2}location"
    r"(?:\s{0,9}\.\s{0,9}(?:href\s{0,9}=|(?:replace|assign)\s{0,9}\()|\s{0,9}=)(?!=)\s{0,9}"
    r"(?:(?P<quote>[\"'`])(?P<url>[^\"'`\\\s<>]{1,2000})|(?P<name>[A-Za-z_$][\w$]{0,60})\s{0,9}[;)\n}])"
)
_VALUE = re.compile(r"(?<![\w.$])(?P<name>[A-Za-z_$][\w$]{0,60})\s{0,9}=\s{0,9}([\"'`])(?P<url>[^\"'`\\\s<>]{1,2000})\2")
_WORDS = re.compile(
    r".{0,80}\b(?:(?:being|are|be|not|automatically|been) redirected|redirecting|(?:page|site|blog|document|object|resource) "
    r"(?:has |was )?(?:permanently |been )*moved|moved (?:permanently|here|to)|weitergeleitet|weiterleitung|umgezogen|"
    r"redirigée?s?|redirection|redirigid[oa]|redirigiendo|redirecionad[oa]|reindirizza\w*|doorgestuurd)\b.{0,200}"
    r"|.{0,40}(?:重定向|跳转|リダイレクト|移転しました|перенаправл).{0,100}",
    re.IGNORECASE,
)


def leads_on(page: SourcePage, url: str, texts: Sequence[str]) -> str:
    """The address to which a browser goes on by itself from `page`, found at `url`; `""` when it stays.

    `texts` are the blocks of the page. What is in `noscript`, or in a script, counts where the page has no text.
    """
    found = [(_refreshed(content, url), is_fallback) for content, is_fallback in page.refreshes]
    at_once = next((target for target, is_fallback in found if target and not is_fallback), "")
    if at_once or sum(map(len, texts)) >= BARE:
        return at_once
    others = (target for target, _ in found if target and not _asks_for_scripts(target, url))
    return next(others, "") or _scripted(page.script, url)


def says_so(page: SourcePage, url: str, texts: Sequence[str]) -> str:
    """The one address that a short page names where it says that it leads on; `""` for another page."""
    links = {target for target in (_joined(url, link) for link in page.links) if target}
    is_short = sum(map(len, texts)) < BARE
    is_told = any(_WORDS.fullmatch(text[:300]) for text in (page.title, *texts) if text)
    return next(iter(links)) if is_short and is_told and len(links) == 1 else ""


def _refreshed(content: str, url: str) -> str:
    match = _REFRESH.fullmatch(content[:3000].rstrip(" ;\"'")) or _REFRESH.match(content[:3000])
    if match is None or int(match[1]) > SOON or match[2].lower().startswith("url="):
        return ""
    return _joined(url, match[2])


def _scripted(script: str, url: str) -> str:
    if len(script) > SCRIPT:
        return ""
    values = {match["name"]: match["url"] for match in _VALUE.finditer(script)}
    targets = (match["url"] or values.get(match["name"] or "", "") for match in _GO.finditer(script))
    return next((found for found in (_joined(url, target) for target in targets if target) if found), "")


def _asks_for_scripts(target: str, url: str) -> bool:
    """Whether a page leads browsers without scripts to itself: `/?noscript=1`."""
    one, two = urlsplit(target), urlsplit(url)
    return (one.netloc, one.path.rstrip("/")) == (two.netloc, two.path.rstrip("/")) or "script" in one.query + one.path


def _joined(url: str, target: str) -> str:
    try:
        found = safe_url(urljoin(url, target.strip()))
    except ValueError:
        return ""
    return found if found.partition("#")[0] != url.partition("#")[0] else ""
