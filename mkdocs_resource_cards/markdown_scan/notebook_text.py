"""The Markdown of a notebook (https://nbformat.readthedocs.io)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

SUFFIX = ".ipynb"
LARGEST = 50_000_000
"""Bytes of a notebook that is read; most of one are pictures."""


def parsed(source: str) -> Any:
    """What a notebook holds; None for what is none."""
    try:
        return json.loads(source)
    except (ValueError, RecursionError):
        return None


def cells_of(notebook: Any) -> Iterator[dict[str, Any]]:
    """Its cells of Markdown, in order."""
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    for cell in cells if isinstance(cells, list) else ():
        if isinstance(cell, dict) and cell.get("cell_type") == "markdown" and isinstance(cell.get("source"), (str, list)):
            yield cell


def source_of(cell: dict[str, Any]) -> str:
    """The text of a cell, which may stand there in lines."""
    source = cell["source"]
    return source if isinstance(source, str) else "".join(map(str, source))


def text_of(source: str) -> str:
    """All of a notebook's Markdown, `""` for what is none."""
    return "\n\n".join(map(source_of, cells_of(parsed(source))))
