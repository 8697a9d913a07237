"""Settings that pages give in their front matter."""

from __future__ import annotations

import pytest

from mkdocs_resource_cards.options import is_choice, numbering


@pytest.mark.parametrize(
    ("value", "site", "expected"),
    [
        ("numbered", "linked", "numbered"),
        ("linked", "numbered", "linked"),
        ("site", "linked", "site"),
        (None, "linked", "linked"),
        (None, "numbered", "numbered"),
        ("number", "numbered", "numbered"),
        (["numbered"], "linked", "linked"),
    ],
)
def test_a_page_says_whether_its_citations_are_numbered(value: object, site: str, expected: str) -> None:
    assert numbering(value, site) == expected


@pytest.mark.parametrize("value", ["number", "", True, 7, ["numbered"]])
def test_what_a_page_cannot_say_is_known(value: object) -> None:
    assert not is_choice("references", value)
    assert is_choice("references", None)
