"""`resource-cards convert`: Markdown links -> shortcodes, and nothing else."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest
from builds.built import built
from conversion import URL, back, conversion, converted, readers_see, seen_in
from hypothesis import given, settings
from hypothesis import strategies as st
from random_pages import random_links
from server import Server, answer
from sites import page, site

from mkdocs_resource_cards.cli.context import Session
from mkdocs_resource_cards.cli.link_conversion.links import definitions_in, find_links
from mkdocs_resource_cards.cli.link_conversion.sources import Use, choose
from mkdocs_resource_cards.cli.link_conversion.wanted import WantedAddresses
from mkdocs_resource_cards.cli.registry_edit import new_entries
from mkdocs_resource_cards.model import Resource
from mkdocs_resource_cards.registry.plain_entries import Entry
from mkdocs_resource_cards.shortcode import Shortcode, find


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"See [the page]({URL}).", 'See << resource:k "the page" >>.'),
        (f"See [the  page\nof K]({URL}).", 'See << resource:k "the  page of K" >>.'),
        (f'See [Title of "K"]({URL}).', "See << resource:k >>."),
        (f'See [a "b"]({URL}).', 'See << resource:k "a \\"b\\"" >>.'),
        (f"See [x](<{URL}>).", 'See << resource:k "x" >>.'),
        (
            "See [x](https://example.org/b_(c)) or [x](https://example.org/b\\_(c)).",
            'See << resource:p "x" >> or << resource:p "x" >>.',
        ),
        (f"| [x]({URL}) | y |\n|---|---|", '| << resource:k "x" >> | y |\n|---|---|'),
        (f"| [a\\|b]({URL}) | y |\n|---|---|", '| << resource:k "a\\|b" >> | y |\n|---|---|'),
        (f"# On [x]({URL})", '# On << resource:k "x" >>'),
        (f"a\n\n[x]({URL})\n\nb", 'a\n\n<< resource:k "x" view=link >>\n\nb'),
        (f"[x]({URL})\n[y]({URL})\n\nb", '<< resource:k "x" view=link >>\n<< resource:k "y" view=link >>\n\nb'),
        (f"- [x]({URL})\n\n- y", '- << resource:k "x" view=link >>\n\n- y'),
        (f"a[^1]\n\n[^1]: [x]({URL})", 'a[^1]\n\n[^1]: << resource:k "x" view=link >>'),
        (f"Term\n\n:   [x]({URL})", 'Term\n\n:   << resource:k "x" view=link >>'),
        (f"> 1. - [x]({URL})", '> 1. - << resource:k "x" view=link >>'),
        (f"> [a\n> b]({URL})", '> << resource:k "a b" view=link >>'),
        (f"See [a > b, a < b]({URL}).", 'See << resource:k "a > b, a < b" >>.'),
        (f"See [$5 and $6]({URL}).", 'See << resource:k "$5 and $6" >>.'),
        (f"See [C++, ~5, it's 2^10]({URL}).", 'See << resource:k "C++, ~5, it\'s 2^10" >>.'),
        (f"See [&#122; &copy; x]({URL}).", 'See << resource:k "&#122; &copy; x" >>.'),
        (f"## A {{#a}}\n\nSee [x]({URL}). #}}", '## A {#a}\n\nSee << resource:k "x" >>. #}'),
        (f"\ufeff[x]({URL})\n\ntext\n", '\ufeff<< resource:k "x" view=link >>\n\ntext\n'),
        (f"\ufeffa\r\n\r\n[x]({URL})\r\n", '\ufeffa\r\n\r\n<< resource:k "x" view=link >>\r\n'),
        (f"a [x]({URL})[x]({URL})", 'a << resource:k "x" >><< resource:k "x" >>'),
        # With markup in the text.
        (f"See [*x* **y**]({URL}).", 'See << resource:k "*x* **y**" >>.'),
        (f'See [`x]` and `a "b"`]({URL}).', 'See << resource:k "`x]` and `a \\"b\\"`" >>.'),
        (f"See [a [1] b]({URL}).", 'See << resource:k "a [1] b" >>.'),
        # With a title.
        (
            f"See [x]({URL} \"A title\") and [y]({URL} 't').",
            'See << resource:k "x" title="A title" >> and << resource:k "y" title="t" >>.',
        ),
        (f"[x]({URL} '\"q\" \\* &amp; <b>')\n\ny", '<< resource:k "x" title="\\"q\\" * & <b>" >>\n\ny'),
        (f"[Title of \"K\"]({URL} 't')", '<< resource:k title="t" >>'),
        # By reference.
        (f"See [the paper][r].\n\n[r]: <{URL}>", f'See << resource:k "the paper" >>.\n\n[r]: <{URL}>'),
        (
            f"See [R][], [r] and [a][r].\n\n[r]: {URL} 't \\* &amp;'",
            'See << resource:k "R" title="t \\\\* &" >>, << resource:k "r" title="t \\\\* &" >> and '
            f'<< resource:k "a" title="t \\\\* &" >>.\n\n[r]: {URL} \'t \\* &amp;\'',
        ),
        (
            f"See [r] [x](page.md), [r][gone].\n\n[r]: {URL}",
            f'See << resource:k "r" >> [x](page.md), << resource:k "r" >>[gone].\n\n[r]: {URL}',
        ),
        (f"See [the `code`] [r].\n\n> [r]: {URL}", f'See << resource:k "the `code`" >>.\n\n> [r]: {URL}'),
        # What another extension makes of a text, it makes of a label.
        ("A [The HTML way](https://example.org/h).\n\n*[HTML]: m", 'A << resource:h "The HTML way" >>.\n\n*[HTML]: m'),
        ("A [The HTML way](https://example.org/h).", "A << resource:h >>."),
    ],
)
def test_links_become_shortcodes(before: str, after: str) -> None:
    assert converted(before) == after
    assert converted(after) == after
    assert readers_see(after) == readers_see(before)
    assert readers_see(back(after)) == readers_see(before)


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
        f"[<b>x</b>]({URL}) [x <https://a.org> y]({URL})",
        f"[x]({URL}){{ .button }}",
        "[x](https://example.org/other) [x](page.md) [x](mailto:a@b.org) [x](#a)",
        f"[x]: {URL}",
        f'a {{{{ macro("[m]({URL})") }}}} {{% if "[m]({URL})" %}} b',
        f'<< resource:k "[x]({URL})" >>',
        f"[r]: https://example.org/other 'see [x]({URL})'",
        f"![plot](<{URL}>) ![plot]( <{URL}> 'title')",
        f"[t](<{URL}>){{.c}}",
        f"[![i](i.png)](<{URL}>)",
        f'[see <{URL}>](page.md) [see [1] <{URL}>][r] [t](page.md "see <{URL}>")',
        f"*[ab]: <{URL}>\n*[cd] :\n  see [x]({URL}) and <{URL}>",
        f"a <<{URL}>> b",
        f"[a  \nb]({URL})",
        f"[ ]({URL}) [\u00a0]({URL}) []({URL})",
        f"[ x]({URL}) [x ]({URL}) [\nx]({URL})",
        f"{{# [x]({URL}) #}} {{#a\n\n<{URL}>\n\n #}}",
        f"[a << b]({URL})",
        # Readers see the address.
        f"<{URL}> [{URL}]({URL}) [http://other.org/z]({URL})",
        # Only the very address of an entry is that entry's.
        "[x](http://example.org/a) [x](https://www.example.org/a) [x](https://example.org/a/) [x](https://example.org/A)",
        f"[x]({URL}#section) [x]({URL}?t=60) [x](HTTPS{URL[5:]}) [x]({URL}?utm_source=y)",
        f"[x][r]\n\n```\n[r]: {URL}\n```",
        f"[x][gone] [gone] [gone][]\n\n[r]: {URL}",
        f"[^1]\n\n[^1]: {URL}",
        # Code and escapes are read before references are: these are none.
        f"[`x`] [`x`][] [y][`x`] [a\\_b] [y][a\\_b]\n\n[`x`]: {URL}\n[a\\_b]: {URL}",
        f"[a  b] [a b]\n\n[a  b]: {URL}",
    ],
)
def test_everything_else_stays(text: str) -> None:
    assert converted(text) == text


@pytest.mark.parametrize(
    ("extension", "label"),
    [
        ("smarty", "it's"),
        ("smarty", '"a" -- b...'),
        ("smarty", "'a'"),
        ("pymdownx.smartsymbols", "A (TM), the 2nd 1/2"),
        ("pymdownx.keys", "++ctrl+c++"),
        ("pymdownx.tilde", "H~2~O ~~x~~"),
        ("pymdownx.caret", "x^2^"),
        ("pymdownx.emoji", ":smile: x"),
        ("pymdownx.mark", "==x=="),
        ("pymdownx.inlinehilite", "`#!python x = 1`"),
        ("pymdownx.magiclink", "see https://example.org/z there"),
        ("pymdownx.arithmatex", "cost $x_1$"),
        ("nl2br", "one\ntwo"),
    ],
)
def test_a_label_reads_as_the_link_did_whatever_extensions_make_of_it(extension: str, label: str) -> None:
    text = f"See [{label}]({URL}), x.\n"
    after = converted(text, [extension], math=extension == "pymdownx.arithmatex")
    assert readers_see(after, [extension]) == readers_see(text, [extension])
    assert ("<< resource:k " in after) == (extension != "nl2br")


def test_a_title_that_an_extension_would_change_in_a_link_is_written_out() -> None:
    text = 'See [It\'s a "dash" -- or not](https://example.org/s).\n'
    assert converted(text) == "See << resource:s >>.\n"
    assert converted(text, ["smarty"]) == 'See << resource:s "It\'s a \\"dash\\" -- or not" >>.\n'


@pytest.mark.parametrize("seed", range(3))
def test_on_random_pages_readers_see_the_same_and_a_second_run_changes_nothing(seed: int) -> None:
    random, shortcodes = Random(seed), 0
    extensions = (["smarty"], ["pymdownx.superfences", "pymdownx.magiclink", "pymdownx.betterem"], [])[seed]
    for _ in range(80):
        text = random_links(random)
        after = converted(text, extensions)
        shortcodes += after.count("<< resource:") - text.count("<< resource:")
        seen = readers_see(text, extensions)
        assert readers_see(after, extensions) == seen, text
        assert converted(after, extensions) == after
        if "<< resource:" not in text:
            assert readers_see(back(after, extensions), extensions) == seen, text
    assert shortcodes > 30


def test_links_that_stay_are_named_with_their_places(tmp_path: Path) -> None:
    page = f"# A\n\nSee [<b>x</b>]({URL}), [y]({URL}) and\r\n[<b>z</b>]({URL}).\n\n[a]({URL}/) [A](https://other.org)\n"
    run = site(tmp_path, f"- id: k\n  title: K\n  url: {URL}\n", a=page, b=f"[<i>x</i>]({URL})\n" * 30)
    told = run("convert").err
    assert (
        f"in its text: 32 links\n  docs/a.md:3:5, 4:1\n  docs/b.md:{', '.join(f'{line}:1' for line in range(1, 31))}\n" in told
    )
    assert f"under another URL: 1 link\n  docs/a.md:6:1 ({URL})\n" in told
    assert "6:29" not in told


def test_nothing_changes_for_the_sites_own_extensions(tmp_path: Path) -> None:
    run = site(tmp_path, f"- id: k\n  title: It's\n  url: {URL}\n", a=f"See [It's]({URL})\n")
    assert "+See << resource:k >>\n" in run("convert").out
    run.write("mkdocs.yml", "site_name: T\nplugins: [resource-cards]\nmarkdown_extensions: [smarty]\n")
    assert '+See << resource:k "It\'s" >>\n' in run("convert").out


def test_where_pages_number_their_citations_a_link_stays_one(tmp_path: Path) -> None:
    run = site(
        tmp_path, f"- id: k\n  title: K\n  url: {URL}\n", a=f"---\nreferences: numbered\n---\nSee [x]({URL}), [K]({URL})\n"
    )
    assert run("convert", "--write").code == 0
    assert run.read("docs/a.md").endswith('See << resource:k "x" view=link >>, << resource:k view=link >>\n')


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
    def seconds(size: int) -> float:
        times, begun = size // len(piece), time.process_time()
        for text in (piece * times, "[r]: " + piece * times + "x", f"[b]: {URL}\n\n{piece * times}"):
            found = find_links(text, definitions_in(text))
            assert all(one.end > one.start for one in found)
        return time.process_time() - begun

    seconds(1000)
    assert seconds(120_000) < 16 * max(seconds(15_000), 0.015)


@pytest.mark.slow
def test_brackets_within_brackets_cost_their_length() -> None:
    def seconds(depth: int) -> float:
        begun = time.process_time()
        assert not list(find_links("[" * depth + "]" * depth, {}))
        return time.process_time() - begun

    assert seconds(40_000) < 16 * max(seconds(5_000), 0.015)


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
    text = f"```\n[x]({URL})\n```\n\r\nSee [x\r\ny]({URL})\r\n and [x]({URL}).\nEnd\r\n"
    after = '```\n[x](URL)\n```\n\r\nSee << resource:k "x y" >>\r\n and << resource:k "x" >>.\nEnd\r\n'
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
    text = "[A good title](https://new.org/x) [here](https://new.org/z) [Again](https://new.org/x) [A part](https://new.org/x#part)\n"
    run = site(tmp_path, "- id: a\n  title: A\n", a=text)
    assert run("convert").out == ""
    assert run("convert", "--add").code == 0
    assert run.read("resources.yml") == "- id: a\n  title: A\n"
    ran = run("convert", "--add", "--write")
    assert "not a title (--titles fetches the page's title): 1 link\n  docs/a.md:1:35\n" in ran.err
    assert "title: A good title\n  url: https://new.org/x\n" in run.read("resources.yml")
    assert "title: A part\n  url: https://new.org/x#part\n" in run.read("resources.yml")
    assert run.read("resources.yml").count("- id") == 3
    after = run.read("docs/a.md")
    assert after.count("<< resource:") == 3
    assert run("convert", "--add", "--write").out == ""
    assert run.read("docs/a.md") == after
    assert run("check", "--ignore", "unused_entry").code == 0
    assert run("convert", "--back", "--write").code == 0
    assert run.read("docs/a.md") == text


def test_the_best_title_of_all_pages_is_taken_and_every_text_stays(tmp_path: Path) -> None:
    pages = {
        "a": "[a fine page](https://new.org/x)\n",
        "b": "[The Pages](https://new.org/x) [the `Pages`](https://new.org/x)\n",
    }
    run = site(
        tmp_path, "- id: a\n  title: A\n", **pages, c="See [The Pages](https://new.org/x), [Once](https://new.org/x).\n"
    )
    assert run("convert", "--add", "--write").code == 0
    assert "title: The Pages\n" in run.read("resources.yml")
    assert '"a fine page"' in run.read("docs/a.md")
    assert ">> << resource:" in run.read("docs/b.md")
    assert '"the `Pages`"' in run.read("docs/b.md")
    assert '"Once"' in run.read("docs/c.md")
    # Pages that are not converted count as much.
    run.write("docs/d.md", "[some words](https://new.org/y)\n")
    run.write("docs/e.md", "[The Other](https://new.org/y)\n")
    assert run("convert", "--add", "--write", "docs/d.md").code == 0
    assert "title: The Other\n" in run.read("resources.yml")
    assert run.read("docs/e.md") == "[The Other](https://new.org/y)\n"


@pytest.mark.parametrize(
    "links",
    [
        "[#123](https://new.org/{n}) [v1.2.3](https://new.org/{n})",
        "[here](https://new.org/{n}) [Hier klicken](https://new.org/{n}) [这里](https://new.org/{n}) [こちら](https://new.org/{n})",
        "[installation guide](https://new.org/{n}) [`x`](https://new.org/{n})",
        "[Handbook](https://new.org/{n}) [Handbook](https://new.org/{n}2) [Handbook](https://other.org/{n})",
        "[www.new.org/a](https://new.org/{n})",
        ":material-home: [:material-home:](https://new.org/{n})",
    ],
)
def test_texts_that_are_no_titles_make_no_entries(tmp_path: Path, links: str) -> None:
    run = site(tmp_path, "- id: a\n  title: A\n", a=links.replace("{n}", "1"))
    ran = run("convert", "--add", "--write")
    assert (ran.code, ran.out, run.read("resources.yml")) == (0, "", "- id: a\n  title: A\n")
    assert f"is not a title (--titles fetches the page's title): {links.count('](')} link" in ran.err


def test_a_text_of_many_sources_stays_none_once_some_of_them_have_entries(tmp_path: Path) -> None:
    links = [f"[Handbook](https://{host}.org/)" for host in ("one", "two", "three")]
    run = site(
        tmp_path,
        "- id: a\n  title: A\n",
        a=" ".join([*links, "[The First](https://one.org/)", "[The Second](https://two.org/)"]),
    )
    assert run("convert", "--add", "--write").code == 0
    after = run.read("docs/a.md")
    assert "[Handbook](https://three.org/)" in after
    assert run("convert", "--add", "--write").out == ""
    assert run.read("docs/a.md") == after


def test_of_several_addresses_of_one_source_the_most_used_gets_the_entry(tmp_path: Path) -> None:
    text = "[New Page](http://new.org/a) [New Page](https://new.org/a) [x](https://new.org/a) [New](https://www.new.org/a/)\n"
    run = site(tmp_path, "- id: a\n  title: A\n", a=text)
    ran = run("convert", "--add", "--write")
    assert "under another URL: 2 links\n  docs/a.md:1:1 (https://new.org/a), 1:83 (https://new.org/a)\n" in ran.err
    assert run.read("resources.yml").count("- id") == 2
    assert run("convert", "--add", "--write").out == ""


def test_an_address_that_tracks_gets_no_entry_however_often_it_stands_there(tmp_path: Path) -> None:
    tracked = "[New Page](https://new.org/a?utm_source=x) "
    run = site(tmp_path, "- id: a\n  title: A\n", a=f"{tracked * 3}[New Page](https://new.org/a)\n")
    ran = run("convert", "--add", "--write")
    assert "url: https://new.org/a\n" in run.read("resources.yml")
    assert "under another URL: 3 links\n" in ran.err
    run.write("docs/b.md", tracked.replace("new.org", "other.org"))
    assert "has tracking parameters in its URL: 1 link\n" in run("convert", "--add").err


def test_a_video_and_a_moment_in_it_are_two(tmp_path: Path) -> None:
    video = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
    text = f"[The Song]({video}) [The Chorus]({video}&t=43s) [The Song]({video}&t=60s)\n"
    run = site(tmp_path, "- id: a\n  title: A\n", a=text)
    assert run("convert", "--add", "--write").code == 0
    registry = run.read("resources.yml")
    assert (registry.count("- id"), registry.count("type: video"), f"url: {video}&t=43s" in registry) == (3, 2, True)
    assert run.read("docs/a.md").endswith(f"[The Song]({video}&t=60s)\n")
    assert "has no title of its own: 1 link\n" in run("convert", "--add").err
    assert run("check", "--ignore", "unused_entry").code == 0


def test_names_with_code_in_them_are_no_links_and_keep_none_from_being_converted() -> None:
    names = [f"[`x{number}`]" for number in range(20)]
    text = f"{' '.join(names)} [y]({URL})\n\n" + "\n".join(f"{name}: {URL}" for name in names)
    found = conversion(text)
    assert (len(found.used), found.skipped) == (1, ())


def test_a_title_of_two_sources_is_taken_for_the_parts_of_both(tmp_path: Path) -> None:
    text = " ".join(f"[The Goal](https://new.org/{year}.html{part})" for year in (1, 2) for part in ("", "#team"))
    run = site(tmp_path, "- id: a\n  title: A\n", a=text)
    assert "no title of its own: 2 links\n" in run("convert", "--add", "--write").err
    assert run("convert", "--add", "--write").out == ""


ADDRESSES = [
    f"{scheme}://{host}.org/{path}" for scheme in ("http", "https") for host in "ab" for path in ("x", "x#p", "x#q", "y")
]
WORDS = ["The Goal", "A Part", "here", "The Goal!"]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.builds(Use, st.sampled_from(ADDRESSES), st.sampled_from(WORDS), st.sampled_from(["", *WORDS])), max_size=9))
def test_once_there_are_entries_the_same_is_decided(uses: list[Use]) -> None:
    first = choose(uses, [], WantedAddresses(), add=True)
    entries = {one.url: one for one in first.of.values() if isinstance(one, Resource)}
    later = [Use(use.url, use.words) if use.url in entries else use for use in uses]
    for resources in (entries.values(), reversed(entries.values())):
        second = choose(later, resources, WantedAddresses(), add=True)
        assert not second.new
        assert {url: one for url, one in second.of.items() if isinstance(one, Resource)} == entries


def test_shortcodes_name_the_key_that_people_type(tmp_path: Path) -> None:
    registry = f"- id: 0123456789abcdef\n  title: K\n  url: {URL}\n  aliases: [fedcba9876543210, roe2020]\n"
    run = site(tmp_path, registry, a=f"See [x]({URL}).\n")
    assert '+See << resource:roe2020 "x" >>.' in run("convert").out


def test_types_and_dois_come_from_the_address(tmp_path: Path) -> None:
    text = "[A Paper](https://doi.org/10.1038/nature14539) [Code It](https://github.com/a/b) [A Post](https://x.org/blog/a)\n"
    run = site(tmp_path, "- id: a\n  title: A\n", a=text)
    assert run("convert", "--add", "--write").code == 0
    registry = run.read("resources.yml")
    assert "type: paper\n  doi: 10.1038/nature14539\n" in registry
    assert "type: software\n" in registry
    assert "type: blog\n" in registry


def test_hosts_paths_and_uses_narrow_what_is_added(tmp_path: Path) -> None:
    text = "[Repo A](https://github.com/a/b) [Issue A](https://github.com/a/b/issues/1) [Docs A](https://docs.a.org/x) [Docs A](https://docs.a.org/x)\n"
    run = site(tmp_path, "- id: a\n  title: A\n", a=text)

    def count(*options: str) -> int:
        return run("convert", "--add", *options).out.replace("+++", "").count("<< resource:")

    assert count() == 4
    assert count("--skip", "github.com/*/issues") == 3
    assert count("--skip", "github.com") == 2
    for pattern in ("a.org", "www.a.org", "https://www.A.org/"):
        assert count("--only", pattern) == 2
    assert count("--only", "github.com/a/b/issues", "--only", "a.org/x") == 3
    assert count("--min-uses", "2") == 2


def test_titles_are_fetched_for_those_that_have_none(tmp_path: Path, server: Server) -> None:
    server.pages.update({"/a": answer(page("The Real Title")), "/b": answer(page("#12"))})
    url = server.url().rstrip("/")
    run = site(
        tmp_path,
        "- id: a\n  title: A\n",
        server,
        a=f"[here]({url}/a) [here]({url}/a#part) [there]({url}/b) [here]({url}/gone)\n",
    )
    ran = run("convert", "--add", "--titles", "--write")
    assert ran.code == 0
    assert "title: The Real Title\n" in run.read("resources.yml")
    assert run.read("docs/a.md").startswith("<< resource:")
    assert f"[here]({url}/a#part)" in run.read("docs/a.md")
    assert f"{url}/b: it has no title of its own" in ran.err
    assert f"  {url}/gone: answers HTTP 404\n" in ran.err
    assert run("convert", "--add", "--write").out == ""


@pytest.mark.parametrize("arguments", [["--back", "--add"], ["--titles"]])
def test_options_that_do_not_go_together(tmp_path: Path, arguments: list[str]) -> None:
    ran = site(tmp_path, "- id: a\n  title: A\n", a="x")("convert", *arguments)
    assert ran.code == 2


def test_back_leaves_what_no_link_can_say(tmp_path: Path) -> None:
    kept = "<< resources k view=list >>\n\nSee << resource:n >>, `<< resource:k >>`"
    registry = f"- {{id: k, title: 'A [b] & *c* <d>', url: '{URL}'}}\n- {{id: n, title: N}}\n"
    run = site(tmp_path, registry, a=f'<< resource:k >>\n\n{kept} and << resource:k "a *b*" >>.\n')
    ran = run("convert", "--back", "--write")
    assert run.read("docs/a.md") == f"[A \\[b\\] & \\*c\\* &lt;d>]({URL})\n\n{kept} and [a *b*]({URL}).\n"
    assert "makes more than a link: 1 link\n  docs/a.md:3:1\n" in ran.err
    assert "names no entry with a URL: 1 link\n  docs/a.md:5:5\n" in ran.err


def test_back_turns_groups_and_places_and_names_the_rest(tmp_path: Path) -> None:
    registry = f"- {{id: k, title: K, url: '{URL}'}}\n- {{id: l, title: L, url: '{URL}/l'}}\n"
    kept = "<< resource:k\n\n<< references >>\n\n@someone and [@k, p. 3] and << resource:gone >>"
    text = f'See << resource:k at="p. 3" >>, x<< resources k l view=number >>.\n\n{kept}\n'
    run = site(tmp_path, registry, a=text)
    run.write("mkdocs.yml", "site_name: T\nplugins: [resource-cards: {pandoc_citations: true}]\n")
    for options in ([], ["--dry-run"]):
        ran = run("convert", "--back", *options)
        assert (ran.code, run.read("docs/a.md"), "+++ b/docs/a.md" in ran.out) == (0, text, True)
    assert run("convert", "--back", "--write", "--dry-run").code == 2
    ran = run("convert", "--back", "--write")
    assert run.read("docs/a.md") == f"See [K]({URL}), p. 3, x [K]({URL}), [L]({URL}/l).\n\n{kept}\n"
    for reason, place in (("cannot be read", "3:1"), ("makes more than a link", "5:1"), ("no entry with a URL", "7:29")):
        assert f"{reason}: 1 link\n  docs/a.md:{place}\n" in ran.err
    assert "in Pandoc's syntax, which Pandoc and Quarto read unchanged: 1 link\n  docs/a.md:7:14\n" in ran.err


def test_notebooks_are_told_and_keep_their_links(tmp_path: Path) -> None:
    run = site(tmp_path, f"- {{id: k, title: K, url: '{URL}'}}\n")
    run.write("docs/n.ipynb", '{"cells": [{"cell_type": "markdown", "source": "[x](https://example.org/a)"}]}')
    ran = run("convert", "--write", "docs/n.ipynb")
    assert (ran.out, "docs/n.ipynb: links in notebooks are not converted" in ran.err) == ("", True)


SNIPPETS = """\
site_name: T
plugins: [resource-cards]
markdown_extensions:
  - abbr
  - pymdownx.snippets: {auto_append: [links.txt]}
