"""Keys as people's bibliographies have them, in every place where a shortcode may stand."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from rendering import OnePage, convert, make_site

from mkdocs_resource_cards.cache import Cache
from mkdocs_resource_cards.citations.unknown_keys import hint
from mkdocs_resource_cards.keys import KEY, normal_key
from mkdocs_resource_cards.registry import load
from mkdocs_resource_cards.shortcode import Shortcode, find

KEYS = [
    *("DBLP:conf/xy/RoeS17", "BCC+08", "müller2020", "Roe&Doe", "a=b", "田中2020", "10.1000/182", "x_y_z*", "[x]", "{x}"),
    *("Roe,2020", "roe;x", "$x$", "#1", "a!", "~x", "^x", "@roe", "100%", "(x)", "http://zotero.org/1/a"),
]


@pytest.fixture
def host(tmp_path: Path) -> OnePage:
    entries = [{"id": f"e{number}", "title": f"T{number}", "citation_key": key} for number, key in enumerate(KEYS, 1)]
    (tmp_path / "resources.yml").write_text(yaml.safe_dump(entries, allow_unicode=True), encoding="utf-8")
    return OnePage(replace(make_site(), registry=load([tmp_path / "resources.yml"], tmp_path, Cache(None))))


PLACES = [
    "See << resource:{} >>.",
    "<<resource:{}>>",
    "- << resource:{} >>",
    "## On << resource:{} >>",
    "| a |\n| - |\n| << resource:{} >> |",
]
keys = st.from_regex(KEY, fullmatch=True, alphabet=st.characters()).map(normal_key)


@pytest.mark.parametrize("number", range(1, len(KEYS) + 1))
@pytest.mark.parametrize("text", PLACES)
def test_each_key_is_found_wherever_it_stands(text: str, number: int, host: OnePage) -> None:
    md = convert(text.replace("{}", KEYS[number - 1]), ["tables", "attr_list"], host)
    assert host.page.reports == []
    assert f"e{number}" in re.findall(r'data-rc-id="(\w+)"', md.html)  # type: ignore[attr-defined]


@settings(max_examples=300, deadline=None)
@given(keys.filter(lambda key: KEY.fullmatch(key) is not None and not key.startswith(("view=", "at="))))
def test_every_key_can_be_written(key: str) -> None:
    (found,) = find(f"<< resource:{key} >>")
    assert found.item == Shortcode("resource", (key,))


@pytest.mark.parametrize("written", ["a b", 'a"b', "a|b", "a\\b", "a`b", "a\u200bb", "a\u00a0b", "\u202ea", "x" * 257])
def test_what_is_no_key(written: str) -> None:
    assert not KEY.fullmatch(written)


def test_options_are_no_keys() -> None:
    (found,) = find("<< resource: view=compact >>")
    assert not isinstance(found.item, Shortcode)


def test_a_comma_behind_a_key_makes_no_list_of_it(tmp_path: Path) -> None:
    (tmp_path / "resources.yml").write_text("[{id: roe2020, title: A}, {id: ito2019, title: B}]", encoding="utf-8")
    registry = load([tmp_path / "resources.yml"], tmp_path, Cache(None))
    assert hint("roe2020,", registry) == "leave out the comma: `roe2020`"
    assert hint("roe2020,ito2019", registry) == "for several sources, write `<< resources roe2020 ito2019 view=number >>`"
