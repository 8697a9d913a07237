"""What a registry keeps of a source is all that a style asks for."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from mkdocs_resource_cards.cache import Cache
from mkdocs_resource_cards.cards.style_source import style_source
from mkdocs_resource_cards.citation_styles.csl_json import item_of
from mkdocs_resource_cards.citation_styles.data import Cite, Item
from mkdocs_resource_cards.citation_styles.files import find_style
from mkdocs_resource_cards.citation_styles.processor import process, reference
from mkdocs_resource_cards.citation_styles.runs import Runs, text_of
from mkdocs_resource_cards.citation_styles.site_style import SiteStyle
from mkdocs_resource_cards.citation_styles.style import Style
from mkdocs_resource_cards.formats.csl_json.writer import csl_item
from mkdocs_resource_cards.model import Location, Name, Publication, Resource, SnapshotSource
from mkdocs_resource_cards.normalize.csl_dates import edtf_of
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


ROE = Resource("roe", "First words", "https://example.org/a", "paper", publication=Publication("x", "Annals"))


@pytest.mark.parametrize("field", Resource._fields)
def test_a_source_tells_all_that_its_item_is_made_of_and_no_text_of_ours(field: str) -> None:
    """What a style made is kept under what the source tells: an item that is another one is told in other words."""
    values: dict[str, Any] = {
        "aliases": ("b",),
        "authors": (Name("Roe", "Jane"),),
        "published": "2020",
        "language": "de",
        "publication": Publication("y", "Letters"),
        "tags": ("a",),
        "key_points": ("a",),
        "credibility": 3,
        "snapshot": SnapshotSource(fetched="2024-02-29"),
        "csl": {"volume": "3"},
        "bibtex_titles": {"title": ""},
        "as_written": {"title": "First <i>words</i>"},
        "location": Location("a.yml", 3),
    }
    changed = ROE._replace(**{field: values.get(field, "https://example.org/b")})
    (before, item), (after, changed_item) = style_source(ROE, "en"), style_source(changed, "en")
    assert item() == changed_item() or before != after
    silent = field in (
        "summary",
        "review",
        "key_points",
        "credibility",
        "credibility_reason",
        "image",
        "location",
        "archive_url",
    )
    assert (before == after) == silent or field == "cited_by"


@pytest.mark.parametrize(("at", "needed"), [("", []), ("p. 3", ["found", "labels", "locators"])])
def test_places_in_sources_need_no_grammar_of_citations(at: str, needed: list[str]) -> None:
    """Importing it takes as long as writing fifty citations."""
    code = f"""
import sys
from unittest.mock import Mock
from mkdocs_resource_cards.markdown_ext import extension
from mkdocs_resource_cards.markdown_ext.citation_writer import cites_of
from mkdocs_resource_cards.shortcode import Shortcode
site = Mock()
site.words.language, site.locator_labels = "en", {{}}
assert cites_of(Shortcode("resource", ("a",), at={at!r}), site)
print(*(one.rpartition(".")[2] for one in sorted(sys.modules) if "pandoc_citations." in one))
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == needed


