"""BibTeX and BibLaTeX, by bibtexparser."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from ...normalize import author_lists, dates
from ...normalize.identifiers import id_of
from ..records import (
    REST,
    Entry,
    InterchangeError,
    ReadResult,
    Tally,
    WriteResult,
    addresses,
    compact,
    date_of,
    lossless,
    placed,
    resource_of,
    unplaced,
    with_rest,
)
from ..type_map import type_of
from . import old_latex as latex
from .writer import bibtex, resource_id

_FROM = {
    "inproceedings": "paper",
    "conference": "paper",
    "proceedings": "paper",
    "phdthesis": "paper",
    "mastersthesis": "paper",
    "thesis": "paper",
    "unpublished": "paper",
    "preprint": "paper",
    "inbook": "book",
    "incollection": "book",
    "booklet": "book",
    "report": "report",
    "manual": "report",
    "movie": "video",
}
"""What our own files never say."""
_VENUES = ("journal", "journaltitle", "booktitle", "publisher", "institution", "school", "organization", "howpublished")
_TAKEN = frozenset(
    (
        "title subtitle author year month day date url urldate doi keywords abstract annotation "
        "entrysubtype eprint archiveprefix eprinttype"
    ).split()
) | {REST, *_VENUES}
_MONTHS = frozenset("jan feb mar apr may jun jul aug sep oct nov dec".split())
"""Names that every style defines."""
_SIGN = re.compile(r"(?<!\\)[{}\"#]")
_ADDRESS = re.compile(r"\\(?:url|href)\s*\{\s*(?P<marked>https?://[^{}\s]+)\s*\}|^\s*(?P<bare>https?://[^{}\s]+)\s*$")
_NO_VENUE = re.compile(r"(?:available|online|accessed|retrieved|website|web page|see|url|at|from|[\s.,:;()])*", re.IGNORECASE)
"""What stands beside an address and says no more than it."""
_EPRINT = re.compile(r"(?:arxiv:)?([0-9]{4}\.[0-9]{4,5}|[a-z-]+/[0-9]{7})(?:v[0-9]+)?", re.IGNORECASE)


def read(text: str) -> ReadResult:
    """The entries of a file; a block that cannot be read costs itself alone."""
    from bibtexparser.entrypoint import parse_string

    if "{" * 40 in text:
        raise InterchangeError("the file is nested too deeply")
    try:
        library = parse_string(text.removeprefix("\ufeff"), parse_stack=[])
        lost = _join(library)
        warnings, repaired = _repaired(library)
        blocks = [*library.entries, *repaired]
    except Exception as error:  # whatever a stranger's file does to the parser
        raise InterchangeError(f"the file cannot be read as BibTeX: {' '.join(str(error).split())[:100]}") from error
    tally, entries, locations = Tally(), list[Entry](), list[str]()
    for block in sorted(blocks, key=lambda block: block.start_line or 0):
        fields = {field.key.lower(): str(field.value) for field in block.fields}
        entries.append(_entry(block.entry_type, block.key, fields))
        locations.append(placed((block.start_line or 0) + 1, block.key, "line"))
        tally.add((fields.keys() - _TAKEN) | unplaced(_alternatives(fields), entries[-1]))
    warnings += lost.sentence("left out, for they cannot be joined from their parts")
    return ReadResult(tuple(entries), (*warnings, *tally.sentence("fields with no place in a registry")), tuple(locations))


def _join(library: Any) -> Tally:
    """Puts in place of each value its text, parts (`jml # " Letters"`) joined; takes out the fields of which one is not known.

    Says how many of these there were.
    """
    lost, strings = Tally(), dict[str, str | None]()
    for string in library.strings:
        strings[string.key.lower()] = _joined(string.value, strings)
    again = [getattr(block, "ignore_error_block", None) for block in library.failed_blocks]
    for entry in [*library.entries, *(block for block in again if hasattr(block, "entry_type"))]:
        texts = [_joined(field.value, strings) for field in entry.fields]
        for field, text in zip(entry.fields, texts, strict=True):
            field.value = text
        lost.add(field.key.lower() for field in entry.fields if field.value is None)
        entry.fields = [field for field in entry.fields if field.value is not None]
    return lost


def _joined(value: str, strings: Mapping[str, str | None]) -> str | None:
    """The text of a value; None where one of several parts is not known, or where it is too long to be meant."""
    parts = _parts(value)
    texts = [_part(part, strings) for part in parts]
    if len(parts) == 1:
        return texts[0] if texts[0] is not None or parts[0].lower() in strings else parts[0]
    known = [text for text in texts if text is not None]
    text = "".join(known)
    return text if len(known) == len(texts) and len(text) <= latex.LONGEST else None


def _parts(value: str) -> list[str]:
    """Parts between `#`, braces and quotes aside."""
    parts, start, depth, is_quoted = [], 0, 0, False
    for match in _SIGN.finditer(value) if "#" in value else ():
        if match[0] == "#":
            if not depth and not is_quoted:
                parts.append(value[start : match.start()].strip())
                start = match.end()
        elif match[0] == '"':
            is_quoted = is_quoted != (depth == 0)
        else:
            depth += 1 if match[0] == "{" else -1
    return [*parts, value[start:].strip()]


def _part(part: str, strings: Mapping[str, str | None]) -> str | None:
    """The text of one part: in braces or quotes, a number, or a name; None for a name that is not known."""
    if len(part) > 1 and (part[0] + part[-1] == '""' or (part[0] + part[-1] == "{}" and _is_closed(part[1:-1]))):
        return part[1:-1]
    return part if part.isdigit() or part.lower() in _MONTHS else strings.get(part.lower())


def write(entries: Iterable[Mapping[str, Any]]) -> WriteResult:
    """Entries; the rest stands in a field of our own, which others ignore."""
    tally = Tally()
    texts = [lossless(entry, _text, _read_back, tally) for entry in entries]
    return WriteResult("\n".join(texts), tally.sentence(f"kept in the field `{REST}`, where BibTeX has no place"))


def _repaired(library: Any) -> tuple[list[str], list[Any]]:
    """What is wrong with blocks, and those that can be taken all the same: a key that stands twice is no loss here."""
    warnings, taken = dict[str, None](), list[Any]()
    for block in library.failed_blocks:
        line, kind = (block.start_line or 0) + 1, type(block).__name__
        if kind.startswith("DuplicateField"):
            warnings[f"line {line}: an entry has a field twice; one of the two is left out"] = None
        if kind.startswith("Duplicate") and hasattr(block.ignore_error_block, "entry_type"):
            taken.append(block.ignore_error_block)
        else:
            warnings[f"line {line} cannot be read as BibTeX, and is left out"] = None
    return list(warnings), taken


def _read_back(text: str) -> Entry:
    return next(iter(read(text).entries), {})


def _text(entry: Mapping[str, Any], rest: Entry) -> str:
    """An entry, with the rest as its last field: braces must balance in a value, whatever a text holds."""
    text = bibtex([resource_of(entry)])
    return text.removesuffix("}\n") + f"  {REST} = {{{_balanced(compact(rest))}}},\n}}\n" if rest else text


def _balanced(text: str) -> str:
    """JSON whose texts hold no braces: those are written as escapes."""
    return re.sub(
        r'"(?:[^"\\]|\\.)*"',
        lambda match: match[0].replace("{", "\\u007b").replace("}", "\\u007d").replace("@", "\\u0040"),
        text,
    )


def _entry(kind: str, key: str, fields: Mapping[str, str]) -> Entry:
    fields, appeared = _without_address(fields)
    text = {name: latex.decoded(value).strip() for name, value in fields.items() if name not in ("url", "doi", "author", REST)}
    title = text.get("title", "") + (f": {text['subtitle']}" if text.get("subtitle") else "")
    url = addresses(latex.address(fields.get("url", "")))[0] or _eprint(fields) or appeared
    text = {name: " ".join(value.split()) if name not in ("abstract", "annotation") else value for name, value in text.items()}
    found: Entry = {
        "title": title,
        "url": url,
        "type": text.get("entrysubtype") or _type(kind, fields),
        "authors": list(_authors(fields.get("author", ""))),
        "published": _date(text),
        "publication": next((text[name] for name in _VENUES if text.get(name)), ""),
        "doi": latex.address(fields.get("doi", "")),
        "tags": [tag.strip() for tag in re.split("[,;]", text.get("keywords", "")) if tag.strip()],
        "abstract": text.get("abstract", ""),
        "summary": text.get("annotation", ""),
        "aliases": [resource_id(key)] if key and resource_id(key) != id_of(url) else [],
    }
    return with_rest(found, fields.get(REST))


def _type(kind: str, fields: Mapping[str, str]) -> str:
    if kind.lower() == "misc" and _eprint(fields):  # arXiv's own entries
        return "paper"
    return type_of("bibtex", kind) or _FROM.get(kind.lower(), "web")


def _alternatives(fields: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    """(name, text) of what an entry may have in several places, or more exactly, than a registry."""
    if REST in fields:  # Ours: what is written elsewhere in it is a view of what stands there.
        return
    fields, appeared = _without_address(fields)
    yield "howpublished", appeared
    yield from (("url", one) for one in addresses(latex.address(fields.get("url", "")))[1:])
    written = {name: fields[name] for name in (*_VENUES, "urldate", "eprint") if name in fields}
    yield from ((name, latex.decoded(value) or value) for name, value in written.items())
    if "date" in fields:
        yield "date (the end of a period)", fields["date"].partition("/")[2]
    elif fields.get("month") and "-" not in _of_parts(fields):
        yield "month", fields["month"]
    if re.search(r"\band\s+others\s*$", fields.get("author", "")):
        yield "author (`and others`)", "and others"


def _without_address(fields: Mapping[str, str]) -> tuple[Mapping[str, str], str]:
    """The fields, and the address that stands where a work says how it appeared, which is no publication; `""` for none."""
    value = fields.get("howpublished", "")
    match = _ADDRESS.search(value)
    if match is None:
        return fields, ""
    rest = (value[: match.start()] + value[match.end() :]).strip(" \t\n.,:;")
    is_venue = _NO_VENUE.fullmatch(latex.decoded(rest)) is None
    return {**fields, "howpublished": rest if is_venue else ""}, latex.address(match["marked"] or match["bare"])


def _eprint(fields: Mapping[str, str]) -> str:
    match = _EPRINT.fullmatch(fields.get("eprint", "").strip())
    is_arxiv = "arxiv" in (fields.get("archiveprefix", "") + fields.get("eprinttype", "arxiv")).lower()
    return f"https://arxiv.org/abs/{match[1]}" if match and is_arxiv else ""


def _date(text: Mapping[str, str]) -> str:
    """What is no date comes as it is written: who takes it says so."""
    written = text.get("date", "")
    return dates.parse(written.partition("/")[0]) or _of_parts(text) or written or text.get("year", "")


def _of_parts(text: Mapping[str, str]) -> str:
    year, month, day = (text.get(name, "") for name in ("year", "month", "day"))
    number = dates.parse(f"{month} 2000")[5:7] if month[:1].isalpha() else month
    return dates.parse(date_of(year, number, day if number else "")) or dates.parse(year)


def _authors(value: str) -> Iterable[str]:
    for part in _split_and(value):
        is_group = part.startswith("{") and part.endswith("}") and _is_closed(part[1:-1])
        name = " ".join(latex.decoded(part[1:-1] if is_group else part).split())
        if name and name != "others":
            yield name if is_group else _first_last(name)


def _first_last(name: str) -> str:
    """`von Last, Jr, First` has two commas; all else is as elsewhere."""
    family, _, rest = name.partition(", ")
    suffix, comma, given = rest.partition(", ")
    return f"{given} {family}, {suffix}" if comma and "," not in given else author_lists.first_last(name)


def _split_and(value: str) -> list[str]:
    """Parts between ` and `, braces aside."""
    parts, depth, words = [], 0, list[str]()
    for word in re.split(r"\s+", value.strip()):
        if word.lower() == "and" and depth == 0:
            parts.append(" ".join(words))
            words = []
        else:
            words.append(word)
            bare = word.replace("\\{", "").replace("\\}", "")
            depth += bare.count("{") - bare.count("}")
    return [part for part in [*parts, " ".join(words)] if part]


def _is_closed(text: str) -> bool:
    """Whether the braces within balance at every point: `{A} and {B}` begins and ends with braces, but is no group."""
    depth = 0
    for character in text.replace("\\{", "").replace("\\}", ""):
        depth += (character == "{") - (character == "}")
        if depth < 0:
            return False
    return depth == 0
