"""What we write as RIS, as rispy reads it, and line by line."""

from __future__ import annotations

import re

import rispy
from examples import BARE, EACH_KIND, HOSTILE, PAPER, anything, often, resources
from hypothesis import given

from mkdocs_resource_cards.formats.catalog import write
from mkdocs_resource_cards.formats.values import citation_keys, line
from mkdocs_resource_cards.model import OTHERS, Resource

LINE = re.compile(r"[A-Z][A-Z0-9]  - [^\r\n]*|")


def read(*written: Resource) -> list[dict]:
    return rispy.loads(write(written, "ris").replace("\r\n", "\n"))


def test_a_paper() -> None:
    (entry,) = read(PAPER)
    assert entry == {
        "type_of_reference": "JOUR",
        "id": PAPER.id,
        "title": PAPER.title,
        "authors": [
            *("Wei, Jason", "van Beethoven, Ludwig", "King, Martin Luther, Jr.", "World Health Organization"),
            *("王小明", "Smith & Sons"),
        ],
        "year": "2022",
        "date": "2022/06/15/",
        "secondary_title": "Transactions on Machine Learning & Research",
        "doi": PAPER.doi,
        "urls": [PAPER.url],
        "access_date": "2026/05/17/",
        "abstract": "Scaling up language models. A second paragraph, 100%.",
        "keywords": ["emergence", "large models"],
    }


def test_little_is_known() -> None:
    assert write([BARE], "ris") == "TY  - GEN\r\nID  - 0123\r\nTI  - Just a title\r\nER  - \r\n\r\n"


def test_a_date_is_as_exact_as_it_is_known() -> None:
    dates = [Resource("x", "x", published=date) for date in ("2018", "2025-04", "2025-04-24", "")]
    assert [(entry.get("year"), entry.get("date")) for entry in read(*dates)] == [
        *(("2018", None), ("2025", "2025/04//"), ("2025", "2025/04/24/"), (None, None))
    ]


def test_many_records_stay_apart() -> None:
    assert len(read(*EACH_KIND, HOSTILE, PAPER)) == len(EACH_KIND) + 2


@often
@given(resources)
def test_what_is_written_is_read(resource: Resource) -> None:
    (entry,) = read(resource)
    assert (entry["id"], entry["title"]) == (citation_keys([resource], line)[0], line(resource.title))
    assert entry.get("urls", [""])[0] == resource.url
    assert entry.get("doi", "") == resource.doi
    assert entry.get("year", "") == resource.published[:4]
    names = ["et al." if author == OTHERS else author.sorted for author in resource.authors]
    assert entry.get("authors", []) == names


@often
@given(anything)
def test_every_line_is_of_the_form(resource: Resource) -> None:
    lines = write([resource, HOSTILE], "ris").split("\r\n")
    assert all(LINE.fullmatch(one) for one in lines)
    assert [one[:2] for one in lines].count("TY") == [one[:2] for one in lines].count("ER") == 2
