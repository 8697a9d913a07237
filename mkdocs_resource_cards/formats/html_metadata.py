"""Metadata about a resource in a page, so that programs save the source instead of the page.

`citation_*` tags are those of Highwire Press, as Google Scholar's inclusion guidelines and Zotero ("Exposing your metadata",
translator Embedded Metadata) read them. COinS is OpenURL 1.0 (ANSI/NISO Z39.88-2004) in a `span`, as Zotero's translator
COinS reads it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import escape
from typing import Any
from urllib.parse import quote

from ..model import Name, Resource
from ..normalize.text import line
from .type_map import kind_of
from .values import abstract, author_names, citation_key, date_parts, doi, variable, venue, web_address

_IN_SCRIPT = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"})
"""What could end a script element early, begin a comment in it, or end a line of JavaScript."""
_EVALUATED = re.compile(r"\{(?=[{%#])")
"""What begins something for a template engine; JSON without blanks holds these in its strings only."""
_CONTAINERS = {"ScholarlyArticle": "Periodical", "NewsArticle": "Newspaper", "BlogPosting": "Blog", "WebPage": "WebSite"}
_MOST_AUTHORS = 10
"""In COinS, which is in every card; a paper may have a thousand."""
_IN_COINS = {"volume": "volume", "issue": "issue", "pages": "page", "isbn": "ISBN", "issn": "ISSN", "place": "publisher-place"}
"""Field of OpenURL -> the variable of CSL."""
_BOOK_GENRES = {"book": "book", "report": "report"}


def head_tags(resource: Resource) -> str:
    """HTML for the head of a resource's page."""
    tags = [f'<meta name="{name}" content="{_attribute(text)}">' for name, text in meta_tags(resource)]
    return "\n".join([*tags, f'<script type="application/ld+json">{json_ld(resource)}</script>', ""])


def meta_tags(resource: Resource) -> tuple[tuple[str, str], ...]:
    """(name, content) of each tag; contents are not escaped."""
    return tuple((name, text) for name, text in _meta(resource) if text)


def _meta(resource: Resource) -> Iterator[tuple[str, str]]:
    kind = kind_of(resource)
    yield "citation_title", line(resource.title)
    for name in _authors(resource):
        yield "citation_author", name
    yield "citation_publication_date", "/".join(date_parts(resource.published))
    # A journal's title makes the item a journal article, whatever else is said.
    yield "citation_journal_title" if kind.zotero == "journalArticle" else "DC.source", venue(resource)
    yield "citation_doi", doi(resource)
    yield "citation_public_url", web_address(resource.url)
    for name, text in _bibliographic(resource):
        yield f"citation_{name}", text
    yield "citation_abstract", abstract(resource)
    # Without a type it would be a journal article; this one wins over other plugins' `og:type`.
    yield "z:itemType", kind.zotero


def _bibliographic(resource: Resource) -> Iterator[tuple[str, str]]:
    """What a reference has beside, in Highwire's words."""
    first, _, last = variable(resource, "page").partition("-")
    yield "volume", variable(resource, "volume")
    yield "issue", variable(resource, "issue")
    yield "firstpage", first
    yield "lastpage", last
    yield "publisher", variable(resource, "publisher")
    yield "isbn", variable(resource, "ISBN")
    yield "issn", variable(resource, "ISSN")
    yield "language", line(resource.language)


def _authors(resource: Resource) -> list[str]:
    """`Family, Given`; but Zotero takes a sole `Two Words, Two Words` for two authors."""
    names = author_names(resource)
    if len(names) == 1 and " " in names[0].whole_family and " " in names[0].given:
        return [str(names[0])]
    # A semicolon would separate two authors.
    return [name.sorted.replace(";", ",") for name in names]


def json_ld(resource: Resource) -> str:
    """The content of a script element of the type `application/ld+json`, in schema.org's words."""
    kind = kind_of(resource)
    identifier, published_in = doi(resource), venue(resource)
    container = {"@type": _CONTAINERS.get(kind.schema, "CreativeWork"), "name": published_in}
    values = {
        "@context": "https://schema.org",
        "@type": kind.schema,
        "name": line(resource.title),
        "url": web_address(resource.url),
        "author": [_party(name) for name in author_names(resource)],
        "datePublished": resource.published if date_parts(resource.published) else "",
        "isPartOf": container if published_in else "",
        "identifier": {"@type": "PropertyValue", "propertyID": "DOI", "value": identifier} if identifier else "",
        "sameAs": f"https://doi.org/{quote(identifier)}" if identifier else "",
        "abstract": abstract(resource),
        "keywords": [line(tag) for tag in resource.tags],
        "archivedAt": web_address(resource.archive_url),
    }
    text = json.dumps({name: value for name, value in values.items() if value}, ensure_ascii=False, separators=(",", ":"))
    return _EVALUATED.sub(r"\\u007b", text).translate(_IN_SCRIPT)


def _party(name: Name) -> dict[str, Any]:
    """A person; a literal name may be an organisation's, so it has no type."""
    if name.literal:
        return {"name": name.literal}
    return {"@type": "Person", "name": str(name), "familyName": name.whole_family, "givenName": name.given}


def coins(resource: Resource) -> str:
    """The `title` of a `span.Z3988`, not escaped: fields joined by `&`."""
    return "&".join(f"{name}={quote(text, safe='')}" for name, text in _coins(resource) if text)


def _coins(resource: Resource) -> Iterator[tuple[str, str]]:
    kind = kind_of(resource)
    identifier = doi(resource)
    yield "ctx_ver", "Z39.88-2004"
    yield "rft_id", f"info:doi/{identifier}" if identifier else ""
    yield "rft_id", web_address(resource.url)
    yield from _titles(line(resource.title), venue(resource), kind.zotero)
    for name in author_names(resource)[:_MOST_AUTHORS]:
        yield "rft.au", name.sorted
    yield "rft.date", resource.published if date_parts(resource.published) else ""
    for field, one in _IN_COINS.items():
        yield f"rft.{field}", variable(resource, one)
    key = line(citation_key(resource))
    yield "rft.identifier", key if key != resource.id else ""


def _titles(title: str, published_in: str, kind: str) -> Iterator[tuple[str, str]]:
    """The fields whose names depend on the format; `dc` (Dublin Core) is the one for everything that is no article or book."""
    genre = _BOOK_GENRES.get(kind)
    form = "journal" if kind == "journalArticle" else "book" if genre else "dc"
    yield "rft_val_fmt", f"info:ofi/fmt:kev:mtx:{form}"
    if form == "journal":
        yield from (("rft.genre", "article"), ("rft.atitle", title), ("rft.jtitle", published_in))
    elif genre:
        yield from (("rft.genre", genre), ("rft.btitle", title), ("rft.pub", published_in))
    else:
        yield from (("rft.type", kind), ("rft.title", title), ("rft.source", published_in))


def _attribute(text: str) -> str:
    """Inert for template engines that other plugins may run over the page."""
    return escape(text).replace("{", "&#123;")
