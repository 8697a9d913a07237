"""RIS and Zotero's JSON -> plain entries."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_resource_cards.formats.bibliography import Bibliography
from mkdocs_resource_cards.formats.reading import read

RECORD = """TY  - JOUR
ID  - Roe:2020
TI  - On <i>E. coli</i> in H<sub>2</sub>O
AU  - Roe, Ann
AU  - Doe, Bob, Jr.
A2  - Poe, Cy
T2  - Journal of Things
J2  - J. Things
PY  - 2020
DA  - 2020/09/01/
VL  - 4
IS  - 2
SP  - 10
EP  - 20
SN  - 1234-5678
DO  - https://doi.org/10.1000/182
UR  - https://example.org/a
KW  - one
KW  - two; three
AB  - First line
goes on
N1  - mine
ER  -
"""


def ris(text: str) -> Bibliography:
    return read(text.encode(), "a.ris")


def zotero(*items: dict[str, Any]) -> Bibliography:
    return read(json.dumps({"config": {}, "collections": {"A": {"items": [1]}}, "items": items}).encode(), "a.json")


def test_a_record_of_ris() -> None:
    (entry,) = ris(RECORD).entries
    assert (entry.key, entry.line, entry.private, entry.unplaced) == ("Roe:2020", 1, ("N1",), ())
    assert entry.values == {
        "title": "On <i>E. coli</i> in H₂O",
        "type": "paper",
        "authors": [
            {"family": "Roe", "given": "Ann"},
            {"family": "Doe", "given": "Bob", "suffix": "Jr.", "comma-suffix": True},
        ],
        "editor": [{"family": "Poe", "given": "Cy"}],
        "container-title": "Journal of Things",
        "container-title-short": "J. Things",
        "published": "2020-09-01",
        "volume": "4",
        "issue": "2",
        "page": "10-20",
        "ISSN": "1234-5678",
        "doi": "10.1000/182",
        "url": "https://example.org/a",
        "tags": ["one", "two", "three"],
        "abstract": "First line goes on",
    }


def test_lines_without_a_tag_go_on_with_a_text_and_empty_ones_add_nothing() -> None:
    (entry,) = ris("TY  - JOUR\nAB  - First\n\n \ngoes on\n\nTI  - A\n").entries
    assert (entry.values["abstract"], entry.values["title"]) == ("First goes on", "A")


def test_records_need_no_end_and_no_order() -> None:
    found = ris("Provider: X\n\nTY  - BOOK\nT1  - One\nTY  - CHAP\nTI  - Two\nT2  - Book\nSN  - 978-3-16-148410-0\n")
    assert [(entry.line, entry.values["title"]) for entry in found.entries] == [(3, "One"), (5, "Two")]
    assert found.entries[1].values["ISBN"] == "978-3-16-148410-0"


@pytest.mark.parametrize(
    ("lines", "date"),
    [
        ("PY  - 2012/09/01/", "2012-09-01"),
        ("PY  - 1993///Spring", "1993-21"),
        ("PY  - 2012\nDA  - July", "2012-07"),
        ("PY  - 2012\nDA  - 2012/07//", "2012-07"),
        ("Y1  - 2012/07//", "2012-07"),
        ("PY  - 1998-2004", "1998/2004"),
    ],
)
def test_dates_of_ris(lines: str, date: str) -> None:
    assert ris(f"TY  - BOOK\nTI  - A\n{lines}\nER  - \n").entries[0].values["published"] == date


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.bib", "<!DOCTYPE html><p>Not found</p>", "the file contains no BibTeX entries: nothing in it starts with `@`"),
        ("a.bib", "TY  - BOOK\nTI  - T\n", "the file contains RIS, not BibTeX; let its name end in `.ris`"),
        ("a.bib", '[{"id": "a"}]', "the file contains JSON, not BibTeX; let its name end in `.json`"),
        ("a.bib", "- id: a\n  title: A\n", "the file contains YAML, not BibTeX; let its name end in `.yml`"),
        ("a.ris", "@book{a, title={A}}", "the file contains BibTeX, not RIS; let its name end in `.bib`"),
        ("a.bib", "PMID- 12\nTI  - A\n", None),
        ("a.bib", "% nothing yet\n\n", ""),
        ("a.bib", "@string{a = {A}}\n@comment{b}\n", ""),
        ("a.bib", "", ""),
    ],
)
def test_a_file_that_holds_something_else_is_told(name: str, text: str, message: str | None) -> None:
    told = [one.message for one in read(text.encode(), name).problems]
    assert told == ([message] if message else []) or (message is None and "PubMed" in told[0])


def test_a_file_without_records_is_told() -> None:
    assert [problem.line for problem in ris("hello").problems] == [1]


def test_an_item_of_zotero() -> None:
    found = zotero(
        {"itemType": "note", "note": "secret"},
        {
            "itemType": "bookSection",
            "citationKey": "roe:2020",
            "title": "On <i>E. coli</i>",
            "bookTitle": "A Book",
            "publisher": "House",
            "place": "Town",
            "pages": "3–9",
            "date": "2010-00-00 2010",
            "ISBN": "1",
            "extra": "original-date: 1999\nmy own words",
            "tags": [{"tag": "one"}, "two"],
            "creators": [
                {"creatorType": "author", "firstName": "Ann", "lastName": "Roe"},
                {"creatorType": "editor", "name": "The X Group"},
            ],
        },
    )
    (entry,) = found.entries
    assert (entry.key, entry.private) == ("roe:2020", ("extra",))
    assert entry.values == {
        "title": "On <i>E. coli</i>",
        "type": "chapter",
        "container-title": "A Book",
        "publisher": "House",
        "publisher-place": "Town",
        "page": "3-9",
        "published": "2010",
        "original-date": "1999",
        "ISBN": "1",
        "tags": ["one", "two"],
        "authors": [{"family": "Roe", "given": "Ann"}],
        "editor": [{"literal": "The X Group"}],
    }


@pytest.mark.parametrize(
    ("item", "creator"),
    [("patent", "inventor"), ("artwork", "artist"), ("presentation", "presenter"), ("film", "director"), ("book", "author")],
)
def test_the_main_creators_are_the_authors(item: str, creator: str) -> None:
    name = {"creatorType": creator, "firstName": "Ira", "lastName": "Inker"}
    (entry,) = zotero({"itemType": item, "title": "A", "creators": [name]}).entries
    assert entry.values["authors"] == [{"family": "Inker", "given": "Ira"}]


def test_a_file_that_breaks_off_gives_what_stands_before() -> None:
    text = '[\n{"itemType": "book", "title": "One"},\n{"itemType": "book", "ti'
    found = read(text.encode(), "a.json")
    assert [entry.values["title"] for entry in found.entries] == ["One"]
    assert [problem.line for problem in found.problems] == [3]


@given(
    st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=5), lambda inner: st.lists(inner, max_size=3))
)
def test_any_value_may_stand_in_a_field(value: Any) -> None:
    names = ("title", "creators", "tags", "date", "extra", "DOI", "pages", "data", "citationKey")
    entries = zotero(*({"itemType": "book", name: value} for name in names)).entries
    assert [one.values for one in entries if not isinstance(one.values.get("title", ""), str)] == []


@given(st.text(alphabet="TYERAUIDPN -/;,.0123\n", max_size=80))
def test_any_text_is_read_as_ris(text: str) -> None:
    read_of_it = ris(f"TY  - JOUR\n{text}")
    lines = text.count("\n") + 2
    assert [one for one in (*read_of_it.entries, *read_of_it.problems) if not 1 <= one.line <= lines] == []
