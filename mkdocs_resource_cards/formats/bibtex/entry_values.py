"""The fields of one entry -> the values of a plain entry. CSL variables mean what they mean in pandoc and citeproc."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from ...normalize.identifiers import doi_in
from ..bibliography import OWN, with_own
from ..markup import prose
from ..values import doi_and_address, stand_in_title, without_pages_sign
from .addresses import address_in, eprint_values, is_local, other_addresses, where_published
from .dates import date_values
from .latex import decoded, text_of
from .localization import language_of, series_of
from .names import names_of, run_on
from .tables import (
    ARTICLES,
    CHAPTERS,
    EDITORS,
    GENRES,
    HOUSEKEEPING,
    IDENTIFIERS,
    LEGAL,
    NAMES,
    PRIVATE,
    STATES,
    SUBTYPES,
    TAKEN,
    TYPES,
    VARIABLES,
)
from .titles import cased_titles, marked_titles, plain_titles
from .verbatim import address

_PARAGRAPHS = re.compile(r"\n[ \t]*\n")
_DASHES = re.compile(r"\s*(?:-{2,}|[–—]|\\textendash\s*(?:\{\})?|(?<=[0-9])\s*-\s*(?=[0-9]))\s*")
_MENDELEY = re.compile(r"\$\\backslash\$n|\{?\\textbackslash\}?(?:\{\})?n(?=[A-Z\s])")
"""How Mendeley writes the end of a line."""
_CODE = re.compile(r"(?<![0-9])[0-9][0-9-]{6,15}[0-9Xx](?![0-9])")
_PAGES = ("pages", "eid", "articleno", "art_number", "article-number")
"""An article that has no pages has a number: biblatex's, ACM's, Scopus's and Web of Science's names for it."""
_KEYWORDS = ("keywords", "author_keywords", "tags")
_AS_WRITTEN = ("abstract", OWN)
_KNOWN = (TAKEN | HOUSEKEEPING | PRIVATE) - {"eprint"}
"""Fields that are read, or left out on purpose, whatever they hold."""


class EntryRemarks(NamedTuple):
    """Problems and notes about an entry."""

    messages: tuple[str, ...]
    private: tuple[str, ...]
    unplaced: tuple[str, ...]
    own: tuple[str, ...] = ()
    cased: Mapping[str, str] = MappingProxyType({})


def entry_values(kind: str, key: str, fields: Mapping[str, str]) -> tuple[dict[str, Any], EntryRemarks]:
    """The values of an entry. `fields`: names in lower case, values in TeX."""
    messages = list[str]()
    # White space becomes one space before any expression runs. Lines mean nothing, except in abstracts.
    one_line = {name: value if name in _AS_WRITTEN else " ".join(value.split()) for name, value in fields.items()}
    fields = {name: value for name, value in one_line.items() if value.strip()}
    titles = marked_titles(kind, fields)
    values: dict[str, Any] = {
        **plain_titles(titles.found),
        **_addresses(fields, messages),
        **_types(kind, fields),
        **_people(fields, messages),
        **date_values(fields, messages),
        **_numbers(kind, fields),
        **_plain_variables(fields),
        "collection-title": series_of(text_of(fields.get("series", "")), is_article=kind in ARTICLES),
        **_lists(fields),
    }
    values = {name: value for name, value in values.items() if value}
    if values.get("publisher") == values.get("container-title"):
        values.pop("publisher", None)
    if "title" not in values:
        values |= {"title": stand_in_title(values, key), "as_written": {"title": ""}}
        messages.append(f"`title` is missing; `{values['title'][:60]}` is used instead")
    own = fields.get(OWN, "")
    private = tuple(name for name in fields if name in PRIVATE and not own)
    values, kept = with_own(values, own)
    cased = {name: text for name, text in cased_titles(titles, fields).items() if name in values and name not in kept}
    return values, EntryRemarks(tuple(messages), private, _unplaced(fields), kept, cased)


def _unplaced(fields: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(name for name, value in fields.items() if name.partition(" ")[0] not in _KNOWN and not _is_read(name, value))


def _is_read(name: str, value: str) -> bool:
    """Whether an eprint is one. Wiley's is the address of a PDF, beside `url`."""
    return name == "eprint" and not _is_web(value)


