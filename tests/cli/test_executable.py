"""The real executable: from an empty folder to cards, what it imports, writers at once, where it prints."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
from sites import page, site

from mkdocs_resource_cards.cache import Cache
from mkdocs_resource_cards.registry import load

MAIN = "from mkdocs_resource_cards.cli import main; main()"


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-c", MAIN, *arguments]


def run(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment}
    return subprocess.run(
        command(*arguments), cwd=folder, capture_output=True, text=True, timeout=60, env=env, stdin=subprocess.DEVNULL
    )


def test_from_an_empty_folder_to_three_cards(tmp_path: Path) -> None:
    folder, pages = tmp_path / "site", tmp_path / "pages"
    folder.mkdir()
    pages.mkdir()
    assert run(folder, "init").returncode == 0
    codes = []
    for number in range(3):
        (pages / f"{number}.html").write_bytes(
            page(f"Page {number}", f'<link rel="canonical" href="https://example.org/{number}">')
        )
        added = run(folder, "add", str(pages / f"{number}.html"))
        assert added.returncode == 0, added.stderr
        codes.append(added.stdout)
    with open(folder / "docs" / "index.md", "a") as index:
        index.write("\n".join(codes))
    built = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q", "--strict"], cwd=folder, capture_output=True, text=True, timeout=120
    )
    assert built.returncode == 0, built.stderr
    html = (folder / "site" / "index.html").read_text()
    assert html.count('class="rc-card rc-card--full"') == 3
    assert "Paragraph 1 of this page" in html
    assert run(folder, "check").returncode == 0


BROKEN = """\
- id: good
  title: A good entry
  snapshot: none.md
- id: odd
  title: An odd one
  published: 2025-02-30
  titel: x
- id: good
  title: Again
- title: no id
- id: snap
  title: Snapped
- id: a b
  title: Z
"""
PAGE = """\
# Page

See << resource:godo >> and `<< resource:x >>`, and << resource:good view=full >>.

<< resource:good view=fulll >>

<< resource:good >>

- a << resource:odd view=compact >>
- << references >>

| a | b |
|---|---|
| << resource:odd view=full >> | << resources tag=a >> |

<< resources typ=x >>

??? note

    << resource:snap view=full >>

