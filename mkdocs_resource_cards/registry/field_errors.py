"""The interface for errors of field values, and the type of field readers."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any, Protocol

from .nodes import HasPosition, Node


class FieldErrors(Protocol):
    """Receives errors of a value."""

    def __call__(self, node: Node, expected: str, suggestion: str = "") -> None:
        """A node is not what was expected."""

    def cut(self, node: Node, limit: int) -> None:
        """A text is too long: what stands behind so many characters is left out."""

    def odd(self, node: Node, message: str) -> None:
        """A text holds characters that it should not."""

    def refused(self, node: Node) -> None:
        """A text is a language model's refusal."""

    def unknown(self, where: str, name: str, mark: HasPosition, known: Collection[str]) -> None:
        """A mapping has a field that is none of `known`."""

    def enter(self, name: str) -> None:
        """What follows is about the field `name` of the value's mapping."""

    def leave(self) -> None:
        """It is about the value itself again."""


Reader = Callable[[Node, FieldErrors], Any]
