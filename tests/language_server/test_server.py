"""What an editor is told, by the real server over standard input and output."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from editor import Editor
from lsprotocol import types
from pygls.exceptions import JsonRpcException

REGISTRY = """\
publications:
  - id: lab
    name: The Lab
resources:
  - id: f19373dc25a8a96f # the essay
    title: The Urgency of Interpretability
    url: https://example.org/urgency
    aliases: [urgency]
    authors: [Dario Amodei]
    published: 2025-04
    publication: lab
    tags: [interpretability]
    summary: Why one should *look inside*.
  - id: "0123456789abcdef"
    title: 'Toy <Models> of Superposition 😀'
    url: https://example.org/toys
    type: paper
"""
PAGE = """\
# Notes

See << resource:urgency >> and 😀 << resource:0123456789abcdef "toys" >>.

A link: [Toys](https://example.org/toys), and [new](https://example.org/new).
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """One for all tests, which have sites of their own: to start it is what takes time."""
    with Editor(tmp_path_factory.mktemp("sites")) as found:
        yield found


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: T\nplugins: [resource-cards]\n", encoding="utf-8")
    (tmp_path / "resources.yml").write_text(REGISTRY, encoding="utf-8")
    (tmp_path / "docs/index.md").write_text(PAGE, encoding="utf-8")
    (tmp_path / "docs/other.md").write_text("# Other\n\n<< resource:f19373dc25a8a96f >>\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def editor(server: Editor, site: Path) -> Editor:
    return server.beside(site)


def told(problems: list[types.Diagnostic]) -> list[tuple[object, int, int]]:
    return [(one.code, one.range.start.line, one.range.start.character) for one in problems]


def test_problems_of_a_page_are_those_of_check_while_it_is_typed(editor: Editor) -> None:
    assert editor.open("docs/index.md") == []
    (problem,) = editor.type("docs/index.md", "😀 << resource:urgencyy >>\n")
    # An emoji is two units of UTF-16, in which clients count that say nothing else.
    assert (problem.code, problem.range) == ("unknown_resource", types.Range(types.Position(0, 3), types.Position(0, 26)))
    assert "did you mean" in problem.message
    assert problem.severity == types.DiagnosticSeverity.Warning
    assert told(editor.type("docs/index.md", "a\r\n\r\n`<< resource:x >>` << resource:urgency view=big >>\r\n")) == [
        ("malformed_shortcode", 2, 19)
    ]
    assert editor.type("docs/index.md", PAGE) == []


def test_keys_are_found_by_words_of_title_people_and_tags(editor: Editor) -> None:
    editor.open("docs/index.md", "See << resource:amodei\n")
    first = editor.complete("docs/index.md", 0, 22)[0]
    assert (first.label, first.text_edit.new_text) == ("The Urgency of Interpretability", "urgency")  # type: ignore[union-attr]
    assert first.text_edit.range == types.Range(types.Position(0, 16), types.Position(0, 22))  # type: ignore[union-attr]
    assert "Dario Amodei · 2025" in (first.detail or "")
    card = editor.ask("completionItem/resolve", first).documentation.value
    assert "**The Urgency of Interpretability**" in card
    first.data = [editor.uri("docs/index.md"), "gone"]
    first.documentation = None
    assert editor.ask("completionItem/resolve", first) == first


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("<< resource:urgency view=", {"full", "compact", "link", "number"}),
        ("<< resources type=pa", {"paper"}),
        ("<< resources tag=", {"interpretability"}),
        ("<< resources sort=-ti", {"-title"}),
        ("<< res", {"resource:", "resources "}),
        ("<< resources urg", {"The Urgency of Interpretability"}),
    ],
)
def test_options_and_conditions_are_offered(editor: Editor, line: str, wanted: set[str]) -> None:
    editor.open("docs/index.md", line)
    assert wanted <= {one.label for one in editor.complete("docs/index.md", 0, len(line))}


@pytest.mark.parametrize("line", ["plain text", "a << 3", "`code`", ""])
def test_nothing_is_offered_elsewhere(editor: Editor, line: str) -> None:
    editor.open("docs/index.md", line)
    assert editor.complete("docs/index.md", 0, len(line)) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("  - id: a\n    tit", "title"),
        ("  - id: a\n    type: vid", "video"),
        ("  - id: a\n    tags:\n      - inter", "interpretability"),
        ("  - id: a\n    publication: la", "lab"),
    ],
)
def test_fields_and_their_values_are_offered_in_a_registry(editor: Editor, text: str, wanted: str) -> None:
    editor.open("resources.yml", REGISTRY + text)
    line = (REGISTRY + text).count("\n")
    assert wanted in {one.label for one in editor.complete("resources.yml", line, len(text.rpartition("\n")[2]))}


