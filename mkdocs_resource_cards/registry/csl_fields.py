"""Names, dates and texts as CSL data has them, in the forms of CSL-JSON and CSL-YAML as well as in plain text."""

from __future__ import annotations

import json
from typing import Any

from ..edtf import edtf
from ..formats.csl_json.as_written import LONGEST, is_short
from ..formats.markup import plain_title
from ..model import Name
from ..normalize import loose_dates
from ..normalize.csl_dates import edtf_of
from ..normalize.text import display_line, line
from .field_errors import FieldErrors, Reader
from .fields import key, title
from .nodes import Fields, Items, Node, Text

_DATE_FORM = "a date such as 2018, 2025-04, 2025-04-24, 1998/2004 or 1890~"
_PARTS = frozenset(Name._fields)
_NAME_FORM = "a name, or a mapping such as {family, given} or {literal}"
_IGNORED = frozenset(("parse_names", "static_ordering"))
"""Hints for processors of CSL; the parts of a name are what counts."""
_DEPTHS = 8
"""The same within what is kept as it is written."""
_DEPTH = 4
"""Lists and mappings within a date; `date-parts` has two."""


def person(node: Node, bad: FieldErrors) -> str | list[Any] | None:
    """A name: as text, which is taken apart when it is shown, or as `kept_name` gives it."""
    if isinstance(node, Text):
        name: str | None = title(node, bad)
        return name
    if not isinstance(node, Fields):
        bad(node, _NAME_FORM)
        return None
    parts: dict[str, Any] = {}
    for written, (mark, value) in node.pairs.items():
        part = written if written in _PARTS else written.lower().replace("-", "_")
        if part == "name":  # What people write who know no CSL.
            part = "literal"
        if part not in _PARTS:
            if part not in _IGNORED:
                bad.unknown("a name", written, mark, [one.replace("_", "-") for one in Name._fields])
        elif not isinstance(value, Text):
            bad(value, "a text")
        elif text := display_line(value.value):
            parts[part] = text.lower() in ("true", "1", "yes") if part == "comma_suffix" else text
    if not ({"family", "given", "literal"} & parts.keys()):
        bad(node, _NAME_FORM)
        return None
    return kept_name(Name(**parts))


def kept_name(name: Name) -> list[Any]:
    """A name as rows keep it: its values, without empty ones at the end."""
    values = list(name)
    while not values[-1]:
        values.pop()
    return values


def people(node: Node, bad: FieldErrors) -> list[Any] | None:
    """Names, in order: a list, or one."""
    nodes = node.items if isinstance(node, Items) else [node]
    return [name for one in nodes if not (isinstance(one, Text) and one.absent) and (name := person(one, bad))] or None


def date(node: Node, bad: FieldErrors) -> str | None:
    """A date in EDTF, as exact as it was written; of a date-time the day, whatever its zone."""
    written = line(node.value) if isinstance(node, Text) else None
    found = edtf(written) if written is not None else edtf_of(_plain(node))
    if not found:
        meant = edtf(loose_dates.edtf(written)) if written else ""
        bad(node, _DATE_FORM, f"did you mean `{meant}`?" if meant else "")
    return found or None


def variable(node: Node, bad: FieldErrors) -> str | None:
    """A text or a number, as text; a list of them as one text."""
    if isinstance(node, Items) and all(isinstance(one, Text) for one in node.items):
        return ", ".join(text for one in node.items if (text := title(one, bad))) or None
    found: str | None = title(node, bad)
    return found


def cited_as(node: Node, bad: FieldErrors) -> str | None:
    """The id of a reference, by which documents cite it: any key."""
    found: str | None = key(node, bad)
    return found


def marked_title(node: Node, bad: FieldErrors) -> str | None:
    """A title, without the tags that say how parts of it look."""
    found: str | None = title(node, bad)
    return plain_title(found) if found else found


def as_written(node: Node, bad: FieldErrors) -> dict[str, Any] | None:
    """Variables of CSL as they are in CSL-JSON: a mapping; its numbers and truth values are such where nothing quotes them."""
    found = _typed(node) if isinstance(node, Fields) else None
    if not isinstance(found, dict) or not is_short(found):
        bad(node, f"a mapping of CSL variables with at most {LONGEST} characters")
        return None
    return {name: value for name, value in found.items() if value is not None} or None


def _typed(node: Node, depth: int = _DEPTHS) -> Any:
    """A node as values of JSON."""
    if isinstance(node, Text):
        return _number(node.value) if node.plain else line(node.value)
    if depth and isinstance(node, Items):
        return [_typed(one, depth - 1) for one in node.items]
    if depth and isinstance(node, Fields):
        return {line(name): _typed(value, depth - 1) for name, (_, value) in node.pairs.items()}
    return None


def _number(text: str) -> Any:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return line(text)
    return found if isinstance(found, (int, float, bool)) and len(text) < 20 else line(text)


def private(node: Node, bad: FieldErrors) -> None:
    """A note, which its author keeps; nothing of it is read."""


def _plain(node: Node, depth: int = _DEPTH) -> Any:
    """A node as plain values."""
    if isinstance(node, Text):
        return node.value
    if depth and isinstance(node, Items):
        return [_plain(one, depth - 1) for one in node.items[:10]]
    if depth and isinstance(node, Fields):
        return {name: _plain(value, depth - 1) for name, (_, value) in node.pairs.items()}
    return None


READERS: dict[str, Reader] = {"names": people, "date": date, "text": variable}
