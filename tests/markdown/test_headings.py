"""Headings that the table of contents turns into links. No golden: it is an option of that extension."""

from __future__ import annotations

import re
from html import unescape

import markdown
import pytest
from rendering import OnePage, convert

from mkdocs_resource_cards.markdown_ext import tree_processor
from mkdocs_resource_cards.markdown_ext.extension import ResourceCardsExtension


def test_no_link_stands_within_the_link_of_a_heading() -> None:
    html = markdown.markdown(
        "## On << resource:lighthouse >>\n\nSee << resource:fog >>.",
        extensions=["toc", ResourceCardsExtension(OnePage())],
        extension_configs={"toc": {"anchorlink": True}},
    )
    heading, paragraph = html.split("</h2>")
    assert heading.count("<a ") == 1
    assert 'id="rc-ref-lighthouse">Lighthouses &amp; Other Lights</span>' in heading
    assert 'class="rc-ref__link"' in paragraph


def test_a_heading_is_asked_for_its_own_citations_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of all citations on the page, a page of many headings took the square of its length."""
    asked, original = list[object](), tree_processor.source_names
    monkeypatch.setattr(tree_processor, "source_names", lambda registry: asked.append(registry) or original(registry))
    page = OnePage()
    convert("## On @lee21\n\nSee @roe20.\n\n" * 20, ["pandoc"], page)
    assert page.page.mentions["lee21"].section == "On Lee & Kim"
    assert len(asked) == 20


@pytest.mark.parametrize(
    ("heading", "shown", "entry"),
    [
        ("A claim [@fog] made", "A claim\u00a0[1] made", "A claim made"),
        ("What @lee21 says", "What Lee & Kim\u00a0[1] says", "What Lee & Kim says"),
        ("A claim [@fog, p. 3]; so", "A claim\u00a0[1, p. 3]\u2060; so", "A claim; so"),
        ("A claim [@fog] [@lee21]", "A claim\u00a0[1]\u00a0[2]", "A claim"),
        ("A claim [@fog]*made*", "A claim\u00a0[1]made", "A claim\u00a0made"),
        ("A claim << resource:fog view=number >> made", "A claim\u00a0[1] made", "A claim made"),
        ("[@fog] made", "[1] made", " made"),
    ],
)
def test_a_number_takes_its_space_with_it(heading: str, shown: str, entry: str) -> None:
    """Where a table of contents leaves it out, two words have one space between them."""
    md = markdown.Markdown(extensions=["toc", ResourceCardsExtension(OnePage(), pandoc=True)])
    html = md.convert(f"## {heading}\n")
    assert words(html.partition("</h2>")[0]).strip() == shown
    assert words(md.toc_tokens[0]["html"]) == entry  # type: ignore[attr-defined]


def words(html: str) -> str:
    return unescape(re.sub("<[^<>]*>", "", html))
