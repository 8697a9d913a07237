"""What search engines, publishers and reference managers write into RIS and BibTeX, beyond what the formats say."""

from __future__ import annotations

from typing import Any

import pytest

from mkdocs_resource_cards.formats.bibliography import BibliographyError
from mkdocs_resource_cards.formats.reading import read


def ris(lines: str, type: str = "JOUR") -> dict[str, Any]:
    """The values of one record."""
    (entry,) = read(f"TY  - {type}\nTI  - A\n{lines}\nER  - \n".encode(), "a.ris").entries
    return dict(entry.values)


def bib(fields: str, kind: str = "article") -> dict[str, Any]:
    (entry,) = read(f"@{kind}{{k, title={{A}}, {fields}}}".encode(), "a.bib").entries
    return dict(entry.values)


def said(fields: str) -> list[str]:
    return [one.message for one in read(f"@article{{k, title={{A}},\n{fields}}}".encode(), "a.bib").problems]


@pytest.mark.parametrize(
    ("lines", "name", "value"),
    [
        pytest.param("KW  - a\nb c\nd", "tags", ["a", "b c", "d"], id="EndNote writes each keyword on a line of its own"),
        pytest.param("KW  - *a\nKW  - b", "tags", ["a", "b"], id="PsycINFO marks main subjects"),
        pytest.param("JO  - Things", "container-title-short", None, id="Google Scholar's only journal is no short one"),
        pytest.param("DO  - 10.1000/182     LK  - https://example.org", "doi", "10.1000/182", id="Rayyan loses line breaks"),
        pytest.param("SN  - 1234-5678, 1234-5678", "ISSN", "1234-5678", id="ProQuest repeats an ISSN"),
        pytest.param("M1  - (Roe A., a@example.org) Some Institute, Town, 1234", "number", None, id="Embase's addresses"),
        pytest.param("M1  - 12 Suppl 3", "number", "12 Suppl 3", id="a number"),
        pytest.param("CP  - 4", "issue", "4", id="an issue"),
        pytest.param("CP  - Workshop on Things", "event-title", "Workshop on Things", id="Web of Science's meeting"),
        pytest.param("CP  - Workshop on Things\nIS  - 2", "issue", "2", id="and its issue"),
        pytest.param("SP  - N.PAG\nEP  - N.PAG", "page", None, id="EBSCO's word for no pages"),
        pytest.param("SP  - pp 37-64", "page", "37-64", id="TRID's pages"),
        pytest.param("PMID  - 123", "PMID", "123", id="a long tag"),
    ],
)
def test_values_of_ris(lines: str, name: str, value: Any) -> None:
    assert ris(lines).get(name) == value


def test_a_long_tag_or_stray_words_are_no_part_of_a_type() -> None:
    (entry,) = read(b"TY  - JOUR\nPMID  - 1\nTI  - A\nTY  - BOOK\nstray words\nTI  - B\n", "a.ris").entries[:1]
    assert entry.values["type"] == "paper"
    assert read(b"TY  - BOOK\nstray words\nTI  - B\n", "a.ris").entries[0].values["type"] == "book"


@pytest.mark.parametrize(
    ("written", "type"), [("Journal Article", "paper"), ("Book Section", "chapter"), ("Thesis", "thesis"), ("Web Page", "web")]
)
def test_types_in_words(written: str, type: str) -> None:
    assert ris("", written)["type"] == type


@pytest.mark.parametrize(
    ("type", "lines", "name", "value"),
    [
        ("BOOK", "SP  - 320", "number-of-pages", "320"),
        ("THES", "SP  - xii, 320 p.", "number-of-pages", "xii, 320"),
        ("BOOK", "SP  - 12\nEP  - 20", "page", "12-20"),
        ("JOUR", "SP  - 320", "page", "320"),
        ("BOOK", "SN  - 3 16 148410 0", "ISBN", "3 16 148410 0"),
    ],
)
def test_a_single_number_of_a_book_says_how_many_pages_it_has(type: str, lines: str, name: str, value: str) -> None:
    values = ris(lines, type)
    assert values[name] == value
    assert not {"page", "number-of-pages"} - {name} & values.keys()


