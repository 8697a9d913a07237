"""Each page of the guide: nothing of ours moves, comes from elsewhere or reads like a program, and axe-core finds nothing.

axe-core asks for WCAG 2.2 AA and best practice, contrast among it, with previews and details open: on pages that hold,
together, each kind of element of ours. On the others it asks for contrast in the dark scheme, which our colours follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from harness import Reader, Window, Windows, leaks, open_all, violations
from kinds import that_hold_all
from pages import GENERATED, GUIDE, PAGES
from playwright.sync_api import Page

MISSING = """() => performance.getEntriesByType("resource").filter(one => one.responseStatus >= 400).map(one => one.name)"""
"""Addresses that the page asked for in vain."""
SCHEMES = {"light": "default", "dark": "slate"}
"""Name in our pictures -> Material's."""


@pytest.fixture(scope="module")
def in_full(example_site: Path) -> list[str]:
    """Pages at which axe looks in full."""
    return that_hold_all(example_site, PAGES)


@pytest.fixture(scope="module")
def window(windows: Windows, address: str) -> Iterator[Window]:
    """One window for all pages: what they share is loaded and compiled once."""
    made = Reader(windows, address)
    made.open("")
    yield made.opened[0]
    made.close()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.strip("/") or "index")
def test_a_page_is_still_and_whole_and_has_no_violation(window: Window, address: str, in_full: list[str], path: str) -> None:
    """`tests/looks` looks at every view, in both widths; here are the pages that people see, in one, loaded once."""
    window.requests.clear()
    window.errors.clear()
    page = window.page
    page.goto(address + path, wait_until="load")
    page.evaluate("document.fonts.ready")
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    page.wait_for_timeout(100)
    assert page.evaluate("window.shifts") == []
    assert {urlsplit(url).netloc for url in window.requests if not url.startswith("data:")} == {urlsplit(address).netloc}
    assert page.evaluate(MISSING) == []
    page.evaluate("window.scrollTo(0, 0)")
    open_all(page)
    assert leaks(page) == []
    for scheme in SCHEMES if path in in_full else ["dark"]:
        show(page, scheme)
        assert violations(page, contrast_only=scheme == "dark") == [], scheme
    assert window.errors == []


def show(page: Page, scheme: str) -> None:
    """Light or dark, as Material's own button switches them."""
    page.evaluate("scheme => { document.body.dataset.mdColorScheme = scheme }", SCHEMES[scheme])


def test_a_violation_is_seen(reader: Reader) -> None:
    page = reader.open("")
    page.evaluate("[...document.querySelectorAll('.rc-credit')].at(-1).parentElement.style.background = '#888'")
    page.evaluate("document.querySelector('.rc-card').insertAdjacentHTML('beforeend', '<img src=\"data:,\">')")
    assert {one.partition(":")[0] for one in violations(page)} >= {"color-contrast", "image-alt"}


def test_each_page_with_something_of_ours_is_looked_at(example_site: Path) -> None:
    ours = re.compile(r'<main\b.*class="rc-', re.S)
    found = {
        f"{path.parent.relative_to(example_site)}/".removeprefix("./")
        for path in example_site.rglob("index.html")
        if ours.search(path.read_text(encoding="utf-8"))
    }
    assert {path for path in found if not path.startswith("resources/")} == set(GUIDE)
    assert set(GENERATED) <= found


def test_axe_looks_in_full_where_an_element_is_of_a_kind_of_its_own(in_full: list[str]) -> None:
    assert {"shortcodes/", "handbook/variants/", "resources/"} <= set(in_full)
    assert len(in_full) < len(PAGES)
