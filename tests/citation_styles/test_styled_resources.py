"""What a registry keeps of a source is all that a style asks for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mkdocs_resource_cards.cache import Cache
from mkdocs_resource_cards.citation_styles.csl_json import item_of
from mkdocs_resource_cards.citation_styles.data import Cite, Item
from mkdocs_resource_cards.citation_styles.files import find_style
from mkdocs_resource_cards.citation_styles.processor import process
from mkdocs_resource_cards.citation_styles.runs import text_of
from mkdocs_resource_cards.formats.csl_json.writer import csl_item
from mkdocs_resource_cards.registry import load

HERE = Path(__file__).parent
ITEMS = json.loads((HERE / "items.json").read_text(encoding="utf-8"))


def written(style: str, items: list[Item]) -> list[str]:
    done = process(find_style(style, HERE, "en").read(), items, [(Cite(one.id),) for one in items])
    texts = [text_of(one.text) for one in (*done.citations, *done.entries)]
    return ["".join(one for one in text if one.isalnum()) for text in texts]


@pytest.mark.parametrize("style", ["apa", "chicago-author-date", "chicago-notes-bibliography", "ieee"])
def test_a_bibliography_comes_out_as_it_went_in(style: str) -> None:
    """Items of all 45 types, with people, dates and numbers of every kind, by way of the registry."""
    registry = load([HERE / "items.json"], HERE, Cache(None))
    kept = [item_of(csl_item(registry[one["id"]])) for one in ITEMS]
    assert written(style, kept) == written(style, [item_of(one) for one in ITEMS])


def test_an_entry_in_yaml_says_it_in_plain_words(tmp_path: Path) -> None:
    entry = """
- id: roe
  title: First words
  type: chapter
  authors: ["van Dijk, Johanna", {family: King, given: Martin, suffix: Jr.}]
  editors: [Anna Meyer]
  container: Handbook of Words
  published: 1998/1999
  pages: 11-40
  edition: 2
  publisher: Deep Ink Inc.
  place: Leiden
"""
    (tmp_path / "resources.yml").write_text(entry, encoding="utf-8")
    registry = load([tmp_path / "resources.yml"], tmp_path, Cache(None))
    style = find_style("apa", HERE, "en").read()
    done = process(style, [item_of(csl_item(registry["roe"]))], [])
    assert text_of(done.entries[0].text) == (
        "van Dijk, J., & King, M., Jr. (1998–1999). First words. In A. Meyer (Ed.), Handbook of Words (2nd ed., pp. 11–40). "
        "Deep Ink Inc."
    )
