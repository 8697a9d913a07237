"""Resources -> BibTeX. In the fields that both know, what BibTeX and biblatex agree on; Unicode as it is.

Braces must balance within a value, escaped or not (Patashnik, "BibTeXing", section 2): those of a text that do not balance
become commands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ...model import Name, Resource
from ..type_map import kind_of
from ..values import abstract, accessed, author_names, date_parts, doi, line, venue, web_address

MONTHS = tuple("jan feb mar apr may jun jul aug sep oct nov dec".split())
"""The month macros that every style defines."""
VENUE_FIELDS = {"article": "journal", "book": "publisher", "techreport": "institution", "dataset": "publisher"}
"""Entry type -> the field for the publication."""
_VENUE_ELSEWHERE = "organization"
_ESCAPED = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "{}&%$#_"},
}
_UNBALANCED = {**_ESCAPED, "{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
_TABLES = {True: str.maketrans(_ESCAPED), False: str.maketrans(_UNBALANCED)}
_SIGNS = {written: sign for table in (_ESCAPED, _UNBALANCED) for sign, written in table.items()}
_LIGATURE = re.compile(r"[!?](?=`)|([-`',<>])(?=\1)")
"""The first of two signs that LaTeX would set as one, as in `¡`, `–`, `”` and `«`."""
_BROKEN = re.compile(r"([!?])\{\}(?=`)|([-`',<>])\{\}(?=\2)")
"""What `escaped` makes of it."""
_WRITTEN = re.compile("|".join(re.escape(written) for written in _SIGNS))


def bibtex(resources: Iterable[Resource]) -> str:
    """A `.bib` file, in UTF-8, entries in the order given."""
    return "\n".join(_entry(resource) for resource in resources)


def cite_key(resource_id: str) -> str:
    """The key of a resource's entry: its id, where `~` (a space in LaTeX) is written `+`, which no id holds."""
    return resource_id.replace("~", "+")


def resource_id(cite_key: str) -> str:
    """The id behind a key that `cite_key` made."""
    return cite_key.replace("+", "~")


def escaped(text: str) -> str:
    """Text on one line, as LaTeX shows it letter by letter."""
    text = line(text)
    written = text.translate(_TABLES[_is_balanced(text)])
    return _LIGATURE.sub(r"\g<0>{}", written)


def unescaped(text: str) -> str:
    """What `escaped` made `text` of; other LaTeX stays as it is."""
    plain = _BROKEN.sub(lambda match: match[1] or match[2], text)
    return _WRITTEN.sub(lambda match: _SIGNS[match[0]], plain)


def _is_balanced(text: str) -> bool:
    depth = 0
    for sign in text if "{" in text or "}" in text else "":
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return False
    return depth == 0


def _entry(resource: Resource) -> str:
    fields = [f"  {name} = {value},\n" for name, value in _fields(resource)]
    return f"@{kind_of(resource).bibtex}{{{cite_key(resource.id)},\n{''.join(fields)}}}\n"


def _fields(resource: Resource) -> Iterator[tuple[str, str]]:
    # A second pair of braces: styles put the first into lower case.
    yield "title", f"{{{{{escaped(resource.title)}}}}}"
    if authors := author_names(resource):
        yield "author", f"{{{' and '.join(map(_author, authors))}}}"
    yield from _dates(resource.published)
    if name := venue(resource):
        yield VENUE_FIELDS.get(kind_of(resource).bibtex, _VENUE_ELSEWHERE), f"{{{escaped(name)}}}"
    for name, value in (("doi", verbatim(doi(resource))), ("url", web_address(resource.url))):
        if value:
            yield name, f"{{{value}}}"
    if day := accessed(resource):
        yield "urldate", f"{{{day}}}"
    if text := abstract(resource):
        yield "abstract", f"{{{escaped(text)}}}"
    if resource.tags:
        yield "keywords", f"{{{', '.join(escaped(tag) for tag in resource.tags)}}}"


def _dates(iso: str) -> Iterator[tuple[str, str]]:
    parts = date_parts(iso)
    if parts:
        yield "year", f"{{{parts[0]}}}"
    if len(parts) > 1:
        yield "month", MONTHS[int(parts[1]) - 1]
    if len(parts) > 2:  # Only biblatex knows days.
        yield "date", f"{{{iso}}}"


def _author(name: Name) -> str:
    """Braces keep a name from being taken apart at its spaces, commas and `and`s."""
    if name.literal:
        return f"{{{escaped(name.literal)}}}"
    return ", ".join(escaped(part) for part in (name.whole_family, name.suffix, name.given) if part)


def verbatim(value: str) -> str:
    """`value` for a field that LaTeX takes letter by letter; `""` for one with braces or backslashes."""
    return "" if any(sign in value for sign in "{}\\") else value
