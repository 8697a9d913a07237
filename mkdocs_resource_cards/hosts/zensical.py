"""Zensical: the only module that uses its private page context; one warning says if that has changed.

Zensical renders page after page in one process and makes the extension anew for each, so what lives longer (the site, the page
being rendered) is kept in its configuration, which it makes again when that changes. It links pages by the path of their
source, shows no rendered page to anybody, keeps pages until a file changes that it watches, and has no log.
"""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markdown import Markdown

from ..generated_pages import MARK
from ..model import Problem
from ..options import Options
from ..render import INDEX_SCRIPT, SCRIPT, STYLE
from ..site import PageContext, Site
from ..source_site import Expand, SiteConfig, SourceSite, expansion_of, gives_way, unexpanded, unwatched
from . import inline_assets
from .extension_options import common, surroundings
from .inline_assets import Around
from .reporting import StrictError, at_level

_CONTEXT = "rendering_context"
"""The name of Zensical's preprocessor that carries the page (`zensical.extensions.context`)."""
_RENDERER = "zensical.markdown.render"
"""The module that Zensical has loaded when it renders pages."""
_KEPT = "resource_cards"
"""Our key in Zensical's configuration."""


@dataclass(frozen=True, slots=True)
class ZensicalContext:
    """What Zensical tells of a page, checked."""

    page: object
    """Zensical's own object: one for each time that a page is rendered."""
    path: str
    """Within the docs."""
    meta: Mapping[str, Any]
    config: dict[str, Any]
    root: Path
    docs: Path


def context_of(md: Markdown) -> ZensicalContext | None:
    """The page that Zensical renders with `md`; None outside Zensical, or where its context is no longer what we know."""
    if _CONTEXT in md.preprocessors:
        with suppress(AttributeError, KeyError, TypeError):
            return _read(md.preprocessors[_CONTEXT])
    if _CONTEXT in md.preprocessors or _RENDERER in sys.modules:
        _warn_of_move()
    return None


def _read(processor: Any) -> ZensicalContext:
    page, config = processor.page, processor.config
    root = Path(config["root_dir"]).resolve()
    return ZensicalContext(page, os.fspath(page.path), dict(page.meta), config, root, root / config["docs_dir"])


def _warn_of_move() -> None:
    """Python shows a warning of the same text and place once."""
    version = getattr(sys.modules.get("zensical"), "__version__", "")
    warnings.warn(
        f"resource-cards: this version of Zensical ({version}) is not supported yet, so cards have no citing pages and no "
        "links to pages; please report it, or use Zensical 0.0.73",
        RuntimeWarning,
        stacklevel=2,
    )


def host_of(md: Markdown, settings: Mapping[str, Any]) -> ZensicalHost | None:
    """The host of the page that `md` is made for; None outside Zensical."""
    context = context_of(md)
    if context is None:
        return None
    kept = context.config.get(_KEPT)
    if not isinstance(kept, _Kept):
        kept = context.config[_KEPT] = _Kept(context, settings)
    kept.turn_to(context, md)
    return ZensicalHost(kept)


class _Kept:
    """What lives from page to page."""

    def __init__(self, context: ZensicalContext, settings: Mapping[str, Any]) -> None:
        self.context = context
        self.md: Markdown | None = None
        """The object that converts the page itself; others convert parts of it, such as docstrings."""
        self.page_context: PageContext | None = None
        self._settings = settings
        self._source_site: SourceSite | None = None
        self._told: set[Problem] = set()

    def turn_to(self, context: ZensicalContext, md: Markdown) -> None:
        """Another object was made: for the next page, or for a part of this one."""
        if context.page is not self.context.page or self.md is None:
            self.context, self.md, self.page_context = context, md, None
            if self._source_site is not None:
                self._source_site.refresh()

    @property
    def source_site(self) -> SourceSite:
        """The site, read when the first shortcode comes."""
        if self._source_site is None:
            expand = expansion_of(self.md) if self.md else unexpanded
            self._source_site = SourceSite(_site_config(self.context, self._settings, expand))
        return self._source_site

    def tell(self, problems: Iterable[Problem]) -> None:
        """Prints each problem once; raises StrictError with all of the site's."""
        options = self.source_site.site.options
        new = [problem for problem in dict.fromkeys(problems) if problem not in self._told]
        self._told.update(new)
        warned = at_level("warn", new, options.validation)
        if options.strict and warned:
            raise StrictError(at_level("warn", [*warned, *self.source_site.all_problems()], options.validation))
        for level in ("warn", "info"):
            for problem in at_level(level, new, options.validation):
                print(f"resource-cards: {level}: {problem}", file=sys.stderr)

    def unwatched(self) -> Iterator[Problem]:
        """Zensical shows pages as they were until a watched file changes."""
        site_config = self.source_site.site_config
        return unwatched(site_config, self.context.config.get("watch") or (), _config_file(site_config.root))


