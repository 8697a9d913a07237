"""Names of settings, and those that pages give in their front matter."""

from __future__ import annotations

import pytest

from mkdocs_resource_cards.options import OptionError, Options, is_choice, numbering


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


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("pages_dir", "pages_path"),
        ("pages-folder", "pages_path"),
        ("cache_path", "cache_dir"),
        ("bib_file", "registry"),
        ("resources", "registry"),
        ("csl", "citation_style"),
        ("lang", "language"),
        ("page", "pages"),
        ("Registry", "registry"),
    ],
)
def test_an_unknown_option_is_told_which_was_meant(name: str, meant: str) -> None:
    with pytest.raises(OptionError, match=f"unknown option `{name}`; did you mean `{meant}`"):
        Options.read({name: "x"})
