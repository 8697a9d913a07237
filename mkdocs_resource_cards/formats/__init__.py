"""The formats of reference managers, search engines and scripts: one room each, reader and writer together.

bibtex, ris, csl_json    files of reference managers      html_metadata   tags, JSON-LD and COinS in pages
zotero_json              Zotero's own JSON, read only     registry_json   a registry file as JSON
resources_json           a site's resources and their citations, for scripts
catalog                  the formats that are offered     conversion      reading and writing by a format's name
type_map                 a resource's type in the words of every format
values, records          what several formats share       losses          what a format cannot hold
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .catalog import FORMATS, Format, write

if TYPE_CHECKING:
    from .html_metadata import coins, head_tags, json_ld, meta_tags
    from .losses import left_out
    from .resources_json import CATALOGUE_VERSION, Entry, catalogue

__all__ = [
    "CATALOGUE_VERSION",
    "FORMATS",
    "Entry",
    "Format",
    "catalogue",
    "coins",
    "head_tags",
    "json_ld",
    "left_out",
    "meta_tags",
    "write",
]

_WHERE = {
    **dict.fromkeys(("CATALOGUE_VERSION", "Entry", "catalogue"), "resources_json"),
    "left_out": "losses",
    **dict.fromkeys(("coins", "head_tags", "json_ld", "meta_tags"), "html_metadata"),
}


def __getattr__(name: str) -> Any:
    """Loads a module when one of its names is asked for: a build that generates no pages needs none of them (PEP 562)."""
    if name not in _WHERE:
        raise AttributeError(name)
    return getattr(import_module(f".{_WHERE[name]}", __name__), name)