<< resources tag=zzz >> << resource:snap >>
"""


def told_by_a_build(root: Path) -> set[str]:
    """The problems that MkDocs logs."""
    command_line = [sys.executable, "-m", "mkdocs", "build"]
    built = subprocess.run(command_line, cwd=root, capture_output=True, text=True, timeout=120)
    found = re.findall(r"-  ((?:docs|resources|snapshots)\S*: .*)", built.stderr)
    assert "Documentation built" in built.stderr, built.stderr
    return set(found)


def test_check_finds_what_a_build_finds(tmp_path: Path) -> None:
    made = site(tmp_path, BROKEN, index=PAGE, b="---\nquality: high\n---\n# B\n\n<< resource:odd >>\n")
    made.write(
        "mkdocs.yml", "site_name: T\ntheme: mkdocs\nmarkdown_extensions: [pymdownx.details]\nplugins: [resource-cards]\n"
    )
    (tmp_path / "snapshots").mkdir()
    (tmp_path / "snapshots" / "snap.md").write_bytes(b"\x89PNG\0\0")
    lines = told_by_a_build(tmp_path)
    assert {line.split(": ")[1].split()[0] for line in lines} >= {"card_not_allowed", "invalid_page_field", "invalid_snapshot"}
    assert len(lines) == 17
    assert lines == set(run(tmp_path, "check").stdout.splitlines())


def test_check_finds_what_a_build_finds_in_snippets(tmp_path: Path) -> None:
    registry = "".join(f"- id: {key}\n  title: The {key}\n" for key in ("first", "second", "third", "fourth"))
    made = site(tmp_path, registry)
    base = "base_path: [!relative $config_dir/parts, !relative , docs]"
    made.write(
        "mkdocs.yml",
        f"site_name: T\ntheme: mkdocs\nplugins: [resource-cards]\nmarkdown_extensions:\n  - pymdownx.snippets:\n      {base}\n"
        "      auto_append: [end.md]\n      check_paths: true\n      url_download: false\n",
    )
    page = '# P\n\nOwn << resource:gone >> and << resource:frist >>.\n\n--8<-- "{}"\n\n```\n--8<-- "code.md"\n```\n\n'
    made.write("docs/index.md", page.format("a.md") + ";--8<-- 'a.md'\n\n--8<--\nnested.md\n; a.md\n--8<--\n")
    made.write("docs/deep/b.md", page.format("beside.md") + "> << resource:frist >>\n")
    made.write("docs/deep/beside.md", "Beside << resource:second >>: << resource:frist >>.\n")
    made.write("parts/a.md", "See << resource:first >>, << resource:fisrt >> and << resource:third view=full >>.\n")
    made.write("parts/nested.md", '- x\n\n    --8<-- "a.md:1:1"\n\n<< resources tag=none >>\n')
    made.write("parts/code.md", "<< resource:in-code >>\n")
    made.write("parts/end.md", "<< resource:fourth view=ful >> << resource:fourth >>\n")
    lines = told_by_a_build(tmp_path)
    assert len(lines) == 12
    assert {line for line in lines if re.match(r"docs/\S+\.md: ", line)}, "none came from a snippet"
    assert lines == set(run(tmp_path, "check").stdout.splitlines())


def test_check_finds_what_a_build_finds_of_blocks_tables_and_excluded_pages(tmp_path: Path) -> None:
    made = site(tmp_path, "- id: one\n  title: One\n")
    made.write(
        "mkdocs.yml",
        "site_name: T\ntheme: mkdocs\nplugins: [resource-cards]\nexclude_docs: |\n  a*.md\ndraft_docs: |\n  b*.md\n  !ab.md\n"
        "markdown_extensions: [pymdownx.blocks.details, pymdownx.blocks.tab, pymdownx.blocks.html]\n",
    )
    blocks = "".join(
        f"/// {kind}\n<< resource:one view=compact >>\n///\n\n" for kind in ("details | T", "tab | T", "html | div")
    )
    made.write(
        "docs/index.md", blocks + '| a | b |\n|---|---|\n| << resource:one "x | y" >> |\n| << resource:on "x | y" >> |\n'
    )
    for excluded in ("templates/t.md", "ab.md", "bc.md"):
        made.write(f"docs/{excluded}", "<< resource:bad >>\n")
    lines = told_by_a_build(tmp_path)
    assert [line.split(" ")[1] for line in sorted(lines)] == ["malformed_shortcode"] * 2
    assert lines == set(run(tmp_path, "check").stdout.splitlines())


ODD = """\
# Odd places

> A quotation.
>
>     << resource:in-quoted-code >>
>
> - a list in it
>
>         << resource:in-deep-code >>

{>> << resource:in-a-comment >> <<} {++ << resource:in-an-insertion >> ++}

!!! note

    << resource:in-a-note >>

=== "Tab"

    << resource:in-a-tab >>

<div markdown>
<< resource:in-a-div view=full >>
</div>

> [!NOTE]
> << resource:in-a-callout >>

| a | b |
|---|---|
| 1 | 2 | << resource:in-a-cell-too-many >> |
| << resource:one
"x" >> | |

[x]: << resource:as-a-target >>
[y]:<<resource:glued>>

$$ << resource:in-math >> $$ and ==<< resource:marked >>== ++<< resource:keys >>++

Term
:   << resource:defined view=compact >>

~~~text
<< resource:in-a-tilde-fence >>
~~~

A note.[^1]

