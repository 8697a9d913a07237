"""BibTeX and biblatex -> plain entries. `tables` gives the meaning of fields, `inherit` what entries inherit."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ..bibliography import ForeignEntry, RawEntry, ReadProblem
from .blocks import BibtexBlock, blocks
from .entry_values import entry_values
from .fields import EntryBody, Fault, read_body, read_key
from .inherit import Parent, inherited, references, with_data
from .misspelt import fields_meant, type_meant
from .tables import HOUSEKEEPING

_BEGIN = re.compile(r"@[ \t]*([A-Za-z][^\s{(]*)\s*[{(]")
_REFERS = re.compile(r"\b(?:crossref|xdata)\s*=\s*(?:\{([^{}]*)\}|\"([^\"{}]*)\"|([^\s,{}\"]+))", re.IGNORECASE)
_WORD = re.compile(r"[=#]\s*([A-Za-z][^\s,#{}\"=]*)")
_LONGEST_PARENT = 20_000
"""Longest parent entry, in characters."""
_MOST_CONTEXT = 64_000_000
"""Most characters of context for all entries together: a million might inherit from one."""
_MOST_STRINGS = 4_000_000
"""Most characters of all abbreviations together."""


def split(text: str) -> tuple[list[RawEntry], list[ReadProblem]]:
    """The raw entries of a file. Abbreviations and parents become their context."""
    found = list(blocks(text))
    strings, problems = _strings(text, found)
    entries = [block for block in found if block.kind != "string"]
    parents = _parents(text, entries)
    raws, line, seen, budget = list[RawEntry](), 1, 0, _MOST_CONTEXT
    for block in entries:
        line += text.count("\n", seen, block.start)
        seen = block.start
        written = text[block.start : block.offset + len(block.body) + block.is_closed]
        context = _context(written, block, strings, parents) if budget > 0 else ""
        budget -= len(context)
        if block.kind == "xdata":
            continue
        column = block.start - text.rfind("\n", 0, block.start)
        key, _ = read_key(block.body)
        if block.kind == "set":
            message = f"`{key}` is a set of entries, which is left out; cite its members"
            problems.append(ReadProblem(message, line, column))
            continue
        raws.append(RawEntry(written, line, column, key, context))
    if budget <= 0:
        problems.append(ReadProblem("entries of this file inherit too much; the last ones inherit nothing"))
    return raws, problems


def read_entry(raw: RawEntry) -> tuple[ForeignEntry | None, list[ReadProblem]]:
    """The values of one entry."""
    context = json.loads(raw.context) if raw.context else {}
    kind, body, offset = _body(raw.text, context.get("strings", {}), is_closed=not context.get("open"))
    faults = [_placed(raw, fault.message, fault.offset + offset, body.key) for fault in body.faults if _matters(fault)]
    lost = [_named(fault.message) for fault in body.faults]
    if context.get("open") and not any("its closing" in fault.message for fault in body.faults):
        faults.insert(0, ReadProblem(f"the closing brace of `{body.key}` is missing", raw.line, raw.column, body.key))
    fields = {field.name: field.value for field in body.fields}
    if not fields and not body.key:
        return None, [*faults, ReadProblem("an entry is empty; it is left out", raw.line, raw.column)]
    nowhere = list[str]()
    if context.get("parents") or "xdata" in raw.text:
        parents = _read_parents(context.get("parents", {}), context.get("strings", {}))
        fields, nowhere = with_data(inherited(kind, fields, parents), parents)
    missing = [key for key in references(fields) if key not in context.get("parents", {})]
    values, found = entry_values(kind, body.key, fields)
    places = {field.name: field.offset + offset for field in body.fields}
    meant = dict(fields_meant((name for name in found.unplaced if name in places), fields))
    # One message for one mistake: the title that was left out, or misspelt, has its own.
    has_own = any(map(_is_title, lost)) or "title" in meant.values()
    told = [text for text in found.messages if not text.startswith("`title` is missing") or not has_own]
    told += [*_slips(kind, body.key), *(f"`{name}` is not a field; did you mean `{close}`?" for name, close in meant.items())]
    messages = [f"`xdata={reference[:60]}` is not in this file" for reference in dict.fromkeys(nowhere)]
    messages += [*(f"`{key}`, from which `{body.key}` inherits, is not in this file" for key in missing), *told]
    unplaced = tuple(name for name in found.unplaced if name not in meant)
    faults += [_placed(raw, text, places.get(_named(text), 0), body.key) for text in messages]
    entry = ForeignEntry(body.key, values, raw.line, raw.column, found.private, unplaced, found.own, found.cased)
    return entry, faults


def _slips(kind: str, key: str) -> Iterator[str]:
    """What is wrong with the first line of an entry."""
    meant = type_meant(kind)
    if meant:
        yield f"`@{kind}` is not a type of entries; did you mean `@{meant}`?"
    if not key:
        yield "the entry has no key to cite it by; write one before its first field"


class _Written(NamedTuple):
    kind: str
    body: EntryBody
    offset: int


def _body(text: str, strings: Mapping[str, str], *, is_closed: bool = True) -> _Written:
    match = _BEGIN.match(text)
    start = match.end() if match else 0
    body = read_body(text[start : len(text) - is_closed], strings, is_closed=is_closed)
    return _Written(match[1].lower() if match else "misc", body, start)


def _placed(raw: RawEntry, message: str, offset: int, key: str) -> ReadProblem:
    """A problem at an offset in the source of an entry."""
    lines = raw.text.count("\n", 0, offset)
    column = offset - raw.text.rfind("\n", 0, offset) + (0 if lines else raw.column - 1)
    return ReadProblem(message, raw.line + lines, column, key)


def _named(message: str) -> str:
    """The field that a message is about: its first word in backticks."""
    return message.split("`")[1].lower() if message.count("`") > 1 else ""


def _matters(fault: Fault) -> bool:
    """Whether a fault may cost something: Scopus gives an entry `funding_details` twice, which nobody reads."""
    return "appears twice" not in fault.message or _named(fault.message) not in HOUSEKEEPING


def _is_title(written: str) -> bool:
    """Whether the field that was left out is the title."""
    return written.split("{")[0].split('"')[0].strip() == "title"


def _strings(text: str, found: list[BibtexBlock]) -> tuple[dict[str, str], list[ReadProblem]]:
    """The abbreviations of a file. Each may use those before it."""
    strings, problems, size = dict[str, str](), list[ReadProblem](), 0
    for block in found:
        if block.kind != "string" or size > _MOST_STRINGS:
            continue
        body = read_body(block.body, strings, has_key=False, is_closed=block.is_closed)
        for field in body.fields:
            strings[field.name] = field.value
            size += len(field.value)
        for fault in body.faults:
            at = block.offset + fault.offset
            problems.append(ReadProblem(fault.message, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)))
    return strings, problems


def _parents(text: str, entries: list[BibtexBlock]) -> dict[str, str]:
    """Lower-case key -> source of each entry that others inherit from."""
    lower = text.lower()
    if "crossref" not in lower and "xdata" not in lower:  # One expression for both words takes ten times as long.
        return {}
    wanted = {key for match in _REFERS.finditer(text) for key in _keys(match)}
    if not wanted:
        return {}
    found = dict[str, str]()
    for block in entries:
        key = read_key(block.body)[0].lower()
        if key in wanted and len(block.body) <= _LONGEST_PARENT:
            found.setdefault(key, text[block.start : block.offset + len(block.body) + 1])
    return found


def inherited_from(text: str) -> frozenset[str]:
    """The lower-case keys of entries that others inherit from."""
    return frozenset(key for match in _REFERS.finditer(text) for key in _keys(match))


def _keys(match: re.Match[str]) -> Iterator[str]:
    written = next((group for group in match.groups() if group is not None), "")
    for key in (key.strip().lower() for key in written.split(",") if key.strip()):
        yield key
        for _ in range(2):  # `people-author-1` refers to `people`.
            key = re.split(r"[-.](?=[^-.]*\Z)", key)[0]
            yield key


def _context(written: str, block: BibtexBlock, strings: Mapping[str, str], parents: Mapping[str, str]) -> str:
    """What the values of an entry depend on besides its source, as JSON; `""` for nothing."""
    if block.is_closed and not strings and not parents:
        return ""
    above, wanted = dict[str, str](), [written]
    while parents and wanted and len(above) < 20:
        for match in _REFERS.finditer(wanted.pop()):
            for key in _keys(match):
                if key in parents and key not in above:
                    above[key] = parents[key]
                    wanted.append(parents[key])
    used = dict[str, str]()
    for text in (written, *above.values()) if strings else ():
        used.update({name: strings[name] for word in _WORD.findall(text) if (name := word.lower()) in strings})
    context = {"strings": used, "parents": above, "open": int(not block.is_closed)}
    context = {name: value for name, value in context.items() if value}
    return json.dumps(context, ensure_ascii=False) if context else ""


def _read_parents(texts: Mapping[str, str], strings: Mapping[str, str]) -> dict[str, Parent]:
    found = dict[str, Parent]()
    for key, text in texts.items():
        kind, body, _ = _body(text, strings)
        found[key] = Parent(kind, {field.name: field.value for field in body.fields})
    return found
