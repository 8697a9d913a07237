"""Cards and citations in narrow places, beside floats, with large text and wide spacing, on touch screens and on paper."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from harness import Windows
from playwright.sync_api import Browser, Page
from surface import Surface

import pictures

FLOAT = '<div class="admonition info inline end"><p class="admonition-title">A note</p><p>that an author floats</p></div>'
SPACED = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
"""What a reader may set (WCAG 2.2, 1.4.12)."""
LARGE = "html { font-size: 187.5% !important }"
"""Material's text of 16 pixels in 24."""


@pytest.fixture
def phone(windows: Windows, site: str) -> Iterator[Page]:
    window = windows.open(390, 800)
    yield window.page
    window.give_back()


def test_a_card_stands_beside_a_float_or_below_it(surface: Surface, site: str) -> None:
    surface.visit(site)
    for card in (".rc-card--full", ".rc-card--compact"):
        before = "([card, html]) => document.querySelector(card).insertAdjacentHTML('beforebegin', html)"
        surface.evaluate(before, [card, FLOAT])
        for width in (1280, 700):
            surface.driver.resize(width, 900)
            one, other = surface.box(card), surface.box(".admonition")
            beside = one["x"] + one["width"] <= other["x"] + 1 or one["x"] >= other["x"] + other["width"] - 1
            assert beside or one["y"] >= other["y"] + other["height"] - 1, (card, width)
            assert one["width"] >= 250, (card, width)
        surface.evaluate("() => document.querySelector('.admonition').remove()")


def test_a_compact_card_answers_to_its_box(surface: Surface, site: str) -> None:
    surface.visit(site)
    measure = """width => {
        const card = document.querySelector(".rc-card--compact")
        const box = document.createElement("div")
        box.style.width = `${width}px`
        card.replaceWith(box)
        box.append(card)
        const [title, count] = [".rc-compact", ".rc-count"].map(one => card.querySelector(one).getBoundingClientRect())
        const shown = [title.width, card.getBoundingClientRect().width, title.bottom <= count.top + 1]
        box.replaceWith(card)
        return shown
    }"""
    for width in (220, 260, 300):
        title, card, stacked = surface.evaluate(measure, width)
        assert title >= width - 80
        assert card == width
        assert stacked, width


@pytest.mark.parametrize(("path", "widths"), [("many/", (768, 600, 500)), ("rtl/", (500,))])
def test_the_button_stays_behind_the_last_word_and_before_the_punctuation_with_no_gap(
    surface: Surface, site: str, path: str, widths: tuple[int, ...]
) -> None:
    surface.visit(f"{site}{path}", widths[0], touch=True)
    for width in widths:
        surface.driver.resize(width, 900)
        alone, covering, parted, gaps = surface.evaluate(BUTTONS)
        assert (alone, covering, parted) == (0, 0, 0), width
        assert gaps <= 1, width


BUTTONS = """() => {
    let alone = 0, covering = 0, parted = 0, gaps = []
    for (const button of document.querySelectorAll(".rc-ref__peek")) {
        const ref = button.closest(".rc-ref"), text = ref.nextSibling
        const box = button.getBoundingClientRect(), middle = (box.top + box.bottom) / 2
        const at = (box.left + box.right) / 2
        const lines = [...ref.firstElementChild.getClientRects()], last = Math.max(...lines.map(line => line.bottom))
        // One line of both directions may have several boxes, in any order.
        const words = lines.filter(({ bottom }) => bottom > last - 8)
        if (Math.abs((words[0].top + last) / 2 - middle) > 8) alone++
        if (!words.some(({ left, right }) => box.left <= right && left <= box.right)) alone++
        if (words.some(({ left, right }) => left < at && at < right)) covering++
        const range = new Range()
        range.setStart(text, 0)
        range.setEnd(text, 1)
        const next = range.getBoundingClientRect()
        if (/^[.,]/.test(text.data) && Math.abs((next.top + next.bottom) / 2 - middle) > 8) parted++
        if (text.data.startsWith(",")) gaps.push(next.left - (box.left + box.width / 2 + 7))
    }
    return [alone, covering, parted, Math.max(0, ...gaps)]
}"""


