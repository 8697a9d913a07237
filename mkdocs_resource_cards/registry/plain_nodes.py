"""Plain values -> nodes, as if they had been read from YAML: what other rooms hand to the registry's readers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .nodes import Fields, HasPosition, Items, Node, Text

DEPTH = 10
"""Lists and mappings within one another; what lies deeper is nothing."""


def node_of(value: Any, mark: HasPosition, depth: int = DEPTH) -> Node:
    """A value as the registry's reader takes it. Texts count as quoted: `null` is a word here."""
    if value.__class__ is str and depth:
        return Text(value, False, mark)
    if depth == 0 or value is None:
        return Text("", True, mark)
    if value.__class__ is dict or isinstance(value, Mapping):
        return Fields(
            {
                str(key): (
                    mark,
                    Text(item, False, mark) if item.__class__ is str and depth > 1 else node_of(item, mark, depth - 1),
                )
                for key, item in value.items()
            },
            mark,
        )
    if isinstance(value, (list, tuple)):
        return Items([node_of(item, mark, depth - 1) for item in value], mark)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    # As YAML has numbers and truth values; `null` is neither.
    return Text(str(value).lower() if isinstance(value, bool) else str(value), True, mark)
