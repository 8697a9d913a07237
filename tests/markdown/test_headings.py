"""Headings that the table of contents turns into links. No golden: it is an option of that extension."""

from __future__ import annotations

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
