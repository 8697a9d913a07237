"""What the buttons beside a resource put on the clipboard, on a site that MkDocs built in a citation style."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import Browser, Page, expect

import pictures

REGISTRY = """
- {id: roe, title: First words, authors: [Jane Roe], published: 2020-03, doi: 10.1000/a, type: paper, summary: Of words.}
- {id: bare, title: No page of its own, url: "https://example.org/x", type: web}
- {id: unread, title: Never cited, url: "https://example.org/y", type: web}
"""
REFERENCE = "Roe, J. (2020). First words. https://doi.org/10.1000/a"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


def make(folder: Path, more: str = "") -> None:
    (folder / "docs").mkdir(parents=True)
    (folder / "resources.yml").write_text(REGISTRY, encoding="utf-8")
    (folder / "docs/index.md").write_text("# Home\n\nWords << resource:roe at=3 >>, a page << resource:bare >>.\n")
    plugins = f"plugins:\n  - resource-cards:\n      citation_style: apa{more}\n"
    (folder / "mkdocs.yml").write_text(f"site_name: Copying\ntheme: mkdocs\n{plugins}", encoding="utf-8")
    config = load_config(str(folder / "mkdocs.yml"))
    config.plugins.run_event("startup", command="build", dirty=False)
    build(config)


@pytest.fixture(scope="module")
def address(once: Callable[[str, Callable[[Path], None]], Path]) -> Iterator[str]:
    with pictures.serve(once("copying", make) / "site") as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, permissions=["clipboard-read", "clipboard-write"])
    yield context.new_page()
    context.close()


def clipboard(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_a_page_offers_reference_bibtex_and_its_own_address(page: Page, address: str) -> None:
    page.goto(f"{address}resources/roe/?q=1#metadata")
    for name, text in (("Copy citation", REFERENCE), ("Copy BibTeX", "@"), ("Copy link", f"{address}resources/roe/")):
        page.get_by_role("button", name=name).click()
        expect(page.locator("p[role=status]")).to_contain_text(f"Copied: {text}")
        assert clipboard(page).startswith(text)
    assert clipboard(page) == f"{address}resources/roe/"
    expect(page.get_by_role("button", name="Copy link")).to_have_text("Copy link", timeout=5000)


def test_a_preview_offers_them(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("#rc-ref-roe a").hover()
    preview = page.locator("#rc-pop-roe")
    preview.get_by_role("button", name="Copy link").click()
    assert clipboard(page) == f"{address}resources/roe/"
    preview.get_by_role("button", name="Copy citation").click()
    assert clipboard(page) == REFERENCE
    preview.get_by_role("button", name="Copy BibTeX").click()
    assert clipboard(page).startswith("@")
    found = Axe().run(page, options=RULES).response["violations"]
    assert [one["id"] for one in found if any(".rc-" in str(node["target"]) for node in one["nodes"])] == []


def test_a_row_of_the_index_offers_them_by_keyboard(page: Page, address: str) -> None:
    page.goto(f"{address}resources/")
    page.locator("tr[data-rc-id=roe] a").first.focus()
    expect(page.locator("tr[data-rc-id=roe] .rc-copy")).to_have_count(3)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("p[role=status]")).to_contain_text("Copied")
    assert clipboard(page) == REFERENCE


def test_what_has_no_page_has_no_address_to_copy(page: Page, address: str) -> None:
    page.goto(f"{address}resources/")
    page.locator("tr[data-rc-id=bare]").hover()
    expect(page.locator("tr[data-rc-id=bare] .rc-copy")).to_have_count(2)


def test_without_a_clipboard_they_work_too(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.goto(f"{address}resources/roe/")
    button = page.locator(".rc-copy").first
    button.click()
    expect(button).to_have_text("Copied")
    expect(button).to_be_focused()
    context.close()


def test_without_a_script_the_downloads_remain(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}resources/roe/")
    assert page.locator(".rc-copy:visible").count() == 0
    assert page.locator(".rc-downloads a[download]").count() == 3
    context.close()


def without_previews(folder: Path) -> None:
    make(folder, "\n      previews: false\n      pages: all")


def test_rows_offer_them_on_a_site_without_previews(page: Page, once: Callable[[str, Callable[[Path], None]], Path]) -> None:
    with pictures.serve(once("copying-bare", without_previews) / "site") as address:
        page.goto(address)
        page.locator("#rc-ref-roe a").hover()
        page.wait_for_timeout(600)
        assert page.locator(".rc-pop").count() == 0
        page.goto(f"{address}resources/")
        page.locator("tr[data-rc-id=unread]").hover()  # Not cited, and listed.
        page.locator("tr[data-rc-id=unread] .rc-copy").first.click()
        expect(page.locator("p[role=status]")).to_contain_text("Copied")
        assert "Never cited" in clipboard(page)
