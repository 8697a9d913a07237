"""Rules of the command line, each at its border."""

from __future__ import annotations

import sys
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from mkdocs_resource_cards.cli import run
from mkdocs_resource_cards.cli.config import loader
from mkdocs_resource_cards.cli.config.editor import _is_as_before
from mkdocs_resource_cards.cli.console import safe
from mkdocs_resource_cards.cli.context import Session
from mkdocs_resource_cards.cli.exchange.works import agree
from mkdocs_resource_cards.cli.fetch import Fetched
from mkdocs_resource_cards.cli.fetch.rate_limit import Politeness
from mkdocs_resource_cards.cli.fetch.robots import Robots, parse
from mkdocs_resource_cards.cli.ingest.soft_errors import elsewhere
from mkdocs_resource_cards.cli.lint import baseline
from mkdocs_resource_cards.cli.lint.contents import stale, suspicious
from mkdocs_resource_cards.cli.lint.context import LintContext, SnapshotStatus
from mkdocs_resource_cards.cli.lint.people import future_dates
from mkdocs_resource_cards.cli.lint.report_formats import formatted
from mkdocs_resource_cards.cli.lint.titles import shared_titles
from mkdocs_resource_cards.cli.metadata import content
from mkdocs_resource_cards.cli.registry_edit.known_sources import SourceIndex
from mkdocs_resource_cards.cli.snapshots import writer
from mkdocs_resource_cards.formats.bibtex.latex import decoded
from mkdocs_resource_cards.model import Location, Name, Problem, Resource
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
        ("van Gogh", "", "van Gogh"),
    ],
)
def test_a_name_is_taken_apart_only_where_it_is_one(written: str, family: str, literal: str) -> None:
    name = split_name(written)
    assert (name.family, name.literal) == (family, literal)


@pytest.mark.parametrize(
    ("new", "as_before"),
    [
        ("plugins: [search, tags, resource-cards]", True),
        ("plugins: [search, resource-cards]", False),
        ("plugins: [search, tags]", False),
    ],
)
def test_a_configuration_that_is_written_has_all_plugins_of_before(tmp_path: Path, new: str, as_before: bool) -> None:
    config = loader.parse(tmp_path / "mkdocs.yml", b"plugins: [search, tags]")
    assert _is_as_before(config, new) is as_before


@pytest.mark.parametrize(("etag", "kept"), [('"abc"', '"abc"'), ('"a\x1bb"', ""), ("a\nurl: x", "")])
def test_an_etag_that_is_no_text_is_not_kept(tmp_path: Path, etag: str, kept: str) -> None:
    path = tmp_path / "a.md"
    writer.save(path, Fetched("https://a.example/", 200, headers={"etag": etag}), "Text.", "2026-05-17T09:30:00Z")
    assert writer.load(path)[0].etag == kept


def test_only_so_many_elements_of_a_page_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content, "ELEMENTS", 20)
    tree = content.bounded_tree("<p>x</p>" * 100)
    assert len(list(tree.iter())) == 20


def test_tex_that_is_nested_without_end_is_read_to_a_depth() -> None:
    assert decoded("\\emph{" * 5_000 + "x" + "}" * 5_000) == "x"


@pytest.mark.parametrize(
    ("given", "final", "why"),
    [
        ("https://a.example/x", "https://a.example/login", "looks like a sign-in page"),
        ("https://a.example/login", "https://a.example/login?next=x", ""),
        ("https://a.example/x", "https://a.example/", "the home page of a site"),
        ("https://a.example/", "https://www.a.example/", ""),
    ],
)
def test_an_address_that_led_elsewhere(given: str, final: str, why: str) -> None:
    assert elsewhere(given, final).endswith(why)
    assert bool(elsewhere(given, final)) is bool(why)


@pytest.mark.parametrize("venues", ["publications.yml", "Publications.yaml"])
def test_no_entry_is_added_to_the_file_of_publications(venues: str) -> None:
    session: Any = SimpleNamespace(sources=(), site_config=SimpleNamespace(root=Path(), shown=str))
    registry: Any = SimpleNamespace(files=[Path("data", venues), Path("data/papers.yml")], resources=lambda: ())
    assert Session.targets(session, registry)({}) == Path("data/papers.yml")


def test_of_three_sources_with_one_title_those_are_told_that_nothing_else_tells_apart() -> None:
    bare = [Resource(one, "Annual report", url=f"https://{one}.example/") for one in "abc"]
    by_whom = Resource("d", "Annual report", url="https://d.example/", authors=(Name("Roe"),))
    dated = Resource("e", "Annual report", url="https://e.example/", published="2020")

    def told(*resources: Resource) -> list[str]:
        return [problem.message for problem in shared_titles(LintContext(resources))]

    assert told(*bare[:2]) == []
    assert told(*bare[:2], by_whom, dated) == ["`Annual report` is the title of 4 sources"] * 2
    assert told(bare[0], by_whom, dated) == ["`Annual report` is the title of 3 sources"]


@pytest.mark.parametrize(("status", "words"), [(399, "a refusal"), (400, "from an HTTP 400 response"), (None, "a refusal")])
def test_a_snapshot_of_an_error_is_told_by_its_status(status: int | None, words: str) -> None:
    resource = Resource("a", "A")
    context = LintContext((resource,), today=TODAY, contents={"a": SnapshotStatus(is_shown=False, status=status)})
    (found,) = suspicious(context)
    assert found.message.endswith(words)


def test_titles_agree_in_any_letters() -> None:
    assert agree("The Urgency Of Interpretability Today", "Today: the URGENCY of interpretability")
    assert not agree("The Urgency Of Interpretability Today", "A History of Maps")


@pytest.mark.parametrize(("missing", "is_told"), [("click", True), ("click.testing", True), ("yaml", False)])
def test_without_click_the_command_says_what_to_install(missing: str, is_told: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    class Absent:
        def __getattr__(self, name: str) -> None:
            raise ModuleNotFoundError(f"No module named {missing!r}", name=missing)

    monkeypatch.setitem(sys.modules, "mkdocs_resource_cards.cli.main", Absent())  # type: ignore[arg-type]
    with pytest.raises(SystemExit if is_told else ModuleNotFoundError, match="mkdocs-resource-cards" if is_told else missing):
        run()
