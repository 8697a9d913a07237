"""`in press` and other words in the place of a year: in each style once, and told apart as years are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mkdocs_resource_cards.citation_styles.csl_json import item_of
from mkdocs_resource_cards.citation_styles.data import Cite, Processed
from mkdocs_resource_cards.citation_styles.files import find_style
from mkdocs_resource_cards.citation_styles.processor import process
from mkdocs_resource_cards.citation_styles.runs import text_of

HERE = Path(__file__).parent
LITERAL, STATUS = {"issued": {"literal": "in press"}}, {"status": "in press"}
STYLES = ["apa", "chicago-author-date", "ieee", "nature", "modern-language-association", "din-1505-2", "vancouver"]


def done(name: str, *entries: dict[str, Any]) -> Processed:
    author = {"author": [{"family": "Roe", "given": "Jane"}], "publisher": "House", "container-title": "J"}
    items = [item_of({"id": str(n), "title": f"Title {n}", **author, **one}) for n, one in enumerate(entries)]
    return process(find_style(name, HERE, "en").read(), items, [(Cite(one.id),) for one in items])


def listed(name: str, *entries: dict[str, Any]) -> list[str]:
    return [text_of(one.text) for one in done(name, *entries).entries]


def cited(name: str, *entries: dict[str, Any]) -> list[str]:
    return [text_of(one.text) for one in done(name, *entries).citations]


@pytest.mark.parametrize("state", ["forthcoming", "in press"])
@pytest.mark.parametrize("type", ["article-journal", "book", "chapter", "report"])
@pytest.mark.parametrize("name", STYLES)
def test_a_state_stands_in_each_style_once(name: str, type: str, state: str) -> None:
    (text,) = listed(name, {"type": type, "status": state})
    assert text.lower().count(state) == 1


def test_where_a_style_has_no_place_for_it_it_is_the_date() -> None:
    """IEEE has one for articles alone; Pandoc shows it where it is written as the date."""
    assert listed("ieee", {"type": "book", **STATUS}) == listed("ieee", {"type": "book", **LITERAL}) != []


@pytest.mark.parametrize("state", [LITERAL, STATUS])
@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("apa", ["(Roe, in press-a)", "(Roe, in press-b)"]),
        ("chicago-author-date", ["(Roe, in press-a)", "(Roe, in press-b)"]),
    ],
)
def test_sources_of_one_author_in_press_are_told_apart(name: str, texts: list[str], state: dict[str, Any]) -> None:
    """As those without a date are: `n.d.-a`."""
    assert cited(name, {"type": "book", **state}, {"type": "book", **state}) == texts
    assert cited(name, {"type": "book", **state}) == [texts[0].replace("-a", "")]
    assert cited(name, {"type": "book"}, {"type": "book"}) == [one.replace("in press", "n.d.") for one in texts]


def test_a_date_with_digits_is_no_state() -> None:
    assert cited("apa", {"type": "book", "issued": {"literal": "spring of 2020"}}) == ["(Roe, spring of 2020)"]
    assert cited("apa", {"type": "book", "issued": {"date-parts": [[2020]]}, **STATUS}) == ["(Roe, 2020)"]


def test_the_state_of_a_law_is_no_date() -> None:
    assert "in force" not in listed("nature", {"type": "bill", "status": "in force"})[0]
