"""The navigation beside generated pages."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from builds.built import Site, broken_links
from mkdocs.structure.nav import Navigation

from mkdocs_resource_cards.hosts.mkdocs import navigation


def pages_of(count: int, section: int = 8) -> dict[str, str]:
    return {f"s{n // section}/p{n:03}.md": f"# Page {n}\n\nSee << resource:lamp >>.\n" for n in range(count)} | {
        "index.md": "# Home\n"
    }


@pytest.mark.parametrize("theme", ["material", "mkdocs", "readthedocs"])
def test_on_a_large_site_sections_are_links_to_their_first_page(
    tmp_path: Path, theme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(navigation, "WHOLE", 15)  # A hundred pages more say the same, in five times the time.
    built = Site(tmp_path, pages_of(24), theme=theme).build(strict=True)
    lamp, index, written = (built.soup(f"{one}index.html") for one in ("resources/lamp/", "resources/", "s1/p009/"))
    nav = "nav, .navbar, .wy-menu"
    assert {link["href"] for link in lamp.select(f":is({nav}) a[href*='/p0']")} == {
        f"../../s{n}/p{n * 8:03}/" for n in range(3)
    }
    assert lamp.select(f":is({nav}) a[href$='s1/p008/']")[0].get_text(strip=True) == "S1"
    for whole in (index, written):
        assert len(whole.select(f":is({nav}) a[href*='/p0']")) > 20
    assert broken_links(built) == []


def test_up_to_a_hundred_pages_are_shown_whole() -> None:
    for count in (100, 101):
        nav = Navigation([], [SimpleNamespace(is_homepage=False)] * count)
        assert (navigation.beside_generated(nav) is nav) == (count == 100)


def test_a_small_site_is_shown_whole(tmp_path: Path) -> None:
    built = Site(tmp_path, pages_of(24), theme="material").build(strict=True)
    assert len(built.soup("resources/lamp/index.html").select(".md-nav a[href*='/p0']")) == 24
