"""Settings that pages give in their front matter."""

from __future__ import annotations

import pytest

from mkdocs_resource_cards.options import is_choice, is_numbered


@pytest.mark.parametrize(
    ("value", "site", "expected"),
    [
        ("numbered", "linked", True),
        ("linked", "numbered", False),
        (None, "linked", False),
        (None, "numbered", True),
        ("number", "numbered", True),
        (["numbered"], "linked", False),
    ],
)
def test_a_page_says_whether_its_citations_are_numbered(value: object, site: str, expected: bool) -> None:
    assert is_numbered(value, site) is expected


@pytest.mark.parametrize("value", ["number", "", True, 7, ["numbered"]])
def test_what_a_page_cannot_say_is_known(value: object) -> None:
    assert not is_choice("references", value)
    assert is_choice("references", None)
