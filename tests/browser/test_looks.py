"""The card's look: its measures and states, which hold whatever the browser's version."""

from __future__ import annotations

import pytest
from harness import Reader, moving, open_all
from playwright.sync_api import Page, expect

CARD = "handbook/interpretability/"
VARIANTS = "handbook/variants/"


def style(page: Page, selector: str, name: str, pseudo: str = "") -> str:
    """A computed property of the first element that matches."""
    script = "([selector, name, pseudo]) => getComputedStyle(document.querySelector(selector), pseudo || null)[name]"
    return str(page.evaluate(script, [selector, name, pseudo]))


def box(page: Page, selector: str) -> dict[str, float]:
    """The place of the first element that matches."""
    found = page.locator(selector).first.bounding_box()
    assert found is not None, selector
    return {**found, "right": found["x"] + found["width"], "bottom": found["y"] + found["height"]}


def test_a_card_is_a_hairline_box_in_the_page_s_colours(reader: Reader) -> None:
    light, dark = reader.open(CARD), reader.open(CARD, scheme="dark")
    for page in (light, dark):
        assert style(page, ".rc-card", "borderTopWidth") in ("1px", "0.8px")
        assert style(page, ".rc-card", "backgroundColor") == style(page, "body", "backgroundColor")
        assert style(page, ".rc-title__link", "fontWeight") == "700"
    assert style(light, ".rc-card", "backgroundColor") != style(dark, ".rc-card", "backgroundColor")


def test_a_card_fills_the_column_and_its_parts_stand_in_order(reader: Reader) -> None:
    page = reader.open(CARD)
    full = ".rc-card--full"
    card, column = box(page, full), box(page, ".md-content__inner > p")
    assert card["width"] == pytest.approx(column["width"], abs=1)
    parts = [
        box(page, f"{full} {one}") for one in (".rc-kind", ".rc-title", ".rc-credit", ".rc-excerpt", ".rc-facts", ".rc-cited")
    ]
    foot = box(page, f"{full} .rc-card__foot")
    for above, below in zip(parts, [*parts[1:], foot], strict=True):
        assert above["bottom"] <= below["y"] + 0.5
    assert foot["bottom"] <= card["bottom"]


def test_each_icon_shows(reader: Reader) -> None:
    page = reader.open("handbook/stress/")
    masks = page.evaluate(
        """[...document.querySelectorAll(".rc-card .rc-icon")].map(one => getComputedStyle(one).maskImage)"""
    )
    assert masks
    assert all(mask.startswith('url("data:image/svg+xml') for mask in masks)


def test_the_whole_compact_card_is_the_link_and_its_count_another(reader: Reader) -> None:
    page = reader.open(CARD)
    card = box(page, ".rc-card--compact")
    hit = "([x, y]) => document.elementFromPoint(x, y).closest('a')?.className"
    page.locator(".rc-card--compact").first.scroll_into_view_if_needed()
    card = box(page, ".rc-card--compact")
    assert "rc-title__link" in page.evaluate(hit, [card["x"] + 4, card["bottom"] - 4])
    count = box(page, ".rc-card--compact .rc-count a")
    assert "rc-title__link" not in (page.evaluate(hit, [count["x"] + 4, count["y"] + 4]) or "")
    assert count["height"] >= 24


def test_tiles_stand_side_by_side_and_one_below_the_other_on_a_phone(reader: Reader) -> None:
    columns = "getComputedStyle(document.querySelector('.rc-grid')).gridTemplateColumns.split(' ').length"
    assert reader.open(VARIANTS).evaluate(columns) >= 2
    assert reader.open(VARIANTS, 390).evaluate(columns) == 1


def test_a_phone_shows_the_number_and_not_the_bar(reader: Reader) -> None:
    page = reader.open(CARD, 390)
    expect(page.locator(".rc-cited__quality .rc-meter").first).to_be_hidden()
    expect(page.locator("td.rc-cited__quality").first).to_have_text("66")
    expect(reader.open(CARD).locator(".rc-cited__quality .rc-meter").first).to_be_visible()


def test_nothing_moves_for_those_who_asked_for_it(reader: Reader) -> None:
    page = reader.open(CARD)
    open_all(page)
    assert page.locator(".rc-pop").count() > 0
    assert moving(page) == []


def test_what_moves_is_seen(reader: Reader) -> None:
    page = reader.open(CARD, reduced_motion="no-preference")
    moves = """async () => {
        document.querySelector("main").insertAdjacentHTML("beforeend", (await previews())[0][1])
        document.querySelector(".rc-pop").showPopover()
        return moving().map(one => one.effect.target.className)
    }"""
    assert page.evaluate(moves) == ["rc-pop"]


def test_paper_shows_the_address_and_no_previews(reader: Reader) -> None:
    page = reader.open(CARD)
    page.emulate_media(media="print")
    assert style(page, ".rc-card--full .rc-title__link", "display", "::after") == "block"
    assert style(page, ".rc-card--full .rc-title__link", "content", "::after") == "attr(href)" or "darioamodei.com" in style(
        page, ".rc-card--full .rc-title__link", "content", "::after"
    )
    page.emulate_media(media="screen")
    assert style(page, ".rc-card--full .rc-title__link", "display", "::after") != "block"


def test_forced_colours_keep_icons_and_meters(reader: Reader) -> None:
    page = reader.open(CARD, scheme="dark", forced_colors="active")
    assert style(page, ".rc-card .rc-icon", "backgroundColor") == "rgb(255, 255, 255)"
    assert style(page, ".rc-meter", "outlineStyle") == "solid"


def test_the_index_without_javascript_is_a_whole_table(reader: Reader) -> None:
    page = reader.open("resources/", java_script_enabled=False)
    expect(page.locator("form.rc-index__bar")).to_be_hidden()
    assert page.locator("table.rc-rows tbody tr").count() > 25


def test_long_content_stays_bounded(reader: Reader) -> None:
    page = reader.open("handbook/stress/")
    open_all(page)
    for rows in page.locator(".rc-all__rows").all():
        height = rows.bounding_box()
        assert height is not None
        assert height["height"] <= 600


def test_words_in_a_column_stay_whole_and_long_ones_wrap_in_a_text(reader: Reader) -> None:
    page = reader.open(CARD, 320)
    page.evaluate(
        """() => {
            const ref = word => `<span class="rc-ref"><a class="rc-ref__link" href="#">${word}</a></span>`
            const row = `<tr><td>${ref("Interpretability")}</td><td>${"many words ".repeat(40)}</td></tr>`
            const added = `<table class="x">${row}</table><p id=p>${ref("x".repeat(99))}</p>`
            document.querySelector(".md-content h1").insertAdjacentHTML("afterend", added)
        }"""
    )
    assert page.evaluate("document.querySelector('.x a').getClientRects().length") == 1
    assert page.evaluate("document.querySelector('#p a').getClientRects().length") > 1
