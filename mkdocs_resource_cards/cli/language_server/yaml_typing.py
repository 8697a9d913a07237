"""What is being typed in a YAML registry file, even a broken one: the name of a field, or its value."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from .typing import Typed

_BLOCK = re.compile(r"(?P<lead>[ \t]*(?:-[ \t]+)*)(?:(?P<name>[\"']?[A-Za-z_-]+[\"']?):(?:[ \t]+|$))?(?P<value>.*)", re.DOTALL)
_NAME = re.compile(r"[A-Za-z_-]*")
_KINDS = ("resources", "publications", "references")
_ABOVE = 200
"""Lines above that are read."""
_FLOW_LINES = 30
_PROSE = "|"
"""In place of a field's name: the last line continues a text."""
_MAPPINGS = ("snapshot", "cited_by", _PROSE)
"""Fields whose value is a mapping with its own names, a list of those, or a text."""
_NESTED = (*_MAPPINGS, "authors", "author", "editors", "editor")
"""Fields whose value may hold mappings."""


class _Open(NamedTuple):
    """An open bracket."""

    sign: str
    name: str
    """The field whose value it starts."""


class _Flow(NamedTuple):
    """The text within brackets before the cursor."""

    open: tuple[_Open, ...]
    name: str
    """The key in braces whose value is being typed; `""` while a key is."""
    typed: str
    """The text typed so far, with its opening quote."""


def in_registry(lines: Sequence[str], after: str = "", *, plain: str = "resources") -> Typed | None:
    """What is typed at the end of the last of `lines`. `after`: the rest of that line. `plain`: kind of a bare list."""
    lines = lines[-_ABOVE:]
    line = lines[-1]
    if line.lstrip().startswith("#"):
        return None
    flow = _flow(lines)
    if flow is not None and flow.open:
        return _in_flow(lines, flow, after, plain)
    match = _BLOCK.fullmatch(line)
    if match is None:
        return None
    value, name = match["value"], (match["name"] or "").strip("\"'")
    if name:
        return _value(name, value, after)
    owner = _owner(lines)
    if "-" in match["lead"] and owner and owner not in (*_KINDS, *_MAPPINGS):
        return _value(owner, value, after)
    if not _NAME.fullmatch(value):
        return None
    if not match["lead"]:
        return Typed("field", value, "", value)
    return Typed("field", value, _kind(lines, plain), value) if owner not in _NESTED else None


def _in_flow(lines: Sequence[str], flow: _Flow, after: str, plain: str) -> Typed | None:
    last = flow.open[-1]
    if last.sign == "[":
        name = last.name
        return _value(name, flow.typed, after, is_flow=True) if name and name not in (*_KINDS, *_MAPPINGS) else None
    if flow.name:
        return _value(flow.name, flow.typed, after, is_flow=True)
    outer = next((one.name for one in reversed(flow.open) if one.name), "") or _owner(lines)
    quote = flow.typed[:1] if flow.typed[:1] in ("'", '"') else ""
    word = flow.typed[len(quote) :]
    if outer in _NESTED or not _NAME.fullmatch(word):
        return None
    kind = outer if outer in _KINDS else _kind(lines, plain)
    return Typed("field", word, kind, flow.typed, "", quote, bool(quote) and after.startswith(quote), True)


def _value(name: str, typed: str, after: str, *, is_flow: bool = False) -> Typed | None:
    quote = typed[:1] if typed[:1] in ("'", '"') else ""
    word = typed[len(quote) :]
    if quote and quote in word:  # It is closed, so nothing is typed in it.
        return None
    is_closed = bool(quote) and after.startswith(quote)
    return Typed("value", word, name.lower().replace("-", "_"), typed, "", quote, is_closed, is_flow)


def _flow(lines: Sequence[str]) -> _Flow | None:
    """The brackets open at the end of the lines; None without any."""
    for start in range(len(lines) - 1, max(len(lines) - _FLOW_LINES, 0) - 1, -1):
        match = _BLOCK.fullmatch(lines[start])
        if match and match["value"][:1] in ("[", "{"):
            text = "\n".join([match["value"], *lines[start + 1 :]])
            found = _read(text, (match["name"] or "").strip("\"'"))
            return found if found.open else None
        if start < len(lines) - 1 and match and match["name"]:
            return None
    return None


def _read(text: str, name: str) -> _Flow:
    """Reads a text that starts with a bracket, the value of `name`."""
    open_, start, key, quote, at = list[_Open](), 0, "", "", 0
    while at < len(text):
        char = text[at]
        if quote:
            if char == "\\" and quote == '"':
                at += 1
            elif char == quote:
                quote = ""
        elif char in "\"'" and not text[start:at].strip():
            quote = char
        elif char in "[{":
            open_.append(_Open(char, name if not open_ else key))
            start, key = at + 1, ""
        elif char in "]}" and open_:
            open_.pop()
            start, key = at + 1, ""
        elif char == "," and open_:
            start, key = at + 1, ""
        elif char == ":" and open_ and open_[-1].sign == "{" and not key and text[at + 1 : at + 2] in (" ", "", "\n"):
            key, start = text[start:at].strip().strip("\"'"), at + 1
        at += 1
    return _Flow(tuple(open_), key, text[start:].lstrip())


def _owner(lines: Sequence[str]) -> str:
    """The field of the last line's value: the nearest above with less indentation, or the same before a list."""
    last = lines[-1]
    indent = len(last) - len(last.lstrip())
    is_item = last.lstrip().startswith("-")
    for line in reversed(lines[:-1]):
        stripped = line.lstrip()
        if not stripped or stripped.startswith("#"):
            continue
        match = _BLOCK.fullmatch(line)
        column = len(match["lead"]) if match else 0
        if match and match["name"] and (column < indent or (is_item and column == indent and not match["value"].strip())):
            name = match["name"].strip("\"'").lower().replace("-", "_")
            return name if not match["value"].strip() else _PROSE
        if column < indent and not (is_item and stripped.startswith("-")):
            return ""
    return ""


def _kind(lines: Sequence[str], plain: str) -> str:
    """The kind of entries around the last line."""
    for line in reversed(lines[:-1]):
        name, colon, _ = line.partition(":")
        if colon and name in _KINDS:
            return name
    return plain
