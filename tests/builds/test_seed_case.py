"""The case the product was made for, as its reader sees it."""

from __future__ import annotations

from pathlib import Path

import pytest
from built import SEED, broken_links, handbook, rows

EXPECTED = [
    ("Interpretability", "Research Area", "66"),
    ("Safety-Capability Tradeoff Model", "Analysis", "64"),
    ("Mechanistic Interpretability", "Research Area", "59"),
]


def test_the_card_shows_what_is_known(tmp_path: Path) -> None:
    built = handbook(tmp_path).build(strict=True)
    card = built.soup("index.html").select_one("article.rc-card.rc-card--full")
    assert card is not None
    assert card["data-rc-id"] == SEED
    link = card.select_one("p.rc-title > a.rc-title__link")
    assert (link["href"], link.get_text()) == (
        "https://darioamodei.com/post/the-urgency-of-interpretability",
        "The Urgency of Interpretability",
    )
    assert card.find(id=card["aria-labelledby"]) is card.select_one("p.rc-title")
    assert card.select_one("p.rc-credit").get_text() == "Dario Amodei · April 2025"
    assert card.select_one("p.rc-credit time")["datetime"] == "2025-04"
    assert card.select_one("p.rc-kind").get_text(" ", strip=True) == "Web · darioamodei.com"
    assert card.select_one(".rc-excerpt__text").get_text().startswith("Models grow faster")
    assert card.select_one(".rc-excerpt__meta").get_text() == "HTTP 200 · Fetched May 17, 2026 · 40 KB"
    assert card.select_one(".rc-cited caption").get_text() == "Cited by 3 pages"
    assert [one.text for one in card.select(".rc-card__foot > *")] == ["Details", "Copy citation"]
    address = "https://darioamodei.com/post/the-urgency-of-interpretability"
    citation = f"Dario Amodei (April 2025). The Urgency of Interpretability. {address}"
    assert card.select_one(".rc-card__foot .rc-copy")["data-rc-copy"] == citation
    assert rows(built, "index.html") == EXPECTED


@pytest.mark.parametrize("theme", ["material", "mkdocs", "readthedocs"])
@pytest.mark.parametrize("directory_urls", [True, False])
def test_links_land(tmp_path: Path, theme: str, directory_urls: bool) -> None:
    built = handbook(tmp_path, theme=theme).build(strict=True, use_directory_urls=directory_urls)
    assert broken_links(built) == []
    page = f"resources/{SEED}/index.html" if directory_urls else f"resources/{SEED}.html"
    assert rows(built, page)[0][0].startswith("Interpretability")
    assert len(rows(built, page)) == 3


def test_the_resource_has_a_page_outside_the_navigation(tmp_path: Path) -> None:
    built = handbook(tmp_path, theme="material").build(strict=True)
    page = built.soup(f"resources/{SEED}/index.html")
    assert page.select_one("h1").get_text() == "The Urgency of Interpretability"
    assert [heading.get_text() for heading in page.select("h2")] == ["Metadata", "Cited by 3 pages", "Cached content preview"]
    assert page.select_one(".rc-cache__body p strong").get_text() == "The Urgency of Interpretability"
    assert page.select_one("a.rc-button")["href"] == "https://darioamodei.com/post/the-urgency-of-interpretability"
    assert SEED not in "".join(link.get("href", "") for link in built.soup("model/index.html").select("nav a"))
    contents = [link["href"] for link in page.select("nav.md-nav--secondary a")]
    assert {"#metadata", "#cited-by", "#cached-content-preview"} <= set(contents)
    assert "resources/lamp" not in "".join(sorted(built.files))


def test_anchors_pass_the_validation_of_mkdocs(tmp_path: Path) -> None:
    site = handbook(tmp_path, config="validation: {links: {anchors: warn}}")
    site.pages["other.md"] = f"# Other\n\n[there](model.md#rc-ref-{SEED}), [its page](resources/{SEED}.md#cited-by)\n"
    assert site.build(strict=True).warnings == []
    site.pages["other.md"] += "\n[nowhere](model.md#rc-ref-lamp)\n"
    assert len(site.build().warnings) == 1
