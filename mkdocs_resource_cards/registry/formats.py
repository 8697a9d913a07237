"""The forms of single values, as plain functions of text: each gives `""` for a text that has not its form."""

from __future__ import annotations

import calendar
import re
from urllib.parse import unquote, urlsplit

from .rows import PATH_PARTS
from .text import line

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2})(?:(?:[Tt]|[ \t]+)(.*))?)?)?")
_TIME = re.compile(r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]*)?)?[ \t]*(?:[Zz]|UTC|[+-][0-9]{1,2}(?::?[0-9]{2})?)?")
_DOI = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/\S+")
_RESOLVER = re.compile(r"(?:https?://)?(?:dx\.|www\.)?doi\.org/|doi:\s*", re.IGNORECASE)
_HOST = re.compile(r"[^\s/:@?#\\\[\]]+\.?")
_BLANKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
_LONGEST_HOST = 253
"""RFC 1035, section 2.3.4, as text."""


def safe_url(text: str) -> str:
    """The one form in which an address is kept: http(s), a host, no credentials; `""` for any other."""
    text = _BLANKS.sub("", line(text))
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


def iso_date(text: str) -> str:
    """`2018`, `2025-04` or `2025-04-24` from a year, month, day or date-time; `""` for all else and for impossible days."""
    match = _DATE.fullmatch(text)
    if match is None or match[1] == "0000" or (match[4] and not _TIME.fullmatch(match[4])):
        return ""
    year, month, day = (int(part) if part else None for part in match.groups()[:3])
    if month is not None and not 1 <= month <= 12:
        return ""
    if day is not None and not 1 <= day <= calendar.monthrange(year or 1, month or 1)[1]:
        return ""
    return "-".join([match[1], *(f"{part:02d}" for part in (month, day) if part is not None)])


def bare_doi(text: str) -> str:
    """A DOI without its resolver: `10.1000/182` from `https://doi.org/10.1000/182` and `doi:10.1000/182`."""
    written = line(text)
    prefix = _RESOLVER.match(written)
    name = written[prefix.end() :] if prefix else written
    name = unquote(name) if prefix and "%" in name else name
    return name if _DOI.fullmatch(name) and name == line(name) else ""


def bare_domain(text: str) -> str:
    """A host name in lower case, with the beginning of a path where one is given: `medium.com/deepmind`."""
    written = line(text).lower().removeprefix("https://").removeprefix("http://")
    host, _, path = written.partition("/")
    path = path.strip("/")
    if not _HOST.fullmatch(host) or path.count("/") >= PATH_PARTS:
        return ""
    return "/".join(part for part in (host.rstrip(".").removeprefix("*."), path) if part)