class ZensicalHost:
    """The extension's host while one page is rendered."""

    def __init__(self, kept: _Kept) -> None:
        self._kept = kept

    @property
    def site(self) -> Site:
        """Registry and citations."""
        return self._kept.source_site.site

    def page_context(self, md: Markdown) -> PageContext:
        """The page, for whatever part of it `md` converts."""
        kept = self._kept
        if kept.page_context is None:
            kept.page_context = kept.source_site.page_context(
                kept.context.path, references=kept.context.meta.get("references")
            )
            kept.page_context.marks_numbers = True
        return kept.page_context

    def begin(self) -> None:
        """A new page is another object of Zensical's."""

    def read(self, source: str) -> None:
        """Places are looked up in the file: what is converted lacks its front matter."""

    def finish(self, md: Markdown) -> Around:
        """Once a page is complete: problems, styles, previews."""
        kept = self._kept
        is_written = kept.context.meta.get(MARK[0]) == MARK[1]
        if md is not kept.md or (kept.page_context is None and not is_written):
            return Around()
        page_context, source_site = self.page_context(md), kept.source_site
        kept.tell([*kept.unwatched(), *source_site.shared_problems, *source_site.problems_of(page_context)])
        source_site.flush()
        is_index = is_written and page_context.path == self.site.index_path
        form = "html" if kept.context.config.get("use_directory_urls") is False else "folder"
        previews = source_site.previews(page_context, form, is_index=is_index)
        scripts = _script(source_site, page_context, kept.context.config, SCRIPT, inline_assets.script)
        if is_index:
            scripts += _script(source_site, page_context, kept.context.config, INDEX_SCRIPT, inline_assets.index_script)
        return Around(_style(source_site, page_context, kept.context.config), previews + scripts)


def _style(source_site: SourceSite, page_context: PageContext, config: Mapping[str, Any]) -> str:
    """None where the configuration names it, a link to a file that is in the docs, else inline."""
    if any(STYLE in str(name) for name in config.get("extra_css") or ()):
        return ""
    if source_site.site_config.holds(STYLE):
        return f'<div hidden><link rel="stylesheet" href="{page_context.href(STYLE, "")}"></div>'
    return inline_assets.style()


def _script(
    source_site: SourceSite, page_context: PageContext, config: Mapping[str, Any], path: str, inline: Callable[[], str]
) -> str:
    if any(path in str(name) for name in config.get("extra_javascript") or ()):
        return ""
    if source_site.site_config.holds(path):
        return f'<script src="{page_context.href(path, "")}" defer></script>'
    return inline()


def _site_config(context: ZensicalContext, settings: Mapping[str, Any], expand: Expand) -> SiteConfig:
    config = context.config
    surroundings(settings)  # Read for its errors: Zensical itself tells what these options say.
    theme = config.get("theme") or {}
    return SiteConfig(
        root=context.root,
        options=Options.read(common(settings)),
        docs=context.docs,
        templates=tuple(context.root / folder for folder in config.get("theme_dirs") or ()),
        language=str(theme.get("language") or "en"),
        has_math="pymdownx.arithmatex" in (config.get("markdown_extensions") or ()),
        titles=dict(_titles(config.get("nav") or ())),
        site_url=str(config.get("site_url") or ""),
        expand=expand,
        is_excluded=_exclusion(config, context.docs),
    )


def _titles(items: Iterable[Any]) -> Iterator[tuple[str, str]]:
    """(source path, title) of a navigation's entries."""
    for item in items:
        if isinstance(item, Mapping):
            if item.get("url") and item.get("title"):
                yield str(item["url"]), str(item["title"])
            yield from _titles(item.get("children") or ())


def _exclusion(config: Mapping[str, Any], docs: Path) -> Callable[[str], bool]:
    lists = [text.splitlines() for name in ("exclude_docs", "draft_docs") if (text := config.get(name))]
    specs = list[Any]()
    if lists:
        import pathspec  # Zensical's own, and MkDocs'; needed only here

        specs = [pathspec.GitIgnoreSpec.from_lines(lines) for lines in lists]

    def excluded(path: str) -> bool:
        return any(spec.match_file(path) for spec in specs)

    return lambda path: excluded(path) or gives_way(docs, path, excluded)


def _config_file(root: Path) -> str:
    return next((name for name in ("zensical.toml", "mkdocs.yml", "mkdocs.yaml") if (root / name).exists()), "zensical.toml")
