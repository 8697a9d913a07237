"""`resource-cards convert`: Markdown links -> shortcodes, and nothing else."""

from __future__ import annotations

import time
from collections.abc import Collection, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sites import site

from mkdocs_resource_cards.cli.context import Session
from mkdocs_resource_cards.cli.link_conversion.converter import convert
from mkdocs_resource_cards.cli.registry_edit import new_entries
from mkdocs_resource_cards.cli.registry_edit.known_sources import SourceIndex
from mkdocs_resource_cards.model import Resource
from mkdocs_resource_cards.registry.plain_entries import Entry
from mkdocs_resource_cards.shortcode import Shortcode, find

URL = "https://example.org/a"
KNOWN = SourceIndex([Resource("k", 'Title of "K"', URL), Resource("p", "Parens", "https://example.org/b_(c)")])


def converted(text: str, extensions: Collection[str] | None = (), *, math: bool = False) -> str:
    return convert(text, lambda link: KNOWN.same_source(link.url), math=math, extensions=extensions).text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"See [the page]({URL}).", 'See << resource:k "the page" >>.'),
        (f"See [the  page\nof K]({URL}).", 'See << resource:k "the page of K" >>.'),
        (f'See [Title of "K"]({URL}).', "See << resource:k >>."),
        (f'See [a "b"]({URL}).', 'See << resource:k "a \\"b\\"" >>.'),
        (f"See [x](<{URL}>) or <{URL}>.", 'See << resource:k "x" >> or << resource:k >>.'),
        (f"See [{URL}]({URL}).", "See << resource:k >>."),
        ("See [x](http://www.example.org/a/?utm_source=y).", 'See << resource:k "x" >>.'),
        ("See [x](https://example.org/b_(c)).", 'See << resource:p "x" >>.'),
        (f"| [x]({URL}) | y |\n|---|---|", '| << resource:k "x" >> | y |\n|---|---|'),
        (f"# On [x]({URL})", '# On << resource:k "x" >>'),
        (f"a\n\n[x]({URL})\n\nb", 'a\n\n<< resource:k "x" view=link >>\n\nb'),
        (f"- [x]({URL})\n\n- y", '- << resource:k "x" view=link >>\n\n- y'),
        (f"a[^1]\n\n[^1]: [x]({URL})", 'a[^1]\n\n[^1]: << resource:k "x" view=link >>'),
        (f"Term\n\n:   [x]({URL})", 'Term\n\n:   << resource:k "x" view=link >>'),
        (f"> 1. - [x]({URL})", '> 1. - << resource:k "x" view=link >>'),
        (f"a[^1]\n\n[^1]: <{URL}>", "a[^1]\n\n[^1]: << resource:k view=link >>"),
        (f"(<{URL}>) [<{URL}>] a <{URL}>", "(<< resource:k >>) [<< resource:k >>] a << resource:k >>"),
        (f"[Note]: see <{URL}>.", "[Note]: see << resource:k >>."),
        (f"See [x](HTTPS{URL[5:]}) and <Https{URL[5:]}>.", 'See << resource:k "x" >> and << resource:k >>.'),
        (f"See [http://other.org/z]({URL}).", 'See << resource:k "http://other.org/z" >>.'),
        (f"See [HTTP://www.example.org/a/]({URL}).", "See << resource:k >>."),
        (f"See [a > b, a < b]({URL}).", 'See << resource:k "a > b, a < b" >>.'),
        (f"See [$5 and $6]({URL}).", 'See << resource:k "$5 and $6" >>.'),
        (f"See [C++, ~5, it's 2^10]({URL}).", 'See << resource:k "C++, ~5, it\'s 2^10" >>.'),
        (f"## A {{#a}}\n\nSee [x]({URL}). #}}", '## A {#a}\n\nSee << resource:k "x" >>. #}'),
        (f"\ufeff[x]({URL})\n\ntext\n", '\ufeff<< resource:k "x" view=link >>\n\ntext\n'),
        (f"\ufeffa\r\n\r\n[x]({URL})\r\n", '\ufeffa\r\n\r\n<< resource:k "x" view=link >>\r\n'),
        (f"[x]({URL})[x]({URL})", '<< resource:k "x" >><< resource:k "x" view=link >>'),
    ],
)
def test_links_become_shortcodes(before: str, after: str) -> None:
    assert converted(before) in (after, after.replace(" view=link >>", " >>") if before.startswith("[x](") else after)
    assert converted(converted(before)) == converted(before)


