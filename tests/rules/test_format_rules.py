"""Rules of formats and spellings, each at its border."""

from __future__ import annotations

import json

import pytest

from mkdocs_resource_cards.citation_styles.assigned import Assigned
from mkdocs_resource_cards.formats import catalogue, write
from mkdocs_resource_cards.formats.bibliography import ReadProblem
from mkdocs_resource_cards.formats.bibtex.addresses import address_in
from mkdocs_resource_cards.formats.bibtex.entry_values import _identifier
from mkdocs_resource_cards.formats.bibtex.escape import escaped
from mkdocs_resource_cards.formats.bibtex.inherit import Parent, inherited
from mkdocs_resource_cards.formats.bibtex.names import names_of
from mkdocs_resource_cards.formats.ris.reader import _date
from mkdocs_resource_cards.formats.values import doi_and_address
from mkdocs_resource_cards.i18n import shipped
from mkdocs_resource_cards.model import Resource
from mkdocs_resource_cards.normalize.languages import language_tag
from mkdocs_resource_cards.normalize.loose_dates import from_parts
from mkdocs_resource_cards.normalize.source_urls import place_in
from mkdocs_resource_cards.normalize.title_order import title_order
from mkdocs_resource_cards.registry.bibliographies import _kept


def test_an_entry_inherits_whatever_the_case_of_the_key() -> None:
    parents = {"conf": Parent("proceedings", {"title": "T"}), "one": Parent("xdata", {"note": "N"})}
    assert inherited("inproceedings", {"crossref": "CONF"}, parents)["booktitle"] == "T"
    assert inherited("misc", {"xdata": "One"}, parents)["note"] == "N"


@pytest.mark.parametrize(
    ("field", "value", "address"),
    [
        ("url", "example.org/paper", "https://example.org/paper"),
        ("howpublished", "example.org/paper", ""),
        ("howpublished", "see https://example.org/x.", "https://example.org/x"),
        ("url", "https://example.org/x.", "https://example.org/x."),
    ],
)
def test_a_field_for_addresses_needs_no_scheme(field: str, value: str, address: str) -> None:
    assert address_in({field: value}) == address


@pytest.mark.parametrize(
    ("parts", "date"),
    [
        (("1998~", "3", "5"), "1998-03-05~"),
        (("c. 1998", "May", "5"), "1998-05-05~"),
        (("1998?", "5", ""), "1998-05?"),
        (("1998", "3", "40"), "1998-03"),
    ],
)
def test_a_date_of_parts_is_as_sure_as_its_year(parts: tuple[str, str, str], date: str) -> None:
    assert from_parts(*parts) == date


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("bell hooks", {"family": "hooks", "given": "bell"}),
        ("Ludwig van Beethoven", {"family": "Beethoven", "given": "Ludwig", "non-dropping-particle": "van"}),
    ],
)
def test_names_of_small_letters_alone_have_no_particle(written: str, name: dict[str, str]) -> None:
    (found,) = names_of(written)
    assert found["family"] == name["family"]
    assert found["given"] == name["given"]


@pytest.mark.parametrize(("text", "tex"), [("x′", r"x$\prime$"), ("x²", "x$^{2}$"), ("x⁻¹", "x$^{-1}$"), ("x*", "x*")])
def test_raised_signs_are_mathematics(text: str, tex: str) -> None:
    assert escaped(text) == tex


@pytest.mark.parametrize(("one", "other"), [("Part 007", "Part 7"), ("Part 0", "Part 00")])
def test_noughts_before_a_number_sort_nothing(one: str, other: str) -> None:
    assert title_order(one) == title_order(other)


@pytest.mark.parametrize(
    ("doi", "url", "found"),
    [
        ("http://x.example/a", "", {"url": "http://x.example/a"}),
        ("http://x.example/a", "https://y.example", {"doi": "http://x.example/a", "url": "https://y.example"}),
        ("10/abc", "", {"url": "https://doi.org/10/abc"}),
        ("10.1000/1", "", {"doi": "10.1000/1", "url": ""}),
    ],
)
def test_an_address_in_the_place_of_a_doi_is_an_address(doi: str, url: str, found: dict[str, str]) -> None:
    assert doi_and_address(doi, url) == found


@pytest.mark.parametrize(("written", "tag"), [("zh-hant", "zh-Hant"), ("PT_br", "pt-BR"), ("de-1996", "de-1996")])
def test_a_language_tag_is_written_as_is_customary(written: str, tag: str) -> None:
    assert language_tag(written) == tag


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("https://www.youtube.com/watch?v=x&t=5s", "@5"),
        ("https://a.example/?t=5", ""),
        ("https://a.example/?v=5#part", "part"),
        ("https://youtu.be/x?v=5", ""),
    ],
)
def test_only_a_video_has_moments(url: str, place: str) -> None:
    assert place_in(url) == place


def test_a_number_of_a_patent_stands_where_ris_has_it() -> None:
    text = write([Resource("a", "A", type="patent", csl={"number": "US1", "genre": "utility"})], "ris")
    assert "VL  - US1" in text.splitlines()
    assert sum("US1" in line for line in text.splitlines()) == 1


def test_what_other_programs_rely_on() -> None:
    assert json.loads(catalogue([], {}, {}))["version"] == 1
    assert ReadProblem("the whole file")[1:] == (0, 0, "")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (r"1367-4811\r1367-4803", "1367-4811, 1367-4803"),
        ("0028-0836 (Print)", "0028-0836"),
        ("978-3-16-148410-0; vol. 2", "978-3-16-148410-0; vol. 2"),
    ],
)
def test_identifiers_are_taken_out_of_what_surrounds_them(written: str, shown: str) -> None:
    assert _identifier(written) == shown


@pytest.mark.parametrize(
    ("text", "year", "date"),
    [("Spring", "2012", "2012-21"), ("Spring", "", ""), ("2012 or so", "2012", ""), ("2012-05", "", "2012-05")],
)
def test_a_date_of_ris_takes_only_its_year_from_elsewhere(text: str, year: str, date: str) -> None:
    assert _date(text, year) == date


def test_what_a_cache_keeps_of_an_entry_has_a_title_or_is_nothing() -> None:
    head = '["digest",[],[],[]]'
    assert _kept(head + '\t{"title":"T"}') is not None
    assert _kept(head + "\tnull") is not None
    for damaged in ('{"title":5}', "{}", '["title"]', '"title"'):
        assert _kept(f"{head}\t{damaged}") is None


def test_an_item_that_the_site_does_not_know_has_its_number_from_the_page() -> None:
    assigned = Assigned(("a", "c"), {"a": 3, "c": 1}, {})
    assert assigned.of(["b", "a"], {"a": 1, "b": 2}).packed() == [("a", "b"), {"a": 3, "b": 2}, {}]


@pytest.mark.parametrize("code", ["zh-TW", "zh_HK", "zh-Hant-HK", "zh-TW-x-own"])
def test_regions_of_traditional_signs_have_them(code: str) -> None:
    assert shipped(code) == "zh-Hant"
