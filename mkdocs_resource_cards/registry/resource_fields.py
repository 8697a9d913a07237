"""The fields of a resource and of a publication, each declared once: name, aliases, reader, schema, description.

The readers of entries, the JSON Schema and the order in which entries are written follow from these tables. The order is that
of the attributes in `model`; a field that is not a CSL variable has an attribute of its own there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from .. import csl_variables
from . import csl_fields, fields
from .csl_descriptions import DESCRIPTIONS
from .field_errors import Reader


class ResourceField(NamedTuple):
    """One field of entries."""

    name: str
    """The attribute in the model; `csl.NAME` for a CSL variable, `snapshot.PART` for a part of the snapshot."""
    read: Reader
    schema: str
    """The definition of its values in `schema/registry.schema.json`."""
    description: str
    """What editors show to authors, by way of the schema and the language server."""
    aliases: tuple[str, ...] = ()
    """Other names for the field. Case, and `_` or `-`, make no difference."""
    is_required: bool = False


def _variable(name: str, read: Reader, schema: str) -> ResourceField:
    """A CSL variable that has no field of its own."""
    plain = tuple(other for other, variable in csl_variables.PLAIN.items() if variable == name)
    return ResourceField(f"csl.{name}", read, schema, DESCRIPTIONS[name], plain)


RESOURCE: tuple[ResourceField, ...] = (
    ResourceField(
        "id",
        fields.identifier,
        "id",
        "The name that shortcodes use: `<< resource:ID >>`. No two ids may differ only in case. `add` takes the first 16 hex "
        "digits of the SHA-256 of the URL; put such an id in quotes, because one in 800 looks like a number.",
        is_required=True,
    ),
    ResourceField("title", fields.title, "text", "The title, as shown to readers.", is_required=True),
    ResourceField("url", fields.url, "url", "The address of the source: http or https, without user name and password."),
    ResourceField(
        "type",
        fields.kind,
        "type",
        "The kind of source, such as `paper` or `talk`; it also selects the icon. CSL's types work, too. Any other is "
        "shown as written.",
    ),
    ResourceField("stable_id", fields.key, "key", "Another key, which stays the same if the id changes: `sid_TVXgUb5wXg`."),
    ResourceField("aliases", fields.texts(fields.key, "a list of keys"), "keys", "Other keys for the same resource."),
    ResourceField(
        "citation_key",
        fields.key,
        "key",
        "The key by which people cite it elsewhere, as in LaTeX's `\\cite{roe2020}`. Shortcodes may use it, exports carry it.",
    ),
    ResourceField(
        "authors",
        csl_fields.people,
        "names",
        "The authors in order: a list, or one name. Each is `Given Family`, `Family, Given` or a mapping {family, given}. "
        "`et al.` at the end means that there are more.",
        ("author",),
    ),
    ResourceField(
        "published",
        csl_fields.date,
        "date",
        "The date of publication, as far as it is known: `2018`, `2025-04` or `2025-04-24`. EDTF works, too: `1998/2004` "
        "(from, to), `1890~` (about), `2004-06?` (uncertain), `2003-21` (spring), `-0044` (45 BC). A time of day is ignored.",
        ("published_date", "date", "issued"),
    ),
    ResourceField(
        "language", fields.language, "text", "The language of the source as a BCP 47 tag: `de`, `pt-BR`.", ("lang",)
    ),
    ResourceField(
        "publication",
        fields.title,
        "text",
        "Where it was published: the id of a publication in this registry, whose credibility it inherits, or any name. If "
        "left out, the publication whose `domains` match the URL.",
        ("publication_id",),
    ),
    ResourceField("doi", fields.doi, "doi", "The DOI: `10.1000/182`, or its address at doi.org."),
    ResourceField(
        "tags",
        fields.texts(fields.one_line, "a list of tags", split=True),
        "texts",
        "Tags: a list, or one text with commas.",
        ("keyword", "keywords"),
    ),
    ResourceField(
        "abstract",
        fields.told,
        "text",
        "The abstract of the source, in its own words. Inline Markdown works. Cards show it if there is no snapshot.",
    ),
    ResourceField(
        "summary",
        fields.told,
        "text",
        "What the source says, in your words. Inline Markdown works. Cards show it if there is neither a snapshot nor an "
        "abstract.",
    ),
    ResourceField("review", fields.told, "text", "What you think of the source. Inline Markdown works."),
    ResourceField(
        "key_points",
        fields.texts(fields.told, "a list of texts"),
        "texts",
        "Its main points, as a list. Inline Markdown works.",
    ),
    ResourceField("archive_url", fields.url, "url", "The address of an archived copy: http or https."),
    ResourceField(
        "credibility",
        fields.credibility,
        "credibility",
        "How far the source can be trusted, from 1 to 5. Overrides that of its publication.",
        ("credibility_override",),
    ),
    ResourceField("credibility_reason", fields.told, "text", "Why the source has this credibility. Inline Markdown works."),
    ResourceField(
        "cited_by",
        fields.pages,
        "citing_pages",
        "Pages outside this site that cite it. Leave out pages of this site: each build finds them, and one listed here "
        "counts only if it really cites.",
    ),
    ResourceField(
        "snapshot",
        fields.snapshot,
        "snapshots",
        "A stored copy of the content: a path relative to this file, or a mapping. If left out, `snapshots/ID.md`, `.html` or "
        "`.txt` next to the registry.",
    ),
    ResourceField(
        "image",
        fields.image,
        "path",
        "A picture for its cards: the path of a .png, .jpg, .gif, .webp or .avif in the registry's folder.",
    ),
    *(_variable(name, csl_fields.people, "names") for name in csl_variables.PEOPLE),
    *(_variable(name, csl_fields.date, "date") for name in csl_variables.DATES),
    *(_variable(name, csl_fields.variable, "variable") for name in csl_variables.OTHER),
    *(_variable(name, csl_fields.private, "variable") for name in csl_variables.PRIVATE),
    ResourceField(
        "as_written",
        csl_fields.as_written,
        "as_written",
        "Written by `import`: CSL variables whose form no other field can hold, such as a date in words or `custom`. Citation "
        "styles and exports use each one as long as the field it belongs to is unchanged.",
    ),
    ResourceField("snapshot.file", fields.path, "path", "The same as `snapshot: {file: ...}`.", ("local_filename",)),
    ResourceField("snapshot.fetched", fields.day, "day", "The same as `snapshot: {fetched: ...}`.", ("fetched_at",)),
)

_OF_REFERENCES: Mapping[str, Reader] = {"id": csl_fields.cited_as, "title": csl_fields.marked_title}
REFERENCE = tuple(field._replace(read=_OF_REFERENCES.get(field.name, field.read)) for field in RESOURCE)
"""The fields of an entry under `references`, as in Pandoc and Quarto: the id is a citation key, the title may hold tags."""

PUBLICATION: tuple[ResourceField, ...] = (
    ResourceField("id", fields.identifier, "id", "The name that resources use in `publication`.", is_required=True),
    ResourceField("name", fields.title, "text", "Its name, as shown to readers.", is_required=True),
    ResourceField("url", fields.url, "url", "Its address: http or https."),
    ResourceField(
        "domains",
        fields.texts(fields.domain, "a list of host names"),
        "texts",
        "Its hosts: a resource whose URL is on one of them, or on a subdomain, belongs to this publication. A path narrows "
        "that: `medium.com/deepmind`.",
    ),
    ResourceField("type", fields.one_line, "text", "The kind of publication: `academic_journal`."),
    ResourceField(
        "credibility",
        fields.credibility,
        "credibility",
        "How far its resources can be trusted, from 1 to 5, unless they say so themselves.",
    ),
    ResourceField("peer_reviewed", fields.truth, "truth", "Whether its articles are peer-reviewed."),
    ResourceField("description", fields.told, "text", "A sentence about it. Inline Markdown works."),
)


def written_names(field: ResourceField) -> tuple[str, ...]:
    """All names of a field in registry files, its own first. A part of the snapshot has only its aliases."""
    own = field.name.removeprefix("csl.")
    return field.aliases if own.startswith("snapshot.") else (own, *field.aliases)


def by_name(declared: Iterable[ResourceField]) -> Mapping[str, ResourceField]:
    """Every name, as `form` gives it -> its field."""
    return {form(name): field for field in declared for name in written_names(field)}


def form(name: str) -> str:
    """A name as `by_name` has it: in lower case, with `-` for `_`."""
    return name.lower().replace("_", "-")
