"""What biblatex has beyond BibTeX: data of other entries, options of languages, series of journals, particles behind names."""

from __future__ import annotations

from typing import Any

import pytest

from mkdocs_resource_cards.formats.bibliography import Bibliography
from mkdocs_resource_cards.formats.reading import read

DATA = (
    "@xdata{people, author={Roe, Ann and Doe, Bob}, publisher={House}}\n@xdata{my-long-key, title={Of data}}\n"
    "@xdata{loop, title={xdata=loop-title}, author={xdata=people-author-2}}\n"
)
ROE, DOE = {"family": "Roe", "given": "Ann"}, {"family": "Doe", "given": "Bob"}


def found(text: str) -> Bibliography:
    return read(text.encode(), "a.bib")


def values(text: str) -> dict[str, Any]:
    (entry,) = found(text).entries
    return dict(entry.values)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("author={xdata=people-author-2}", {"authors": [DOE]}),
        ("author={xdata=people.author.1 and xdata=people-author-2}", {"authors": [ROE, DOE]}),
        ("author={xdata=people-author}", {"authors": [ROE, DOE]}),
        ("author={xdata=loop-author}", {"authors": [DOE]}),
        ("title={xdata=my-long-key-title}", {"title": "Of data"}),
        ("publisher={xdata = people-publisher}", {"publisher": "House"}),
    ],
)
def test_a_single_field_of_other_data(fields: str, expected: dict[str, Any]) -> None:
    title = "" if "title" in fields else "title={T}, "
    one = values(f"{DATA}@book{{b, {title}{fields}}}")
    assert {name: one.get(name) for name in expected} == expected


@pytest.mark.parametrize("reference", ["nobody-author-1", "people-editor", "people-author-3"])
def test_one_that_leads_nowhere_is_told(reference: str) -> None:
    read = found(f"{DATA}@book{{b, title={{T}}, author={{xdata={reference}}}}}")
    assert "authors" not in read.entries[0].values
    assert [one.message for one in read.problems] == [f"`xdata={reference}` is not in this file"]


def test_data_that_goes_in_circles_ends() -> None:
    assert values(f"{DATA}@book{{b, title={{xdata=loop-title}}}}")["title"] == "b"


@pytest.mark.parametrize(
    ("fields", "name", "expected"),
    [
        ("langid={english}, langidopts={variant=british}", "language", "british"),
        ("origyear=1959", "original-date", "1959"),
        ("journal={J}, series={3}", "collection-title", "3rd series"),
        ("journal={J}, series={112}", "collection-title", "112th series"),
        ("journal={J}, series={newseries}", "collection-title", "new series"),
        ("author={Silva, Ademar da}", "authors", [{"family": "Silva", "given": "Ademar", "dropping-particle": "da"}]),
        ("type={patreqfr}", "genre", "French patent request"),
        ("date={1890~}", "published", "1890~"),
        (r"date={1890\textasciitilde}", "published", "1890~"),
        (r"date={1890\%}", "published", "1890%"),
        ("date={1890?}", "published", "1890?"),
        ("year={1890~}, month={5}", "published", "1890-05~"),
        ("date={c.~1890}", "published", "1890~"),
        ("origdate={1890~/1895}", "original-date", "1890~/1895"),
        ("urldate={2020-05-03~}", "accessed", "2020-05-03~"),
        ("date={1939/}", "published", "1939/.."),
        ("date={2011/..}", "published", "2011/.."),
    ],
)
def test_fields_of_biblatex(fields: str, name: str, expected: object) -> None:
    assert values(f"@article{{a, title={{T}}, {fields}}}")[name] == expected


def test_names_as_medicine_writes_them() -> None:
    text = "TY  - JOUR\nTI  - T\nAU  - Deimel D, van der Helm JJ, O'Cleirigh C\nA2  - Veer, Emil ter\nER  - \n"
    (entry,) = read(text.encode(), "a.ris").entries
    first, second, third = entry.values["authors"]
    assert first == {"family": "Deimel", "given": "D"}
    assert (second["family"], second["given"], third["family"]) == ("Helm", "JJ", "O'Cleirigh")
    assert entry.values["editor"] == [{"family": "Veer", "given": "Emil", "dropping-particle": "ter"}]


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("@software{a, title={T}}", {}),
        ("@software{a, title={T}, type={software}}", {"genre": "computer software"}),
        ("@techreport{a, title={T}}", {}),
        ("@phdthesis{a, title={T}}", {"genre": "PhD thesis"}),
        ("@legislation{a, title={T}, number={L 119}, journal={OJ}}", {"number": "L 119"}),
        ("@jurisdiction{a, title={T}, number={347}, journal={Reports}, issue={2}}", {"number": "347", "issue": "2"}),
        ("@legal{a, title={T}, number={3}}", {"number": "3"}),
        ("@article{a, title={T}, number={3}, journal={J}}", {"issue": "3"}),
        ("@misc{a, title={T}, number={3}, journal={J}}", {"issue": "3"}),
    ],
)
def test_genres_and_numbers_are_those_that_are_stated(entry: str, expected: dict[str, str]) -> None:
    assert {name: value for name, value in values(entry).items() if name in ("genre", "number", "issue")} == expected


@pytest.mark.parametrize(("suffix", "comma"), [("Jr.", {"comma-suffix": True}), ("sr", {"comma-suffix": True}), ("III", {})])
def test_a_comma_comes_before_a_suffix_that_is_no_number(suffix: str, comma: dict[str, bool]) -> None:
    king = {"family": "King", "given": "Martin", "suffix": suffix, **comma}
    assert values(f"@book{{a, title={{T}}, author={{King, {suffix}, Martin}}}}")["authors"] == [king]


@pytest.mark.parametrize(
    ("fields", "date", "told"),
    [
        ("year=2010, month=13", "2010", ["`month`: `13` is not a month; only 2010 is used"]),
        ("year=2010, month={6--7}", "2010", ["`month`: `6–7` is not a month; only 2010 is used"]),
        ("year={2010/2011}, month=13", "2010/2011", ["`month`: `13` is not a month; only 2010/2011 is used"]),
        ("year=2010, month=12", "2010-12", []),
        ("year=2010, month=21", "2010-21", []),
        ("year=2010, month={00}", "2010", []),
        ("year={1999--}, month=3", "1999/..", []),
        ("date={2010}, month=13", "2010", []),
    ],
)
def test_what_is_no_month_is_told(fields: str, date: str, told: list[str]) -> None:
    read = found(f"@book{{b, title={{T}}, {fields}}}")
    assert read.entries[0].values["published"] == date
    assert [one.message for one in read.problems] == told
