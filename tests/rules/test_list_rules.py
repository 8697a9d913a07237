"""Which resources a list shows, in which order: every rule at its border."""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_resource_cards.cache import Cache
from mkdocs_resource_cards.citations import CitationIndex, Mention, PageFacts
from mkdocs_resource_cards.registry import Registry, load
from mkdocs_resource_cards.resource_query import select
from mkdocs_resource_cards.shortcode import Shortcode, find

REGISTRY = """\
publications:
  - {id: lab, name: The Lab, credibility: 4}
resources:
  - {id: b, title: Beta, published: 2021-06, credibility: 3}
  - {id: a, title: Alpha, published: 2020, publication: lab}
  - {id: d, title: Delta}
  - {id: c, title: Gamma, published: 2022-01-02, credibility: 5}
"""
QUALITIES = {"low": 10.0, "high": 90.0, "none": None}


@pytest.fixture
def registry(tmp_path: Path) -> Registry:
    (tmp_path / "resources.yml").write_text(REGISTRY, encoding="utf-8")
    return load([Path("resources.yml")], tmp_path, Cache(None))


def chosen(registry: Registry, query: str) -> str:
    index = CitationIndex(lambda path: PageFacts(path, "", QUALITIES[path]), lambda page: False)
    for page, cited in {"low": "ab", "high": "a", "none": "bc"}.items():
        index.set_page(page, {key: Mention(1, "") for key in cited})
    (found,) = find(f"<< resources {query} >>")
    assert isinstance(found.item, Shortcode)
    resources, _ = select(found.item, registry, index)
    return "".join(one.id for one in resources)


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("limit=2 sort=title", "ab"),
        ("limit=0 sort=title", ""),
        ("year=2021", "b"),
        ("year=2020..2021", "ab"),
        ("year=2021..", "bc"),
        ("year=..2021", "ab"),
        ("credibility=3", "abc"),
        ("credibility=4", "ac"),
        ("sort=date", "abcd"),
        ("sort=-date", "cbad"),
        ("sort=credibility", "bacd"),
        ("sort=-credibility", "cabd"),
        ("sort=-quality", "abdc"),
        ("sort=quality", "badc"),
        ("sort=citations", "dcab"),
        ("sort=-title", "cdba"),
        ("c a b", "cab"),
        ("cited=false", "d"),
    ],
)
def test_a_query_chooses_and_sorts(registry: Registry, query: str, ids: str) -> None:
    assert chosen(registry, query) == ids


def test_citing_pages_are_sorted_by_quality_then_as_people_look_for_titles(registry: Registry) -> None:
    facts = {"1": ("banana", None), "2": ("Apple", None), "3": ("The cherry", None), "4": ("Aardvark", 0.0)}
    facts |= {"5": ("Bee", 0.5), "6": ("Zebra", 3.0)}
    index = CitationIndex(lambda path: PageFacts(facts[path][0], "", facts[path][1]), lambda page: False)
    for page in facts:
        index.set_page(page, {"a": Mention(1, "")})
    assert [row.title for row in index.rows(registry["a"])] == ["Zebra", "Bee", "Aardvark", "Apple", "banana", "The cherry"]