@pytest.mark.parametrize(
    "text",
    [
        f"`[x]({URL})`",
        f"``[x]({URL})``",
        f"```\n[x]({URL})\n```",
        f"    [x]({URL})",
        f"- a\n\n        [x]({URL})",
        f"<!-- [x]({URL}) -->",
        f"<div>\n[x]({URL})\n</div>",
        f"[a `b]({URL}) c` d",
        f"<code>[x]({URL})</code>",
        f"---\nsee: '[x]({URL})'\n---\n",
        f"![x]({URL})",
        f"[![x](y.png)]({URL})",
        f"\\[x]({URL})",
        f"[*x*]({URL})",
        f"[`x`]({URL})",
        f"[a_b_ c]({URL}) [<b>x</b>]({URL}) [a\\|b]({URL})",
        f"[x]({URL}#section)",
        f'[x]({URL} "title")',
        f"[x]({URL}){{ .button }}",
        "[x](https://example.org/other) [x](page.md) [x](mailto:a@b.org)",
        f"[x]: {URL}",
        f'a {{{{ macro("[m]({URL})") }}}} {{% if "[m]({URL})" %}} b',
        f'<< resource:k "[x]({URL})" >>',
        "[x](https://example.org/A)",
        f"See [the paper][r].\n\n[r]: <{URL}>",
        f'> - [r]: <{URL}> "title"\n\n[the\npaper]:\n  <{URL}>',
        f"[r]: https://example.org/other 'see [x]({URL})'",
        f"![plot](<{URL}>) ![plot]( <{URL}> 'title')",
        f"[*x*](<{URL}>)",
        f'[t](<{URL}> "title")',
        f"[t](<{URL}>){{.c}}",
        f"<{URL}>{{.c}}",
        f"[![i](i.png)](<{URL}>)",
        f'[see <{URL}>](page.md) [see [1] <{URL}>][r] [t](page.md "see <{URL}>")',
        f"*[ab]: <{URL}>\n*[cd] :\n  see [x]({URL}) and <{URL}>",
        f"text \\<{URL}>",
        f"a <<{URL}>> b",
        f"[++ctrl+c++]({URL}) [H~2~O]({URL}) [x^2^]({URL}) [:smile: x]({URL})",
        f"> [a\n> b]({URL})",
        f"[a  \nb]({URL})",
        f"[it\\'s]({URL}) [&#122 x]({URL})",
        f"[a\n# b]({URL})",
        f"[ ]({URL}) [\u00a0]({URL}) []({URL})",
        f"{{# [x]({URL}) #}} {{#a\n\n<{URL}>\n\n #}}",
        f"[the post][b] [b][] [b]\n\n[b]: {URL}",
    ],
)
def test_everything_else_stays(text: str) -> None:
    assert converted(text) == text


@pytest.mark.parametrize("extensions", [["smarty"], ["markdown.extensions.smarty"], None])
def test_what_an_extension_makes_of_a_text_no_label_says(extensions: list[str] | None) -> None:
    for label in ("it's", 'a "b"', "a -- b", "and so on..."):
        assert converted(f"[{label}]({URL})", extensions) == f"[{label}]({URL})"
        assert converted(f"[{label}]({URL})").startswith("<< resource:k ")
    assert converted(f"[plain]({URL})", extensions).startswith("<< resource:k ")


