"""Which resources `<< resources ... >>` shows, in which order, and what it says of a list that it cannot make."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from rendering import HERE, OnePage, convert, make_site

from mkdocs_resource_cards.cache import Cache
from mkdocs_resource_cards.registry import load
from mkdocs_resource_cards.resource_query import by_title

REGISTRY = """
publications:
  - {id: hours, name: "80,000 Hours"}
resources:
  - {id: z, title: Zebra, tags: ["x,y"], authors: ["Knuth, Donald"], publication: hours}
  - {id: m, title: Mitte, tags: [x], authors: [Barbara Liskov]}
  - {id: e, title: élan, tags: [y], authors: [Donald Knuth]}
  - {id: a, title: Äpfel, tags: [z]}
"""


@pytest.fixture
def host(tmp_path: Path) -> OnePage:
    (tmp_path / "resources.yml").write_text(REGISTRY, encoding="utf-8")
    return OnePage(replace(make_site(), registry=load([tmp_path / "resources.yml"], tmp_path, Cache(None))))


def shown(query: str, host: OnePage) -> list[str]:
    """The ids that a list shows, in its order."""
    md = convert(f"<< resources {query} >>", [], host)
    return re.findall(r'data-rc-id="(\w+)"', md.html)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ('publication="80,000 Hours"', "z"),
        ('tag="x,y"', "z"),
        ("tag=x,y", "em"),
        ('tag="x,z"', "am"),
        ('tag="X,Y" author=knuth', "z"),
        ('author="Knuth, Donald"', "ez"),
        ('author="Donald Knuth, Barbara Liskov"', "emz"),
    ],
)
def test_quotes_keep_the_comma_of_a_name(query: str, ids: str, host: OnePage) -> None:
    assert sorted(shown(query, host)) == sorted(ids)
    assert host.page.reports == []


@pytest.mark.parametrize(
    ("query", "ids"), [("sort=title", "aemz"), ("", "aemz"), ("sort=-title", "zmea"), ("sort=date", "aemz")]
)
def test_titles_with_accents_stand_among_their_letters(query: str, ids: str, host: OnePage) -> None:
    assert shown(query, host) == list(ids)


def test_an_index_is_sorted_as_a_list_by_title_is(host: OnePage) -> None:
    registry = host.site.registry
    assert [resource.id for resource in by_title(registry[key] for key in registry)] == list("aemz")


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("title=x", "there is no field `title` to filter by; fields are type,"),
        ("tags=x", "there is no field `tags` to filter by; did you mean `tag`?"),
        ("auther=x", "there is no field `auther` to filter by; did you mean `author`?"),
        ("year=2020,2021", "`year=2020,2021` is not a year or a range of years; write `year=2020`, or from one to another"),
        ("year=2020-2021", "`year=2020-2021` is not a year or a range of years; did you mean `year=2020..2021`?"),
        ("year=..", "`year=..` is not a year or a range of years; write"),
        ("credibility=high", "`credibility=high` is not a rating; write a number from 1 to 5: `credibility=4` finds 4 and 5"),
        ("credibility=9", "`credibility=9` is not a rating; write a number from 1 to 5"),
        ("credibility=4+", "`credibility=4+` is not a rating; write a number from 1 to 5"),
        ("limit=0", "`limit=0` is not a number of resources; write `limit=5`, or leave it out to show all"),
        ("limit=five", "`limit=five` is not a number of resources; write `limit=5`"),
        ("sort=-qualty", "there is no field `qualty` to sort by; did you mean `sort=-quality`?"),
        ("sort=date-", "there is no field `date` to sort by; did you mean `sort=-date`?"),
        ("sort=newest", "there is no field `newest` to sort by; did you mean `sort=-date`?"),
        ("sort=title,date", "there is no field `title,date` to sort by; a list is sorted by one field"),
        (
            "sort=desc",
            "there is no field `desc` to sort by; fields are title, date, credibility, citations, quality; `-` before",
        ),
        ("order=date", "there is no field `order` to filter by; did you mean `sort`?"),
        ("max=5", "there is no field `max` to filter by; did you mean `limit`?"),
        ("venue=x", "there is no field `venue` to filter by; did you mean `publication`?"),
        ("quality=50", "there is no field `quality` to filter by; did you mean `credibility`?"),
        ("type:paper", "no resource has the key `type:paper`; did you mean `type=paper`?"),
        ("all", "no resource has the key `all`; `<< resources >>` lists all"),
    ],
)
def test_a_condition_that_cannot_be_read_is_told(query: str, message: str, host: OnePage) -> None:
    assert shown(query, host) == []
    assert [f"{one.message}; {one.suggestion}".startswith(message) for one in host.page.reports] == [True], host.page.reports


@pytest.mark.parametrize(("query", "ids"), [("cited=FALSE", "aemz"), ("cited=No", "aemz")])
def test_capitals_of_a_condition_do_not_matter(query: str, ids: str, host: OnePage) -> None:
    assert shown(query, host) == list(ids)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("tag=zz", "no resource has the tag `zz`"),
        ("author=liskow", "no resource has the author `liskow`"),
        ('author="Barbara Liskow"', 'no resource has the author `barbara liskow`; did you mean `author="Barbara Liskov"`?'),
        (
            'publication="80 000 hours"',
            'no resource has the publication `80 000 hours`; did you mean `publication="80,000 Hours"`?',
        ),
        ("tag=x author=knuth year=2020", "no resource has `year=2020`; no resource has a date"),
        ("tag=x author=knuth author=liskov", "the query matches no resource; use fewer or other conditions"),
    ],
)
def test_a_value_that_nobody_has_is_named(query: str, said: str, host: OnePage) -> None:
    assert shown(query, host) == []
    (report,) = host.page.reports
    assert "; ".join(filter(None, (report.message, report.suggestion))).startswith(said)


def test_where_no_resource_has_a_value_none_is_offered(tmp_path: Path) -> None:
    (tmp_path / "resources.yml").write_text("- {id: a, title: A}\n", encoding="utf-8")
    host = OnePage(replace(make_site(), registry=load([tmp_path / "resources.yml"], tmp_path, Cache(None))))
    assert shown("tag=x", host) == []
    assert [(one.message, one.suggestion) for one in host.page.reports] == [("no resource has the tag `x`", "")]


def test_a_list_that_shows_nothing_is_still_found_again(tmp_path: Path) -> None:
    """Whoever renders it again looks for what it holds: white space is everywhere."""
    (tmp_path / "resource-cards").mkdir()
    (tmp_path / "resource-cards" / "list.html").write_text(" \n", encoding="utf-8")
    host = OnePage(make_site((tmp_path, HERE / "templates")))
    convert("<< resources tag=weather >>", [], host)
    assert [one.html for one in host.page.placed] == ["<!--rc-placed-0-->"]
