"""Single values as every format takes them."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from ..model import Resource
from ..normalize.names import Name, split_name

_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]+")
_DATE = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12][0-9]|3[01]))?)?")
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


def date_parts(iso: str) -> tuple[str, ...]:
    """`("2025", "04")` of `2025-04`; `()` for what is no date."""
    match = _DATE.fullmatch(iso)
    return tuple(part for part in match.groups() if part) if match else ()


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
    """The names of a resource's authors, in order."""
    return [split_name(name) for name in map(line, resource.authors) if name]
