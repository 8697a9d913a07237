"""Every view and state of the guide stays within its page. `make pictures` keeps pictures of them for human eyes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from harness import Reader, Windows, overflow, picture, serve, use_scheme
from pages import SEED
from playwright.sync_api import Page, expect

CARD = "handbook/interpretability/"
LINK = "p .rc-ref[data-rc-id='f19373dc25a8a96f']"
PICTURES: dict[str, tuple[str, dict[str, Any]]] = {
    "01-article-light-1280": (CARD, {}),
    "05-compact-grid-list-missing-light-1280": ("handbook/variants/", {}),
    "06-resource-page-slate-1280": (SEED, {"scheme": "dark"}),
    "07-index-light-1280": ("resources/", {}),
    "08-index-slate-390": ("resources/", {"scheme": "dark", "width": 390}),
    "09-stress-light-1280": ("handbook/stress/", {}),
    "12-forced-colors-dark": (CARD, {"scheme": "dark", "forced_colors": "active"}),
}
"""Name of a picture of a whole page -> the page, and how it is opened."""


@pytest.fixture
def arabic(windows: Windows, arabic_site: Path) -> Iterator[Reader]:
    """Opens pages of the guide as a site in Arabic."""
    with serve(arabic_site) as url:
        one = Reader(windows, url)
        yield one
        one.close()


@pytest.mark.parametrize("name", PICTURES)
def test_a_page(reader: Reader, name: str) -> None:
    path, options = PICTURES[name]
    page = reader.open(path, **options)
    if "scheme" in options and "forced_colors" not in options:
        use_scheme(page, "slate")
    assert overflow(page) == []
    picture(page, name, full_page=True)


def test_a_full_card_in_the_dark(reader: Reader) -> None:
    page = reader.open(CARD, scheme="dark", device_scale_factor=2)
    use_scheme(page, "slate")
    card = page.locator(".rc-card--full")
    expect(card).to_be_visible()
    picture(page, "02-full-card-slate-2x", clip=card.bounding_box(), full_page=True)


def test_a_preview_under_the_mouse(reader: Reader) -> None:
    page = reader.open(CARD, device_scale_factor=2)
    page.hover(f"{LINK} a")
    expect_preview(page)
    picture(page, "03-popover-light-1280")


def test_a_preview_by_touch(reader: Reader) -> None:
    page = reader.open(CARD, 390, "dark", device_scale_factor=2)
    use_scheme(page, "slate")
    page.tap(f"{LINK} button")
    expect_preview(page)
    assert overflow(page) == []
    picture(page, "04-popover-touch-slate-390")


def expect_preview(page: Page) -> None:
    preview = page.locator("#rc-pop-f19373dc25a8a96f")
    expect(preview).to_be_visible()
    expect(preview.locator(".rc-title")).to_have_text("The Urgency of Interpretability")


@pytest.mark.parametrize("path", [CARD, "handbook/stress/"])
def test_a_site_from_right_to_left(arabic: Reader, path: str) -> None:
    page = arabic.open(path)
    assert page.evaluate("document.documentElement.dir || document.body.dir") == "rtl"
    assert overflow(page) == []
    picture(page, f"11-rtl-{path.strip('/').split('/')[-1]}-light-1280", full_page=True)
    cards = page.locator(".rc-card--full")
    expect(cards.first.locator("header")).to_have_attribute("dir", "ltr")  # An English title keeps its direction.
    expect(cards.first.locator("caption")).not_to_contain_text("Cited")


def test_clamped_titles_and_tags_keep_their_direction_on_a_site_from_right_to_left(arabic: Reader) -> None:
    page = arabic.open("handbook/variants/")
    shown = "one => [getComputedStyle(one).direction, getComputedStyle(one).unicodeBidi]"
    assert page.locator(".rc-card--compact .rc-title > *").first.evaluate(shown)[0] == "ltr"
    page = arabic.open("resources/")
    assert page.locator(".rc-rows__title", has_text="Urgency").evaluate(shown)[0] == "ltr"
    side = "one => { const range = new Range(); range.selectNodeContents(one); return range.getBoundingClientRect().right }"
    title, byline = (page.locator(f"tr:has-text('Urgency') .rc-rows__{one}").first for one in ("title", "credit"))
    assert abs(title.evaluate(side) - byline.evaluate(side)) <= 2
    page = arabic.open(SEED)
    assert page.locator(".rc-tag").first.evaluate(shown)[1] == "plaintext"


def test_paper(reader: Reader) -> None:
    page = reader.open(CARD)
    page.emulate_media(media="print")
    assert overflow(page) == []
    picture(page, "13-print", full_page=True)
