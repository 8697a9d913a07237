"""Half-typed texts, files that come and go, several sites: the server answers as a new one would, or as it did before."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Iterator
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


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    with Editor(tmp_path_factory.mktemp("sites")) as found:
        yield found


@pytest.fixture
def editor(server: Editor, tmp_path: Path) -> Editor:
    return server.beside(site(tmp_path / "s", index="<< resource:a >>\n"))


def hover(editor: Editor) -> str:
    return editor.hover("docs/index.md", 0, 13)


def test_a_registry_that_is_gone_for_a_moment_still_answers(editor: Editor) -> None:
    (editor.root / "mkdocs.yml").write_text("plugins: [{resource-cards: {registry: sources.yml}}]\n", encoding="utf-8")
    (editor.root / "resources.yml").rename(editor.root / "sources.yml")
    assert editor.open("docs/index.md") == []
    (editor.root / "sources.yml").unlink()
    assert "Alpha" in hover(editor)
    editor.save("sources.yml", REGISTRY.replace("Alpha", "Omega"), watch="docs/index.md")
    assert "Omega" in hover(editor)


def test_two_sites_do_not_mix_and_a_file_of_none_has_no_problems(server: Editor, tmp_path: Path) -> None:
    editor = server.beside(tmp_path)
    site(tmp_path / "one", index="<< resource:a >>\n")
    site(tmp_path / "two", "- id: z\n  title: Zeta\n", index="<< resource:a >>\n")
    (tmp_path / "notes.md").write_text("<< resource:a >>\n", encoding="utf-8")
    assert editor.open("one/docs/index.md") == []
    assert [one.code for one in editor.open("two/docs/index.md")] == ["unknown_resource"]
    assert editor.open("notes.md") == []


def test_what_a_folder_holds_is_found_before_a_file_of_it_is_open(tmp_path: Path) -> None:
    root = site(tmp_path / "s")
    with Editor(root) as editor:
        assert [one.name for one in editor.ask("workspace/symbol", types.WorkspaceSymbolParams("beta"))] == ["Beta"]
        assert [one.method for one in editor.watched] == ["workspace/didChangeWatchedFiles"]


def test_a_workspace_has_several_folders_and_gets_and_loses_some(tmp_path: Path) -> None:
    one = site(tmp_path / "one")
    two, three = (
        site(tmp_path / name, f"- id: z\n  title: Zeta {name}\n", index="<< resource:z >>\n") for name in ("two", "three")
    )
    with Editor(one, two) as editor:

        def names() -> list[str]:
            found = editor.ask("workspace/symbol", types.WorkspaceSymbolParams("zeta"))
            return [one.name for one in found if one.name.startswith("Zeta")]

        assert names() == ["Zeta two"]
        assert editor.beside(two).open("docs/index.md") == []
        added, removed = (types.WorkspaceFolder(folder.as_uri(), folder.name) for folder in (three, two))
        change = types.WorkspaceFoldersChangeEvent(added=[added], removed=[removed])
        editor.client.workspace_did_change_workspace_folders(types.DidChangeWorkspaceFoldersParams(change))
        assert "Zeta three" in names()
        assert editor.beside(three).open("docs/index.md") == []


def test_pages_come_and_go(editor: Editor) -> None:
    editor.open("docs/index.md")
    (editor.root / "docs/new.md").write_text("<< resource:c >>\n", encoding="utf-8")
    (problem,) = editor.open("docs/new.md")
    assert problem.code == "unknown_resource"
    (editor.root / "docs/new.md").unlink()
    editor.save("docs/other.md", "<< resource:a >>\n", watch="docs/index.md")
    assert "Cited by 2" in hover(editor)
    (editor.root / "docs/other.md").unlink()
    editor.save("resources.yml", REGISTRY, watch="docs/index.md")
    assert "Cited by 1" in hover(editor)


def test_a_registry_that_is_typed_refreshes_the_pages_and_is_forgotten_when_it_is_closed(editor: Editor) -> None:
    assert [one.code for one in editor.open("docs/index.md", "<< resource:fresh >>\n")] == ["unknown_resource"]
    editor.open("resources.yml")
    typed = f"{REGISTRY}- id: fresh\n  title: Fresh\n"
    assert editor.type("resources.yml", typed, watch="docs/index.md") == []
    assert "Fresh" in hover(editor)
    half = typed.replace("title: Alpha", "title: [Alp")
    assert editor.type("resources.yml", half, watch="docs/index.md") == [], "one entry is broken, and costs that entry"
    assert [one.code for one in editor.close("resources.yml", watch="docs/index.md")] == ["unknown_resource"]


def test_why_a_site_cannot_be_read_stands_at_its_configuration(editor: Editor) -> None:
    assert editor.open("docs/index.md") == []
    (problem,) = editor.save("mkdocs.yml", "plugins: [", watch="mkdocs.yml")
    assert problem.message.startswith("mkdocs.yml is not YAML: line 1, column 11: ")
    assert problem.range == types.Range(types.Position(0, 0), types.Position(0, 1))  # Its first character.
    (problem,) = editor.save("mkdocs.yml", "plugins: [{resource-cards: {excerp: 3}}]\n", watch="mkdocs.yml")
    assert "did you mean `excerpt`?" in problem.message
    assert editor.save("mkdocs.yml", "site_name: T\nplugins: [resource-cards]\n", watch="mkdocs.yml") == []
    assert "Alpha" in hover(editor)


def test_a_configuration_is_looked_at_again_though_nobody_tells_of_it(editor: Editor) -> None:
    editor.open("docs/index.md")
    (editor.root / "base.yml").write_text("plugins: [{resource-cards: {registry: other.yml}}]\n", encoding="utf-8")
    (editor.root / "other.yml").write_text(REGISTRY.replace("Alpha", "Omega"), encoding="utf-8")
    (editor.root / "mkdocs.yml").write_text("INHERIT: base.yml\nsite_name: T\n", encoding="utf-8")
    assert "Omega" in hover(editor)
    (editor.root / "base.yml").write_text("plugins: [resource-cards]\n", encoding="utf-8")
    assert "Alpha" in hover(editor)
    (editor.root / "mkdocs.yml").unlink()
    assert hover(editor) == ""
    (editor.root / "mkdocs.yml").write_text("site_name: T\nplugins: [resource-cards]\n", encoding="utf-8")
    assert "Alpha" in hover(editor)


def test_a_folder_may_be_known_by_another_name(editor: Editor, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(editor.root, target_is_directory=True)
    other = editor.beside(tmp_path / "link")
    assert other.open("docs/index.md", "<< resource:aa >>, << resource:a >>\n") != []
    found = other.ask("textDocument/definition", types.DefinitionParams(**other.at("docs/index.md", 0, 32)))
    assert found.uri == other.uri("resources.yml")


def test_lines_end_where_the_protocol_says(editor: Editor) -> None:
    """Python takes a form feed and U+2028 for the end of a line, too: a change behind them would land elsewhere."""
    editor.open("docs/index.md", "x\u2028y\f 😀\r\nz << resource:b >>\n")
    assert "Beta" in editor.hover("docs/index.md", 1, 16)
    (problem,) = editor.change("docs/index.md", 1, 14, 15, "bb")
    assert (problem.range.start.line, problem.range.start.character) == (1, 2)
    assert "`bb`" in problem.message


def test_no_code_of_a_site_is_run(editor: Editor) -> None:
    evil = "import pathlib; pathlib.Path(__file__).with_name('ran').touch()\n"
    for name in ("evil.py", "docs/conftest.py", "sitecustomize.py", "markdown.py"):
        (editor.root / name).write_text(evil, encoding="utf-8")
    text = f"""site_name: T
