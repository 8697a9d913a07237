"""What Material's search, and the one of MkDocs, make of our HTML: titles are found, excerpts and tables do not flood."""

from __future__ import annotations

import gallery
import pytest
import samples
from material.plugins.search.plugin import Parser

from mkdocs_resource_cards.i18n import Translations
from mkdocs_resource_cards.render import Renderer


def indexed(html: str) -> dict[str, str]:
    """Sections of a page as Material indexes them: title -> text."""
    parser = Parser()
    parser.feed(f'<h1 id="page">Page</h1>\n<div><p>before</p>\n{html}\n<p>after</p></div>')
    parser.close()
    sections = [one for one in parser.data if not one.is_excluded()]
    return {"".join(one.title): " ".join("".join(one.text).split()) for one in sections}


@pytest.fixture(scope="module")
def parts() -> dict[str, str]:
    words = Translations()
    return gallery.Gallery(words, Renderer([], words)).parts()


@pytest.mark.parametrize("view", ["full", "compact", "tile"])
def test_titles_and_authors_of_cards_are_found(parts: dict[str, str], view: str) -> None:
    text = indexed(parts[f"urgency-{view}"])["Page"]
    assert "The Urgency of Interpretability" in text
    assert "Dario Amodei" in text
    assert text.endswith("<p>after</p>")


@pytest.mark.parametrize("view", ["full", "compact", "tile"])
def test_excerpts_tables_and_ids_of_cards_are_not(parts: dict[str, str], view: str) -> None:
    for name in ("urgency", "long", "paywall"):
        text = indexed(parts[f"{name}-{view}"])["Page"]
        for left_out in ("decade", "word word", "Cited by", "Page 1", "HTTP", "governance", "tag-1", "sid_", "Credibility"):
            assert left_out not in text, name


def test_previews_and_the_index_are_not_indexed(parts: dict[str, str]) -> None:
    for name in ("previews", "index"):
        assert indexed(parts[name]) == {"Page": "<p>before</p> <p>after</p>"}


def test_a_missing_resource_is_not_indexed(parts: dict[str, str]) -> None:
    assert indexed(parts["missing"])["Page"] == "<p>before</p> <p>after</p>"


def test_inline_references_read_as_their_text(parts: dict[str, str]) -> None:
    assert "The Urgency of Interpretability" in indexed(f"<p>See {parts['urgency-link']}, then.</p>")["Page"]
    assert "See The Urgency of Interpretability, then." in indexed(f"<p>See {parts['urgency-link']}, then.</p>")["Page"]


def test_lists_and_references_repeat_nothing(parts: dict[str, str]) -> None:
    """What they name has a page of its own, or stands in the text as well."""
    for name in ("list", "grid", "table", "references"):
        assert indexed(parts[name])["Page"] == "<p>before</p> <p>after</p>", name


def test_a_list_within_a_list_does_not_break_the_index(parts: dict[str, str]) -> None:
    for name in ("list", "references"):
        text = indexed(f"<ul><li>one {parts[name]}</li><li>two</li></ul>")["Page"]
        assert text == "<p>before</p> <ul><li>one </li><li>two</li></ul> <p>after</p>", name


def test_a_page_is_found_by_title_author_and_tag_alone(parts: dict[str, str]) -> None:
    sections = indexed(parts["urgency-page"])
    assert list(sections) == ["Page", "Metadata"]
    assert "Dario Amodei" in sections["Metadata"]
    assert "ai-safety" in sections["Metadata"]
    assert "sid_TVXgUb5wXg" in sections["Metadata"]
    assert "decade" not in str(sections)


def test_words_are_not_glued(parts: dict[str, str]) -> None:
    text = indexed(parts["urgency-page"])["Metadata"]
    assert "interpretability ai-safety governance" in text
    assert "High (4/5)" in text
    assert "Author Dario Amodei Published April 2025 Source" in text


def test_pagefind_is_told_the_same(parts: dict[str, str]) -> None:
    for name, html in parts.items():
        assert html.count("data-pagefind-ignore") == html.count("data-search-exclude"), name


def test_excluded_elements_hold_none_of_their_own_kind() -> None:
    """Material ends an exclusion at the first closing tag of the same name."""
    words = Translations()
    every = gallery.Gallery(words, Renderer([], words))
    html = every.html(samples.LONG, "full")
    for opening in ("<div ", "<dl ", "<section ", "<footer "):
        for piece in html.split(opening)[1:]:
            head, _, body = piece.partition(">")
            tag = opening.strip("< ")
            if "data-search-exclude" in head:
                assert f"<{tag}" not in body.split(f"</{tag}>")[0]
