"""init, find, import, export, schema; help and errors of all."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from urllib.parse import unquote

import pytest
import yaml
from click.testing import CliRunner
from sites import Site, site

from mkdocs_resource_cards.cache import Cache
from mkdocs_resource_cards.cli.config.editor import with_plugin
from mkdocs_resource_cards.cli.main import COMMANDS, app
from mkdocs_resource_cards.registry import load
from mkdocs_resource_cards.registry.plain_entries import entry_of

REGISTRY = """\
publications:
  - id: j
    name: The Journal
    domains: [journal.org]
resources:
  - id: "0123456701234567"
    title: "The Urgency of Interpretability | $5 \\"quoted\\""
    url: https://journal.org/a
    authors: [Dario Amodei, "Center for A and B"]
    published: 2025-04
    tags: [ai, safety]
    summary: |-
      One.

      Two.
    credibility: 4
    cited_by: [{title: A page, quality: 64.5}]
  - id: b
    title: Machines of Loving Grace
    aliases: [grace]
    type: essay
    publication: Some Place
"""


def entries(root: Path) -> list[dict]:
    return [entry_of(one) for one in load([root / "resources.yml"], root, Cache(None)).resources()]


@pytest.mark.parametrize("name", ["bibtex", "ris", "csl-json", "json"])
def test_an_export_imported_elsewhere_gives_the_same_entries(tmp_path: Path, name: str) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    for folder in (here, there):
        folder.mkdir()
    run = site(here, REGISTRY)
    file = tmp_path / f"x.{ {'bibtex': 'bib', 'ris': 'ris'}.get(name, 'json') }"
    ran = run("export", "--format", name, "-o", str(file))
    assert (ran.code, ran.out) == (0, "")
    assert ("kept " in ran.err) == (name != "json")
    other = site(there, REGISTRY.partition("resources:\n")[0])
    ran = other("import", str(file))
    assert ran.code == 0
    assert "2 new, 0 already there, 0 left out" in ran.err
    assert entries(there) == entries(here)
    assert "0 new, 2 already there" in other("import", str(file)).err
    assert entries(there) == entries(here)


def test_an_import_says_what_it_cannot_take(tmp_path: Path) -> None:
    run = site(tmp_path, "- id: a\n  title: A\n  url: https://x.org/a\n  aliases: [k1]\n")
    bib = "@article{k1, title={New}, url={https://x.org/n}, volume={3}}\n@misc{k2, title={A}, url={http://www.x.org/a/}}\n"
    file = run.write(
        "x.bib", bib + "@misc{k3, note={no title}}\n@article{k4, title={Bad date}, year={soon}, doi={10.1000/182}}\n"
    )
    ran = run("import", str(file), "--dry-run")
    assert len(entries(tmp_path)) == 1
    ran = run("import", str(file))
    assert "notes are private and not imported: note (1 entry)" in ran.err
    assert "`year`: `soon` is not a date; it is left out" in ran.err
    assert "3 new, 1 already there, 1 could be updated (--update), 0 left out" in ran.err
    assert "`title` is missing; `k3` is used instead" in ran.err
    known, *new = entries(tmp_path)
    assert known["aliases"] == ["k1", "k2"]
    assert [one.get("aliases") for one in new] == [None, ["k3"], ["k4"]]
    assert new[2]["url"] == "https://doi.org/10.1000/182"
    assert run("check").code == 0


def test_an_import_leaves_out_halves_of_characters(tmp_path: Path) -> None:
    run = site(tmp_path, "- id: a\n  title: A\n")
    first = r'{"title": "T", "url": "https://e.org/?a=\udfff", "tags": ["b\udfff"]}'
    text = first.join("[,") + r'{"title": "\udfff"}, {"title": "U", "\udfff": 1}]'
    ran = run("import", str(run.write("x.json", text)))
    assert ran.code == 0
    assert "`T`: `url`, `tags` left out, because the text contains half of a surrogate pair" in ran.err
    assert "`title` left out, because the text contains half of a surrogate pair" in ran.err
    assert "2 new, 0 already there, 1 left out" in ran.err
    assert [(one["title"], "url" in one) for one in entries(tmp_path)] == [("A", False), ("T", False), ("U", False)]


@pytest.mark.parametrize("text", ["", "nonsense", "[1, 2", "@article{", "\0\0", "TY  - "])
def test_an_import_of_nothing(tmp_path: Path, text: str) -> None:
    run = site(tmp_path, "- id: a\n  title: A\n")
    ran = run("import", str(run.write("x.txt", text)))
    assert ran.code in (0, 2)
    assert len(entries(tmp_path)) == 1


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("urgency interpretability", "0123456701234567"),
        ("urgncy", "0123456701234567"),
        ("grace", "b"),
        ("amodei", "0123456701234567"),
        ("journal.org/a", "0123456701234567"),
        ("safety 2025", "0123456701234567"),
        ("machines of", "b"),
    ],
)
def test_find(tmp_path: Path, words: str, first: str) -> None:
    ran = site(tmp_path, REGISTRY)("find", *words.split())
    assert ran.code == 0
    assert ran.out.splitlines()[0].startswith(f"<< resource:{first} >>\t")


def test_find_nothing(tmp_path: Path) -> None:
    ran = site(tmp_path, REGISTRY)("find", "zebra")
    assert (ran.code, ran.out) == (1, "")


def test_snippets(tmp_path: Path) -> None:
    run = site(tmp_path, REGISTRY)
    assert run("find", "--snippets").code == 0
    snippets = json.loads(run.read(".vscode/resource-cards.code-snippets"))
    assert [one["body"] for one in snippets.values()] == ["<< resource:0123456701234567 >>", "<< resource:b >>"]
    assert "rc grace" in snippets["Machines of Loving Grace (b)"]["prefix"]


def test_a_registry_alone_needs_no_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "x.yml").write_text(REGISTRY)
    monkeypatch.chdir(tmp_path)
    for arguments in (["--registry", "x.yml", "find", "grace"], ["--registry", "x.yml", "check"], ["check", "x.yml"]):
        ran = CliRunner().invoke(app, arguments)
        assert ran.exit_code == 0, ran.output
    assert CliRunner().invoke(app, ["find", "x"]).exit_code == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["x.yml"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "a: 1\nplugins:\n  - search # x\n  # last\n\nnav: []\n",
            "a: 1\nplugins:\n  - search # x\n  - resource-cards\n  # last\n\nnav: []\n",
        ),
        ("plugins:\n- search\n- tags:\n    x: 1\nb: 2\n", "plugins:\n- search\n- tags:\n    x: 1\n- resource-cards\nb: 2\n"),
        ("plugins:\n  search:\n    lang: en\n", "plugins:\n  search:\n    lang: en\n  resource-cards: {}\n"),
        ("plugins: [search] # x\n", "plugins: [search, resource-cards] # x\n"),
        ("plugins: []\n", "plugins: [resource-cards]\n"),
        ("a: 1", "a: 1\n\nplugins:\n  - search\n  - resource-cards\n"),
        ("plugins:\nnav: []\n", "plugins:\n  - search\n  - resource-cards\nnav: []\n"),
        ('"plugins":\n  - tags\n', '"plugins":\n  - tags\n  - resource-cards\n'),
        ("\ufeffplugins:\n  - tags\n", "\ufeffplugins:\n  - tags\n  - resource-cards\n"),
        ("a: 1\r\nplugins:\r\n  - search\r\n", "a: 1\r\nplugins:\r\n  - search\r\n  - resource-cards\r\n"),
    ],
)
def test_the_plugin_joins_a_configuration(before: str, after: str) -> None:
    assert with_plugin(before) == after


EXTENSIONS = "[project.markdown_extensions.admonition]\n"
ZENSICAL = [
    (EXTENSIONS, 'watch = ["resources.yml", "docs"]\n'),
    ('watch = ["."]\n' + EXTENSIONS, ""),
]


@pytest.mark.parametrize(("more", "watch"), ZENSICAL)
def test_the_extension_joins_a_toml(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: str, watch: str) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "zensical.toml"
    file.write_text('[project]\nsite_name = "x"\n' + more)
    assert CliRunner().invoke(app, ["init", "--write"]).exit_code == 0
    extension = "\n[project.markdown_extensions.resource_cards]\n"
    watched = f"{watch}\n" if watch else ""
    assert file.read_text() == f'[project]\nsite_name = "x"\n{watched}{more}{extension}'


WATCHING = {
    '[project] # p\nsite_name = "x"\n': '[project] # p\nsite_name = "x"\nwatch = ["resources.yml", "docs"]\n\n',
    'project.site_name = "x"\n': 'project.site_name = "x"\nproject.watch = ["resources.yml", "docs"]\n',
    '[project]\nwatch = ["theme"] # w\n': '[project]\nwatch = ["theme", "resources.yml", "docs"] # w\n',
    '[project]\nwatch = ["docs/"]\n': '[project]\nwatch = ["docs/", "resources.yml"]\n',
    '[project]\nwatch = [\n  "a", # a\n]\n': '[project]\nwatch = [\n  "a", # a\n  "resources.yml",\n  "docs",\n]\n',
    "": '[project]\nwatch = ["resources.yml", "docs"]\n\n',
    '[project.extra]\nwatch = ["x"]\n': '[project]\nwatch = ["resources.yml", "docs"]\n\n[project.extra]\nwatch = ["x"]\n',
    't = """\n[project]\n"""\n[project]\n': 't = """\n[project]\n"""\n[project]\nwatch = ["resources.yml", "docs"]\n\n',
}


@pytest.mark.parametrize("head", WATCHING)
def test_init_lets_zensical_watch_the_registry_and_the_docs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, head: str
) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "zensical.toml"
    file.write_text(head + EXTENSIONS)
    (tmp_path / "docs").mkdir()
    assert CliRunner().invoke(app, ["init", "--write"]).exit_code == 0
    assert file.read_text() == f"{WATCHING[head]}{EXTENSIONS}\n[project.markdown_extensions.resource_cards]\n"
    ran = CliRunner().invoke(app, ["check"])
    assert (ran.exit_code, ran.stdout) == (0, "")


def test_init_shows_the_paths_to_watch_where_it_cannot_add_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "zensical.toml"
    text = '[project]\nwatch = "theme"\n' + EXTENSIONS
    file.write_text(text)
    ran = CliRunner().invoke(app, ["init", "--write"])
    assert (ran.exit_code, file.read_text()) == (2, text)
    assert ran.stdout.startswith('[project]\nwatch = ["resources.yml", "docs"]\n')


def test_a_toml_keeps_its_line_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "zensical.toml").write_bytes(f'[project]\nsite_name = "x"\n{EXTENSIONS}'.replace("\n", "\r\n").encode())
    assert CliRunner().invoke(app, ["init", "--write"]).exit_code == 0
    made = (tmp_path / "zensical.toml").read_bytes()
    assert made.count(b"\n") == made.count(b"\r\n") == 7


BY_HAND = {
    "list": ("plugins: [\n  search,\n  tags]\n", "plugins:\n  - resource-cards\n"),
    "nested": ("plugins: [search, {tags: {}}]\n", "plugins:\n  - resource-cards\n"),
    "mapping": ("plugins: {search: {}}\n", "plugins:\n  resource-cards: {}\n"),
    "anchor": ("plugins: &p\n  - search\n", "plugins:\n  - resource-cards\n"),
    "null": ("plugins: null\n", "plugins:\n  - search\n  - resource-cards\n"),
    "inherited": ("INHERIT: base.yml\n", "plugins:\n  - resource-cards\n"),
    "zensical": (
        "plugins: [search]\nwatch: [docs]\nmarkdown_extensions:\n  - zensical.extensions.preview:\n      x: 1\n",
        "markdown_extensions:\n  - resource_cards\nwatch: [docs, resources.yml]\n",
    ),
}


@pytest.mark.parametrize("name", BY_HAND)
def test_init_shows_the_lines_that_it_cannot_put_in(tmp_path: Path, name: str) -> None:
    text, lines = BY_HAND[name]
    run = Site(tmp_path)
    run.write("base.yml", "plugins:\n  - search\n  - tags\n")
    run.write("mkdocs.yml", text)
    ran = run("init")
    assert (ran.code, ran.out.startswith(lines)) == (0, True)
    assert ("to switch the cards on: the plugins are listed in base.yml" in ran.err) == (name == "inherited")
    ran = run("init", "--write")
    assert (ran.code, ran.out) == (2, lines)
    assert "mkdocs.yml was left as it is" in ran.err
    assert run.read("mkdocs.yml") == text


HOSTS = ("material", "mkdocs", "properdocs", "zensical")
FIRST = {
    ("material", "mkdocs"): ("mkdocs.yml", "\n  name: material\n"),
    ("mkdocs", "properdocs"): ("mkdocs.yml", "\n  name: mkdocs\n"),
    ("properdocs",): ("properdocs.yml", "\n  name: mkdocs\n"),
    ("zensical",): ("zensical.toml", '\nwatch = ["resources.yml", "docs"]\n'),
    (): ("mkdocs.yml", "\n  name: material\n"),
}


@pytest.mark.parametrize("installed", FIRST)
def test_a_first_site_is_for_the_host_that_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, installed: tuple[str, ...]
) -> None:
    for name in HOSTS:
        monkeypatch.delitem(sys.modules, name, raising=False)
        if name in installed:
            (tmp_path / "packages" / name).mkdir(parents=True)
            (tmp_path / "packages" / name / "__init__.py").touch()
        else:
            monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.syspath_prepend(str(tmp_path / "packages"))
    (tmp_path / "new").mkdir()
    monkeypatch.chdir(tmp_path / "new")
    assert CliRunner().invoke(app, ["init"]).exit_code == 0
    name, part = FIRST[installed]
    made = {path.name for path in Path().iterdir() if not path.name.startswith(".")}
    assert made == {name, "docs", "resources.yml"}
    assert part in Path(name).read_text()
    ran = CliRunner().invoke(app, ["check"])
    assert (ran.exit_code, ran.stdout) == (0, "")


def test_init_does_not_take_zensicals_own_extensions_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "zensical.toml"
    file.write_text('[project]\nsite_name = "x"\n')
    for arguments, code in ((["init"], 0), (["init", "--write"], 2)):
        ran = CliRunner().invoke(app, arguments)
        assert ran.exit_code == code
        assert ran.stdout.startswith(
            '[project]\nwatch = ["resources.yml", "docs"]\n\n[project.markdown_extensions.resource_cards]\n'
        )
        assert "Zensical no longer adds its defaults" in ran.stderr
        assert file.read_text() == '[project]\nsite_name = "x"\n'


def test_init_in_a_site_shows_first_and_writes_when_told_to(tmp_path: Path) -> None:
    run = Site(tmp_path)
    run.write("mkdocs.yml", "# Mine.\nsite_name: X\nplugins:\n  - search # finds\nextra: !ENV [SECRET, none]\n")
    ran = run("init")
    assert ran.code == 0
    assert "+  - resource-cards" in ran.out
    assert "resource-cards" not in run.read("mkdocs.yml")
    assert "resources:\n" in run.read("resources.yml")
    assert run("init", "--write").code == 0
    assert (
        run.read("mkdocs.yml")
        == "# Mine.\nsite_name: X\nplugins:\n  - search # finds\n  - resource-cards\nextra: !ENV [SECRET, none]\n"
    )
    assert json.loads(run.read(".vscode/settings.json"))["yaml.schemas"] == {
        "./.resource-cards.schema.json": ["/resources.yml"]
    }
    json.loads(run.read(".resource-cards.schema.json"))
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert run("init", "--write").code == 0
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("folder", ["site", "my site"])
@pytest.mark.parametrize(
    "registry", ["resources.yml", "data/all/resources.yml", "../shared/resources.yml", "../shared/deep/../resources.yml"]
)
def test_a_new_registry_leads_to_its_schema(tmp_path: Path, registry: str, folder: str) -> None:
    run = Site(tmp_path / folder)
    run.write("mkdocs.yml", f"site_name: X\nplugins:\n  - resource-cards:\n      registry: {registry}\n")
    (tmp_path / "shared" / "deep").mkdir(parents=True)
    ran = run("init")
    assert (ran.code, "/../" in ran.out) == (0, False)
    made, schema = run.root / registry, run.root / ".resource-cards.schema.json"
    address = re.findall(r"\$schema=(\S+)\n", made.read_text())[0]
    found = Path(unquote(address.removeprefix("file://"))) if address.startswith("file:") else made.resolve().parent / address
    assert (found.resolve(), found.is_file()) == (schema.resolve(), True)


def test_init_that_cannot_add_leaves_the_configuration_alone(tmp_path: Path) -> None:
    run = Site(tmp_path)
    run.write("mkdocs.yml", "site_name: X\nplugins: [search, {tags: {}}]\n")
    ran = run("init", "--write")
    assert ran.code == 2
    assert "by hand" in ran.err
    assert run.read("mkdocs.yml") == "site_name: X\nplugins: [search, {tags: {}}]\n"


def test_init_that_leaves_the_configuration_to_a_person_does_the_rest(tmp_path: Path) -> None:
    run = Site(tmp_path)
    run.write("mkdocs.yml", "site_name: X\nplugins: [search, {tags: {}}]\n")
    assert run("init", "--write").code == 2
    assert json.loads(run.read(".vscode/settings.json")) == {
        "yaml.schemas": {"./.resource-cards.schema.json": ["/resources.yml"]}
    }


def test_init_says_once_what_it_made_and_nothing_that_is_done(tmp_path: Path) -> None:
    run = Site(tmp_path)
    run.write("mkdocs.yml", "site_name: X\n")
    assert run("init", "--write").err.count("made .resource-cards.schema.json") == 1
    for arguments in (["init"], ["init", "--write"]):
        ran = run(*arguments)
        assert (ran.code, ran.out) == (0, "")
        assert ran.err == "resources.yml exists already\nnext: resource-cards add URL\n"
    run.write(".vscode/settings.json", "{} // mine\n")
    assert '"yaml.schemas"' in run("init", "--write").out
    assert run.read(".vscode/settings.json") == "{} // mine\n"


def test_init_makes_all_of_the_registry(tmp_path: Path) -> None:
    run = Site(tmp_path)
    run.write(
        "mkdocs.yml", "site_name: X\nplugins:\n  - search\n  - resource-cards:\n      registry: [a.yml, b.yml, sources/]\n"
    )
    run.write("docs/index.md", "# X\n")
    assert run("init", "--write").code == 0
    assert ((tmp_path / "b.yml").is_file(), (tmp_path / "sources").is_dir()) == (True, True)
    assert run("check").code == 0
    (names,) = json.loads(run.read(".vscode/settings.json"))["yaml.schemas"].values()
    endings = ("*.yml", "*.yaml", "**/*.yml", "**/*.yaml")
    assert names == ["/a.yml", "/b.yml", *(f"/sources/{one}" for one in endings)]


def test_the_guides_hook_is_a_whole_configuration() -> None:
    root = Path(__file__).parents[2]
    guide = (root / "example-site/docs/command-line.md").read_text(encoding="utf-8")
    block = guide.partition('title=".pre-commit-config.yaml"\n')[2].partition("```")[0]
    (repo,) = yaml.safe_load(block)["repos"]
    ours = yaml.safe_load((root / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert set(repo) == {"repo", "rev", "hooks"}
    assert [one["id"] for one in repo["hooks"]] == [one["id"] for one in ours]


def test_schema(tmp_path: Path) -> None:
    assert json.loads(CliRunner().invoke(app, ["schema"]).output)["$schema"].startswith("https://json-schema.org/")


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_has_an_example(name: str) -> None:
    ran = CliRunner().invoke(app, [name, "--help"])
    assert ran.exit_code == 0
    assert f"  Example:\n    resource-cards {name}" in ran.output


EXTENSION = "markdown_extensions:\n  - resource_cards\n  - "
CONFIGS = {
    "python tag": "plugins: [resource-cards]\nx: !!python/object/apply:os.system ['touch /tmp/resource-cards-was-here']\n",
    "env": "docs_dir: !ENV [RC_SECRET_DOCS, docs]\nplugins: [resource-cards]\n",
    "slugify": EXTENSION + "toc:\n      slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}\n",
    "emoji": EXTENSION + "pymdownx.emoji:\n      emoji_index: !!python/name:material.extensions.emoji.twemoji\n",
    "relative": "plugins: [resource-cards]\nx: !relative $config_dir\n",
}


@pytest.mark.parametrize("name", CONFIGS)
def test_no_tag_of_a_configuration_is_executed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv("RC_SECRET_DOCS", "/etc")
    run = site(tmp_path, "- id: a\n  title: A\n", index="<< resource:nope >>")
    run.write("mkdocs.yml", CONFIGS[name])
    ran = run("check", "--ignore", "unused_entry")
    assert ran.out.startswith("docs/index.md:1:1: unknown_resource")
    assert not Path("/tmp/resource-cards-was-here").exists()


def test_a_configuration_inherits(tmp_path: Path) -> None:
    run = site(tmp_path, "", index="")
    run.write("base.yml", "plugins:\n  resource-cards:\n    registry: data.yml\n")
    run.write("mkdocs.yml", "INHERIT: base.yml\nsite_name: X\n")
    run.write("data.yml", "- id: a\n  title: here\n")
    assert run("check").out.startswith("data.yml:1:3: title_is_label")


def test_zensical(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "zensical.toml").write_text(
        '[project]\nsite_name = "X"\n[project.markdown_extensions.resource_cards]\nregistry = "r.yml"\n'
    )
    (tmp_path / "r.yml").write_text("- id: a\n  title: here\n")
    (tmp_path / "docs" / "deep").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "docs" / "deep")
    ran = CliRunner().invoke(app, ["check"])
    assert ran.stdout.startswith("../../r.yml:1:3: title_is_label")


@pytest.mark.parametrize("text", ["[", "- a\n", "a: !<", "\0", "x: &a [*a]", ""])
def test_a_broken_configuration_is_one_line(tmp_path: Path, text: str) -> None:
    run = Site(tmp_path)
    run.write("mkdocs.yml", text)
    ran = run("check")
    assert (ran.code, ran.out) in ((2, ""), (0, ""))
    assert ran.err.count("\n") == 1


VENUES = """\
publications:
  - id: nat
    name: Nature
    domains: [nature.com]
    credibility: 5
  - id: other
    name: Other