def test_a_hover_is_the_card_and_data_are_no_markdown(editor: Editor) -> None:
    editor.open("docs/index.md")
    assert "Cited by 2: Notes, Other" in editor.hover("docs/index.md", 2, 18)
    assert "Toy \\<Models\\> of Superposition" in editor.hover("docs/index.md", 2, 45)
    assert editor.hover("docs/index.md", 0, 3) == ""


def test_the_way_to_the_entry_and_back_to_all_citations(editor: Editor) -> None:
    editor.open("docs/index.md")
    found = editor.ask("textDocument/definition", types.DefinitionParams(**editor.at("docs/index.md", 2, 18)))
    assert (found.uri, found.range.start.line) == (editor.uri("resources.yml"), 4)
    editor.open("resources.yml")
    context = types.ReferenceContext(include_declaration=False)
    places = editor.ask("textDocument/references", types.ReferenceParams(context=context, **editor.at("resources.yml", 6, 8)))
    assert [(one.uri, one.range.start.line, one.range.start.character) for one in places] == [
        (editor.uri("docs/index.md"), 2, 16),
        (editor.uri("docs/other.md"), 2, 12),
    ]
    venue = editor.ask("textDocument/definition", types.DefinitionParams(**editor.at("resources.yml", 10, 18)))
    assert (venue.uri, venue.range.start.line) == (editor.uri("resources.yml"), 1)


def test_links_hints_and_symbols(editor: Editor) -> None:
    editor.open("docs/index.md")
    document = types.TextDocumentIdentifier(editor.uri("docs/index.md"))
    links = editor.ask("textDocument/documentLink", types.DocumentLinkParams(document))
    assert [one.target for one in links] == ["https://example.org/urgency", "https://example.org/toys"]
    whole = types.Range(types.Position(0, 0), types.Position(99, 0))
    hints = editor.ask("textDocument/inlayHint", types.InlayHintParams(document, whole))
    assert [one.label for one in hints] == ["Toy <Models> of Superposition 😀"]
    symbols = editor.ask("workspace/symbol", types.WorkspaceSymbolParams("superposition"))
    assert symbols[0].name == "Toy <Models> of Superposition 😀"


def applied(edit: types.WorkspaceEdit, uri: str, text: str) -> str:
    lines = text.split("\n")
    for one in sorted(edit.changes[uri], key=lambda one: (-one.range.start.line, -one.range.start.character)):  # type: ignore[index]
        line = lines[one.range.start.line].encode("utf-16-le")
        start, end = one.range.start.character * 2, one.range.end.character * 2
        lines[one.range.start.line] = (line[:start] + one.new_text.encode("utf-16-le") + line[end:]).decode("utf-16-le")
    return "\n".join(lines)


def test_a_key_is_renamed_in_pages_and_registry(editor: Editor) -> None:
    editor.open("docs/index.md")
    params = types.RenameParams(new_name="toys", **editor.at("docs/index.md", 2, 50))
    edit = editor.ask("textDocument/rename", params)
    assert applied(edit, editor.uri("docs/index.md"), PAGE) == PAGE.replace("0123456789abcdef", "toys")
    assert applied(edit, editor.uri("resources.yml"), REGISTRY) == REGISTRY.replace("0123456789abcdef", "toys")


def test_a_key_that_is_taken_is_refused(editor: Editor) -> None:
    editor.open("docs/index.md")
    with pytest.raises(JsonRpcException, match="is taken by"):
        editor.ask("textDocument/rename", types.RenameParams(new_name="urgency", **editor.at("docs/index.md", 2, 50)))


def actions(editor: Editor, name: str, line: int, column: int) -> dict[str, types.CodeAction]:
    spot = types.Position(line, column)
    document = types.TextDocumentIdentifier(editor.uri(name))
    params = types.CodeActionParams(document, types.Range(spot, spot), types.CodeActionContext([]))
    return {one.title: one for one in editor.ask("textDocument/codeAction", params)}


