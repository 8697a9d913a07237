"""Texts of links that are no titles of what they lead to."""

from __future__ import annotations

import pytest

from mkdocs_resource_cards.cli.lint.titles import is_fragment, why_no_title
from mkdocs_resource_cards.normalize.titles import site_names

URL = "https://code.example.org/group/project"


@pytest.mark.parametrize(
    "text", ["GitHub", "YouTube", "Stack Overflow", "@someone", "@someone@mastodon.example", "Docker Hub", "PyPI"]
)
def test_the_name_of_a_place_or_a_person_is_no_title(text: str) -> None:
    assert why_no_title(text, URL) == "the name of a person or a place"


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("GitHub", "https://github.com/"),
        ("PyPI", "https://pypi.org"),
        ("@scope/package", "https://www.npmjs.com/package/@scope/package"),
        ("GitHub Actions", "https://github.com/features/actions"),
        ("Medium Access Control", "https://example.org/mac"),
    ],
)
def test_the_name_of_a_site_is_the_title_of_its_front_page(text: str, url: str) -> None:
    assert why_no_title(text, url) == ""


def test_it_is_no_title_of_other_pages_there() -> None:
    assert why_no_title("GitHub", "https://github.com/a/b")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("19th August 2016", "a date"),
        ("Spring 2022", "a date"),
        ("[PDF]", "the text of a link"),
        ("(here)", "the text of a link"),
        ("Part XVIII", "a number"),
        ("Lecture 3", "a number"),
        ("Chapter 2.1", "a number"),
        ("Appendix A", "a number"),
        ("Week in Review", ""),
        ("Unit testing", ""),
        ("Part of the Weekend Never Dies", ""),
        ("Vitamin C", ""),
    ],
)
def test_dates_parts_and_formats_are_no_titles(text: str, why: str) -> None:
    assert why_no_title(text, URL) == why


@pytest.mark.parametrize(
    ("text", "url", "is_part"),
    [
        ("disabled in the PS3 by Sony", URL, True),
        ("the ORCA forum website", "https://orcaforum.example.org/app.php", True),
        ("npm Docs", "https://docs.npmjs.com/", False),
        ("von Neumann architecture", "https://en.wikipedia.org/wiki/Von_Neumann_architecture", False),
        ("iPhone for Beginners", URL, False),
        ("Attention Is All You Need", URL, False),
        ("pytest", URL, False),
    ],
)
def test_what_begins_within_a_sentence_is_a_part_of_one(text: str, url: str, is_part: bool) -> None:
    assert is_fragment(text, url) is is_part


def test_a_site_whose_name_is_common_is_called_by_its_first_part() -> None:
    assert site_names("https://news.dev.io/") == {"newsdevio", "devio", "news"}
    assert site_names("https://docs.example.org/") == {"docsexampleorg", "exampleorg", "example", "docs"}
