"""The style sheet and the script: within their budgets, loading nothing, each class in use."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import gallery
import pytest
from harness import Windows, violations
from playwright.sync_api import Page

from mkdocs_resource_cards import render
from mkdocs_resource_cards.cards.compose import ICONS
from mkdocs_resource_cards.i18n import Translations
from mkdocs_resource_cards.render import Renderer

PACKAGE = Path(render.__file__).parents[1]
CSS = (PACKAGE / "assets" / "resource-cards.css").read_text(encoding="utf-8")
JS = (PACKAGE / "assets" / "resource-cards.js").read_text(encoding="utf-8")
TEMPLATES = "".join(path.read_text(encoding="utf-8") for path in (PACKAGE / "templates").rglob("*.html"))
BUDGETS = {"resource-cards.css": 8 * 1024, "resource-cards.js": 6 * 1024, "resource-cards-index.js": 4 * 1024}
"""name -> bytes as gzip sends them."""


@pytest.mark.parametrize("path", sorted((PACKAGE / "assets").iterdir()), ids=lambda path: path.name)
def test_assets_keep_their_budgets(path: Path) -> None:
    assert len(gzip.compress(path.read_bytes(), 9)) <= BUDGETS[path.name]


def test_the_style_sheet_loads_nothing() -> None:
    assert "@import" not in CSS
    assert {url[:20] for url in re.findall(r"url\((.{30})", CSS)} == {'"data:image/svg+xml,'}


def test_each_type_has_an_icon_to_replace() -> None:
    drawn = set(re.findall(r"--rc-icon-([a-z-]+): url", CSS))
    shown = set(re.findall(r"\.rc-icon--([a-z-]+) \{ --rc-icon: var\(--rc-icon-\1\)", CSS))
    assert ICONS | {"resource"} <= drawn & shown
    assert drawn - shown == {"back", "back-rtl", "find", "more", "out", "out-rtl", "peek", "switch"}
    assert set(re.findall(r'icon\("([a-z-]+)"\)', TEMPLATES)) <= shown


def test_every_class_of_the_style_sheet_is_one_of_ours() -> None:
    makers = (
        "render/renderer.py",
        "render/formatted_text.py",
        "markdown_ext/citation_writer.py",
        "markdown_ext/line_breaks.py",
    )
    code = [(PACKAGE / name).read_text(encoding="utf-8") for name in makers]
    made = set(re.findall(r"rc-[a-z_-]+", "".join([TEMPLATES, JS, *code])))
    styled = set(re.findall(r"\.(rc-[a-z_-]+)", CSS))
    composed = {name for name in styled if name.startswith(("rc-icon--", "rc-card--"))} | {"rc-grid", "rc-list"}
    assert styled - made - composed == set()


def test_colours_come_from_tokens() -> None:
    rules = CSS.split("/* Shared parts", 1)[1].split("/* Icons", 1)[0]
    assert set(re.findall(r"#[0-9a-f]{3,8}\b", rules)) <= {"#000", "#0000", "#0003", "#999"}


def test_a_theme_of_small_rems_leaves_texts_legible_and_previews_wide(windows: Windows) -> None:
    page = windows.page()
    page.set_content(
        f"<style>{CSS}</style><style>html {{ font-size: 62.5% }}</style><article class='rc-card'><p class='rc-title'>Title</p>"
        "<footer class='rc-card__foot'><a href='/'>Details</a></footer></article>"
        "<section class='rc-pop' popover>Text</section>"
    )
    sizes = (
        "() => ['.rc-card', '.rc-card__foot'].map(one => parseFloat(getComputedStyle(document.querySelector(one)).fontSize))"
    )
    assert min(page.evaluate(sizes)) >= 12
    page.evaluate("document.querySelector('.rc-pop').showPopover()")
    box = page.locator(".rc-pop").bounding_box()
    assert box is not None
    assert box["width"] == 320
    page.close()


THEMES = {
    "black": ("#060606", "#adafae"),
    "grey": ("#272b30", "#aaa"),
    "blue": ("#2b3e50", "#ebebeb"),
    "solarized": ("#002b36", "#839496"),
    "white": ("#fff", "#666"),
}
"""Grounds and texts of themes that have no custom properties which we know."""
CONTRAST = """([ground, text]) => {
    document.body.style = `background: ${ground}; color: ${text}`
    const canvas = new OffscreenCanvas(1, 1).getContext("2d", {willReadFrequently: true})
    const light = (...layers) => {
        for (const one of layers) canvas.fillStyle = one, canvas.fillRect(0, 0, 1, 1)
        const [red, green, blue] = [...canvas.getImageData(0, 0, 1, 1).data].map(one => (one / 255) ** 2.2)
        return .05 + .2126 * red + .7152 * green + .0722 * blue
    }
    const ratio = (one, other) => Math.max(one / other, other / one)
    const style = (one, name) => getComputedStyle(document.querySelector(one))[name]
    const under = (...parts) => light("#fff", ground, ...parts.map(one => style(one, "backgroundColor")))
    return {
        card: ratio(light(ground), under(".rc-card")),
        ring: ratio(under(".rc-card"), light("#fff", ground, style(".rc-card", "backgroundColor"), ring())),
        field: ratio(under(".rc-field select"), light("#fff", ground, style(".rc-field select", "color"))),
        preview: ratio(under(".rc-pop"), light("#fff", ground, style(".rc-pop .rc-title", "color"))),
    }
}"""


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_a_theme_of_no_known_colours_gets_cards_of_its_own(bare: Page, theme: tuple[str, str]) -> None:
    contrast = bare.evaluate(CONTRAST, theme)
    assert violations(bare, contrast_only=True) == []
    assert contrast["card"] <= 1.3, "cards have the page's ground, nearly"
    assert contrast["ring"] >= 3
    assert min(contrast["field"], contrast["preview"]) >= 7, "what stands over text has a ground of its own"


@pytest.fixture(scope="module")
def bare(windows: Windows) -> Iterator[Page]:
    """A page with cards, lists and a preview, and nothing but our style sheet."""
    words = Translations("en")
    parts = gallery.Gallery(words, Renderer([], words)).parts()
    names = ("urgency-full", "lens-compact", "grid", "table", "missing", "urgency-link", "references", "index", "urgency-page")
    page = windows.page()
    preview = parts["previews"].replace("<template data-rc-peek", "<div class=shown").replace("</template>", "</div>")
    body = "".join(f"<div>{parts[name]}</div>" for name in names)
    page.set_content(f"<!doctype html><style>{CSS}</style><main>{body}</main>{preview}")
    page.evaluate(
        """() => {
            document.querySelector(".rc-pop").showPopover()
            for (const one of document.querySelectorAll("details, .rc-index__bar")) one.open = !(one.hidden = false)
            window.ring = () => {
                const link = document.querySelector(".rc-card a")
                link.focus({focusVisible: true})
                return getComputedStyle(link).outlineColor
            }
        }"""
    )
    yield page
    page.close()


def test_paper_parts_no_row_and_no_short_table(bare: Page) -> None:
    bare.emulate_media(media="print")
    inside = "one => getComputedStyle(document.querySelector(one)).breakInside"
    assert [bare.evaluate(inside, one) for one in (".rc-rows tbody tr", ".rc-cited > table")] == ["avoid"] * 2
    bare.emulate_media(media="screen")


def test_a_number_that_a_theme_writes_itself_stands_beside_its_reference(bare: Page) -> None:
    theme = "li { display: block; padding-left: 20px } ol li::before { content: '12. ' }"
    shown = bare.evaluate(
        """theme => {
            const style = document.head.appendChild(Object.assign(document.createElement("style"), {textContent: theme}))
            const item = document.querySelector(".rc-refs__item"), [text] = item.children
            const [below, above] = [text, item].map(one => one.getBoundingClientRect().top)
            const found = [below - above, item.clientHeight, text.clientHeight]
            style.remove()
            return found
        }""",
        theme,
    )
    assert shown[0] < 4
    assert shown[1] < shown[2] + 20


def test_a_theme_that_colours_links_under_the_pointer_leaves_them_legible(bare: Page) -> None:
    shown = bare.evaluate(
        """theme => {
            const style = document.head.appendChild(Object.assign(document.createElement("style"), {textContent: theme}))
            const links = [".rc-ref a", ".rc-title a", ".rc-rows a", ".rc-tag"].map(one => document.querySelector(one))
            const found = links.map(one => {
                one.focus()
                return getComputedStyle(one).backgroundColor
            })
            style.remove()
            return found
        }""",
        "a:focus { background: rgb(1, 2, 3); color: white }",
    )
    assert shown[:3] == ["rgba(0, 0, 0, 0)"] * 3
    assert shown[3] != "rgba(0, 0, 0, 0)"
