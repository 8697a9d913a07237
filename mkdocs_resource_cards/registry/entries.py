"""Node -> entry: which fields a resource and a publication have, and what becomes of a bad one.

An entry is a dict of JSON values named as in `model`, with absent ones left out; `rows` makes the model's objects from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from . import fields
from .nodes import Fields, Mark, Node, Text, described, shown
from .report import Report

Entry = dict[str, Any]

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
    """Reads the entries of one file."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._field = ""

    def read(self, kind: str, node: Node) -> Entry | None:
        """The entry in `node`, of the kind `resources` or `publications`; None when it cannot be used, which is reported once."""
        form = FORMS[kind]
        if not isinstance(node, Fields):
            wanted = " and ".join(f"`{name}`" for name in form.required)
            self._report.add("invalid_entry", node.mark, f"expected {form.noun} with {wanted}, found {described(node)}")
            return None
        if self._lacks(form, node):
            return None
        entry: Entry = {}
        for name, (mark, value) in node.pairs.items():
            known = form.readers.get(name)
            if known is None:
                self._report.unknown(form.noun, shown(name), mark, form.readers)
            elif not (value.__class__ is Text and value.absent):  # type: ignore[union-attr]
                self._take(entry, name, known, mark, value)
        return _gathered(entry) if all(name in entry for name in form.required) else None

    def _lacks(self, form: Form, node: Fields) -> bool:
        """Whether a required field is missing or no use; then that is the one message about the entry."""
        for name in form.required:
            mark, value = node.pairs.get(name, (node.mark, None))
            if value is None or (isinstance(value, Text) and value.absent):
                self._report.add("invalid_entry", mark, f"{form.noun} needs {_expected(name)}; it is left out")
                return True
            found = form.readers[name][1](value, _ignore)
            if not found:
                message = f"`{name}`: expected {_expected(name)}, found {described(value)}; {form.noun} cannot do without, it is left out"
                self._report.add("invalid_entry", value.mark, message)
                return True
        return False

    def _take(self, entry: Entry, name: str, known: tuple[str, fields.Reader], mark: Mark, value: Node) -> None:
        field, reader = known
        if field in entry:
            self._report.add(
                "duplicate_key", mark, f"`{name}` means the same as `{field}`, which stands here too; the first counts"
            )
            return
        self._field = name
        found = reader(value, self._bad)
        if found is not None:
            entry[field] = found

    def _bad(self, node: Node, expected: str) -> None:
        self._report.add("invalid_field", node.mark, f"`{self._field}`: expected {expected}, found {described(node)}")


def _ignore(node: Node, expected: str) -> None:
    pass


def _expected(name: str) -> str:
    return f"an `id` of {fields.KEY_FORM}" if name == "id" else f"a `{name}`"


def _gathered(entry: Entry) -> Entry:
    """What stands beside `snapshot` joins it."""
    for name in ("file", "fetched"):
        if f"snapshot.{name}" in entry:
            entry.setdefault("snapshot", {}).setdefault(name, entry.pop(f"snapshot.{name}"))
            entry.pop(f"snapshot.{name}", None)
    return entry
