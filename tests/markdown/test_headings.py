"""Headings that the table of contents turns into links. No golden: it is an option of that extension."""

from __future__ import annotations

import markdown
from rendering import OnePage

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
