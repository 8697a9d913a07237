"""Where previews stand, and rare cases of opening and closing them; what readers do every day is in `test_interaction.py`."""

from __future__ import annotations

import pytest
import samples
from playwright.sync_api import Browser, Locator, Page, Route, expect
from surface import FREEZE

URGENCY = f"#rc-ref-{samples.URGENCY.id} a"
ALIGNMENT = f"#rc-ref-{samples.ALIGNMENT.id} a"
POP = f"#rc-pop-{samples.URGENCY.id}"
OTHER_POP = f"#rc-pop-{samples.ALIGNMENT.id}"


@pytest.fixture
def article(page: Page, site: str) -> Page:
    return visit(page, site)


def visit(page: Page, address: str) -> Page:
    page.goto(address)
    page.wait_for_function("!!window.rcStart")
    page.evaluate(FREEZE)
    page.mouse.move(1, 1)
    return page


def wait(page: Page, ms: int) -> None:
    page.evaluate("ms => runFor(ms)", ms)


def box(locator: Locator) -> dict[str, float]:
    found = locator.bounding_box()
    assert found
    return dict(found)


def bottom_of_line(link: Locator, button: dict[str, float]) -> float:
    """Where the line ends that the button stands in: the link's last, or one of the button's own."""
    last = link.evaluate("link => [...link.getClientRects()].at(-1).bottom")
    return float(last) if last > button["y"] + button["height"] / 2 else button["y"] + button["height"]


def test_it_flips_above_when_there_is_no_room_below(article: Page) -> None:
    article.set_viewport_size({"width": 1280, "height": 620})
    article.locator(ALIGNMENT).evaluate("link => scrollBy(0, link.getBoundingClientRect().bottom - innerHeight + 40)")
    article.hover(ALIGNMENT)
    wait(article, 350)
    line = article.locator(ALIGNMENT).evaluate("link => link.getClientRects()[0].top")
    pop = box(article.locator(OTHER_POP))
    assert pop["y"] + pop["height"] == pytest.approx(line - 6, abs=1.5)


def test_it_opens_at_the_hovered_line_of_a_long_link(article: Page) -> None:
    article.evaluate("scrollTo(0, 500)")
    lines = article.locator(ALIGNMENT).evaluate("link => [...link.getClientRects()].map(({left, bottom}) => [left, bottom])")
    assert len(lines) == 2
    article.mouse.move(lines[1][0] + 20, lines[1][1] - 5)
    wait(article, 350)
    assert box(article.locator(OTHER_POP))["y"] == pytest.approx(lines[1][1] + 6, abs=1.5)


def test_it_stays_within_the_window(article: Page) -> None:
    article.set_viewport_size({"width": 420, "height": 900})
    article.hover(ALIGNMENT)
    wait(article, 350)
    pop = box(article.locator(OTHER_POP))
    assert pop["x"] >= 8
    assert pop["x"] + pop["width"] <= 412
    assert article.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_it_scrolls_with_its_link(article: Page) -> None:
    article.hover(URGENCY)
    wait(article, 350)
    before = box(article.locator(POP))["y"] - box(article.locator(URGENCY))["y"]
    article.evaluate("scrollBy(0, 60)")
    assert box(article.locator(POP))["y"] - box(article.locator(URGENCY))["y"] == pytest.approx(before, abs=0.5)


def open_by_keyboard(page: Page) -> None:
    page.locator(".md-content h1").evaluate("heading => { heading.tabIndex = -1; heading.focus(); }")
    page.keyboard.press("Tab")
    wait(page, 350)
    expect(page.locator(POP)).to_be_visible()


def test_what_the_keyboard_opened_stays_under_the_mouse(article: Page) -> None:
    open_by_keyboard(article)
    article.hover(f"{POP} .rc-excerpt__text")
    article.keyboard.press("Shift+Tab")
    wait(article, 1000)
    expect(article.locator(POP)).to_be_visible()
    article.mouse.move(1, 1)
    wait(article, 250)
    expect(article.locator(POP)).to_be_hidden()


