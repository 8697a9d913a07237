"""The options of the extension `resource_cards`: those of every host, and some of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markdown import Markdown

from ..options import EXTENSION_ONLY, OptionError, Options
from ..source_site import FORMS, SiteConfig, expansion_of


@dataclass(frozen=True, slots=True)
class ExtensionOptions:
    """What the plugin and Zensical know by themselves."""

    root: str = ""
    """The folder to which `registry`, `docs_dir` and `cache_dir` are relative; `""` is the current one."""
    docs_dir: str = ""
    """The folder of Markdown sources that is scanned for citing pages; `""` means that nothing is."""
    page: str = ""
    """The source path of the page being converted, within `docs_dir`: links to other pages start there."""
    links: str = "source"
    """How links to pages are written, one of `scanned.FORMS`: `a/b.md`, `a/b.html` or `a/b/`."""
    styles: bool = False
    """Whether a text with cards brings its style sheet along, within a `style` element."""


def common(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Those of the extension's settings that every host has."""
    return {name: value for name, value in settings.items() if name not in EXTENSION_ONLY}


def surroundings(settings: Mapping[str, Any]) -> ExtensionOptions:
    """The extension's own options; raises OptionError."""
    return ExtensionOptions(
        **{name: _checked(name, value) for name, value in settings.items() if name in EXTENSION_ONLY and value is not None}
    )


def plain_site_config(settings: Mapping[str, Any], md: Markdown) -> SiteConfig:
    """Where a caller of Python-Markdown says that the site stands. Nothing is cached unless a folder for it is named."""
    around = surroundings(settings)
    root = Path(around.root or ".").resolve()
    docs = root / around.docs_dir if around.docs_dir else None
    options = Options.read({"cache_dir": "", **common(settings)})
    has_math = "arithmatex-inline" in md.inlinePatterns
    return SiteConfig(root, options, docs, around.links, has_math=has_math, expand=expansion_of(md))


def _checked(name: str, value: Any) -> Any:
    if name == "styles" and not isinstance(value, bool):
        raise OptionError(name, f"`styles` must be true or false, not {value!r}")
    if name == "links" and value not in FORMS:
        raise OptionError(name, f"`links` must be one of {', '.join(FORMS)}, not {value!r}")
    if name != "styles" and not isinstance(value, str):
        raise OptionError(name, f"`{name}` must be text, not {value!r}")
    return value
