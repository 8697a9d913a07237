"""Resource -> the formats that reference managers, search engines and scripts read. Pure functions, no host, no library.

kinds      a resource's type in every format's words, both ways
names      one author's name -> family and given, or a name that is not to be taken apart
values     dates, addresses and texts as all formats take them
bibtex, ris, csl                 files: many resources -> one text
page       what stands in a resource's own page: `citation_*` tags and JSON-LD; and COinS, beside a card
resources_json  for scripts: resources and their citations
losses     what a format cannot hold

Whoever reads these formats (the command `import`) should take `kinds` and `names` from here, and whoever writes them (the
command `export`) `write` and `left_out`: that what goes out comes in again is tested on these.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .formats import FORMATS, Format, write

if TYPE_CHECKING:
    from .losses import left_out
    from .names import Name, split_name
    from .page import coins, head_tags, json_ld, meta_tags
    from .resources_json import CATALOGUE_VERSION, Entry, catalogue

__all__ = [
    "CATALOGUE_VERSION",
    "FORMATS",
    "Entry",
    "Format",
    "Name",
    "catalogue",
    "coins",
    "head_tags",
    "json_ld",
    "left_out",
    "meta_tags",
    "split_name",
    "write",
]

_WHERE = {
    **dict.fromkeys(("CATALOGUE_VERSION", "Entry", "catalogue"), "resources_json"),
    "left_out": "losses",
    **dict.fromkeys(("Name", "split_name"), "names"),
    **dict.fromkeys(("coins", "head_tags", "json_ld", "meta_tags"), "page"),
}


def __getattr__(name: str) -> Any:
    """Loads a module when one of its names is asked for: a build that generates no pages needs none of them (PEP 562)."""
    if name not in _WHERE:
        raise AttributeError(name)
    return getattr(import_module(f".{_WHERE[name]}", __name__), name)
