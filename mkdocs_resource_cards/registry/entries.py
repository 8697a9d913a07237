"""Node -> entry: which fields a resource and a publication have, and what becomes of a bad one.

An entry is a dict of JSON values named as in `model`, with absent ones left out; `rows` makes the model's objects from it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from . import fields
from .nodes import Fields, HasPosition, Node, Text, described
from .report import ProblemCollector

Entry = dict[str, Any]

_FIELD = ("invalid_field", "")
_ENTRY = ("invalid_entry", "; the entry is left out")
"""Code of a message about a value, and its end: what the value costs."""

RESOURCE_FIELDS: dict[str, fields.Reader] = {
    "id": fields.key,
    "title": fields.title,
    "url": fields.url,
    "type": fields.kind,
    "stable_id": fields.key,
    "aliases": fields.texts(fields.key, "a list of keys"),
    "authors": fields.texts(fields.title, "a list of names"),
    "published": fields.published,
    "publication": fields.title,
    "doi": fields.doi,
    "tags": fields.texts(fields.one_line, "a list of tags", split=True),
    "abstract": fields.prose,
    "summary": fields.prose,
    "review": fields.prose,
    "key_points": fields.texts(fields.prose, "a list of texts"),
    "archive_url": fields.url,
    "credibility": fields.credibility,
    "credibility_reason": fields.prose,
    "cited_by": fields.pages,
    "snapshot": fields.snapshot,
    "snapshot.file": fields.path,
    "snapshot.fetched": fields.published,
}
RESOURCE_ALIASES = {
    "published_date": "published",
    "date": "published",
    "publication_id": "publication",
    "credibility_override": "credibility",
    "local_filename": "snapshot.file",
    "fetched_at": "snapshot.fetched",
}
PUBLICATION_FIELDS: dict[str, fields.Reader] = {
    "id": fields.key,
    "name": fields.title,
    "url": fields.url,
    "domains": fields.texts(fields.domain, "a list of host names"),
    "type": fields.one_line,
    "credibility": fields.credibility,
    "peer_reviewed": fields.truth,
    "description": fields.prose,
}


@dataclass(frozen=True, slots=True)
class Form:
    """What entries of one kind look like."""

    noun: str
    required: tuple[str, ...]
    readers: dict[str, tuple[str, fields.Reader]]
    """What may be written -> the field it means, and its reader."""


def _form(noun: str, required: tuple[str, ...], known: dict[str, fields.Reader], aliases: dict[str, str]) -> Form:
    readers = {name: (name, reader) for name, reader in known.items() if "." not in name}
    readers.update({alias: (name, known[name]) for alias, name in aliases.items()})
    return Form(noun, required, readers)


FORMS = {
    "resources": _form("a resource", ("id", "title"), RESOURCE_FIELDS, RESOURCE_ALIASES),
    "publications": _form("a publication", ("id", "name"), PUBLICATION_FIELDS, {}),
}


class EntryReader:
    """Reads the entries of one file. It is itself the `bad` that the readers of fields tell."""

    def __init__(self, report: ProblemCollector) -> None:
        self._report = report
        self._field = ""
        self._code, self._cost = _FIELD
        self._names: dict[str, str] = {}
        """Field of the entry at hand -> the name that it was written by."""

    def read(self, kind: str, node: Node) -> Entry | None:
        """The entry in `node`, of the kind `resources` or `publications`; None, and one message, when it is no use."""
        form = FORMS[kind]
        if not isinstance(node, Fields):
            wanted = " and ".join(f"`{name}`" for name in form.required)
            self._report.add("invalid_entry", node.mark, f"expected {form.noun} with {wanted}, found {described(node)}")
            return None
        self._names.clear()
        entry = self._required(form, node)
        if entry is None:
            return None
        for name, (mark, value) in node.pairs.items():
            known = form.readers.get(name)
            if known is None:
                self.unknown(form.noun, name, mark, form.readers)
            elif name not in form.required and not (value.__class__ is Text and value.absent):
                self._take(entry, name, known, mark, value)
        return _gathered(entry)

    def __call__(self, node: Node, expected: str) -> None:
        message = f"`{self._field}`: expected {expected}, found {described(node)}{self._cost}"
        self._report.add(self._code, node.mark, message)

    def unknown(self, where: str, name: str, mark: HasPosition, known: Collection[str]) -> None:
        self._report.unknown(where, name, mark, known)

    def enter(self, name: str) -> None:
        self._field = f"{self._field}.{name}"

    def leave(self) -> None:
        self._field = self._field.rpartition(".")[0]

    def _required(self, form: Form, node: Fields) -> Entry | None:
        """The fields an entry cannot do without; None, and the one message about the entry, when one is missing or no use."""
        entry: Entry = {}
        self._code, self._cost = _ENTRY
        for name in form.required:
            self._field = name
            mark, value = node.pairs.get(name, (node.mark, None))
            if value is None or (value.__class__ is Text and (value.absent or not value.value.strip())):
                self._report.add("invalid_entry", mark, f"{form.noun} needs `{name}`; the entry is left out")
                return None
            entry[name] = form.readers[name][1](value, self)
            if entry[name] is None:
                return None
        self._code, self._cost = _FIELD
        return entry

    def _take(self, entry: Entry, name: str, known: tuple[str, fields.Reader], mark: HasPosition, value: Node) -> None:
        field, reader = known
        if field in entry:
            message = f"`{name}` means the same as `{self._names[field]}`, which stands here too; the first one counts"
            self._report.add("duplicate_key", mark, message)
            return
        self._field = name
        found = reader(value, self)
        if found is not None:
            entry[field], self._names[field] = found, name


def _gathered(entry: Entry) -> Entry:
    """What stands beside `snapshot` joins it."""
    for name in ("file", "fetched"):
        value = entry.pop(f"snapshot.{name}", None)
        if value:
            entry.setdefault("snapshot", {}).setdefault(name, value)
    return entry
