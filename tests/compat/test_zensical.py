"""Zensical itself, in an environment of its own: what it keeps from build to build, what it tells, what fails."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from harness import serve
from playwright.sync_api import Browser, expect

from mkdocs_resource_cards.source_site import SiteConfig, SourceSite, write_pages

from . import matrix
from .environments import environment
from .hosts import ZENSICAL

CONFIG = """\
[project]
site_name = "Matrix"
site_url = "https://site.example/"
{watch}
[project.markdown_extensions.tables]
[project.markdown_extensions.pymdownx.superfences]
[project.markdown_extensions.resource_cards]
{options}
"""
WATCH = 'watch = ["resources.yml", "docs"]'


def site(root: Path, *, watch: str = WATCH, options: str = "") -> Path:
    return matrix.write(root, {}, CONFIG.format(watch=watch, options=options), "zensical.toml")


def build(root: Path) -> subprocess.CompletedProcess[str]:
    command = [str(environment("zensical", ZENSICAL) / "zensical"), "build"]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=120)


def page(root: Path, path: str = "guide/a") -> BeautifulSoup:
    return BeautifulSoup((root / "site" / path / "index.html").read_text(encoding="utf-8"), "html.parser")


def citing(root: Path) -> list[str]:
    return [row.text for row in page(root).select("article.rc-card .rc-cited td a bdi")]


def edit(path: Path, before: str, after: str) -> None:
    """Changes a file, and its time by more than Zensical's resolution of one second."""
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")
    status = path.stat()

    os.utime(path, (status.st_atime + 5, status.st_mtime + 5))


def test_with_registry_and_docs_watched_every_change_is_shown(tmp_path: Path) -> None:
    build(site(tmp_path))
    assert citing(tmp_path) == ["Home", "Page A", "Page B"]
    edit(tmp_path / "resources.yml", "The Alpha Paper", "The Omega Paper")
    build(tmp_path)
    assert page(tmp_path).select_one("article.rc-card .rc-title").text.strip() == "The Omega Paper"
    edit(tmp_path / "docs/code.md", "# Code", "# Code\n\n<< resource:alpha >>")
    build(tmp_path)
    assert citing(tmp_path) == ["Home", "Page A", "Code", "Page B"]
    edit(tmp_path / "docs/guide/b.md", "<< resource:alpha view=compact >>", "")
    build(tmp_path)
    assert citing(tmp_path) == ["Home", "Page A", "Code"]


@pytest.mark.parametrize(
    ("watch", "names", "fix"),
    [
        ("", "resources.yml, docs", 'add `watch = ["resources.yml", "docs"]`'),
        ('watch = ["docs"]', "resources.yml", 'append "resources.yml" to the list `watch`'),
        ('watch = ["resources.yml"]', "docs", 'append "docs" to the list `watch`'),
    ],
)
def test_a_missing_watch_is_told_once(tmp_path: Path, watch: str, names: str, fix: str) -> None:
    told = build(site(tmp_path, watch=watch)).stderr
    lines = [line for line in told.splitlines() if "missing_watch" in line]
    assert len(lines) == 1
    assert f"does not watch {names}, so" in lines[0]
    assert lines[0].endswith(fix)


ODD = [
    *("Rockets 🚀", "日本語 𠮷野家 👩‍👩‍👧", "a\U0010fffd b", "# a: b", "'x' \\ \"y\"", "{{ x }} {% y %}", "null", "- [x]"),
    *("%TAG !x", "<b> & c"),
]


def test_a_title_of_any_kind_becomes_a_page(tmp_path: Path) -> None:
    site(tmp_path)
    entries = [{"id": f"odd{n}", "title": title, "summary": f"Says {title}."} for n, title in enumerate(ODD)]
    (tmp_path / "resources.yml").write_text(json.dumps(entries, ensure_ascii=False), encoding="utf-8")
    cited = "".join(f"- << resource:odd{n} >>\n" for n in range(len(ODD)))
    (tmp_path / "docs" / "index.md").write_text(f"# Home\n\n{cited}", encoding="utf-8")
    write_pages(SourceSite(SiteConfig(tmp_path, docs=tmp_path / "docs")))
    assert build(tmp_path).returncode == 0
    for number, title in enumerate(ODD):
        found = page(tmp_path, f"resources/odd{number}")
        assert found.title is not None
        assert found.title.text.startswith(title)
        assert (tmp_path / "site" / "resources" / f"odd{number}.bib").is_file()


def test_a_large_index_leads_to_pages_from_every_row(tmp_path: Path) -> None:
    site(tmp_path)
    entries = [{"id": f"r{n:03}", "title": f"R {n}", "authors": ["A"]} for n in range(104)]
    (tmp_path / "resources.yml").write_text(json.dumps(entries), encoding="utf-8")
    (tmp_path / "docs" / "index.md").write_text("".join(f"- << resource:r{n:03} >>\n" for n in range(104)), encoding="utf-8")
    write_pages(SourceSite(SiteConfig(tmp_path, docs=tmp_path / "docs")))
    build(tmp_path)
    links = page(tmp_path, "resources").select(".rc-rows__title")
    assert [link["href"] for link in links] == [f"r{n:03}/" for n in range(104)]


