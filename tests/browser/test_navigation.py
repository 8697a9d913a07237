"""The script where a theme replaces pages in place, and where one has a dialog that answers to our addresses."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from harness import Reader, Windows, serve
from playwright.sync_api import Browser, Page, Route, expect

ADDRESS = "https://resource-cards.example/"
"""The guide's own: Material navigates instantly only there."""
FROM, TO = "handbook/mechanistic-interpretability/", "handbook/interpretability/"
LINK = "p .rc-ref[data-rc-id='f19373dc25a8a96f']"
POP = "#rc-pop-f19373dc25a8a96f"
REGISTRY = """
- id: "1111222233334444"
  title: On Computable Numbers
  url: https://example.org/turing
  authors: [Alan Turing]
- id: "5555666677778888"
  title: Something else
  url: https://example.org/else
"""


@dataclass
class Guide:
    """Opens pages of the guide at the address it was built for."""

    browser: Browser
    pages: list[Page] = field(default_factory=list)

    def instant(self, folder: Path, path: str, **context: object) -> Page:
        def answer(route: Route) -> None:
            file = folder / urlsplit(route.request.url).path.strip("/")
            route.fulfill(path=file / "index.html" if file.is_dir() else file) if file.exists() else route.fulfill(status=404)

        made = self.browser.new_context(**context)  # type: ignore[arg-type]
        made.set_default_timeout(10_000)
        made.route(f"{ADDRESS}**", answer)
        page = made.new_page()
        self.pages.append(page)
        page.goto(ADDRESS + path, wait_until="networkidle")  # With the site map: Material asks it what to replace.
        page.evaluate("window.kept = true")
        return page

    def close(self) -> None:
        for page in self.pages:
            page.context.close()

    @staticmethod
    def follow(page: Page, path: str) -> None:
        """Follows a link of the navigation; the document stays."""
        page.evaluate("path => document.querySelector(`.md-nav a[href$='${path}']`).click()", path.split("/")[-2] + "/")
        page.wait_for_url(f"**/{path}")
        page.wait_for_timeout(300)
        assert page.evaluate("window.kept"), "the page was loaded anew"


@pytest.fixture
def guide(browser: Browser) -> Iterator[Guide]:
    one = Guide(browser)
    yield one
    one.close()


def test_previews_go_off_and_on_after_instant_navigation(guide: Guide, example_site: Path) -> None:
    page = guide.instant(example_site, FROM)
    guide.follow(page, TO)
    page.hover(f"{LINK} a")
    page.locator(POP).get_by_role("button", name="Turn previews off").click()
    expect(page.locator(POP)).to_be_hidden()
    assert page.evaluate("localStorage.rcPreviews") == "off"


def test_a_second_tap_closes_after_instant_navigation(guide: Guide, example_site: Path) -> None:
    page = guide.instant(example_site, FROM, viewport={"width": 390, "height": 844}, has_touch=True)
    guide.follow(page, TO)
    page.tap(f"{LINK} button")
    expect(page.locator(POP)).to_be_visible()
    page.tap(f"{LINK} button")
    expect(page.locator(POP)).to_be_hidden()


def test_the_index_filters_at_each_visit(guide: Guide, example_site: Path) -> None:
    page = guide.instant(example_site, "resources/")
    for _ in range(2):
        guide.follow(page, TO)
        expect(page.get_by_label("Filter")).to_have_count(0)  # The address changes before the content does.
        page.evaluate("document.querySelector('.md-tabs a[href$=\"resources/\"]').click()")
        for _ in range(5):  # Material may still be putting the page in its place.
            page.get_by_label("Filter").fill("urgency")
            if " of " in (page.get_by_role("status").text_content() or ""):
                break
            page.wait_for_timeout(300)
        expect(page.get_by_role("status")).to_contain_text(" of ")


def test_a_link_to_the_index_itself_shows_what_it_says(guide: Guide, example_site: Path) -> None:
    page = guide.instant(example_site, "resources/?type=book&q=intelligence")
    rows, address = page.locator(".rc-index tbody tr:visible"), page.locator(".rc-index__bar [name=q]")
    expect(address).to_have_value("intelligence")
    some = rows.count()
    page.evaluate("[...document.querySelectorAll('.md-tabs a')].find((one) => one.pathname === location.pathname).click()")
    expect(address).to_have_value("")
    assert rows.count() > some
    assert page.evaluate("window.kept"), "the page was loaded anew"
    page.go_back()
    expect(address).to_have_value("intelligence")
    assert rows.count() == some


@pytest.fixture
def plain_theme(windows: Windows, tmp_path: Path) -> Iterator[Reader]:
    """Opens pages of a small site in MkDocs's own theme, whose search answers to `?q=`."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# Home\n\n<< resource:1111222233334444 >>\n", encoding="utf-8")
    (tmp_path / "resources.yml").write_text(REGISTRY, encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: A\ntheme: {name: mkdocs, highlightjs: false}\nplugins: [search, resource-cards]\n", encoding="utf-8"
    )
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q"], cwd=tmp_path, env=environment, check=True)
    with serve(tmp_path / "site") as url:
        one = Reader(windows, url)
        yield one
        one.close()


def test_the_dialog_of_theme_mkdocs_leaves_the_index_alone(plain_theme: Reader) -> None:
    page = plain_theme.open("resources/?q=turing")
    page.wait_for_timeout(500)
    expect(page.locator("#mkdocs_search_modal")).to_be_hidden()
    expect(page.get_by_label("Filter")).to_have_value("turing")
    assert page.locator(".rc-rows tbody tr:not([hidden])").count() == 1
    assert urlsplit(page.url).query == "q=turing"
    page.goto(plain_theme.address + "?q=turing")
    expect(page.locator("#mkdocs_search_modal")).to_be_visible()
