"""When two addresses lead to the same source, and what in an address says nothing about the source."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

_TRACKING = re.compile(
    r"utm_\w+|(?:fb|g|y|d|tw|tt)clid|msclkid|mc_[ce]id|igshid|_hs(?:enc|mi)|mkt_tok|ref_src|cmpid|s_kwcid|spm|_ga"
)
_INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?)$", re.IGNORECASE)
_ARXIV = re.compile(r"/(?:abs|pdf|html)/(?P<id>[0-9]{4}\.[0-9]{4,5}|[a-z-]+(?:\.[A-Z]{2})?/[0-9]{7})(?:v[0-9]+)?(?:\.pdf)?/?$")
_VIDEO = re.compile(
    r"youtu\.be/(?P<short>[\w-]{11})(?![\w-])"
    r"|(?:m\.|music\.)?youtube(?:-nocookie)?\.com/(?:watch\?(?:[^#]{0,200}&)?v=(?P<id>[\w-]{11})(?![\w-])"
    r"|(?:embed|shorts|live|v)/(?P<embedded>[\w-]{11})(?![\w-]))"
)
_SAFE = "/:@!$&'()*+,;=~-._%"


def clean(url: str) -> str:
    """`url` without the parameters that only track where a reader came from; otherwise as it is."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    if not parts.query or not _TRACKING.search(parts.query):
        return url
    kept = [pair for pair in parts.query.split("&") if not _TRACKING.fullmatch(pair.partition("=")[0].lower())]
    return urlunsplit(parts._replace(query="&".join(kept)))


def source_key(url: str) -> str:
    """The same text for all addresses of one source; `""` for what is no address.

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
    return f"{host}{port}{path}{_query(parts.query)}{fragment}"


def doi_key(doi: str) -> str:
    """The same text for all spellings of a DOI, which knows no case (ISO 26324, 4.2); `""` for none."""
    name = unquote(doi).strip().lower()
    arxiv = re.fullmatch(r"10\.48550/arxiv\.(.+?)(?:v[0-9]+)?", name)
    return f"arxiv:{arxiv[1]}" if arxiv else f"doi:{name}" if name else ""


def host_of(url: str) -> str:
    """The host without port and `www.`, lower case; `""` when there is none."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".").removeprefix("www.")
    except ValueError:
        return ""


def is_front(url: str) -> bool:
    """Whether an address is that of a site's front page."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return not parts.path.strip("/") and not parts.query


def _query(query: str) -> str:
    pairs = [pair for pair in parse_qsl(query, keep_blank_values=True) if not _TRACKING.fullmatch(pair[0].lower())]
    return "?" + urlencode(sorted(pairs)) if pairs else ""