def test_numbers_are_no_words_for_search(tmp_path: Path) -> None:
    site(tmp_path, options="pandoc_citations = true\n")
    (tmp_path / "docs" / "index.md").write_text("# Home\n\nThey say [@alpha], as [@alpha, p. 3] has it.\n", encoding="utf-8")
    build(tmp_path)
    found = json.loads((tmp_path / "site/search.json").read_text(encoding="utf-8"))["items"]
    text = " ".join(one["text"] for one in found if "They say" in one["text"])
    assert re.sub(r"<[^<>]*>|\s(?=,)", "", text).replace("\u00a0", " ").replace(" ,", ",") == "They say, as [1, p. 3] has it."


@pytest.mark.slow
def test_pages_share_the_files_of_previews_that_were_written(tmp_path: Path, browser: Browser) -> None:
    site(tmp_path)
    write_pages(SourceSite(SiteConfig(tmp_path, docs=tmp_path / "docs")))
    build(tmp_path)
    text = (tmp_path / "site/index.html").read_text(encoding="utf-8")
    assert "rc-pop-alpha" not in text
    with serve(tmp_path / "site") as address:
        tab = browser.new_page()
        tab.goto(address)
        tab.hover(".rc-ref a")
        expect(tab.locator(".rc-pop .rc-title")).to_have_text("The Alpha Paper")
        tab.click(".rc-pop__foot a")
        expect(tab).to_have_url(f"{address}resources/alpha/")
        tab.goto(f"{address}resources/")
        tab.hover(".rc-index tr[data-rc-id=alpha]")
        expect(tab.locator("tr[data-rc-id=alpha] .rc-copy").first).to_have_text("Copy citation")
        tab.close()


def test_with_everything_watched_nothing_is_told(tmp_path: Path) -> None:
    assert "resource-cards" not in build(site(tmp_path, watch='watch = ["."]')).stderr


def test_problems_are_told_with_their_place_and_do_not_fail_the_build(tmp_path: Path) -> None:
    edit(site(tmp_path) / "docs/guide/b.md", "# Page B", "# Page B\n\n<< resource:alpa >>")
    done = build(tmp_path)
    assert done.returncode == 0
    assert "docs/guide/b.md:3:1: unknown_resource no resource has the key `alpa`; did you mean alpha" in done.stderr
    assert page(tmp_path, "guide/b").select(".rc-card--missing")


def test_strict_fails_with_the_problems_of_all_pages_in_the_same_words(tmp_path: Path) -> None:
    site(tmp_path, options="strict = true")
    edit(tmp_path / "docs/guide/b.md", "# Page B", "# Page B\n\n<< resource:alpa >>")
    edit(tmp_path / "docs/index.md", "# Home", "# Home\n\n<< resource:alpha veiw=full >>")
    done = build(tmp_path)
    assert done.returncode != 0
    told = done.stdout + done.stderr
    assert "docs/guide/b.md:3:1: unknown_resource no resource has the key `alpa`" in told
    assert "docs/index.md:7:1: malformed_shortcode unexpected `veiw=full`" in told


def test_an_option_that_cannot_be_used_fails_the_build(tmp_path: Path) -> None:
    done = build(site(tmp_path, options='regstry = "x"'))
    assert done.returncode != 0
    assert "unknown option `regstry`; did you mean `registry`?" in done.stdout + done.stderr


def test_what_search_finds_holds_no_preview_and_no_excerpt(tmp_path: Path) -> None:
    build(site(tmp_path))
    index = (tmp_path / "site/search.json").read_text(encoding="utf-8")
    assert "The Alpha Paper" in index
    assert not re.search("rc-pop|excerpt of the alpha paper|--rc-fg", index)


def test_styles_are_inline_once_a_page_and_only_where_needed(tmp_path: Path) -> None:
    build(site(tmp_path))
    inline = [
        len([one for one in page(tmp_path, path).select("style") if ".rc-card" in one.text]) for path in ("guide/a", "code")
    ]
    assert inline == [1, 0]


def test_a_page_context_that_has_moved_is_told_loudly(tmp_path: Path) -> None:
    code = (
        "import sys, types, markdown, warnings\n"
        "sys.modules['zensical.markdown.render'] = types.ModuleType('render')\n"
        "with warnings.catch_warnings(record=True) as told:\n"
        "    warnings.simplefilter('default')\n"
        "    for _ in range(3): markdown.markdown('x', extensions=['resource_cards'])\n"
        "print(*(str(one.message) for one in told), sep='\\n')\n"
    )
    python = environment("zensical", ZENSICAL) / "python"
    told = subprocess.run([str(python), "-c", code], capture_output=True, text=True, timeout=60, check=True).stdout
    assert told.count("is not supported yet") == 1
