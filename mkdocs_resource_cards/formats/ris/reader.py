"""RIS -> plain entries. A record begins with `TY` and ends with `ER`, or where the next one begins."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from ...csl_variables import PEOPLE
from ...normalize.identifiers import bare_doi
from ...normalize.loose_dates import edtf, first_year, from_parts, is_unknown, state_of
from ...normalize.names import parted_given, split_name
from ..bibliography import OWN, ForeignEntry, RawEntry, ReadProblem, with_own
from ..markup import marked_title, plain_title, prose
from ..values import doi_and_address, stand_in_title, without_pages_sign
from .lines import lines_of
from .tables import (
    BOOKS,
    COUNTED,
    HOUSEKEEPING,
    LIKE,
    MEANINGS,
    NAMED,
    NAMES,
    OF_DATABASES,
    PARTS,
    PRIVATE,
    PUBLISHED,
    TAKEN,
    TEXTS,
    TYPES,
)

_BEGIN = re.compile(r"^[ \t\ufeff]*TY[ \t]{1,2}-", re.MULTILINE)
_ISSN = re.compile(r"[0-9]{4}-?[0-9]{3}[0-9Xx]")
_ISBN = re.compile(r"(?:97[89][- ]?)?(?:[0-9][- ]?){9}[0-9Xx]")
_VANCOUVER = re.compile(r"(?:[^\W\d_][^\s,.]* ){1,4}[A-ZÀ-ÖØ-Þ]{1,4}")
"""`Roe AB`, as medicine writes names."""
_NUMBER = re.compile(r"(?=[^0-9]{0,20}[0-9])[\w./:+() -]{1,30}")
"""What of `M1` is a number. Embase writes where authors lived there, JSTOR a sentence."""
_COUNT = re.compile(r"([0-9]{1,5}|[ivxlc]{1,9}, [0-9]{1,5})(?: ?p(?:p|ages|gs)?\.?)?", re.IGNORECASE)
"""`320`, `xii, 320 p.`: how many pages there are."""
_NOT_PAGES = re.compile(r"n\.? ?pag\.?", re.IGNORECASE)
"""EBSCO's word for none."""
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)")
_ONCE = ("TI", "T1", "T2", "UR", "DO", "PB", "VL", "IS", "AB")
"""Tags of which an entry takes one."""


def split(text: str) -> tuple[list[RawEntry], list[ReadProblem]]:
    """The records of a file."""
    starts = [match.start() for match in _BEGIN.finditer(text)]
    raws, line, seen = list[RawEntry](), 1, 0
    for start, end in zip(starts, [*starts[1:], len(text)], strict=False):
        line += text.count("\n", seen, start)
        seen = start
        record = text[start:end]
        raws.append(RawEntry(record.rstrip(), line, 1, _key(record)))
    return raws, []


def read_entry(raw: RawEntry) -> tuple[ForeignEntry | None, list[ReadProblem]]:
    """The values of one record."""
    lines = lines_of(raw.text)
    type = next((line.value.strip().upper() for line in lines if line.tag == "TY"), "GEN")
    type = NAMED.get(type, type)
    fields = dict[str, list[str]]()
    for line in lines:
        if line.value.strip():
            fields.setdefault(line.tag, []).append(line.value.strip())
    problems = list[ReadProblem]()
    if fields.keys() <= {"TY"}:
        return None, [ReadProblem("a record is empty; it is left out", raw.line, raw.column)]

    def tell(tag: str, message: str) -> None:
        at = next((line.number for line in lines if line.tag == tag), 0)
        problems.append(ReadProblem(message, raw.line + at, 1, raw.key))

    values = _values(type, fields, tell)
    if "title" not in values:
        values["title"] = stand_in_title(values, raw.key)
        values["as_written"] = {"title": ""}
        tell("TY", f"`TI` is missing; `{values['title'][:60]}` is used instead")
    own = next((note.partition(": ")[2] for note in fields.get("N1", ()) if note.startswith(f"{OWN}: ")), "")
    values, kept = with_own(values, own)
    private = tuple(tag for tag in fields if tag in PRIVATE and not own)
    unplaced = tuple(tag for tag in fields if tag not in TAKEN and tag not in HOUSEKEEPING and tag not in PRIVATE)
    unplaced += tuple(f"{tag} (all but the first)" for tag in _ONCE if len(set(fields.get(tag, ()))) > 1)
    return ForeignEntry(raw.key, values, raw.line, raw.column, private, unplaced, kept), problems


def _key(record: str) -> str:
    match = re.search(r"^[ \t]*ID[ \t]{1,2}-[ \t]*(\S.*?)[ \t]*$", record, re.MULTILINE)
    return match[1] if match else ""


