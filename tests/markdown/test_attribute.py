"""A shortcode within a raw tag. No golden: versions of Python-Markdown differ on a tag with `<` in an attribute."""

from __future__ import annotations

import pytest
from rendering import OnePage, convert

from mkdocs_resource_cards.markdown_scan.scanner import scan


@pytest.mark.parametrize("tag", ['span title="{}"', "span\ntitle='a {} b' id=c", "img alt = '{}' /"])
def test_an_attribute_is_left_alone(tag: str) -> None:
    text = f"text <{tag.format('<< resource:lighthouse >>')}>x</span>\n"
    host = OnePage()
    assert "rc-ref" not in convert(text, [], host).html  # type: ignore[attr-defined]
    assert host.page.mentions == {}
    assert scan(text).occurrences == ()