BOOTSTRAP = "sup { position: relative; top: -.5em; font-size: .75em; line-height: 0; vertical-align: baseline }"
CELLS = """
    [ordinary link with a label that is long enough to wrap][number] | [reference with a label that is long] [number]
    [number] [number] | [number][number] | [a]<br>[b] | [a], [b] | [number][ordinary x] | The words of a cell[number]"""


ITEMS = "[number] | [number][number] | [number], [number] | [number] [number]"


def test_a_finger_has_room_in_cells(surface: Surface, site: str) -> None:
    surface.visit(f"{site}many/", 768, touch=True)
    for style in ("", BOOTSTRAP):
        surface.evaluate(
            "text => document.head.append(Object.assign(document.createElement('style'), { textContent: text }))", style
        )
        for width in (768, 390):
            surface.driver.resize(width, 900)
            for cells, table in ((CELLS, ["table", "tr", "td"]), (ITEMS, ["div", "ul", "li"]), (ITEMS, ["div", "dl", "dd"])):
                assert surface.evaluate(CLOSE, [cells, *table]) == [], (style, width, table)


CLOSE = """([cells, table, row, cell]) => {
    const link = (_, text) => text.startsWith("ordinary") ? `<a href="https://example.org/x">${text}</a>`
        : text !== "number"
        ? `<span class="rc-ref" data-rc-id="x"><a class="rc-ref__link" href="https://example.org/">${text}</a></span>`
        : '<sup class="rc-ref rc-ref--num" data-rc-id="x"><a href="#x" aria-label="[1] X">[1]</a></sup>'
    const filled = text => `<${row}><${cell} style="width: 9em">${text.replace(/\\[(.*?)\\]/g, link)}</${cell}></${row}>`
    const made = cells.trim().split("|").map(filled)
    document.querySelector("h1").insertAdjacentHTML("afterend", `<${table} id="cells">${made.join("")}</${table}>`)
    rcStart()
    const targets = [...document.querySelectorAll("#cells a, #cells button")].map(one => {
        const box = one.getBoundingClientRect(), small = box.width < 24 || box.height < 24
        return {one, small, lines: [...one.getClientRects()], x: box.left + box.width / 2, y: box.top + box.height / 2}
    })
    // A circle of 24 pixels around a small target meets no other target, and no other such circle.
    const meets = ({x, y}, lines) => lines.some(line =>
        Math.hypot(Math.max(line.left - x, 0, x - line.right), Math.max(line.top - y, 0, y - line.bottom)) < 11.5)
    const close = targets.filter(({small}) => small).flatMap(one => targets.filter(other => other !== one && (
        meets(one, other.lines) || other.small && Math.hypot(one.x - other.x, one.y - other.y) < 23.5)
    ).map(other => [one, other].map(({one}) => one.textContent || one.ariaLabel).join(" | ")))
    document.querySelector("#cells").remove()
    return close
}"""
"""Targets of ours that are too close to one another."""


def test_the_button_covers_no_word_of_another_direction(surface: Surface, site: str) -> None:
    surface.visit(f"{site}rtl/", 500, touch=True)
    covers = surface.evaluate(
        """() => [...document.querySelectorAll(".rc-ref__peek")].map(button => {
            const box = button.getBoundingClientRect(), [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2]
            const words = document.createTreeWalker(button.closest("p"), NodeFilter.SHOW_TEXT), one = new Range()
            while (words.nextNode()) {
                one.selectNodeContents(words.currentNode)
                const over = ({ left, right, top, bottom }) => left < x + 4 && x - 4 < right && top < y && y < bottom
                if ([...one.getClientRects()].some(over)) return words.currentNode.data
            }
            return ""
        })"""
    )
    assert covers == [""] * 31


def use_style(page: Page, style: str, width: int) -> None:
    """A style sheet of the reader's, in place of an earlier one, in a window of that width."""
    page.evaluate("document.querySelector('#reader')?.remove()")
    page.add_style_tag(content=style or "p {}").evaluate("one => { one.id = 'reader' }")
    page.set_viewport_size({"width": width, "height": 800})


