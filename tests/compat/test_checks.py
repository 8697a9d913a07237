"""The checks see what is wrong: a compatibility run in which nothing can fail would say nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from . import checks

CARD = (
    '<style>.rc-card{}</style><article class="rc-card rc-card--full" data-rc-id="alpha" id="rc-ref-alpha">'
    '<section class="rc-cited"><table><tbody><tr><td><a href="ROW"><bdi>Home</bdi></a></td></tr></tbody></table></section>'
    "</article>"
)


def built(folder: Path, pages: dict[str, str]) -> checks.Site:
    for path, text in pages.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return checks.Site(folder)


@pytest.mark.parametrize(
    ("check", "good", "bad"),
    [
        (checks.no_raw_shortcode, "<p><code>&lt;&lt; resource:a &gt;&gt;</code></p>", "<p>&lt;&lt; resource:a &gt;&gt;</p>"),
        (checks.no_double_id, '<p id="rc-a"></p><p id="b"></p>', '<p id="rc-a"></p><p id="rc-a"></p>'),
        (checks.links_lead_somewhere, CARD.replace("ROW", "#rc-ref-alpha"), CARD.replace("ROW", "#rc-ref-beta")),
        (checks.links_lead_somewhere, CARD.replace("ROW", "./"), CARD.replace("ROW", "gone/")),
        (checks.styles_are_there, CARD, CARD.partition("</style>")[2]),
        (checks.styles_are_there, "", '<link rel="stylesheet" href="resource-cards.css"><p class="rc-ref"></p>'),
    ],
)
def test_on_a_page(tmp_path: Path, check: checks.Check, good: str, bad: str) -> None:
    assert list(check(built(tmp_path / "good", {"index.html": good}))) == []
    assert list(check(built(tmp_path / "bad", {"index.html": bad}))) != []


def test_code_that_was_rendered_is_seen(tmp_path: Path) -> None:
    assert list(checks.code_is_as_written(built(tmp_path, {"code/index.html": "<code>a card</code>"}))) != []


@pytest.mark.parametrize("name", ["feed_rss_created.xml", "llms.txt", "data.json"])
def test_previews_elsewhere_are_seen(tmp_path: Path, name: str) -> None:
    assert list(checks.nothing_of_ours_elsewhere(built(tmp_path, {name: "<section class=rc-pop>"}))) != []


def test_excerpts_in_a_search_index_are_seen(tmp_path: Path) -> None:
    docs = [{"location": "guide/a/", "text": "the excerpt of the alpha paper says"}]
    index = json.dumps({"docs": docs})
    assert list(checks.nothing_of_ours_elsewhere(built(tmp_path, {"search/search_index.json": index}))) != []


@pytest.mark.parametrize(("rows", "is_fine"), [(("Home",), True), (("Home", "Page A"), False)])
def test_rows_are_compared(tmp_path: Path, rows: tuple[str, ...], is_fine: bool) -> None:
    assert (list(checks.cited_by(built(tmp_path, {"index.html": CARD}), {"": rows})) == []) == is_fine


def test_a_site_without_a_card_is_seen(tmp_path: Path) -> None:
    complaints: Iterator[str] = checks.cited_by(built(tmp_path, {"index.html": ""}), {"": ("Home",)})
    assert list(complaints) == ["no card of alpha shows who cites it"]
