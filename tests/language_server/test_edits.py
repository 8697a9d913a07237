"""What an editor changes is what `rename`, `convert`, `add` and `update` change, over texts that are not saved yet, too."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from editor import Editor
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from mkdocs_resource_cards.cli.language_server.adding import add, update
from mkdocs_resource_cards.cli.main import app

sys.path.append(str(Path(__file__).parents[1] / "cli"))
from server import answer, serving

CONFIG = "site_name: T\nplugins: [{resource-cards: {registry: [resources.yml, refs.bib], pandoc_citations: true}}]\n"
REGISTRY = """\
# Sources
- id: "0123456789abcdef" # the essay
  title: The Urgency of Interpretability
  url: https://example.org/urgency
  aliases: ["urgency", 'other']
- {id: toys, title: 'Toy *Models*', url: "https://example.org/toys?a=1&b=2", citation_key: Elhage2022}
"""
BIB = "@article{roe, title = {On Gardens}, author = {Roe, Jane}, year = 2020, url = {https://example.org/roe}}\n"
PAGE = """\
---
title: "Notes 😀"
---

😀 << resource:urgency "urgency" >> [see @urgency, p. 3; @Elhage2022] `<< resource:urgency >>`\r
\r
<< resources urgency toys view=number >> and << resource:roe >>.
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    with Editor(tmp_path_factory.mktemp("sites"), allowPrivate=["127.0.0.1"]) as found:
        yield found


@pytest.fixture
def editor(server: Editor, tmp_path: Path) -> Editor:
    write(tmp_path)
    return server.beside(tmp_path)


def write(root: Path, page: str = PAGE, registry: str = REGISTRY) -> None:
    (root / "docs").mkdir()
    (root / "snapshots").mkdir()
    (root / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    (root / "refs.bib").write_text(BIB, encoding="utf-8")
    (root / "resources.yml").write_bytes(registry.encode())
    (root / "docs/index.md").write_bytes(page.encode())
    (root / "docs/draft.md").write_bytes("\ufeff<< resource:urgency >>\r\n".encode())
    (root / "snapshots/0123456789abcdef.md").write_text("# Urgency\n\nSome words of it.\n", encoding="utf-8")


def applied(edit: types.WorkspaceEdit, root: Path, texts: dict[str, str] | None = None) -> dict[str, str]:
    """Every text file of a site as an editor has it afterwards, and as it then lies on disk."""
    held = {path: path.read_bytes().decode("utf-8-sig") for path in root.rglob("*") if path.is_file() and path.suffix in KINDS}
    held |= {root / name: text for name, text in (texts or {}).items()}
    changes = dict(edit.changes or {})
    moved = []
    for one in edit.document_changes or ():
        if isinstance(one, types.TextDocumentEdit):
            changes[one.text_document.uri] = one.edits  # type: ignore[assignment]
        elif isinstance(one, types.RenameFile):
            moved.append((one.old_uri, one.new_uri))
    for uri, edits in changes.items():
        path = Path(uri.removeprefix("file://"))
        held[path] = _with(held[path], list(edits))
    for old, new in moved:
        held[Path(new.removeprefix("file://"))] = held.pop(Path(old.removeprefix("file://")))
    return {path.relative_to(root).as_posix(): text for path, text in held.items()}


KINDS = (".md", ".yml", ".bib")


def _with(text: str, edits: list[types.TextEdit]) -> str:
    """As the protocol says: positions in units of UTF-16, from the last to the first."""
    units = text.encode("utf-16-le")
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line.encode("utf-16-le")) + 2)

    def place(at: types.Position) -> int:
        return starts[at.line] + 2 * at.character

    for one in sorted(edits, key=lambda one: -place(one.range.start)):
        units = units[: place(one.range.start)] + one.new_text.encode("utf-16-le") + units[place(one.range.end) :]
    return units.decode("utf-16-le")


def renamed(editor: Editor, name: str, line: int, column: int, new: str) -> types.WorkspaceEdit:
    found: types.WorkspaceEdit = editor.ask(
        "textDocument/rename", types.RenameParams(new_name=new, **editor.at(name, line, column))
    )
    return found