[^1]: See << resource:one "open
"""


@pytest.mark.parametrize(
    "extensions",
    [
        "[]",
        "[extra, admonition, sane_lists, nl2br, smarty, markdown.extensions.wikilinks]",
        "[attr_list, pymdownx.critic, pymdownx.mark, pymdownx.caret, pymdownx.keys, pymdownx.superfences, pymdownx.highlight, "
        "{pymdownx.quotes: {callouts: true}}, {pymdownx.tabbed: {alternate_style: true}}, md_in_html, footnotes, "
        "{pymdownx.arithmatex: {generic: true}}, {pymdownx.emoji: {emoji_index: !!python/name:pymdownx.emoji.twemoji }}]",
    ],
)
def test_check_finds_what_a_build_finds_in_odd_places(tmp_path: Path, extensions: str) -> None:
    alone = "# Alone\n\n<< references >>\n\n<<references>>\n\n<< resources typ=x >>\n\n<< resource:gone >>\n"
    tagged = "<h3 markdown='1'>\n\n<< resource:one view=full >>\n\n</h3>\n\n<< resource:gone >>\n:   Defined\n"
    made = site(tmp_path, "- id: one\n  title: One\n", index=ODD, alone=alone, tagged=tagged)
    made.write("mkdocs.yml", f"site_name: T\ntheme: mkdocs\nplugins: [resource-cards]\nmarkdown_extensions: {extensions}\n")
    lines = told_by_a_build(tmp_path)
    assert len(lines) >= 12
    assert lines == set(run(tmp_path, "check").stdout.splitlines())


def test_check_finds_what_a_build_finds_in_drafts_and_front_matter(tmp_path: Path) -> None:
    made = site(tmp_path, "- id: one\n  title: One\n", index="# Home\n\n<< resource:home >>\n")
    made.write(
        "mkdocs.yml",
        "site_name: T\ntheme: material\nplugins:\n  - resource-cards\n  - blog: {draft_if_future_date: true, archive: false}\n"
        "  - search: {enabled: false}\n",
    )
    for name, head in {
        "draft": "date: 2020-01-01\ndraft: true",
        "later": "date: 2999-01-01",
        "now": "date: 2020-01-02\ndraft: false",
        "whenever": "date: {created: 2999-01-02}\ndraft: false",
    }.items():
        made.write(f"docs/blog/posts/{name}.md", f"---\n{head}\n---\n# {name}\n\n<< resource:{name} >>\n")
    made.write("docs/blog/index.md", "# Blog\n")
    made.write(
        "docs/plain.md", "title: Plain\nquality: very good\n  << resource:one >>\nsummary: << resource:in-data >>\n\nA.\n"
    )
    made.write("docs/more.md", "quality: 70\n    and more << resource:in-data >>\n<< resource:in-text >>\n")
    made.write("docs/broken.md", "---\ntitle: [<< resource:shown >>\n---\n\n<< resource:one >>\n")
    made.write("docs/static/index.html", "<p>Static</p>")
    made.write("docs/static/README.md", "<< resource:gives-way >>\n")
    made.write("docs/large.MD", "<< resource:copied >>\n")
    lines = told_by_a_build(tmp_path)
    assert {"now", "whenever", "in-text", "shown"} <= set(re.findall(r"key `(.*?)`", "".join(lines)))
    assert lines == set(run(tmp_path, "check").stdout.splitlines())


def test_check_says_that_the_plugin_is_switched_off(tmp_path: Path) -> None:
    made = site(tmp_path, "- id: one\n  title: One\n", index="<< resource:gone >>\n")
    made.write("mkdocs.yml", "site_name: T\nplugins: [{resource-cards: {enabled: false}}]\n")
    checked = run(tmp_path, "check")
    assert "switches the plugin off" in checked.stderr
    assert "unknown_resource" in checked.stdout
    made.write("mkdocs.yml", "site_name: T\nplugins: [{resource-cards: {enabled: true}}]\n")
    assert "switches" not in run(tmp_path, "check").stderr


def test_comments_of_templates_are_no_text(tmp_path: Path) -> None:
    page = "{# << resource:old >>\n\n<< resource:older >> #}\n\n<< resource:gone >> {# x #}\n"
    made = site(tmp_path, "- id: one\n  title: One\n", index=page)
    made.write("mkdocs.yml", "site_name: T\nplugins: [macros, resource-cards]\n")
    assert re.findall(r"md:(\S+): .*key `(.*?)`", run(tmp_path, "check").stdout) == [("5:1", "gone")]
    made.write("mkdocs.yml", "site_name: T\nplugins: [{macros: {enabled: false}}, resource-cards]\n")
    assert len(re.findall("key `", run(tmp_path, "check").stdout)) == 3


def test_with_f_snippets_lie_where_a_build_called_from_here_would_look(tmp_path: Path) -> None:
    made = site(tmp_path / "sub", "- id: one\n  title: One\n", index='<< resource:one >>\n\n--8<-- "part.md"\n')
    made.write(
        "mkdocs.yml",
        "site_name: T\nplugins: [resource-cards]\nmarkdown_extensions:\n  - pymdownx.snippets: {base_path: inc}\n",
    )
    made.write("inc/part.md", "<< resource:below >>\n")
    made.write("../inc/part.md", "<< resource:above >>\n")
    assert "`above`" in run(tmp_path, "-f", "sub/mkdocs.yml", "check").stdout
    assert "`below`" in run(tmp_path / "sub" / "docs", "check").stdout


def test_eight_writers_add_each_entry_once(tmp_path: Path) -> None:
    made = site(tmp_path, "# Kept.\n- id: a\n  title: A # too\n")
    files = [
        made.write(f"p{n % 6}.html", page(f"P{n % 6}", f'<link rel="canonical" href="https://x.org/{n % 6}">').decode())
        for n in range(8)
    ]
    running = [
        subprocess.Popen(command("add", str(file)), cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for file in files
    ]
    outputs = [process.communicate(timeout=60) for process in running]
    assert [process.returncode for process in running] == [0] * 8, outputs
    registry = load([tmp_path / "resources.yml"], tmp_path, Cache(None))
    assert (len(registry), registry.problems) == (7, ())
    assert made.read("resources.yml").startswith("# Kept.\n- id: a\n  title: A # too\n")
    assert len({out for out, _ in outputs}) == 6
    assert len(list((tmp_path / "snapshots").iterdir())) == 6


def test_the_command_line_loads_little_and_no_host(tmp_path: Path) -> None:
    heavy = {"httpx", "bs4", "trafilatura", "lxml", "rapidfuzz", "rich", "markdown_it", "nh3", "bibtexparser", "rispy"}
    code = "import sys; import mkdocs_resource_cards.cli.app as a; print(*sorted({m.partition('.')[0] for m in sys.modules}))"
    loaded = set(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split())
    assert not loaded & (heavy | {"mkdocs", "properdocs", "zensical"})
    site(tmp_path, "- id: a\n  title: A\n", index="<< resource:a >>")
    probe = (
        f"import sys, atexit; atexit.register(lambda: print(*sorted({{m.partition('.')[0] for m in sys.modules}}))); {MAIN}"
    )
    ran = subprocess.run([sys.executable, "-c", probe, "check"], cwd=tmp_path, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    assert not set(ran.stdout.split()) & {"httpx", "trafilatura", "rapidfuzz", "mkdocs", "properdocs", "zensical"}


def test_help_is_quick_and_whole(tmp_path: Path) -> None:
    ran = run(tmp_path, "--help")
    assert ran.returncode == 0
    for name in ("init", "add", "snapshot", "check", "find", "convert", "import", "export", "schema"):
        assert f"\n  {name} " in ran.stdout


def test_shell_completion_is_there(tmp_path: Path) -> None:
    ran = run(tmp_path, _RESOURCE_CARDS_COMPLETE="bash_source")
    assert "_resource_cards_completion" in ran.stdout


def on_terminal(folder: Path, *arguments: str, typed: str = "", **environment: str) -> str:
    """What a terminal shows."""
    leader, follower = pty.openpty()
    os.write(leader, typed.encode())
    env = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "100", **environment}
    env.pop("NO_COLOR", None) if "NO_COLOR" not in environment else None
    process = subprocess.Popen(command(*arguments), cwd=folder, stdin=follower, stdout=follower, stderr=follower, env=env)
    os.close(follower)
    shown = b""
    while True:
        try:
            piece = os.read(leader, 65536)
        except OSError:
            break
        if not piece:
            break
        shown += piece
    process.wait(timeout=30)
    os.close(leader)
    return shown.decode()


def test_a_terminal_gets_a_table_and_colours_unless_it_wants_none(tmp_path: Path) -> None:
    site(tmp_path, '- id: a\n  title: "Grace \\e[31m and \\u202e more"\n')
    shown = on_terminal(tmp_path, "find", "grace")
    assert "Shortcode" in shown
    assert "\x1b[1m" in shown
    assert "\x1b[31m" not in shown
    plain = on_terminal(tmp_path, "find", "grace", NO_COLOR="1")
    assert "\x1b[" not in plain
    assert run(tmp_path, "find", "grace").stdout == "<< resource:a >>\tGrace [31m and more\t\t\n"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with names")
def test_an_export_goes_into_pipes_and_to_standard_output(tmp_path: Path) -> None:
    site(tmp_path, "- id: a\n  title: A\n")
    text = run(tmp_path, "export").stdout
    assert "title = {{A}}" in text
    for name in ("-", "/dev/stdout"):
        assert run(tmp_path, "export", "-o", name).stdout == text
    with open(tmp_path / "kept.bib", "w+") as file:
        file.write("before\n")
        file.flush()
        subprocess.run(command("export", "-o", "/dev/stdout"), cwd=tmp_path, stdout=file, check=True)
    assert (tmp_path / "kept.bib").read_text() == f"before\n{text}"
    os.mkfifo(tmp_path / "pipe")
    writer = subprocess.Popen(command("export", "-o", "pipe"), cwd=tmp_path, stderr=subprocess.DEVNULL)
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    assert writer.wait(timeout=30) == 0
    assert os.read(reader, 65536).decode() == text
    os.close(reader)
    assert (tmp_path / "pipe").is_fifo()


def test_a_date_that_is_none_is_asked_for_again(tmp_path: Path) -> None:
    run = site(tmp_path)
    note = run.write("notes.md", "# My notes\n\nWords.\n")
    shown = on_terminal(tmp_path, "add", str(note), "--title", "Notes", "--author", "Ann", typed="soon\nMarch 2020\ny\n")
    assert shown.count("Published") == 2
    assert "a year, month or day such as 2018" in shown
    assert "  published: 2020-03\n" in run.read("resources.yml")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a device that is always full")
@pytest.mark.parametrize("arguments", [("export",), ("find", "a")])
def test_a_full_disk_behind_standard_output_is_said_once(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    site(tmp_path, "- id: a\n  title: A\n")
    with open("/dev/full", "w") as full:
        ran = subprocess.run(command(*arguments), cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, text=True)
    assert (ran.returncode, ran.stderr) == (2, "Error: standard output: No space left on device; the result is not whole\n")


def test_ctrl_c_and_broken_pipes_leave_no_traceback(tmp_path: Path) -> None:
    site(tmp_path, "".join(f"- id: k{n}\n  title: here\n" for n in range(3000)))
    ran = subprocess.run(
        f"'{sys.executable}' -c '{MAIN}' check | head -1", cwd=tmp_path, shell=True, capture_output=True, text=True
    )
    assert ran.stdout.startswith("resources.yml:1:3: title_is_label")
    assert "Traceback" not in ran.stderr
