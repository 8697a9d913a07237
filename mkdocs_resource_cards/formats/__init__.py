"""The formats of reference managers, search engines and scripts: one room each, reader and writer together.

bibtex, ris, csl_json    files of reference managers      html_metadata   tags, JSON-LD and COinS in pages
zotero_json              Zotero's own JSON, read only     registry_json   a registry file as JSON
resources_json           a site's resources and their citations, for scripts
bibliography             what a file holds: the contract of all readers       reading    bytes -> that, by the right reader
catalog                  the formats on offer, and their writers    json_items the items of a JSON file
type_map                 a resource's type in the words of every format       markup     titles and abstracts without tags
values                   single values as every format takes them            shown_text texts as they are shown on one line
field_places             where a field is in a raw entry
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .catalog import EXPORT_FORMATS, ExportFormat, write

if TYPE_CHECKING:
    from .html_metadata import coins, head_tags, json_ld, meta_tags
    from .resources_json import CATALOGUE_VERSION, SiteResource, catalogue

__all__ = [
    "CATALOGUE_VERSION",
    "EXPORT_FORMATS",
    "ExportFormat",
    "SiteResource",
    "catalogue",
    "coins",
    "head_tags",
    "json_ld",
    "meta_tags",
    "write",
]

_WHERE = {
    **dict.fromkeys(("CATALOGUE_VERSION", "SiteResource", "catalogue"), "resources_json"),
    **dict.fromkeys(("coins", "head_tags", "json_ld", "meta_tags"), "html_metadata"),
}


def __getattr__(name: str) -> Any:
    """Loads a module when one of its names is asked for: a build that generates no pages needs none of them (PEP 562)."""
    if name not in _WHERE:
        raise AttributeError(name)
    return getattr(import_module(f".{_WHERE[name]}", __name__), name)