@pytest.mark.parametrize(
    ("name", "line", "column", "key", "new"),
    [
        ("docs/index.md", 4, 20, "urgency", "essay"),
        ("docs/index.md", 4, 48, "urgency", "roe-2020.a"),
        ("docs/index.md", 4, 65, "Elhage2022", "elhage:22"),
        ("docs/index.md", 6, 22, "toys", "toy-models"),
        ("resources.yml", 1, 8, "0123456789abcdef", "the-urgency"),
        ("resources.yml", 4, 25, "other", "another"),
        ("resources.yml", 5, 8, "toys", "toy"),
    ],
)
def test_a_key_gets_another_name_as_the_command_gives_it(
    editor: Editor, tmp_path_factory: pytest.TempPathFactory, name: str, line: int, column: int, key: str, new: str
) -> None:
    editor.open(name)
    after = applied(renamed(editor, name, line, column, new), editor.root)
    other = tmp_path_factory.mktemp("by-command")
    write(other)
    ran = CliRunner().invoke(app, ["-f", str(other / "mkdocs.yml"), "rename", "--write", key, new])
    assert ran.exit_code == 0, ran.output
    assert after == applied(types.WorkspaceEdit(), other)


def test_a_key_gets_another_name_in_what_is_not_saved(editor: Editor) -> None:
    page = f"# Another\n\n{PAGE}"
    registry = f"- id: first\n  title: First\n{REGISTRY}"
    editor.open("docs/index.md", page)
    editor.open("resources.yml", registry)
    place = editor.ask("textDocument/prepareRename", types.PrepareRenameParams(**editor.at("docs/index.md", 6, 20)))
    line = page.split("\n")[6].encode("utf-16-le")
    assert line[2 * place.start.character : 2 * place.end.character].decode("utf-16-le") == "urgency"
    texts = {"docs/index.md": page, "resources.yml": registry}
    after = applied(renamed(editor, "docs/index.md", 6, 20, "essay"), editor.root, texts)
    assert after["resources.yml"] == registry.replace('"urgency"', '"essay"')
    assert after["docs/index.md"].count("essay") == 3
    with pytest.raises(JsonRpcException, match="the key `first` is taken by `First`"):
        renamed(editor, "docs/index.md", 6, 20, "first")


@pytest.mark.parametrize(
    ("line", "column", "new", "why"),
    [
        (6, 58, "other-key", "`roe` is an entry of refs.bib, which commands do not change"),
        (4, 20, "toys", "the key `toys` is taken by `Toy \\*Models\\*` at resources.yml:6:3"),
        (4, 20, "no key", "`no key` cannot be a key"),
    ],
)
def test_a_name_that_cannot_be_is_refused_in_one_line(editor: Editor, line: int, column: int, new: str, why: str) -> None:
    editor.open("docs/index.md")
    with pytest.raises(JsonRpcException, match=f"^{why}$"):
        renamed(editor, "docs/index.md", line, column, new)


def actions(editor: Editor, name: str, line: int, column: int) -> dict[str, types.CodeAction]:
    spot = types.Position(line, column)
    document = types.TextDocumentIdentifier(editor.uri(name))
    params = types.CodeActionParams(document, types.Range(spot, spot), types.CodeActionContext([]))
    return {one.title: one for one in editor.ask("textDocument/codeAction", params)}


LINKS = {
    "😀 See [*Toy*  models](https://example.org/toys?a=1&amp;b=2).": '😀 See << resource:toys "*Toy*  models" >>.',
    "[The Urgency of Interpretability](https://example.org/urgency)": "<< resource:urgency view=link >>",
    "a [b][u] c\n\n[u]: https://example.org/urgency": 'a << resource:urgency "b" >> c\n\n[u]: https://example.org/urgency',
    "| [t](https://example.org/urgency) |\n|-|\n| x |": '| << resource:urgency "t" >> |\n|-|\n| x |',
}


@pytest.mark.parametrize("text", LINKS)
def test_a_link_becomes_the_shortcode_that_shows_the_same(editor: Editor, text: str) -> None:
    editor.open("docs/index.md", text)
    found = actions(editor, "docs/index.md", 0, text.index("[") + 1)["Turn this link into a shortcode"]
    assert found.edit is not None
    assert applied(found.edit, editor.root, {"docs/index.md": text})["docs/index.md"] == LINKS[text]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("x [![i](i.png)](https://example.org/urgency)", "it has an image in its text"),
        ("x [t](http://www.example.org/urgency/)", "it leads to the source of an entry under another URL"),
    ],
)
def test_a_link_that_has_to_stay_says_why(editor: Editor, text: str, why: str) -> None:
    editor.open("docs/index.md", text)
    found = actions(editor, "docs/index.md", 0, 3)["Turn this link into a shortcode"]
    assert found.edit is None
    assert found.disabled is not None
    assert found.disabled.reason.startswith(why)


