"""`check` tells what a build tells: MkDocs builds, the command checks, the lines are compared."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest
from builds.built import built
from executable import run
from random_pages import random_page
from sites import Site, site

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
    done = built(root / "mkdocs.yml", root / "site")
    return {line for line in (*done.warnings, *done.infos) if re.match(r"(?:docs|resources|snapshots)\S*: ", line)}


def told_by_check(root: Path) -> set[str]:
    """The problems that `check` prints, but for what no build looks at."""
    return set(Site(root)("check", "--ignore", "unused_entry").out.splitlines())


def test_check_finds_what_a_build_finds(tmp_path: Path) -> None:
    made = site(tmp_path, BROKEN, index=PAGE, b="---\nquality: high\n---\n# B\n\n<< resource:odd >>\n")
    made.write(
        "mkdocs.yml", "site_name: T\ntheme: mkdocs\nmarkdown_extensions: [pymdownx.details]\nplugins: [resource-cards]\n"
    )
    (tmp_path / "snapshots").mkdir()
    (tmp_path / "snapshots" / "snap.md").write_bytes(b"\x89PNG\0\0")
    command_line = [sys.executable, "-m", "mkdocs", "build"]
    done = subprocess.run(command_line, cwd=tmp_path, capture_output=True, text=True, timeout=120)
    lines = set(re.findall(r"-  ((?:docs|resources|snapshots)\S*: .*)", done.stderr))
    assert lines == told_by_a_build(tmp_path)
    assert {line.split(": ")[1].split()[0] for line in lines} >= {"card_not_allowed", "invalid_page_field", "invalid_snapshot"}
    assert len(lines) == 17
    assert lines == told_by_check(tmp_path) == set(run(tmp_path, "check", "--ignore", "unused_entry").stdout.splitlines())


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
    assert lines == told_by_check(tmp_path)


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
    assert lines == told_by_check(tmp_path)


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
    assert lines == told_by_check(tmp_path)


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
    assert lines == told_by_check(tmp_path)


def test_check_says_that_the_plugin_is_switched_off(tmp_path: Path) -> None:
    made = site(tmp_path, "- id: one\n  title: One\n", index="<< resource:gone >>\n")
    made.write("mkdocs.yml", "site_name: T\nplugins: [{resource-cards: {enabled: false}}]\n")
    checked = made("check")
    assert "switches the plugin off" in checked.err
    assert "unknown_resource" in checked.out
    made.write("mkdocs.yml", "site_name: T\nplugins: [{resource-cards: {enabled: true}}]\n")
    assert "the plugin" not in made("check").err
    made.write("mkdocs.yml", "site_name: T\nplugins: [search]\n")
    assert "does not list the plugin" in made("check").err


def test_comments_of_templates_are_no_text(tmp_path: Path) -> None:
    page = "{# << resource:old >>\n\n<< resource:older >> #}\n\n<< resource:gone >> {# x #}\n"
    made = site(tmp_path, "- id: one\n  title: One\n", index=page)
    made.write("mkdocs.yml", "site_name: T\nplugins: [macros, resource-cards]\n")
    assert re.findall(r"md:(\S+): .*key `(.*?)`", made("check").out) == [("5:1", "gone")]
    made.write("mkdocs.yml", "site_name: T\nplugins: [{macros: {enabled: false}}, resource-cards]\n")
    assert len(re.findall("key `", made("check").out)) == 3


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


EXTENSIONS = (
    "[]",
    "[admonition, footnotes, attr_list, def_list, md_in_html, pymdownx.superfences, pymdownx.details, pymdownx.critic, "
    "{pymdownx.tabbed: {alternate_style: true}}, {pymdownx.arithmatex: {generic: true}}, pymdownx.mark]",
    "[extra, sane_lists, smarty, nl2br, pymdownx.blocks.details, pymdownx.blocks.html, pymdownx.betterem, pymdownx.caret]",
)


@pytest.mark.parametrize("seed", range(3))
def test_check_finds_what_a_build_finds_on_random_pages(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    made = site(tmp_path, "- id: one\n  title: One\n- id: two\n  title: Two\n  tags: [x]\n")
    made.write(
        "mkdocs.yml", f"site_name: T\ntheme: mkdocs\nplugins: [resource-cards]\nmarkdown_extensions: {EXTENSIONS[seed]}\n"
    )
    for number in range(150):
        made.write(f"docs/p{number}.md", random_page(random))
    lines = told_by_a_build(tmp_path)
    assert len(lines) > 100
    assert lines == told_by_check(tmp_path)


@pytest.mark.parametrize("name", ["resources/good.bib", "resources/good.bib/notes.txt", "resources/good/index.html"])
def test_check_finds_files_in_the_way_of_generated_ones_as_a_build_does(tmp_path: Path, name: str) -> None:
    made = site(tmp_path, "- id: good\n  title: A good entry\n  summary: Words.\n", index="# I\n\n<< resource:good >>\n")
    made.write("mkdocs.yml", "site_name: T\ntheme: mkdocs\nplugins: [resource-cards]\n")
    made.write(f"docs/{name}", "mine")
    told = told_by_a_build(tmp_path)
    assert len(told) == 1
    assert told == told_by_check(tmp_path)
