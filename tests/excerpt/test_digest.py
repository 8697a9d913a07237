"""Texts of the registry that hold Markdown."""

from __future__ import annotations

from mkdocs_resource_cards.excerpt.digest import rich


def test_only_what_its_author_made_a_link_is_one() -> None:
    text = "See <https://a.org/x>, https://b.org/, www.b.org, <me@x.org> and [c](https://c.org/), `<https://d.org>`."
    assert rich(text) == (
        "<p>See https://a.org/x, https://b.org/, www.b.org, me@x.org and "
        '<a href="https://c.org/" rel="nofollow noopener">c</a>, <code>&lt;https://d.org&gt;</code>.</p>'
    )
