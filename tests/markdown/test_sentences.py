"""The sentence around a citation, as "cited by" tells it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_resource_cards.markdown_scan.headings import SourceNames
from mkdocs_resource_cards.markdown_scan.scanner import scan
from mkdocs_resource_cards.markdown_scan.sentences import around

TABLE = "| Claim | Source |\n| --- | --- |\n| Ships steer by it. | seen in << resource:a >> |\n"


def sentences(text: str) -> list[str]:
    return [one.sentence for one in scan(text, names=SourceNames(lambda key: f"Title {key}")).cited_keys]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("First. As << resource:a >> says, *it* is `so`. Last.", "As Title a says, it is so."),
        ("One line\nand << resource:a >> on the next.\n\nAnother.", "One line and Title a on the next."),
        ('# Head\n\n- an item\n- see << resource:a "the b. c" >>, too\n- more', "see the b. c, too"),
        ("> quoted << resource:a >> here", "quoted Title a here"),
        (TABLE, "seen in Title a"),
        ("<< resource:a >>", ""),
        ("- << resource:a >>.", ""),
        ("Wirklich? Ja, [so](x.md) steht es in << resource:a >>! Dann", "Ja, so steht es in Title a!"),
        ("它说。见 << resource:a >>，如此。再见。", "见 Title a，如此。"),
        ("See << resource:a >> and << resource:b >>.", "See Title a and Title b."),
        ("So it is<< resource:a view=number >>. Then", "So it is."),
        ('So it is << resources a b view=number >>, said << resource:a "Roe" view=number >>.', "So it is, said Roe."),
    ],
)
def test_the_sentence_of_a_citation(text: str, sentence: str) -> None:
    assert sentences(text)[0] == sentence


def test_a_text_without_an_end_is_cut_at_words() -> None:
    (sentence,) = sentences("word " * 5000 + "<< resource:a >>" + " word" * 5000)
    assert 1000 < len(sentence) < 1300
    assert set(sentence.split()) == {"word", "Title", "a"}


def test_it_is_that_of_a_page_s_first_citation_of_a_source() -> None:
    text = "One << resource:a >>. Two << resource:a >>. Three << resources a b view=number >>. Four << resource:b >>."
    assert sentences(text) == ["One Title a.", "", "Three.", "Three.", ""]


def test_lines_and_columns_are_those_of_each_citation() -> None:
    text = "\n<< resource:a >> << resource:a >>\n\n  << resource:b >>\n[@a] [@a]"
    assert [(one.line, one.column) for one in scan(text, pandoc=True).occurrences] == [(2, 1), (2, 18), (4, 3), (5, 1), (5, 6)]


@given(st.text("ab .!|\n-*#>`", max_size=300), st.text("ab .!|\n-*#>`", max_size=300))
def test_it_holds_the_citation(before: str, behind: str) -> None:
    start, end = around(f"{before}XX{behind}", len(before), len(before) + 2)
    assert 0 <= start <= len(before)
    assert len(before) + 2 <= end <= len(before) + 2 + len(behind)
