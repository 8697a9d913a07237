"""What Pandoc sees as citations, pages and the scan see too: whole texts, with all else that Python-Markdown does to them."""

from __future__ import annotations

import json
import os
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from rendering import HERE, OnePage, convert, make_site

sys.path.append(str(HERE.parent / "pandoc"))

import pandoc
import probe
import random_texts
import readings

from mkdocs_resource_cards.cache import Cache
from mkdocs_resource_cards.citation_styles.site_style import SiteStyle
from mkdocs_resource_cards.citations.index import mentions
from mkdocs_resource_cards.markdown_ext.bibliography_marks import BibliographyMarks
from mkdocs_resource_cards.markdown_scan.scanner import scan
from mkdocs_resource_cards.registry import load

KEYS = ["doe99", "smith2000", "Foo_bar.baz", "DBLP:conf/xy/RoeS17", "BCC+08", "a", "müller2020", "x_y", "a$b"]
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


COUNT = int(os.environ.get("TEXTS", "150"))
"""Texts of each kind."""


@pytest.mark.parametrize("name", random_texts.MADE)
def test_a_processor_is_given_what_pandocs_is(name: str, tmp_path: Path) -> None:
    """Key, place, label and the author's words of each citation, in pages and, of keys, in the scan.

    But for texts of which Python-Markdown sees other words, each of them proven to be one. Of thousands, one in a thousand
    may be unproven: Pandoc has oddities of its own, such as keys that attributes behind a bracket make disappear.
    """
    cache, site = Cache(None), make_site()
    (tmp_path / "probe.csl").write_text(probe.STYLE, encoding="utf-8")
    (tmp_path / "probe.json").write_text(probe.BIBLIOGRAPHY, encoding="utf-8")
    site.registry = load([tmp_path / "probe.json"], tmp_path, cache)
    site.style = SiteStyle("probe.csl", tmp_path, "en", cache)
    ids = {site.registry[key].id: key for key in random_texts.KEYS}
    some, unproven = pandoc.MADE[name](0, COUNT), list[str]()
    for text, (keys, citations) in zip(some, pandoc.told(some), strict=True):
        page = OnePage(site)
        page.page.is_numbered = True
        html = convert(text, ["pandoc", *readings.EXTENSIONS], page).html  # type: ignore[attr-defined]
        told = probe.of_page(html, ids, keys)
        scanned = sorted(one.key for one in scan(text, math=True, pandoc=True).cited_keys if one.key in random_texts.KEYS)
        if told[0] != keys or scanned != [key for key, _ in keys]:
            unproven += [] if readings.is_read_otherwise(text) else [text]
        elif told[1] != citations and told[1] and citations:
            unproven += [] if readings.may_be_written_otherwise(text) else [text]
    assert len(unproven) <= COUNT // 1000, unproven


@pytest.mark.parametrize(
    "piece", ["[@a ", "@a [", "*[@a] ", "[see @a, p. 3; @doe99] ", "@a\\", "![@a](", "[[", '"@a ', "@{a", "*@a ", "*b*@a "]
)
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
        ("\\full_bibliography", "<< references all >>"),
        ("::: {#refs}\n:::", "<< references >>"),
        ('<div id="refs"></div>', "<< references >>"),
        ("the bibliography", ""),
        ("refs", ""),
    ],
)
def test_marks_of_other_tools_are_the_place_of_the_references(mark: str, shortcode: str) -> None:
    lines = ["One", "", *mark.split("\n"), "", "Two"]
    assert BibliographyMarks(None).run(lines) == (["One", "", "", shortcode, "", "", "Two"] if shortcode else lines)


@pytest.mark.parametrize(
    ("suffix", "expected"),
    [
        (", 3[^1]", "(Roe 2020, p. 3[1])"),
        (", cf.[^1]", "(Roe 2020, cf.[1])"),
        (", p.[^1] 3", "(Roe 2020, p. 3[1])"),
        (", 3[^2]", "(Roe 2020, p. 3[^2])"),
        (", p. 3 $x_{33}$", r"(Roe 2020, p. 3 \(x_{33}\))"),
        (", $3$", r"(Roe 2020, \(3\))"),
    ],
)
def test_notes_and_formulas_are_no_part_of_a_locator(suffix: str, expected: str) -> None:
    host = OnePage()
    host.page.is_guest = True
    html = convert(f"[@roe20{suffix}]\n\n[^1]: Thirty-three.", ["pandoc", "footnotes", "pymdownx.arithmatex"], host).html  # type: ignore[attr-defined]
    soup = BeautifulSoup(html, "html.parser")
    for number in soup.select(".footnote-ref"):
        number.string = f"[{number.text}]"
    assert soup.p is not None
    assert soup.p.get_text() == expected


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Costs $6 [@doe99], that is $x$. So @x_y and [@a$b].", 3),  # What arithmatex leaves are signs.
        ("Costs $5 [@x_y;\nx @doe99] and $6 or\n@smith2000 a$b", 2),
        ("[y](<a b.pdf>) and [@doe99], not in a link", 1),
        ("[y](<code b.pdf>) and [@doe99], not in code", 1),
        ("![[see [@doe99]](y.md) and](x.png)", 1),
        ("x[^1]\n\n[^1]: *words*@doe99 are no citation", 0),
        ("*words*@doe99 are no citation", 0),
        ("[@doe99](<a>b) is no link", 1),
    ],
)
def test_what_surrounds_a_citation(host: OnePage, text: str, count: int) -> None:
    """Texts in which another reading lost a citation, or found one too many."""
    html = convert(text, ["pandoc", *readings.EXTENSIONS], host).html  # type: ignore[attr-defined]
    assert sum(one.count for one in host.page.mentions.values()) == count
    assert len(list(scan(text, math=True, pandoc=True).cited_keys)) == count
    assert "klzzwxh" not in html
    assert len(BeautifulSoup(html, "html.parser").select("p .rc-ref > a")) == (0 if text.startswith("![") else count)