@pytest.mark.parametrize("options", ["", ", references: site"])
def test_a_warm_build_needs_no_processor(tmp_path: Path, options: str) -> None:
    """Loading and feeding it costs more than all else that a style asks of a build."""
    text = "<< resource:roe >>\n\nA << resource:roe view=number >>.\n\n<< references site >>"
    (tmp_path / "resources.yml").write_text("- {id: roe, title: First words, authors: [Jane Roe], type: paper}\n")
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: A\nsite_url: https://site.example\ntheme: {name: mkdocs}\nplugins:\n"
        f"  - resource-cards: {{citation_style: apa{options}}}\n"
    )
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text(text)
    code = """
import sys
from pathlib import Path
from mkdocs.commands.build import build
from mkdocs.config import load_config
build(load_config("mkdocs.yml"))
print("Roe, J. (n.d.)" in Path("site/index.html").read_text(encoding="utf-8"))
print(*sorted(one for one in sys.modules if one.startswith("mkdocs_resource_cards.")))
"""
    run = partial(subprocess.run, [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    cold, warm = (run().stdout.splitlines() for _ in range(2))
    assert cold[0] == warm[0] == "True"
    of_styles = {one.rpartition("citation_styles.")[2] for one in warm[1].split() if ".citation_styles." in one}
    assert of_styles == {"files", "languages", "pieces", "site_style", *(["assigned"] if options else [])}
    assert not [one for one in warm[1].split() if one.startswith("mkdocs_resource_cards.formats.csl_json")]


ROES = [Resource(f"r{at}", f"Words {at}", authors=(Name("Roe", given),)) for at, given in enumerate(("Jane", "Ann", "Jane"))]


def test_what_tells_sources_apart_is_the_same_in_every_process() -> None:
    """It is part of what cached pages are found by."""
    code = """
from pathlib import Path
from mkdocs_resource_cards.cache import Cache
from mkdocs_resource_cards.cards.style_source import style_source
from mkdocs_resource_cards.citation_styles.site_style import SiteStyle
from mkdocs_resource_cards.model import Name, Resource
people = [Name("Roe", given) for given in ("Jane", "Ann", "Bea", "Cy", "Dee")]
works = [Resource(f"r{at}", f"Words {at}", authors=tuple(people[at % 5:] + people[:at % 5])) for at in range(12)]
print(SiteStyle("apa", Path(), "en", Cache(None)).assign(style_source(one, "en") for one in works).packed())
"""
    run = partial(subprocess.run, [sys.executable, "-c", code], capture_output=True, text=True, check=True)
    first, *others = (run(env={**os.environ, "PYTHONHASHSEED": seed}).stdout for seed in "123")
    assert "initials" in first or "given" in first
    assert others == [first, first]


@pytest.mark.parametrize(
    ("style", "known"),
    [("apa", []), ("chicago-notes-bibliography", ["r0", "r1", "r2"]), ("ieee", [])],
)
def test_an_entry_is_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, style: str, known: list[str]) -> None:
    """A source's own entry is that of a page's list, unless a number or another source has changed it there."""
    made = list[str]()

    def counted(style: Style, item: Item) -> Runs:
        made.append(item.id)
        return reference(style, item)

    monkeypatch.setattr("mkdocs_resource_cards.citation_styles.processor.reference", counted)
    cached, alone = SiteStyle(style, HERE, "en", Cache(tmp_path)), SiteStyle(style, HERE, "en", Cache(None))
    sources = [style_source(one, "en") for one in ROES]
    cached.process(sources, [(Cite(one.id),) for one in ROES])
    entries = [cached.reference(one) for one in sources]
    assert [one.id for one in ROES if one.id not in made] == known
    assert entries == [alone.reference(one) for one in sources]


@pytest.mark.parametrize(
    ("date", "parts", "text"),
    [
        ("1939/..", [[1939], [0]], "(Roe, 1939–)"),
        ("1939/", [[1939], [0]], "(Roe, 1939–)"),
        ("2004-05/..", [[2004, 5], [0]], "(Roe, 2004–)"),
        ("2003-21/..", [[2003], [0]], "(Roe, 2003–)"),
        ("1939~/..", [[1939], [0]], "(Roe, ca. 1939–)"),
        ("../1939", [[1939]], "(Roe, 1939)"),
        ("1939/1945", [[1939], [1945]], "(Roe, 1939–1945)"),
    ],
)
def test_what_goes_on_has_an_open_end(date: str, parts: list[list[int]], text: str) -> None:
    """As pandoc writes it, in CSL-JSON and in styles."""
    found = csl_item(ROE._replace(authors=(Name("Roe", "Jane"),), published=date))
    assert found["issued"]["date-parts"] == parts
    assert edtf_of(found["issued"]) == {"1939/": "1939/..", "../1939": "1939"}.get(date, date)
    done = process(find_style("apa", HERE, "en").read(), [item_of(found)], [(Cite("roe"),)])
    assert text_of(done.citations[0].text) == text