@pytest.mark.parametrize(
    ("type", "lines", "known"),
    [
        ("JOUR", "DB  - Scopus\nM3  - Article\nAN  - 12", {"source": "Scopus"}),
        ("JOUR", "DB  - a9h\nDP  - EBSCOhost", {"source": "EBSCOhost"}),
        ("CHAP", "DB  - Scopus\nM3  - Book chapter", {"source": "Scopus"}),
        ("BOOK", "M3  - 10.1000/182", {}),
        ("THES", "DB  - Theses\nAN  - 12\nM3  - Ph.D.", {"archive": "Theses", "archive_location": "12", "genre": "Ph.D."}),
        ("MANSCPT", "DB  - City Archive\nAN  - Box 3", {"archive": "City Archive", "archive_location": "Box 3"}),
    ],
)
def test_a_database_is_no_archive_of_what_was_published(type: str, lines: str, known: dict[str, str]) -> None:
    names = ("source", "archive", "archive_location", "genre")
    assert {name: value for name, value in ris(lines, type).items() if name in names} == known


@pytest.mark.parametrize(
    ("fields", "type"),
    [
        ("url={https://example.org}", "web"),
        ("url={https://example.org}, year=2015", "document"),
        ("url={https://example.org}, date={2015}, publisher={P}", "document"),
        ("url={https://example.org}, year=2015, urldate={2020-01-02}", "web"),
        ("url={https://example.org}, journal={J}, urldate={2020-01-02}", "web"),
        ("url={https://example.org}, doi={10.1000/182}, urldate={2020-01-02}", "document"),
        (r"howpublished={\url{https://example.org}}, year=2015", "document"),
        ("year=2015", None),
    ],
)
def test_a_web_page_has_no_date_but_that_of_a_visit(fields: str, type: str | None) -> None:
    assert bib(fields, "misc").get("type") == type


@pytest.mark.parametrize(
    ("fields", "name", "value"),
    [
        pytest.param("art_number={17}", "page", "17", id="Scopus's article number"),
        pytest.param("Article-Number={{e17}}", "page", "e17", id="Web of Science's"),
        pytest.param("pages={3--4}, art_number={17}", "page", "3-4", id="pages win"),
        pytest.param("pages={doi.org/10.1000/182}", "doi", "10.1000/182", id="pages that are a DOI are one"),
        pytest.param("pages={doi.org/10.1000/182}", "page", None, id="and no pages"),
        pytest.param("pages={pp. 12--34}", "page", "12-34", id="styles write `pp.` themselves"),
        pytest.param("pages={p. 5}", "page", "5", id="and `p.`"),
        pytest.param("pages={P5}", "page", "P5", id="but a letter may be part of a number"),
        pytest.param("page_count={12}", "number-of-pages", "12", id="Scopus's count"),
        pytest.param("author_keywords={a; b}", "tags", ["a", "b"], id="Scopus's keywords of authors"),
        pytest.param("abbrev_source_title={J. Things}", "container-title-short", "J. Things", id="Scopus's short journal"),
        pytest.param("Journal-ISO={{J. Things}}", "container-title-short", "J. Things", id="Web of Science's"),
        pytest.param("eissn={1234-5678}", "ISSN", "1234-5678", id="an ISSN of the electronic edition alone"),
        pytest.param("pubmed_id={123}", "PMID", "123", id="Scopus's PMID"),
        pytest.param(
            "url={https://example.org/abs}, eprint={https://example.org/pdf}",
            "archive",
            None,
            id="Wiley's PDF is in no archive",
        ),
        pytest.param("eprint={https://example.org/pdf}", "url", "https://example.org/pdf", id="but may be all there is"),
    ],
)
def test_values_of_bibtex(fields: str, name: str, value: Any) -> None:
    assert bib(fields).get(name) == value


