"""What a site says of its own looks wins, on every host: each token, each icon, each word."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from harness import serve
from playwright.sync_api import Browser, Page

from mkdocs_resource_cards import render

from . import hosts, matrix
from .case import Case

PACKAGE = Path(render.__file__).parents[1]
CSS = (PACKAGE / "assets" / "resource-cards.css").read_text(encoding="utf-8")
OF_DIRECTION = {"--rc-flip", "--rc-arrow", "--rc-back"}
"""Not a matter of looks."""
TOKENS = sorted(set(re.findall(r"(--rc-[a-z0-9-]+):", CSS.split("/* Shared parts", 1)[0])) - OF_DIRECTION)
ICONS = sorted(set(re.findall(r"(--rc-icon-[a-z-]+): url", CSS)))
ENGLISH: dict[str, str] = json.loads((PACKAGE / "i18n" / "en.json").read_text(encoding="utf-8"))
NAMES = ("material", "mkdocs", "ProperDocs, mkdocs", "MkDocs, materialx", "Zensical", "Zensical, pages and assets written")
ASK = """names => {
    const card = getComputedStyle(document.querySelector(".rc-card"))
    return names.filter(name => card.getPropertyValue(name).trim() !== `own ${name}`)
}"""
SET = {"count_one", "direction", "decimal", "list_separator", "seasons", "months_long", "months_day", "months_short"}
"""Signs and lists, for which a mark would be no value; what themes show where they like, in heads of pages."""
UNSEEN = {
    *("cited_0", "count_0", "found_one", "show_all_one", "n_more_one", "citations_one"),  # other numbers
    *("show_more_one", "show_more_other", "more_pages_one", "more_pages_other"),  # of more than 500 citing pages
    *("size_mb", "size_gb", "size_bytes_one", "date_first_day"),  # other values
    "more_rows",  # of more than a hundred rows
}
"""Words that no page of the site below has a reason to show."""
ON_PAGES_ALONE = re.compile(
    "aliases|authors_|count_|copy_link|details|size_bytes|cached|cited_in|citations_|cite$|domains|doi|found_|filter|"
    "all_|key_points|metadata|more_rows|"
    "no$|open|publication|published|peer_|read_|resource|review|abstract|summary|source|stable_|type$|truncated|website|yes|"
    "year|tag$|credibility_._means|clear_|cited_by|date_until|date_since|date_bc|date_maybe|type_resource"
)
"""Where a site has no pages of resources, these are on none."""


def own_words() -> dict[str, str]:
    """Each word, marked with its key: `§tags§ Tags`."""
    return {key: f"§{key}§ {text}" for key, text in ENGLISH.items() if key not in SET}


def entries() -> list[dict[str, Any]]:
    """Resources that give a reason for each word."""
    dates = ["2018", "2018-03", "2018-03-05", "192X", "1890~", "2004-06?", "2019/..", "../2019", "-0044", "2003-21"]
    named = [key.removeprefix("type_") for key in ENGLISH if key.startswith("type_") and key != "type_resource"]
    types = [*named, "", *[""] * len(dates)]
    made: list[dict[str, Any]] = [{"id": f"t{n}", "title": f"T {n}", "type": one} for n, one in enumerate(types)]
    for one, date in zip(made, [*dates] * 4, strict=False):
        one["published"] = date
    for level, one in enumerate(made[:5], 1):
        one["credibility"] = level
    rich = {
        "id": "rich",
        "title": "Rich",
        "url": "https://rich.example/x",
        "authors": [f"A {n}" for n in range(14)],
        "doi": "10.1000/1",
        "archive_url": "https://archive.example/x",
        "tags": ["x"],
        "stable_id": "sid_rich",
        "aliases": ["richer"],
        "publication": "venue",
        "key_points": ["One."],
        "snapshot": {"fetched": "2026-05-17", "status": 200, "bytes": 40960, "text": "A sentence of some words. " * 300},
        "cited_by": [{"title": f"Page {n}", "type": "Note", "quality": n} for n in range(20)],
    }
    rich |= {name: f"The {name}." for name in ("abstract", "summary", "review")}
    bare = {"id": "bare", "title": "Bare", "snapshot": {"text": "Another sentence of words. " * 300}, "publication": "other"}
    small = {"id": "small", "title": "Small", "authors": ["One Author"], "snapshot": {"text": "A few words.", "bytes": 900}}
    return [*made, rich, bare, small]


def site_files() -> Mapping[str, str]:
    venues = [
        {"id": "venue", "name": "Venue", "url": "https://v.example", "domains": ["v.example"], "peer_reviewed": True},
        {"id": "other", "name": "Other", "peer_reviewed": False},
    ]
    venues[0]["credibility"] = 5
    keys = " ".join(one["id"] for one in entries())
    page = f"# Rich\n\n<< resource:rich >>\n\n<< resource:rich >>, <<resource:bare>>\n\n<< resources {keys} view=grid >>\n"
    page += "\n<< resource:t0 >>\n\n<< resources rich t1 t2 t3 view=table >>\n\n<< references >>\n\n<< resource:ritch >>\n"
    registry = {"resources": [*yaml.safe_load(matrix.REGISTRY), *entries()], "publications": venues}
    text = yaml.safe_dump(registry, sort_keys=False)
    return {"resources.yml": text, "docs/rich.md": page, "docs/more.md": "# More\n\n<< resource:rich >>\n"}


def case_of(name: str) -> Case:
    """A host with a style sheet and words of the site's own."""
    css = "body {\n" + "".join(f"  {token}: own {token};\n" for token in (*TOKENS, *ICONS)) + "}\n"
    case = next(one for one in hosts.CASES if one.name == name or (one.name.startswith("MkDocs") and one.theme == name))
    options = f"words: {json.dumps(own_words())}, validation: {{unknown_resource: ignore}}"
    ours = f"resource-cards: {{{options}}}" if case.ours else ""
    files = {**case.files, **site_files(), "docs/own.css": css}
    if "write.py" in files:
        script = files["write.py"].replace(
            "SiteConfig(root, ", f"SiteConfig(root, Options.read({{'words': {own_words()!r}}}), "
        )
        files["write.py"] = f"from mkdocs_resource_cards.options import Options\n{script}"
    extensions = case.extensions.replace("strict: true", options)
    config = f"{case.config}\nextra_css: [own.css]\n"
    return replace(case, files=files, config=config, ours=ours, extensions=extensions, checks=(), rows={})


