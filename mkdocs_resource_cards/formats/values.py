"""Single values as every format takes them."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from ..edtf import SEASONS, parse
from ..model import OTHERS, Name, Resource

_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]+")
_NOT_IN_URL = re.compile(r"[\s<>\"`{}|^\\]")


def line(text: str) -> str:
    """A text on one line, without controls, lone surrogates and marks that turn the text around them."""
    return text if text.isprintable() and "  " not in text else " ".join(_CONTROLS.sub(" ", text).split())


def web_address(url: str) -> str:
    """`url` when it is http(s) with a host and without credentials, fit for any format; else `""`."""
    url = _NOT_IN_URL.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), _CONTROLS.sub("", url))
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return ""
    return url if parts.scheme.lower() in ("http", "https") and host and "@" not in parts.netloc else ""


def doi(resource: Resource) -> str:
    """The DOI without a resolver, on one line."""
    return line(resource.doi)


def date_parts(date: str) -> tuple[str, ...]:
    """`("2025", "04")` of `2025-04`; of an interval the beginning; `()` for what no format of numbers can hold."""
    span = parse(date)
    first = (span.first or span.last) if span else None
    if first is None or not 0 < first.first_year < 10_000:
        return ()
    numbers = (first.month, first.day) if first.month not in SEASONS else ()
    return (f"{first.first_year:04d}", *(f"{number:02d}" for number in numbers if number))


def venue(resource: Resource) -> str:
    """The publication's name."""
    return line(resource.publication.name) if resource.publication else ""


def abstract(resource: Resource) -> str:
    """The source's own abstract; a summary is ours, and no part of the source."""
    return line(resource.abstract)


def accessed(resource: Resource) -> str:
    """The day on which the source was looked at, as far as the registry tells."""
    return resource.snapshot.fetched if date_parts(resource.snapshot.fetched) else ""


def author_names(resource: Resource) -> list[Name]:
    """The names of a resource's authors, in order, without the mark that there are more."""
    return [name for one in resource.authors if one != OTHERS and str(name := _clean(one))]


def _clean(name: Name) -> Name:
    """A name whose parts stand on one line each."""
    return Name._make(line(part) if isinstance(part, str) else part for part in name)
