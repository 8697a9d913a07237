"""While another program holds the lock: a message and exit code 2, from every command that writes."""

from __future__ import annotations

from pathlib import Path

import pytest
from server import Server, answer
from sites import page, site

from mkdocs_resource_cards.cli import atomic_files
from mkdocs_resource_cards.cli.registry_edit import new_entries
from mkdocs_resource_cards.cli.snapshots import writer
from mkdocs_resource_cards.registry.plain_entries import id_of

locked = atomic_files.locked
ENTRY = "- id: a\n  title: A\n"


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (atomic_files, new_entries, writer):
        monkeypatch.setattr(module, "locked", lambda path: locked(path, 0.1))


@pytest.mark.parametrize(
    ("arguments", "path"),
    [
        (("export", "-o", "a.bib"), "a.bib"),
        (("find", "--snippets"), ".vscode/x"),
        (("init", "--write"), "mkdocs.yml"),
    ],
)
def test_a_lock_that_another_holds_is_told(tmp_path: Path, arguments: tuple[str, ...], path: str) -> None:
    run = site(tmp_path, ENTRY)
    run.write("mkdocs.yml", "site_name: X\n")
    (tmp_path / path).parent.mkdir(exist_ok=True)
    with locked(tmp_path / path):
        ran = run(*arguments)
    assert ran.code == 2
    assert "Error: another program has been writing to" in ran.err


def test_an_entry_that_is_written_has_its_shortcode_told(tmp_path: Path, server: Server) -> None:
    server.pages["/a"] = answer(page("A study"))
    run = site(tmp_path, ENTRY, server)
    (tmp_path / "snapshots").mkdir()
    with locked(tmp_path / "snapshots" / "x"):
        ran = run("add", server.url("/a"))
    assert (ran.code, ran.out) == (2, f"<< resource:{id_of(server.url('/a'))} >>\n")
    assert "A study" in run.read("resources.yml")
    assert "the entry was added, but its snapshot could not be written: another program" in ran.err
