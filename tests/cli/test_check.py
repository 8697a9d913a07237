"""`resource-cards check`: what a build reports, and what it does not look at."""

from __future__ import annotations

import json
import os
import random
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from builds.built import built
from click.testing import CliRunner
from server import Server, answer, cut
from sites import site

from mkdocs_resource_cards.cli.lint import generators
from mkdocs_resource_cards.cli.lint.titles import why_no_title
from mkdocs_resource_cards.cli.main import app
from mkdocs_resource_cards.problems import CODES
from mkdocs_resource_cards.registry.plain_entries import id_of

GOOD = "- id: good\n  title: A good entry\n  url: https://example.org/good\n"
ODDITIES = {
    "title_is_url": "title: https://example.org/x",
    "title_is_label": "title: this article",
    "title_suffix": "title: A study | Example",
    "author_form": 'authors: ["Ann Lee & Bo Ek"]',
    "future_date": "published: 2190-01-01",
    "cut_url": "url: https://example.org/some/lo...",
    "invalid_field": "published: 2025-02-30",
    "unknown_publication": "publication: no-such-one",
    "unknown_entry_field": "titel: x",
    "missing_snapshot": "snapshot: none.md",
    "invalid_snapshot": "snapshot: ../outside.md",
    "suspicious_snapshot": 'snapshot: {text: "I apologize, but I cannot access the content of this page."}',
    "stale_snapshot": "snapshot: {text: This is a text of its own that says one thing or another., fetched: 2001-01-01}",
}


def build(root: Path) -> list[str]:
    """What MkDocs says when it builds the site: warnings first."""
    done = built(root / "mkdocs.yml", root / "site")
    return [*done.warnings, *done.infos]


def codes(ran) -> list[str]:
    return [line.split(": ", 1)[1].split()[0] for line in ran.out.splitlines()]


@pytest.mark.parametrize("code", ODDITIES)
def test_each_oddity_is_found_by_its_code(tmp_path: Path, code: str) -> None:
    field = ODDITIES[code]
    entry = {"id": "odd", "title": "An odd entry", "url": "https://example.org/odd"}
    name, _, value = field.partition(": ")
    text = "- " + "\n  ".join(f"{key}: {val}" for key, val in (entry | {name: value}).items()) + "\n"
    run = site(tmp_path, GOOD + text, index="<< resource:good >> << resource:odd >>\n")
    run.write("../outside.md", "secret")
    ran = run("check")
    assert codes(ran) == [code]
    assert ran.out.startswith("resources.yml:")
    assert ran.code == (1 if CODES[code][0] == "warn" else 0)


MORE = [
    ("title_is_label", "title: TODO"),
    ("title_is_label", "title: Link 1"),
    ("title_suffix", "title: Foo bar — The New York Times\n  url: https://www.nytimes.com/x"),
    ("title_suffix", "title: Foo bar | Financial Times\n  url: https://www.ft.com/x"),
    ("author_form", 'authors: ["Ann Lee, Bo Ek"]'),
    ("author_form", 'authors: ["@ann"]'),
    ("author_form", "authors: [admin]"),
    ("cut_url", "url: https://example.org/x]"),
    ("cut_url", "url: https://example.org/x&amp;y=1"),
]
FINE = [
    'authors: ["Amodei, Dario"]',
    'authors: ["Martin Luther King, Jr.", "Department of State, Washington Office", "Alphabet, Inc."]',
    "title: Attention - What It Is\n  url: https://example.org/x",
    "title: The Old Man and the Sea – A Reading\n  url: https://www.tombs.org/x",
    "url: https://en.wikipedia.org/wiki/Foo_(bar)",
]


@pytest.mark.parametrize(("code", "fields"), MORE)
def test_common_oddities_are_found(tmp_path: Path, code: str, fields: str) -> None:
    title = "" if "title:" in fields else "  title: An odd entry\n"
    ran = site(tmp_path, f"- id: odd\n{title}  {fields}\n", index="<< resource:odd >>\n")("check")
    assert codes(ran) == [code]


@pytest.mark.parametrize("fields", FINE)
def test_what_only_looks_odd_is_none(tmp_path: Path, fields: str) -> None:
    title = "" if "title:" in fields else "  title: A fine entry\n"
    assert site(tmp_path, f"- id: odd\n{title}  {fields}\n", index="<< resource:odd >>\n")("check").out == ""


def test_a_good_site_is_clean(tmp_path: Path) -> None:
    ran = site(tmp_path, GOOD, index="<< resource:good >>\n")("check")
    assert (ran.code, ran.out) == (0, "")


