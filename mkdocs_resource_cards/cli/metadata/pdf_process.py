"""The process that reads one PDF from standard input and prints what it says of itself, as JSON.

It runs alone (see `pdf`), because a file made to hurt can keep a parser busy for hours or take all memory: the parent sets
the time, this process its own memory.
"""

from __future__ import annotations

import io
import json
import logging
import math
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

MEMORY = 1_000_000_000
"""Bytes of address space, where the system can bound it."""
_LONG = 2_000
"""Characters of one statement."""
_INFO = {"title": "/Title", "author": "/Author", "subject": "/Subject", "created": "/CreationDate", "doi": "/doi"}
"""The document information dictionary (ISO 32000-1, 14.3.3)."""
_PRISM = ("http://prismstandard.org/namespaces/basic/2.0/", "http://prismstandard.org/namespaces/basic/3.0/")
_AUTHORS = 2_000
_TEXT = 20_000
"""Characters of the first page that are looked at."""


def main() -> None:
    """Reads a PDF from standard input; prints an object that holds what was found, at least `{}`."""
    _bound_memory()
    logging.disable(logging.CRITICAL)
    found: dict[str, Any] = {}
    with suppress(Exception):  # Whatever a damaged file makes a parser raise, what was found before counts.
        for name, value in _statements(sys.stdin.buffer.read()):
            found[name] = value
    sys.stdout.write(json.dumps(found))


def _bound_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _statements(body: bytes) -> Iterator[tuple[str, Any]]:
    """(name, value): texts, lists of texts, and `lines`, the first page's lines with their sizes."""
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(body), strict=False)
    info = reader.metadata
    for name, key in _INFO.items():
        with suppress(Exception):
            if info is not None and info.get(key) is not None:
                yield name, str(info[key])[:_LONG]
    with suppress(Exception):
        yield from _of_xmp(reader.xmp_metadata)
    with suppress(Exception):
        yield "lines", _lines(reader.pages[0])


def _of_xmp(xmp: Any) -> Iterator[tuple[str, Any]]:
    """Dublin Core and PRISM in the document's metadata (ISO 16684-1)."""
    if xmp is None:
        return
    titles = [text for text in (xmp.dc_title or {}).values() if text]
    yield "xmp_titles", [text[:_LONG] for text in titles[:10]]
    yield "xmp_creators", [str(name)[:_LONG] for name in (xmp.dc_creator or [])[:_AUTHORS] if name]
    yield "xmp_identifier", str(xmp.dc_identifier or "")[:_LONG]
    yield "xmp_languages", [str(name)[:40] for name in (xmp.dc_language or [])[:3]]
    for space in _PRISM:
        for node in xmp.get_nodes_in_namespace("", space):
            name = node.localName or node.nodeName.rpartition(":")[2]
            yield f"prism_{name}", _node_text(node)[:_LONG]


def _node_text(node: Any) -> str:
    if node.nodeType == node.ATTRIBUTE_NODE:
        return str(node.value)
    return "".join(one.data for one in node.childNodes if one.nodeType == one.TEXT_NODE)


def _lines(page: Any) -> list[tuple[float, str]]:
    """(size of the letters in points, text) of the lines of a page, from the top, as far as they tell."""
    found: dict[tuple[int, float], list[str]] = {}
    left = _TEXT

    def page_context(text: str, cm: list[float], tm: list[float], font: Any, size: float) -> None:
        nonlocal left
        if left <= 0 or not text.strip():
            return
        left -= len(text)
        scale = math.hypot(tm[2], tm[3]) * math.hypot(cm[2], cm[3]) or 1.0
        place = round(tm[5] * cm[3] + cm[5])
        found.setdefault((-place, round(size * scale, 1)), []).append(text)

    page.extract_text(visitor_text=page_context)
    lines = ((size, re.sub(r"\s+", " ", "".join(parts)).strip()) for (_, size), parts in sorted(found.items()))
    return [(size, text) for size, text in lines if text][:80]


if __name__ == "__main__":
    main()