def _addresses(fields: Mapping[str, str], messages: list[str]) -> dict[str, str]:
    eprint, url = eprint_values(fields), address_in(fields)
    for name in ("url", "howpublished"):
        for lost in other_addresses(fields.get(name, ""), url, is_address=name == "url"):
            messages.append(f"`{name}`: `{lost[:60]}` is left out: an entry has one URL, and it must be a web address")
    # Notes are private, but one that is a DOI says where the work is. So do pages: what is online only may have none.
    doi = address(fields.get("doi", "")) or doi_in(decoded(fields.get("note", ""))) or doi_in(address(fields.get("pages", "")))
    found = {**eprint, **doi_and_address(doi, url)}
    found["url"] = found.get("url") or eprint.get("url", "")
    # A CSL identifier says it already; styles would show it as that of an archive.
    is_other = eprint.get("url", "").partition("://")[2] != found["url"].partition("://")[2]
    if eprint.get("url") and is_other and found.keys().isdisjoint(("archive", "PMID", "PMCID")):
        found |= _archived(fields)
    return found


def _is_web(text: str) -> bool:
    return text.lower().startswith(("http://", "https://"))


def _archived(fields: Mapping[str, str]) -> dict[str, str]:
    """The archive and number of an eprint, for an entry that also has an address."""
    name = text_of(fields.get("eprinttype", fields.get("archiveprefix", "")))
    number = address(fields.get("eprint", ""))
    return {"archive": name or "arXiv", "archive_location": number} if name or not _is_web(number) else {}


def _types(kind: str, fields: Mapping[str, str]) -> dict[str, str]:
    written = text_of(fields.get("type", ""))
    subtype = text_of(fields.get("entrysubtype", ""))
    type = SUBTYPES.get(subtype.lower(), "") or TYPES.get(kind, kind)
    if kind == "unpublished" and "eventtitle" in fields:
        type = "talk"
    if kind == "misc" and not type:
        type = _of_misc(fields)
    # Only kinds of theses say more than their type.
    genre = GENRES.get(written.lower(), written) or (GENRES.get(kind, "") if TYPES.get(kind) == "thesis" else "")
    return {"type": type, "genre": genre}


def _of_misc(fields: Mapping[str, str]) -> str:
    """The type of a `misc`: entries of arXiv are papers; what has an address and no date but that of a visit is a web page."""
    if "eprint" in fields or "arxiv" in fields.get("journal", "").lower() or "arxiv.org" in fields.get("url", ""):
        return "paper"
    if "url" not in fields and not where_published(fields):
        return ""
    # Citation styles leave out the date and the DOI of a web page, so it must be sure that it is one.
    is_page = "doi" not in fields and ("urldate" in fields or fields.keys().isdisjoint(("year", "date")))
    return "web" if is_page else "document"


def _people(fields: Mapping[str, str], messages: list[str]) -> dict[str, list[Any]]:
    use_prefix = "useprefix=true" in fields.get("options", "").replace(" ", "").lower()
    found = dict[str, list[Any]]()

    def take(field: str, role: str) -> None:
        if field in fields:
            names = names_of(fields[field], use_prefix)
            found.setdefault(role, []).extend(names)
            if odd := run_on(fields[field]):
                messages.append(f"`{field}`: `{odd[:60]}` has more commas than a name; put `and` between people")

    take("author", "authors")
    for suffix in ("", "a", "b", "c"):
        if f"editor{suffix}" in fields:
            kind = text_of(fields.get(f"editor{suffix}type", "")).lower()
            take(f"editor{suffix}", EDITORS.get(kind, "contributor" if suffix else "editor"))
    for field, role in NAMES.items() if not NAMES.keys().isdisjoint(fields) else ():
        take(field, role)
    return found