def test_who_uses_what(tmp_path: Path) -> None:
    registry = "publications:\n  - id: j\n    name: J\nresources:\n"
    registry += "  - id: a\n    title: A\n    cited_by: [Index, Other]\n  - id: b\n    title: B\n"
    run = site(tmp_path, registry, index="# Index\n\n<< resource:a >>\n", other="# Other\n\nNo more.\n")
    ran = run("check")
    assert codes(ran) == ["unused_publication", "stale_cited_by", "unused_entry"]
    assert "`a` is declared as cited by `Other`, which does not cite it" in ran.out
    assert codes(run("check", "--select", "unused_entry")) == ["unused_entry"]
    assert codes(run("check", "--ignore", "unused_entry,stale_cited_by")) == ["unused_publication"]


def test_one_source_twice(tmp_path: Path) -> None:
    urls = ["https://x.org/a?b=1&c=2", "http://www.x.org/a/?c=2&b=1&utm_source=q", "https://arxiv.org/abs/1706.03762"]
    urls += ["https://arxiv.org/pdf/1706.03762v5", "https://x.org/A", "https://x.org/p#one", "https://x.org/p#two"]
    urls += ["https://youtu.be/abcdefghijk?t=3", "https://www.youtube.com/watch?list=x&v=abcdefghijk&t=3s"]
    text = "".join(f"- id: k{number}\n  title: T{number}\n  url: {url}\n" for number, url in enumerate(urls))
    ran = site(tmp_path, text)("check")
    assert codes(ran) == ["duplicate_source"] * 3
    assert "`k1` leads to the same source as k0 (T0) at resources.yml:1:3" in ran.out
    assert "keep one, with `aliases: [k1]`" in ran.out


def test_ids_that_are_not_their_hash(tmp_path: Path) -> None:
    urls = [f"https://example.org/{number}" for number in range(5)]
    text = "".join(f'- id: "{id_of(url)}"\n  title: T\n  url: {url}\n' for url in urls)
    text += '- id: "0123456789abcdef"\n  title: T\n  url: https://example.org/x\n- id: mine\n  title: T\n  url: https://example.org/y\n'
    assert codes(site(tmp_path, text)("check")) == ["id_not_hash"]


@pytest.mark.parametrize("host", ["arxlv.org.", "arixv.org", "arxivv.org", "аrxiv.org", "аrxiv.org".encode("idna").decode()])
def test_hosts_that_look_alike(tmp_path: Path, host: str) -> None:
    host = {"arxlv.org.": "example.orq"}.get(host, host)
    many = "https://example.org/" if host == "example.orq" else "https://arxiv.org/list/"
    text = "".join(f"- id: k{number}\n  title: T\n  url: {many}{number}\n" for number in range(6))
    found = codes(site(tmp_path, text + f"- id: x\n  title: T\n  url: https://{host}/a\n")("check"))
    assert found == ([] if host == "example.orq" else ["lookalike_host"])


@pytest.mark.parametrize(
    ("often", "rare"),
    [
        ("docs.example.org", "doc.example.org"),
        ("www2.example.co.uk", "ww2.example.co.uk"),
        ("api1.example.org", "apil.example.org"),
        ("alice.github.io", "alica.github.io"),
        ("news.bbc.co.uk", "newz.bbc.co.uk"),
    ],
)
def test_siblings_within_one_site_are_no_lookalikes(tmp_path: Path, often: str, rare: str) -> None:
    text = "".join(f"- id: k{number}\n  title: T\n  url: https://{often}/{number}\n" for number in range(6))
    found = codes(site(tmp_path, text + f"- id: x\n  title: T\n  url: https://{rare}/a\n")("check"))
    assert found == (["lookalike_host"] if "github" in often else [])


def test_the_build_says_the_same_of_the_docs(tmp_path: Path) -> None:
    text = (
        "# P\n\nSee << resource:godo >> and `<< resource:x >>`.\n\n<< resource:good view=fulll >>\n\n<< resources typ=x >>\n"
    )
    ran = site(tmp_path, GOOD, index=text)("check")
    lines = ran.out.splitlines()
    assert lines[0] == "docs/index.md:3:5: unknown_resource no resource has the key `godo`; did you mean good (A good entry)?"
    assert lines[1].startswith("docs/index.md:5:1: malformed_shortcode")
    assert lines[2].startswith("docs/index.md:7:1: unknown_field")
    assert ran.code == 1


def test_levels_are_the_sites_own(tmp_path: Path) -> None:
    run = site(tmp_path, GOOD + "- id: x\n  title: here\n", index="<< resource:good >><< resource:x >>")
    settings = "plugins:\n  - resource-cards:\n      validation:\n        title_is_label: {}\n"
    assert run("check").code == 1
    run.write("mkdocs.yml", settings.format("info"))
    assert (run("check").code, codes(run("check"))) == (0, ["title_is_label"])
    run.write("mkdocs.yml", settings.format("ignore"))
    assert (run("check").code, codes(run("check"))) == (0, [])


