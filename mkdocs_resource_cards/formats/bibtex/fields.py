"""The body of a block -> its key and fields, with abbreviations replaced.

A field that cannot be read is skipped: reading continues at the next `name =`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

LONGEST = 200_000
"""Longest value, in characters, made of abbreviations: each may be twice as long as the one before."""
MONTHS = {
    name[:3].lower(): name
    for name in "January February March April May June July August September October November December".split()
}
"""Abbreviations that every style defines."""
_MOST_FAULTS = 50
"""Most faults in one entry: each costs a search of the rest, so reading stops there."""
_KEY = re.compile(r"\s*([^,{}\"\n]*?)\s*(?:,|\Z|(?=\n)|(?=[ \t]+[A-Za-z][\w-]*\s*=))")
"""A key ends with a comma; where that is missing, with the line or before the first field. One that is a URL may hold `=`."""
_NO_KEY = re.compile(r"\s*[A-Za-z][\w-]*\s*=")
_BETWEEN = re.compile(r"(?:[\s,]|%[^\n]*(?:\n|\Z))*")
_BLANK = re.compile(r"(?:\s|%[^\n]*(?:\n|\Z))*")
_NAME = re.compile(r"([^\s=,{}\"#%()'\\]{1,100}(?:[ \xa0][0-9]{1,3}(?![^\s=]))?)\s*=\s*")
"""A name; `funding_text 1`, as Scopus numbers some, is one."""
_NEXT = re.compile(r"[,\n}\"]\s*(?=[A-Za-z][^\s=,{}\"#%()'\\]{0,99}\s*=\s*[{\"\w])")
_SIMPLE = re.compile(
    r"([^\s=,{}\"#%()'\\]{1,100})\s*=\s*"
    r"(?:\{([^{}]*(?:\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}[^{}]*)*)\}|\"([^\"{}]*)\")[ \t]*(?:,\s*|\n?[ \t]*\Z)"
)
"""A simple field: one value, in quotes or in braces at most three deep, then a comma or the end."""
_BRACE = re.compile(r"[{}]")
_QUOTE = re.compile(r"[{}\"]")
_BARE = re.compile(r"[^\s,#{}\"=]+(?:[ \t]+[^\s,#{}\"=]+)*")
_SWALLOWED = re.compile(r",\s*[A-Za-z][\w-]*\s*=\s*[{\"\w]|\n\s*[A-Za-z][\w-]*\s*=\s*[{\"]")


class BibtexField(NamedTuple):
    """One field."""

    name: str
    """Its name in lower case."""
    value: str
    offset: int
    """Its offset in the body."""


class Fault(NamedTuple):
    """What is wrong, and its offset in the body."""

    message: str
    offset: int


class EntryBody(NamedTuple):
    """The content of a block."""

    key: str
    fields: tuple[BibtexField, ...]
    faults: tuple[Fault, ...]


def read_body(body: str, strings: Mapping[str, str], *, has_key: bool = True, is_closed: bool = True) -> EntryBody:
    """The key and fields of a block. `strings`: abbreviations in lower case, besides those of months."""
    key, position = read_key(body) if has_key else ("", 0)
    reading = _Reading(body, strings, is_closed)
    if key and body[position - 1] != "," and _NO_KEY.match(body, position):
        reading.faults.append(Fault(f"a comma is missing after the key `{key}`", len(body[:position].rstrip())))
    reading.run(position)
    return EntryBody(key, tuple(reading.fields.values()), tuple(reading.faults))


def read_key(body: str) -> tuple[str, int]:
    """(key, offset behind it) of an entry's body; `""` for one that begins with a field, or with something else."""
    match = None if _NO_KEY.match(body) else _KEY.match(body)
    return (match[1], match.end()) if match else ("", 0)