@pytest.mark.parametrize(
    ("written", "url", "publisher"),
    [
        (r"\url{www.example.org/x}", "https://www.example.org/x", None),
        ("www.example.org/x", "https://www.example.org/x", None),
        (r"Online: \url{example.org}", "https://example.org", None),
        (r"\url{http://example.org/a}", "http://example.org/a", None),
        (r"\url{../a/b}", None, "../a/b"),
        ("Node.js", None, "Node.js"),
        ("example.org Press", None, "example.org Press"),
    ],
)
def test_where_it_was_published_may_be_an_address(written: str, url: str | None, publisher: str | None) -> None:
    values = bib(f"howpublished={{{written}}}", "misc")
    assert (values.get("url"), values.get("publisher")) == (url, publisher)
    assert values.get("type") == ("web" if url else None)


@pytest.mark.parametrize(
    "fields", ["funding_details={A},\nfunding_details={B}", "funding_text 1={A},\nfunding_text\u00a02={B}", "affiliation={X}"]
)
def test_what_only_databases_need_says_nothing(fields: str) -> None:
    (entry,) = read(f"@article{{k, title={{A}}, {fields}}}".encode(), "a.bib").entries
    assert (said(fields), entry.unplaced) == ([], ())


def test_what_is_read_is_still_told_when_it_stands_twice() -> None:
    assert said("year={2001},\nyear={2002}") == ["`year` appears twice; the first one counts"]
    assert said("key words={a}") == ["`key words={a}` is not a field; it is left out"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("PMID- 1\nOWN - NLM\nTI  - A\n", "PubMed"),
        ("FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\n", "Web of Science"),
        ("%0 Journal Article\n%T A\n", "EndNote"),
        ('<?xml version="1.0"?><xml><records/></xml>', "XML"),
    ],
)
def test_formats_that_are_not_read_are_named(text: str, name: str) -> None:
    for ending in ("ris", "enw"):
        (problem,) = read(text.encode(), f"a.{ending}").problems
        assert name in problem.message
        assert "export it as RIS" in problem.message
    with pytest.raises(BibliographyError, match=name):
        read(text.encode(), "a.txt")


def test_ris_may_have_endnotes_ending() -> None:
    assert read(b"TY  - BOOK\nTI  - A\n", "a.enw").entries[0].values["title"] == "A"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('[{"id": 4, "type": "book"}]', "a.json"),
        ("@book{4, year=2001}", "a.bib"),
        ("TY  - BOOK\nID  - 4\nPY  - 2001", "a.ris"),
    ],
)
def test_a_number_stands_for_no_title(text: str, name: str) -> None:
    (entry,) = read(text.encode(), name).entries
    assert entry.values["title"] == "untitled"


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        (
            "author={Roe, Jane, Ito, Ken}",
            ["`author`: `Roe, Jane, Ito, Ken` has more commas than a name; put `and` between people"],
        ),
        ("author={Roe, Jr., Jane and Ito, K., Lu, B.}", []),
        ("author={King, Martin, Jr., Ph.D.}", []),
        ("editor={Roe, {a, b, c, d}}", []),
        ("editor={{Roe, Ek, Lu, and Partners}}", []),
        ("date={2020-02-30}", ["`date`: `2020-02-30` is not a day; only 2020-02 is used"]),
        ("date={2020-02-28}", []),
    ],
)
def test_what_is_read_otherwise_than_it_is_written_is_told(fields: str, told: list[str]) -> None:
    assert said(fields) == told


def test_proceedings_are_a_book_and_in_none() -> None:
    (entry,) = read(b"@proceedings{k, title={Tools for Agents}, booktitle={LADS}, editor={Roe, Ann}}", "a.bib").entries
    assert entry.values["title-short"] == "LADS"
    assert "container-title" not in entry.values