def test_formats(tmp_path: Path) -> None:
    run = site(
        tmp_path,
        GOOD + "- id: x\n  title: 'here'\n",
        **{"a,b": "<< resource:a|50%\u00e9 >>\n<< resource:x >><< resource:good >>"},
    )
    found = json.loads(run("check", "--format", "json").out)
    assert [(one["code"], one["level"], one["path"], one["line"], one["column"]) for one in found["problems"]] == [
        ("malformed_shortcode", "warn", "docs/a,b.md", 1, 1),
        ("title_is_label", "warn", "resources.yml", 4, 3),
    ]
    github = run("check", "--format", "github").out.splitlines()
    assert github[0].startswith("::warning file=docs/a%2Cb.md,line=1,col=1,title=malformed_shortcode::")
    assert "50%25\u00e9" in github[0]
    sarif = json.loads(run("check", "--format", "sarif").out)
    result = sarif["runs"][0]["results"][1]
    assert (sarif["version"], result["ruleId"], result["level"]) == ("2.1.0", "title_is_label", "warning")
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 4, "startColumn": 3}
    rules = sarif["runs"][0]["tool"]["driver"]["rules"]
    assert rules[result["ruleIndex"]]["id"] == "title_is_label"


def test_paths_are_as_seen_from_here(tmp_path: Path) -> None:
    (tmp_path / "website").mkdir()
    run = site(tmp_path / "website", "- id: x\n  title: here\n")
    run.above = True
    assert run("check").out.startswith("website/resources.yml:1:3: title_is_label")


def test_a_baseline_hides_old_sins_and_no_new_ones(tmp_path: Path) -> None:
    run = site(tmp_path, "- id: x\n  title: here\n")
    base = str(tmp_path / "known.txt")
    assert run("check", "--baseline", base, "--write-baseline").code == 0
    assert (run("check", "--baseline", base).code, run("check", "--baseline", base).out) == (0, "")
    run.write("resources.yml", "# moved\n\n- id: x\n  title: here\n- id: y\n  title: link\n")
    ran = run("check", "--baseline", base)
    assert ran.code == 1
    assert codes(ran) == ["title_is_label"]
    assert "`link`" in ran.out
    assert run("check", "--baseline", str(tmp_path / "none")).code == 2


def test_a_baseline_lasts_when_lines_move_and_wherever_it_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = "- id: {}\n  title: T {}\n  url: https://example.org/{}\n"
    text = entry.format("a", "a", "x") + entry.format("b", "b", "x") + entry.format("A", "c", "z")
    text += "- id: d\n  title: D\n  tags: x\n  tags: y\n"
    run = site(tmp_path, text, index="<< resource:a >> << resource:nope >>\n")
    assert run("check", "--baseline", "bl", "--write-baseline").code == 0
    for code in ("duplicate_source", "duplicate_id", "duplicate_key", "unknown_resource", "unused_entry"):
        assert f" {code} " in run.read("bl")
    run.write("resources.yml", "# One more line.\n" + text)
    ran = run("check", "--baseline", "bl")
    assert (ran.code, ran.out) == (0, "")
    monkeypatch.chdir(tmp_path / "docs")
    ran = CliRunner().invoke(app, ["check", "--baseline", "../bl"])
    assert (ran.exit_code, ran.stdout) == (0, "")
    written = run.read("bl")
    assert CliRunner().invoke(app, ["check", "--baseline", "../bl", "--write-baseline"]).exit_code == 0
    assert run.read("bl") == written


def test_a_baseline_that_cannot_be_written(tmp_path: Path) -> None:
    run = site(tmp_path, GOOD)
    run.write("file", "")
    for name in ("nodir/x", "file/x"):
        ran = run("check", "--baseline", name, "--write-baseline")
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith(f"Error: the baseline {name} cannot be written: ")


def test_paths_narrow_the_report(tmp_path: Path) -> None:
    run = site(tmp_path, "- id: x\n  title: here\n", a="<< resource:nope >>", b="<< resource:nope >>")
    assert codes(run("check", str(tmp_path / "docs" / "a.md"))) == ["unknown_resource"]
    assert codes(run("check", str(tmp_path / "resources.yml"))) == ["title_is_label"]
    assert len(codes(run("check", str(tmp_path)))) == 3
    other = run.write("other/data.yml", "- id: y\n  title: source\n")
    assert "`source`" in run("--registry", str(other), "check").out


OTHERS = (["README.md"], ["docs/index.md", "mkdocs.yml"], ["snapshots/good.md", "docs/index.md"], ["ci.yml", "README.md"])