@pytest.mark.parametrize(
    ("extension", "label"), [("pymdownx.smartsymbols", "A (TM)"), ("pymdownx.smartsymbols", "the 2nd 1/2"), ("nl2br", "a\nb")]
)
def test_symbols_and_breaks_are_markup_where_a_site_has_them(extension: str, label: str) -> None:
    assert converted(f"[{label}]({URL})").startswith("<< resource:k ")
    for extensions in ([extension], None):
        assert converted(f"[{label}]({URL})", extensions) == f"[{label}]({URL})"


def test_dollars_are_markup_where_a_site_has_mathematics_or_nobody_knows() -> None:
    assert converted(f"[$5]({URL})", math=True) == converted(f"[$5]({URL})", None) == f"[$5]({URL})"


def test_links_that_stay_are_named_with_their_places(tmp_path: Path) -> None:
    page = f"# A\n\nSee [*x*]({URL}), [y]({URL}) and\r\n[*z*]({URL}).\n\n[a][b] [B] ![i][b] [c]\n\n[b]: {URL}\n[c]: c.md\n"
    run = site(tmp_path, f"- id: k\n  title: K\n  url: {URL}\n", a=page, b=f"[*x*]({URL})\n" * 30)
    told = run("convert").err
    assert "in its text: 32 links\n  docs/a.md:3:5\n  docs/a.md:4:1\n  docs/b.md:1:1\n" in told
    assert "  docs/b.md:18:1\n  and 12 more\n" in told
    assert "is a reference to an address elsewhere: 2 links\n  docs/a.md:6:1\n  docs/a.md:6:8\n" in told


def test_the_sites_extensions_say_what_is_plain(tmp_path: Path) -> None:
    run = site(tmp_path, f"- id: k\n  title: K\n  url: {URL}\n", a=f"See [it's]({URL})\n")
    assert "1 link in 1 file" in run("convert").err
    run.write("mkdocs.yml", "site_name: T\nplugins: [resource-cards]\nmarkdown_extensions: [smarty]\n")
    assert "which smarty changes: 1 link\n  docs/a.md:1:5" in run("convert").err


def test_a_site_without_its_docs_is_told_and_any_file_is_taken_that_is_named(tmp_path: Path) -> None:
    run = site(tmp_path, f"- id: k\n  title: K\n  url: {URL}\n")
    run.write("notes.txt", f"See [x]({URL})\n")
    (tmp_path / "docs").rmdir()
    ran = run("convert")
    assert (ran.code, "there is no docs folder `docs`" in ran.err) == (2, True)
    assert "1 link in 1 file" in run("convert", "notes.txt").err


