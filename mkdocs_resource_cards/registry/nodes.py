"""The content of a YAML file as small nodes with positions.

Scalars stay the text that was written: `0123`, `1e10` and `2018` are no numbers here.
"""

from __future__ import annotations

from typing import NamedTuple, Protocol

LONGEST = 100_000
"""Values of one entry; the longest real list of authors has 1,351."""


class HasPosition(Protocol):
    """A position, counted from 0, as PyYAML gives it."""

    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...


class Position(NamedTuple):
    """A position of our own, counted from 0."""

    line: int
    column: int


class Text(NamedTuple):
    """A scalar."""

    value: str
    plain: bool
    """Written without quotes and not as a block."""
    mark: HasPosition

    @property
    def absent(self) -> bool:
        """Nothing, or a plain `~` or `null`. Not `Null`: there are people of that name, and programs do not write that."""
        return not self.value or (self.plain and self.value in ("~", "null"))


class Items(NamedTuple):
    """A list."""

    items: list[Node]
    mark: HasPosition


class Fields(NamedTuple):
    """A mapping; the first of equal keys counts."""

    pairs: dict[str, tuple[HasPosition, Node]]
    """key -> (where the key stands, value)."""
    mark: HasPosition


class Refused(NamedTuple):
    """A value that is not taken, such as one with a tag."""

    reason: str
    """What it is, for a message: "a value with the tag `!ENV` (tags are not evaluated)"."""
    mark: HasPosition


Node = Text | Items | Fields | Refused


def described(node: Node) -> str:
    """What a node is, in a few words and without anything that could upset a terminal."""
    if isinstance(node, Text):
        return f"`{shown(node.value)}`" if node.value else "nothing"
    if isinstance(node, Refused):
        return node.reason
    return "a list" if isinstance(node, Items) else "a mapping"


def shown(text: str, limit: int = 60) -> str:
    """A text cut and cleared for a message."""
    cut = text if len(text) <= limit else text[: limit - 1] + "…"
    return "".join(character if character.isprintable() else "\ufffd" for character in cut).replace("`", "'")