@pytest.mark.parametrize("paths", OTHERS)
def test_paths_that_are_no_part_of_the_site_are_passed_over(tmp_path: Path, paths: list[str]) -> None:
    run = site(tmp_path, GOOD, index="<< resource:good >>\n")
    run.write("README.md", "# Hello\n\n- [ ] x: `{`\n")
    run.write("ci.yml", "on: push\n")
    run.write("snapshots/good.md", "# A good entry\n\nThis is a text of its own that says one thing or another.\n")
    ran = run("check", *paths)
    assert (ran.code, ran.out) == (0, "")
    told = [path for path in paths if path in ("README.md", "ci.yml")]
    assert [line for line in ran.err.splitlines() if "skipped" in line] == (
        [f"skipped, not a page, registry file or snapshot of this site: {', '.join(told)}"] if told else []
    )


def test_a_snapshot_among_the_paths_brings_up_what_is_wrong_with_it(tmp_path: Path) -> None:
    run = site(tmp_path, GOOD + "- id: x\n  title: here\n", index="<< resource:good >> << resource:x >>\n")
    text = "I apologize, but I cannot access the content of this page.\n"
    run.write("snapshots/good.md", text)
    run.write("snapshots/x.md", text)
    ran = run("check", "snapshots/good.md")
    assert codes(ran) == ["suspicious_snapshot"]
    assert ran.out.startswith("resources.yml:1:3")


def test_a_registry_that_cannot_be_read(tmp_path: Path) -> None:
    run = site(tmp_path)
    run.write("mkdocs.yml", "plugins:\n  - resource-cards:\n      registry: gone.yml\n")
    ran = run("check")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "Error: gone.yml: there is no such registry file or folder\n"
    assert run("check", "--select", "nonsense").code == 2
    run.write("mkdocs.yml", "plugins:\n  - resource-cards:\n      pages: some\n")
    assert "mkdocs.yml: `pages` must be one of" in run("check").err


def test_a_configuration_with_which_no_build_begins(tmp_path: Path) -> None:
    run = site(tmp_path, GOOD, index="<< resource:good >>\n")
    settings = run.write("mkdocs.yml", "site_name: X\nplugins: [search, {resource-cards: {excerpts: 300}}]\n")
    ran = run("check")
    built = subprocess.run([sys.executable, "-m", "mkdocs", "build"], cwd=tmp_path, capture_output=True, text=True).stderr
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "Error: mkdocs.yml: unknown option `excerpts`; did you mean `excerpt`?\n"
    assert "unknown option `excerpts`; did you mean `excerpt`?" in built
    settings.write_text(
        "site_name: X\nplugins: [search]\nmarkdown_extensions: [{resource_cards: {links: html, excerpts: 3}}]\n"
    )
    assert "unknown option `excerpts`" in run("check").err
    settings.write_text("site_name: X\nplugins: [{resource-cards: {enabled: true, excerpt: 3}}]\n")
    assert run("check").code == 0
    for options, message in (
        ("citation_style: appa", "there is no citation style `appa`; did you mean `apa`?"),
        ("words: {foo: x}", "`words` has no key `foo`; the page on looks in the guide lists the keys"),
    ):
        settings.write_text(f"site_name: X\nplugins: [{{resource-cards: {{{options}}}}}]\n")
        assert [(ran.code, ran.err) for ran in (run("check"), run("pages"))] == [(2, f"Error: mkdocs.yml: {message}\n")] * 2
    settings.write_text("site_name: X\ndocs_dir: pages\nplugins: [resource-cards]\n")
    ran = run("check")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "Error: mkdocs.yml: there is no docs folder `pages`; create it, or correct `docs_dir`\n"


def test_a_docs_folder_as_windows_writes_it_is_told(tmp_path: Path) -> None:
    run = site(tmp_path, "")
    run.write("mkdocs.yml", "site_name: T\ndocs_dir: .\\docs\nplugins: [resource-cards]\n")
    for command in ("check", "convert"):
        said = "there is no docs folder `.\\docs`; write `/` between the parts of a path" in run(command).err
        assert said == (os.sep == "/")


def test_a_plugin_without_options_has_those_of_the_extension(tmp_path: Path) -> None:
    run = site(tmp_path, index="<< resource:good >>\n")
    run.write("data.yml", GOOD)
    extension = "markdown_extensions: [{resource_cards: {registry: data.yml}}]"
    run.write("mkdocs.yml", f"site_name: X\nplugins: [resource-cards]\n{extension}\nwatch: [data.yml, docs]\n")
    assert built(tmp_path / "mkdocs.yml", tmp_path / "site").warnings == []
    ran = run("check")
    assert (ran.code, ran.out) == (0, "")


