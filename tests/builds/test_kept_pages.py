"""Pages and downloads of resources are made once, and again when what they show has changed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from builds.built import REGISTRY, SEED, Built, Site

from mkdocs_resource_cards import formats
from mkdocs_resource_cards.formats.bibtex import writer
from mkdocs_resource_cards.render import Renderer

HOME = f"# Home\n\n## Why\n\nSee << resource:{SEED} >> and << resource:lamp >>.\n"


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A line for each page that is rendered, and each file of BibTeX that is written."""
    done: list[str] = []
    page, bibtex, index, publication = Renderer.page, writer.bibtex, Renderer.index, Renderer.publication
    catalogue = formats.catalogue

    def noted_page(self: Renderer, card: object, *more: object) -> str:
        done.append(f"page {card.id}")  # type: ignore[attr-defined]
        return page(self, card, *more)  # type: ignore[arg-type]

    def noted_bibtex(*given: object) -> str:
        done.append("bibtex")
        return bibtex(*given)  # type: ignore[arg-type]

    def noted_index(*given: object) -> str:
        done.append("index")
        return index(*given)  # type: ignore[arg-type]

    def noted_publication(*given: object) -> str:
        done.append("publication")
        return publication(*given)  # type: ignore[arg-type]

    def noted_catalogue(*given: object) -> str:
        done.append("catalogue")
        return catalogue(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(formats, "catalogue", noted_catalogue)
    monkeypatch.setattr(Renderer, "page", noted_page)
    monkeypatch.setattr(Renderer, "index", noted_index)
    monkeypatch.setattr(Renderer, "publication", noted_publication)
    monkeypatch.setattr(writer, "bibtex", noted_bibtex)
    return done


def shown(built: Built) -> dict[str, str]:
    return {path: built.html(path) for path in sorted(built.files) if path.startswith("resources/")}


def test_what_shows_the_same_is_not_made_again(tmp_path: Path, made: list[str]) -> None:
    site = Site(tmp_path, {"index.md": HOME}, theme="mkdocs", options="previews: false")
    first = shown(site.build(strict=True))
    assert f"page {SEED}" in made
    assert {"bibtex", "catalogue", "index", "publication"} <= set(made)
    made.clear()
    site.registry = f"# A line more changes no page.\n{REGISTRY}"
    assert shown(site.build(strict=True)) == first
    assert made == []


def title(site: Site) -> None:
    site.registry = REGISTRY.replace("The Urgency of Interpretability", "It has changed")


def section(site: Site) -> None:
    site.pages["index.md"] = HOME.replace("## Why", "## It has changed")


def snapshot(site: Site) -> None:
    site.registry = REGISTRY.replace("look inside first.", "look inside first. And it has changed.")


def word(site: Site) -> None:
    site.options = "words: {metadata: It has changed}"


def template(site: Site) -> None:
    site.theme = "theme: {name: mkdocs, custom_dir: own}\n"
    site.put("own/resource-cards/page.html", "It has changed\n")


@pytest.mark.parametrize("change", [title, section, snapshot, word, template])
def test_what_has_changed_is_made_again(tmp_path: Path, change: Callable[[Site], None]) -> None:
    site = Site(tmp_path, {"index.md": HOME}, theme="mkdocs")
    path = f"resources/{SEED}/index.html"
    before = site.build(strict=True).html(path)
    change(site)
    built = site.build(strict=True)
    assert "t has changed" in built.html(path)
    assert "t has changed" not in before
    assert ("changed" in built.html(f"resources/{SEED}.bib")) == (change is title)
    assert ("changed" in built.html("resources/index.html")) == (change is title)


def row(site: Site) -> None:
    site.registry = REGISTRY.replace("How Lamps Are Lit", "It has changed")


def citing_page(site: Site) -> None:
    site.pages["index.md"] = HOME.replace("# Home", "# It has changed")


def publication(site: Site) -> None:
    site.registry = REGISTRY.replace("The Lab's Blog", "It has changed")


def own_template(site: Site) -> None:
    site.theme = "theme: {name: mkdocs, custom_dir: own}\n"
    for name in ("index", "publication"):
        site.put(f"own/resource-cards/{name}.html", "It has changed\n")


@pytest.mark.parametrize(
    ("change", "shows"),
    [
        (row, {"index.html", "publications/lab/index.html"}),
        (citing_page, {"index.html"}),
        (publication, {"index.html", "publications/lab/index.html"}),
        (own_template, {"index.html", "publications/lab/index.html"}),
    ],
)
def test_lists_that_have_changed_are_made_again(tmp_path: Path, change: Callable[[Site], None], shows: set[str]) -> None:
    site = Site(tmp_path, {"index.md": HOME}, theme="mkdocs")
    site.build(strict=True)
    change(site)
    built = site.build(strict=True)
    lists = ("index.html", "publications/lab/index.html")
    shown = {path: built.html(f"resources/{path}").partition("</h1>")[2] for path in lists}
    assert {path for path, html in shown.items() if "It has changed" in html} == shows


def rating(site: Site) -> None:
    site.pages["index.md"] = f"---\nquality: 12\n---\n{HOME}"


def second_page(site: Site) -> None:
    site.pages["more.md"] = f"# More\n\n<< resource:{SEED} >>\n"


@pytest.mark.parametrize("change", [title, section, row, citing_page, publication, rating, second_page])
def test_a_kept_cache_shows_what_none_would(tmp_path: Path, change: Callable[[Site], None]) -> None:
    site = Site(tmp_path, {"index.md": HOME}, theme="mkdocs")
    before = all_files(site.build(strict=True))
    change(site)
    kept = all_files(site.build(strict=True))
    assert kept["resources/resources.json"] != before["resources/resources.json"]
    shutil.rmtree(tmp_path / ".cache")
    assert kept == all_files(site.build(strict=True))


def all_files(built: Built) -> dict[str, bytes]:
    return {path: (built.folder / path).read_bytes() for path in built.files if path.startswith("resources/")}


def test_problems_of_snapshots_are_told_at_every_build(tmp_path: Path) -> None:
    site = Site(tmp_path, {"index.md": HOME}, theme="mkdocs", options="previews: false")
    site.put(f"snapshots/{SEED}.md", "---\nstatus: many\n---\nA text that says something about lamps.\n")
    site.registry = REGISTRY.partition("    snapshot:")[0] + "  - {id: lamp, title: How Lamps Are Lit}\n"
    told = [[line for line in site.build().warnings if "invalid_snapshot" in line] for _ in range(2)]
    assert told[0] == told[1] != []
