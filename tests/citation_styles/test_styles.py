"""Styles in use, on items of every type, against what pandoc wrote for the same: see `benchmarks/styles.py`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_style import AUTHOR, cited, item, listed, style

from mkdocs_resource_cards.citation_styles import StyleError
from mkdocs_resource_cards.citation_styles.csl_json import item_of
from mkdocs_resource_cards.citation_styles.data import Cite
from mkdocs_resource_cards.citation_styles.files import find_style
from mkdocs_resource_cards.citation_styles.processor import process
from mkdocs_resource_cards.citation_styles.runs import CLOSE, OPEN, text_of
from mkdocs_resource_cards.citation_styles.style_names import ALIASES

HERE = Path(__file__).parent
ITEMS = json.loads((HERE / "items.json").read_text(encoding="utf-8"))
OTHERWISE = json.loads((HERE / "otherwise.json").read_text(encoding="utf-8"))
"""Texts that follow the specification where pandoc does not: `benchmarks/styles.md` says why."""


@pytest.mark.parametrize("path", sorted((HERE / "pandoc").glob("*.json")), ids=lambda path: path.stem)
def test_references_are_those_of_pandoc(path: Path) -> None:
    """Letters and digits; a few may differ as styles and locales of other versions do."""
    items = [item_of(one) for one in ITEMS]
    done = process(find_style(path.stem, HERE, "en").read(), items, [(Cite(one.id),) for one in items])
    texts = [text_of(one.text) for one in done.citations] + [text_of(one.first) + text_of(one.text) for one in done.entries]
    wanted = json.loads(path.read_text(encoding="utf-8"))
    differ = [(one, other) for one, other in zip(wanted, texts, strict=True) if _letters(one) != _letters(other)]
    differ = [(one, other) for one, other in differ if other not in OTHERWISE.get(path.stem, ())]
    assert len(differ) <= len(wanted) * 0.02, differ


def _letters(text: str) -> str:
    return "".join(one for one in text if one.isalnum())


@pytest.mark.parametrize("name", ALIASES)
def test_what_people_call_a_style_is_found(name: str) -> None:
    assert find_style(name, HERE, "en").read().title


@pytest.mark.parametrize(
    ("name", "style"),
    [
        ("IEEE", "ieee"),
        ("PLOS One", "plos-one"),
        ("american psychological association", "apa"),
        ("https://www.zotero.org/styles/apa-6th-edition", "apa-6th-edition"),
        (" GB/T 7714 ", "china-national-standard-gb-t-7714-2015-numeric"),
    ],
)
def test_a_style_s_name_may_be_written_as_people_write_it(name: str, style: str) -> None:
    assert find_style(name, HERE, "en").text == find_style(style, HERE, "en").text


def test_a_style_that_only_points_to_another_one_is_found() -> None:
    assert find_style("nature-digest", HERE, "en").read().title == find_style("nature", HERE, "en").read().title


def test_a_style_speaks_its_own_language_or_the_site_s() -> None:
    assert find_style("din-1505-2", HERE, "fr").language == "de-DE"
    assert find_style("apa", HERE, "de").language == "de-DE"
    assert find_style("apa", HERE, "de").read().locale.term("and") == "und"
    assert find_style("apa", HERE, "tlh").read().locale.term("and") == "and"


def test_a_site_s_own_style_is_a_file(tmp_path: Path) -> None:
    text = find_style("apa", HERE, "en").text
    (tmp_path / "house.csl").write_bytes(text)
    assert find_style("house.csl", tmp_path, "en").read().title.startswith("APA")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("appa", "there is no citation style `appa`; did you mean `apa`?"),
        ("zzzzzzz", "there is no citation style `zzzzzzz`; names are listed at https://www.zotero.org/styles"),
        ("../../apa", "there is no citation style `../../apa`"),
        ("none.csl", "there is no citation style none.csl: no such file in "),
        ("broken.csl", "the citation style broken.csl is not XML: "),
        ("empty.csl", "the citation style empty.csl has no `citation`"),
        ("apa-7th", "there is no citation style `apa-7th`; did you mean `apa`?"),
        ("APA 7", "there is no citation style `APA 7`; did you mean `apa`?"),
        ("apa6", "did you mean `apa-6th-edition`?"),
        ("chicago 17th edition", "did you mean `chicago-author-date-17th-edition`?"),
        ("copernicus", "did you mean `copernicus-publications`?"),
        ("numbers", "there is no citation style `numbers`; leave `citation_style` out for numbers"),
        ("x" * 5000, f"there is no citation style `{'x' * 80}`; names are listed"),
        ("harvard-cite-them-rigth", "did you mean `harvard-cite-them-right`?"),
        ("apa.csl", "no such file in {}; did you mean `apa`?"),
        ("brokn.csl", "no such file in {}; did you mean `broken.csl`?"),
        ("folder.csl", "there is no citation style folder.csl: it is a folder"),
        ("nothing.csl", "the citation style nothing.csl is empty"),
        ("page.csl", "the citation style page.csl is a page of the web, and no style"),
        ("deep.csl", "the citation style deep.csl has elements within elements, too deep to be read"),
        ("huge.csl", "there is no citation style in huge.csl: it is larger than 4 MB"),
        ("words.csl", "the citation style words.csl is no style, but the words of a language"),
    ],
)
def test_what_is_no_style_is_told_in_one_line(tmp_path: Path, name: str, message: str) -> None:
    (tmp_path / "broken.csl").write_text("<style")
    (tmp_path / "empty.csl").write_text('<style xmlns="http://purl.org/net/xbiblio/csl"/>')
    (tmp_path / "folder.csl").mkdir()
    (tmp_path / "nothing.csl").write_text("\n")
    (tmp_path / "page.csl").write_text("<!doctype html>\n<html><body>x")
    (tmp_path / "words.csl").write_text('<locale xmlns="http://purl.org/net/xbiblio/csl"/>')
    groups = f"<citation><layout>{'<group>' * 3000}{'</group>' * 3000}</layout></citation>"
    (tmp_path / "deep.csl").write_text(f'<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0">{groups}</style>')
    (tmp_path / "huge.csl").write_text(" " * 4_000_001)
    with pytest.raises(StyleError) as told:
        find_style(name, tmp_path, "en").read()
    assert message.format(tmp_path) in str(told.value)
    assert "\n" not in str(told.value)


ANY = st.text(max_size=40) | st.sampled_from(
    ["<i>a", '"', "“", "’", '<span class="nocase">x</span>', "1-", "a–b–c", "&", "\\-"]
)


@given(st.lists(st.tuples(ANY, ANY, ANY, ANY), min_size=1, max_size=6))
def test_no_data_stop_a_style(fields: list[tuple[str, str, str, str]]) -> None:
    """Strangers' data: nothing raises, nothing is lost, marks of ours never reach a reader."""
    texts = '<text variable="title" quotes="true" text-case="title"/><text variable="page"/>'
    texts += '<number variable="volume" form="ordinal"/>'
    made = style(
        AUTHOR.format(name="form='short'"), texts, citing='disambiguate-add-names="true" disambiguate-add-givenname="true"'
    )
    items = [
        item(str(at), title=title or "t", page=page, volume=volume, author=[{"family": family, "given": title}])
        for at, (title, page, volume, family) in enumerate(fields)
    ]
    seen = [*cited(made, items), *listed(made, items)]
    assert len(seen) == 2 * len(items)
    assert not any(mark in text for text in seen for mark in (OPEN, CLOSE))