@pytest.mark.parametrize("urls", ["true", "false"])
@pytest.mark.parametrize("pages", ["cited", "all", "none"])
def test_pages_for_which_there_is_no_room(tmp_path: Path, urls: str, pages: str) -> None:
    journal = "publications:\n  - id: j\n    name: J\nresources:\n"
    registry = "".join(
        f"  - id: {name}\n    title: Entry {name}\n    publication: j\n    credibility: 3\n"
        for name in ("one", "two", "three")
    )
    run = site(tmp_path, journal + registry, index="<< resource:one >>\n\n<< resource:two >>\n")
    settings = f"plugins: [{{resource-cards: {{pages: {pages}}}}}]\n"
    run.write("mkdocs.yml", f"site_name: X\nuse_directory_urls: {urls}\ntheme: mkdocs\n{settings}")
    for name in ("One.md", "three.md", "index.md", "publications/j.md", "two.bib", "resources.json"):
        run.write(f"docs/resources/{name}", "Mine\n")
    told = [line for line in build(tmp_path) if "page_conflict" in line]
    found = run("check", "--select", "page_conflict").out.splitlines()
    assert sorted(found) == sorted(told)
    assert len(found) == {"cited": 5, "all": 6, "none": 0}[pages]


def test_pages_that_a_command_wrote_are_in_nobodys_way(tmp_path: Path) -> None:
    run = site(tmp_path, GOOD, index="<< resource:good >>\n")
    assert run("pages").code == 0
    assert codes(run("check")) == []