def test_an_editor_that_knows_no_refusals_and_moves_no_files_is_sent_neither(tmp_path: Path) -> None:
    write(tmp_path)
    plain = types.TextDocumentClientCapabilities(code_action=types.CodeActionClientCapabilities())
    with Editor(tmp_path, can=types.ClientCapabilities(text_document=plain)) as editor:
        editor.open("docs/index.md", "x [t](http://www.example.org/urgency/)\n\n[t](https://example.org/urgency)")
        assert "Turn this link into a shortcode" not in actions(editor, "docs/index.md", 0, 3)
        assert "Turn this link into a shortcode" in actions(editor, "docs/index.md", 2, 1)
        editor.open("resources.yml")
        with pytest.raises(JsonRpcException, match="your editor cannot do"):
            renamed(editor, "resources.yml", 1, 8, "the-urgency")


def test_nothing_is_made_of_what_only_looks_like_a_link(editor: Editor) -> None:
    editor.open("docs/index.md", "`[t](https://example.org/urgency)`")
    assert actions(editor, "docs/index.md", 0, 3) == {}


def test_the_network_is_asked_by_two_commands_only(editor: Editor) -> None:
    page = b"""<!doctype html><html><head><title>A Fine Page</title><meta name="author" content="Jane Roe">
      <meta property="article:published_time" content="2021-03-04"></head><body><p>Words.</p></body></html>"""
    with serving({"/fine": answer(page), "/thin": answer(page), "/robots.txt": answer(b"", "404 Not Found")}) as web:
        address = f"http://127.0.0.1:{web.port}"
        thin = f"- id: thin\n  title: A Fine Page # mine\n  url: {address}/thin\n"
        (editor.root / "resources.yml").write_text(thin, encoding="utf-8")
        text = f"[A fine page]({address}/fine) and {address}/bare, << resource:thin >>\n"
        assert editor.open("docs/index.md", text) == []
        editor.open("resources.yml")
        editor.hover("docs/index.md", 0, text.index("thin") + 1)
        assert "Add this address to the registry" in actions(editor, "docs/index.md", 0, text.index("bare") + 1)
        offered = actions(editor, "docs/index.md", 0, 3)["Add this address to the registry"]
        assert f"{address}/fine" in str(offered.command)
        filling = actions(editor, "resources.yml", 1, 4)["Fill in this entry from its source"]
        assert "thin" in str(filling.command)
        assert web.requests == []
        run(editor, "resource-cards.update", "resources.yml", "thin")
        filled = (editor.root / "resources.yml").read_text(encoding="utf-8")
        assert filled.startswith("- id: thin\n  title: A Fine Page # mine\n")
        assert "Jane Roe" in filled
        assert "2021-03-04" in filled
        editor.type("resources.yml", filled)  # As editors do with a file that another program has written.
        run(editor, "resource-cards.add", "docs/index.md", f"{address}/fine")
        assert f"url: {address}/fine" in (editor.root / "resources.yml").read_text(encoding="utf-8")
        assert {path for path, _ in web.requests} >= {"/thin", "/fine"}
    assert editor.progress == ["begin", "end"] * 2
    editor.type("resources.yml", "- id: thin\n  title: Not saved\n")
    run(editor, "resource-cards.add", "docs/index.md", f"{address}/fine")
    assert editor.messages[-1] == "Save resources.yml first: the registry is about to be changed"


def run(editor: Editor, command: str, name: str, what: str) -> None:
    editor.ask("workspace/executeCommand", types.ExecuteCommandParams(command, [editor.uri(name), what]))


@pytest.mark.parametrize("command", [add, update])
def test_a_command_that_cannot_run_is_not_done(command: Callable[[Path, str], tuple[str, bool]], tmp_path: Path) -> None:
    said, is_done = command(tmp_path / "gone" / "mkdocs.yml", "https://example.org/")
    assert (said.partition(":")[0], is_done) == (command.__name__, False)
