"""What Pandoc sees as citations, pages and the scan see too: whole texts, with all else that Python-Markdown does to them."""

from __future__ import annotations

import json
import time
from collections import Counter
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from rendering import HERE, OnePage, convert, make_site

from mkdocs_resource_cards.cache import Cache
from mkdocs_resource_cards.citations.index import mentions
from mkdocs_resource_cards.markdown_ext.bibliography_marks import BibliographyMarks
from mkdocs_resource_cards.markdown_scan.scanner import scan
from mkdocs_resource_cards.registry import load

KEYS = ["doe99", "smith2000", "Foo_bar.baz", "DBLP:conf/xy/RoeS17", "BCC+08", "a", "müller2020", "x_y"]
RECORDED = json.loads((HERE.parent / "pandoc/recorded.json").read_text(encoding="utf-8"))


@pytest.fixture
def host(tmp_path: Path) -> OnePage:
    entries = [{"id": f"id{number}", "title": "T", "aliases": [key]} for number, key in enumerate(KEYS)]
    (tmp_path / "resources.yml").write_text(json.dumps(entries), encoding="utf-8")
    site = make_site()
    site.registry = load([tmp_path / "resources.yml"], tmp_path, Cache(None))
    return OnePage(site)


def test_a_page_cites_what_pandoc_sees(host: OnePage) -> None:
    for text, seen in RECORDED:
        page = OnePage(host.site)
        convert(text, ["pandoc"], page)
        registry = host.site.registry
        expected = Counter(registry[key].id for key, _ in seen if key in KEYS)
        assert {key: one.count for key, one in page.page.mentions.items()} == expected, text
        scanned = mentions(scan(text, pandoc=True).cited_keys, registry)
        assert {key: one.count for key, one in scanned.items()} == expected, text


@pytest.mark.parametrize("piece", ["[@a ", "@a [", "*[@a] ", "[see @a, p. 3; @doe99] ", "@a\\", "![@a](", "[[", '"@a ', "@{a"])
def test_a_long_text_takes_no_long_time(host: OnePage, piece: str) -> None:
    start = time.process_time()
    convert(piece * 250, ["pandoc"], host)
    assert time.process_time() - start < 5


def test_where_a_text_is_a_guest_citations_are_links_by_name() -> None:
    host = OnePage()
    host.page.is_guest = True
    html = convert("[see @roe20, p. 3; -@ito22] and @lee21 [p. 4]", ["pandoc"], host).html  # type: ignore[attr-defined]
    assert BeautifulSoup(html, "html.parser").get_text() == "(see Roe 2020, p. 3; 2022) and Lee & Kim (2021, p. 4)"
    assert host.page.mentions == {}


@pytest.mark.parametrize(
    ("mark", "shortcode"),
    [
        ("\\bibliography", "<< references >>"),
        ("\\full_bibliography", "<< references site >>"),
        ("::: {#refs}\n:::", "<< references >>"),
        ('<div id="refs"></div>', "<< references >>"),
        ("the bibliography", ""),
        ("refs", ""),
    ],
)
def test_marks_of_other_tools_are_the_place_of_the_references(mark: str, shortcode: str) -> None:
    lines = ["One", "", *mark.split("\n"), "", "Two"]
    assert BibliographyMarks(None).run(lines) == (["One", "", "", shortcode, "", "", "Two"] if shortcode else lines)
