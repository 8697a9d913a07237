"""Addresses and domains in the form in which they are kept; `""` for a text that is none."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from .text import line

_HOST = re.compile(r"[^\s/:@?#\\\[\]]+\.?")
_NOTHING = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]+")
_BLANK = re.compile(r"\s")
PATH_PARTS = 8
"""Parts of a path that a publication's domain may have; each is a look-up for every resource of its host."""
_LONGEST_HOST = 253
"""RFC 1035, section 2.3.4, as text."""


def safe_url(text: str) -> str:
    """The one form in which an address is kept: http(s), a host, no credentials; `""` for any other.

    As in browsers, line breaks and tabs within it are nothing, and other white space is encoded.
    """
    text = _NOTHING.sub("", text.strip())
    text = _BLANK.sub(lambda match: quote(match[0]), text) if not text.isascii() or " " in text else text
    scheme, colon, rest = text.partition(":")
    scheme = scheme.lower()
    if not colon or scheme not in ("http", "https") or not rest.startswith("//"):
        return ""
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return ""
    # Browsers read a backslash before the path as a slash, which would move the host's end.
    if not host or len(host) > _LONGEST_HOST or any(sign in parts.netloc for sign in "@\\%") or not host.isprintable():
        return ""
    return f"{scheme}:{rest}"


def host_of(url: str) -> str:
    """The host without port and `www.`, lower case; `""` when there is none."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".").removeprefix("www.")
    except ValueError:
        return ""


def bare_domain(text: str) -> str:
    """A host name in lower case, with the beginning of a path where one is given: `medium.com/deepmind`."""
    written = line(text).lower().removeprefix("https://").removeprefix("http://")
    host, _, path = written.partition("/")
    path = path.strip("/")
    if not _HOST.fullmatch(host) or path.count("/") >= PATH_PARTS:
        return ""
    return "/".join(part for part in (host.rstrip(".").removeprefix("*."), path) if part)
