"""Plain values as the registry's readers take them."""

from __future__ import annotations

import pytest

from mkdocs_resource_cards.registry.nodes import Fields, Items, Position, Text
from mkdocs_resource_cards.registry.plain_nodes import node_of

HERE = Position(0, 0)


@pytest.mark.parametrize(("depth", "inner"), [(3, Text("x", False, HERE)), (2, Text("", True, HERE))])
def test_what_lies_too_deep_is_nothing(depth: int, inner: Text) -> None:
    assert node_of([["x"]], HERE, depth) == Items([Items([inner], HERE)], HERE)
    assert node_of({"a": {"b": "x"}}, HERE, depth) == Fields({"a": (HERE, Fields({"b": (HERE, inner)}, HERE))}, HERE)
