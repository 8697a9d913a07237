"""Previews by mouse, keyboard and touch, and other things that a reader does, in Chromium and in Firefox."""

from __future__ import annotations

import time

import pytest
import samples
from surface import Surface

URGENCY, ALIGNMENT = samples.URGENCY.id, samples.ALIGNMENT.id
LINK, OTHER = f"#rc-ref-{URGENCY} a", f"#rc-ref-{ALIGNMENT} a"
POP = f"#rc-pop-{URGENCY}"


@pytest.fixture
def article(surface: Surface, site: str) -> Surface:
    surface.visit(site)
    return surface


def open_by_mouse(article: Surface, selector: str = LINK) -> None:
    article.hover(selector)
    article.wait(350)


def open_by_keyboard(article: Surface) -> None:
    article.evaluate("() => { const title = document.querySelector('.md-content h1'); title.tabIndex = -1; title.focus() }")
    article.press("Tab")
    article.wait(350)


def test_a_mouse_opens_it_after_350_ms_under_the_line(article: Surface) -> None:
    article.hover(LINK)
    article.wait(349)
    assert article.opened() == []
    article.wait(1)
    assert article.opened() == [URGENCY]
    link, pop = article.box(LINK), article.box(POP)
    assert pop["y"] - (link["y"] + link["height"]) == pytest.approx(6, abs=1.5)
    assert pop["width"] == 400
    assert article.box(f"{POP} .rc-title")["x"] == pytest.approx(link["x"], abs=1)


def test_the_page_does_not_move_when_one_opens(article: Surface) -> None:
    measure = "() => [document.documentElement.scrollHeight, scrollY]"
    before = article.evaluate(measure)
    open_by_mouse(article)
    assert article.opened() == [URGENCY]
    assert article.evaluate(measure) == before


def test_passing_over_opens_nothing(article: Surface) -> None:
    article.hover(LINK)
    article.wait(200)
    article.driver.move(1, 1)
    article.wait(1000)
    assert article.opened() == []


def test_it_closes_250_ms_after_link_and_preview_are_left(article: Surface) -> None:
    open_by_mouse(article)
    article.driver.move(1, 1)
    article.wait(200)
    article.driver.move(5, 300)
    assert article.opened() == [URGENCY]
    article.wait(50)
    assert article.opened() == []


def test_one_can_move_the_mouse_into_it(article: Surface) -> None:
    open_by_mouse(article)
    pop = article.box(POP)
    article.driver.move(pop["x"] + 50, pop["y"] - 3)
    article.wait(100)
    article.driver.move(pop["x"] + 50, pop["y"] + 50)
    article.wait(2000)
    assert article.opened() == [URGENCY]
    article.driver.move(1, 1)
    article.wait(250)
    assert article.opened() == []


def test_the_next_one_opens_sooner_and_the_first_closes(article: Surface) -> None:
    article.driver.resize(1280, 1100)
    open_by_mouse(article)
    article.hover(OTHER)
    article.wait(119)
    assert article.opened() == [URGENCY]
    article.wait(1)
    assert article.opened() == [ALIGNMENT]
    assert article.evaluate("() => document.querySelectorAll('.rc-pop').length") == 1


def test_a_link_that_is_scrolled_under_a_resting_pointer_opens_nothing(article: Surface) -> None:
    x, y = article.middle(OTHER)
    article.evaluate("() => { document.querySelector('main').style.paddingBottom = '200vh' }")
    article.driver.move(x, y - 300)
    article.evaluate(
        "async () => { scrollBy(0, 300); await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))) }"
    )
    article.wait(2000)
    assert article.opened() == []
    x, y = article.middle(OTHER)
    article.driver.move(x + 3, y)
    article.wait(350)
    assert article.opened() == [ALIGNMENT]


def test_the_keyboard_opens_it_and_esc_gives_the_focus_back(article: Surface) -> None:
    open_by_keyboard(article)
    assert article.opened() == [URGENCY]
    ways = []
    for _ in range(4):
        article.press("Tab")
        article.wait(1000)
        ways.append(article.focused())
    assert ways == [samples.URGENCY.title, f"Details: {samples.URGENCY.title}", "Copy citation", "Turn previews off"]
    assert article.opened() == [URGENCY]
    article.press("Escape")
    assert article.opened() == []
    assert article.focused() == samples.URGENCY.title
    article.wait(3000)
    assert article.opened() == []


def test_leaving_by_keyboard_closes_it(article: Surface) -> None:
    open_by_keyboard(article)
    article.press("Shift+Tab")
    article.wait(250)
    assert article.opened() == []


def test_a_reader_switches_previews_off_and_on_again(article: Surface, site: str) -> None:
    open_by_mouse(article)
    article.click(".rc-pop__switch")
    assert article.opened() == []
    article.visit(site)
    open_by_mouse(article)
    article.wait(1000)
    assert article.opened() == []
    assert article.evaluate(f"() => document.querySelector('#rc-ref-{URGENCY} button').ariaLabel") == (
        "Preview: The Urgency of Interpretability"
    )
    article.click(f"#rc-ref-{URGENCY} button")
    article.wait(1)
    assert article.opened() == [URGENCY]
    article.click(".rc-pop__switch")
    assert article.evaluate("() => document.querySelectorAll('.rc-ref button').length") == 0
    article.driver.move(1, 1)
    open_by_mouse(article)
    assert article.opened() == [URGENCY]


