"""What several tests of the registry need."""

from __future__ import annotations

from pathlib import Path

from mkdocs_resource_cards.cache import Cache
from mkdocs_resource_cards.registry import Registry, load


def read(folder: Path, text: str | bytes, cache: Cache | None = None) -> Registry:
    """The registry of one file with this content."""
    data = text if isinstance(text, bytes) else text.encode("utf-8")
    (folder / "resources.yml").write_bytes(data)
    return load([Path("resources.yml")], folder, cache or Cache(None))


def said(registry: Registry) -> list[str]:
    """Its problems, as an author sees them."""
    return [str(problem) for problem in registry.problems]


def many(count: int, prefix: str = "i") -> str:
    """A registry of so many entries."""
    return "".join(f"- id: {prefix}{number:06d}\n  title: Title number {number}\n" for number in range(count))
