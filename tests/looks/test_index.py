"""The index of resources in a browser: filter, type, sort, tag, and its address."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

ROWS = ".rc-rows tbody tr:not([hidden])"
TITLES = f"{ROWS} .rc-rows__title"


@pytest.fixture
def index(page: Page, site: str) -> Page:
    page.goto(site + "resources/")
    expect(page.get_by_label("Filter")).to_be_visible()
    return page


def titles(page: Page) -> list[str]:
    return [title.strip() for title in page.locator(TITLES).all_inner_texts()]


def query(page: Page) -> str:
    return str(page.evaluate("decodeURIComponent(location.search)"))


def test_it_begins_whole_and_with_a_clean_address(index: Page) -> None:
    assert index.locator(ROWS).count() == 12
    expect(index.get_by_role("status")).to_have_text("12 resources")
    assert query(index) == ""
    expect(index.locator(".rc-index .rc-tag")).to_be_hidden()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("attention", ["Attention Is All You Need"]),
        ("ATTENTION vaswani", ["Attention Is All You Need"]),
        ("shazeer", ["Attention Is All You Need"]),
        ("ai-safety", ["The Urgency of Interpretability"]),
        ("sid_TVXg", ["The Urgency of Interpretability"]),
        ("aaaa000000000008", ["Untitled memo"]),
        ("neurips", ["Attention Is All You Need"]),
        ("قابليه", []),
    ],
)
def test_filtering_by_title_author_tag_and_id(index: Page, words: str, found: list[str]) -> None:
    index.get_by_label("Filter").fill(words)
    assert titles(index) == found
    expect(index.get_by_role("status")).to_have_text("1 of 12 resources" if found else "No resource matches")
    assert query(index) == f"?q={words}".replace(" ", "+")


def test_choosing_a_type(index: Page) -> None:
    index.get_by_label("Type").select_option("Paper")
    assert len(titles(index)) == 3
    assert query(index) == "?type=paper"
    index.get_by_label("Type").select_option("All types")
    assert len(titles(index)) == 12
    assert query(index) == ""


def test_sorting_puts_what_is_not_known_last(index: Page) -> None:
    index.get_by_label("Sort by").select_option("Newest")
    assert titles(index)[0] == "The Urgency of Interpretability"
    assert titles(index)[-2:] == ["A page behind a paywall", "Untitled memo"]
    index.get_by_label("Sort by").select_option("Most cited")
    assert index.locator(f"{ROWS} .rc-rows__cited").all_inner_texts() == [
        str(count) for count in (500, 11, 4, 3, 3, 2, 2, 2, 1, 1, 0, 0)
    ]
    index.get_by_label("Sort by").select_option("Credibility")
    assert titles(index)[-1] == "Untitled memo"
    assert query(index) == "?sort=credibility"
    index.get_by_label("Sort by").select_option("Title")
    assert titles(index)[0] == "A page behind a paywall"
    assert query(index) == ""


def test_the_address_brings_it_all_back(page: Page, site: str) -> None:
    page.goto(site + "resources/?type=web&sort=cited&tag=ai-safety&other=1")
    assert titles(page) == ["The Urgency of Interpretability"]
    expect(page.get_by_label("Sort by")).to_have_value("cited")
    tag = page.get_by_role("button", name="ai-safety ×")
    expect(tag).to_have_attribute("title", "Remove the tag ai-safety")
    tag.click()
    assert len(titles(page)) == 3
    assert query(page) == "?type=web&sort=cited&other=1"
    expect(page.get_by_label("Filter")).to_be_focused()


def test_a_tag_is_shown_as_it_is_however_long(page: Page, site: str) -> None:
    page.goto(site + "resources/?tag=$%26")
    expect(page.get_by_role("button", name="$& ×")).to_have_attribute("title", "Remove the tag $&")
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(site + f"resources/?tag={'x' * 89}")
    expect(page.get_by_role("button", name="×")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.emulate_media(forced_colors="active")
    assert page.locator(".rc-index .rc-tag").first.evaluate("tag => getComputedStyle(tag).borderTopStyle") == "solid"


def test_it_filters_when_the_address_cannot_be_written(index: Page) -> None:
    index.evaluate("void (history.replaceState = () => { throw new Error('too often') })")
    index.get_by_label("Filter").fill("pile")
    assert len(titles(index)) == 1


def test_quotes_and_dashes_of_a_keyboard_find_those_of_print(index: Page) -> None:
    index.locator(".rc-rows__title bdi").first.evaluate("title => { title.textContent = 'Don’t — “call” it AI‑safe' }")
    index.evaluate("document.querySelector('.rc-index__bar').hidden = true; rcStart()")
    for words in ("don't", '"call"', "don’t - “call”", "ai-safe"):
        index.get_by_label("Filter").fill(words)
        assert "Don’t — “call” it AI‑safe" in titles(index), words


def test_an_address_that_means_nothing_shows_everything(page: Page, site: str) -> None:
    page.goto(site + "resources/?type=nothing&sort=nothing")
    expect(page.get_by_label("Type")).to_have_value("")
    expect(page.get_by_label("Sort by")).to_have_value("title")
    assert len(titles(page)) == 12


def test_the_search_of_material_does_not_take_the_filter(page: Page, site: str) -> None:
    page.goto(site + "resources/?q=attention")
    expect(page.get_by_label("Filter")).to_have_value("attention")
    assert titles(page) == ["Attention Is All You Need"]
    page.wait_for_timeout(300)
    assert query(page) == "?q=attention"
    assert not page.evaluate("document.querySelector('[data-md-toggle=search]').checked")
    assert page.evaluate("document.querySelector('[data-md-component=search-query]').value") == ""


def test_enter_does_not_load_the_page_anew(index: Page) -> None:
    index.evaluate("window.kept = true")
    index.get_by_label("Filter").fill("pile")
    index.get_by_label("Filter").press("Enter")
    index.wait_for_timeout(200)
    assert index.evaluate("window.kept")
    assert query(index) == "?q=pile"


def test_it_works_after_instant_navigation(page: Page, site: str) -> None:
    page.goto(site)
    page.evaluate("window.kept = true")
    page.locator(".md-tabs").get_by_text("Resources").click()
    page.get_by_label("Filter").fill("pile")
    assert titles(page) == ["The Pile: An 800GB Dataset of Diverse Text for Language Modeling"]
    assert page.evaluate("window.kept")


def test_a_phone_hides_rows_too(browser: Browser, site: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(site + "resources/?q=pile")
    assert [row.is_visible() for row in page.locator(".rc-rows tbody tr").all()].count(True) == 1
    page.close()


def test_without_javascript_the_table_is_whole(browser: Browser, site: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(site + "resources/?q=pile")
    expect(page.get_by_label("Filter")).to_be_hidden()
    assert page.locator(ROWS).count() == 12
    page.close()
