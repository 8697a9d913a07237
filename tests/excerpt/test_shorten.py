from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_resource_cards.excerpt import shorten
from mkdocs_resource_cards.excerpt.shorten import clean


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("It fits.", 8, "It fits."),
        ("One sentence here. Another one there.", 20, "One sentence here."),
        ("One. Another sentence that is far longer than the first.", 30, "One. Another sentence that is…"),
        ("It was seen by e.g. The Times and others, who wrote of it.", 24, "It was seen by e.g. The…"),
        ("It happened in the U.S. Government circles were told.", 30, "It happened in the U.S.…"),
        ("It was shown to us by Dr. Jones at the end of the day.", 30, "It was shown to us by Dr.…"),
        ("A rope costs 3.5 crowns, or 4.5 crowns, or more than that.", 15, "A rope costs…"),
        ("It happened in 2018. Then nothing did for years.", 25, "It happened in 2018."),
        ("Things to do: 1. Coil it. 2. Dry it well and long.", 28, "Things to do: 1. Coil it."),
        ("He said “It is enough.” Then he left for the sea.", 30, "He said “It is enough.”"),
        ("She asked (was it so?) and left, as one does at sea.", 30, "She asked (was it so?) and…"),
        ("It works with Yahoo! and others, which is no wonder.", 25, "It works with Yahoo! and…"),
        ("Is it so? Nobody knows, and nobody will for years.", 14, "Is it so?"),
        ("船が来た。光が見えた。そして霧が出た。", 12, "船が来た。光が見えた。"),
        ("船が来たので光が見えた", 6, "船が来たの…"),
        ("Он пришёл домой. Потом ушёл снова в море.", 22, "Он пришёл домой."),
        ("a" * 50, 10, "a" * 9 + "…"),
        ("One, two; three", 6, "One…"),
        ("e\u0301e\u0301e\u0301e\u0301", 4, "e\u0301…"),
        ("ab\U0001f469\u200d\U0001f4bb\U0001f469\u200d\U0001f4bb", 5, "ab…"),
        ("anything", 1, "…"),
        ("anything", 0, ""),
        ("anything", -5, ""),
        ("", 10, ""),
        ("two\n\nlines\tand\u2028more", 40, "two lines and more"),
        ("hid\u202eden\x00 \x1b[31mcon\u200btrol\x7f\ud800s", 40, "hidden [31mcontrols"),
    ],
)
def test_shorten(text: str, limit: int, expected: str) -> None:
    assert shorten(text, limit) == expected


@given(st.text(st.characters(), max_size=300) | st.text('ab .!?…。e\u0301\u200d"”', max_size=300), st.integers(0, 120))
def test_shortening_fits_is_clean_and_idempotent(text: str, limit: int) -> None:
    short = shorten(text, limit)
    assert len(short) <= limit
    assert short == clean(short)
    assert shorten(short, limit) == short
    short.encode("utf-8")


@given(st.text(st.characters(), max_size=300))
def test_what_fits_is_whole(text: str) -> None:
    assert shorten(text, len(text)) == clean(text)


def test_a_long_text_costs_no_more_than_its_start() -> None:
    assert shorten("A sentence. " * 1_000_000, 50) == "A sentence. " * 3 + "A sentence."