resources:
  - id: a
    title: A b
    url: https://www.nature.com/x
"""


def test_an_export_brings_the_publications_or_says_that_it_cannot(tmp_path: Path) -> None:
    run = site(tmp_path, VENUES)
    ran = run("export", "--format", "json")
    assert json.loads(ran.out)["publications"] == [
        {"id": "nat", "name": "Nature", "domains": ["nature.com"], "credibility": 5}
    ]
    (tmp_path / "resources.yml").write_text(ran.out)
    assert load([tmp_path / "resources.yml"], tmp_path, Cache(None))["a"].publication.credibility == 5
    assert "no publications: what entries inherit from Nature" in run("export", "--format", "ris").err


def test_an_export_says_what_cannot_be_read(tmp_path: Path) -> None:
    run = site(tmp_path, "- id: a\n  title: A\n  published: last spring\n- id: b\n- id: c\n  title: C\n")
    ran = run("export")
    assert "what cannot be read is not exported: resources.yml:3:14: `published`" in ran.err.replace("\n", " ")
    assert ", and 1 more problem\n" in ran.err


@pytest.mark.parametrize("name", ["resources.yml", "docs/index.md", "mkdocs.yml"])
def test_what_people_write_is_never_replaced(tmp_path: Path, name: str) -> None:
    run = site(tmp_path, "- id: a\n  title: A\n", index="# Home\n")
    run.write("mkdocs.yml", "site_name: x\nplugins: [resource-cards]\n")
    before = run.read(name)
    for arguments in (("export", "-o", name), ("check", "--baseline", name, "--write-baseline")):
        ran = run(*arguments)
        assert (ran.code, run.read(name)) == (2, before)
        assert "is a source file of this site, so it is not overwritten" in ran.err


def test_a_baseline_replaces_only_a_baseline(tmp_path: Path) -> None:
    run = site(tmp_path, "- id: a\n  title: A\n")
    run.write("notes.txt", "mine\n")
    ran = run("check", "--baseline", "notes.txt", "--write-baseline")
    assert (ran.code, run.read("notes.txt")) == (2, "mine\n")
    assert "is not a baseline file" in ran.err
    assert [run("check", "--baseline", "known", "--write-baseline").code for _ in range(2)] == [0, 0]


def test_pages_and_assets_write_through_no_link(tmp_path: Path) -> None:
    run = site(tmp_path, "- id: r1\n  title: R\n", index="<< resource:r1 >>\n")
    victim = tmp_path.parent / f"{tmp_path.name}-victim"
    victim.write_text("mine\n")
    for name in ("resources/.r1.md.resource-cards.tmp", "assets/resource-cards/.resource-cards.css.resource-cards.tmp"):
        link = tmp_path / "docs" / name
        link.parent.mkdir(parents=True)
        link.symlink_to(victim)
    assert [run("pages").code, run("assets").code] == [0, 0]
    assert victim.read_text() == "mine\n"
    assert not (tmp_path / "docs" / "resources" / "r1.md").is_symlink()
    outside = tmp_path.parent / f"{tmp_path.name}-outside"
    outside.mkdir()
    for file in (tmp_path / "docs" / "resources").iterdir():
        file.unlink()
    (tmp_path / "docs" / "resources").rmdir()
    (tmp_path / "docs" / "resources").symlink_to(outside)
    ran = run("pages")
    assert (ran.code, list(outside.iterdir())) == (2, [])
    assert "leads outside the docs folder" in " ".join(ran.err.split())


def test_keys_that_people_would_type_are_named_not_hashes(tmp_path: Path) -> None:
    text = '- id: "0123456789abcdef"\n  title: A study of rivers\n  url: https://example.org/r\n  citation_key: Roe:2020/a\n'
    text += '- id: "fedcba9876543210"\n  stable_id: sid_TVXgUb5wXg\n  title: A study of lakes\n  aliases: [lakes]\n'
    run = site(
        tmp_path, text + '- id: "00000000ffffffff"\n  title: A study of seas\n', index="<< resource:study-of-lakes >>\n"
    )
    keys = {line.partition(" >>")[0] for line in run("find", "study").out.splitlines()}
    assert keys == {"<< resource:Roe:2020/a", "<< resource:lakes", "<< resource:00000000ffffffff"}
    assert "did you mean lakes (A study of lakes)?" in run("check").out
    run.write("page.html", "<title>A study of rivers</title>")
    assert run("add", "page.html", "--url", "https://example.org/r").out == "<< resource:Roe:2020/a >>\n"
    added = run("add", "page.html", "--url", "https://example.org/s", "--alias", "streams", "-y")
    assert added.out == "<< resource:streams >>\n"


@pytest.mark.parametrize(
    ("word", "hint"), [("chek", "did you mean `check`?"), ("frobnicate", "`resource-cards --help` lists them")]
)
def test_a_command_that_there_is_not_names_the_likely_one(tmp_path: Path, word: str, hint: str) -> None:
    ran = site(tmp_path, "- id: a\n  title: A\n")(word)
    assert (ran.code, f"there is no command `{word}`; {hint}" in ran.err) == (2, True)
