"""What a site says of its own looks wins, on every host: each token, each icon, each word."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from harness import serve
from playwright.sync_api import Browser

from mkdocs_resource_cards import render

from . import hosts

CSS = (Path(render.__file__).parents[1] / "assets" / "resource-cards.css").read_text(encoding="utf-8")
TOKENS = sorted(set(re.findall(r"^ +(--rc-[a-z-]+):", CSS.split("/* Icons", 1)[0], re.MULTILINE)))
ICONS = sorted(set(re.findall(r"(--rc-icon-[a-z-]+): url", CSS)))
WORDS = "{cited_one: 'Used on {n} page', cited_other: 'Used on {n} pages'}"
NAMES = ("material", "mkdocs", "ProperDocs, mkdocs", "MkDocs, materialx", "Zensical", "Zensical, pages and assets written")
ASK = """names => {
    const card = getComputedStyle(document.querySelector(".rc-card"))
    return names.filter(name => card.getPropertyValue(name).trim() !== `own ${name}`)
}"""


def test_there_are_tokens_and_icons() -> None:
    assert {"--rc-link", "--rc-radius", "--rc-accent"} <= set(TOKENS)
    assert len(ICONS) > 20


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_the_site_s_own_style_wins(name: str, tmp_path: Path, browser: Browser) -> None:
    own = "body {\n" + "".join(f"  {token}: own {token};\n" for token in (*TOKENS, *ICONS)) + "}\n"
    case = next(one for one in hosts.CASES if one.name == name or (one.name.startswith("MkDocs") and one.theme == name))
    ours = f"resource-cards: {{words: {WORDS}}}" if case.ours else ""
    extensions = case.extensions.replace("strict: true", f"strict: true, words: {WORDS}")
    files = {**case.files, "docs/own.css": own}
    config = f"{case.config}\nextra_css: [own.css]\n"
    case = replace(case, files=files, config=config, ours=ours, extensions=extensions, checks=())
    complaints = case.run(tmp_path, "after")
    assert complaints == []
    with serve(tmp_path / case.built) as address:
        page = browser.new_page()
        page.goto(f"{address}guide/a/")
        assert page.evaluate(ASK, [*TOKENS, *ICONS]) == []
        assert "Used on " in page.locator(".rc-cited caption").first.inner_text()
        page.close()
