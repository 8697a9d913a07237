"""Pages in a citation style, in Chromium: nothing for axe, at any width, in either direction, and on paper."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import Browser, Page

import pictures

REGISTRY = """
- {id: roe, title: First words, authors: [Jane Roe], published: 2020-03, doi: 10.1000/a, type: paper, journal: Annals}
- {id: roe2, title: Second words, authors: [Jane Roe], published: 2020, type: book, publisher: Deep Ink Inc.}
- {id: ito, title: كلمات, authors: [Ken Ito], published: 2019, url: "https://x.example", type: web, language: ar}
"""
PAGE = """# Words << resource:roe >>

Some << resource:roe at="p. 33" >>, others << resources roe roe2 ito view=number >>, a label << resource:ito "of words" >>.

| one | two |
| - | - |
| in a cell << resource:roe2 >> | << resource:ito >> |
| << resource:roe view=number >> << resource:ito view=number >> | << resource:roe2 >> << resource:roe >> |

- << resource:roe view=number >> << resource:ito view=number >>

<< references >>
"""
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


CROWDED = (
    "# Words\n\n"
    + 'So << resources roe roe2 ito view=number >>, so << resource:roe "Roe" view=link >>. << resource:ito view=number >> Or. '
    * 20
    + "\n\n| one |\n| - |\n| << resources roe roe2 ito view=number >> |\n"
)
"""Lines one above the other in which links, buttons and numbers stand, and a cell that holds a range alone."""


def make(style: str, language: str, folder: Path, text: str = PAGE) -> None:
    (folder / "docs").mkdir(parents=True)
    (folder / "resources.yml").write_text(REGISTRY, encoding="utf-8")
    (folder / "docs/index.md").write_text(text, encoding="utf-8")
    theme = f"theme: {{name: material, font: false, language: {language}}}\n"
    plugins = f"plugins:\n  - resource-cards: {{citation_style: {style}}}\n"
    (folder / "mkdocs.yml").write_text(f"site_name: Styles\n{theme}{plugins}", encoding="utf-8")
    config = load_config(str(folder / "mkdocs.yml"))
    config.plugins.run_event("startup", command="build", dirty=False)
    build(config)


@pytest.mark.parametrize(
    ("style", "language"),
    [("apa", "en"), ("ieee", "de"), ("chicago-notes-bibliography", "en"), ("apa", "ar"), ("nature", "ja")],
)
def test_axe_finds_nothing(page: Page, once: Callable[..., Path], style: str, language: str) -> None:
    with pictures.serve(once(f"styled-{style}-{language}", partial(make, style, language)) / "site") as address:
        page.goto(address)
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 900})
            found = Axe().run(page, options=RULES).response["violations"]
            ours = [(one["id"], node["html"]) for one in found for node in one["nodes"] if "rc-" in node["html"]]
            assert ours == []
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{width} pixels are too few"
        page.emulate_media(media="print")
        assert page.locator(".rc-jump:visible").count() == 0
        assert page.locator("#rc-cite-roe").inner_text().find("10.1000/a") > 0


WHOLE = "[...document.querySelectorAll('.rc-ref__room')].every(one => one.getClientRects().length === 1)"


def test_a_finger_hits_a_number_in_a_cell_and_not_the_button_behind_it(browser: Browser, once: Callable[..., Path]) -> None:
    with pictures.serve(once("styled-ieee-de", partial(make, "ieee", "de")) / "site") as address:
        page = browser.new_page(viewport={"width": 390, "height": 900}, has_touch=True, is_mobile=True)
        page.goto(address)
        assert page.locator("td .rc-ref__peek").count() == 6
        rule = {"runOnly": {"type": "rule", "values": ["target-size"]}}
        found = Axe().run(page, context="table", options=rule).response["violations"]
        assert [node["html"] for one in found for node in one["nodes"] if "rc-" in node["html"]] == []
        for width in range(200, 440, 4):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate(WHOLE), f"{width} pixels: a button stands between two lines"
        page.close()


@pytest.mark.parametrize("style", ["''", "nature", "chicago-notes-bibliography"])
def test_crowded_citations_have_a_finger_s_room(browser: Browser, once: Callable[..., Path], style: str) -> None:
    with pictures.serve(once(f"crowded-{style.strip(QUOTE)}", partial(make, style, "en", text=CROWDED)) / "site") as address:
        for touch in (True, False):
            page = browser.new_page(viewport={"width": 390, "height": 900}, has_touch=touch, is_mobile=touch)
            page.goto(address)
            assert page.locator("p .rc-ref__peek").count() == 0 or touch
            rule = {"runOnly": {"type": "rule", "values": ["target-size"]}}
            found = Axe().run(page, options=rule).response["violations"]
            assert [node["html"] for one in found for node in one["nodes"] if "rc-" in node["html"]] == []
            for width in range(200, 440, 4):
                page.set_viewport_size({"width": width, "height": 900})
                assert page.evaluate(WHOLE), f"{width} pixels: a button stands between two lines"
                assert page.evaluate(RANGES), f"{width} pixels: a range stands on two lines"
            page.close()


QUOTE = "'"
RANGES = """[...document.querySelectorAll('p .rc-range')].every(one => {
    const [dash, last] = [one, one.nextElementSibling || one].map(part => part.getClientRects()[0])
    return Math.abs(dash.bottom - last.bottom) < 8
})"""


def test_what_a_note_holds_shows_within_the_window(page: Page, once: Callable[..., Path]) -> None:
    style = "chicago-notes-bibliography"
    with pictures.serve(once(f"styled-{style}-en", partial(make, style, "en")) / "site") as address:
        page.goto(address)
        names = page.locator(".rc-range__numbers").first
        for width in range(160, 400, 16):
            page.set_viewport_size({"width": width, "height": 900})
            page.evaluate("document.activeElement.blur()")
            names.locator("a").first.focus()
            box = names.bounding_box()
            assert box is not None
            assert 0 <= box["x"] <= box["x"] + box["width"] <= width
        left, right = (names.locator("a").nth(at).evaluate(TEXT_BOX) for at in (0, 1))
        assert right["left"] - left["right"] > 8 or right["top"] > left["bottom"], "two names do not read as one"


TEXT_BOX = """one => {
    const { left, right, top, bottom } = one.getBoundingClientRect(), { paddingLeft, paddingRight } = getComputedStyle(one)
    return { left: left + parseFloat(paddingLeft), right: right - parseFloat(paddingRight), top, bottom }
}"""


@pytest.mark.parametrize(("style", "language"), [("apa", "en"), ("apa", "ar"), ("ieee", "de")])
def test_a_list_of_references_stands_in_line_with_the_text(
    page: Page, once: Callable[..., Path], style: str, language: str
) -> None:
    with pictures.serve(once(f"styled-{style}-{language}", partial(make, style, language)) / "site") as address:
        page.goto(address)
        item, text = (page.locator(one).first.bounding_box() for one in (".rc-refs__item", "article > p"))
        assert item is not None
        assert text is not None
        assert (item["x"], item["width"]) == (text["x"], text["width"])


def test_a_citation_leads_to_its_entry_and_back(page: Page, once: Callable[..., Path]) -> None:
    with pictures.serve(once("styled-apa-en", partial(make, "apa", "en")) / "site") as address:
        page.goto(address)
        page.locator("p .rc-ref--styled a").first.focus()
        page.keyboard.press("Enter")
        assert page.url.endswith("#rc-cite-roe")
        page.locator("#rc-cite-roe .rc-jump").nth(1).press("Enter")
        assert page.url.endswith("#rc-ref-roe:2")
