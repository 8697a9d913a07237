"""Where a site stands, as far as its host can tell."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..cache import cache_folder
from ..markdown_scan.inline_masking import blank
from ..options import Options
from .snippets import Expand, unexpanded

_EXPRESSION = re.compile(r"\{[{%]")
_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)


def _none(path: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class SiteConfig:
    """The folders and settings that a site is made from."""

    root: Path
    """The folder of the configuration: registry, snapshots and cache are relative to it."""
    options: Options = field(default_factory=Options)
    docs: Path | None = None
    """The folder of Markdown sources; None when there is none to be scanned."""
    form: str = "source"
    """How links to pages are written, one of `docs.FORMS`."""
    templates: tuple[Path, ...] = ()
    """Folders that may hold `resource-cards/` with templates of the site's own, the first wins."""
    language: str = "en"
    """Of the theme; the option of that name goes before it."""
    has_math: bool = False
    """Whether dollars delimit mathematics."""
    has_notebooks: bool = False
    """Whether notebooks are pages whose Markdown may cite."""
    has_templates: bool = False
    """Whether a plugin fills in expressions in braces before a page is converted."""
    has_plain_front_matter: bool = False
    """Whether lines `key: value` at a page's beginning are front matter without any marks."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """Source path -> the title that the navigation gives a page, in its order."""
    site_url: str = ""
    expand: Expand = unexpanded
    """Puts its snippets into a source."""
    is_excluded: Callable[[str], bool] = _none
    """Whether the source at a path within the docs is not part of the site."""

    @property
    def sources(self) -> list[Path]:
        """The files and folders of the registry."""
        return [self.root / source for source in self.options.registry]

    @property
    def has_registry(self) -> bool:
        """Whether there is one: a registry at the default place may be missing."""
        return not self.options.is_default_registry or self.sources[0].exists()

    @property
    def cache(self) -> Path | None:
        """Where caches may be written; None for nowhere."""
        return cache_folder(self.root, self.options.cache_dir, [*([self.docs] if self.docs else []), *self.sources])

    def filled(self, source: str, page: str) -> str:
        """A source without the comments of templates, and with its snippets. `page`: its path within the docs."""
        return self.expand(_COMMENT.sub(blank, source) if self.has_templates else source, page)

    def is_whole(self, raw: str) -> bool:
        """Whether a shortcode is in the source as the page will have it."""
        return not (self.has_templates and _EXPRESSION.search(raw))

    def holds(self, path: str) -> bool:
        """Whether a file is in the docs."""
        return self.docs is not None and (self.docs / path).is_file()

    def shown(self, path: Path) -> str:
        """A path as messages show it: relative to `root`, `/` between the parts."""
        try:
            return Path(os.path.relpath(path, self.root)).as_posix()
        except ValueError:  # Windows: another drive
            return path.as_posix()
