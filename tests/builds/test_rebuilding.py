"""`serve` and `--dirty`: one plugin object, many builds, nothing stale."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from built import SEED, Site, handbook, rows
from mkdocs.config import load_config


def test_edits_of_registry_pages_and_templates_show(tmp_path: Path) -> None:
    """All builds of a process share one plugin object, as those of `serve` do."""
    site = handbook(tmp_path, theme="theme: {name: material, custom_dir: own}\n")
    site.put("own/.keep", "")
    assert "The Urgency" in site.build().html("index.html")
    assert site.registry is not None
    site.registry = site.registry.replace("title: The Urgency of Interpretability", "title: A New Title")
    assert "A New Title" in site.build().html("index.html")
    site.pages["model.md"] = "# Safety-Capability Tradeoff Model\n\nCites nothing now.\n"
    assert len(rows(site.build(), "index.html")) == 2
    site.put("own/resource-cards/card.html", "<b>{{ card.title.text }} in our own form</b>\n")
    assert "<b>A New Title in our own form</b>" in site.build().html("index.html")


def test_problems_do_not_pile_up(tmp_path: Path) -> None:
    site = handbook(tmp_path)
    site.pages["bad.md"] = "# Bad\n\n<< resource:lamb >>\n"
    assert len(site.build().warnings) == 1
    assert len(site.build().warnings) == 1
    site.pages["bad.md"] = "# Good\n"
    assert site.build().warnings == []


def test_two_sites_in_one_process_do_not_mix(tmp_path: Path) -> None:
    handbook(tmp_path / "a").build()
    other = Site(tmp_path / "b", {"index.md": "# B\n\n<< resource:only >>\n"}, "- id: only\n  title: Only Here\n")
    built = other.build(strict=True)
    assert "Only Here" in built.html("index.html")
    assert [name for name in built.files if SEED in name] == []


def test_the_same_configuration_may_be_built_twice(tmp_path: Path) -> None:
    from mkdocs.commands.build import build

    config = load_config(str(handbook(tmp_path).write()), site_dir=str(tmp_path / "site"), strict=True)
    for _ in range(2):
        build(config)
    assert [str(one) for one in config.extra_css].count("assets/resource-cards/resource-cards.css") == 1
    assert sum(type(one).__name__ == "ResourceCardsExtension" for one in config.markdown_extensions) == 1
    assert len(config.watch) == len(set(config.watch))


@pytest.mark.parametrize("registry", ["resources.yml", "data"])
def test_registry_snapshots_and_templates_are_watched(tmp_path: Path, registry: str) -> None:
    site = handbook(tmp_path, theme="theme: {name: material, custom_dir: own}\n", options=f"registry: {registry}")
    site.put("own/resource-cards/card.html", "x")
    site.put("data/r.yml", site.registry or "")
    site.put("data/snapshots/lamp.md", "x")
    site.put("snapshots/lamp.md", "x")
    config = load_config(str(site.write()))
    config.plugins.on_startup(command="serve", dirty=False)
    config.plugins.on_config(config)
    own = {
        tmp_path / registry,
        tmp_path / "own/resource-cards",
        tmp_path / ("data" if registry == "data" else "") / "snapshots",
    }
    assert {str(path) for path in own} <= set(config.watch)
    watched = [Path(path) for path in [*config.watch, config.docs_dir]]
    assert not any((tmp_path / ".cache").is_relative_to(path) for path in watched)


def test_a_cache_within_a_watched_folder_is_not_written(tmp_path: Path) -> None:
    site = handbook(tmp_path, options="registry: data\ncache_dir: data/cache")
    site.put("data/r.yml", site.registry or "")
    site.build(strict=True)
    assert not (tmp_path / "data/cache").exists()


@pytest.mark.parametrize("base", ["PARTS", "!relative $config_dir/parts", "!relative"])
def test_dirty_builds_know_what_snippets_cite(tmp_path: Path, base: str) -> None:
    pages = {"index.md": '# Home\n\n--8<-- "part.txt"\n', "b.md": "# B\n\n<< resources cited=true >>\n"}
    folder = base.replace("PARTS", str(tmp_path / "parts"))
    config = f"markdown_extensions:\n  - pymdownx.snippets:\n      base_path:\n        - {folder}"
    site = Site(tmp_path, pages, "- {id: one, title: One, summary: Says something.}\n", config=config)
    for folder in ("parts", "docs"):
        site.put(f"{folder}/part.txt", "Snippet << resource:one >>\n")
    site.build(strict=True)
    past = time.time() - 1000
    os.utime(tmp_path / "docs" / "index.md", (past, past))
    site.pages = {"b.md": pages["b.md"]}
    built = site.build(dirty=True)
    assert [line for line in built.warnings if "empty_query" in line] == []
    assert [one.text for one in built.soup("b/index.html").select(".rc-list .rc-title")] == ["One"]
    assert [row[0].split(" ")[0] for row in rows(built, "resources/one/index.html")] == ["Home"]


def test_dirty_builds_know_the_citations_of_unchanged_pages(tmp_path: Path) -> None:
    site = handbook(tmp_path)
    built = site.build()
    past = time.time() - 1000
    for path in (tmp_path / "docs").rglob("*.md"):
        os.utime(path, (past, past))
    site.pages = {"new.md": f"---\nquality: 1\n---\n# New\n\n<< resource:{SEED} >>\n"}
    before = (built.folder / "model/index.html").stat().st_mtime_ns
    built = site.build(dirty=True)
    assert (built.folder / "model/index.html").stat().st_mtime_ns == before
    assert [row[0].split(" Sources")[0] for row in rows(built, "new/index.html")] == [
        "Interpretability",
        "Safety-Capability Tradeoff Model",
        "Mechanistic Interpretability",
        "New",
    ]
    assert len(rows(built, f"resources/{SEED}/index.html")) == 4


def test_previews_are_kept_until_anything_in_them_changes(tmp_path: Path) -> None:
    site = Site(tmp_path, {"index.md": "# Home\n\n<< resource:lamp >> x\n", "b.md": "# B\n"})
    site.theme = "theme: {name: mkdocs, custom_dir: own}\n"
    site.put("own/keep", "")
    file = "assets/resource-cards/previews/0.js"
    first = site.build().html(file)
    assert "How Lamps Are Lit" in first
    assert site.build().html(file) == first
    site.pages["b.md"] = "# B\n\n<< resource:lamp >> x\n"
    second = site.build().html(file)
    assert "Cited by 2 pages" in second
    site.registry = str(site.registry).replace("How Lamps Are Lit", "How Lamps Burn")
    assert "How Lamps Burn" in site.build().html(file)
    site.put("own/resource-cards/preview.html", "<b>of the site's own</b>")
    assert "of the site's own" in site.build().html(file)


def test_bibliographies_and_the_file_beside_them_are_watched(tmp_path: Path) -> None:
    site = handbook(tmp_path, options="registry: [library.bib, more/zotero.json]")
    site.put("library.bib", "@misc{a, title={A}}\n")
    site.put("more/zotero.json", "[]")
    site.put("resources.yml", "- {id: b, title: B}\n")
    config = load_config(str(site.write()))
    config.plugins.on_startup(command="serve", dirty=False)
    config.plugins.on_config(config)
    assert {str(tmp_path / name) for name in ("library.bib", "more/zotero.json", "resources.yml")} <= set(config.watch)
