"""What stands for sources in the words of a site: in titles, headings and sentences that cite."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..cards.short_citation import names_of
from ..markdown_scan.headings import SourceNames
from ..registry import Registry


def source_names(registry: Registry) -> SourceNames:
    """Of a shortcode the title; of a citation that belongs to its sentence the authors, of one in brackets nothing."""
    return SourceNames(lambda key: resource.title if (resource := registry.get(key)) else key, _cited_in(registry))


def _cited_in(registry: Registry) -> Callable[[Sequence[str], bool, str], str]:
    def citation(keys: Sequence[str], is_in_text: bool, raw: str) -> str:
        if not any(key in registry for key in keys):  # It names no source: text.
            return raw
        resource = registry.get(keys[0])
        return "" if not is_in_text else names_of(resource) if resource else f"@{keys[0]}"

    return citation
