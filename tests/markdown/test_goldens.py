"""One case a file: Markdown, its HTML, what the scan sees, the problems. `UPDATE_GOLDENS=1` writes what came out."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from rendering import HERE, OnePage, convert

from mkdocs_resource_cards.citations.index import mentions
from mkdocs_resource_cards.markdown_scan.scanner import scan
from mkdocs_resource_cards.site import source_names

GOLDENS = sorted((HERE / "goldens").glob("*.md"))
PART = re.compile(r"^=== (\w+)\n", re.MULTILINE)


def _parts(path: Path) -> dict[str, str]:
    head, *rest = PART.split(path.read_text(encoding="utf-8"))
    return {"extensions": head.strip(), **dict(zip(rest[::2], rest[1::2], strict=True))}


@pytest.mark.parametrize("path", GOLDENS, ids=lambda path: path.stem)
def test_golden(path: Path) -> None:
    parts = _parts(path)
    extensions = parts["extensions"].split()
    host = OnePage()
    md = convert(parts["markdown"], extensions, host)
    registry = host.site.registry
    math, pandoc = "pymdownx.arithmatex" in extensions, "pandoc" in extensions
    seen = scan(parts["markdown"], math=math, pandoc=pandoc, names=source_names(registry))
    source_site = mentions(((one.key, one.section, "") for one in seen.cited_keys), registry)
    found = {
        "html": md.html + "\n",  # type: ignore[attr-defined]
        "cites": "".join(f"{key} x{mention.count} under {mention.section!r}\n" for key, mention in host.page.mentions.items()),
        "problems": "".join(f"{one.code} {one.message}; {one.suggestion}\n" for one in host.page.reports),
    }
    if os.environ.get("UPDATE_GOLDENS") == "1":
        whole = f"{parts['extensions']}\n=== markdown\n{parts['markdown']}"
        path.write_text(whole + "".join(f"=== {name}\n{text}" for name, text in found.items()), encoding="utf-8")
    else:
        assert found == {name: parts.get(name, "") for name in found}
    # What the scan sees before any page is rendered is what rendering finds.
    assert source_site == host.page.mentions


def test_there_are_goldens() -> None:
    assert len(GOLDENS) > 60
