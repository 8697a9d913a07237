"""What a pull request of a stranger may bring beside texts: numbers without end, caches, links out of the folder."""

from __future__ import annotations

import json
import sqlite3
import zlib
from pathlib import Path

import pytest
from built import Site

DIGITS = f"&#{'9' * 4301};"
REGISTRY = "- id: r1\n  title: The work\n  url: https://example.org/x\n"
PAGES = {"index.md": "# Home\n\n<< resource:r1 >>\n\nIn text << resource:r1 >>.\n"}
SENTENCE = "A sentence of the page that is long enough to be an excerpt of its own."


@pytest.mark.parametrize(
    ("fields", "files"),
    [
        ("", {"snapshots/r1.txt": f"{SENTENCE} {DIGITS}\n"}),
        ("", {"snapshots/r1.html": f'<p>{SENTENCE} {DIGITS} <a href="{DIGITS}" title="{DIGITS}">x</a></p>'}),
        ("", {"snapshots/r1.md": f"{SENTENCE} {DIGITS} [x](https://example.org/{DIGITS})\n"}),
        (f"  summary: '<div><a href=\"{DIGITS}\">x</a></div> {SENTENCE}'\n", {}),
        (f"  snapshot: {{text: '<div><a href=\"{DIGITS}\">x</a></div>'}}\n", {}),
    ],
)
def test_a_reference_to_a_character_without_end_stops_no_build(tmp_path: Path, fields: str, files: dict[str, str]) -> None:
    site = Site(tmp_path, PAGES, REGISTRY + fields)
    for name, text in files.items():
        site.put(name, text)
    assert "The work" in site.build().html("index.html")


@pytest.mark.parametrize(
    "row",
    [
        {"url": "javascript:alert(1)", "location": ["resources.yml", 1, 3]},
        {"archive_url": "javascript:alert(1)", "location": ["resources.yml", 1, 3]},
        {"url": "https://example.org/x", "snapshot": {"file": "secret.txt"}, "location": ["../outside/x.yml", 1, 3]},
    ],
)
def test_a_cache_that_somebody_made_is_read_again_from_the_registry(tmp_path: Path, row: dict[str, object]) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text(f"{SENTENCE} It is a secret.\n")
    site = Site(tmp_path / "site", PAGES, REGISTRY)
    site.build()
    value = json.dumps({"id": "r1", "title": "Poison", **row})
    for file in (tmp_path / "site").rglob("registry-*.sqlite"):
        with sqlite3.connect(file) as store:
            store.execute("UPDATE entry SET value = ?, sum = ?", (value, zlib.crc32(value.encode())))
    html = site.build().html("index.html")
    assert "The work" in html
    assert not any(text in html for text in ("Poison", "javascript:", "secret"))


def test_a_folder_for_caches_that_leads_away_is_not_used(tmp_path: Path) -> None:
    outside, site = tmp_path / "outside", Site(tmp_path / "site", PAGES, REGISTRY)
    outside.mkdir()
    (tmp_path / "site" / ".cache").mkdir(parents=True)
    (tmp_path / "site" / ".cache" / "plugin").symlink_to(outside)
    assert "The work" in site.build().html("index.html")
    assert list(outside.iterdir()) == []


def test_a_title_without_end_is_cut_and_told(tmp_path: Path) -> None:
    site = Site(tmp_path, PAGES, f"- id: r1\n  title: {'long ' * 100_000}\n")
    built = site.build()
    assert "`title` has more than 2000 characters, and is cut off there" in "".join(built.warnings)
    assert "left out" not in "".join(built.warnings)
    assert len(built.html("index.html")) < 100_000
