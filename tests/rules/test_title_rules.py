"""Texts of links that are no titles of what they lead to."""

from __future__ import annotations

import pytest

from mkdocs_resource_cards.cli.lint.titles import why_no_title

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
