"""When two addresses lead to the same source, and what in an address says nothing about the source."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

from .identifiers import ARXIV_ID
from .urls import host_of

_TRACKING = re.compile(
    r"(?:utm|itm|mtm|piwik|matomo|hsa|vero|oly_(?:anon|enc))_\w+|at_(?:medium|campaign|custom[0-9]|(?:link|ptr|bbc)_\w+)|pk_(?:campaign|kwd|keyword|source|medium|content|cid)|"
    r"mc_[ce]id|mkt_tok|ga_(?:source|medium|term|content|campaign|place)|gad_(?:source|campaignid)|gs_lcr?p|_?_?hs(?:enc|mi|tc|fp|ssc)|"
    r"(?:dc|fbc|gc|ttc|twc|yc|ysc|tc|yd|tw|tt|y|d|g|fb)lid|[gw]braid|msclkid|gclsrc|clickid|igsh(?:id)?|srsltid|mibextid|epik|"
    r"li_fat_id|ref_(?:src|url)|cmpid|s_kwcid|spm|_ga|_gl|_openstat|xtor|wt[._]mc(?:_\w+)?|guccounter|guce_referrer(?:_sig)?"
)
"""Courlan's list (of AdGuard, ClearURLs and Firefox), without what chooses a page elsewhere: `ref`, `source`, `cid`."""
_SHARED = re.compile(r"si|feature|pp|ab_channel")
"""What a link to a video or a song says of the one who shared it."""
_SHARING = ("youtube.com", "youtu.be", "open.spotify.com", "music.youtube.com", "m.youtube.com")
_INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?)$", re.IGNORECASE)
_ARXIV = re.compile(rf"/(?:abs|pdf|html)/(?P<id>{ARXIV_ID})(?:v[0-9]+)?(?:\.pdf)?/?$")
_VIDEO = re.compile(
    r"youtu\.be/(?P<short>[\w-]{11})(?![\w-])"
    r"|(?:m\.|music\.)?youtube(?:-nocookie)?\.com/(?:watch\?(?:[^#]{0,200}&)?v=(?P<id>[\w-]{11})(?![\w-])"
    r"|(?:embed|shorts|live|v)/(?P<embedded>[\w-]{11})(?![\w-]))"
)
_MOMENTS = ("t", "start", "time_continue")
"""Parameters of videos that say where to begin."""
_SAFE = "/:@!$&'()*+,;=~-._%"


def clean(url: str) -> str:
    """`url` without the parameters that only track where a reader came from; otherwise as it is."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    if not parts.query:
        return url
    kept = [pair for pair in parts.query.split("&") if not _tracks(pair.partition("=")[0], url)]
    return urlunsplit(parts._replace(query="&".join(kept))) if len(kept) < parts.query.count("&") + 1 else url


def source_key(url: str) -> str:
    """The same text for all addresses of one source; `""` for what is not an address.

    Scheme, `www.`, port, case of the host, trailing slash, fragment, tracking and order of parameters make no difference (RFC
    3986, section 6, and custom); of arXiv, neither do version and format, of a video, neither do player and moment.
    """
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".").removeprefix("www.")
        port = "" if parts.port in (None, 80, 443) else f":{parts.port}"
        url.encode()  # JSON may hold halves of characters, which no address has
    except ValueError:
        return ""
    if not host:
        return ""
    if host in ("doi.org", "dx.doi.org"):
        return doi_key(parts.path.strip("/"))
    arxiv = _ARXIV.search(parts.path) if host.endswith("arxiv.org") else None
    if arxiv:
        return f"arxiv:{arxiv['id'].lower()}"
    if video := _VIDEO.match(f"{host}{parts.path}?{parts.query}"):
        return f"youtube:{video['short'] or video['id'] or video['embedded']}"
    path = quote(unquote(_INDEX.sub("/", parts.path)), safe=_SAFE).rstrip("/")
    fragment = f"#{parts.fragment}" if parts.fragment.startswith(("!", "/")) else ""
    return f"{host}{port}{path}{_query(parts.query, url)}{fragment}"


def place_in(url: str) -> str:
    """Which place of its source an address leads to: a fragment, the moment of a video."""
    try:
        parts = urlsplit(url)
        moments = [value.rstrip("s") for name, value in parse_qsl(parts.query) if name in _MOMENTS and "youtu" in parts.netloc]
    except ValueError:
        return url
    return "@".join([parts.fragment, *moments])


def doi_key(doi: str) -> str:
    """The same text for all spellings of a DOI, which knows no case (ISO 26324, 4.2); `""` for none."""
    name = unquote(doi).strip().lower()
    arxiv = re.fullmatch(r"10\.48550/arxiv\.(.+?)(?:v[0-9]+)?", name)
    return f"arxiv:{arxiv[1]}" if arxiv else f"doi:{name}" if name else ""


def is_front(url: str) -> bool:
    """Whether an address is that of a site's front page."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return not parts.path.strip("/") and not parts.query


def _query(query: str, url: str) -> str:
    pairs = [pair for pair in parse_qsl(query, keep_blank_values=True) if not _tracks(pair[0], url)]
    return "?" + urlencode(sorted(pairs)) if pairs else ""


def _tracks(name: str, url: str) -> bool:
    """Whether a parameter of `url` says nothing of the source."""
    name = unquote(name).lower()
    return bool(_TRACKING.fullmatch(name)) or (_SHARED.fullmatch(name) is not None and host_of(url) in _SHARING)