PIECES = [
    "[x](",
    URL,
    ")",
    "`",
    "```\n",
    "\n",
    "    ",
    "<!--",
    "-->",
    "<div>",
    "</div>",
    "|",
    "- ",
    "# ",
    '"',
    "<",
    ">",
    "[",
    "]",
    "a",
    "\\",
    "$",
    "{#",
    "[b]",
    "[b]: ",
    "<< resource:k >>",
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_twice_is_once_and_only_links_change(text: str) -> None:
    once = converted(text)
    assert converted(once) == once
    if once == text:
        return
    for one in find(once):
        assert one.item is None or not isinstance(one.item, Shortcode) or one.item.key == "k"


@pytest.mark.parametrize(
    "piece",
    [
        "<< resource:k >> \u00e9\n",
        f"<{URL}> ",
        f"[x]({URL}) ",
        "](",
        "[a ",
        "[a] x",
        "[[a](b)\n",
        "[r]:\n",
        "[r]: ",
        "[a\n",
        " ",
        "> ",
        "- ",
        '"',
        "{#",
        "{# #",
        f"[b]: {URL}\n",
        "[b] ",
        "[b]\n[",
        "[++a",
    ],
)
@pytest.mark.slow
def test_a_long_page_costs_its_length(piece: str) -> None:
    times = 1_000_000 // len(piece)
    for text in (piece * times, "[r]: " + piece * times + "x", f"[b]: {URL}\n\n{piece * times}"):
        begun = time.process_time()
        converted(text)
        assert time.process_time() - begun < 6


def test_a_dry_run_shows_a_diff_and_writing_keeps_line_ends(tmp_path: Path) -> None:
    page = f"# A\r\n\r\nSee [x]({URL}) and `[x]({URL})`.\r\n"
    run = site(tmp_path, f"- id: k\n  title: K\n  url: {URL}\n", a=page, b="nothing\n")
    ran = run("convert")
    assert ran.code == 0
    assert f"-See [x]({URL})" in ran.out
    assert '+See << resource:k "x" >>' in ran.out
    assert run.read("docs/a.md") == page
    assert run("convert", "--write").code == 0
    assert run.read("docs/a.md") == page.replace(f"See [x]({URL})", 'See << resource:k "x" >>')
    assert run("convert", "--write").out == ""
    assert run("check").code == 0


def test_line_ends_stay_as_mixed_as_they_are() -> None:
    text = f"```\n[x]({URL})\n```\n\r\nSee [x\r\ny]({URL})\r\n and <{URL}>.\nEnd\r\n"
    after = '```\n[x](URL)\n```\n\r\nSee << resource:k "x y" >>\r\n and << resource:k >>.\nEnd\r\n'
    assert converted(text) == after.replace("URL", URL)


def test_what_a_build_takes_for_a_page_is_converted_and_nothing_else(tmp_path: Path) -> None:
    link = f"See [x]({URL})\n"
    run = site(tmp_path, f"- id: k\n  title: K\n  url: {URL}\n", a=link)
    run.write("docs/b.markdown", link)
    run.write("docs/.notes/c.md", link)
    assert run("convert", "--write").code == 0
    assert ["resource:k" in run.read(f"docs/{name}") for name in ("a.md", "b.markdown", ".notes/c.md")] == [True, True, False]


def test_a_file_that_is_named_is_converted_though_no_build_shows_it(tmp_path: Path) -> None:
    run = site(tmp_path, f"- id: k\n  title: K\n  url: {URL}\n", index=f"[x]({URL})", draft=f"[x]({URL})")
    run.write("mkdocs.yml", "site_name: T\nplugins: [resource-cards]\ndraft_docs: draft.md\n")
    assert "1 link in 1 file" in run("convert").err
    assert "2 links in 2 files" in run("convert", "docs", "docs/draft.md", "docs/index.md").err


def test_entries_are_counted_that_are_made(tmp_path: Path) -> None:
    run = site(tmp_path, "- id: a\n  title: A\n", a="[*em* x](https://new.org/1) [Good work](https://new.org/2)\n")
    assert "would be new in the registry: 1 entry\n" in run("convert", "--add").err
    assert "\nnew in the registry: 1 entry\n" in run("convert", "--add", "--write").err


def test_unknown_links_become_entries_when_told_to(tmp_path: Path) -> None:
    text = "[A good title](https://new.org/x?utm_source=y) [here](https://new.org/z) [Again](https://new.org/x) [f](https://new.org/f#part)\n"
    run = site(tmp_path, "- id: a\n  title: A\n", a=text)
    assert run("convert").out == ""
    assert run("convert", "--add").code == 0
    assert run.read("resources.yml") == "- id: a\n  title: A\n"
    ran = run("convert", "--add", "--write")
    assert "use resource-cards add" in ran.err
    assert "title: A good title\n  url: https://new.org/x\n" in run.read("resources.yml")
    assert run.read("resources.yml").count("- id") == 2
    assert run.read("docs/a.md").count("<< resource:") == 2
    after = run.read("docs/a.md")
    assert run("convert", "--add", "--write").out == ""
    assert run.read("docs/a.md") == after


STRANGE = [
    "[The first page](https://me:pw@one.example/x)",
    "[The second page](https://tok@two.example/y)",
    "[The third page](https://x.example:99999/y)",
    "[The fourth page](https://[::1/x)",
    "<https://[::1/x>",
    "[The page of K](https://me:pw@example.org/a)",
]


@pytest.mark.parametrize("arguments", [[], ["--add"]])
@pytest.mark.parametrize("link", STRANGE)
def test_an_address_that_no_entry_can_have_stays(tmp_path: Path, link: str, arguments: list[str]) -> None:
    registry = f"- id: k\n  title: K\n  url: {URL}\n"
    run = site(tmp_path, registry, a=f"See {link}.\n")
    ran = run("convert", "--write", *arguments)
    assert (ran.code, ran.out) == (0, "")
    assert (run.read("docs/a.md"), run.read("resources.yml")) == (f"See {link}.\n", registry)
    assert ("it has an address that no entry can have: 1 link" in ran.err) == (bool(arguments) or "example.org" in link)


def test_a_link_stays_whose_id_another_entry_has(tmp_path: Path) -> None:
    registry = '- id: "f9d9fc4196ef9c85"\n  title: Ducks of the world\n  url: https://moved.example.org/ducks\n'
    run = site(tmp_path, registry, a="See [Great Article](https://new.example.org/a) here.\n")
    for arguments in (["--add"], ["--add", "--write"]):
        ran = run("convert", *arguments)
        assert (ran.code, ran.out, "in the registry" in ran.err) == (0, "", False)
        assert "it would have an id that another entry has" in ran.err
    assert run.read("docs/a.md") == "See [Great Article](https://new.example.org/a) here.\n"
    assert run.read("resources.yml") == registry


def test_no_shortcode_is_written_when_another_writer_took_its_id(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "See [Great Article](https://new.example.org/a) here.\n"
    run = site(tmp_path, "- id: a\n  title: A\n", a=text)
    taken = '- id: "f9d9fc4196ef9c85"\n  title: Ducks\n  url: https://moved.example.org/ducks\n'
    add = new_entries.add_all

    def late(session: Session, drafts: Sequence[Entry]) -> list[new_entries.Outcome]:
        run.write("resources.yml", taken)
        return add(session, drafts)

    monkeypatch.setattr(new_entries, "add_all", late)
    ran = run("convert", "--add", "--write")
    assert (ran.code, run.read("docs/a.md"), run.read("resources.yml")) == (2, text, taken)
    assert "did not take `Great Article`: the id `f9d9fc4196ef9c85` is taken by `Ducks`" in ran.err


def test_a_registry_that_is_an_empty_list_takes_entries(tmp_path: Path) -> None:
    run = site(tmp_path, "[]\n", a="See [Great Article](https://new.example.org/a) here.\n")
    assert run("convert", "--add", "--write").code == 0
    assert "<< resource:f9d9fc4196ef9c85 >>" in run.read("docs/a.md")
    assert run.read("resources.yml").startswith('- id: "f9d9fc4196ef9c85"\n  title: Great Article\n')


def test_a_page_that_changes_meanwhile_is_left_and_not_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = site(tmp_path, "- id: a\n  title: A\n", a="See [Great Article](https://new.example.org/a) here.\n")
    add = new_entries.add_all

    def late(session: Session, drafts: Sequence[Entry]) -> list[new_entries.Outcome]:
        run.write("docs/a.md", "Mine.\n")
        return add(session, drafts)

    monkeypatch.setattr(new_entries, "add_all", late)
    ran = run("convert", "--add", "--write")
    assert (ran.code, run.read("docs/a.md"), "turned into" in ran.err) == (2, "Mine.\n", False)
    assert "a.md: it has been changed meanwhile" in ran.err


def test_what_is_said_of_a_place_or_with_markup_is_no_title(tmp_path: Path) -> None:
    links = ["[Its *end*](https://new.org/x)", "[Its end](https://new.org/x#end)", "[The whole](https://new.org/x)"]
    run = site(tmp_path, "- id: a\n  title: A\n", a=" and ".join(links))
    assert run("convert", "--add", "--write").code == 0
    assert run.read("resources.yml").count("title: The whole\n") == 1
    assert run.read("docs/a.md").startswith(" and ".join(links[:2]) + " and << resource:")
