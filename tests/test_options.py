"""Settings that pages give in their front matter."""

from __future__ import annotations

import pytest

from mkdocs_resource_cards.options import numbered


@pytest.mark.parametrize(
    ("value", "site", "is_numbered"),
    [
        ("numbered", "linked", True),
        ("linked", "numbered", False),
        (None, "linked", False),
        (None, "numbered", True),
    ],
)
def test_a_page_says_whether_its_citations_are_numbered(value: object, site: str, is_numbered: bool) -> None:
    assert numbered(value, site) is is_numbered


@pytest.mark.parametrize("value", ["number", "", True, 7, ["numbered"]])
def test_what_a_page_cannot_say_is_told(value: object) -> None:
    with pytest.raises(ValueError, match="`references` is one of linked, numbered, not ") as told:
        numbered(value)
    assert str(told.value).endswith(repr(value))
