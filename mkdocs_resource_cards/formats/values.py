"""Single values as every format takes them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from ..edtf import SEASONS, parse
from ..model import OTHERS, Name, Resource
from ..normalize.identifiers import bare_doi
from ..normalize.text import line

_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]+")
_HOST = re.compile(r"(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,12}(?:[/:?#]\S*)?", re.IGNORECASE)
"""An address without its scheme."""
_SHORT_DOI = re.compile(r"(?:doi:\s*)?(10/[a-z0-9]{3,12})", re.IGNORECASE)
"""As shortdoi.org gives them out."""
_HASH = re.compile(r"[0-9a-f]{16}|[0-9]+")
_STAND_INS = ("title-short", "container-title", "event-title", "collection-title", "url", "doi")
_PAGES_SIGN = re.compile(r"(?:pp?|pages?|pgs?)(?:\.\s?|\s)(?=[0-9])", re.IGNORECASE)
_NOT_IN_URL = re.compile(r"[\s<>\"`{}|^\\]")


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


def has_title(resource: Resource) -> bool:
    """Whether the title is the work's, and does not stand for one that nobody gave."""
    return resource.as_written.get("title") != "" or not is_made_up_title(resource)


def is_made_up_title(resource: Resource) -> bool:
    """Whether a title may stand for one that nobody gave: it is a key, an address, or where the work appeared."""
    named = (resource.csl.get(name) for name in ("title-short", "container-title", "event-title", "collection-title"))
    return resource.title in (*resource.keys, resource.url, resource.doi, venue(resource), "untitled", *named)


def stand_in_title(values: Mapping[str, Any], key: str) -> str:
    """A title for an entry without one. A number, as a key, says nothing to anybody."""
    found = next((str(values[name]) for name in _STAND_INS if values.get(name)), key)
    return found if found and not found.isdigit() else "untitled"


def accessed(resource: Resource) -> str:
    """The day on which the source was looked at, as far as the registry tells."""
    return resource.snapshot.fetched if date_parts(resource.snapshot.fetched) else ""


def author_names(resource: Resource) -> list[Name]:
    """The names of a resource's authors, in order, without the mark that there are more."""
    return [name for name in clean_names(resource.authors) if name != OTHERS]


def clean_names(names: Iterable[Name]) -> list[Name]:
    """Names whose parts stand on one line each, without those that nothing is left of."""
    return [name for one in names if str(name := _clean(one))]


def paragraphs(text: str) -> str:
    """A text of several lines, without controls and lone surrogates."""
    return "\n".join(line(part) for part in text.split("\n")).strip()


def variable(resource: Resource, name: str) -> str:
    """A variable of CSL that is a text, on one line; `""` for names."""
    value = resource.csl.get(name, "")
    return line(value) if isinstance(value, str) else ""


def _clean(name: Name) -> Name:
    """A name whose parts stand on one line each."""
    return Name._make(line(part) if isinstance(part, str) else part for part in name)


def citation_keys(resources: Sequence[Resource], written: Callable[[str], str]) -> list[str]:
    """The key under which each is cited, no two the same; `written` makes one fit for the format."""
    seen, found = set[str](), list[str]()
    for resource in resources:
        key, number = written(citation_key(resource)), 2
        if not key or key in seen:
            key = written(resource.id)
        while key in seen:
            key, number = f"{written(resource.id)}-{number}", number + 1
        seen.add(key)
        found.append(key)
    return found


def citation_key(resource: Resource) -> str:
    """What people cite it by elsewhere: its citation key, else an alias that is not a hash, else its id."""
    return resource.citation_key or next((alias for alias in resource.aliases if not _HASH.fullmatch(alias)), resource.id)


def without_pages_sign(pages: str) -> str:
    """`10-20` of `pp. 10-20`: styles write the sign themselves."""
    return _PAGES_SIGN.sub("", pages)


def with_scheme(url: str) -> str:
    """An address as programs keep it, which leave `https://` out."""
    return f"https://{url}" if _HOST.fullmatch(url) else url


def doi_and_address(doi: str, url: str) -> dict[str, str]:
    """`doi` and `url` of what a file says: a short DOI is an address, and so is one in the wrong place."""
    bare, url = bare_doi(doi), with_scheme(url)
    if not bare and not url and doi.lower().startswith(("http://", "https://")):
        return {"url": doi}
    if not bare and not url and (match := _SHORT_DOI.fullmatch(doi)):
        return {"url": f"https://doi.org/{match[1]}"}
    return {"doi": bare or doi, "url": url}