@pytest.mark.parametrize("path", [*pictures.PAGES, "rtl/"])
def test_nothing_is_wider_than_the_window(phone: Page, site: str, path: str) -> None:
    phone.goto(site + path)
    for style, width in ((LARGE, 390), (SPACED, 320)):
        use_style(phone, style, width)
        assert phone.evaluate("document.documentElement.scrollWidth") <= width, style
        assert phone.evaluate(BROKEN) == [], style


BROKEN = """() => [...document.querySelectorAll(".rc-meta dt")].filter(({ firstChild }) => {
    const { data } = firstChild, one = new Range()
    return data.split(" ").some(word => {
        one.setStart(firstChild, data.indexOf(word))
        one.setEnd(firstChild, data.indexOf(word) + word.length)
        return one.getClientRects().length > 1
    })
}).map(one => one.textContent)"""
"""Names of facts in which a word is broken."""


THEME = """
.md-content article article { display: flex; padding: 32px 9px; gap: 32px } svg { display: block }
.md-content article table thead tr th { height: 40px } header, footer { padding: 20px; margin: 20px; border: 9px solid }
q { quotes: none } q::before, q::after { content: none }
"""
"""What some themes give to elements, whatever their class."""


def test_cards_take_no_styles_of_a_theme_s_elements(phone: Page, site: str) -> None:
    phone.goto(site)
    measure = """() => [...document.querySelectorAll(".rc-card, .rc-card :is(header, th, svg, footer)")].map(one => {
        const {x, width, height} = one.getBoundingClientRect()
        return [one.outerHTML.slice(0, 80), x, width, height]
    })"""
    quoted = """() => {
        const one = document.body.appendChild(document.createElement("q"))
        one.className = "rc-cited__sentence"
        return [getComputedStyle(one).quotes, getComputedStyle(one, "::before").content]
    }"""
    before = phone.evaluate(measure)
    phone.add_style_tag(content=THEME)
    assert phone.evaluate(measure) == before
    assert phone.evaluate(quoted) == ["auto", "open-quote"]


def test_a_preview_stays_beside_the_scroll_bar(phone: Page, site: str) -> None:
    phone.goto(site)
    # Chromium hides the bars of a window without a screen; this is what one of 15 pixels leaves.
    phone.evaluate("Object.defineProperty(document.documentElement, 'clientWidth', {value: 375})")
    phone.hover(".rc-ref a")
    preview = phone.wait_for_selector(".rc-pop:popover-open")
    assert preview is not None
    box = preview.bounding_box()
    assert box is not None
    assert box["x"] + box["width"] <= 375 - 8


def test_paper_has_numbers_and_addresses_and_no_controls(phone: Page, site: str) -> None:
    phone.goto(site)
    phone.emulate_media(media="print")
    note = "link => getComputedStyle(link, '::after').content"
    links = phone.locator(".rc-ref > a.rc-ref__link")
    assert [links.nth(n).get_attribute("data-rc-note") for n in range(links.count())] == ["1", "4", "5"]
    assert links.first.evaluate(note) == '"[1]"'
    assert phone.locator(".rc-notes").count() == 0, "the page has a list of references"
    card = phone.locator(".rc-card--full").first
    for control in ("summary", ".rc-copy", ".rc-card__foot", ".rc-ref__peek"):
        assert not card.locator(control).first.is_visible()
    assert card.locator(".rc-excerpt__rest").is_visible()
    phone.emulate_media(media="screen")
    phone.goto(f"{site}many/")
    phone.emulate_media(media="print")
    addresses = phone.locator(".rc-notes li").all_inner_texts()
    sources = set(phone.locator("a.rc-ref__link").evaluate_all("links => links.map(link => link.href)"))
    assert sorted(addresses) == sorted(sources)
    phone.emulate_media(media="screen")
    assert not phone.locator(".rc-notes").is_visible()


