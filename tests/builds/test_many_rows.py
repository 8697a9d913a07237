"""A registry that declares citing pages without end costs neither the site's size nor its builder's time."""

from __future__ import annotations

import json
import time
from pathlib import Path

from built import Site

from mkdocs_resource_cards.citations import CitationIndex, Mention, PageFacts
from mkdocs_resource_cards.citations.internal_pages import InternalPages
from mkdocs_resource_cards.model import CitingPage, Resource


def test_twenty_thousand_declared_rows_are_sorted_once() -> None:
    resource = Resource("a", "A", cited_by=tuple(CitingPage(f"P{number}", quality=number % 100) for number in range(20_000)))
    own = InternalPages("https://example.org/", "docs", ["p5.md"], [])
    index = CitationIndex(PageFacts, own.__contains__)
    index.set_page("x.md", {"a": Mention(1, "")})
    begun = time.process_time()
    first = index.rows(resource)
    once = time.process_time() - begun
    for _ in range(10):
        assert index.rows(resource) == first
    assert time.process_time() - begun < 11 * once  # What is put in order already costs less than the first time.
    assert index.count(resource) == len(first) == 20_000
    assert [row.quality for row in first[:2]] == [99, 99]


def test_cards_stay_small_whatever_is_declared(tmp_path: Path) -> None:
    registry = json.dumps([{"id": "a", "title": "A", "cited_by": [f"Page {number}" for number in range(6_000)]}])
    built = Site(tmp_path, {"index.md": "# Home\n\n" + "<< resource:a >>\n\n" * 3}, registry).build()
    assert len(built.html("index.html")) < 450_000
    assert len(built.soup("resources/a/index.html").select("[role=main] tr")) == 5000 + 2
    more = built.soup("index.html").select(".rc-all > p a")
    assert [(link["href"], link.text) for link in more] == [("resources/a/", "and 5501 more")] * 3