def test_tab_goes_from_the_button_into_its_preview(browser: Browser, site: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = visit(context.new_page(), site)
    button = page.locator(f"#rc-ref-{samples.URGENCY.id} button")
    button.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(f"document.querySelector('{POP}').contains(document.activeElement)")
    page.keyboard.press("Escape")
    expect(page.locator(POP)).to_be_hidden()
    expect(button).to_be_focused()
    context.close()


def test_it_stays_within_a_phone_that_is_turned(browser: Browser, site: str) -> None:
    context = browser.new_context(viewport={"width": 844, "height": 390}, has_touch=True)
    page = visit(context.new_page(), site)
    page.locator(f"#rc-ref-{samples.ALIGNMENT.id} button").tap()
    expect(page.locator(OTHER_POP)).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_function("document.documentElement.scrollWidth <= 390")
    pop = box(page.locator(OTHER_POP))
    assert pop["x"] >= 8
    assert pop["x"] + pop["width"] <= 382
    button = page.locator(f"#rc-ref-{samples.ALIGNMENT.id} button")
    assert pop["y"] == pytest.approx(bottom_of_line(page.locator(ALIGNMENT), box(button)) + 6, abs=1.5)
    context.close()


def test_the_switch_has_a_name_without_its_title(article: Page) -> None:
    article.hover(URGENCY)
    wait(article, 350)
    # Material's `content.tooltips` takes it away under the mouse.
    article.locator(f"{POP} .rc-pop__switch").evaluate("button => button.removeAttribute('title')")
    expect(article.get_by_role("button", name="Turn previews off")).to_be_visible()


def test_esc_closes_what_the_mouse_opened_until_the_mouse_comes_again(article: Page) -> None:
    article.hover(URGENCY)
    wait(article, 350)
    article.keyboard.press("Escape")
    expect(article.locator(POP)).to_be_hidden()
    link = box(article.locator(URGENCY))
    article.mouse.move(link["x"] + 30, link["y"] + 10)
    wait(article, 1000)
    expect(article.locator(POP)).to_be_hidden()
    article.mouse.move(1, 1)
    article.hover(URGENCY)
    wait(article, 350)
    expect(article.locator(POP)).to_be_visible()


def test_numbers_have_previews_at_each_place(article: Page) -> None:
    pop = article.locator(f"#rc-pop-{samples.MONOSEMANTICITY.id}")
    for reference in (f"rc-ref-{samples.MONOSEMANTICITY.id}", f"rc-ref-{samples.MONOSEMANTICITY.id}:2"):
        link = article.locator(f"[id='{reference}'] a")
        link.hover()
        wait(article, 350)
        expect(pop).to_be_visible()
        assert box(pop)["y"] == pytest.approx(box(link)["y"] + box(link)["height"] + 6, abs=2)
        article.mouse.move(1, 1)
        wait(article, 250)
        expect(pop).to_be_hidden()


def test_a_page_with_107_references(page: Page, site: str) -> None:
    visit(page, site + "many/")
    links = page.locator(".rc-ref__link")
    assert links.count() == 107
    for n in (0, 53, 106):
        links.nth(n).scroll_into_view_if_needed()
        links.nth(n).hover()
        wait(page, 350)
        assert page.locator(":popover-open").count() == 1
        page.mouse.move(1, 1)
        wait(page, 250)
        assert page.locator(":popover-open").count() == 0


def test_reduced_motion_means_no_fade(browser: Browser, site: str) -> None:
    for motion, animation in (("no-preference", "rc-fade"), ("reduce", "none")):
        context = browser.new_context(reduced_motion=motion)  # type: ignore[arg-type]
        page = visit(context.new_page(), site)
        page.hover(URGENCY)
        wait(page, 350)
        assert page.locator(POP).evaluate("pop => getComputedStyle(pop).animationName") == animation
        context.close()


def test_material_previews_links_of_the_site_where_it_does(page: Page, site: str) -> None:
    def switch_on(route: Route) -> None:
        html = (
            route.fetch()
            .text()
            .replace('"features":[', '"features":["navigation.instant.preview",')
            .replace('"features": [', '"features": ["navigation.instant.preview", ')
        )
        route.fulfill(body=html, content_type="text/html")

    page.route(site, switch_on)
    visit(page, site)
    assert "instant.preview" in page.locator("#__config").inner_text()
    page.locator(f"#rc-ref-{samples.MONOSEMANTICITY.id} a").hover()
    wait(page, 1000)
    expect(page.locator(f"#rc-pop-{samples.MONOSEMANTICITY.id}")).to_be_hidden()
    page.hover(URGENCY)
    wait(page, 1000)
    expect(page.locator(POP)).to_be_visible()
