"""The case this project was born from: a reader sees all of it, in the card and on the resource's own page."""

from __future__ import annotations

import re

import pytest
from harness import Reader, picture
from pages import SEED
from playwright.sync_api import Page, expect

ID, STABLE_ID = "f19373dc25a8a96f", "sid_TVXgUb5wXg"
TITLE = "The Urgency of Interpretability"
SOURCE = "https://darioamodei.com/post/the-urgency-of-interpretability"
CITING = [
    ["Interpretability", "Research Area", "66"],
    ["Safety-Capability Tradeoff Model", "Analysis", "64"],
    ["Mechanistic Interpretability", "Research Area", "59"],
]
FETCHED = "HTTP 200 · Fetched May 17, 2026 · 40 KB"


@pytest.fixture
def card(reader: Reader) -> Page:
    """A page of the handbook with the full card."""
    return reader.open("handbook/interpretability/")


def rows(page: Page, within: str) -> list[list[str]]:
    """The cited-by table as readers see it: title, type, quality."""
    found = page.locator(f"{within} .rc-cited__table tbody tr").all()
    return [
        [
            cell.locator("a").first.inner_text() if not at else cell.inner_text().strip()
            for at, cell in enumerate(row.locator("td").all())
        ]
        for row in found
    ]


def test_the_card_tells_all(card: Page) -> None:
    full = card.locator(f"article.rc-card.rc-card--full[data-rc-id='{ID}']")
    expect(full.get_by_role("link", name=TITLE, exact=True)).to_have_attribute("href", SOURCE)
    expect(full).to_have_accessible_name(TITLE)
    expect(full.locator("header.rc-card__head .rc-kind")).to_have_text("Web · darioamodei.com")
    expect(full.locator(".rc-credit")).to_have_text("Dario Amodei · April 2025")
    expect(full.locator(".rc-credit time")).to_have_attribute("datetime", "2025-04")
    expect(full.locator("div.rc-excerpt .rc-excerpt__text")).to_have_text(re.compile(r"^The essay starts .{200,580}[.…]$"))
    expect(full.locator("div.rc-excerpt .rc-excerpt__meta")).to_have_text(FETCHED)
    expect(full.locator("dl.rc-facts")).to_contain_text("High (4/5)")
    expect(full.locator("section.rc-cited caption")).to_have_text("Cited by 3 pages")
    assert rows(card, ".rc-card--full") == CITING
    expect(full.get_by_role("link", name=f"Details: {TITLE}")).to_have_attribute("href", re.compile(f"resources/{ID}/$"))
    expect(full.get_by_role("button", name="Copy citation")).to_be_visible()
    picture(card, "seed-card-light", clip=full.bounding_box(), full_page=True)


@pytest.mark.parametrize("title", [row[0] for row in CITING])
def test_a_row_leads_to_the_place_of_the_citation(card: Page, title: str) -> None:
    # In a tab of its own: Material's instant navigation forgets a link's fragment if the reader scrolls while it fetches.
    with card.context.expect_page() as opened:
        card.locator(f".rc-card--full[data-rc-id='{ID}'] .rc-cited a", has_text=re.compile(f"^{title}$")).click(
            modifiers=["ControlOrMeta"]
        )
    page = opened.value
    location = page.locator(":target")
    expect(location).to_have_attribute("data-rc-id", ID)
    expect(location).to_be_in_viewport()
    expect(page.locator("h1")).to_have_text(re.compile(f"^{title}"))


def test_the_page_of_its_own(reader: Reader) -> None:
    page = reader.open(SEED)
    expect(page.locator("h1")).to_have_text(TITLE)
    expect(page).to_have_title(re.compile(f"^{TITLE}"))
    expect(page.locator("header.rc-page__head").get_by_role("link", name="Open darioamodei.com")).to_have_attribute(
        "href", SOURCE
    )
    headings = page.locator(".md-content h2").all_inner_texts()
    assert headings == ["Summary", "Metadata", "Cited by 3 pages", "Cached content preview"]
    facts = dict(
        zip(page.locator("dl.rc-meta dt").all_inner_texts(), page.locator("dl.rc-meta dd").all_inner_texts(), strict=True)
    )
    assert {
        "Author": "Dario Amodei",
        "Published": "April 2025",
        "Resource ID": ID,
        "Stable ID": STABLE_ID,
    }.items() <= facts.items()
    assert rows(page, ".md-content") == CITING
    expect(page.locator("section.rc-cache .rc-cache__bar")).to_have_text(FETCHED)
    expect(page.locator("section.rc-cache")).to_contain_text("truncated, 40 KB total")
    toc = page.locator(".md-sidebar--secondary .md-nav__link").all_inner_texts()
    assert [one.strip() for one in toc] == headings
