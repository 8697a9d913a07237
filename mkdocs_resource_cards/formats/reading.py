"""Bytes -> a bibliography, by the reader of their format.

    found = read(data, "library.bib")                # every entry, and what is wrong with the file
    parts = split(data, "library.bib")               # raw entries: cheap, nothing is decoded
    entry, problems = read_entry(parts.format, raw)  # the values of one raw entry

`read` is `split` and then `read_entry` for each. Who keeps what was read keys it by `RawEntry.digest`, which changes with
everything that the reading of one entry depends on; positions come from the raw entry, so that an entry which only moved
needs no second reading.
"""

from __future__ import annotations

import re
from importlib import import_module
from typing import Any, Protocol

from .bibliography import Bibliography, BibliographyError, ForeignEntry, Parts, RawEntry, ReadProblem
from .catalog import SUFFIXES

MAX_BYTES = 64_000_000
"""Bytes of a file."""
READERS = {
    "bibtex": ".bibtex.reader",
    "ris": ".ris.reader",
    "csl-json": ".csl_json.reader",
    "zotero": ".zotero_json.reader",
    "json": ".registry_json",
}
"""A format, as commands call it -> the module that reads it."""
UNKNOWN = "the file is neither BibTeX, RIS, CSL-JSON nor Zotero's JSON"
_UNREAD = {
    r"PMID *- ": "PubMed's format (MEDLINE, `.nbib`)",
    r"FN (?:Clarivate|Thomson|ISI)": "Web of Science's plain text",
    r"%0 [A-Z]": "EndNote's tagged format (`.enw`)",
    r"<\?xml|<xml>|<records>": "XML",
}
"""How files of other formats begin -> what they are called where people export them."""
_COMMENT = re.compile(r"^[ \t]*%.*$", re.MULTILINE)
_YAML = re.compile(r"(?:---\s+)?(?:- \w+:|(?:resources|references|publications):)")
_HELD = {
    "bibtex": ("BibTeX", ".bib"),
    "ris": ("RIS", ".ris"),
    **dict.fromkeys(("csl-json", "zotero", "json"), ("JSON", ".json")),
}
"""A format -> what messages call it, and the ending of its files."""
_DECLARED = re.compile(rb"(?:%|\A)[ \t]*(?:!TEX )?[ \t]*encoding[ \t]*[:=][ \t]*([\w.-]{1,40})", re.IGNORECASE)
"""`% Encoding: windows-1252`, as JabRef writes it."""


class _Reader(Protocol):
    def split(self, text: str) -> tuple[list[RawEntry], list[ReadProblem]]: ...
    def read_entry(self, raw: RawEntry) -> tuple[ForeignEntry | None, list[ReadProblem]]: ...


def read(data: bytes, name: str, format: str = "") -> Bibliography:
    """All of a file. `name` is that of the file, for its ending; `format` is said where the file does not tell.

    Raises BibliographyError for a file that is too large, or of no known format.
    """
    parts = split(data, name, format)
    entries, problems = list[ForeignEntry](), list(parts.problems)
    for raw in parts.entries:
        entry, faults = read_entry(parts.format, raw)
        problems += faults
        if entry is not None:
            entries.append(entry)
    problems.sort(key=lambda one: (one.line, one.column))
    return Bibliography(parts.format, tuple(entries), tuple(problems))


def split(data: bytes, name: str, format: str = "") -> Parts:
    """The raw entries of a file, in order; raises BibliographyError as `read` does."""
    text, problems = decoded(data)
    format = format or format_of(name, text)
    if format not in READERS:
        raise BibliographyError(_unread(text) or UNKNOWN)
    entries, found = _reader(format).split(text)
    if not entries and (message := _unread(text) or _misnamed(format, text)):
        found = [ReadProblem(message, 1, 1)]
    return Parts(format, tuple(entries), (*problems, *found))


def read_entry(format: str, raw: RawEntry) -> tuple[ForeignEntry | None, list[ReadProblem]]:
    """The values of one raw entry, and what is wrong with it; None for what is not a work (a note, an attachment)."""
    return _reader(format).read_entry(raw)


def decoded(data: bytes) -> tuple[str, list[ReadProblem]]:
    """The text of a file; lines end in line feeds. What is not UTF-8 is read as the file says, or as Windows-1252."""
    if len(data) > MAX_BYTES:
        raise BibliographyError(f"the file is larger than {MAX_BYTES // 1_000_000} MB")
    text, problems = _text(data)
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        at = text.index("\0")
        line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
        problems = [*problems, ReadProblem("the file contains NUL characters, which are left out", line, column)]
        text = text.replace("\0", "")
    return text, problems


def _text(data: bytes) -> tuple[str, list[ReadProblem]]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace"), []
    start = data[:200]
    for encoding, nuls, signs in (("utf-16-le", start[1::2], start[::2]), ("utf-16-be", start[::2], start[1::2])):
        # Nothing says so, but each sign of ASCII has a NUL beside it.
        if len(nuls) > 10 and nuls.count(0) > 0.8 * len(nuls) and not signs.count(0):
            return data.decode(encoding, "replace"), [ReadProblem(f"the file is not UTF-8; it is read as {encoding}", 1, 1)]
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
    declared = _DECLARED.search(data[:2000])
    for encoding in (declared[1].decode("ascii", "replace") if declared else "cp1252", "cp1252"):
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        return text, [ReadProblem(f"the file is not UTF-8; it is read as {encoding}", line, 1)]
    # Letters on a Mac, such as `è`; controls in Latin-1, which nobody writes.
    return data.decode("mac_roman"), [ReadProblem("the file is not UTF-8; it is read as mac_roman", line, 1)]


def format_of(name: str, text: str) -> str:
    """The format of a file, by the ending of its name and by its content; `""` for none that is known."""
    ending = "." + name.lower().rpartition(".")[2]
    start = text[:4000].lstrip()
    if ending in SUFFIXES:
        return SUFFIXES[ending]
    if start.startswith("TY  -"):
        return "ris"
    if start.startswith(("[", "{")):
        from .json_items import format_of_items  # Loaded for JSON alone.

        return format_of_items(text)
    return "bibtex" if re.search(r"^\s*@\w+\s*[{(]", start, re.MULTILINE) else ""


def _unread(text: str) -> str:
    """What to do with a file of a format that is not read; `""` for one that nobody knows."""
    start = text[:4000].lstrip()
    name = next((name for begin, name in _UNREAD.items() if re.match(begin, start)), "")
    return f"the file is in {name}; export it as RIS, or let a program such as Zotero turn it into BibTeX" if name else ""


def _misnamed(format: str, text: str) -> str:
    """What a file of BibTeX or RIS holds that has no entry of it; `""` for one that is meant to be empty."""
    start = _COMMENT.sub("", text[:4000]).lstrip()
    if format not in ("bibtex", "ris") or not start:
        return ""
    real = format_of("", start)
    if real == format:
        return ""
    label = "RIS" if format == "ris" else "BibTeX"
    held, ending = _HELD.get(real, ("YAML", ".yml") if _YAML.match(start) else ("", ""))
    if held:
        return f"the file contains {held}, not {label}; let its name end in `{ending}`"
    begin = "no line starts with `TY  -`" if format == "ris" else "nothing in it starts with `@`"
    return f"the file contains no {label} {'records' if format == 'ris' else 'entries'}: {begin}"


def _reader(format: str) -> _Reader:
    """The module that reads a format, which is loaded when such a file is there."""
    module: Any = import_module(READERS[format], __package__)
    return module  # type: ignore[no-any-return]