def test_without_the_extra_one_line_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "house.csl").write_bytes(find_style("apa", HERE, "en").text)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    for name in ("apa", "house.csl"):
        with pytest.raises(
            StyleError, match=r"citation styles need the extra `csl`: `pip install 'mkdocs-resource-cards\[csl\]'`"
        ):
            find_style(name, tmp_path, "en")


@pytest.mark.parametrize(
    ("name", "is_numeric"),
    [
        ("ieee", True),
        ("nature", True),
        ("apa", False),
        ("chicago-author-date", False),
        ("chicago-note-bibliography", False),
        ("modern-language-association", False),
        ("din-1505-2-alphanumeric", False),
    ],
)
def test_who_cites_by_number(name: str, is_numeric: bool) -> None:
    assert find_style(name, HERE, "en").is_numeric == is_numeric


@pytest.mark.parametrize(
    ("citation", "is_numeric"),
    [
        ('<text variable="citation-number"/>', True),
        ('<group><text macro="outer"/></group>', True),
        ('<text macro="loop"/>', False),
        ('<text variable="title"/>', False),
    ],
)
def test_numbers_may_be_in_macros_and_those_of_the_list_alone_are_none(
    tmp_path: Path, citation: str, is_numeric: bool
) -> None:
    number = '<text variable="citation-number"/>'
    macros = f'<macro name="outer"><text macro="number"/></macro><macro name="number">{number}</macro>'
    layouts = f"<citation><layout>{citation}</layout></citation><bibliography><layout>{number}</layout></bibliography>"
    loop = '<macro name="loop"><text macro="loop"/><text macro="missing"/></macro>'
    start = '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">'
    (tmp_path / "own.csl").write_text(f"{start}{macros}{loop}{layouts}</style>", encoding="utf-8")
    assert find_style("own.csl", tmp_path, "en").is_numeric == is_numeric
