"""The fields of a resource and of a publication, each declared once: name, form, further names, what it is.

From here come the readers of entries, the JSON Schema, and the order in which entries are written, which is that of the
fields in `model`. A field beside those of CSL has an attribute of its own there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from .. import csl_variables
from . import csl_fields, fields
from .field_errors import Reader


class ResourceField(NamedTuple):
    """One field of entries."""

    name: str
    """As in the model; `csl.NAME` for a variable of CSL, `snapshot.PART` for a part of the snapshot."""
    read: Reader
    schema: str
    """The definition in `schema/registry.schema.json` that describes its values."""
    description: str
    """For the schema."""
    aliases: tuple[str, ...] = ()
    """Other names by which it may be written, beside its own; `_` or `-` and case aside."""
    is_required: bool = False


def _variable(name: str, read: Reader, schema: str, what: str) -> ResourceField:
    """A variable of CSL that has no field of its own."""
    plain = tuple(other for other, variable in csl_variables.PLAIN.items() if variable == name)
    return ResourceField(f"csl.{name}", read, schema, f"CSL's `{name}`: {what}.", plain)


def _role(name: str) -> ResourceField:
    """People for whose part CSL has no variable."""
    what = f"Names, as biblatex has them; among CSL's `{csl_variables.CSL_ROLES[name]}` in citation styles."
    return _variable(name, csl_fields.people, "names", "")._replace(description=what)


RESOURCE: tuple[ResourceField, ...] = (
    ResourceField(
        "id",
        fields.identifier,
        "id",
        "What shortcodes call the resource. Unique without regard to case. By custom the first 16 hex digits of the SHA-256 "
        "of its URL. Write it in quotes: about one in 800 such ids looks like a number.",
        is_required=True,
    ),
    ResourceField("title", fields.title, "text", "The title, as readers see it.", is_required=True),
    ResourceField("url", fields.url, "url", "Where the source is: http or https, without user name and password."),
    ResourceField(
        "type",
        fields.kind,
        "type",
        "What kind of source it is; it chooses the icon. Types of CSL are known, too; others are shown as written.",
    ),
    ResourceField("stable_id", fields.key, "key", "A further key that stays when the id changes, such as `sid_TVXgUb5wXg`."),
    ResourceField("aliases", fields.texts(fields.key, "a list of keys"), "keys", "Further keys for the same resource."),
    ResourceField(
        "citation_key",
        fields.key,
        "key",
        "The key under which people cite it elsewhere, as in LaTeX; exports carry it, and it is a further key here.",
    ),
    ResourceField(
        "authors",
        csl_fields.people,
        "names",
        "The authors in order, a list or one name: `Given Family`, `Family, Given` or a mapping {family, given}. "
        "`et al.` as the last: there are more.",
        ("author",),
    ),
    ResourceField(
        "published",
        csl_fields.date,
        "date",
        "When it was published, as exact as is known: `2018`, `2025-04` or `2025-04-24`; of a date-time the day counts. "
        "Also EDTF: `1998/2004`, `1890~` (about), `2004-06?`, `2003-21` (spring), `-0044`.",
        ("published_date", "date", "issued"),
    ),
    ResourceField("language", fields.language, "text", "The language of the source (BCP 47): `de`, `pt-BR`.", ("lang",)),
    ResourceField(
        "publication",
        fields.title,
        "text",
        "The id of a publication of this registry, whose credibility is inherited, or a name. Without it, the URL's host is "
        "looked up in the `domains` of all publications.",
        ("publication_id",),
    ),
    ResourceField("doi", fields.doi, "doi", "The DOI, with or without its resolver: `10.1000/182`."),
    ResourceField(
        "tags",
        fields.texts(fields.one_line, "a list of tags", split=True),
        "texts",
        "Tags, a list or one text with commas between them.",
        ("keyword", "keywords"),
    ),
    ResourceField(
        "abstract",
        fields.told,
        "text",
        "The source's own abstract; may hold inline Markdown. Shown where there is no snapshot.",
    ),
    ResourceField(
        "summary",
        fields.told,
        "text",
        "What the source says, in words of your own; may hold inline Markdown. Shown where there is neither snapshot nor "
        "abstract.",
    ),
    ResourceField("review", fields.told, "text", "What you think of the source; may hold inline Markdown."),
    ResourceField(
        "key_points",
        fields.texts(fields.told, "a list of texts"),
        "texts",
        "Its main points, a list; may hold inline Markdown.",
    ),
    ResourceField("archive_url", fields.url, "url", "Where an archive keeps a copy: http or https."),
    ResourceField(
        "credibility",
        fields.credibility,
        "credibility",
        "How far the source can be trusted, 1 to 5; counts over that of its publication.",
        ("credibility_override",),
    ),
    ResourceField("credibility_reason", fields.told, "text", "Why."),
    ResourceField(
        "cited_by",
        fields.pages,
        "citing_pages",
        "Citing pages outside this site. Those of this site are found at every build; one that is written here counts only "
        "when it really cites.",
    ),
    ResourceField(
        "snapshot",
        fields.snapshot,
        "snapshots",
        "The cached content: a path relative to this file, or a mapping. Default: `snapshots/ID.md`, `.html` or `.txt` beside "
        "the registry.",
    ),
    ResourceField(
        "image", fields.image, "path", "A picture beside the registry, for its cards: .png, .jpg, .gif, .webp or .avif."
    ),
    *(_variable(name, csl_fields.people, "names", "names") for name in csl_variables.NAMES),
    *(_role(name) for name in csl_variables.ROLES),
    *(_variable(name, csl_fields.date, "date", "a date") for name in csl_variables.DATES),
    *(_variable(name, csl_fields.variable, "variable", "a text or a number") for name in csl_variables.OTHER),
    *(_variable(name, csl_fields.private, "variable", "for you alone, it is never shown") for name in csl_variables.PRIVATE),
    ResourceField(
        "as_written",
        csl_fields.as_written,
        "as_written",
        "Variables of CSL as another program has them, where the other fields cannot say all of it: a title with tags, a date "
        "that is none, `custom`. Citation styles and CSL-JSON use them as long as those fields say the same.",
    ),
    ResourceField("snapshot.file", fields.path, "path", "The same as `file` of `snapshot`.", ("local_filename",)),
    ResourceField("snapshot.fetched", fields.day, "day", "The same as `fetched` of `snapshot`.", ("fetched_at",)),
)

_OF_REFERENCES: Mapping[str, Reader] = {"id": csl_fields.cited_as, "title": csl_fields.marked_title}
REFERENCE = tuple(field._replace(read=_OF_REFERENCES.get(field.name, field.read)) for field in RESOURCE)
"""Those of an entry under `references`, as Pandoc and Quarto have it: its id is a citation key, its title holds CSL's tags."""