def _numbers(kind: str, fields: Mapping[str, str]) -> dict[str, str]:
    """Pages and `number`, whose meaning depends on the type."""
    pages = _with_hyphens(next((fields[name] for name in _PAGES if name in fields and not doi_in(address(fields[name]))), ""))
    number, issue = (_with_hyphens(fields.get(name, "")) for name in ("number", "issue"))
    found = {"page": without_pages_sign(pages.replace("–", "-").rstrip("- "))}
    if kind in ARTICLES or (kind in TYPES and kind not in LEGAL and "journal" in fields):
        found["issue"] = ", ".join(dict.fromkeys(part for part in (number, issue) if part))
    elif kind in CHAPTERS or TYPES.get(kind) == "book":
        found.update({"collection-number": number, "issue": issue})
    else:
        found.update({"number": number, "issue": issue})
    return found


def _with_hyphens(value: str) -> str:
    """A number or range, with plain hyphens."""
    return value if value.isalnum() else text_of(_DASHES.sub("-", value))


def _plain_variables(fields: Mapping[str, str]) -> dict[str, str]:
    found = dict[str, str]()
    for name, variable in VARIABLES.items():
        if name in fields and name not in ("publisher", "howpublished"):
            found.setdefault(variable, text_of(fields[name]))
    if "status" in found:
        found["status"] = STATES.get(found["status"].lower(), found["status"])
    for name, variable in IDENTIFIERS.items():
        if name in fields:
            found.setdefault(variable, _identifier(fields[name]))
    found["publisher"] = _publisher(fields)
    found["publisher-place"] = _first_of(fields, "address", "location")
    if "address" in fields and "location" in fields and "venue" not in fields:
        found["event-place"] = text_of(fields["location"])  # As the ACM writes it.
    found["language"] = _language(fields)
    if "abstract" in fields:
        found["abstract"] = _abstract(fields["abstract"])
    return found


def _identifier(value: str) -> str:
    r"""`1367-4811 (Electronic)\\textbackslash r1367-4803 (Linking)`, as Mendeley writes it, holds two identifiers."""
    text = " ".join(address(value).split())
    if "\\" not in text and "(" not in text:
        return text
    return ", ".join(_CODE.findall(text)) or text


def _publisher(fields: Mapping[str, str]) -> str:
    parts = [_first_of(fields, name) for name in ("school", "institution", "organization", "publisher")]
    how = fields.get("howpublished", "")
    how = "" if "http" in how.lower() or is_local(how) or where_published(fields) else text_of(how)
    return "; ".join(dict.fromkeys(part for part in (*parts, how) if part))


def _first_of(fields: Mapping[str, str], *names: str) -> str:
    """The text of the first of these fields. In biblatex's lists `and` stays, because it may be part of a name."""
    return text_of(next((fields[name] for name in names if name in fields), ""))


def _language(fields: Mapping[str, str]) -> str:
    written = next((fields[name] for name in ("langid", "language", "hyphenation", "lang") if name in fields), "")
    return language_of(text_of(written), fields.get("langidopts", "")) if written else ""


def _abstract(value: str) -> str:
    text = prose(decoded(_MENDELEY.sub("\n", value) if "\\" in value else value))
    parts = _PARAGRAPHS.split(text) if "\n" in text else [text]
    return "\n\n".join(" ".join(part.split()) for part in parts if part.strip())


def _lists(fields: Mapping[str, str]) -> dict[str, list[str]]:
    written = text_of(next((fields[name] for name in _KEYWORDS if name in fields), ""))
    tags = [part.strip() for part in re.split(r"[;,]", written) if part.strip()]
    aliases = [part.strip() for part in address(fields.get("ids", "")).split(",") if part.strip()]
    return {"tags": list(dict.fromkeys(tags)), "aliases": aliases}
