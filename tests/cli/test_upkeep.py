"""`resource-cards rename`, `merge` and `remove`: registry, snapshots and pages together."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest
from sites import Site, site

from mkdocs_resource_cards.cli.registry_edit.append import read_registry
from mkdocs_resource_cards.cli.registry_edit.remove_entries import without_entries
from mkdocs_resource_cards.cli.registry_edit.set_fields import Change, changed
from mkdocs_resource_cards.cli.upkeep.page_keys import renamed, without
from mkdocs_resource_cards.model import Location

REGISTRY = """\
# Ours.
resources:
  # The first.
  - id: one   # stays
    title: 'One thing'
    url: https://one.org/
    tags: [a, b]

  - {id: "two", title: Two things, url: "https://two.org/x", aliases: [second]}
  - {id: four, title: Four}

  # The third.
  - title: Three  # no address
    aliases:
      - tri
      - drei
    id: 'three'
    authors: [A. B.]
    # within
    published: 2018

publications:
  - {id: p, name: P}
"""
PAGE = """\
# A page with `<< resource:one >>`

See << resource:one >>, <<resource:one "one `x`" >>, << resource:two view=number >>,\r
<< resource:three at="one two" >>. << resources one two tag=one >>

- << resources one two three view=grid >>
"""


@pytest.fixture
def run(tmp_path: Path) -> Site:
    made = site(tmp_path, REGISTRY, a=PAGE, b="<< resource:second >>\n", c="Nothing.\n")
    made.write("snapshots/one.md", "---\nfetched: 2026-01-01\n---\nText.\n")
    return made


def test_a_key_is_another_one_everywhere_and_nothing_else_changes(run: Site) -> None:
    ran = run("rename", "one", "uno", "--write")
    assert ran.code == 0
    assert run.read("resources.yml") == REGISTRY.replace("id: one ", "id: uno ")
    after = PAGE.replace("See << resource:one >>, <<resource:one ", "See << resource:uno >>, <<resource:uno ")
    assert run.read("docs/a.md") == after.replace("<< resources one ", "<< resources uno ")
    assert run.read("snapshots/uno.md").endswith("Text.\n")
    assert not (run.root / "snapshots/one.md").exists()
    assert run("check", "--select", "unknown_resource").code == 0


def test_a_dry_run_shows_what_would_be_written(run: Site) -> None:
    ran = run("rename", "--dry-run", "one", "uno")
    assert (ran.code, run.read("resources.yml"), run.read("docs/a.md")) == (0, REGISTRY, PAGE)
    assert "id: uno" in ran.out


@pytest.mark.parametrize(
    ("key", "new", "before", "after"),
    [
        ("two", "dos", 'id: "two"', 'id: "dos"'),
        ("three", "tres", "id: 'three'", "id: 'tres'"),
        ("second", "zwei", "aliases: [second]", "aliases: [zwei]"),
        ("four", "vier", "{id: four,", "{id: vier,"),
        ("one", "One", "id: one ", "id: One "),
    ],
)
def test_quotes_and_comments_stay(run: Site, key: str, new: str, before: str, after: str) -> None:
    assert run("rename", key, new, "--write").code == 0
    assert run.read("resources.yml") == REGISTRY.replace(before, after)


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["rename", "one", "two"], "the key `two` is taken by `Two things`"),
        (["rename", "one", "SECOND"], "is taken by `Two things`"),
        (["rename", "one", "a b"], "`a b` cannot be an id"),
        (["rename", "onee", "x"], "no resource has the key `onee`; did you mean one (One thing)?"),
        (["merge", "second", "two"], "are one entry already"),
        (["remove", "gone"], "no resource has the key `gone`"),
    ],
)
def test_what_cannot_be_done_is_told_and_nothing_is_written(run: Site, arguments: list[str], why: str) -> None:
    ran = run(*arguments, "--write")
    assert ran.code == 2
    assert why in ran.err
    assert (run.read("resources.yml"), run.read("docs/a.md")) == (REGISTRY, PAGE)


@pytest.mark.parametrize("arguments", [["rename", "one", "uno"], ["merge", "one", "two"], ["remove", "one"]])
def test_nothing_is_written_unless_somebody_says_so(run: Site, arguments: list[str]) -> None:
    for options in ([], ["--dry-run"]):
        ran = run(*arguments, *options)
        assert (ran.code, "+++ b/docs/a.md" in ran.out, "+++ b/resources.yml" in ran.out) == (0, True, True)
    assert (run.read("resources.yml"), run.read("docs/a.md")) == (REGISTRY, PAGE)


def test_two_entries_become_one(run: Site) -> None:
    ran = run("merge", "two", "three", "--write")
    assert ran.code == 0
    assert run.read("resources.yml") == REGISTRY.replace(
        '  - {id: "two", title: Two things, url: "https://two.org/x", aliases: [second]}\n', ""
    ).replace(
        "      - tri\n      - drei\n    id: 'three'\n",
        "      - tri\n      - drei\n      - two\n      - second\n    id: 'three'\n    url: https://two.org/x\n",
    )
    assert "<< resource:three view=number >>" in run.read("docs/a.md")
    assert run.read("docs/b.md") == "<< resource:three >>\n"
    assert "`Two things` is now `Three`" in ran.err
    assert run("check", "--select", "unknown_resource,duplicate_id").code == 0


@pytest.mark.parametrize("arguments", [["rename", "one", "uno"], ["merge", "one", "two"], ["remove", "one"]])
def test_an_entry_that_gets_a_key_which_another_one_held_is_named(run: Site, arguments: list[str]) -> None:
    """The later of two entries with one id does not count, until the first one is gone."""
    run.write("more.yml", "- {id: One, title: Another one, aliases: [one]}\n")
    run.write("mkdocs.yml", "site_name: T\nplugins:\n  - resource-cards:\n      registry: [resources.yml, more.yml]\n")
    said = run(*arguments, "--dry-run").err
    if arguments[0] == "merge":
        assert "Another one" not in said  # The key stays with the entry that got it.
    else:
        assert "`one` is then a key of `Another one` at more.yml:1:3" in said


def test_a_merged_entry_takes_tags_and_the_snapshot(run: Site) -> None:
    assert run("merge", "one", "two", "--write").code == 0
    registry = run.read("resources.yml")
    assert "id: one" not in registry
    assert "aliases: [second, one]" in registry.replace('"', "")
    assert "tags: [a, b]" in registry
    assert run.read("snapshots/two.md").endswith("Text.\n")
    assert "# The first.\n" in registry


def test_shortcodes_of_an_entry_that_goes_become_links(run: Site) -> None:
    ran = run("remove", "one", "three", "--write")
    assert ran.code == 0
    first = REGISTRY[REGISTRY.index("  - id: one") : REGISTRY.index("\n  - {id")]
    third = REGISTRY[REGISTRY.index("  - title: Three") : REGISTRY.index("\npublications")]
    assert run.read("resources.yml") == REGISTRY.replace(first, "").replace(third, "")
    page = run.read("docs/a.md")
    assert "See [One thing](https://one.org/), [one `x`](https://one.org/), << resource:two view=number >>,\r\n" in page
    assert "Three, one two. << resources two tag=one >>\n\n- << resources two view=grid >>\n" in page
    assert "# A page with `<< resource:one >>`\n" in page
    assert "the snapshot snapshots/one.md stays" in ran.err


def test_the_last_entry_of_a_file_goes(tmp_path: Path) -> None:
    run = site(tmp_path, "- id: a\n  title: A\n", a="<< resource:a >>\n")
    assert run("remove", "a", "--write").code == 0
    assert (run.read("resources.yml"), run.read("docs/a.md")) == ("", "A\n")


BRACKETS = (
    '[{"id": "a", "title": "A"}, {"id": "b", "title": "B"}, {"id": "c", "title": "C"}]\n',
    "[\n  {id: a, title: A},  # about a\n  # above b\n  {id: b, title: B},  # about b\n  {id: c, title: C},  # about c\n]\n",
    "resources: [\n  {id: a, title: A},\n  {\n    id: b, title: B, tags: [x]\n  }, {id: c, title: C}\n]\npublications: []\n",
    "[{id: a, title: A}, # about a\n {id: b, title: B}, # about b\n {id: c, title: C}] # end\n",
    "[{id: a, title: A}\n,{id: b, title: B}\n,{id: c, title: C}\n]\n",
)


@pytest.mark.parametrize("text", [*BRACKETS, *(one.replace("\n", "\r\n") for one in BRACKETS)])
def test_entries_within_brackets_go_alone(text: str) -> None:
    rows = [json.loads(row) for row in read_registry(text.encode(), "x.yml").all()]
    assert len(rows) == 3
    for bits in range(1, 8):
        gone = [Location(*row["location"]) for number, row in enumerate(rows) if bits >> number & 1]
        new = without_entries(text.encode(), gone, "x.yml").decode()  # It verifies what is left.
        kept = iter(text)
        assert all(any(sign == one for one in kept) for sign in new)
        stay = [number for number in range(3) if not bits >> number & 1]
        assert [f": {'ABC'[number]}" in new.replace('"', "") for number in range(3)] == [one in stay for one in range(3)]
        assert ("# above b" in new, "# end" in new) == ("# above b" in text, "# end" in text)


def test_brackets_stay_as_they_were_written(tmp_path: Path) -> None:
    run = site(tmp_path, BRACKETS[0], a="<< resource:a >>\n")
    assert run("rename", "b", "d", "--write").code == 0
    assert run("remove", "a", "--write").code == 0
    assert run.read("resources.yml") == '[{"id": "d", "title": "B"}, {"id": "c", "title": "C"}]\n'
    assert run("merge", "c", "d", "--write").code == 0
    assert run.read("resources.yml") == '[{"id": "d", "title": "B", "aliases": ["c"]}]\n'
    assert run.read("docs/a.md") == "A\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<< resource:a:b/c >>", "<< resource:new >>"),
        ('<<resource:a:b/c "a:b/c" view=link>>', '<<resource:new "a:b/c" view=link>>'),
        ('<< resource:a:b/c at="p. a:b/c" >>', '<< resource:new at="p. a:b/c" >>'),
        ("<< resources x a:b/c a:b/cd view=number >>", "<< resources x new a:b/cd view=number >>"),
        ("<< resources tag=a:b/c >>", "<< resources tag=a:b/c >>"),
        ("[see @a:b/c, p. 3; -@a:b/c.]", "[see @new, p. 3; -@new.]"),
        ("@a:b/c [p. 3] and @{a:b/c} and @a:b/cd", "@new [p. 3] and @{new} and @a:b/cd"),
        ("`@a:b/c` me@a:b/c \\<< resource:a:b/c >>", "`@a:b/c` me@a:b/c \\<< resource:a:b/c >>"),
        ("\ufeff\r\n<< resource:a:b/c >>\r\n", "\ufeff\r\n<< resource:new >>\r\n"),
    ],
)
def test_keys_in_every_notation(before: str, after: str) -> None:
    assert renamed(before, {"a:b/c": "new"}, pandoc=True) == after


def test_a_key_that_pandoc_reads_no_further_than_a_sign_stands_in_braces() -> None:
    assert renamed("[@a; @b]", {"a": "x--y"}, pandoc=True) == "[@{x--y}; @b]"


def test_lists_go_without_a_key_but_never_empty() -> None:
    assert without("<< resources a b >> << resources a >>", {"a": "[A](b)"}) == "<< resources b >> << resources a >>"


def test_a_list_that_named_both_names_what_they_are_now_once() -> None:
    assert (
        renamed("<< resources a  b c >> <<resources b a>> [@a; @b]", {"a": "b"})
        == "<< resources b c >> <<resources b>> [@a; @b]"
    )


@pytest.mark.parametrize("where", [0, 1])
def test_options_of_the_group_stand_before_and_behind_a_command(tmp_path: Path, where: int) -> None:
    run = site(tmp_path, "- id: a\n  title: A\n", a="x")
    run.write("other.yml", "- id: b\n  title: Bee\n")
    run.write("site.yml", "site_name: T\nplugins:\n  - resource-cards: {registry: other.yml}\n")
    words = ["find", "bee"]
    for options in (["--registry", str(tmp_path / "other.yml")], ["-f", str(tmp_path / "site.yml")]):
        arguments = [*options, *words] if where == 0 else [*words, *options]
        assert "Bee" in run(*arguments).out
    assert "Bee" not in run(*words).out


ALIASES = (
    '[x{0}, "y{0}"]',
    "\n{1}    - x{0}\n{1}    - 'y{0}'  # c",
    "\n{1}  - x{0}",
    "x{0}",
    "[]",
    "[\n{1}   x{0},\n{1}   y{0},\n{1}  ]",
)


def random_entry(random: Random, number: int, indent: str) -> str:
    if random.random() < 0.2:
        return f'{indent}- {{id: a{number}, title: "T {number}", aliases: [q{number}]}}  # c\n'
    lines = [f"title: T {number}", f"aliases: {random.choice(ALIASES).format(number, indent)}"]
    lines += [f"summary: |\n{indent}    one\n\n{indent}    two", "# within", "tags: [a, b]"]
    quote = random.choice(("", '"', "'"))
    chosen = [f"id: {quote}a{number}{quote}", *random.sample(lines[1:], random.randint(1, 4)), lines[0]]
    return f"{indent}- " + f"\n{indent}  ".join(chosen) + "\n"


def random_registry(random: Random) -> bytes:
    indent = random.choice(("", "  "))
    head = random.choice(("resources:\n", "# h\nresources:  # x\n", "publications:\n  - {id: p, name: P}\nresources:\n"))
    between = random.choice(("", "\n", f"{indent}# between\n"))
    text = ("" if not indent else head) + between.join(random_entry(random, n, indent) for n in range(random.randint(1, 4)))
    text = (text + random.choice(("", "\n", "# end\n"))).replace("\n", random.choice(("\n", "\n", "\r\n")))
    return random.choice((text, text, text.rstrip(), f"\ufeff{text}")).encode()


def test_whatever_a_registry_looks_like_the_lines_of_others_stay() -> None:
    random = Random(1)
    for _ in range(200):
        old = random_registry(random)
        rows = [json.loads(row) for row in read_registry(old, "x.yml").all()]
        gone, other = random.choice(rows), random.choice(rows)
        kept = iter(old.lstrip(b"\xef\xbb\xbf").splitlines())
        new = without_entries(old, [Location(*gone["location"])], "x.yml").lstrip(b"\xef\xbb\xbf")
        assert all(any(line == one for one in kept) for line in new.splitlines()), old
        for fields in ({"id": "renamed"}, {"aliases": [*other.get("aliases", []), "more", "n:2/x"]}):
            lines = set(changed(old, [Change(Location(*other["location"]), fields)], "x.yml").splitlines())
            assert sum(line not in lines for line in old.splitlines()) <= 3, old


CITED = """\
- {id: a, title: A, url: "https://a.org/", aliases: ["x:a/1", "a+b&c"]}
- {id: b, title: B *b*, url: "https://b.org/"}
"""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("As [see @x:a/1, p. 3].", "As (see [A](https://a.org/), p. 3)."),
        ("[see @a, p. 3; also -@b.]", "[also -@b.]"),
        ("[@b; see @a]", "[@b]"),
        ("@a [p. 3; @b] and @{x:a/1}", "[A](https://a.org/) (p. 3) [@b] and [A](https://a.org/)"),
        ("@b [p. 3; @a] and @b [@a]", "@b [p. 3] and @b"),
        (
            "<< resources a x:a/1 view=number >>, x << resources a b view=link >>",
            "[A](https://a.org/), [A](https://a.org/), x << resources b view=link >>",
        ),
        ("<< resources a+b&c >>\r\n", "[A](https://a.org/)\r\n"),
        (
            '<< resource:a+b&c "x" title="t" >> x<< resource:a view=number at="p. 3" >>',
            '[x](https://a.org/ "t") x [A](https://a.org/), p. 3',
        ),
        ("`[@a]` [a@a.org] [@gone; @a]", "`[@a]` [a@a.org] [@gone]"),
    ],
)
def test_what_cites_an_entry_that_goes_reads_on_without_it(tmp_path: Path, before: str, after: str) -> None:
    run = site(tmp_path, CITED, a=before)
    run.write("mkdocs.yml", "site_name: T\nplugins: [resource-cards: {pandoc_citations: true}]\n")
    assert run("remove", "a", "--write").code == 0
    assert run.read("docs/a.md") == after


NOTEBOOK = """\
{
 "cells": [
  {"cell_type": "markdown", "metadata": {}, "source": ["See << resource:a \\"caf\\u00e9\\" >>.\\n", "[@b; @a]"]},
  {"cell_type": "code", "source": ["x << resource:a >>"], "outputs": []},
  {"metadata": {"x": [1, {"source": "<< resource:a >>"}]}, "source": "As << resources a b >>", "cell_type": "markdown"}
 ],
 "nbformat": 4
}
"""


@pytest.mark.parametrize(
    ("arguments", "first", "last"),
    [
        (["rename", "a", "new"], r'["See << resource:new \"caf\u00e9\" >>.\n", "[@b; @new]"]', "<< resources new b >>"),
        (["remove", "a"], r'["See [caf\u00e9](https://a.org/).\n", "[@b]"]', "<< resources b >>"),
        (["convert", "--back"], r'["See [caf\u00e9](https://a.org/).\n", "[@b; @a]"]', "<< resources a b >>"),
    ],
)
def test_notebooks_are_pages(tmp_path: Path, arguments: list[str], first: str, last: str) -> None:
    run = site(tmp_path, CITED)
    run.write("mkdocs.yml", "site_name: T\nplugins: [resource-cards: {pandoc_citations: true}]\n")
    run.write("docs/n.ipynb", NOTEBOOK)
    old = r'["See << resource:a \"caf\u00e9\" >>.\n", "[@b; @a]"]'
    expected = NOTEBOOK.replace(old, first).replace("<< resources a b >>", last)
    assert run(*arguments, "--write").code == 0
    assert run.read("docs/n.ipynb") == expected