def test_a_suggestion_is_taken_and_a_link_becomes_a_shortcode(editor: Editor) -> None:
    text = "See << resource:urgencyy >>.\n\n[Toys](https://example.org/toys) [new](https://example.org/new)\n"
    editor.open("docs/index.md", text)
    fix = actions(editor, "docs/index.md", 0, 8)["Change to urgency"]
    assert applied(fix.edit, editor.uri("docs/index.md"), text).startswith("See << resource:urgency >>.\n")  # type: ignore[arg-type]
    turned = actions(editor, "docs/index.md", 2, 3)["Turn this link into a shortcode"]
    assert '<< resource:0123456789abcdef "Toys" >> [new]' in applied(turned.edit, editor.uri("docs/index.md"), text)  # type: ignore[arg-type]
    offered = actions(editor, "docs/index.md", 2, 40)["Add this address to the registry"]
    # lsprotocol reads an action that has a command as the command itself, with what it is as a text.
    assert "'resource-cards.add'" in str(offered.command)
    assert "https://example.org/new" in str(offered.command)


FIXES = {
    "- id: a\n  title: A\n  autor: B": ("autor", "- id: a\n  title: A\n  author: B"),
    "- id: a\n  title: A\n  published: April 2025": ("April", "- id: a\n  title: A\n  published: 2025-04"),
    "- id: a\n  title: A: b": (": b", '- id: a\n  title: "A: b"'),
    "x << resource:a view=ful >>": ("view", "x << resource:a view=full >>"),
    "x << resource:a viw=full >>": ("viw", "x << resource:a view=full >>"),
    "x << resourse:a >>": ("resourse", "x << resource:a >>"),
    "<< resources typ=x >>": ("typ", "<< resources type=x >>"),
    "x [@urgencyy]": ("urg", "x [@urgency]"),
}


@pytest.mark.parametrize("text", FIXES)
def test_what_was_likely_meant_is_written(editor: Editor, text: str) -> None:
    at, wanted = FIXES[text]
    name = "resources.yml" if text.startswith("- id") else "docs/index.md"
    config = "site_name: T\nplugins: [{resource-cards: {pandoc_citations: true}}]\n"
    (editor.root / "mkdocs.yml").write_text(config, encoding="utf-8")
    editor.open(name, text)
    line, column = text[: text.index(at)].count("\n"), len(text[: text.index(at)].rpartition("\n")[2])
    found = [one for one in actions(editor, name, line, column).values() if one.diagnostics]
    assert [applied(one.edit, editor.uri(name), text) for one in found] == [wanted]  # type: ignore[arg-type]


def test_an_entry_is_filled_in_by_the_command(editor: Editor) -> None:
    editor.open("resources.yml")
    offered = actions(editor, "resources.yml", 15, 4)["Fill in this entry from its source"]
    assert "'resource-cards.update'" in str(offered.command)
    assert actions(editor, "resources.yml", 6, 4) == {}, "this one has people and a date"


def test_a_command_says_in_the_editor_what_it_said(editor: Editor) -> None:
    editor.open("docs/index.md")
    uri = editor.uri("docs/index.md")
    params = types.ExecuteCommandParams("resource-cards.add", [uri, "http://127.0.0.1:9/x"])
    editor.ask("workspace/executeCommand", params)
    assert "not public" in " ".join(editor.messages) or "private" in " ".join(editor.messages)
    assert (editor.root / "resources.yml").read_text(encoding="utf-8") == REGISTRY


def test_registry_edits_refresh_the_pages(editor: Editor) -> None:
    assert told(editor.open("docs/index.md", "<< resource:fresh >>\n")) == [("unknown_resource", 0, 0)]
    assert editor.save("resources.yml", "- id: fresh\n  title: Fresh\n", watch="docs/index.md") == []


def test_problems_of_a_registry_that_is_not_saved(editor: Editor) -> None:
    editor.open("resources.yml")
    problems = editor.type("resources.yml", "- id: a\n  title: A\n  titel: B\n")
    assert told(problems) == [("unknown_entry_field", 2, 2)]
    assert editor.type("resources.yml", "- id: a\n  title: [\n") != []
    assert editor.hover("docs/index.md", 0, 0) == ""  # It still answers.


def test_a_broken_configuration_is_survived(editor: Editor) -> None:
    editor.open("docs/index.md", "<< resource:nothing >>\n")
    assert editor.save("mkdocs.yml", "plugins: [", watch="docs/index.md") == []
    text = "site_name: T\nplugins:\n  - resource-cards:\n      validation: {unknown_resource: info}\n"
    (problem,) = editor.save("mkdocs.yml", text, watch="docs/index.md")
    assert problem.severity == types.DiagnosticSeverity.Information
