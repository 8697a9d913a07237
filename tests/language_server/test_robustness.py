"""Half-typed texts, files that come and go, several sites: the server answers as a new one would, or as it did before."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from editor import Editor
from hypothesis import given, settings
from hypothesis import strategies as st
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from mkdocs_resource_cards.cli.language_server import typing, yaml_typing
from mkdocs_resource_cards.cli.language_server.completion import candidates, in_yaml
from mkdocs_resource_cards.cli.language_server.diagnostics import diagnose
from mkdocs_resource_cards.cli.language_server.hover import card
from mkdocs_resource_cards.cli.language_server.navigation import citations, span_at
from mkdocs_resource_cards.cli.language_server.sites import Sites

REGISTRY = "- id: a\n  title: Alpha\n  aliases: [alpha]\n- id: b\n  title: Beta\n"
PIECES = (
    "<< resource:",
    "a",
    "alpha",
    "nothing",
    " >>",
    "<< resources ",
    "tag=",
    "view=full",
    '"',
    "`",
    "\n",
    "\n\n",
    "😀",
    "\r\n",
    "    ",
    "@a",
)


def site(folder: Path, registry: str = REGISTRY, **pages: str) -> Path:
    (folder / "docs").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text("site_name: T\nplugins: [resource-cards]\n", encoding="utf-8")
    (folder / "resources.yml").write_text(registry, encoding="utf-8")
    for name, text in pages.items():
        (folder / f"docs/{name}.md").write_text(text, encoding="utf-8")
    return folder


def answers(sites: Sites, path: Path, text: str) -> object:
    """All that can be asked of a page, at its end and in its middle."""
    state = sites.refreshed(path)
    assert state is not None
    typed = typing.in_page(text.rpartition("\n")[2])
    offered = candidates(state, typed) if typed else None
    cited = [list(citations(state, one)) for one in state.resources]
    cards = [card(state, one) for one in state.resources]
    return diagnose(state, path, text), offered, cited, cards, span_at(state, text, len(text) // 2)


@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=12).map("".join), min_size=1, max_size=5))
@settings(max_examples=60)
def test_after_any_edits_the_answers_are_those_of_a_new_server(texts: list[str]) -> None:
    with TemporaryDirectory() as temporary:
        root = site(Path(temporary, "s"), index="# Home\n", other="<< resource:a >>\n")
        path, old = root / "docs/index.md", Sites()
        for text in texts:
            old.set_text(path, text)
            last = answers(old, path, text)
        new = Sites()
        new.set_text(path, texts[-1])
        assert last == answers(new, path, texts[-1])


@given(st.text(alphabet="- idtle:[]{}ab\n\"'#&*!|> ", max_size=80))
@settings(max_examples=100)
def test_any_registry_text_has_problems_or_none_and_no_error(text: str) -> None:
    with TemporaryDirectory() as temporary:
        root = site(Path(temporary, "s"))
        sites = Sites()
        sites.set_text(root / "resources.yml", text)
        state = sites.of(root / "resources.yml")
        assert state is not None
        state.settle()
        diagnose(state, root / "resources.yml", text)
        if typed := yaml_typing.in_registry(text.split("\n")):
            in_yaml(state, typed)


def test_a_registry_that_is_gone_for_a_moment_still_answers(tmp_path: Path) -> None:
    site(tmp_path / "s", index="<< resource:a >>\n")
    (tmp_path / "s/mkdocs.yml").write_text("plugins: [{resource-cards: {registry: sources.yml}}]\n", encoding="utf-8")
    (tmp_path / "s/resources.yml").rename(tmp_path / "s/sources.yml")
    with Editor(tmp_path / "s") as editor:
        assert editor.open("docs/index.md") == []
        (tmp_path / "s/sources.yml").unlink()
        assert "Alpha" in editor.hover("docs/index.md", 0, 13)
        editor.save("sources.yml", REGISTRY.replace("Alpha", "Omega"), watch="docs/index.md")
        assert "Omega" in editor.hover("docs/index.md", 0, 13)


def test_two_sites_do_not_mix_and_a_file_of_none_has_no_problems(tmp_path: Path) -> None:
    site(tmp_path / "one", index="<< resource:a >>\n")
    site(tmp_path / "two", "- id: z\n  title: Zeta\n", index="<< resource:a >>\n")
    (tmp_path / "notes.md").write_text("<< resource:a >>\n", encoding="utf-8")
    with Editor(tmp_path) as editor:
        assert editor.open("one/docs/index.md") == []
        assert [one.code for one in editor.open("two/docs/index.md")] == ["unknown_resource"]
        assert editor.open("notes.md") == []


def test_a_page_that_is_new_is_one_once_it_is_written(tmp_path: Path) -> None:
    site(tmp_path / "s", index="# Home\n")
    with Editor(tmp_path / "s") as editor:
        editor.open("docs/index.md")
        (tmp_path / "s/docs/new.md").write_text("<< resource:c >>\n", encoding="utf-8")
        (problem,) = editor.open("docs/new.md")
        assert problem.code == "unknown_resource"


def test_an_error_costs_one_request(tmp_path: Path) -> None:
    site(tmp_path / "s", index="<< resource:a >>\n")
    with Editor(tmp_path / "s") as editor:
        editor.open("docs/index.md")
        with pytest.raises(JsonRpcException):
            editor.ask("textDocument/rename", types.RenameParams(new_name="not a key", **editor.at("docs/index.md", 0, 13)))
        assert "Alpha" in editor.hover("docs/index.md", 0, 13)