class _Reading:
    """Reads one body."""

    def __init__(self, body: str, strings: Mapping[str, str], is_closed: bool) -> None:
        self.body, self.strings, self.is_closed = body, strings, is_closed
        self.fields: dict[str, BibtexField] = {}
        self.faults: list[Fault] = []

    def run(self, position: int) -> None:
        body = self.body
        while (position := self._simple(position)) < len(body):
            match = _NAME.match(body, position)
            if match is None:
                position = self._stray(position)
                continue
            name, offset = match[1].lower().replace("\xa0", " "), position
            value, position, fault = self._value(match.end())
            if fault:
                self.faults.append(Fault(f"`{name}`: {fault}; the field is left out", offset))
                if len(self.faults) > _MOST_FAULTS:
                    return
                position = self._resume(position)
                continue
            if name in self.fields:
                if value != self.fields[name].value:
                    self.faults.append(Fault(f"`{name}` appears twice; the first one counts", offset))
            else:
                self.fields[name] = BibtexField(name, value, offset)
            position = self._after(name, position)

    def _simple(self, position: int) -> int:
        """Reads simple fields with one expression, for speed. Returns the offset of the first other field."""
        fields, body = self.fields, self.body
        position = _skipped(_BETWEEN, body, position)
        while self.is_closed and (match := _SIMPLE.match(body, position)):
            name, braced, quoted = match.groups()
            name = name.lower()
            if name in fields:
                break
            fields[name] = BibtexField(name, quoted if braced is None else braced, position)
            position = match.end()
            if body[position : position + 1] in ",%":
                position = _skipped(_BETWEEN, body, position)
        return position

    def _stray(self, position: int) -> int:
        """Offset after something that is not a field."""
        if self.body[position] != "}":
            written = self.body[position : position + 40].split("\n")[0].strip()
            self.faults.append(Fault(f"`{written}` is not a field; it is left out", position))
        elif self.is_closed:
            self.faults.append(Fault("there is a `}` too many", position))
        return self._resume(position + 1)

    def _after(self, name: str, position: int) -> int:
        """Offset after a value, where a comma or the end must follow."""
        position = _skipped(_BLANK, self.body, position)
        if position < len(self.body) and self.body[position] not in ",}" and _NAME.match(self.body, position):
            self.faults.append(Fault(f"a comma is missing after `{name}`", position))
        elif position < len(self.body) and self.body[position] not in ",}":
            self.faults.append(Fault(f"`{name}`: what follows its value cannot be read; the field is left out", position))
            self.fields.pop(name, None)
            return self._resume(position)
        return position

    def _resume(self, position: int) -> int:
        match = _NEXT.search(self.body, max(0, position - 1))
        return match.end() if match else len(self.body)

    def _value(self, position: int) -> tuple[str, int, str]:
        """(value, offset of its end, what is wrong with it): parts joined by `#`."""
        texts, size, start = list[str](), 0, position
        unknown = list[str]()
        while True:
            part = self._part(position)
            if part.fault:
                return "", part.end, part.fault
            texts.append(part.text)
            size += len(part.text)
            unknown += [part.text[:60]] if part.is_unknown else []
            if size > max(LONGEST, part.end - start):
                return "", part.end, f"it has more than {LONGEST} characters"
            after = _skipped(_BLANK, self.body, part.end)
            if self.body[after : after + 1] != "#":
                break
            position = _skipped(_BLANK, self.body, after + 1)
        if unknown and len(texts) > 1:
            return "", part.end, f"`{unknown[0]}` is not an abbreviation defined in this file"
        if unknown:
            self.faults.append(
                Fault(f"`{unknown[0]}` is not an abbreviation defined in this file; it is used as it is", position)
            )
        return "".join(texts), part.end, ""

    def _part(self, position: int) -> _Part:
        body = self.body
        sign = body[position : position + 1]
        if sign in ("{", '"'):
            end = _closing(body, position, sign)
            if end < 0 or (not self.is_closed and _SWALLOWED.search(body, position, end)):
                missing = "}" if sign == "{" else '"'
                return _Part("", position + 1, f"its closing `{missing}` is missing")
            return _Part(body[position + 1 : end], end + 1)
        match = _BARE.match(body, position)
        if match is None:
            return _Part("", position, "it has no value")
        name = match[0].lower()
        known = self.strings.get(name, MONTHS.get(name))
        if known is None:
            return _Part(match[0], match.end(), is_unknown=not name[0].isdigit())
        return _Part(known, match.end())


class _Part(NamedTuple):
    """One part of a value: `#` joins parts."""

    text: str
    end: int
    fault: str = ""
    is_unknown: bool = False
    """Whether it is an unknown abbreviation."""


def _closing(body: str, position: int, opening: str) -> int:
    """Offset of the end of the value at `position`; -1 if it is not closed."""
    depth = 0
    for match in (_BRACE if opening == "{" else _QUOTE).finditer(body, position + (opening == '"')):
        sign = match[0]
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth -= 1
            if depth < 0:
                return -1
            if depth == 0 and opening == "{":
                return match.start()
        elif depth == 0:
            return match.start()
    return -1


def _skipped(pattern: re.Pattern[str], text: str, position: int) -> int:
    match = pattern.match(text, position)
    return match.end() if match else position