def _values(type: str, fields: Mapping[str, list[str]], tell: Any) -> dict[str, Any]:
    special = _meanings(type)
    values: dict[str, Any] = {
        "type": TYPES.get(type, type.lower()),
        **_texts(special, fields),
        **_titles(type, fields),
        **_identifiers(type, fields),
        **_dates(fields, tell),
        **_people(type, special, fields),
        **_pages(type, fields),
        "tags": list(dict.fromkeys(word for text in fields.get("KW", ()) for word in _keywords(text))),
        "abstract": prose(_first(fields, "AB", "N2")),
    }
    return {name: value for name, value in values.items() if value}


def _meanings(type: str) -> dict[str, str]:
    """Tag -> what it means in this type and not elsewhere, `""` for nothing."""
    return {**(OF_DATABASES if type in PUBLISHED else {}), **MEANINGS.get(LIKE.get(type, type), {})}


def _titles(type: str, fields: Mapping[str, list[str]]) -> dict[str, str]:
    title = _first(fields, "TI", "T1", "CT") or (_first(fields, "BT", "T2") if type in BOOKS else "")
    second = _first(fields, "T2", "BT")
    journal = _first(fields, "JF", "JO", "JA", "J2")
    found = {"title": marked_title(title)}
    if type in BOOKS:
        if second and second != title and not _first(fields, "T3"):
            found["collection-title"] = second
        return found
    found["container-title"] = plain_title((second if second != title else "") or journal)
    short = _first(fields, "J2", "JA", "JO", "J1")
    return found if short != found["container-title"] else {**found, "container-title-short": ""}


def _texts(special: Mapping[str, str], fields: Mapping[str, list[str]]) -> dict[str, str]:
    found = dict[str, str]()
    for tag, value in fields.items():
        variable = special.get(tag, TEXTS.get(tag, ""))
        if variable and variable not in PEOPLE:
            found.setdefault(variable, value[0])
    if "DP" in fields:
        found["source"] = fields["DP"][0]  # `EBSCOhost`, where `DB` has its code for one of its databases.
    genre = _first(fields, "M3") if special.get("M3", "genre") else ""
    if genre and not bare_doi(genre):
        found.setdefault("genre", genre)
    if "M1" in fields and "M1" not in special and _NUMBER.fullmatch(fields["M1"][0]):
        found.setdefault("issue" if "issue" not in found and fields["M1"][0].isdigit() else "number", fields["M1"][0])
    if "CP" in fields:  # Reference managers mean an issue; Web of Science, where the paper was given.
        is_issue = any(map(str.isdigit, fields["CP"][0][:4]))
        found.setdefault("issue" if is_issue else "event-title", fields["CP"][0])
    return found


def _identifiers(type: str, fields: Mapping[str, list[str]]) -> dict[str, str]:
    urls = [part for text in fields.get("UR", ()) for part in re.split(r"[\s;]+(?=https?://)", text)]
    found = {"url": next((url for url in urls if url.lower().startswith("http")), "")}
    for tag in ("DO", "M3", "L3"):
        doi = next((doi for text in fields.get(tag, ()) if (doi := bare_doi(text))), "")
        if doi:
            found["doi"] = doi
            break
    else:
        found = doi_and_address(_first(fields, "DO"), found["url"] or _first(fields, "UR"))
    pmid = _first(fields, "PMID")
    return {**found, **_serials(type, fields), "PMID": pmid if pmid.isdigit() else ""}


def _serials(type: str, fields: Mapping[str, list[str]]) -> dict[str, str]:
    """ISSNs and ISBNs, each once: ProQuest repeats that of print where there is none of the other."""
    found = dict[str, list[str]]()
    for text in fields.get("SN", ()):
        for part in re.split(r"\s*[;,]\s*|\s+(?=[0-9]{3})", _IN_BRACKETS.sub("", text)):
            name = "ISSN" if _ISSN.fullmatch(part) else "ISBN" if _ISBN.fullmatch(part) else ""
            if name:
                found.setdefault(name, []).append(part)
            elif part:
                found.setdefault(
                    "number" if type in ("RPRT", "PAT", "STAND") else "ISSN" if type == "JOUR" else "ISBN", [text]
                )
                break
    return {name: " ".join(dict.fromkeys(parts)) for name, parts in found.items()}


