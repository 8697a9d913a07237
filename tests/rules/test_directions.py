"""Names and titles of another direction stand by themselves in a citation; all else has the direction of the page."""

from __future__ import annotations

import time

import pytest

from mkdocs_resource_cards.i18n import direction_of
from mkdocs_resource_cards.render import isolated


@pytest.mark.parametrize(
    ("text", "direction", "html"),
    [
        ("الخوارزمي, 820 C.E., p. 33", "ltr", "<bdi>الخوارزمي</bdi>, 820 C.E., p. 33"),
        ("محمد بن موسى & ابن سينا, 1025", "ltr", "<bdi>محمد بن موسى</bdi> &amp; <bdi>ابن سينا</bdi>, 1025"),
        ("ש. י. עגנון. 1945", "ltr", "<bdi>ש. י. עגנון</bdi>. 1945"),
        ("עגנון, ש., 1945", "ltr", "<bdi>עגנון</bdi>, <bdi>ש.</bdi>, 1945"),
        ("בן־גוריון ז״ל, 1945", "ltr", "<bdi>בן־גוריון ז״ל</bdi>, 1945"),
        ("Roe & Lee, 2020", "ltr", "Roe &amp; Lee, 2020"),
        ("Müller (2020), O'Brien", "ltr", "Müller (2020), O'Brien"),
        ("Roe, 2020، ص 33", "rtl", "<bdi>Roe</bdi>, 2020، ص 33"),
        ("Müller-Roe, J. et al., 2020", "rtl", "<bdi>Müller-Roe</bdi>, <bdi>J. et al.</bdi>, 2020"),
        ("الخوارزمي، 820 ب.م.", "rtl", "الخوارزمي، 820 ب.م."),
        ("<b>الخوارزمي</b> {{ x }}", "ltr", "&lt;\u2060b&gt;<bdi>الخوارزمي</bdi>&lt;\u2060/b&gt; {\u2060{ x }}"),
        ("2020", "rtl", "2020"),
        ("Roe & Lee, 2020a", "rtl", "<bdi>Roe</bdi> &amp; <bdi>Lee</bdi>, 2020a"),
    ],
)
def test_words_of_another_direction_are_units(text: str, direction: str, html: str) -> None:
    assert isolated(text, direction) == html


@pytest.mark.parametrize("title", ["אחד: שנים, שלוש", "One: אחד, שנים"])
def test_a_title_is_one_unit(title: str) -> None:
    assert isolated(f"{title} 1999, p. 3", "ltr", title) == f"<bdi>{title}</bdi> 1999, p. 3"


@pytest.mark.parametrize("language", ["ar", "he-IL", "fa_IR", "yi"])
def test_who_writes_from_right_to_left(language: str) -> None:
    assert direction_of(language) == "rtl"
    assert direction_of(f"x-{language}") == direction_of("de") == "ltr"


@pytest.mark.parametrize("piece", ["א ", "א. ", "א-", ". ", "א, ", "a א"])
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_a_long_text_takes_no_long_time(piece: str, direction: str) -> None:
    start = time.process_time()
    isolated(piece * 20_000, direction)
    assert time.process_time() - start < 2
