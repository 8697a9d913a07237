"""How much of a resource a card shows: every rule at its border."""

from __future__ import annotations

import pytest

from mkdocs_resource_cards.cards import compose as rules
from mkdocs_resource_cards.cards.compose import CardContext, compose
from mkdocs_resource_cards.citations import facts_from
from mkdocs_resource_cards.i18n import Translations
from mkdocs_resource_cards.model import CitingPage, Name, Resource, Snapshot
from mkdocs_resource_cards.normalize.urls import host_of
from mkdocs_resource_cards.options import Options

WORDS = Translations("en")


def people(count: int) -> Resource:
    return Resource("a", "A", authors=tuple(Name(literal=f"Person {number}") for number in range(count)))


@pytest.mark.parametrize(
    ("view", "count", "shown"),
    [("full", 4, 4), ("full", 5, 3), ("compact", 2, 2), ("compact", 3, 1), ("tile", 2, 2), ("page", 12, 12), ("page", 13, 12)],
)
def test_so_many_authors_are_shown(view: str, count: int, shown: int) -> None:
    authors = compose(people(count), CardContext(WORDS, view)).authors
    assert (len(authors[0]), len(authors[1])) == (shown, count - shown)


@pytest.mark.parametrize(("count", "shown"), [(7, 7), (8, 5)])
def test_so_many_citing_pages_are_shown(count: int, shown: int) -> None:
    pages = [CitingPage(f"Page {number}", f"{number}.md") for number in range(count)]
    card = compose(Resource("a", "A"), CardContext(WORDS, citing=pages))
    assert (len(card.rows), len(card.more_rows), card.left_rows) == (shown, count - shown, 0)


@pytest.mark.parametrize(("count", "shown"), [(7, 7), (8, 6)])
def test_so_many_tags_are_shown(count: int, shown: int) -> None:
    card = compose(Resource("a", "A", tags=tuple(map(str, range(count)))), CardContext(WORDS))
    assert (len(card.tags), card.more_tags) == (shown, count - shown)


@pytest.mark.parametrize(
    ("text", "direction"),
    [("Alpha", "ltr"), ("أبجد", "rtl"), ("אלף", "rtl"), ("12 أ", "rtl"), ("1984", ""), ("«Alpha»", "ltr")],
)
def test_a_title_runs_as_its_first_letter_does(text: str, direction: str) -> None:
    assert rules.direction(text) == direction


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://WWW.Example.ORG:8080/A", "example.org"),
        ("http://[2001:DB8::1]/x", "2001:db8::1"),
        ("", ""),
        ("https://wwwexample.org/", "wwwexample.org"),
    ],
)
def test_a_host_is_shown_without_port_and_www(url: str, host: str) -> None:
    assert host_of(url) == host


@pytest.mark.parametrize(
    ("quality", "text"), [(None, "–"), (0.0, "0"), (64.0, "64"), (71.5, "71.5"), (71.46, "71.5"), (100.0, "100")]
)
def test_a_quality_has_one_decimal_at_most(quality: float | None, text: str) -> None:
    assert rules.quality_text(quality) == text


@pytest.mark.parametrize(("status", "alert"), [(200, False), (399, False), (400, True), (404, True), (503, True)])
def test_a_status_from_400_on_alerts(status: int, alert: bool) -> None:
    card = compose(Resource("a", "A"), CardContext(WORDS, snapshot=Snapshot("x", status=status)))
    assert card.snapshot is not None
    assert card.snapshot.alert is alert


@pytest.mark.parametrize(
    ("value", "quality"),
    [(0, 0.0), (100, 100.0), ("71.5", 71.5), (100.1, None), (-0.1, None), (True, None), ("", None), (10**400, None)],
)
def test_a_quality_is_0_to_100(value: object, quality: float | None) -> None:
    facts, faults = facts_from("T", {"quality": value}, Options())
    assert (facts.quality, bool(faults)) == (quality, quality is None and value != "")
