"""Citations in Pandoc's syntax among what only looks like one: handles, cross-references, addresses.

The registry decides: text that names one of its keys is a citation, and a near miss is a mistake to report. So is an unknown
key in brackets where nobody would write a handle: one that ends in a year, or beside words, a place or other keys.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..citation import CitationItem
from ..problems import likely
from ..registry import Registry

_CROSS_REFERENCE = re.compile(
    r"(?:fig|tbl|eq|sec|lst|thm|lem|cor|prp|cnj|def|exm|exr|sol|rem|alg|tip|nte|wrn|imp|cau)-", re.IGNORECASE
)
"""What Quarto refers to within a document."""
_CUTOFF = 0.74
_DATED = re.compile(r".*(?<!\d)(?:1[5-9]|20)\d\d[a-z]?", re.IGNORECASE | re.DOTALL)
"""A key that ends in a year, as bibliographies make them."""
_SHORTEST = 4
"""Characters of a key that a mistake may be found in."""


def is_cited(items: Iterable[CitationItem], registry: Registry) -> bool:
    """Whether a citation names a source of the registry."""
    return any(item.key in registry for item in items)


def is_meant(items: tuple[CitationItem, ...], registry: Registry) -> bool:
    """Whether it is a citation, be it one with a mistake."""
    return is_cited(items, registry) or any(unknown(items, registry))


def is_handle(items: tuple[CitationItem, ...], registry: Registry) -> bool:
    """Whether the first key of a citation that names a source is none: `@someone [@KEY]` is a name, and then a citation."""
    first = items[0]
    return first.author_in_text and first.key not in registry and not nearly(first, registry)


def unknown(items: Iterable[CitationItem], registry: Registry) -> Iterator[tuple[str, str, str]]:
    """The problems (code, message, suggestion) of a citation: all unknown keys where one is known, else those meant."""
    items = tuple(items)
    cited = is_cited(items, registry)
    if cited and is_handle(items, registry):
        items = items[1:]
    has_several = sum(not item.author_in_text for item in items) > 1
    for item in items:
        if item.key not in registry and (cited or _is_source(item, has_several=has_several) or nearly(item, registry)):
            yield "unknown_resource", f"no resource has the key `{item.key}`", registry.suggest(item.key)


def _is_source(item: CitationItem, *, has_several: bool) -> bool:
    """Whether an unknown key can be nothing but one of a source, by its form or by what is around it in its brackets."""
    if item.author_in_text or _CROSS_REFERENCE.match(item.key):
        return False
    return has_several or bool(_DATED.fullmatch(item.key)) or any(map(str.isalnum, f"{item.prefix}{item.at}{item.suffix}"))


def nearly(item: CitationItem, registry: Registry) -> bool:
    """Whether a key that no resource has was probably meant to be one: a word alone in a text is a name as often as not."""
    key = item.key.lower()
    if len(key) < _SHORTEST or _CROSS_REFERENCE.match(key) or (item.author_in_text and not any(map(str.isdigit, key))):
        return False
    closest = registry.closest(item.key)
    return closest is not None and bool(likely(key, (one.lower() for one in closest.keys), _CUTOFF))
