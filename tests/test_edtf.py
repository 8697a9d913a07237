"""Dates in EDTF level 1: read, kept in one form, put in order, shown as people say them, and to and from CSL's dates."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_resource_cards.edtf import Point, Span, edtf, iso_date, order, parse, years
from mkdocs_resource_cards.i18n import LANGUAGES, Translations
from mkdocs_resource_cards.normalize.csl_dates import csl_date, edtf_of

SHOWN = {
    "2018": "2018",
    "2025-04": "April 2025",
    "2026-05-01": "May 1, 2026",
    "1998/2004": "1998–2004",
    "2004-02/2004-05": "February 2004 – May 2004",
    "1985/..": "since 1985",
    "../1985": "until 1985",
    "1985/": "1985–?",
    "/1985": "?–1985",
    "1890~": "c. 1890",
    "2004-06?": "June 2004?",
    "1984%": "c. 1984?",
    "2003-21": "Spring 2003",
    "2003-24": "Winter 2003",
    "201X": "2010s",
    "19XX": "1900–1999",
    "-0044": "45 BC",
    "-0044-03-15": "March 15, 45 BC",
    "Y12345": "12345",
}


@pytest.mark.parametrize("date", SHOWN)
def test_dates_are_kept_as_written_and_shown_as_people_say_them(date: str) -> None:
    assert edtf(date) == date
    assert Translations("en").date(date, "long") == SHOWN[date]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_words(language: str) -> None:
    words = Translations(language)
    shown = {words.date(date, style) for date in SHOWN for style in ("long", "short")}
    assert not any("{" in text for text in shown)
    assert words.date("2003-21", "long") != words.date("2003-22", "long")


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("2025-4-2", "2025-04-02"),
        ("2025-12-28 03:52:37", "2025-12-28"),
        ("2025-12-31T23:59:59Z", "2025-12-31"),
        ("2004-XX", "2004"),
        ("1985-04-XX", "1985-04"),
        ("20xx", "20XX"),
        ("2005/2005", "2005"),
        (" 2018 ", "2018"),
    ],
)
def test_other_spellings_have_one_form(written: str, kept: str) -> None:
    assert edtf(written) == kept


@pytest.mark.parametrize(
    "written",
    [
        *("", "/", "../..", "0000", "-0000", "2025-13", "2025-02-30", "2023-02-29", "2025-05-01T25:00", "2025-05-01T12:60"),
        *("2004/1998", "2025/04", "12345", "201X-05", "2018-21-01", "April 2025", "24/04/2025", "2018~~", "Y1234", "٢٠١٨"),
    ],
)
def test_all_else_is_no_date(written: str) -> None:
    assert edtf(written) == ""


@pytest.mark.parametrize(("date", "iso"), [("2018", "2018"), ("2018-05-01", "2018-05-01"), ("1890~", ""), ("1998/2004", "")])
def test_only_plain_dates_are_for_machines(date: str, iso: str) -> None:
    assert iso_date(date) == iso


def test_order_and_years() -> None:
    dates = ["-0044", "1890~", "1985/..", "1998/2004", "2003-21", "2003-04", "2003-04-02", "201X", "2018"]
    assert sorted(dates, key=order) == dates
    assert [years(date) for date in ("1998/2004", "201X", "2018", "1985/..", "../1985", "x")] == [
        (1998, 2004),
        (2010, 2019),
        (2018, 2018),
        (1985, 1985),
        (1985, 1985),
        None,
    ]


points = st.builds(
    Point,
    first_year=st.shared(st.integers(-9999, 9999).filter(bool), key="year"),
    last_year=st.shared(st.integers(-9999, 9999).filter(bool), key="year"),
    month=st.integers(0, 12) | st.integers(21, 24),
    day=st.just(0),
    is_uncertain=st.booleans(),
    is_approximate=st.booleans(),
)


@given(points)
def test_what_is_written_is_read(point: Point) -> None:
    assert parse(Span(point, point).text) == Span(point, point)


@given(st.text("0123456789-/X~?%.YT: ", max_size=20))
def test_what_is_read_is_kept_for_good(text: str) -> None:
    kept = edtf(text)
    assert edtf(kept) == kept
    assert (order(kept) != (0, 0, 0)) == bool(kept)


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ({"date-parts": [[2006, 3]]}, "2006-03"),
        ({"date-parts": [["2006", "3", "04"], [2007]]}, "2006-03-04/2007"),
        ({"date-parts": [[2003]], "season": 1}, "2003-21"),
        ({"date-parts": [[2003, 14]]}, "2003-22"),
        ({"date-parts": [[-44, 3, 15]]}, "-0043-03-15"),
        ({"date-parts": [[1890]], "circa": True}, "1890~"),
        ({"date-parts": [[2021, 2, 31]]}, "2021-02"),
        ({"raw": "2006-03"}, "2006-03"),
        ([{"year": 2006, "month": 3}, {"year": 2007}], "2006-03/2007"),
        (2006, "2006"),
        ({"date-parts": [[0]]}, ""),
        ({"date-parts": "x"}, ""),
        ({}, ""),
        (None, ""),
    ],
)
def test_dates_of_csl(value: object, date: str) -> None:
    assert edtf_of(value) == date
    assert edtf_of(csl_date(date)) == date