def _dates(fields: Mapping[str, list[str]], tell: Any) -> dict[str, str]:
    found = {"published": "", "accessed": ""}
    written = [text for tag in ("DA", "PY", "Y1") for text in fields.get(tag, ())]
    year = next((match[0] for text in written if (match := re.match(r"[0-9]{4}", text))), "")
    dates = [_date(text, year) for text in written]
    best = max(dates, key=len, default="")
    found["published"] = best if not year or best[:4] == year or "DA" in fields else year
    if written and not found["published"]:
        found["published"] = first_year(written[0])
        if state := state_of(written[0]):
            found["status"] = state
        elif not is_unknown(written[0]):
            tell("PY" if "PY" in fields else "DA", f"`{written[0][:60]}` is not a date")
    found["accessed"] = _date(_first(fields, "Y2"), "")
    return found


def _date(text: str, year: str) -> str:
    """`2012/09/01/`, `1993///Spring`, `July`; of the last the year is said elsewhere."""
    parts = [part.strip() for part in text.split("/")]
    if len(parts) > 1 and re.fullmatch(r"[0-9]{4}", parts[0]):
        date = from_parts(parts[0], *(parts[1:3] if parts[1:2] != [""] else []))
        return from_parts(parts[0], parts[3]) if len(parts) > 3 and len(date) == 4 and parts[3] else date
    return edtf(text) or (from_parts(year, text) if year and not text[:4].isdigit() else "")


def _people(type: str, special: Mapping[str, str], fields: Mapping[str, list[str]]) -> dict[str, list[Any]]:
    found = dict[str, list[Any]]()
    second = "editor" if type in PARTS or type in ("BOOK", "EDBOOK", "EBOOK", "GEN", "SER") else "contributor"
    roles = {
        "A2": second,
        "A3": "collection-editor",
        **NAMES,
        **{tag: role for tag, role in special.items() if tag in _PEOPLE and role in PEOPLE},
    }
    for tag, texts in fields.items():
        if roles.get(tag):
            names = [{"literal": text} for text in texts] if tag == "PB" else names_of(texts)
            found.setdefault(roles[tag], []).extend(names)
    if not found.get("authors") and type in BOOKS and found.get("editor") is None and "A2" in fields:
        found["editor"] = names_of(fields["A2"])
    return found


_PEOPLE = ("AU", "A1", "A2", "A3", "A4", "ED", "TA", "PB")
"""The last holds a company, which is not taken apart."""


def names_of(texts: Iterable[str]) -> list[Any]:
    """Names, one a text, or several between semicolons."""
    found = list[Any]()
    for text in texts:
        for part in _between_names(text):
            name = part.strip(" ,")
            if re.fullmatch(r"(?:and )?(?:et\.? al\.?|others)", name, re.IGNORECASE):
                found.append("et al.")
            elif name:
                found.append(_name(name))
    return found


def _between_names(text: str) -> list[str]:
    """The names of one tag: between semicolons, or between commas where each is `Roe AB`."""
    parts = text.split(";")
    by_comma = [part.strip() for part in text.split(",")]
    is_list = len(parts) == 1 and len(by_comma) > 1 and all(map(_VANCOUVER.fullmatch, by_comma))
    return [", ".join(part.rsplit(" ", 1)) for part in by_comma] if is_list else parts


def _name(text: str) -> dict[str, Any]:
    """`Family, Given, Suffix`; what is not beyond doubt keeps its commas for what they say."""
    name = split_name(text)
    parts = [part.strip() for part in text.split(",")]
    if name.literal and len(parts) in (2, 3) and parts[1]:
        given, particles = parted_given(parts[1])
        values = (parts[0], given, particles, *parts[2:])
        names = ("family", "given", "dropping-particle", "suffix")
        return {part: value for part, value in zip(names, values, strict=False) if value}
    return {part.replace("_", "-"): value for part, value in name._asdict().items() if value}


def _pages(type: str, fields: Mapping[str, list[str]]) -> dict[str, str]:
    first, last = (_page(_first(fields, tag)) for tag in ("SP", "EP"))
    count = _COUNT.fullmatch(first) if type in COUNTED and not last else None
    if count:
        return {"number-of-pages": count[1]}
    if first and last and last != first and not re.search(r"[0-9]\s*[-–]\s*[A-Za-z]?[0-9]", first):
        return {"page": f"{first}-{last}"}
    return {"page": (first or last or _first(fields, "C7")).replace("–", "-")}


def _page(text: str) -> str:
    return "" if _NOT_PAGES.fullmatch(text) else without_pages_sign(text)


def _keywords(text: str) -> list[str]:
    """One a tag, but some programs write all of them into one."""
    parts = (part.lstrip("*") for part in re.split(r"\s*;\s*", text))  # PubMed and PsycINFO mark what a work is most about.
    return [part for part in parts if part]


def _first(fields: Mapping[str, list[str]], *tags: str) -> str:
    return next((fields[tag][0] for tag in tags if fields.get(tag)), "")
