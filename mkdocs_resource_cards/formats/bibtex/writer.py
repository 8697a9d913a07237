"""Resources -> BibTeX: fields common to BibTeX and biblatex, biblatex's fields for the rest. Unicode is not escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ...edtf import edtf
from ...model import OTHERS, Name, Resource
from ...normalize.title_markup import as_written, pieces
from ..bibliography import NOTHING, OWN, Own, own_json
from ..type_map import kind_of
from ..values import (
    accessed,
    citation_keys,
    clean_names,
    date_parts,
    doi,
    has_title,
    paragraphs,
    variable,
    venue,
    web_address,
)
from .addresses import EPRINT_ADDRESSES
from .escape import escaped, verbatim
from .tables import BABEL, EDITORS, NAMES, WRITTEN

MONTHS = tuple("jan feb mar apr may jun jul aug sep oct nov dec".split())
"""The month macros that every style defines."""
VENUE_FIELDS = {
    **dict.fromkeys(("article", "review"), "journal"),
    **dict.fromkeys(("incollection", "inproceedings", "inreference"), "booktitle"),
    **dict.fromkeys(("book", "dataset"), "publisher"),
    "techreport": "institution",
}
"""Entry type -> field for the publication, unless that is used otherwise."""
_PUBLISHERS = {"thesis": "school", "phdthesis": "school", "mastersthesis": "school", "techreport": "institution"}
_EDITORS = {
    **{role: kind for kind, role in EDITORS.items() if role not in ("editor", "translator")},
    "contributor": "collaborator",
}
"""CSL variable -> `editortype`."""
_ROLES = {"editor": "editor", **{role: field for field, role in reversed(NAMES.items()) if role not in _EDITORS}}
"""Who has a field of their own."""
_PLAIN = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?")
_NOT_IN_KEY = re.compile(r"[\s\"#%'(),={}~\\]")


def bibtex(resources: Iterable[Resource], own: Own = NOTHING) -> str:
    """A `.bib` file with the entries in the order given. `own` goes into a field that other programs ignore."""
    listed = list(resources)
    keys = citation_keys(listed, cite_key)
    return "\n".join(_entry(one, key, own.get(one.id)) for one, key in zip(listed, keys, strict=True))


def cite_key(key: str) -> str:
    """A key that BibTeX accepts: special characters become `+`."""
    return _NOT_IN_KEY.sub("+", key)


def _entry(resource: Resource, key: str, own: Mapping[str, Any] | None) -> str:
    kind = _kind(resource)
    fields = [f"  {name} = {value},\n" for name, value in _fields(resource, kind, key) if value not in ("", "{}")]
    if own:
        fields.append(f"  {OWN} = {{{own_json(own)}}},\n")
    return f"@{kind}{{{key},\n{''.join(fields)}}}\n"


def _kind(resource: Resource) -> str:
    kind = kind_of(resource).bibtex
    genre = variable(resource, "genre").lower()
    if kind == "thesis":
        return "mastersthesis" if "master" in genre else "phdthesis" if genre.startswith("ph") else kind
    if kind == "book" and "event-title" in resource.csl and not resource.authors:
        return "proceedings"
    return kind


def _braced(text: str) -> str:
    return f"{{{escaped(text)}}}" if text else ""


def _fields(resource: Resource, kind: str, key: str) -> Iterator[tuple[str, str]]:
    yield "title", f"{{{_title(resource)}}}" if has_title(resource) else ""
    yield "author", _names(resource.authors)
    yield from _people(resource)
    names = [name for people in (resource.authors, *resource.csl.values()) if not isinstance(people, str) for name in people]
    if any(name.non_dropping_particle for name in names) and not any(name.dropping_particle for name in names):
        yield "options", "{useprefix=true}"
    yield from _dates(resource.published)
    yield from _venues(resource, kind)
    yield from _numbers(resource, kind)
    for one, name in WRITTEN.items():
        yield name, f"{{{_text(resource, one)}}}"
    yield from _addresses(resource)
    if resource.language:
        babel = BABEL.get(resource.language)
        yield ("langid", f"{{{babel}}}") if babel else ("language", _braced(resource.language))
    parts = (escaped(part) for part in paragraphs(resource.abstract).split("\n\n"))
    yield "abstract", "{" + "\n\n".join(parts) + "}"
    yield "keywords", f"{{{', '.join(escaped(tag) for tag in resource.tags)}}}"
    others = [alias for alias in resource.aliases if alias != key and cite_key(alias) == alias]
    yield "ids", f"{{{', '.join(others)}}}"


def _people(resource: Resource) -> Iterator[tuple[str, str]]:
    for role, name in _ROLES.items():
        people = resource.csl.get(role, ())
        yield name, _names(people) if not isinstance(people, str) else ""
    kinds = [role for role in _EDITORS if resource.csl.get(role)]
    is_first_free = "editor" not in resource.csl and kinds != ["contributor"]
    for suffix, role in zip(("", *"abc") if is_first_free else "abc", kinds, strict=False):
        people = resource.csl[role]
        if not isinstance(people, str):
            yield f"editor{suffix}", _names(people)
            yield f"editor{suffix}type", f"{{{_EDITORS[role]}}}"


def _dates(date: str) -> Iterator[tuple[str, str]]:
    parts = date_parts(date)
    if parts:
        yield "year", f"{{{parts[0]}}}"
    if len(parts) > 1:
        yield "month", MONTHS[int(parts[1]) - 1]
    if edtf(date) and not _PLAIN.fullmatch(date):  # Only biblatex has days and EDTF.
        yield "date", f"{{{date}}}"


def _venues(resource: Resource, kind: str) -> Iterator[tuple[str, str]]:
    name, publisher = venue(resource), variable(resource, "publisher")
    container = _text(resource, "container-title") or (escaped(name) if name != publisher else "")
    publishers = _PUBLISHERS.get(kind, "publisher")
    field = VENUE_FIELDS.get(kind, "organization")
    if field in ("journal", "booktitle"):
        yield field, f"{{{container}}}"
    else:
        # What styles show of such an entry, and what says that it is not a publisher.
        yield field, "" if publisher else f"{{{container}}}"
        yield "journaltitle", f"{{{container}}}"
    yield publishers, _braced(publisher)
    yield "address", _braced(variable(resource, "publisher-place"))


def _numbers(resource: Resource, kind: str) -> Iterator[tuple[str, str]]:
    issue, series, number = (variable(resource, name) for name in ("issue", "collection-number", "number"))
    first = issue if kind in ("article", "review", "periodical") else series or number
    yield "number", _braced(first)
    yield "issue", _braced(issue if first != issue else "")
    yield "pages", f"{{{escaped(variable(resource, 'page')).replace('-', '--').replace('--{}--', '--')}}}"


def _addresses(resource: Resource) -> Iterator[tuple[str, str]]:
    yield "doi", f"{{{verbatim(doi(resource))}}}"
    url = web_address(resource.url)
    for kind, beginning in EPRINT_ADDRESSES.items():
        if url.startswith(beginning) and verbatim(url):
            yield "eprint", f"{{{url[len(beginning) :]}}}"
            yield "eprinttype", f"{{{kind}}}"
            break
    else:
        if variable(resource, "archive_location"):
            yield "eprint", _braced(variable(resource, "archive_location"))
            yield "eprinttype", _braced(variable(resource, "archive"))
    yield "url", f"{{{url}}}"
    for one, name in (("ISBN", "isbn"), ("ISSN", "issn"), ("PMID", "pmid"), ("PMCID", "pmcid")):
        yield name, f"{{{verbatim(variable(resource, one))}}}"
    yield "urldate", f"{{{edtf(variable(resource, 'accessed')) or accessed(resource)}}}"


def _names(names: Iterable[Name]) -> str:
    written = " and ".join("others" if name == OTHERS else _name(name) for name in clean_names(names))
    return f"{{{written}}}" if written else ""


def _name(name: Name) -> str:
    """In braces, so that BibTeX does not split it at spaces, commas and `and`."""
    if name.literal or not name.family:
        return f"{{{escaped(name.literal or name.given)}}}"
    particles = (_unsplit(name.dropping_particle), _unsplit(name.non_dropping_particle))
    family = " ".join(part for part in (*particles, _whole(name.family)) if part)
    parts = (family, _whole(name.suffix), _whole(name.given))
    # The comma separates a family name of several words from the given names.
    return ", ".join(part for part in parts if part) + ("," if " " in family and not (parts[1] or parts[2]) else "")


def _unsplit(part: str) -> str:
    """A part of a name, in braces if BibTeX would take it for several names, or parts of one."""
    written = escaped(part)
    return f"{{{written}}}" if re.search(r"[,;&]|\band\b", part) else written


def _whole(part: str) -> str:
    """As `_unsplit`, and in braces if BibTeX would take its first word for a particle."""
    return f"{{{escaped(part)}}}" if part[:1].islower() and " " in part else _unsplit(part)


_STAND_IN = "\ue000"
"""Placeholder of a tag while the text around it is escaped."""
_TAGS = re.compile(rf"{_STAND_IN}(\$[^${_STAND_IN}]+\$){_STAND_IN}|{_STAND_IN}")
"""One, or two around mathematics, which needs no braces to stay as it is."""
_FORMATTED = {"<i>": "textit", "<b>": "textbf", "<sup>": "textsuperscript", "<sub>": "textsubscript", "<sc>": "textsc"}


def _title(resource: Resource) -> str:
    """In braces of its own, since styles change the case of what has none; a .bib file says itself what is not to change."""
    title = resource.written_title
    marked = _as_read(resource, "title", title)
    return f"{{{_tex(title)}}}" if marked is None else _tex(marked)


def _text(resource: Resource, name: str) -> str:
    """A variable of CSL; of a title from a .bib file with the braces that it had there."""
    text = variable(resource, name)
    marked = _as_read(resource, name, text) if resource.bibtex_titles else None
    return escaped(text) if marked is None else _tex(marked)


def _as_read(resource: Resource, name: str, text: str) -> str | None:
    """A title as the .bib file has it, with KEPT around what it has in braces; None where it is of no such file."""
    marked = resource.bibtex_titles.get(name)
    return text if marked == "" else marked if marked and as_written(marked) == text else None


def _tex(text: str) -> str:
    """A title with its markup in TeX."""
    found = list(pieces(text))
    tags = iter([piece for piece, is_tag in found if is_tag])
    written = escaped("".join(_STAND_IN if is_tag else piece.replace(_STAND_IN, "") for piece, is_tag in found))

    def commands(match: re.Match[str]) -> str:
        if match[1] is None:
            return _command(next(tags))
        start, end = _command(next(tags)), _command(next(tags))
        return match[1] if (start, end) == ("{", "}") else f"{start}{match[1]}{end}"

    return _TAGS.sub(commands, written)


def _command(tag: str) -> str:
    return f"\\{_FORMATTED[tag]}{{" if tag in _FORMATTED else "}" if tag.startswith("</") else "{"