@pytest.mark.parametrize(
    ("name", "text", "installed", "is_told"),
    [
        ("zensical.toml", '[project]\nplugins = ["resource-cards"]\n', "", True),
        ("zensical.toml", "[project.plugins.resource-cards]\n", "mkdocs zensical", True),
        ("zensical.toml", "[project.markdown_extensions.resource_cards]\n", "zensical", False),
        ("mkdocs.yml", "plugins: [search, resource-cards]\n", "zensical", True),
        ("mkdocs.yml", "plugins: [search, resource-cards]\n", "mkdocs zensical", False),
        ("mkdocs.yml", "plugins: [search, resource-cards]\n", "properdocs zensical", False),
        ("mkdocs.yml", "plugins: [search, resource-cards]\n", "", False),
        ("mkdocs.yml", "plugins: [resource-cards]\nmarkdown_extensions: [resource_cards]\n", "zensical", False),
        (
            "mkdocs.yml",
            "plugins: [resource-cards]\nmarkdown_extensions: [zensical.extensions.preview]\n",
            "mkdocs zensical",
            True,
        ),
    ],
)
def test_a_plugin_that_zensical_leaves_out(
    tmp_path: Path, name: str, text: str, installed: str, is_told: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = site(tmp_path, GOOD, index="<< resource:good >>\n")
    (tmp_path / "mkdocs.yml").unlink()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(generators, "find_spec", lambda name: name if name in installed.split() else None)
    run.write(name, text)
    told = [line for line in CliRunner().invoke(app, ["check"]).stdout.splitlines() if "missing_extension" in line]
    assert len(told) == is_told
    assert all(line.endswith("; list `resource_cards` under `markdown_extensions`") for line in told)


@pytest.mark.parametrize(
    ("name", "fix", "more"),
    [
        ("zensical.toml", 'add `watch = ["resources.yml", "docs"]`', 'append "resources.yml" to the list `watch`'),
        ("mkdocs.yml", "add `watch: [resources.yml, docs]`", "append resources.yml to the list `watch`"),
    ],
)
def test_what_zensical_does_not_watch(tmp_path: Path, name: str, fix: str, more: str, monkeypatch: pytest.MonkeyPatch) -> None:
    run = site(tmp_path, GOOD, index="<< resource:good >>\n")
    (tmp_path / "mkdocs.yml").unlink()
    monkeypatch.chdir(tmp_path)
    extension = "markdown_extensions: [resource_cards]\n" if name == "mkdocs.yml" else "[markdown_extensions.resource_cards]\n"
    run.write(name, extension)
    ran = CliRunner().invoke(app, ["check"])
    message = "Zensical does not watch resources.yml, docs, so it serves outdated pages from its cache"
    assert ran.stdout == f"{name}: missing_watch {message}; {fix}\n"
    run.write(name, ("watch: [docs]\n" if name == "mkdocs.yml" else "watch = ['docs']\n") + extension)
    assert CliRunner().invoke(app, ["check"]).stdout.endswith(f"; {more}\n")
    run.write(name, ("watch: [resources.yml, docs]\n" if name == "mkdocs.yml" else "watch = ['.']\n") + extension)
    assert CliRunner().invoke(app, ["check"]).stdout == ""


def test_snippets_of_a_toml_and_those_that_are_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = '--8<-- "part.md"\n\n--8<-- "gone.md"\n\n--8<-- "https://example.org/part.md"\n'
    run = site(tmp_path, GOOD, index=page)
    (tmp_path / "mkdocs.yml").unlink()
    run.write("part.md", "<< resource:good >> << resource:godo >>\n")
    monkeypatch.chdir(tmp_path)
    settings = "[project.markdown_extensions.pymdownx.snippets]\nurl_download = true\ncheck_paths = true\n"
    run.write("zensical.toml", f"[project]\nwatch = ['.']\n{settings}[project.markdown_extensions.resource_cards]\n")
    ran = CliRunner().invoke(app, ["check"])
    assert ran.stdout == "docs/index.md: unknown_resource no resource has the key `godo`; did you mean good (A good entry)?\n"


@pytest.mark.parametrize("settings", ["{no_such: 1}", "{base_path: 3}", "{auto_append: [part]}", "[1]"])
def test_snippets_with_odd_settings_leave_pages_as_they_are(tmp_path: Path, settings: str) -> None:
    run = site(tmp_path, GOOD, index="<< resource:good >>\n\n--8<-- 'docs'\n--8<-- 'part'\n")
    run.write("part", "\xff")
    (tmp_path / "part").write_bytes(b"\xff\xfe<< resource:x >>")
    run.write("mkdocs.yml", f"plugins: [resource-cards]\nmarkdown_extensions:\n  - pymdownx.snippets: {settings}\n")
    assert (run("check").code, run("check").out) == (0, "")


@pytest.mark.parametrize("plugin", ["macros", "markdownextradata"])
def test_a_shortcode_that_a_template_completes_is_not_judged(tmp_path: Path, plugin: str) -> None:
    page = "<< resource:{{ key }} >> << resource:godo >>\n\n<< resource:good view={% if x %}full >>\n\n<< resource:good >>\n"
    run = site(tmp_path, GOOD, index=page)
    assert codes(run("check")) == ["malformed_shortcode", "unknown_resource", "malformed_shortcode"]
    run.write("mkdocs.yml", f"plugins: [{plugin}, resource-cards]\n")
    assert codes(run("check")) == ["unknown_resource"]


def test_one_field_by_two_names(tmp_path: Path) -> None:
    text = "- id: a\n  title: A\n  {}: 2018\n  {}: 2019\n  {}: X\n  {}: Y\n"
    for names in (
        ("date", "published", "publication_id", "publication"),
        ("published", "date", "publication", "publication_id"),
    ):
        run = site(tmp_path, text.format(*names))
        first, second = run("check", "--select", "duplicate_key").out.splitlines()
        assert f"`{names[1]}` means the same as `{names[0]}`, which is also given" in first
        assert f"`{names[3]}` means the same as `{names[2]}`, which is also given" in second


def test_a_readme_beside_an_index_is_no_page(tmp_path: Path) -> None:
    run = site(tmp_path, GOOD, index="<< resource:good >>\n", README="<< resource:nope >>\n")
    run.write("docs/alone/README.md", "<< resource:nope >>\n")
    assert codes(run("check")) == ["unknown_resource"]
    assert run("check").out.startswith("docs/alone/README.md:1:1")
    assert "docs/README.md" not in "".join(build(tmp_path))
    run.write("mkdocs.yml", "plugins: [resource-cards]\nexclude_docs: /index.md\n")
    assert [line.split(":")[0] for line in run("check", "--select", "unknown_resource").out.splitlines()] == [
        "docs/README.md",
        "docs/alone/README.md",
    ]


def test_links_are_asked_only_when_told_to(tmp_path: Path, server: Server) -> None:
    statuses = {
        "ok": "200 OK",
        "gone": "410 Gone",
        "missing": "404 Not Found",
        "closed": "403 Forbidden",
        "busy": "429 Slow",
        "bad": "500 X",
        "worse": "500 X",
    }
    server.pages.update({f"/{name}": answer(b"x", status) for name, status in statuses.items()})
    server.pages["/cut"] = cut(b"")
    names = [*statuses, "cut"]
    text = "".join(f"- id: {name}\n  title: The {name} one\n  url: {server.url('/' + name)}\n" for name in names)
    text += "  archive_url: https://archive.org/y\n- id: paper\n  title: Of rivers\n"
    run = site(tmp_path, text, server)
    assert (run("check").code, server.requests) == (0, [])
    ran = run("check", "--links")
    assert codes(ran) == ["dead_link", "dead_link"]
    assert "`gone` is gone (HTTP 410)" in ran.out
    told = [line.replace(server.url(), "/") for line in ran.err.splitlines() if "may be" in line or "not checked" in line]
    assert told == [
        "1 address may be alive: answered HTTP 403 (forbidden): /closed",
        "1 address may be alive: answered HTTP 429 (too many requests): /busy",
        "2 addresses may be alive: answered HTTP 500 (an error of the host); for example /bad",
        "1 address may be alive: no response: /cut: the connection was closed before the response was complete",
        "not checked, because they have no URL: 1 entry",
    ]
    run.write(
        "resources.yml", text.replace("title: The gone one", "title: The gone one\n  archive_url: https://archive.org/gone")
    )
    assert "its archived copy is https://archive.org/gone" in run("check", "--links").out


def test_links_that_were_not_asked_are_said(tmp_path: Path, server: Server) -> None:
    server.pages["/robots.txt"] = answer(b"User-agent: *\nDisallow: /\n", Content_Type="text/plain")
    text = "".join(f"- id: e{number}\n  title: Number {number}\n  url: {server.url(f'/{number}')}\n" for number in range(3))
    run = site(tmp_path, text + "- id: home\n  title: Home\n  url: http://127.0.0.1:9/\n", server)
    ran = run("check", "--links")
    assert (
        f"3 addresses may be alive: not checked, since robots.txt does not allow it; for example {server.url('/0')}: robots"
        in ran.err
    )
    assert (
        "1 address may be alive: not checked, since the host's address is not public: http://127.0.0.1:9/: 127.0.0.1"
        in ran.err
    )


@pytest.mark.parametrize(
    ("errno", "is_dead"), [(socket.EAI_AGAIN, False), (socket.EAI_FAIL, False), (socket.EAI_NONAME, True)]
)
def test_a_resolver_that_cannot_be_asked_says_nothing_of_a_host(
    tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch, errno: int, is_dead: bool
) -> None:
    def resolve(*asked: object, **how: object) -> None:
        raise socket.gaierror(errno, "the resolver's words")

    run = site(tmp_path, "- id: a\n  title: A\n  url: http://example.org/x\n", server)
    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    ran = run("check", "--links")
    assert codes(ran) == (["dead_link"] if is_dead else [])
    assert ("1 address may be alive: no response: http://example.org/x: the address of" in ran.err) != is_dead
    ran = run("add", "http://example.org/y", "--yes")
    assert ("there is no host" in ran.err) == is_dead
    assert ("could not be looked up: the resolver's words" in ran.err) != is_dead


WORDS = """safety scaling oversight language models alignment governance policy risk
evaluation robust training data agents""".split()
HOSTS = """arxiv.org openai.com anthropic.com en.wikipedia.org nature.com lesswrong.com
alignmentforum.org github.com 80000hours.org""".split()


def registry_of(size: int) -> str:
    """A large registry of ordinary entries, as people and programs write them."""
    chance = random.Random(7)
    parts = []
    for number in range(size):
        host = chance.choice(HOSTS)
        url = f"https://{host}/{'/'.join(chance.sample(WORDS, 2))}/{number}"
        title = " ".join(chance.sample(WORDS, 4)).capitalize() + chance.choice(
            ["", ": a study", " (2023)", " - part 2", " & more", "?"]
        )
        people = [
            " ".join(chance.sample(["Ann", "Bo", "Cy", "Lee", "Ek", "van den Oh", "O'Neil"], 2))
            for _ in range(chance.randint(0, 4))
        ]
        people += chance.choice(
            [[], ["OpenAI"], ["Department of Health and Human Services"], ["Ernst & Young"], ["National Academies"]]
        )
        parts.append(
            f'- id: "{id_of(url)}"\n  title: "{title}"\n  url: {url}\n  type: {chance.choice(["web", "paper", "blog"])}\n'
        )
        parts.append(f"  authors: {json.dumps(people)}\n" if people else "")
        parts.append(
            chance.choice(["", "  published: 2023-05\n", '  published: "2021"\n', "  published: 2020-01-02T10:00:00\n"])
        )
    return "".join(parts)


def test_thousands_of_entries_raise_no_false_alarm_and_cost_as_many_times_what_few_do(tmp_path: Path) -> None:
    def seconds(count: int) -> float:
        (tmp_path / str(count)).mkdir()
        run = site(tmp_path / str(count), registry_of(count))
        started = time.process_time()
        ran = run("check")
        assert ran.out == ""
        assert f"{count} entries: no problems found" in ran.err
        return time.process_time() - started

    few = seconds(1000)
    assert seconds(6000) < 14 * few  # Six times as many: comparing each with each would take 36 times as long.


@pytest.mark.parametrize(
    "text",
    [
        f"- id: a\n  title: A\n  authors: ['{'@' * 1900}', '{'a' * 1900}']\n",
        f"- id: a\n  title: {'example | ' * 190}x\n  url: https://example.org/x\n",
        "".join(
            f"- {{id: f{n}x{k}, title: T, url: 'https://xn--frequent{n}-abc.org/{k}'}}\n" for n in range(300) for k in range(5)
        )
        + "".join(f"- {{id: r{n}, title: T, url: 'https://rare-host{n}.com/'}}\n" for n in range(3000)),
    ],
    ids=["authors", "title", "hosts"],
)
def test_texts_made_to_be_slow_are_not(tmp_path: Path, text: str) -> None:
    run = site(tmp_path, text)
    begun = time.process_time()
    run("check")
    assert time.process_time() - begun < 8


def test_many_unused_entries_are_counted(tmp_path: Path) -> None:
    many = "".join(f"- id: unused{number:02d}\n  title: Entry {number}\n" for number in range(30))
    run = site(tmp_path, GOOD + many, index="<< resource:good >>\n")
    said = run("check", "--select", "unused_entry").out.splitlines()
    assert [line for line in said if "unused_entry" in line] == [
        "resources.yml: unused_entry no page cites 30 entries of this file: "
        "`unused00`, `unused01`, `unused02`, `unused03`, `unused04`..."
    ]


INHERITING = """\
@proceedings{conf, title = {Proceedings of Nothing}, year = 2020}
@inproceedings{talk, title = {A Talk}, author = {Roe, Ann}, crossref = {CONF}}
@inproceedings{other, title = {Another Talk}, author = {Roe, Ann}, crossref = {conf}}
"""


def test_what_others_of_a_bibliography_inherit_from_is_not_unused(tmp_path: Path) -> None:
    run = site(tmp_path, "", index="<< resource:talk >>\n")
    run.write("mkdocs.yml", "site_name: T\nplugins: [resource-cards: {registry: [old/refs.bib, refs.bib]}]\n")
    run.write("refs.bib", INHERITING)
    run.write("old/refs.bib", "@book{alone, title = {Alone}, author = {Roe, Ann}, year = 1999}\n")
    said = [line for line in run("check").out.splitlines() if "unused_entry" in line]
    assert said == [
        "old/refs.bib:1:1: unused_entry no page cites `alone`",
        "refs.bib:3:1: unused_entry no page cites `other`",
    ]


def test_pictures_that_cannot_be_shown_are_told_of_all_entries(tmp_path: Path) -> None:
    names = {"good": "good.png", "gone": "gone.png", "text": "text.png"}
    registry = "".join(f"- id: {key}\n  title: T {key}\n  image: {name}\n" for key, name in names.items())
    run = site(tmp_path / "site", registry, index="<< resource:good >>\n")
    (tmp_path / "site/good.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    run.write("text.png", "<svg/>")
    ran = run("check", "--select", "unusable_image")
    assert (ran.code, ran.out.splitlines()[:2]) == (
        1,
        [
            "resources.yml:4:3: unusable_image the picture `gone.png` cannot be shown: the file does not exist",
            "resources.yml:7:3: unusable_image the picture `text.png` cannot be shown: "
            "it is not a PNG, JPEG, GIF, WebP or AVIF",
        ],
    )


NO_TITLES = """\
en: click here, this page, See the docs, Read the full article, Official documentation, [3], PR #12
de: Hier klicken, mehr Infos, Dieser Artikel, diesem Artikel, Der Link, offizielle Website, Dokumentation
fr: Cliquez ici, Cet article, En savoir plus, Plus d’informations, Site officiel, L’article
es: Aquí, Haz clic aquí, Este artículo, Más información, Sitio oficial
pt: Clique aqui, Este artigo, Saiba mais, Mais informações
it: Clicca qui, Questo articolo, Maggiori informazioni, Sito ufficiale
nl: Klik hier, Dit artikel, Meer informatie, Lees verder
pl: Tutaj, Ten artykuł, Więcej informacji
cs: Zde, Tento článek, Více informací
ru: Здесь, Эта статья, На сайте, По этой ссылке, Официальный сайт
uk: Тут, Ця стаття, За посиланням
tr: Burada, Bu makale, Daha fazla bilgi, Resmi site
ja: ここ, こちら, この記事, 公式サイト, こちらを参照, 詳しくはこちら
zh: 这里, 这篇文章, 官方文档, 点击这里, 查看详情, 這篇文章, 官方網站
ko: 여기, 이 글, 공식 홈페이지, 더 알아보기, 이 링크
ar: هنا, هذا المقال, الموقع الرسمي, المزيد
fa: اینجا, این مقاله
he: כאן, המאמר הזה
hi: यहाँ, यह लेख, अधिक जानकारी
th: ที่นี่, บทความนี้
id: Di sini, Artikel ini, Informasi lebih lanjut
vi: Tại đây, Bài viết này, Thêm thông tin
"""


def test_what_links_say_in_many_languages_is_no_title() -> None:
    texts = [text for line in NO_TITLES.splitlines() for text in line[4:].split(", ")]
    assert [text for text in texts if not why_no_title(text, "https://foo.example/x/y")] == []


def test_titles_of_works_are_titles() -> None:
    titles = "The Bitter Lesson, 官方文档写作指南, 기생충, 雪国, Здесь был Вася, La documentation de Python, "
    titles += "Die Verwandlung, 这里的黎明静悄悄, ここではないどこか"
    assert [title for title in titles.split(", ") if why_no_title(title, "https://foo.example/x/y")] == []
