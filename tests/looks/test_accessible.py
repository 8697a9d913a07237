"""Nothing of ours is a hindrance: axe-core, contrast, width, shifts and loads, in both schemes and widths."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import axe_playwright_python
import gallery
import pytest
from harness import Window, Windows, mark_for_contrast
from playwright.sync_api import Browser, Page

import pictures

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RUN = """async (only) => {
  const ours = (node) => /rc-/.test(node.html) || /rc-/.test(node.target.join());
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const where = only ? { include: [["[data-looked-at]"]] } : document;
  const other = { runOnly: tags, rules: { "color-contrast": { enabled: false } }, resultTypes: ["violations"] };
  const { violations, passes } = await axe.run(where, only ? { runOnly: only } : other);
  const contrasts = only ? passes.flatMap(({ nodes }) => nodes).filter(ours) : [];
  return [
    ...violations.flatMap(({ id, nodes }) => nodes.filter(ours).map(({ html }) => [id, html])),
    ...contrasts.map((node) => [node.any[0].data.contrastRatio, node.html]).filter(([ratio]) => ratio && ratio < 4.65),
  ];
}"""
CONTRAST = ["color-contrast"]
PAGES = (*pictures.PAGES, "rtl/", "long/")


def visit(page: Page, address: str) -> None:
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true; })")
    # Five hundred rows say no more than twenty, and take minutes.
    page.evaluate("document.querySelectorAll('.rc-all tr:nth-child(n + 20)').forEach((row) => row.remove())")
    # A fade would be measured half way.
    page.emulate_media(reduced_motion="reduce")
    page.evaluate(AXE)


def check(page: Page) -> list[Any]:
    """What axe finds wrong with our markup, and what is paler than our own measure: in full once, colours in both schemes."""
    found = []
    for scheme, only in (("default", None), ("default", CONTRAST), ("slate", CONTRAST)):
        pictures.use_scheme(page, scheme)
        mark_for_contrast(page)
        found += page.evaluate(RUN, only)
    return found


@pytest.fixture(params=[1280, 390])
def window(windows: Windows, request: pytest.FixtureRequest) -> Iterator[Window]:
    one = windows.open(request.param, has_touch=request.param < 500)
    yield one
    errors = list(one.errors)
    one.give_back()
    assert errors == []


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_of_ours_and_nothing_is_loaded_from_elsewhere_or_scrolls_sideways_at_320_pixels(
    window: Window, site: str, path: str
) -> None:
    """One page is loaded for all three: that takes as long as looking at it."""
    page = window.page
    visit(page, site + path)
    assert check(page) == []
    assert {url for url in window.requests if not url.startswith((site, "data:"))} == set()
    if not page.evaluate("matchMedia('(hover: none)').matches"):
        page.set_viewport_size({"width": 320, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_axe_finds_nothing_in_an_open_preview(window: Window, site: str) -> None:
    visit(window.page, site)
    window.page.evaluate("""() => {
      const pop = document.importNode(document.querySelector("template[data-rc-peek]").content.querySelector(".rc-pop"), true);
      document.querySelector("article").append(pop);
      pop.showPopover();
      pop.querySelectorAll("[hidden]").forEach((one) => { one.hidden = false; });
      pop.lastElementChild.insertAdjacentHTML("beforeend", "<button class=rc-pop__switch aria-label=Off></button>");
    }""")
    assert check(window.page) == []


def test_what_is_pale_or_has_no_name_is_found(page: Page, site: str) -> None:
    visit(page, site)
    # One of many that are alike.
    page.evaluate("[...document.querySelectorAll('.rc-credit')].at(-1).style.cssText = 'color: #888 !important'")
    page.evaluate("document.querySelector('.rc-card').insertAdjacentHTML('beforeend', '<img class=rc-x src=\"data:,\">')")
    assert {rule for rule, _ in check(page) if isinstance(rule, str)} >= {"color-contrast", "image-alt"}


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs"])
def test_axe_finds_nothing_of_ours_in_other_themes(browser: Browser, tmp_path: Path, theme: str) -> None:
    page = browser.new_page()
    with pictures.serve(gallery.build(tmp_path / theme, theme)) as address:
        for path in ("", "resources/"):
            visit(page, address + path)
            assert check(page) == []
    page.close()


SHIFTS = """() => new Promise((done) => {
  const html = ({ node }) => node?.outerHTML || node?.parentElement?.outerHTML || "", shifted = [];
  const note = ({ sources }) => shifted.push(...sources.map((one) => html(one).slice(0, 200)));
  new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(shifted), 300);
})"""
"""What has moved since the page was loaded."""


def test_nothing_shifts_while_a_page_loads(page: Page, site: str) -> None:
    for path in ("", "variants/", "stress/", "resource/"):
        page.goto(site + path)
        assert [html for html in page.evaluate(SHIFTS) if "rc-" in html] == []


def test_a_shift_is_seen(page: Page, site: str) -> None:
    page.goto(site)
    page.evaluate("""() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {
      document.querySelector("h1").insertAdjacentHTML("beforebegin", "<div style='height: 200px'></div>");
      requestAnimationFrame(() => requestAnimationFrame(done));
    })))""")
    assert [html for html in page.evaluate(SHIFTS) if "rc-" in html] != []


def test_paper_has_addresses_and_whole_excerpts_and_no_controls(page: Page, site: str) -> None:
    page.goto(site)
    page.emulate_media(media="print")
    title = page.locator(".rc-card--full .rc-title__link").first
    assert title.evaluate("link => getComputedStyle(link, '::after').content").startswith('"https://darioamodei.com/post/')
    # The way to a page of the site, for a source that has no address, is of no use on paper.
    relative = "link => { link.setAttribute('href', 'resources/one/'); return getComputedStyle(link, '::after').content }"
    assert "one" not in title.evaluate(relative)
    excerpt = page.locator(".rc-card--full .rc-excerpt__text").first
    assert excerpt.evaluate("text => text.scrollHeight <= text.clientHeight + 1")
    assert page.locator(".rc-refs__jumps").first.is_hidden()


def test_forced_colours_keep_icons_and_meters(browser: Browser, site: str) -> None:
    context = browser.new_context(forced_colors="active", color_scheme="dark")
    page = context.new_page()
    page.goto(site)
    colour = "element => getComputedStyle(element).backgroundColor"
    assert page.locator(".rc-kind .rc-icon").first.evaluate(colour) == "rgb(255, 255, 255)"
    assert page.locator(".rc-meter").first.evaluate("meter => getComputedStyle(meter).outlineStyle") == "solid"
    context.close()


def test_lists_of_the_theme_do_not_space_out_cards(page: Page, site: str) -> None:
    page.goto(site + "variants/")
    margins = "paragraphs => paragraphs.map((one) => getComputedStyle(one).marginBlock)"
    assert set(page.locator(":is(.rc-list, .rc-grid) :is(.rc-credit, .rc-kind)").evaluate_all(margins)) == {"0px"}
