"""Python-Markdown itself: the extension `resource_cards`, for other site generators, notebooks, tests, and Zensical.

    import markdown

    html = markdown.markdown(
        text,
        extensions=["tables", "resource_cards"],
        extension_configs={"resource_cards": {"registry": "resources.yml", "docs_dir": "docs", "page": "guide/a.md"}},
    )

The options are those of every host (`options.Options`), and some of its own (`extension_options`).
Problems are Python warnings of the category `ResourceCardsWarning`; with `strict` a text with problems raises `StrictError`,
which contains them all. When one object converts several texts, `Markdown.reset()` marks the start of the next one, and then
takes in what has changed in registry and docs; `PlainExtension.page` says which page comes next.

Within Zensical the same extension finds its page and folders by itself (`zensical`); on MkDocs and ProperDocs the plugin takes
its place.
"""

from __future__ import annotations

import logging
import warnings
import xml.etree.ElementTree as etree
from collections.abc import Mapping
from typing import Any, Protocol

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from ..markdown_ext.extension import ResourceCardsExtension
from ..markdown_ext.pending import Host
from ..model import Problem
from ..site import PageContext, Site
from ..source_site import SourceSite
from . import inline_assets, zensical
from .extension_options import plain_site_config, surroundings
from .inline_assets import Around
from .reporting import ResourceCardsWarning, StrictError, at_level

__all__ = ["PlainExtension", "PlainHost", "ResourceCardsWarning", "StrictError", "makeExtension"]

_LOG = logging.getLogger(__name__)


class Finishing(Host, Protocol):
    """A host that follows a text from its beginning to its end."""

    def begin(self) -> None:
        """What comes next is another text."""

    def read(self, source: str) -> None:
        """`source` is converted next."""

    def finish(self, md: Markdown) -> Around:
        """All that `md` converts is rendered; raises StrictError."""


class PlainExtension(Extension):
    """The entry point `resource_cards`. Takes options as keyword arguments; raises OptionError with the first shortcode."""

    def __init__(self, **settings: Any) -> None:
        super().__init__()
        self._settings = settings
        self._host: Finishing | None = None
        self.md: Markdown
        self.page = str(settings.get("page") or "")
        """The source path of the text that is converted next."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        """Reads no file: generators make `Markdown` objects merely to see whether a configuration is valid."""
        host = self._host = zensical.host_of(md, self._settings) or self._host or PlainHost(self)
        self.md = md
        md.registerExtension(self)
        pandoc = self._settings.get("pandoc_citations") is True
        ResourceCardsExtension(host, pandoc=pandoc).extendMarkdown(md)
        md.preprocessors.register(_Begin(md, host), "resource_cards", 1000)
        # No postprocessor: the table of contents runs those for every heading.
        md.treeprocessors.register(_Finish(md, host), "resource_cards_end", -1000)

    def reset(self) -> None:
        """Another text begins."""
        if self._host is not None:
            self._host.begin()

    @property
    def settings(self) -> Mapping[str, Any]:
        """The options as they were given."""
        return self._settings


def makeExtension(**settings: Any) -> PlainExtension:  # noqa: N802 (Python-Markdown's name)
    """For configurations that name extensions by module path."""
    return PlainExtension(**settings)


class PlainHost:
    """Whoever calls Python-Markdown. Registry and docs are read when the first shortcode comes."""

    def __init__(self, extension: PlainExtension) -> None:
        self._extension = extension
        self._source_site: SourceSite | None = None
        self._has_styles = False
        self._page_context: PageContext | None = None
        self._source = ""
        self._told: set[Problem] = set()

    @property
    def site(self) -> Site:
        """Registry and citations, as they were when the text began."""
        return self._opened().site

    def page_context(self, md: Markdown) -> PageContext:
        """All that was converted since the last reset."""
        if self._page_context is None:
            source_site = self._opened()
            wanted = " ".join(getattr(md, "Meta", {}).get("references", []))
            self._page_context = source_site.page_context(self._extension.page, references=wanted)
        return self._page_context

    def begin(self) -> None:
        """Forgets the text before."""
        self._page_context = None
        if self._source_site is not None:
            self._source_site.refresh()

    def read(self, source: str) -> None:
        """Keeps the source for the places of problems."""
        self._source = source

    def finish(self, md: Markdown) -> Around:
        """Tells the problems; previews, and styles if they are wanted, for a text that shows a resource."""
        source_site, page_context = self._source_site, self._page_context
        if source_site is None or page_context is None:
            return Around()
        self._tell([*source_site.shared_problems, *source_site.problems_of(page_context, self._source, "text")])
        source_site.flush()
        styles, script = (inline_assets.style(), inline_assets.script()) if self._has_styles else ("", "")
        around = Around(styles, source_site.previews(page_context) + script)
        page_context.previews.clear()
        page_context.reports.clear()
        page_context.written.clear()
        return around

    def _opened(self) -> SourceSite:
        if self._source_site is None:
            settings = self._extension.settings
            self._has_styles = surroundings(settings).styles
            self._source_site = SourceSite(plain_site_config(settings, self._extension.md))
        return self._source_site

    def _tell(self, problems: list[Problem]) -> None:
        options = self.site.options
        new = [problem for problem in problems if problem not in self._told]
        warned = at_level("warn", new, options.validation)
        if options.strict and warned:
            raise StrictError(warned)
        self._told.update(new)
        for problem in warned:
            warnings.warn(str(problem), ResourceCardsWarning, stacklevel=2)
        for problem in at_level("info", new, options.validation):
            _LOG.info("%s", problem)


class _Begin(Preprocessor):
    def __init__(self, md: Markdown, host: Finishing) -> None:
        super().__init__(md)
        self._host = host

    def run(self, lines: list[str]) -> list[str]:
        self._host.read("\n".join(lines))
        return lines


class _Finish(Treeprocessor):
    def __init__(self, md: Markdown, host: Finishing) -> None:
        super().__init__(md)
        self._host = host

    def run(self, root: etree.Element) -> None:
        around = self._host.finish(self.md)
        if around.before:
            root.insert(0, self._paragraph(around.before))
        if around.after:
            root.append(self._paragraph(around.after))

    def _paragraph(self, html: str) -> etree.Element:
        """Stashed blocks take the place of a paragraph that they are alone in."""
        paragraph = etree.Element("p")
        paragraph.text = self.md.htmlStash.store(html)
        return paragraph
