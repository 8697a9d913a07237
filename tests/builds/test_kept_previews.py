"""Previews are rendered once, and again when what they show has changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from builds.built import REGISTRY, SEED, Built, Site

from mkdocs_resource_cards.render import Renderer

HOME = f"# Home\n\nSee << resource:{SEED} >> and << resource:lamp >>.\n"


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the previews that were rendered."""
    done: list[str] = []
    preview = Renderer.preview

    def noted(self: Renderer, card: object) -> str:
        done.append(card.id)  # type: ignore[attr-defined]
        return preview(self, card)  # type: ignore[arg-type]

    monkeypatch.setattr(Renderer, "preview", noted)
    return done


def previews(built: Built) -> str:
    files = sorted((built.folder / "assets" / "resource-cards" / "previews").glob("*.js"))
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def test_what_shows_the_same_is_not_rendered_again(tmp_path: Path, rendered: list[str]) -> None:
    site = Site(tmp_path, {"index.md": HOME}, theme="mkdocs")
    first = previews(site.build(strict=True))
    assert sorted(rendered) == [SEED, "lamp"]
    rendered.clear()
    site.registry = f"# A line more changes no preview.\n{REGISTRY}"
    assert previews(site.build(strict=True)) == first
    assert rendered == []


def title(site: Site) -> None:
    site.registry = REGISTRY.replace("How Lamps Are Lit", "How Lamps Are Changed")


def citations(site: Site) -> None:
    site.pages["more.md"] = "# More\n\n<< resource:lamp >>\n"


def excerpt(site: Site) -> None:
    site.put("snapshots/lamp.md", "A text that says something about lamps that are changed.\n")


def word(site: Site) -> None:
    site.options = "words: {cited_one: changed}"


def template(site: Site) -> None:
    site.theme = "theme: {name: mkdocs, custom_dir: own}\n"
    site.put("own/resource-cards/preview.html", "changed {{ card.title.text }}\n")


@pytest.mark.parametrize("change", [title, citations, excerpt, word, template])
def test_what_has_changed_is_rendered_again(tmp_path: Path, change: Callable[[Site], None]) -> None:
    site = Site(tmp_path, {"index.md": HOME}, theme="mkdocs")
    before = previews(site.build(strict=True))
    change(site)
    after = previews(site.build(strict=True))
    expected = "Cited by 2 pages" if change is citations else "hanged"
    assert expected in after
    assert expected not in before


def test_a_damaged_cache_is_no_preview(tmp_path: Path, rendered: list[str]) -> None:
    site = Site(tmp_path, {"index.md": HOME}, theme="mkdocs")
    first = previews(site.build(strict=True))
    for file in (tmp_path / ".cache").rglob("cache.sqlite"):
        file.write_bytes(b"no database")
    assert previews(site.build(strict=True)) == first
    assert json.loads(first.removeprefix("rcPreviews="))