hooks: [evil.py]
plugins: [resource-cards, evil]
markdown_extensions:
  - evil
  - pymdownx.superfences: {{custom_fences: [{{name: x, class: x, format: !!python/name:evil.x }}]}}
  - toc: {{slugify: !!python/object/apply:os.system ["touch {editor.root}/ran"]}}
"""
    editor.open("docs/index.md", "<< resource:a view=full >> x\n\n~~~ x\n<< resource:aa >>\n~~~\n")
    assert editor.save("mkdocs.yml", text, watch="docs/index.md")
    assert "Alpha" in hover(editor)
    run = types.ExecuteCommandParams("resource-cards.add", [editor.uri("docs/index.md"), "--help"])
    editor.ask("workspace/executeCommand", run)
    assert not list(editor.root.rglob("ran"))


def test_an_error_costs_one_request(editor: Editor) -> None:
    editor.open("docs/index.md")
    document = {"textDocument": {"uri": editor.uri("docs/index.md")}}
    for method, params in (
        ("textDocument/rename", {**document, "newName": 7, "position": {"line": 0, "character": 13}}),
        ("textDocument/hover", {**document, "position": {"line": "one", "character": None}}),
        ("textDocument/hover", {"textDocument": {"uri": "nothing:at all"}, "position": {"line": 0, "character": 0}}),
        ("textDocument/hover", None),
        ("textDocument/didChange", {**document, "contentChanges": 7}),
        (
            "textDocument/didOpen",
            {"textDocument": {"uri": "file:///\0", "languageId": "x", "version": 1, "text": "<< resource:"}},
        ),
        ("workspace/executeCommand", {"command": "resource-cards.add", "arguments": [7, {}]}),
        ("workspace/executeCommand", {"command": "resource-cards.nothing"}),
        ("completionItem/resolve", {"label": 3, "data": [7, 7]}),
        ("textDocument/nothing", {}),
    ):
        editor.send({"jsonrpc": "2.0", "id": f"raw {method}", "method": method, "params": params})
        editor.send({"jsonrpc": "2.0", "method": method, "params": params})
    editor.send([])
    editor.send({"method": 7})
    with pytest.raises(JsonRpcException, match=r"cannot be an? (?:id|key)"):
        editor.ask("textDocument/rename", types.RenameParams(new_name="not a key", **editor.at("docs/index.md", 0, 13)))
    for line, column in ((99, 0), (0, 9999)):
        editor.hover("docs/index.md", line, column)
        editor.complete("docs/index.md", line, column)
    assert "Alpha" in hover(editor)


def test_memory_does_not_grow_with_what_is_typed(tmp_path: Path) -> None:
    root, sites = site(tmp_path / "s", index="# Home\n"), Sites()
    path, sizes = root / "docs/index.md", list[int]()
    tracemalloc.start()
    for number in range(30):
        text = f"# Home {number}\n\n<< resource:a >> << resource:b{number % 7} >> {'word ' * 200}{number}\n"
        sites.set_text(path, text)
        answers(sites, path, text)
        if number % 10 == 9:
            gc.collect()
            sizes.append(tracemalloc.get_traced_memory()[0])
    tracemalloc.stop()
    assert sizes[2] - sizes[1] < 20_000
