"""CSL's tags in titles: formatting where readers see a title, text alone everywhere else."""

from __future__ import annotations

from pathlib import Path

import markdown
import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_resource_cards.cache import Cache
from mkdocs_resource_cards.formats.catalog import write
from mkdocs_resource_cards.normalize.title_markup import pieces, without_markup
from mkdocs_resource_cards.registry import load

TITLE = 'The <i>Homo sapiens</i> of H<sub>2</sub>O, <span class="nocase">pH</span> & <b>bold</b> a <script>x</script> <i>open'
PLAIN = "The Homo sapiens of H2O, pH & bold a <script>x</script> <i>open"


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        (TITLE, PLAIN),
        ("a <b> tag", "a <b> tag"),
        ("</i>a<i>", "</i>a<i>"),
        ("<i>a <b>b</i> c</b>", "a <b>b c</b>"),
        ("<I>a</I> <i class=x>b</i>", "<I>a</I> <i class=x>b</i>"),
        ("<i></i>", "<i></i>"),
    ],
)
def test_only_pairs_of_these_tags_are_markup(text: str, bare: str) -> None:
    assert without_markup(text) == bare


@given(st.lists(st.sampled_from(["<i>", "</i>", "<b>", "</b>", "<sup>", "</sup>", "</span>", "a", "<", "&"])).map("".join))
def test_tags_are_balanced_and_nothing_is_lost(text: str) -> None:
    found = list(pieces(text))
    assert "".join(piece for piece, _ in found) == text
    open_tags = list[str]()
    for tag in (piece for piece, is_tag in found if is_tag):
        if tag.startswith("</"):
            assert open_tags.pop() == tag[2:-1]
        else:
            open_tags.append(tag[1:-1])
    assert open_tags == []


def test_cards_and_lists_show_it_and_attributes_have_the_text(tmp_path: Path) -> None:
    entry = f"- id: a\n  title: '{TITLE}'\n  url: https://example.org/a\n"
    (tmp_path / "resources.yml").write_text(entry, encoding="utf-8")
    configs = {"resource_cards": {"root": str(tmp_path), "cache_dir": "", "references": "numbered"}}
    text = "<< resource:a >>\n\n<< resource:a view=compact >>\n\nA << resource:a >>.\n\n<< resources a view=table >>\n"
    html = markdown.markdown(text, extensions=["resource_cards"], extension_configs=configs)
    page = BeautifulSoup(html, "html.parser")
    titles = page.select(".rc-title bdi, .rc-refs__item cite bdi, .rc-rows__title")
    shown = [title for title in titles if title.find_parent("template") is None]  # Old soupsieves look into them.
    assert len(shown) == 4
    for one in shown:
        assert one.get_text() == PLAIN
        assert [tag.name for tag in one.find_all(True)] == ["i", "sub", "span", "b"]
    assert page.select_one("sup a")["aria-label"] == f"[1] {PLAIN}"


def test_what_is_written_out_keeps_it(tmp_path: Path) -> None:
    path = tmp_path / "library.json"
    path.write_text('[{"id": "a", "type": "book", "title": "On <i>Homo</i>"}]', encoding="utf-8")
    registry = load([path], tmp_path, Cache(None))
    resource = registry["a"]
    assert (resource.title, resource.written_title) == ("On Homo", "On <i>Homo</i>")
    assert "<i>Homo</i>" in write([resource], "csl")
    assert "<i>Homo</i>" in write([resource], "ris")
    assert r"\textit{Homo}" in write([resource], "bibtex")
