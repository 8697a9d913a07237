"""A site without a shortcode comes out as without the plugin, but for the link to its style sheet; builds are reproducible."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from built import Built, Site, handbook

LINK = 'assets/resource-cards/resource-cards.css"'
PAGES = {
    "index.md": "---\ntitle: Home\n---\n`<< resource:x >>`, << EOF >>, <<stereotype>>.\n\n    << resource:y >>\n",
    "resources.md": "# Our own resources\n\n- a\n\n    b\n",
    "resources/tools.md": "# Tools\n\n| a |\n|---|\n| b |\n",
}


def _without_link(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if line.strip() and LINK not in line)


def _is_ours(name: str) -> bool:
    return name.startswith("assets/resource-cards/")


@pytest.mark.parametrize("theme", ["material", "mkdocs", "readthedocs"])
@pytest.mark.parametrize("has_registry", [True, False])
def test_nothing_changes_but_the_style_sheet(
    tmp_path: Path, theme: str, has_registry: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")  # Two themes write the time of the build.
    settings = {"theme": theme} | ({} if has_registry else {"registry": None})
    without = Site(tmp_path / "a", PAGES, plugin=False, theme=theme).build()
    with_it = Site(tmp_path / "b", PAGES, **settings).build(strict=True)  # type: ignore[arg-type]
    assert {name for name in with_it.files if not _is_ours(name)} == without.files
    assert [name for name in with_it.files if _is_ours(name) and not name.endswith((".css", ".js"))] == []
    for name in sorted(without.files):
        if not name.endswith((".html", ".js", ".json", ".xml", ".css")):
            continue
        text = with_it.html(name)
        assert text.count(LINK) == (1 if name.endswith(".html") else 0), name
        assert _without_link(text) == _without_link(without.html(name)), name


def _digest(built: Built) -> str:
    whole = hashlib.sha256()
    for name in sorted(built.files):
        if not name.endswith(".gz"):  # sitemap.xml.gz holds the time of the build.
            whole.update(name.encode() + (built.folder / name).read_bytes())
    return whole.hexdigest()


def test_two_builds_are_the_same_byte_for_byte(tmp_path: Path) -> None:
    site = handbook(tmp_path)
    site.pages |= {f"p{n}.md": f"# Page {n}\n\n<< resource:lamp >> and << resource:plain >>\n" for n in range(9)}
    site.write()
    digests = set()
    for number, (seed, zone, locale) in enumerate(
        [("0", "UTC", "C"), ("1", "Asia/Tokyo", "C.UTF-8"), ("77", "America/Lima", "C")]
    ):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale, "SOURCE_DATE_EPOCH": "1700000000"}
        command = [sys.executable, "-m", "mkdocs", "build", "-q", "--strict", "-d", f"site{number}"]
        subprocess.run(command, cwd=tmp_path, env=environment, check=True, timeout=120)
        digests.add(_digest(Built(tmp_path / f"site{number}", [], [])))
    assert len(digests) == 1


def test_a_cold_and_a_warm_build_are_the_same(tmp_path: Path) -> None:
    site = handbook(tmp_path, theme="material")
    assert _digest(site.build("cold")) == _digest(site.build("warm"))
    assert (tmp_path / ".cache/plugin/resource-cards").is_dir()
    assert (tmp_path / ".cache/plugin/resource-cards/.gitignore").read_text() == "*\n"
