"""Groups of numbers in a browser: what a range leaves out can be reached, and no line breaks where it must not."""

from __future__ import annotations

import pytest
from harness import Reader
from playwright.sync_api import Page, expect

BREAKS = """() => {
  const number = document.querySelector("sup.rc-cites"), box = document.createElement("p"), broken = [];
  const text = (words) => document.createTextNode(words);
  box.append(text("Some words that go on before it\\u00a0"), number.cloneNode(true), text("\\u2060, and more words behind."));
  document.querySelector("article").append(box);
  const [before, sup, behind] = box.childNodes, range = document.createRange();
  const lineOf = (node, at) => {
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    return range.getBoundingClientRect().bottom;
  };
  for (let width = 60; width < 600; width += 1) {
    box.style.width = `${width}px`;
    const lines = sup.getClientRects(), apart = (a, b) => Math.abs(a - b) > 14;
    if (apart(lineOf(before, before.length - 2), lines[0].bottom)) broken.push(["before", width]);
    if (apart(lineOf(behind, 1), lines[lines.length - 1].bottom)) broken.push(["behind", width]);
  }
  box.remove();
  return broken;
}"""


@pytest.fixture
def page(reader: Reader) -> Page:
    return reader.open("citing/")


def test_a_range_shows_what_it_leaves_out(page: Page) -> None:
    dash = page.locator(".rc-range").first
    hidden = dash.locator(".rc-range__numbers")
    assert hidden.evaluate("one => getComputedStyle(one).clipPath") == "inset(50%)"
    dash.hover()
    assert hidden.evaluate("one => getComputedStyle(one).clipPath") == "none"
    hidden.locator(".rc-ref").hover()
    expect(page.locator(".rc-pop:popover-open")).to_contain_text("Computing Machinery")


def test_a_range_can_be_walked_by_keyboard(page: Page) -> None:
    page.locator(".rc-range").first.evaluate("one => one.previousElementSibling.querySelector('a').focus()")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.dataset.rcN") == "2"
    expect(page.locator(".rc-pop:popover-open")).to_contain_text("Computing Machinery")


def test_no_line_breaks_before_a_number_or_behind_it(page: Page) -> None:
    assert page.evaluate(BREAKS) == []


def test_paper_has_the_range_alone(page: Page) -> None:
    page.emulate_media(media="print")
    assert not page.locator(".rc-range__numbers").first.is_visible()
