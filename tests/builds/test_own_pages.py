"""A declared citing page that is one of this site gives no row, however it is spelled."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from built import Site, rows

from mkdocs_resource_cards.citations.internal_pages import InternalPages
from mkdocs_resource_cards.model import CitingPage
from mkdocs_resource_cards.source_site.docs_folder import DocsFolder
from mkdocs_resource_cards.source_site.site_config import SiteConfig

SITE = "https://example.org/docs/"
PATHS = ["p", "./p", "docs/p.md", "/docs/p/", "p/index.html", "p#x", "p\u200b", "P.md", "a/../p", "The  Page", "/", "docs/"]
URLS = [
    "http://example.org/docs/p/",
    "https://EXAMPLE.org/docs/p/",
    "https://example.org:443/docs/p/",
    "https://example.org./docs/p/",
    "https://example.org/./docs/p/",
    "https://example.org/%64ocs/p/",
    "https://example.org//docs/p/",
    "https://example.org/docs",
]
OTHERS = [
    *map(CitingPage, ("q", "Page", "docs/q", "p and more", "???", "Docs")),
    CitingPage("P", url="https://example.org/docs2/p/"),
    CitingPage("P", url="https://example.com/docs/p/"),
    CitingPage("P", url="https://example.org:8080/docs/p/"),
    CitingPage("P", url="https://example.org/"),
]


def own() -> InternalPages:
    return InternalPages(SITE, "docs", ["index.md", "", "p.md", "p/"], ["Home", "The Page"])


@pytest.mark.parametrize("page", [*map(CitingPage, PATHS), *(CitingPage("P", url=url) for url in URLS)])
def test_own_pages_are_known(page: CitingPage) -> None:
    assert page in own()


@pytest.mark.parametrize("page", OTHERS)
def test_pages_elsewhere_are_none_of_ours(page: CitingPage) -> None:
    assert page not in own()


def _declared(cited_by: list[object]) -> str:
    return json.dumps([{"id": "a", "title": "A", "cited_by": cited_by}])


def test_no_spelling_gives_a_row(tmp_path: Path) -> None:
    cited_by: list[object] = [*PATHS, *({"title": f"P{number}", "url": url} for number, url in enumerate(URLS)), "Elsewhere"]
    pages = {"index.md": "# Home\n\n<< resource:a >>\n", "p.md": "# The Page\n"}
    built = Site(tmp_path, pages, _declared(cited_by)).build(site_url=SITE)
    assert [title for title, _, _ in rows(built, "index.html", "a")] == ["Elsewhere", "Home"]


def test_a_scanned_site_knows_the_same_spellings(tmp_path: Path) -> None:
    site = Site(tmp_path, {"index.md": "# Home\n", "p.md": "# The Page\n"})
    site.write()
    docs = DocsFolder(SiteConfig(tmp_path, docs=tmp_path / "docs", site_url=SITE))
    docs.refresh(str)
    pages = [*map(CitingPage, PATHS), *(CitingPage("P", url=url) for url in URLS)]
    assert [page for page in pages if not docs.is_own(page)] == []
    assert [page for page in OTHERS if docs.is_own(page)] == []
