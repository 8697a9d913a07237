"""Markdown -> HTML through the extension alone: no host, two-word templates, a small registry."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from markdown import Markdown

from mkdocs_resource_cards.cache import Cache
from mkdocs_resource_cards.citations import CitationIndex, PageFacts
from mkdocs_resource_cards.excerpt import Snapshots
from mkdocs_resource_cards.i18n import Translations
from mkdocs_resource_cards.markdown_ext.extension import ResourceCardsExtension
from mkdocs_resource_cards.options import Options
from mkdocs_resource_cards.registry import load
from mkdocs_resource_cards.render import Renderer
from mkdocs_resource_cards.site import PageContext, Site

HERE = Path(__file__).parent


def make_site(folders: tuple[Path, ...] = (HERE / "templates",)) -> Site:
    cache, words = Cache(None), Translations("en")
    return Site(
        options=Options(),
        registry=load([HERE / "resources.yml"], HERE, cache),
        snapshots=Snapshots(HERE, cache, 600),
        words=words,
        renderer=Renderer(list(folders), words),
        index=CitationIndex(PageFacts, lambda page: False),
    )


@dataclass
class OnePage:
    """The extension's host for a single page."""

    site: Site = field(default_factory=make_site)
    page: PageContext = field(
        default_factory=lambda: PageContext(lambda path, anchor: f"{path}#{anchor}" if anchor else path, "page.md")
    )

    def page_context(self, md: Markdown) -> PageContext:
        return self.page


def convert(text: str, extensions: list[str], host: OnePage) -> Markdown:
    """The Markdown object that converted `text`; its HTML is in `md.html`."""
    configs = {
        "smarty": {"smart_angled_quotes": True},
        "pymdownx.tabbed": {"alternate_style": True},
        "pymdownx.arithmatex": {"generic": True},
    }
    # `pandoc` stands among the extensions of a golden for the option of ours.
    pandoc = "pandoc" in extensions
    extensions = [name for name in extensions if name != "pandoc"]
    used = {name: config for name, config in configs.items() if name in extensions}
    md = Markdown(extensions=[*extensions, ResourceCardsExtension(host, pandoc=pandoc)], extension_configs=used)
    md.html = md.convert(text)  # type: ignore[attr-defined]
    return md
