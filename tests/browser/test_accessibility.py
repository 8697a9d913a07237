"""axe-core (WCAG 2.2 AA and best practice, contrast among it) finds nothing in markup of ours, previews and details open."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from harness import Reader, open_all, violations
from pages import GENERATED, GUIDE, PAGES
from playwright.sync_api import Page

SCHEMES = {"light": "default", "dark": "slate"}
"""Name in our pictures -> Material's."""


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.strip("/") or "index")
def test_no_violation(reader: Reader, path: str) -> None:
    """`tests/looks` looks at every view, in both widths; here are the pages that people see, in one."""
    page = reader.open(path)
    open_all(page)
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
