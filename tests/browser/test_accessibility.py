"""Each page of the guide: nothing of ours moves, comes from elsewhere or reads like a program, and axe-core finds nothing.

axe-core asks for WCAG 2.2 AA and best practice, contrast among it, with previews and details open.
"""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from harness import Reader, leaks, open_all, violations
from pages import GENERATED, GUIDE, PAGES
from playwright.sync_api import Page

MISSING = """() => performance.getEntriesByType("resource").filter(one => one.responseStatus >= 400).map(one => one.name)"""
"""Addresses that the page asked for in vain."""
SCHEMES = {"light": "default", "dark": "slate"}
"""Name in our pictures -> Material's."""


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.strip("/") or "index")
def test_a_page_is_still_and_whole_and_has_no_violation(reader: Reader, path: str) -> None:
    """`tests/looks` looks at every view, in both widths; here are the pages that people see, in one, loaded once."""
    page = reader.open(path)
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    page.wait_for_timeout(100)
    assert page.evaluate("window.shifts") == []
    assert {urlsplit(url).netloc for url in reader.requests if not url.startswith("data:")} == {
        urlsplit(reader.address).netloc
    }
    assert page.evaluate(MISSING) == []
    page.evaluate("window.scrollTo(0, 0)")
    open_all(page)
    assert leaks(page) == []
    for scheme in SCHEMES:
        show(page, scheme)
        assert violations(page, contrast_only=scheme == "dark") == [], scheme
    assert reader.errors == []


def show(page: Page, scheme: str) -> None:
    """Light or dark, as Material's own button switches them."""
    page.evaluate("scheme => { document.body.dataset.mdColorScheme = scheme }", SCHEMES[scheme])


def test_a_violation_is_seen(reader: Reader) -> None:
    page = reader.open("")
    page.add_style_tag(content=".rc-card .rc-credit { color: #bbb !important }")
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
