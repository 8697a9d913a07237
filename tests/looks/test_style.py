"""The style sheet and the script: within their budgets, loading nothing, each class in use."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from harness import Windows

from mkdocs_resource_cards import render
from mkdocs_resource_cards.cards.compose import ICONS

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


def test_a_theme_of_small_rems_leaves_texts_legible(windows: Windows) -> None:
    page = windows.page()
    page.set_content(
        f"<style>{CSS}</style><style>html {{ font-size: 62.5% }}</style><article class='rc-card'><p class='rc-title'>Title</p>"
        "<footer class='rc-card__foot'><a href='/'>Details</a></footer></article>"
    )
    sizes = (
        "() => ['.rc-card', '.rc-card__foot'].map(one => parseFloat(getComputedStyle(document.querySelector(one)).fontSize))"
    )
    assert min(page.evaluate(sizes)) >= 12
    page.close()
