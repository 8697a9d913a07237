"""Rules of texts, pages and files, each at its border."""

from __future__ import annotations

import os
import xml.etree.ElementTree as etree
from pathlib import Path

import pytest
from markdown import Markdown

from mkdocs_resource_cards.cache import Cache
from mkdocs_resource_cards.citation import successive
from mkdocs_resource_cards.excerpt import Snapshots, shorten, snapshots
from mkdocs_resource_cards.excerpt.blocks import Block
from mkdocs_resource_cards.excerpt.prose import _is_label
from mkdocs_resource_cards.formats import meta_tags
from mkdocs_resource_cards.generated_pages import PathReservations
from mkdocs_resource_cards.markdown_ext.element_ids import DeferredEdits, RestoreIdsTreeprocessor
from mkdocs_resource_cards.markdown_scan.headings import UNNAMED, SourceNames, named
from mkdocs_resource_cards.model import Name, Resource
from mkdocs_resource_cards.normalize.text import line
from mkdocs_resource_cards.source_site.docs_folder import walk
from mkdocs_resource_cards.source_site.front_matter import body_of, values_of


@pytest.mark.parametrize(
    ("taken", "asked", "in_the_way"),
    [
        ("A/b.html", "a/B.html", "other.md"),
        ("A/b.html", "a", "new.md"),
        ("A.html", "a.HTML/x", "new.md"),
        ("a/b.html", "a/c.html", ""),
    ],
)
def test_a_place_is_taken_whatever_its_case(taken: str, asked: str, in_the_way: str) -> None:
    places = PathReservations()
    places.note(taken, "other.md")
    assert places.take(asked, "new.md") == in_the_way


@pytest.mark.parametrize(("number", "ends"), [("12", False), ("123", True), ("2019", True)])
def test_the_number_of_an_item_ends_no_sentence(number: str, ends: bool) -> None:
    text = f"He counted them. {number}. Then more of them came, and more, and more."
    assert shorten(text, 24) == (f"He counted them. {number}." if ends else "He counted them.")


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("A long title", False),
        ("A long title of a page, said in full", True),
        ("A long title of", True),
        ("A long title o", False),
        ("A", False),
        ("A long tiitle of a page, said in fulll", True),
    ],
)
def test_a_line_that_says_the_title_again_is_a_label(text: str, same: bool) -> None:
    assert _is_label(Block("p", [], text, 0.0), Resource("r", "A long title of a page, said in full")) is same


@pytest.mark.parametrize(("id", "more"), [("rc-ref-a", []), ("mkdocstrings-rc-ref-a", []), ("authors-own", ["authors-own"])])
def test_an_element_keeps_the_id_that_others_know(id: str, more: list[str]) -> None:
    element = etree.Element("span", {"id": id})
    later = DeferredEdits()
    later.ids.append((element, "rc-ref-a"))
    RestoreIdsTreeprocessor(Markdown(), later).run(element)
    assert (element.get("id"), [child.get("id") for child in element]) == ("rc-ref-a", more)


@pytest.mark.parametrize("package", ["nh3", "markdown-it-py"])
def test_what_another_sanitiser_made_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, package: str) -> None:
    def name() -> str:
        return Snapshots(tmp_path, Cache(None), 600)._hash(b"text")

    before = name()
    assert name() == before
    monkeypatch.setattr(snapshots, "version", lambda one: "0.0" if one == package else "1.0")
    with_old = name()
    monkeypatch.setattr(snapshots, "version", lambda one: "1.0")
    assert len({before, with_old, name()}) == 3


def test_a_heading_has_titles_in_the_place_of_keys() -> None:
    names = SourceNames(str.upper)
    assert named(f"On {UNNAMED.title('a')} and {UNNAMED.title('b')}, again", names) == "On A and B, again"
    assert named("On nothing", names) == "On nothing"


@pytest.mark.parametrize(
    ("text", "values", "body"),
    [
        ("title: A\nquality: 3", {"title": "A", "quality": "3"}, ""),
        ("title: A\n  b\n\nother: c\n", {"title": "A"}, "  b\n\nother: c\n"),
        ("title: A\n    b\n\nother: c\n", {"title": "A b"}, "\nother: c\n"),
        ("No: such\n# Head\n", {"no": "such"}, "# Head\n"),
        ("---\ntitle: A\n---\nother: c\n", {"title": "A"}, "other: c\n"),
    ],
)
def test_front_matter_without_marks_ends_where_no_more_values_stand(text: str, values: dict[str, str], body: str) -> None:
    assert (values_of(text, plain=True), body_of(text, plain=True)) == (values, body)


def test_a_semicolon_in_a_name_makes_no_second_author() -> None:
    tags = dict(meta_tags(Resource("a", "A", authors=(Name(literal="Lab; Division of Words"),))))
    assert tags["citation_author"] == "Lab, Division of Words"


def test_a_folder_that_leads_back_to_itself_is_walked_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "page.md").write_text("x")
    for name in "ab":
        (tmp_path / name).symlink_to(tmp_path)
    asked = []
    real = os.path.realpath

    def counted(path: str) -> str:
        asked.append(path)
        assert len(asked) < 20, "walks in a circle"
        return real(path)

    monkeypatch.setattr(os.path, "realpath", counted)
    assert list(walk(tmp_path)) == [tmp_path / "page.md"]


@pytest.mark.parametrize(
    ("numbers", "runs"),
    [
        ([], []),
        ([3], [[3]]),
        ([1, 2, 3, 5], [[1, 2, 3], [5]]),
        ([1, 1, 2], [[1], [1, 2]]),
        ([2, 1], [[2], [1]]),
        ([1, None, 2, None, None], [[1], [None], [2], [None], [None]]),
    ],
)
def test_successive_numbers_are_a_run(numbers: list[int | None], runs: list[list[int | None]]) -> None:
    assert successive(numbers, lambda number: number) == runs


@pytest.mark.parametrize(
    ("text", "shown"), [(" a b ", "a b"), ("a  b", "a b"), ("a\u00a0\n b\t", "a b"), ("\x1fa\u202eb\ufeff", "ab"), (" ", "")]
)
def test_a_text_for_one_line(text: str, shown: str) -> None:
    assert line(text) == shown
