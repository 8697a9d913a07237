"""Rules of the command line, each at its border."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from mkdocs_resource_cards.cli.console import safe
from mkdocs_resource_cards.cli.fetch.rate_limit import Politeness
from mkdocs_resource_cards.cli.fetch.robots import Robots, parse
from mkdocs_resource_cards.cli.lint import baseline
from mkdocs_resource_cards.cli.lint.contents import stale
from mkdocs_resource_cards.cli.lint.context import LintContext, SnapshotStatus
from mkdocs_resource_cards.cli.lint.people import future_dates
from mkdocs_resource_cards.cli.lint.report_formats import formatted
from mkdocs_resource_cards.cli.registry_edit.known_sources import SourceIndex
from mkdocs_resource_cards.model import Location, Problem, Resource
from mkdocs_resource_cards.normalize.names import split_name
from mkdocs_resource_cards.normalize.urls import safe_url

TODAY = date(2026, 5, 17)


def test_nothing_that_acts_on_a_terminal_is_printed() -> None:
    assert safe("a\x1b[31mb\r\x07\u202ec\n\td") == "a\ufffd[31mb\ufffd\ufffd\ufffdc\n\td"


@pytest.mark.parametrize(
    "url",
    [
        "https://exa\\mple.org/",
        "https://user@example.org/",
        "https://a%2eb/",
        "ftp://a.org/",
        "//a.org/",
        "https:///x",
        f"https://{'a' * 254}/",
    ],
)
def test_what_is_no_safe_address(url: str) -> None:
    assert safe_url(url) == ""


@pytest.mark.parametrize("url", ["https://a.org/x\\y", f"https://{'a' * 253}/", "http://a.org:80/?q=@"])
def test_what_is_a_safe_address(url: str) -> None:
    assert safe_url(url) == url


@pytest.mark.parametrize(
    ("written", "delay"), [("2.5", 2.5), ("30", 30.0), ("31", 30.0), ("x", 0.0), ("1.2.3", 0.0), ("-1", 0.0)]
)
def test_a_crawl_delay_is_kept_up_to_half_a_minute(written: str, delay: float) -> None:
    assert parse(f"User-agent: *\nCrawl-delay: {written}\n".encode()).delay == delay


@pytest.mark.parametrize(("delay", "rest"), [(0.0, 1.0), (0.5, 1.0), (5.0, 5.0)])
def test_a_host_is_left_alone_for_the_longer_of_its_delay_and_ours(delay: float, rest: float) -> None:
    manners = Politeness(None, 1.0)  # type: ignore[arg-type]
    manners._robots["https://a.org"] = Robots((), delay)
    assert manners.rest("https://a.org/x") == rest


def test_a_baseline_passes_over_as_many_as_it_names() -> None:
    twice = [Problem("cut_url", "the URL is cut", Location("r.yml", line)) for line in (1, 9, 12)]
    assert baseline.without(twice, baseline.text(twice[:2])) == twice[2:]
    assert baseline.without(twice, baseline.HEAD) == twice


def test_an_annotation_cannot_end_early() -> None:
    problem = Problem("cut_url", "50%\r\n::error::x", Location("a:b,c.yml", 2, 3))
    text = formatted([(problem, "warn")], "github")
    assert text == "::warning file=a%3Ab%2Cc.yml,line=2,col=3,title=cut_url::50%25%0D%0A::error::x"


@pytest.mark.parametrize(
    ("published", "told"), [("2026-05-18", False), ("2026-05-19", True), ("2026", False), ("2027", True), ("2026-06", True)]
)
def test_a_date_is_in_the_future_from_the_day_after_tomorrow(published: str, told: bool) -> None:
    context = LintContext((Resource("a", "A", published=published),), today=TODAY)
    assert bool(list(future_dates(context))) is told


@pytest.mark.parametrize(
    ("fetched", "told"), [("2026-05-07", False), ("2026-05-06", True), ("2026-05", False), ("2026-04", True)]
)
def test_a_snapshot_is_old_by_its_age(fetched: str, told: bool) -> None:
    resource = Resource("a", "A")
    status = SnapshotStatus(is_shown=True, fetched=fetched)
    context = LintContext((resource,), today=TODAY, stale=timedelta(days=10), contents={"a": status})
    assert bool(list(stale(context))) is told


def test_the_first_entry_keeps_a_key_whatever_its_case() -> None:
    first, second = Resource("Ab", "First"), Resource("x", "Second", aliases=("aB",))
    index = SourceIndex([first, second])
    assert (index.by_key("AB"), index.by_key("x")) == (first, second)


@pytest.mark.parametrize(
    ("written", "family", "literal"),
    [
        ("Dario Amodei", "Amodei", ""),
        ("dario Amodei", "", "dario Amodei"),
        ("Dario amodei", "", "Dario amodei"),
        ("The Lab Inc.", "", "The Lab Inc."),
    ],
)
def test_a_name_is_taken_apart_only_where_it_is_one(written: str, family: str, literal: str) -> None:
    name = split_name(written)
    assert (name.family, name.literal) == (family, literal)