PUBLICATION: tuple[ResourceField, ...] = (
    ResourceField("id", fields.identifier, "id", "What resources call the publication.", is_required=True),
    ResourceField("name", fields.title, "text", "Its name, as readers see it.", is_required=True),
    ResourceField("url", fields.url, "url", "Where it is."),
    ResourceField(
        "domains",
        fields.texts(fields.domain, "a list of host names"),
        "texts",
        "Its hosts: a resource whose URL has one of them, or a sub-domain, belongs to this publication. A path narrows it: "
        "`medium.com/deepmind`.",
    ),
    ResourceField("type", fields.one_line, "text", "What kind of publication it is, such as `academic_journal`."),
    ResourceField(
        "credibility",
        fields.credibility,
        "credibility",
        "How far its resources can be trusted, 1 to 5, where they do not say themselves.",
    ),
    ResourceField("peer_reviewed", fields.truth, "truth", "Whether its articles are reviewed by peers."),
    ResourceField("description", fields.told, "text", "What it is."),
)


def written_names(field: ResourceField) -> tuple[str, ...]:
    """The names by which a field may be written, its own first; a part of the snapshot has only those of old."""
    own = field.name.removeprefix("csl.")
    return field.aliases if own.startswith("snapshot.") else (own, *field.aliases)


def by_name(declared: Iterable[ResourceField]) -> Mapping[str, ResourceField]:
    """Every name that may be written, in lower case with `-` for `_`, and the field it means."""
    return {form(name): field for field in declared for name in written_names(field)}


def form(name: str) -> str:
    """A field's name as it is looked up."""
    return name.lower().replace("_", "-")
