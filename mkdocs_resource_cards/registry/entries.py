"""Node -> entry: checks the fields of a resource or a publication, and reports bad ones.

An entry is a dict of JSON values named as in `model`, with absent ones left out; `rows` makes the model's objects from it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from ..problems import likely
from .nodes import Fields, HasPosition, Node, Text, described
from .report import ProblemCollector
from .resource_fields import PUBLICATION, REFERENCE, RESOURCE, ResourceField, by_name, form, written_names

CheckedEntry = dict[str, Any]
"""The values of an entry by name, checked, as a row holds them. As a person writes them: `plain_entries.Entry`."""
NOTHING: Mapping[str, Any] = MappingProxyType({})

_FIELD = ("invalid_field", "")
_ENTRY = ("invalid_entry", "; the entry is left out")
"""Code of a message about a value, and its end: what the value costs."""


@dataclass(frozen=True, slots=True)
class Form:
    """What entries of one kind look like."""

    noun: str
    required: tuple[str, ...]
    fields: Mapping[str, ResourceField]
    """What may be written -> the field it means."""
    names: tuple[str, ...]
    """What may be written, as people write it."""

    def field(self, name: str) -> ResourceField | None:
        """The field that a written name means."""
        return self.fields.get(name) or self.fields.get(form(name))


def _form(noun: str, declared: tuple[ResourceField, ...]) -> Form:
    names = tuple(name for field in declared for name in written_names(field))
    table = by_name(declared)
    required = tuple(field.name for field in declared if field.is_required)
    return Form(noun, required, {**table, **{name: table[form(name)] for name in names}}, names)


FORMS = {
    "resources": _form("a resource", RESOURCE),
    "references": _form("a reference", REFERENCE),
    "publications": _form("a publication", PUBLICATION),
}


class EntryReader:
    """Reads the entries of one file. It is also the `bad` object that field readers report errors to."""

    def __init__(self, report: ProblemCollector) -> None:
        self._report = report
        self._field = ""
        self._code, self._cost = _FIELD
        self._names: dict[str, str] = {}
        """Field of the current entry -> the name under which it was written."""

    def read(self, kind: str, node: Node, lent: Mapping[str, Any] = NOTHING) -> CheckedEntry | None:
        """The entry in `node`, of a kind of FORMS; None, and why, if it cannot be used.

        `lent` are values of an entry elsewhere to which it adds: what it must have may come from there.
        """
        form = FORMS[kind]
        if not isinstance(node, Fields):
            wanted = " and ".join(f"`{name}`" for name in form.required)
            self._report.add("invalid_entry", node.mark, f"expected {form.noun} with {wanted}, found {described(node)}")
            return None
        self._names.clear()
        entry = self._required(form, node, lent)
        if entry is None:
            return None
        fields = form.fields
        for name, (mark, value) in node.pairs.items():
            known = fields.get(name) or form.field(name)
            if known is None:
                self.unknown(form.noun, name, mark, form.names)
            elif self._names.get(known.name) != name and not (value.__class__ is Text and value.absent):
                self._take(entry, name, known, mark, value)
        return _gathered(entry)

    def __call__(self, node: Node, expected: str, suggestion: str = "") -> None:
        message = f"`{self._field}`: expected {expected}, found {described(node)}{self._cost}"
        self._report.add(self._code, node.mark, message, suggestion)

    def cut(self, node: Node, limit: int) -> None:
        message = f"`{self._field}` has more than {limit} characters, and is cut off there: {described(node)}"
        self._report.add("invalid_field", node.mark, message)

    def odd(self, node: Node, message: str) -> None:
        self._report.add("odd_characters", node.mark, f"`{self._field}` {message}")

    def refused(self, node: Node) -> None:
        message = f"`{self._field}` is a language model's refusal, so it is left out"
        self._report.add("refused_text", node.mark, message)

    def unknown(self, where: str, name: str, mark: HasPosition, known: Collection[str]) -> None:
        self._report.unknown(where, name, mark, known)

    def enter(self, name: str) -> None:
        self._field = f"{self._field}.{name}"

    def leave(self) -> None:
        self._field = self._field.rpartition(".")[0]

    def _required(self, form: Form, node: Fields, lent: Mapping[str, Any]) -> CheckedEntry | None:
        """The fields an entry cannot do without; None, and what is wrong with them, when one is missing or invalid."""
        entry: CheckedEntry = {}
        missing: dict[str, HasPosition] = {}
        self._code, self._cost = _ENTRY
        for name in form.required:
            written = name if name in node.pairs else _written(form, node, name)
            self._field = self._names[name] = written
            mark, value = node.pairs.get(written, (node.mark, None))
            if value is None or (value.__class__ is Text and (value.absent or not value.value.strip())):
                if name in lent:
                    entry[name] = lent[name]
                    continue
                missing[name] = mark
                continue
            entry[name] = form.fields[name].read(value, self)
        if missing:
            wanted = " and ".join(f"`{name}`" for name in missing)
            suggestion = next(filter(None, (_missing(node, name, form) for name in missing)), "")
            mark = next(iter(missing.values()))
            self._report.add("invalid_entry", mark, f"{form.noun} needs {wanted}; the entry is left out", suggestion)
        if missing or None in entry.values():
            return None
        self._code, self._cost = _FIELD
        return entry

    def _take(self, entry: CheckedEntry, name: str, field: ResourceField, mark: HasPosition, value: Node) -> None:
        if field.name in self._names:
            message = f"`{name}` means the same as `{self._names[field.name]}`, which is also given; the first one counts"
            self._report.add("duplicate_key", mark, message)
            return
        self._field = name
        found = field.read(value, self)
        if found is not None:
            entry[field.name], self._names[field.name] = found, name


def _missing(node: Fields, name: str, form: Form) -> str:
    """What probably holds a field that an entry lacks, or the id that it would have by custom."""
    unknown = [one for one in node.pairs if form.field(one) is None]
    if close := likely(name, unknown, 0.7):
        return f"did you mean `{name}` where you wrote `{close}`?"
    _, url = node.pairs.get("url", (None, None))
    if name == "id" and isinstance(url, Text) and url.value.startswith("http"):
        return f"by custom, the id for this URL is `{hashlib.sha256(url.value.encode()).hexdigest()[:16]}`"
    return ""


def _written(form: Form, node: Fields, name: str) -> str:
    """The other name by which a field is written in an entry; its own when it is not there."""
    return next((one for one in node.pairs if (field := form.field(one)) and field.name == name), name)


def _gathered(entry: CheckedEntry) -> CheckedEntry:
    """What stands beside `snapshot` joins it, and the variables of CSL one another."""
    for name in ("file", "fetched"):
        value = entry.pop(f"snapshot.{name}", None)
        if value:
            entry.setdefault("snapshot", {}).setdefault(name, value)
    for name in [name for name in entry if name.startswith("csl.")]:
        entry.setdefault("csl", {})[name.removeprefix("csl.")] = entry.pop(name)
    return entry
