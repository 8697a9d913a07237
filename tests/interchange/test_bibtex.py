"""What we write as BibTeX, as bibtexparser and its LaTeX decoder read it."""

from __future__ import annotations

import bibtexparser
import pytest
from bibtexparser.library import Library
from bibtexparser.middlewares import LatexDecodingMiddleware
from examples import BARE, EACH_KIND, HOSTILE, PAPER, anything, often, resources
from hypothesis import example, given
from hypothesis import strategies as st

from mkdocs_resource_cards.formats.bibtex.writer import escaped, resource_id, unescaped
from mkdocs_resource_cards.formats.catalog import write
from mkdocs_resource_cards.formats.type_map import type_of
from mkdocs_resource_cards.formats.values import line
from mkdocs_resource_cards.model import OTHERS, Resource


def read(*written: Resource) -> Library:
    library = bibtexparser.parse_string(write(written, "bibtex"))
    assert library.failed_blocks == []
    assert [type(block).__name__ for block in library.blocks] == ["Entry"] * len(written)
    return library


def decoded(text: str) -> str:
    """As pylatexenc reads it, which takes three of LaTeX's commands for others, or for none."""
    for command, sign in (("asciicircum", "^"), ("braceleft", r"\{"), ("braceright", r"\}")):
        text = text.replace(f"\\text{command}{{}}", sign)
    decoder = LatexDecodingMiddleware(keep_braced_groups=False, keep_math_mode=False)
    plain, error = decoder._transform_python_value_string(text)
    assert error == ""
    return str(plain)


def names(field: str) -> list[str]:
    """The authors, split at the `and`s outside of braces."""
    found, depth, start = [], 0, 0
    for at, sign in enumerate(field):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if depth == 0 and field.startswith(" and ", at):
            found.append(field[start:at])
            start = at + 5
    return [*found, field[start:]]


def test_a_paper() -> None:
    entry = read(PAPER).entries[0]
    fields = {field.key: field.value for field in entry.fields}
    assert (entry.entry_type, entry.key) == ("article", PAPER.id)
    assert decoded(fields["title"]) == PAPER.title
    assert fields["author"] == (
        "Wei, Jason and van Beethoven, Ludwig and King, Jr., Martin Luther and {World Health Organization} and {王小明} "
        "and {Smith \\& Sons}"
    )
    assert (fields["year"], fields["month"], fields["date"]) == ("2022", "jun", "2022-06-15")
    assert decoded(fields["journal"]) == "Transactions on Machine Learning & Research"
    assert (fields["doi"], fields["url"], fields["urldate"]) == (PAPER.doi, PAPER.url, "2026-05-17")
    assert decoded(fields["abstract"]) == "Scaling up language models. A second paragraph, 100%."
    assert fields["keywords"] == "emergence, large models"


def test_little_is_known() -> None:
    assert write([BARE], "bibtex") == "@misc{0123,\n  title = {{Just a title}},\n}\n"


def test_many_entries_stay_apart() -> None:
    assert [entry.key for entry in read(*EACH_KIND, HOSTILE, PAPER).entries][-2:] == ["+x..", PAPER.id]


@pytest.mark.parametrize("resource", EACH_KIND, ids=lambda resource: f"{resource.type or 'none'}-{bool(resource.publication)}")
def test_each_kind(resource: Resource) -> None:
    entry = read(resource).entries[0]
    venue = [field.key for field in entry.fields if field.value == "A Venue"]
    assert len(venue) == (resource.publication is not None)
    assert entry.entry_type != "article" or "journal" in venue


def test_a_type_comes_back_where_only_one_is_written_so() -> None:
    assert [type_of("bibtex", name) for name in ("article", "Book", "misc", "dataset", "nothing")] == [
        *("paper", "book", "", "dataset", "")
    ]


@often
@given(resources)
def test_what_is_written_is_read(resource: Resource) -> None:
    entry = read(resource).entries[0]
    fields = {field.key: field.value for field in entry.fields}
    assert resource_id(entry.key) == resource.id
    assert decoded(fields["title"]) == line(resource.title)
    assert fields.get("url", "") == resource.url
    assert fields.get("doi", "") == resource.doi
    assert fields.get("year", "") == resource.published[:4]
    assert decoded(fields.get("keywords", "")).split(", ") == list(resource.tags or [""])
    authors = [author for author in resource.authors if author != OTHERS]
    written = names(fields["author"]) if authors else []
    assert len(written) == len(authors)
    for text, name in zip(written, authors, strict=True):
        assert decoded(text) == name.literal or text == ", ".join(filter(None, (name.whole_family, name.suffix, name.given)))


@often
@given(st.text("-`',<>!?{}x", max_size=8))
@example("a -- b --- c")
@example("``x''")
@example("-{}-")
def test_no_two_signs_become_one(text: str) -> None:
    assert unescaped(escaped(text)) == text
    assert decoded(escaped(text)) == text


@often
@given(anything)
def test_what_is_escaped_is_text_again(resource: Resource) -> None:
    assert unescaped(escaped(resource.title)) == line(resource.title)


@often
@given(anything)
def test_whatever_comes_is_one_entry(resource: Resource) -> None:
    entry = read(resource).entries[0]
    assert entry.key == resource.id.replace("~", "+")
    assert not any(field.key not in FIELDS for field in entry.fields)


FIELDS = {*"title author year month date journal publisher institution organization doi url urldate abstract keywords".split()}
