"""`resource-cards pages` and `resource-cards assets`."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mkdocs_resource_cards.cli.main import app

from .small import write


def call(*words: str) -> Result:
    return CliRunner().invoke(app, words)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "zensical.toml").write_text('[project]\nsite_name = "x"\n[project.markdown_extensions.resource_cards]\n')
    monkeypatch.chdir(write(tmp_path))
    return tmp_path


def test_pages_are_written_once_and_removed_when_unwanted(site: Path) -> None:
    first = call("pages")
    assert first.exit_code == 0
    assert sorted(line for line in first.stdout.splitlines() if ".md" in line) == [
        "docs/resources/b2.md written",
        "docs/resources/f19373dc25a8a96f.md written",
        "docs/resources/index.md written",
    ]
    assert call("pages").stdout == ""
    (site / "docs/index.md").write_text("# Home\n", encoding="utf-8")
    assert "docs/resources/b2.md removed" in call("pages").stdout


@pytest.mark.parametrize(
    ("config", "is_told"),
    [
        ("plugins: [resource-cards]\n", True),
        ("plugins: [resource-cards]\nmarkdown_extensions: [resource_cards]\n", False),
        ("markdown_extensions: [resource_cards]\n", False),
    ],
)
def test_who_builds_with_mkdocs_alone_is_told_that_none_are_needed(site: Path, config: str, is_told: bool) -> None:
    (site / "zensical.toml").unlink()
    (site / "mkdocs.yml").write_text(f"site_name: x\n{config}", encoding="utf-8")
    assert [("mkdocs.yml has the plugin" in call(one).stderr) for one in ("pages", "assets")] == [is_told] * 2


def test_an_own_page_in_the_way_is_a_problem(site: Path) -> None:
    (site / "docs/resources").mkdir()
    (site / "docs/resources/b2.md").write_text("# Mine\n", encoding="utf-8")
    done = call("pages")
    assert done.exit_code == 1
    assert "docs/resources/b2.md: page_conflict" in done.stderr


def test_templates_of_the_site_are_used(site: Path) -> None:
    (site / "zensical.toml").write_text(
        '[project]\nsite_name = "x"\n[project.theme]\ncustom_dir = "own"\n[project.markdown_extensions.resource_cards]\n'
    )
    (site / "own/resource-cards").mkdir(parents=True)
    (site / "own/resource-cards/page.html").write_text("<p>mine: {{ card.id }}</p>")
    call("pages")
    assert "<p>mine: b2</p>" in (site / "docs/resources/b2.md").read_text(encoding="utf-8")


def test_assets_are_copied_once(site: Path) -> None:
    assert call("assets").stdout.splitlines() == [
        "docs/assets/resource-cards/resource-cards.css written",
        "docs/assets/resource-cards/resource-cards.js written",
        "docs/assets/resource-cards/resource-cards-index.js written",
    ]
    assert call("assets").stdout == ""


def test_without_docs_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: x\nplugins: [resource-cards]\n")
    monkeypatch.chdir(tmp_path)
    assert [call(name).exit_code for name in ("pages", "assets")] == [2, 2]