def words(html: str) -> set[str]:
    """The keys of all words in a page."""
    return set(re.findall("§([a-zA-Z0-9_-]+?)§", html))


def opened(page: Page) -> str:
    """The page, with a preview that has been opened."""
    page.hover("p .rc-ref a")
    page.wait_for_selector(".rc-pop:popover-open")
    return page.content()


def test_there_are_tokens_and_icons() -> None:
    assert {"--rc-link", "--rc-radius", "--rc-accent", "--rc-1"} <= set(TOKENS)
    assert len(ICONS) > 20


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_the_site_s_own_style_wins(name: str, tmp_path: Path, browser: Browser) -> None:
    case = case_of(name)
    assert case.run(tmp_path, "after") == []
    has_pages = (tmp_path / case.built / "resources").is_dir()
    ids = ("rich", "bare", "small", "t0", "t1", "t2", "t3", "t4", "publications/venue", "publications/other")
    found = set[str]()
    # Of these pages no script of ours adds a word: their files say all.
    for one in ids if has_pages else ():
        found |= words((tmp_path / case.built / "resources" / one / "index.html").read_text(encoding="utf-8"))
    with serve(tmp_path / case.built) as address:
        page = browser.new_page()
        page.goto(f"{address}rich/")
        assert page.evaluate(ASK, [*TOKENS, *ICONS]) == []
        found |= words(opened(page))
        if has_pages:
            page.goto(f"{address}resources/")
            found |= words(page.content())
        page.close()
    wanted = set(own_words()) - UNSEEN
    assert found & UNSEEN == set()
    assert {key for key in wanted - found if has_pages or not ON_PAGES_ALONE.match(key)} == set()
