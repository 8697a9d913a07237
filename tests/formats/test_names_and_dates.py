"""Fields of names and dates, as the manuals have them and as people write them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_resource_cards.formats.bibtex.names import names_of
from mkdocs_resource_cards.formats.reading import read
from mkdocs_resource_cards.normalize.loose_dates import edtf, from_parts


def shown(names: list[Any]) -> list[str]:
    """Each as `given|particle|family|suffix`, or as it is."""
    parts = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
    return [
        name if isinstance(name, str) else name.get("literal") or "|".join(name[part] for part in parts if part in name)
        for name in names
    ]


@pytest.mark.parametrize(
    ("field", "names"),
    [
        ("Donald~E. Knuth and Roe, Ann", ["Donald E.|Knuth", "Ann|Roe"]),
        ("van der Berg, Piet and Ludwig van Beethoven", ["Piet|van der|Berg", "Ludwig|van|Beethoven"]),
        ("King, Jr., Martin and Martin Luther King, Jr.", ["Martin|King|Jr.", "Martin Luther|King|Jr."]),
        ("{Smith and Sons} and {The X Group}", ["Smith and Sons", "The X Group"]),
        (r"A. {Delgado de Molina} and {d'Alembert}, Jean", ["A.|Delgado de Molina", "Jean|d'Alembert"]),
        (r"Charles Louis de la Vall{\'e}e Poussin", ["Charles Louis|de la|Vallée Poussin"]),
        ("family=Gaulle, given=Charles, prefix=de, useprefix=true", ["Charles|de|Gaulle"]),
        ("Roe, Ann; Doe, Bob", ["Ann|Roe", "Bob|Doe"]),
        ("Roe A. B. and Doe C., and Poe, D", ["A. B.|Roe", "C.|Doe", "D|Poe"]),
        ("Ann Roe, Bob Doe, Carl Poe", ["Ann|Roe", "Bob|Doe", "Carl|Poe"]),
        ("Roe, A., Doe, B.", ["A.|Roe", "B.|Doe"]),
        ("Roe AB, Doe C", ["AB|Roe", "C|Doe"]),
        (r"Roe, A. \& Doe, B.", ["A.|Roe", "B.|Doe"]),
        (r"Ann Roe, Bo Ek \& Cy Lu", ["Ann|Roe", "Bo|Ek", "Cy|Lu"]),
        ("Roe, Ann & Ek, Bo", ["Ann|Roe", "Bo|Ek"]),
        (r"Procter \& Gamble", ["Procter & Gamble"]),
        ("US Centers for Disease Control", ["US Centers for Disease Control"]),
        ("Roe, Ann et al.", ["Ann|Roe", "et al."]),
        ("Roe, Ann and et al.", ["Ann|Roe", "et al."]),
        ("Roe, Ann and others", ["Ann|Roe", "et al."]),
        ("Karim, Md", ["Md|Karim"]),
        ("Wang, Y. and Li, X. and Wang, Y.", ["Y.|Wang", "X.|Li", "Y.|Wang"]),
        ("bell hooks and Plato", ["bell|hooks", "Plato"]),
        ("Roe, Ann and", ["Ann|Roe"]),
        ("Brandt AND Sanders", ["Brandt", "Sanders"]),
        ("", []),
    ],
)
def test_names(field: str, names: list[str]) -> None:
    assert shown(names_of(field)) == names


def test_particles_are_dropped_or_not_as_the_options_say() -> None:
    assert names_of("van Loon, Ann", use_prefix=True) == [{"family": "Loon", "given": "Ann", "non-dropping-particle": "van"}]
    assert names_of("van Loon, Ann") == [{"family": "Loon", "given": "Ann", "dropping-particle": "van"}]


@given(st.text(alphabet="AbC {}\\,;&~.'=and", max_size=60))
def test_of_any_field_of_names_no_part_is_empty(text: str) -> None:
    people = [one for one in names_of(text) if isinstance(one, dict)]
    assert [one for one in people if not one or not all(one.values())] == []
    assert {one for one in names_of(text) if isinstance(one, str)} <= {"et al."}


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2018", "2018"),
        ("2018-07-12T14:00:00Z", "2018-07-12"),
        ("1998--2004", "1998/2004"),
        ("2009-2010", "2009/2010"),
        ("2020/2021", "2020/2021"),
        ("2020/21", "2020/2021"),
        ("1998–2004", "1998/2004"),
        ("1998/..", "1998/.."),
        ("c. 1890", "1890~"),
        ("circa 1500-1600", "1500~/1600~"),
        ("1890?", "1890?"),
        ("[1890]", "1890"),
        ("1890s", "189X"),
        ("44 BC", "-0043"),
        ("820", "0820"),
        ("c. 820", "0820~"),
        ("-44", "-0044"),
        ("before 1900", "../1900"),
        ("Spring 2003", "2003-21"),
        ("2004-22", "2004-22"),
        ("11/2020", "2020-11"),
        ("2022/06/25/", "2022-06-25"),
        ("2010-00-00 2010", "2010"),
        ("1995-01-0001", "1995-01-01"),
        ("1995-01-0101", ""),
        ("October 19, 2011, 8:00 PM GMT", "2011-10-19"),
        ("2015 May", "2015-05"),
        ("5. Mai 2010", "2010-05-05"),
        ("12 août 2003", "2003-08-12"),
        ("12.03.2010", "2010-03-12"),
        ("2010年5月3日", "2010-05-03"),
        ("May 5-7, 2010", "2010-05-05/2010-05-07"),
        ("May/June 2010", "2010-05/2010-06"),
        ("March 2010 - May 2011", "2010-03/2011-05"),
        ("25/04/2025", "2025-04-25"),
        ("05/04/2025", "2025"),
        ("2010-02-30", "2010-02"),
        ("n.d.", ""),
        ("in press", ""),
        ("1973, reprinted 1981", ""),
        ("99", ""),
        ("0000", ""),
        ("0000/00/00", ""),
    ],
)
def test_dates(written: str, date: str) -> None:
    assert edtf(written) == date


@pytest.mark.parametrize(
    ("parts", "date"),
    [
        (("2010", "5", "3"), "2010-05-03"),
        (("2010", "May", ""), "2010-05"),
        (("2010", "May 5", ""), "2010-05-05"),
        (("2010", "June--July", ""), "2010-06/2010-07"),
        (("2010", "may", "5--7"), "2010-05-05/2010-05-07"),
        (("2010?", "5", ""), "2010-05?"),
        (("2010", "no month", ""), "2010"),
        (("2010", "13", ""), "2010"),
        (("2010", "99", "3"), "2010"),
        (("2010", "2010", ""), "2010"),
        (("2010", "21", ""), "2010-21"),
        (("2010", "00", "00"), "2010"),
        (("", "May", ""), ""),
    ],
)
def test_dates_in_parts(parts: tuple[str, str, str], date: str) -> None:
    assert from_parts(*parts) == date


@given(st.text(alphabet="0123456789-/.,~?[] cMayXT:", max_size=30))
def test_a_date_once_read_is_read_the_same(written: str) -> None:
    assert edtf(edtf(written)) == edtf(written)


RECORDS = {
    "a.bib": "@article{{k, title = {{A}}, year = {{{}}}}}",
    "a.ris": "TY  - JOUR\nTI  - A\nPY  - {}\nER  - \n",
    "a.json": '{{"config": {{}}, "collections": {{}}, "items": [{{"itemType": "report", "title": "A", "date": "{}"}}]}}',
}


@pytest.mark.parametrize("name", RECORDS)
@pytest.mark.parametrize(
    ("written", "status", "is_told"),
    [
        ("in press", "in press", False),
        ("Forthcoming.", "forthcoming", False),
        ("n.d.", None, False),
        ("n. d.", None, False),
        ("undated", None, False),
        ("soon", None, True),
    ],
)
def test_words_in_the_place_of_a_date(name: str, written: str, status: str | None, is_told: bool) -> None:
    found = read(RECORDS[name].format(written).encode(), name)
    assert found.entries[0].values.get("status") == status
    assert "published" not in found.entries[0].values
    assert bool(found.problems) == is_told