"""


def test_definitions_in_snippets_count(tmp_path: Path) -> None:
    text = "See [the page][p] and [The HTML way](https://new.org/h).\n"
    registry = f"- id: k\n  title: K\n  url: {URL}\n- id: h\n  title: The HTML way\n  url: https://new.org/h\n"
    run = site(tmp_path, registry, a=text)
    run.write("mkdocs.yml", SNIPPETS)
    run.write("links.txt", f"[p]: {URL}\n\n*[HTML]: markup\n")
    assert run("convert", "--write").code == 0
    assert run.read("docs/a.md") == 'See << resource:k "the page" >> and << resource:h "The HTML way" >>.\n'
    assert run("convert", "--back", "--write").code == 0
    assert run.read("docs/a.md") == text


SITE = {
    "a": """\
# A

See [one `x`](https://one.org/), [Two Things](https://two.org/#part) and [*Two* Things][2].

[2]: https://two.org/
""",
    "b": """\
# B

[One Thing](https://one.org/)
[Two Things](https://two.org/ 'A title')

- [The HTML way](https://three.org/)

- [#1](https://one.org/)
""",
    "c": """\
# C [One Thing](https://one.org/)

| a | b |
|---|---|
| [it's](https://one.org/) | [a \\| b](https://two.org/) |

Note[^1] `[x](https://one.org/)`.

[^1]: ["Two" -- Things](https://two.org/)

*[HTML]: markup
""",
}
BUILT = "site_name: T\ntheme: mkdocs\nmarkdown_extensions: [abbr, footnotes, smarty, attr_list, tables]\nplugins: {}\n"


def test_a_built_site_reads_and_leads_as_before_and_its_sources_come_back(tmp_path: Path) -> None:
    run = site(tmp_path, "- id: a\n  title: A\n", **SITE)

    def build(plugins: str) -> dict[str, str]:
        run.write("mkdocs.yml", BUILT.format(plugins))
        built(tmp_path / "mkdocs.yml", tmp_path / "site")
        html = {name: run.read(f"site/{name}/index.html") for name in SITE}
        return {name: seen_in(text.partition('role="main">')[2].partition("<footer")[0]) for name, text in html.items()}

    before = build("[]")
    run.write("mkdocs.yml", BUILT.format("[resource-cards]"))
    assert run("convert", "--add", "--write").code == 0
    pages = "".join(run.read(f"docs/{name}.md") for name in SITE)
    assert pages.count("<< resource:") == 10
    assert build("[{resource-cards: {pages: none, previews: false}}]") == before
    assert run("convert", "--back", "--write").code == 0
    assert {name: run.read(f"docs/{name}.md") for name in SITE} == {**SITE, "b": SITE["b"].replace("'A title'", '"A title"')}


def test_pages_of_many_links_cost_their_length() -> None:
    def seconds(times: int) -> float:
        text = "".join(f"A line with [x]({URL}), [y]({URL}/{number}) and `code`.\n\n" for number in range(times))
        begun = time.process_time()
        assert conversion(text).text.count("<<") == times
        return time.process_time() - begun

    seconds(20)
    assert seconds(1000) < 16 * max(seconds(125), 0.02)


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
    assert ("it has a URL that an entry cannot have: 1 link" in ran.err) == (bool(arguments) or "example.org" in link)


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

    def late(session: Session, drafts: Sequence[Entry], *, exact: bool) -> list[new_entries.Outcome]:
        run.write("resources.yml", taken)
        return add(session, drafts, exact=exact)

    monkeypatch.setattr(new_entries, "add_all", late)
    ran = run("convert", "--add", "--write")
    assert (ran.code, run.read("docs/a.md"), run.read("resources.yml")) == (2, text, taken)
    assert "cannot take `Great Article`: the id `f9d9fc4196ef9c85` is taken by `Ducks`" in ran.err


def test_a_registry_that_is_an_empty_list_takes_entries(tmp_path: Path) -> None:
    run = site(tmp_path, "[]\n", a="See [Great Article](https://new.example.org/a) here.\n")
    assert run("convert", "--add", "--write").code == 0
    assert "<< resource:f9d9fc4196ef9c85 >>" in run.read("docs/a.md")
    assert run.read("resources.yml").startswith('- id: "f9d9fc4196ef9c85"\n  title: Great Article\n')


def test_a_page_that_changes_meanwhile_is_left_and_not_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = site(tmp_path, "- id: a\n  title: A\n", a="See [Great Article](https://new.example.org/a) here.\n")
    add = new_entries.add_all

    def late(session: Session, drafts: Sequence[Entry], *, exact: bool) -> list[new_entries.Outcome]:
        run.write("docs/a.md", "Mine.\n")
        return add(session, drafts, exact=exact)

    monkeypatch.setattr(new_entries, "add_all", late)
    ran = run("convert", "--add", "--write")
    assert (ran.code, run.read("docs/a.md"), "turned into" in ran.err) == (2, "Mine.\n", False)
    assert "a.md: it has changed in the meantime" in ran.err


def test_a_page_that_cannot_be_written_keeps_none_of_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = site(tmp_path, f"- id: k\n  title: K\n  url: {URL}\n", **dict.fromkeys("abc", f"See [x]({URL}).\n"))
    (tmp_path / "docs/latin.md").write_bytes(b"caf\xe9\n")
    opened = os.open

    def refusing(path: str, *arguments: int) -> int:
        if ".b.md." in str(path):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)
        return opened(path, *arguments)

    monkeypatch.setattr(os, "open", refusing)
    ran = run("convert", "--write")
    assert (ran.code, ["<<" in run.read(f"docs/{name}.md") for name in "abc"]) == (2, [True, False, True])
    assert "docs/latin.md: cannot be read, so it is skipped: it is not UTF-8\n" in ran.err
    assert "turned into shortcodes: 2 links in 2 files\n" in ran.err
    assert ran.err.endswith("Error: docs/b.md: Permission denied\nleft as it was: 1 file; run the command again\n")
    ran = run("rename", "k", "l", "--write")
    assert (ran.code, run.read("docs/c.md")) == (0, 'See << resource:l "x" >>.\n')
    assert "docs/latin.md: cannot be read, so it is skipped: it is not UTF-8\n" in ran.err