def test_paper_from_a_phone_keeps_no_room_for_buttons(browser: Browser, site: str) -> None:
    context = browser.new_context(has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(site)
    boxes = """() => [...document.querySelectorAll(".rc-ref:not(.rc-ref--missing)")].map(ref => {
        const end = one => [...one.getClientRects()].at(-1).right
        return end(ref) - end(ref.firstElementChild)
    })"""
    assert set(map(round, page.evaluate(boxes))) == {14}
    page.emulate_media(media="print")
    assert set(map(round, page.evaluate(boxes))) == {0}
    context.close()


def test_five_hundred_citing_pages_do_not_fill_twenty_sheets(phone: Page, site: str) -> None:
    phone.goto(f"{site}stress/")
    assert len(re.findall(rb"/Type\s*/Page\b", phone.pdf())) <= 8


def test_the_rest_of_a_long_table_has_the_same_columns(surface: Surface, site: str) -> None:
    surface.visit(f"{site}stress/")
    shown = surface.evaluate(
        """() => [...document.querySelectorAll(".rc-card--full .rc-cited:has(.rc-all)")].map(one => {
            one.querySelector(".rc-all").open = true
            const left = (row, cell) => row.querySelector(cell).getBoundingClientRect().left
            const [first, second] = [...one.querySelectorAll("table")].map(table => table.querySelector("tbody tr"))
            const head = one.querySelector(".rc-all thead").getBoundingClientRect().height
            return [left(first, ".rc-cited__type") - left(second, ".rc-cited__type"), head]
        })"""
    )
    assert shown
    assert all(abs(gap) < 20 and head < 3 for gap, head in shown)


def test_a_table_of_one_column_has_no_head_to_see(surface: Surface, site: str) -> None:
    surface.visit(f"{site}stress/")
    heads = surface.evaluate(
        """() => [...document.querySelectorAll(".rc-cited__table thead")].map(one =>
            [one.querySelectorAll("th").length, one.getBoundingClientRect().height])"""
    )
    assert {height < 3 for cells, height in heads if cells == 1} == {True}


def test_a_table_answers_to_its_box(surface: Surface, site: str) -> None:
    surface.visit(f"{site}variants/")
    measure = """width => {
        const table = document.querySelector(".rc-rows"), box = document.createElement("div")
        box.style.width = `${width}px`
        const whole = table.closest(".rc-table")
        whole.replaceWith(box)
        box.append(whole)
        const right = box.getBoundingClientRect().right
        const cells = [...table.querySelectorAll("td, td *")].filter(one => one.getBoundingClientRect().right > right + 1)
        const shown = [cells.length, table.querySelector(".rc-rows__title").getBoundingClientRect().width]
        box.replaceWith(whole)
        return shown
    }"""
    for width in (240, 420):
        sticking_out, title = surface.evaluate(measure, width)
        assert sticking_out == 0, width
        assert title >= 100, width


LINES = """([selector, text]) => [...document.querySelectorAll(selector)].map(one => {
    if (text) one.textContent = text
    const words = [...one.childNodes].filter(node => node.data?.trim()).at(-1) || one.firstChild, lines = []
    for (let at = 0; at < words.length; at++) {
        const range = new Range()
        range.setStart(words, at)
        range.setEnd(words, at + 1)
        const box = range.getBoundingClientRect()
        if (box.width) (lines[Math.round(box.bottom)] ??= []).push(words.data[at])
    }
    return Object.values(lines).map(line => line.join("").trim())
})"""
"""Texts as a browser breaks them into lines."""


def test_a_rating_is_never_broken_and_a_range_of_dates_between_its_dates(surface: Surface, site: str) -> None:
    surface.visit(f"{site}resources/")
    for width in (1280, 390):
        surface.driver.resize(width, 900)
        ratings = surface.evaluate(LINES, [".rc-rows__rating:not(th):not(:empty)", ""])
        assert ["Very\u00a0high"] in ratings
        assert {len(lines) for lines in ratings} == {1}, width
        for text, lines in (("Oct 2003–Jan 2004", ["Oct 2003–", "Jan 2004"]), ("1998–2004", ["1998–2004"])):
            shown = surface.evaluate(LINES, ["td.rc-rows__date time", text])
            assert shown
            assert all("".join(one) == text or one == lines for one in shown), width
    surface.visit(site)
    for width in (1280, 390):
        surface.driver.resize(width, 900)
        boxes = "() => [...document.querySelectorAll('.rc-credit time')].map(one => one.getClientRects().length)"
        assert set(surface.evaluate(boxes)) == {1}, width


PALETTE = """red pink purple deep-purple indigo blue light-blue cyan teal green light-green lime yellow amber orange
deep-orange brown grey blue-grey black white""".split()
ACCENTS = PALETTE[:16]
"""Material's own names."""
RING = """([primaries, accents]) => {
    const light = text => {
        const parts = text.match(/[\\d.]+/g).map(one => one / 255)
        const [r, g, b] = parts.map(one => one <= .04045 ? one / 12.92 : ((one + .055) / 1.055) ** 2.4)
        return .2126 * r + .7152 * g + .0722 * b + .05
    }
    // Alone in the page: a palette is a new style for every element of it.
    const card = document.querySelector(".rc-card--full")
    document.querySelector(".md-container").replaceWith(card)
    const link = card.querySelector(".rc-title__link"), seen = new Set(), pale = []
    link.focus({focusVisible: true})
    // A ring could have the colour of either.
    const pairs = [...primaries.map(one => [one, accents[0]]), ...accents.map(one => [primaries[0], one])]
    for (const mdColorScheme of ["default", "slate"]) for (const [mdColorPrimary, mdColorAccent] of pairs) {
        Object.assign(document.body.dataset, {mdColorScheme, mdColorPrimary, mdColorAccent})
        const ring = getComputedStyle(link), ground = getComputedStyle(document.body).backgroundColor
        const [low, high] = [light(ring.outlineColor), light(ground)].sort((one, other) => one - other)
        seen.add(getComputedStyle(document.body).getPropertyValue("--md-accent-fg-color") + ground)
        if (ring.outlineStyle !== "solid" || high / low < 3) pale.push(Object.values(document.body.dataset))
    }
    return [seen.size, pale]
}"""


def test_the_focus_is_seen_on_every_palette(surface: Surface, site: str) -> None:
    """Yellow on white, Material's palest, is 1.4:1; a ring needs 3:1 (WCAG 2.2, 1.4.11)."""
    surface.visit(site)
    seen, pale = surface.evaluate(RING, [PALETTE, ACCENTS])
    assert seen >= 2 * len(ACCENTS), "the palettes were not taken"
    assert pale == []


def test_titles_in_chinese_do_not_slant(surface: Surface, site: str) -> None:
    surface.visit(site)
    assert surface.evaluate("() => getComputedStyle(document.querySelector('cite')).fontSynthesisStyle") == "none"


def test_more_contrast_is_given_to_who_asks(browser: Browser, site: str) -> None:
    context = browser.new_context(contrast="more")
    page = context.new_page()
    page.goto(site)
    token = "name => getComputedStyle(document.body).getPropertyValue(name)"
    assert page.evaluate(token, "--rc-muted") == page.evaluate(token, "--rc-fg")
    context.close()


def test_no_cell_of_citing_pages_holds_more_than_fits(phone: Page, site: str) -> None:
    phone.goto(f"{site}stress/")
    wide = """() => [...document.querySelectorAll(".rc-cited :is(th, td, caption)")].filter(one => {
        const text = new Range()
        text.selectNodeContents(one)
        const [inner, outer] = [text.getBoundingClientRect(), one.getBoundingClientRect()]
        const sticksOut = inner.right > outer.right + 1 || inner.left < outer.left - 1
        return outer.height > 2 && inner.width && (sticksOut || (one.matches("caption") && inner.width < 60))
    }).map(one => one.outerHTML)"""
    for style, width in (("", 1280), ("", 320), (LARGE, 390), (SPACED, 320)):
        use_style(phone, style, width)
        assert phone.evaluate(wide) == [], (style, width)


def test_a_button_has_the_colour_of_a_title_on_a_ground_of_its_own(phone: Page, site: str) -> None:
    phone.goto(site)
    button = "<span class=rc-ref><button class=rc-ref__peek></button></span>"
    title = f"<p class=admonition-title style='color: rgb(1, 2, 3)'>{button}</p>"
    phone.evaluate("html => document.querySelector('.rc-card').insertAdjacentHTML('beforebegin', html)", title)
    shown = phone.locator(".admonition-title .rc-ref__peek")
    assert shown.evaluate("one => getComputedStyle(one).color") == "rgb(1, 2, 3)"