def test_touch_has_a_button_and_the_link_stays_a_link(surface: Surface, site: str) -> None:
    surface.visit(site, 480, 800, touch=True)
    button = f"#rc-ref-{URGENCY} button"
    place = surface.box(button)
    assert min(place["width"], place["height"]) >= 24
    surface.click(button, "touch")
    surface.wait(1)
    assert surface.opened() == [URGENCY]
    assert surface.evaluate("() => document.querySelector('.rc-pop__switch')") is None
    surface.click(f"{POP} .rc-excerpt__text", "touch")
    surface.wait(1000)
    assert surface.opened() == [URGENCY]
    surface.driver.click(240, 790, "touch")
    assert surface.opened() == []
    for shown in ([URGENCY], []):
        surface.click(button, "touch")
        surface.wait(1)
        assert surface.opened() == shown
    assert surface.evaluate("one => document.querySelector(one).getAttribute('href')", LINK) == samples.URGENCY.url


@pytest.mark.parametrize("at", [40, 128, 215])
def test_it_stays_within_a_window_at_400_percent(surface: Surface, site: str, at: int) -> None:
    surface.visit(site, 1280, 1024)
    surface.driver.zoom(4)
    surface.until("() => innerWidth === 320 && innerHeight === 256")
    surface.evaluate("([one, at]) => scrollBy(0, document.querySelector(one).getClientRects()[0].top - at)", [LINK, at])
    open_by_mouse(surface)
    assert surface.opened() == [URGENCY]
    pop = surface.box(POP)
    assert pop["y"] >= 0
    assert pop["y"] + pop["height"] <= 256
    assert pop["x"] >= 0
    assert pop["x"] + pop["width"] <= 320
    assert pop["height"] >= 90
    surface.evaluate("one => document.querySelector(one).scrollTo(0, 9999)", POP)
    assert surface.box(f"{POP} .rc-pop__foot")["y"] < 256
    surface.driver.zoom(1)


def test_an_excerpt_is_whole_and_opens_on_a_phone(surface: Surface, site: str) -> None:
    surface.visit(site, 480, 900, touch=True)
    state = """() => {
        const card = document.querySelector(".rc-card--full"), text = card.querySelector(".rc-excerpt__text")
        const rest = card.querySelector(".rc-excerpt__rest").checkVisibility()
        return [text.scrollHeight <= text.clientHeight + 1, text.textContent.length > 300, rest]
    }"""
    assert surface.evaluate(state) == [True, True, False]
    surface.evaluate("() => document.querySelector('.rc-more summary').scrollIntoView({block: 'center'})")
    surface.click(".rc-more summary", "touch")
    assert surface.evaluate(state) == [True, True, True]


def test_a_citation_is_copied(article: Surface) -> None:
    article.evaluate("() => { navigator.clipboard.writeText = async text => { window.copied = text } }")
    article.evaluate("() => document.querySelector('.rc-card--full .rc-copy').scrollIntoView({block: 'center'})")
    article.click(".rc-card--full .rc-copy")
    article.wait(1)
    assert article.evaluate("() => window.copied").startswith(
        "Dario Amodei (April 2025). The Urgency of Interpretability. https://"
    )
    label = "() => document.querySelector('.rc-card--full .rc-copy').textContent"
    assert article.evaluate(label) == "Copied"
    article.wait(2000)
    assert article.evaluate(label) == "Copy citation"


def test_it_survives_instant_navigation_and_back(surface: Surface, site: str) -> None:
    surface.driver.hover_none(False)
    surface.driver.resize(1280, 900)
    surface.driver.goto(site)
    # Material asks the site map which links it may follow; before it has that, a click loads the page anew.
    asked = (
        "performance.getEntriesByType('resource').some(({ name, responseEnd }) => name.endsWith('sitemap.xml') && responseEnd)"
    )
    surface.until(f"() => window.rcStart && document.readyState === 'complete' && {asked}")
    time.sleep(0.3)
    surface.evaluate("() => { window.kept = true; document.querySelector('.md-tabs a[href*=variants]').click() }")
    surface.until("() => location.pathname === '/variants/' && document.title.includes('Variants')")
    surface.evaluate("() => { setTimeout(() => history.back(), 300) }")
    surface.until(
        "one => location.pathname === '/' && document.querySelector(one) && !document.title.includes('Variants')", LINK
    )
    assert surface.evaluate("() => window.kept"), "the page was loaded anew"
    for _ in range(10):  # Material may still be putting the page in its place.
        surface.driver.move(1, 1)
        surface.hover(LINK)
        time.sleep(0.6)
        if surface.opened():
            break
    assert surface.opened() == [URGENCY]
