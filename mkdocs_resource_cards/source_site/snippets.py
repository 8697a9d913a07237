"""Snippets: texts that `pymdownx.snippets` puts into a page before it is rendered, so that the scan must see them there.

The extension itself puts them in. Nothing is downloaded: a snippet that has an address is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import copy
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from markdown import Markdown

NAME = "pymdownx.snippets"
"""Of the extension."""
Expand = Callable[[str, str], str]
"""(source, path of its page within the docs) -> the source with its snippets."""
Bases = Callable[[str], list[str]]
"""Path of a page within the docs -> the absolute paths below which its snippets lie."""

_MARK = "8<-"
"""Part of every notation."""


def asks_for_snippets(source: str) -> bool:
    """Whether a source names a snippet, which may be there another time."""
    return _MARK in source


def unexpanded(source: str, page: str) -> str:
    """An `Expand` for sites without snippets."""
    return source


def expansion_of(md: Markdown) -> Expand:
    """As `md` does it, whose extensions are all registered."""
    if "snippet" not in md.preprocessors:
        return unexpanded
    return partial(_expanded, _harmless(md.preprocessors["snippet"]), None)


def expansion(settings: Mapping[str, Any], bases: Bases) -> Expand:
    """As the extension does it with these settings, those of paths aside."""
    from markdown import Markdown  # 60 ms, for sites that use snippets

    try:
        md = Markdown(extensions=[NAME], extension_configs={NAME: {**settings, "base_path": []}})
    except (ImportError, KeyError, TypeError, ValueError):  # No build begins with such an option, or without the extension.
        return unexpanded
    return partial(_expanded, _harmless(md.preprocessors["snippet"]), bases)


def _harmless(processor: Any) -> Any:
    """A copy that asks no network, and passes over what is missing: that is for the build to tell."""
    harmless = copy(processor)
    harmless.url_download = harmless.check_paths = False
    return harmless


def _expanded(processor: Any, bases: Bases | None, source: str, page: str) -> str:
    if not source.strip() or not (asks_for_snippets(source) or processor.auto_append):
        return source
    if bases is not None:
        processor.base_path = bases(page)
    try:
        return "\n".join(processor.run(source.split("\n")))
    except (OSError, ValueError):  # A snippet that cannot be read ends the build; the page's own text is there still.
        return source
