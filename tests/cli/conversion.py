"""One page converted as the command does it, without files for its text; and what readers see of one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache, partial
from html.parser import HTMLParser
from pathlib import Path
from tempfile import mkdtemp

from markdown import Markdown

from mkdocs_resource_cards.cli.link_conversion.back import Turn, links_again
from mkdocs_resource_cards.cli.link_conversion.converter import Converted, convert, plain_lines
from mkdocs_resource_cards.cli.link_conversion.label_rules import words_of
from mkdocs_resource_cards.cli.link_conversion.links import definitions_in, find_links
from mkdocs_resource_cards.cli.link_conversion.proof import Prover
from mkdocs_resource_cards.cli.link_conversion.sources import Use, choose
from mkdocs_resource_cards.cli.link_conversion.wanted import WantedAddresses
from mkdocs_resource_cards.cli.lint.converted_pages import PageHost, markdown_of
from mkdocs_resource_cards.options import Options
from mkdocs_resource_cards.source_site import SiteConfig, SourceSite

URL = "https://example.org/a"
REGISTRY = f"""\
- {{id: k, title: 'Title of "K"', url: "{URL}"}}
- {{id: p, title: Parens, url: "https://example.org/b_(c)"}}
- {{id: h, title: The HTML way, url: "https://example.org/h"}}
- {{id: s, title: It's a "dash" -- or not, url: "https://example.org/s"}}
- {{id: d, title: A DOI, doi: 10.1000/x}}
"""
COMMON = ("abbr", "admonition", "attr_list", "def_list", "fenced_code", "footnotes", "md_in_html", "tables")


@lru_cache(maxsize=1)
def source_site() -> SourceSite:
    root = Path(mkdtemp())
    (root / "resources.yml").write_text(REGISTRY, encoding="utf-8")
    return SourceSite(SiteConfig(root, Options(cache_dir="")))


@lru_cache(maxsize=20)
def prover(extensions: tuple[str, ...]) -> Prover:
    return Prover(source_site(), dict.fromkeys((*COMMON, *extensions)))


def conversion(text: str, extensions: Sequence[str] = (), *, math: bool = False, add: bool = False) -> Converted:
    """What becomes of a page of the site above."""
    site, lines = source_site(), plain_lines(text)
    links = find_links(lines, definitions_in(lines), math=math)
    uses = [Use(link.url, words_of(link.label), link.title) for link in links]
    choice = choose(uses, site.site.registry.resources(), WantedAddresses(), add=add)
    used = prover(tuple(extensions))
    found = convert(text, links, lambda link: choice.of.get(link.url), partial(used.chosen_in, ""))
    assert used.failed == {}
    return found


def converted(text: str, extensions: Sequence[str] = (), *, math: bool = False) -> str:
    return conversion(text, extensions, math=math).text


def back(text: str, extensions: Sequence[str] = ()) -> str:
    same = partial(prover(tuple(extensions)).reads_the_same, "")
    return links_again(text, definitions_in(plain_lines(text)), Turn(source_site().site.registry.get), same).text


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.seen: list[str] = []
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.depth += 1
            found = dict(attrs)
            self.seen.append(f"<{found.get('href')} {found.get('title') or ''} {self.depth}>")
        elif tag in ("abbr", "br", "code", "em", "img", "li", "p", "pre", "strong", "td"):
            self.seen.append(f"<{tag} {dict(attrs).get('alt') or ''}>")

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag == "a"

    def handle_data(self, data: str) -> None:
        self.seen.append(data)


def readers_see(text: str, extensions: Collection[str] = ()) -> str:
    """Texts, and the addresses and titles of links, of a page that the whole extension rendered."""
    site = source_site()
    md: Markdown = markdown_of(dict.fromkeys((*COMMON, *extensions)), PageHost(site.site, site.page_context("")))
    return seen_in(md.convert(plain_lines(text)))


def seen_in(html: str) -> str:
    """Texts, and the addresses and titles of links, in HTML."""
    reader = _Reader()
    reader.feed(html)
    return " ".join("".join(reader.seen).split())
